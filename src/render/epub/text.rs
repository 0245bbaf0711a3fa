//! The text itself: the opening, the sections of the highest level with all
//! that stands under them, and the notes.

use super::outline::Label;
use super::pages::{NOTES, OPENING, Page, section_id};
use super::xml;
use crate::document::{Note, Section};
use crate::render::body::{self, Setting};
use crate::render::markup::{Node, element};

/// What stands before the first section; without sections it is the whole text.
pub fn opening(setting: &Setting) -> Page {
    let document = setting.document;
    let (title, attributes) = if document.sections.is_empty() {
        (Label::Text(document.metadata.title.clone()), [("epub:type", "chapter"), ("role", "doc-chapter")])
    } else {
        (Label::Text(setting.words.opening.clone()), [("epub:type", "introduction"), ("role", "doc-introduction")])
    };
    let body = vec![xml::element("section", &attributes, body::opening(setting))];
    Page { id: OPENING.to_string(), title, kind: "bodymatter", body }
}

/// A section of the highest level.
pub fn section(setting: &Setting, index: usize, section: &Section) -> Page {
    let title = Label::Title(section.title.clone());
    Page { id: section_id(index), title, kind: "bodymatter", body: vec![body::section(setting, section)] }
}

/// All notes, each with the ways back to its marks.
pub fn notes(setting: &Setting) -> Page {
    let title = Label::Text(setting.words.notes.clone());
    let heading = xml::element("h1", &[("id", body::NOTES)], title.nodes(setting));
    let list = body::numbered(setting).holding(setting.document.notes.iter().map(|note| self::note(setting, note)));
    let attributes =
        [("epub:type", "endnotes"), ("role", "doc-endnotes"), ("aria-labelledby", body::NOTES), ("class", "notes")];
    let body = vec![xml::element("section", &attributes, vec![heading, list.into()])];
    Page { id: NOTES.to_string(), title, kind: "backmatter", body }
}

/// A note is a `footnote`, since only these are shown in a window of their own;
/// it is inside the item of the list, whose role is taken. It is no `aside`:
/// some reading systems leave those out of the page.
fn note(setting: &Setting, note: &Note) -> Node {
    let attributes = [("id", note.anchor.as_str()), ("epub:type", "footnote"), ("role", "doc-footnote")];
    element("li").and(xml::element("div", &attributes, body::note_blocks(setting, note))).into()
}
