//! What the editions for the screen need beside the text: faces, pictures of the
//! cover, and what lies beside them.

use rayon::prelude::*;

use super::Cache;
use super::collection::Statement;
use crate::diagnostics::{Diagnostics, Span};
use crate::document::{Document, Format};
use crate::fonts::{ScreenFace, SubsetPlan};
use crate::render::{Sibling, pdf};
use crate::theme::{Theme, Token, Value};

/// What is made with an edition, besides its other formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Company {
    /// Nothing: it lies beside a single file.
    None,
    /// A page of editions, and pictures for sharing.
    Collection,
}

/// PNG images of the cover.
#[derive(Clone, Debug, Default)]
pub struct Pictures {
    pub cover: Vec<u8>,
    /// For the address of the HTML edition, and the name of its file.
    pub sharing: Option<(String, Vec<u8>)>,
}

/// The planned faces, made now or kept in `cache`; each that cannot be used is
/// reported, not the first alone, and then there are none.
pub fn faces(plans: &[SubsetPlan], theme: &Theme, cache: &Cache) -> Result<Vec<ScreenFace>, Diagnostics> {
    let face = |plan: &SubsetPlan| {
        let made = cache.get_or_make(&plan.key(), || plan.make().map(|face| face.woff2.to_vec()));
        made.map(|woff2| plan.restore(woff2)).map_err(|error| {
            let mut problem = Diagnostics::new();
            problem.font_not_usable(place_of_family(plan.family(), theme), plan.family(), &error.to_string());
            problem
        })
    };
    let (mut made, mut problems) = (Vec::new(), Diagnostics::new());
    for face in plans.par_iter().map(face).collect::<Vec<_>>() {
        match face {
            Ok(face) => made.push(face),
            Err(found) => problems.append(found),
        }
    }
    if problems.is_empty() { Ok(made) } else { Err(problems) }
}

/// Where the theme names the family first.
fn place_of_family(family: &str, theme: &Theme) -> Option<Span> {
    let names_it =
        |token: &&Token| matches!(&token.value, Value::Fonts { families, .. } if families.iter().any(|name| name == family));
    theme.tokens.entries().find(names_it).map(|token| token.span)
}

/// The picture of the cover, made now or kept in `cache`.
pub fn cover(statement: &Statement, cache: &Cache) -> Result<Vec<u8>, Diagnostics> {
    let Statement { document, words, theme, library, .. } = statement;
    picture(&pdf::plan_cover(document, words, theme, library), cache)
}

/// The picture for sharing and the name of its file, where there is to be one.
pub fn sharing(statement: &Statement, company: Company, cache: &Cache) -> Option<(String, Result<Vec<u8>, Diagnostics>)> {
    let Statement { document, words, theme, library, .. } = statement;
    let name = sharing_picture(document, company)?;
    Some((name, picture(&pdf::plan_sharing_picture(document, words, theme, library), cache)))
}

fn picture(plan: &pdf::PicturePlan, cache: &Cache) -> Result<Vec<u8>, Diagnostics> {
    cache.get_or_make(&plan.key(), || plan.make())
}

/// The files of the same statement that lie beside an edition when `formats` are
/// made together.
pub fn siblings(document: &Document, formats: &[Format], company: Company) -> Vec<Sibling> {
    let stem = document.metadata.stem();
    let edition = |format: &Format| Sibling { format: format.name(), file_name: format!("{stem}.{}", format.extension()) };
    let picture = sharing_picture(document, company).map(|file_name| Sibling { format: "PNG", file_name });
    formats.iter().map(edition).chain(picture).collect()
}

/// The name of the picture that is shown where the address of the HTML edition
/// is shared: only where that address is known, and not beside a single file.
fn sharing_picture(document: &Document, company: Company) -> Option<String> {
    let is_shared = company == Company::Collection && document.metadata.canonical.is_some();
    is_shared.then(|| format!("{}.png", document.metadata.stem()))
}
