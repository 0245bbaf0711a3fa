//! Problems about the text: where they are, what is wrong, what to do.
//!
//! A stage collects every problem it meets in [`Diagnostics`] and goes on; the
//! run stops after the stage if one of them is an error. There is one method
//! per problem, in `problems`.

mod building;
mod explanations;
mod folder;
mod nearest;
mod problems;
mod report_github;
mod report_json;
mod report_junit;
mod report_sarif;
mod report_text;
mod sources;

use std::collections::BTreeSet;

pub use explanations::{ExampleFile, Explanation, explanations};
pub use folder::{Folder, MemoryFolder, ReadError, inside};
pub use nearest::nearest;
pub use problems::Needed;
pub use report_github::github;
pub use report_json::json;
pub use report_junit::junit;
pub use report_sarif::sarif;
pub use report_text::{Colour, text, text_of};
pub use sources::{Position, SourceId, Sources, Span};

/// How much a problem weighs: an error stops the run, a warning does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    Warning,
    Error,
}

/// A place in a source file and what is there to see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    pub span: Span,
    pub text: String,
}

/// One problem. `code` is plain English in kebab case (`unknown-anchor`);
/// `labels` begins with the place that is at fault and is empty only for
/// problems that have no place in a file; `help` says what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub code: &'static str,
    pub severity: Severity,
    pub message: String,
    pub labels: Vec<Label>,
    pub help: Option<String>,
    /// The file of the edition in which it was found, if not in the source.
    pub edition: Option<String>,
}

/// The problems found so far, in the order in which they were found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    pub fn append(&mut self, mut other: Diagnostics) {
        self.list.append(&mut other.list);
    }

    /// Those that do not have this code.
    pub fn without(&self, code: &str) -> Self {
        Self { list: self.list.iter().filter(|problem| problem.code != code).cloned().collect() }
    }

    /// Adds the problems of `other` that are not here yet.
    pub fn append_new(&mut self, other: Diagnostics) {
        let key = |problem: &Diagnostic| {
            (problem.code, problem.message.clone(), problem.labels.first().map(|label| label.span), problem.edition.clone())
        };
        let known: BTreeSet<_> = self.list.iter().map(key).collect();
        self.list.extend(other.list.into_iter().filter(|problem| !known.contains(&key(problem))));
    }

    /// The same problems, found in the finished edition `file`.
    pub fn in_edition(self, file: &str) -> Self {
        Self { list: self.list.into_iter().map(|problem| problem.in_edition(file)).collect() }
    }

    /// The same problems, all at `span`: of a text that has no file of its own.
    pub fn all_at(self, span: Span) -> Self {
        let at = |mut problem: Diagnostic| {
            problem.labels.truncate(1);
            problem.labels.iter_mut().for_each(|label| label.span = span);
            problem
        };
        Self { list: self.list.into_iter().map(at).collect() }
    }

    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }

    /// The problems by file and place, those without a place first.
    pub fn in_order(&self) -> Vec<&Diagnostic> {
        let mut list: Vec<_> = self.list.iter().collect();
        list.sort_by_key(|problem| problem.labels.first().map(|label| (label.span.source, label.span.start)));
        list
    }

    /// How many of the problems are errors.
    pub fn errors(&self) -> usize {
        self.iter().filter(|problem| problem.severity == Severity::Error).count()
    }

    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|problem| problem.severity == Severity::Error)
    }
}
