//! A short way to write a problem down.

use super::{Diagnostic, Label, Severity, Span};

impl Diagnostic {
    /// An error without a place and without help.
    pub(super) fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, severity: Severity::Error, message: message.into(), labels: Vec::new(), help: None, edition: None }
    }

    /// A warning without a place and without help.
    pub(super) fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, message) }
    }

    /// The same with one more place, and what is there to see.
    pub(super) fn at(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    /// The same with one more place, if there is one.
    pub(super) fn at_some(self, span: Option<Span>, text: impl Into<String>) -> Self {
        match span {
            Some(span) => self.at(span, text),
            None => self,
        }
    }

    /// The same, found in the finished edition `file`.
    pub(super) fn in_edition(mut self, file: impl Into<String>) -> Self {
        self.edition = Some(file.into());
        self
    }

    /// The same with what to do.
    pub(super) fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }
}
