//! One method per problem, in files by area. The code is the method's name in
//! kebab case.

mod catalogs;
mod editions;
mod files;
mod fonts;
mod images;
mod links;
mod metadata;
mod notes;
mod outside;
mod reading_back;
mod text;
mod theme;
mod translations;

pub use translations::Needed;

use super::nearest;

fn did_you_mean(name: &str, known: &[&str]) -> String {
    nearest(name, known.iter().copied()).map(|known| format!("did you mean `{known}`? ")).unwrap_or_default()
}

/// As [`did_you_mean`], but if nothing is near and there are few, all of them.
fn nearest_or_list(name: &str, known: &[&str]) -> String {
    let near = did_you_mean(name, known);
    if !near.is_empty() || known.is_empty() || known.len() > 12 {
        return near;
    }
    format!("there is {}; ", known.iter().map(|known| format!("`{known}`")).collect::<Vec<_>>().join(", "))
}
