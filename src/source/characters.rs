//! The characters of the metadata, whatever they say: those that no edition can
//! show, and those that YAML leaves out.

use super::metadata::Reader;
use crate::diagnostics::Span;
use crate::yaml::{Entry, Node, Value};

impl Reader<'_> {
    /// Looks at all that is written below the keys of `entries`.
    pub fn check_characters(&mut self, entries: &[Entry]) {
        for entry in entries {
            self.check_node(&entry.value, entry.key_span);
        }
    }

    /// `place` stands for what is written on later lines, or not at all.
    fn check_node(&mut self, node: &Node, place: Span) {
        let span = if node.span.start < node.span.end { node.span } else { place };
        match &node.value {
            Value::Scalar { text, kind: _ } => {
                if let Some(character) = text.chars().find(|&character| is_invisible(character)) {
                    self.diagnostics.control_character(span, character);
                }
                self.check_rest_of_line(span);
            }
            Value::Nothing => self.check_rest_of_line(span),
            Value::List(items) => items.iter().for_each(|item| self.check_node(item, place)),
            Value::Mapping(entries) => self.check_characters(entries),
        }
    }

    /// After a space, `#` begins a comment (YAML 1.2.2 §6.6). One that goes on
    /// without a space, as in `#1` and `#EveryVoice`, was most likely meant as text.
    fn check_rest_of_line(&mut self, span: Span) {
        let after = &self.sources.text(span.source)[span.end..];
        let line = after.lines().next().unwrap_or_default();
        let rest = line.strip_prefix(':').unwrap_or(line);
        let left_out = rest.trim();
        let begins_a_word = left_out.strip_prefix('#').is_some_and(|word| word.starts_with(char::is_alphanumeric));
        if rest.starts_with([' ', '\t']) && begins_a_word {
            let start = span.end + (line.len() - line.trim_start_matches([':', ' ', '\t']).len());
            self.diagnostics.text_left_out(Span::new(span.source, start, start + left_out.len()), left_out);
        }
    }
}

/// What XML 1.0 §2.2 excludes.
fn is_invisible(character: char) -> bool {
    (character.is_control() && !matches!(character, '\t' | '\n' | '\r')) || matches!(character, '\u{fffe}' | '\u{ffff}')
}
