//! The text itself: the opening, the sections of the highest level with all
//! that stands under them, and the notes.

use super::blocks::blocks;
use super::inlines::inlines;
use super::outline::Label;
use super::pages::{NOTES, OPENING, Page, section_id};
use super::voice::Voice;
use super::xml::{Node, element, text};
use crate::document::{Note, NoteMark, Section, plain_text};

/// What stands before the first section; without sections it is the whole text.
pub fn opening(voice: &Voice) -> Page {
    let document = voice.document;
    let (title, attributes) = if document.sections.is_empty() {
        (Label::Document(document.metadata.title.clone()), [("epub:type", "chapter"), ("role", "doc-chapter")])
    } else {
        (Label::Program(voice.words.opening), [("epub:type", "introduction"), ("role", "doc-introduction")])
    };
    let body = vec![element("section", &attributes, blocks(voice, &document.opening))];
    Page { id: OPENING.to_string(), title, kind: "bodymatter", body }
}

/// A section of the highest level.
pub fn section(voice: &Voice, index: usize, section: &Section) -> Page {
    let attributes = [("epub:type", "chapter"), ("role", "doc-chapter"), ("aria-labelledby", section.anchor.as_str())];
    let body = vec![element("section", &attributes, under(voice, section, 1))];
    Page { id: section_id(index), title: Label::Document(plain_text(&section.title)), kind: "bodymatter", body }
}

fn under(voice: &Voice, section: &Section, level: usize) -> Vec<Node> {
    let heading = format!("h{}", level.min(6));
    let mut children = vec![element(&heading, &[("id", section.anchor.as_str())], inlines(voice, &section.title))];
    children.extend(blocks(voice, &section.blocks));
    children.extend(section.sections.iter().map(|deeper| element("section", &[], under(voice, deeper, level + 1))));
    children
}

/// All notes, each with the ways back to its marks.
pub fn notes(voice: &Voice) -> Page {
    let title = Label::Program(voice.words.notes);
    let mut children = vec![voice.element("h1", &[("id", "notes-title")], &title)];
    children.extend(voice.document.notes.iter().map(|one| note(voice, one)));
    let attributes = [("epub:type", "endnotes"), ("role", "doc-endnotes"), ("aria-labelledby", "notes-title")];
    Page { id: NOTES.to_string(), title, kind: "backmatter", body: vec![element("section", &attributes, children)] }
}

/// Not an `aside`: some reading systems hide that, since they show it in a window.
fn note(voice: &Voice, note: &Note) -> Node {
    let number = note.id.number().to_string();
    let mut children = vec![element("p", &[("class", "number")], vec![text(&number)])];
    children.extend(blocks(voice, &note.blocks));
    let mut ways: Vec<Node> = Vec::new();
    for occurrence in 1..=note.marks {
        let mark = NoteMark { note: note.id, occurrence, span: note.span };
        let address = format!("#{}", mark.anchor());
        // More than one way back, and each needs a name of its own.
        let label = if note.marks == 1 {
            voice.words.back_to_text.to_string()
        } else {
            format!("{} {occurrence}", voice.words.back_to_text)
        };
        let attributes = [
            vec![
                ("href", address.as_str()),
                ("epub:type", "backlink"),
                ("role", "doc-backlink"),
                ("aria-label", label.as_str()),
            ],
            voice.program_attributes(),
        ];
        ways.push(element("a", &attributes.concat(), vec![text("↩\u{fe0e}")]));
        ways.push(text(" "));
    }
    ways.pop();
    children.push(element("p", &[("class", "ways-back")], ways));
    let attributes = [("id", note.anchor.as_str()), ("epub:type", "footnote"), ("role", "doc-footnote")];
    element("div", &attributes, children)
}
