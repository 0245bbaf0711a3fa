//! Who speaks: the document, or the program in a language of its own.

use super::inlines::language_attributes;
use super::outline::Label;
use super::xml::{self, Node};
use crate::document::{Document, Language, Words};

/// Says words of the document and of the program, each marked as what it is.
pub struct Voice<'a> {
    pub document: &'a Document,
    pub words: &'a Words,
}

impl Voice<'_> {
    pub fn element(&self, name: &str, attributes: &[(&str, &str)], label: &Label) -> Node {
        let content = match label {
            Label::Document(text) => xml::text(text),
            Label::Program(text) => self.program(text),
        };
        xml::element(name, attributes, vec![content])
    }

    /// The program's word: in a `span` with its language where that is not the
    /// language of the document, so that what stands around keeps its direction.
    pub fn program(&self, text: &str) -> Node {
        let attributes = self.program_attributes();
        if attributes.is_empty() { xml::text(text) } else { xml::element("span", &attributes, vec![xml::text(text)]) }
    }

    /// The language of the program's words where it is not that of the document.
    pub fn program_attributes(&self) -> Vec<(&'static str, &str)> {
        let key = |language: &Language| (language.primary().to_string(), language.script().map(str::to_string));
        let (program, document) = (&self.words.language, &self.document.metadata.language);
        if key(program) == key(document) { Vec::new() } else { language_attributes(program).to_vec() }
    }
}
