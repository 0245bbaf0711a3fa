//! Reads the source of a statement into a document.

mod anchors;
mod assembly;
mod evaluation;
mod fields;
mod files;
mod front_matter;
mod identity;
mod images;
mod keys;
mod languages;
mod links;
mod metadata;
mod notes;
mod outline;
mod paths;
mod schema;
mod svg;
mod values;

pub use anchors::{is_reserved, title_anchor};
pub use identity::slug;
pub use images::image_format;
pub use schema::schema;

use crate::diagnostics::{Diagnostics, Folder, SourceId, Sources, Span};
use crate::document::{Document, Language};
use crate::markdown;

/// Where the metadata of a statement is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// In `statement.yaml`, which lists the Markdown files of the text.
    Folder,
    /// In the front matter of the one Markdown file of this name.
    File(String),
}

/// The statement in `folder`; nothing if an error was reported. Every problem
/// of the files that could be read is reported.
pub fn read(folder: &dyn Folder, entry: &Entry, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Option<Document> {
    read_all(folder, entry, sources, diagnostics).document
}

/// What could be read of a statement.
#[derive(Debug, Default)]
pub struct Reading {
    /// Nothing if an error was reported.
    pub document: Option<Document>,
    /// The name of the theme, if the metadata could be read, even where it has
    /// errors: so the problems of the theme can be reported with the others.
    pub theme: Option<String>,
}

/// The statement in `folder`, as [`read`], and the name of its theme.
pub fn read_all(folder: &dyn Folder, entry: &Entry, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Reading {
    let mut found = Diagnostics::new();
    let parts = match entry {
        Entry::Folder => files::folder(folder, sources, &mut found),
        Entry::File(name) => files::single(folder, name, sources, &mut found),
    };
    let theme = parts.as_ref().and_then(|parts| parts.statement.known.theme.clone());
    let document = parts.and_then(|parts| document(folder, parts, sources, &mut found));
    let is_wrong = found.has_errors();
    diagnostics.append(found);
    Reading { document: document.filter(|_| !is_wrong), theme }
}

/// A Markdown file of the text.
struct TextFile {
    /// Inside the folder, with `/`.
    path: String,
    source: SourceId,
    /// Where the Markdown starts.
    start: usize,
}

/// The parts as one, unless some are missing. Where the metadata has errors,
/// the text is read for its problems.
fn document(folder: &dyn Folder, parts: files::Parts, sources: &Sources, diagnostics: &mut Diagnostics) -> Option<Document> {
    let files::Parts { statement, texts, is_complete } = parts;
    let language = statement.known.language.clone().unwrap_or_else(Language::english);
    let mut drafts = Vec::new();
    for text in &texts {
        let mut found = Diagnostics::new();
        files::check_characters(text, sources, &mut found);
        let draft = markdown::read(text.source, text.start, &language, sources, &mut found);
        if draft.elements.is_empty() && !found.has_errors() {
            found.empty_text(Span::new(text.source, text.start, text.start), &text.path);
        }
        diagnostics.append(found);
        drafts.push(draft);
    }
    if !is_complete || drafts.iter().all(|draft| draft.elements.is_empty()) {
        return None;
    }
    let (outline, notes) = outline::outline(drafts, diagnostics);
    assembly::Assembly::new(folder, &texts, statement.known.canonical.as_deref(), &outline.addresses, diagnostics).document(
        statement,
        outline.opening,
        outline.sections,
        notes,
    )
}
