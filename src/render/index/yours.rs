//! The statement in the reader's own language, before the table of all.
//!
//! A page without script does not learn which languages its reader knows; but
//! SVG has an element that chooses by them, and browsers do it without script:
//! of the children of `switch` the first is shown whose `systemLanguage` names
//! one of the reader's languages (SVG 1.1 §5.8.2 and §5.8.5). The last child
//! names none: who reads none of these languages is offered the original.

use super::IndexRow;
use crate::document::{Language, regions, relative_address};
use crate::render::body::said;
use crate::render::markup::{Element, Node, element, text};

pub fn yours(rows: &[IndexRow]) -> Element {
    let mut switch = element("switch");
    for row in rows {
        let languages = asked_for(&row.language, rows);
        switch = switch.and(part(row).with("systemLanguage", languages));
    }
    let otherwise = rows.first().map(|original| part(original).into());
    let height = format!("{:.1}em", height_em(rows));
    element("svg").with("class", "yours").with("width", "100%").with("height", height).and(switch.holding(otherwise))
}

/// How high the tallest of the parts is on the narrowest screen: what stands in
/// SVG does not make it grow. A line of a title has room for some twenty letters,
/// or half as many ideographs.
fn height_em(rows: &[IndexRow]) -> f64 {
    let width = |title: &str| title.chars().map(|letter| if letter >= '\u{2e80}' { 2 } else { 1 }).sum::<usize>();
    let lines = rows.iter().map(|row| width(&row.title.content).div_ceil(20)).max().unwrap_or(1);
    6.5 + 1.8 * lines as f64
}

fn part(row: &IndexRow) -> Element {
    let link = |file: &super::IndexFile| -> Node {
        let link = element("a").with("href", relative_address(&file.file_name)).with("hreflang", row.language.tag());
        element("li").and(link.and(text(file.format.name()))).into()
    };
    let title = element("p").with("class", "its-title").and(element("cite").and(said(&row.title)));
    let files = element("ul").holding(row.files.iter().map(link));
    let inner =
        row.own(element("div")).and(element("p").with("class", "endonym").and(text(&row.endonym))).and(title).and(files);
    element("foreignObject").with("width", "100%").with("height", "100%").and(inner)
}

/// What readers of `language` may have asked their browser for: the tag, the
/// language by itself for the first that has it, and the language with each
/// region in which it is read in this script: `es` is not said to be what was
/// asked for as `es-MX`, nor `zh-Hans` what was asked for as `zh-CN`.
fn asked_for(language: &Language, rows: &[IndexRow]) -> String {
    let first = rows.iter().find(|row| row.language.primary() == language.primary());
    let bare = first.filter(|row| row.language == *language).map(|_| language.primary().to_string());
    let is_general = language.region().is_none();
    let regions = if is_general { regions(language) } else { Vec::new() };
    let regional = regions.into_iter().map(|region| format!("{}-{region}", language.primary()));
    let mut tags = vec![language.tag().to_string()];
    for tag in bare.into_iter().chain(regional) {
        // Another row may be for the region.
        if !tags.contains(&tag) && rows.iter().all(|row| row.language == *language || row.language.tag() != tag) {
            tags.push(tag);
        }
    }
    tags.join(", ")
}
