//! The Markdown files of a statement, without a look into what they say.

use super::files::{self, Parts};
use super::{Entry, TextFile};
use crate::diagnostics::{Diagnostics, Folder, SourceId, Sources};
use crate::document::Language;

/// The Markdown files of a statement and the language that they are in.
#[derive(Clone, Debug)]
pub struct Texts {
    pub language: Language,
    /// In their order.
    pub of: Vec<Text>,
}

/// A Markdown file.
#[derive(Clone, Debug)]
pub struct Text {
    /// Inside the folder, with `/`.
    pub path: String,
    pub source: SourceId,
    /// Where the Markdown starts: after a byte-order mark or front matter.
    pub start: usize,
}

/// The texts of the statement in `folder`; nothing if the metadata has errors
/// or a text cannot be read, after this was reported.
pub fn texts(folder: &dyn Folder, entry: &Entry, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Option<Texts> {
    let mut found = Diagnostics::new();
    let parts = match entry {
        Entry::Folder => files::folder(folder, sources, &mut found),
        Entry::File(name) => files::single(folder, name, sources, &mut found),
    };
    let is_wrong = found.has_errors();
    diagnostics.append(found);
    let Parts { statement, texts, is_complete: _ } = parts.filter(|_| !is_wrong)?;
    let of = texts.into_iter().map(|TextFile { path, source, start }| Text { path, source, start }).collect();
    Some(Texts { language: statement.known.language.unwrap_or_else(Language::english), of })
}
