//! The table of all editions: a row for each language, a column for each format.

use super::{IndexFile, IndexRow, Shelf, Standing, extent, older, purpose, standing};
use crate::document::{Format, Words, relative_address};
use crate::render::body::{phrase, said};
use crate::render::markup::{Element, Node, element, text};

pub fn table(shelf: &Shelf, words: &Words) -> Element {
    let formats: Vec<Format> =
        Format::ALL.into_iter().filter(|format| shelf.rows.iter().any(|row| row.file(*format).is_some())).collect();
    let column = |format: &Format| {
        let name = element("span").with("class", "format").and(text(format.name()));
        let purpose = element("span").with("class", "purpose").and(said(purpose(*format, words)));
        element("th").with("scope", "col").and(name).and(text(" ")).and(purpose).into()
    };
    let head = element("tr")
        .and(element("th").with("scope", "col").and(said(&words.language_name)))
        .holding(formats.iter().map(column));
    element("table")
        .with("class", "all-editions")
        .and(element("caption").and(said(&words.languages)))
        .and(element("thead").and(head))
        .and(element("tbody").holding(shelf.rows.iter().map(|row| shown(row, &formats, words))))
}

fn shown(row: &IndexRow, formats: &[Format], words: &Words) -> Node {
    // Where all are older the row says so, else the cell of each that is.
    let is_all_older = row.files.iter().all(|file| file.standing == Standing::Older);
    let own = |name: &'static str, class: &'static str| row.own(element(name).with("class", class));
    let head = element("th")
        .with("scope", "row")
        .and(own("span", "endonym").and(text(&row.endonym)))
        .and(text(" "))
        .and(own("cite", "its-title").and(said(&row.title)))
        .and(element("p").with("class", "said").holding(phrase(&standing(row, words))))
        .holding(is_all_older.then(|| older(words)));
    let cell = |format: &Format| {
        let file = row.file(*format);
        let said = file.filter(|file| file.standing == Standing::Older && !is_all_older).map(|_| older(words));
        element("td").holding(file.map(|file| link(row, file, words))).holding(said).into()
    };
    element("tr").and(head).holding(formats.iter().map(cell)).into()
}

/// A link that says all by itself: format, language, extent.
fn link(row: &IndexRow, file: &IndexFile, words: &Words) -> Node {
    let format = file.format.name();
    element("a")
        .with("href", relative_address(&file.file_name))
        .with("hreflang", row.language.tag())
        .and(element("span").with("class", "format").and(text(format)))
        .and(text(" "))
        .and(row.own(element("span").with("class", "unseen")).and(text(&row.endonym)))
        .and(text(" "))
        .and(element("span").with("class", "extent").holding(phrase(&extent(file, words))))
        .into()
}
