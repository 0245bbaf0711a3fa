//! What the package says the book is (EPUB 3.3 §5.5).

use super::package::Package;
use crate::document::{Date, Language};
use crate::elements::Element;
use crate::verify::Fault;

pub fn check(package: &Package, faults: &mut Vec<Fault>) {
    let mut say = |message: String| faults.push(Fault::structure(message));
    let root = &package.root;
    if root.attribute("version") != Some("3.0") {
        say("the package does not say that it is of EPUB 3".to_string());
    }
    let named = root.attribute("unique-identifier");
    let is_identifier = |element: &&Element| element.name == "dc:identifier" && named.is_some() && element.id() == named;
    if package.metadata().find(is_identifier).is_none_or(|element| element.words().is_empty()) {
        say("the book has no identifier that its package names (`unique-identifier`)".to_string());
    }
    if package.says("dc:title").first().is_none_or(String::is_empty) {
        say("the book has no title".to_string());
    }
    check_languages(package, &mut say);
    check_dates(package, &mut say);
}

fn check_languages(package: &Package, say: &mut dyn FnMut(String)) {
    let languages = package.says("dc:language");
    let Some(tag) = languages.first() else {
        say("the book does not say in which language it is".to_string());
        return;
    };
    for tag in languages.iter().filter(|tag| Language::parse(tag).is_err()) {
        say(format!("`{tag}` is no language tag"));
    }
    let said = package.root.attribute("xml:lang").unwrap_or("nothing");
    if said != tag {
        say(format!("the package is in `{said}`, the book in `{tag}`"));
    }
    let Ok(language) = Language::parse(tag) else { return };
    let expected = language.direction().as_str();
    if package.root.attribute("dir").is_some_and(|direction| direction != expected) {
        say(format!("the words of the package do not run `{expected}`, as `{tag}` does"));
    }
    let turned = package.root.find("spine").and_then(|spine| spine.attribute("page-progression-direction"));
    if turned != Some(expected) {
        say(format!("the pages are turned `{}`, and `{tag}` is read `{expected}`", turned.unwrap_or("in no direction")));
    }
}

fn check_dates(package: &Package, say: &mut dyn FnMut(String)) {
    match package.property("dcterms:modified").as_slice() {
        [moment] if is_moment(moment) => {}
        [moment] => say(format!("`{moment}` is no moment at which the book can have been changed")),
        list => say(format!("the book says {} times when it was changed instead of once", list.len())),
    }
    match package.says("dc:date").as_slice() {
        [day] if Date::parse(day).is_ok() => {}
        [day] => say(format!("`{day}` is no day on which the book can have been published")),
        list => say(format!("the book says {} times when it was published instead of once", list.len())),
    }
}

/// `CCYY-MM-DDThh:mm:ssZ` (EPUB 3.3 §5.5.3.3).
fn is_moment(text: &str) -> bool {
    let Some((day, time)) = text.split_once('T') else { return false };
    let Some(time) = time.strip_suffix('Z') else { return false };
    let parts: Vec<Option<u8>> =
        time.split(':').map(|part| part.parse().ok().filter(|_| part.len() == 2 && !part.starts_with('+'))).collect();
    let is_time = matches!(parts.as_slice(), [Some(0..=23), Some(0..=59), Some(0..=59)]);
    Date::parse(day).is_ok() && is_time
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_a_day_and_a_time_that_exist() {
        for (text, expected) in [
            ("2024-02-29T00:00:00Z", true),
            ("2023-02-29T00:00:00Z", false),
            ("2024-02-29T24:00:00Z", false),
            ("2024-02-29T00:00:00", false),
            ("2024-02-29", false),
            ("2024-02-29T+1:00:00Z", false),
        ] {
            assert_eq!(is_moment(text), expected, "{text}");
        }
    }
}
