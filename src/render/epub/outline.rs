//! The contents of a book as a tree, for the navigation document and the NCX.

use super::pages::{COLOPHON, NOTES, OPENING, path, section_id};
use crate::document::{Document, Section, Words, plain_text};

/// One line of the contents.
pub struct Entry {
    pub label: Label,
    pub address: String,
    pub entries: Vec<Entry>,
}

/// Whose words a label consists of, and so in which language it is.
pub enum Label {
    Document(String),
    Program(&'static str),
}

impl Label {
    pub fn text(&self) -> &str {
        match self {
            Self::Document(text) => text,
            Self::Program(text) => text,
        }
    }
}

/// What the contents list, in reading order: the text, the notes, the colophon.
pub fn outline(document: &Document, words: &Words) -> Vec<Entry> {
    let mut list = Vec::new();
    if !document.opening.is_empty() {
        let label = if document.sections.is_empty() {
            Label::Document(document.metadata.title.clone())
        } else {
            Label::Program(words.opening)
        };
        list.push(leaf(label, OPENING));
    }
    for (index, section) in document.sections.iter().enumerate() {
        let address = path(&section_id(index));
        list.push(Entry {
            label: Label::Document(plain_text(&section.title)),
            entries: deeper(&section.sections, &address),
            address,
        });
    }
    if !document.notes.is_empty() {
        list.push(leaf(Label::Program(words.notes), NOTES));
    }
    list.push(leaf(Label::Program(words.colophon), COLOPHON));
    list
}

/// How many levels `entries` have.
pub fn depth(entries: &[Entry]) -> usize {
    entries.iter().map(|entry| 1 + depth(&entry.entries)).max().unwrap_or(0)
}

fn deeper(sections: &[Section], path: &str) -> Vec<Entry> {
    let entry = |section: &Section| Entry {
        label: Label::Document(plain_text(&section.title)),
        address: format!("{path}#{}", section.anchor),
        entries: deeper(&section.sections, path),
    };
    sections.iter().map(entry).collect()
}

fn leaf(label: Label, id: &str) -> Entry {
    Entry { label, address: path(id), entries: Vec::new() }
}
