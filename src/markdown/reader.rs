//! What is known while one file is read.

use comrak::nodes::{AstNode, NodeValue};

use super::draft::{Definition, Draft, Element, Heading};
use super::places::Places;
use crate::diagnostics::{Diagnostics, Span};
use crate::document::Language;

pub(super) type Node<'a> = &'a AstNode<'a>;

pub(super) struct Reader<'d> {
    pub places: Places<'d>,
    pub language: Language,
    pub diagnostics: &'d mut Diagnostics,
    pub notes: Vec<Definition>,
    /// Those for translators that were met and belong to what comes next.
    pub comments: Vec<String>,
    /// Only the first offender is reported.
    pub is_too_deep_reported: bool,
    /// Where `\|` is written in the cell that is being read, as comrak counts:
    /// as if the backslashes were not there.
    pub escaped_pipes: Vec<usize>,
}

impl<'d> Reader<'d> {
    pub fn new(places: Places<'d>, language: &Language, diagnostics: &'d mut Diagnostics) -> Self {
        Self {
            places,
            language: language.clone(),
            diagnostics,
            notes: Vec::new(),
            comments: Vec::new(),
            is_too_deep_reported: false,
            escaped_pipes: Vec::new(),
        }
    }

    pub fn read(mut self, root: Node<'_>) -> Draft {
        for line in super::definitions::unused(root, &self.places) {
            self.diagnostics.unused_link_definition(line);
        }
        let mut elements = Vec::new();
        for node in root.children() {
            let level = match node.data().value {
                NodeValue::Heading(heading) => Some(heading.level),
                _ => None,
            };
            match level {
                Some(level) => elements.extend(self.heading(node, level).map(Element::Heading)),
                None => elements.extend(self.block(node, 1).map(Element::Block)),
            }
        }
        Draft { elements, notes: self.notes, remarks: self.comments }
    }

    fn heading(&mut self, node: Node<'_>, level: u8) -> Option<Heading> {
        let span = self.span(node);
        let before = std::mem::take(&mut self.comments);
        let title = self.line(node);
        let comment = self.comment(before);
        let attributes = node.data().attrs.clone();
        let mut pinned = None;
        if let Some(attributes) = attributes {
            if !attributes.classes.is_empty() || !attributes.pairs.is_empty() || attributes.id.is_none() {
                self.diagnostics.attribute_not_allowed(span);
            }
            pinned = attributes.id;
        }
        if super::inlines::is_empty(&title) {
            self.diagnostics.empty_heading(span);
            return None;
        }
        Some(Heading { level, title, pinned, span, comment })
    }

    pub fn span(&self, node: Node<'_>) -> Span {
        let (start, end) = self.places.range(node.data().sourcepos);
        let skipped = |offset: usize| self.escaped_pipes.partition_point(|&pipe| pipe < offset);
        self.places.bytes(start + skipped(start), end + skipped(end))
    }

    pub fn too_deep(&mut self, span: Span) {
        if !self.is_too_deep_reported {
            self.is_too_deep_reported = true;
            self.diagnostics.nested_too_deeply(self.places.first_line(span));
        }
    }

    /// `text`, if every character of it can be shown (XML 1.0 §2.2).
    pub fn check_characters(&mut self, text: &str, span: Span) {
        let is_wrong = |c: &char| {
            (c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
                || matches!(c, '\u{fffe}' | '\u{ffff}' | '\u{2028}' | '\u{2029}')
        };
        // What is in the file itself was reported when it was read.
        if let Some(character) = text.chars().find(is_wrong)
            && !self.places.slice(span).contains(character)
        {
            self.diagnostics.control_character(span, character);
        }
    }
}
