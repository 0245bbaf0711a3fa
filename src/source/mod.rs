//! Reads the source of a statement into a document.

mod anchors;
mod assembly;
mod fields;
mod files;
mod front_matter;
mod identity;
mod images;
mod keys;
mod links;
mod metadata;
mod notes;
mod outline;
mod paths;
mod schema;
mod svg;
mod yaml;

pub use identity::slug;
pub use schema::schema;

use crate::diagnostics::{Diagnostics, Folder, SourceId, Sources, Span};
use crate::document::Document;
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
    let mut found = Diagnostics::new();
    let document = read_parts(folder, entry, sources, &mut found);
    let is_wrong = found.has_errors();
    diagnostics.append(found);
    document.filter(|_| !is_wrong)
}

/// A Markdown file of the text.
struct TextFile {
    /// Inside the folder, with `/`.
    path: String,
    source: SourceId,
    /// Where the Markdown starts.
    start: usize,
}

fn read_parts(folder: &dyn Folder, entry: &Entry, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Option<Document> {
    let (statement, texts) = match entry {
        Entry::Folder => files::folder(folder, sources, diagnostics)?,
        Entry::File(name) => files::single(folder, name, sources, diagnostics)?,
    };
    let is_complete = texts.iter().all(Option::is_some);
    let texts: Vec<TextFile> = texts.into_iter().flatten().collect();
    let mut drafts = Vec::new();
    for text in &texts {
        let mut found = Diagnostics::new();
        files::check_characters(text, sources, &mut found);
        let draft = markdown::read(text.source, text.start, &statement.metadata.language, sources, &mut found);
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
    Some(
        assembly::Assembly::new(folder, &texts, statement.metadata.canonical.as_deref(), &outline.addresses, diagnostics)
            .document(statement, outline.opening, outline.sections, notes),
    )
}
