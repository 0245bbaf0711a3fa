//! Who speaks: the document, or the program in a language of its own.

use super::outline::Label;
use super::xml;
use crate::document::{Document, Language, Words};
use crate::render::markup::Node;

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
        let language = &self.words.language;
        if self.is_at_home() {
            return xml::text(text);
        }
        let attributes = [("lang", language.tag()), ("xml:lang", language.tag()), ("dir", language.direction().as_str())];
        xml::element("span", &attributes, vec![xml::text(text)])
    }

    fn is_at_home(&self) -> bool {
        let key = |language: &Language| (language.primary().to_string(), language.script().map(str::to_string));
        key(&self.words.language) == key(&self.document.metadata.language)
    }
}
