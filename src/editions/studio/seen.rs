//! What a studio shows: values without ties to what was read, ready to be sent.

use std::collections::BTreeSet;

use crate::diagnostics::{Colour, Diagnostic, Diagnostics, Severity, Sources, explanations, text_of};
use crate::document::{Anchor, Direction, Language, Translation};

/// What there is to see, and what is wrong with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Look {
    /// Another number whenever something that editions depend on, or a problem,
    /// is not as it was. From 1.
    pub revision: u64,
    /// Of the original; empty as long as nothing could be read.
    pub title: String,
    /// The original first, then by tag: those of the last source that could be read.
    pub languages: Vec<LanguageSeen>,
    /// All of them: of the source, of the theme, of the translations.
    pub problems: Vec<ProblemSeen>,
    /// Whether the source has errors that stop all languages: what is to see is
    /// what it was before them.
    pub is_broken: bool,
}

/// A language of the statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LanguageSeen {
    pub language: Language,
    /// How the language is called in itself.
    pub endonym: String,
    pub direction: Direction,
    pub standing: Standing,
    /// Whether its editions cannot be made as it stands: what is to see of it is
    /// what it was before.
    pub has_errors: bool,
}

/// What a language is to the statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    Original,
    Translated(Translation),
    /// There is a catalog, which cannot be used.
    Unusable,
}

/// A problem, as people are told of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProblemSeen {
    pub severity: Severity,
    pub code: &'static str,
    pub message: String,
    /// The first of its places, if it has one.
    pub place: Option<PlaceSeen>,
    /// All of it as the report for people shows it, with the lines of the file.
    pub excerpt: String,
    /// What to do.
    pub hint: Option<String>,
    /// What `chapbook explain` says of the code.
    pub explanation: String,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceSeen {
    /// The path as seen from the current folder.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
}

/// A format of a language to look at.
#[derive(Clone, Debug, PartialEq)]
pub struct View<T> {
    /// The last good one; nothing if there never was one.
    pub content: Option<T>,
    /// Those of making it, and no others.
    pub problems: Vec<ProblemSeen>,
    /// Whether `content` says what the source says now.
    pub is_current: bool,
}

impl<T> View<T> {
    /// Of a language that there is not.
    pub(super) fn nothing() -> Self {
        Self { content: None, problems: Vec::new(), is_current: false }
    }
}

/// An EPUB, unpacked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Book {
    /// The package document first; without `mimetype` and `META-INF`.
    pub files: Vec<BookFile>,
    /// The pages in reading order.
    pub spine: Vec<SpineItem>,
    /// Where the next page lies.
    pub progression: Direction,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookFile {
    /// From the root of the container, with `/`.
    pub path: String,
    pub media_type: &'static str,
    pub bytes: Vec<u8>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpineItem {
    /// Of a file of the book.
    pub path: String,
    pub title: String,
}

/// The pages of the PDF, as they are set; their pictures are asked for one by one.
#[derive(Clone, Debug, PartialEq)]
pub struct PageSet {
    /// In order.
    pub pages: Vec<PageSeen>,
    /// Where each section, block, item, cell and term begins, in the order of the text.
    pub places: Vec<RunPlace>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct PageSeen {
    pub width_points: f64,
    pub height_points: f64,
    /// The same for pages that look the same, whatever was changed elsewhere: 32
    /// letters and digits.
    pub looks: String,
}

/// The page on which a part of the text begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunPlace {
    /// The id that it has in HTML and EPUB too.
    pub id: Anchor,
    /// From 1.
    pub page: usize,
}

/// `problems` in the order of files and places, each once.
pub fn problems(problems: &Diagnostics, sources: &Sources) -> Vec<ProblemSeen> {
    let mut excerpts = BTreeSet::new();
    let seen = problems.in_order().into_iter().map(|problem| problem_seen(problem, sources));
    seen.filter(|problem| excerpts.insert(problem.excerpt.clone())).collect()
}

fn problem_seen(problem: &Diagnostic, sources: &Sources) -> ProblemSeen {
    let place = problem.labels.first().map(|label| {
        let position = sources.position(label.span.source, label.span.start);
        let file = sources.path(label.span.source).to_string();
        PlaceSeen { file, line: position.line, column: position.column }
    });
    let explained = explanations().iter().find(|explanation| explanation.code == problem.code);
    ProblemSeen {
        severity: problem.severity,
        code: problem.code,
        message: problem.message.clone(),
        place,
        excerpt: text_of(problem, sources, Colour::Never),
        hint: problem.help.clone(),
        explanation: explained.map(|explanation| explanation.page()).unwrap_or_default(),
    }
}
