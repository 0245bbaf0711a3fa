//! The contents of a book as a tree, for the navigation document and the NCX.

use super::pages::{COLOPHON, NOTES, OPENING, path, section_id};
use crate::document::{Document, Inline, Section, Text, Words, plain_text};
use crate::render::body::{self, Setting};
use crate::render::markup::Node;

/// One line of the contents.
pub struct Entry {
    pub label: Label,
    pub address: String,
    pub entries: Vec<Entry>,
}

/// What a line of the contents or a page is called.
#[derive(Clone)]
pub enum Label {
    /// Words of the metadata or of the program, which may be in another language.
    Text(Text),
    /// The title of a section.
    Title(Vec<Inline>),
}

impl Label {
    /// Without what is marked in it.
    pub fn text(&self) -> Text {
        match self {
            Self::Text(words) => words.clone(),
            Self::Title(inlines) => plain_text(inlines).into(),
        }
    }

    /// With all that is marked in it, but without links.
    pub fn nodes(&self, setting: &Setting) -> Vec<Node> {
        match self {
            Self::Text(words) => vec![body::said(words)],
            Self::Title(inlines) => body::heading_inlines(setting, inlines),
        }
    }
}

/// What the contents list, in reading order: the text, the notes, the colophon.
pub fn outline(document: &Document, words: &Words) -> Vec<Entry> {
    let mut list = Vec::new();
    if !document.opening.is_empty() {
        let label = if document.sections.is_empty() {
            Label::Text(document.metadata.title.clone())
        } else {
            Label::Text(words.opening.clone())
        };
        list.push(leaf(label, OPENING));
    }
    for (index, section) in document.sections.iter().enumerate() {
        let address = path(&section_id(index));
        list.push(Entry { label: Label::Title(section.title.clone()), entries: deeper(&section.sections, &address), address });
    }
    if !document.notes.is_empty() {
        list.push(leaf(Label::Text(words.notes.clone()), NOTES));
    }
    list.push(leaf(Label::Text(words.colophon.clone()), COLOPHON));
    list
}

/// How many levels `entries` have.
pub fn depth(entries: &[Entry]) -> usize {
    entries.iter().map(|entry| 1 + depth(&entry.entries)).max().unwrap_or(0)
}

fn deeper(sections: &[Section], path: &str) -> Vec<Entry> {
    let entry = |section: &Section| Entry {
        label: Label::Title(section.title.clone()),
        address: format!("{path}#{}", section.anchor),
        entries: deeper(&section.sections, path),
    };
    sections.iter().map(entry).collect()
}

fn leaf(label: Label, id: &str) -> Entry {
    Entry { label, address: path(id), entries: Vec::new() }
}
