//! What the YAML parser says, in an editor's words and at its place.

use super::Place;
use crate::diagnostics::{Diagnostics, Span};

impl Place<'_> {
    pub(super) fn report(&self, error: &serde_saphyr::Error, diagnostics: &mut Diagnostics) {
        let at = error.location().map_or(0, |location| self.located(location).start - self.start);
        let here = self.line_from(at);
        if let serde_saphyr::Error::UnknownAnchor { .. } = error {
            return diagnostics.yaml_alias(self.token(at));
        }
        if let serde_saphyr::Error::Budget { breach, .. } = error {
            use serde_saphyr::budget::BudgetBreach;
            return match breach {
                BudgetBreach::Aliases { .. } | BudgetBreach::Anchors { .. } => {
                    // An anchored value is reported without its anchor.
                    let line = self.text[..at].rfind('\n').map_or(0, |end| end + 1);
                    let at = if self.text[at..].starts_with('*') { None } else { self.text[line..at].rfind(" &") }
                        .map_or(at, |space| line + space + 1);
                    diagnostics.yaml_alias(self.token(at));
                }
                _ => diagnostics.yaml_too_large(here),
            };
        }
        let said = said(error);
        if said == "recursion limit exceeded" {
            return diagnostics.yaml_too_large(here);
        }
        match self.tab_near(at) {
            Some(tab) => diagnostics.tab_in_yaml(self.span(tab, tab + 1)),
            None => diagnostics.yaml_syntax(here, &said),
        }
    }

    /// From `at` to the end of its line; the last line that is not empty if
    /// `at` is the end of the text.
    fn line_from(&self, at: usize) -> Span {
        let at = if self.text[at..].trim().is_empty() { self.text.trim_end().len() } else { at };
        let end = self.text[at..].find(['\r', '\n']).map_or(self.text.len(), |length| at + length);
        self.span(at, at + self.text[at..end].trim_end().len())
    }

    /// The token that begins at `at`.
    fn token(&self, at: usize) -> Span {
        let length =
            self.text[at..].find(|c: char| c.is_whitespace() || matches!(c, ',' | ']' | '}')).unwrap_or(self.text.len() - at);
        self.span(at, at + length)
    }

    /// A tab in the indentation of the line of `at` or the one before.
    fn tab_near(&self, at: usize) -> Option<usize> {
        let line = self.text[..at].rfind('\n').map_or(0, |end| end + 1);
        let before = self.text[..line.saturating_sub(1)].rfind('\n').map_or(0, |end| end + 1);
        let next = self.text[at..].find('\n').map_or(line, |end| at + end + 1);
        [line, next, before].into_iter().find_map(|line| {
            let indentation = self.text[line..].len() - self.text[line..].trim_start_matches([' ', '\t']).len();
            self.text[line..line + indentation].find('\t').map(|tab| line + tab)
        })
    }
}

/// What the parser says of `error`, in an editor's words where we know them,
/// without its own line numbers and pictures.
fn said(error: &serde_saphyr::Error) -> String {
    let said = match error {
        serde_saphyr::Error::MultipleDocuments { .. } => return "a second document begins".into(),
        serde_saphyr::Error::Message { msg, .. } | serde_saphyr::Error::ExternalMessage { msg, .. } => msg.clone(),
        other => other.to_string(),
    };
    let line = said.lines().next().unwrap_or_default();
    let line = line.split(" at line ").next().unwrap_or(line).trim().trim_end_matches('.');
    match line {
        "mapping values are not allowed in this context" => {
            "there is a colon inside of a text, and the text is not in quotation marks".into()
        }
        "simple key expected ':'" => "a line without a colon and a space after its first word".into(),
        "expected string scalar" => "something else than a word stands before the colon".into(),
        "unclosed quote" => "a quotation mark that is never closed".into(),
        "invalid trailing content after double-quoted scalar" | "invalid trailing content after single-quoted scalar" => {
            "something follows a quotation mark; is one missing here, or in a line before?".into()
        }
        "unclosed bracket '['" => "a `[` that is never closed".into(),
        "unclosed bracket '{'" => "a `{` that is never closed".into(),
        _ => line
            .strip_prefix("unexpected character: `")
            .and_then(|rest| rest.chars().next())
            .map_or_else(|| line.to_string(), |character| format!("a value cannot begin with `{character}`")),
    }
}
