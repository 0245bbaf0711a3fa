//! Reads the source of a statement into a document.

mod anchors;
mod assembly;
mod characters;
mod evaluation;
mod fields;
mod files;
mod front_matter;
mod identity;
mod images;
mod keys;
mod languages;
mod links;
mod memory;
mod metadata;
mod notes;
mod outline;
mod paths;
mod schema;
mod svg;
mod texts;
mod values;

pub use anchors::{is_reserved, title_anchor};
pub use identity::{is_uri, likely_tag, slug, web_address};
pub use images::image_format;
pub use keys::is_key;
pub use memory::Memory;
pub use schema::schema;
pub use texts::{Text, Texts, texts};

use crate::diagnostics::{Diagnostics, Folder, SourceId, Sources, Span};
use crate::document::{Document, Language};
use crate::markdown::{self, Draft};

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
    open(folder, entry, sources).document(folder, &mut Memory::default(), sources, diagnostics)
}

/// The files of a statement. Of what they say, the metadata are known.
pub struct Opened {
    parts: Option<files::Parts>,
    problems: Diagnostics,
}

/// The files of the statement in `folder`, put into `sources`.
pub fn open(folder: &dyn Folder, entry: &Entry, sources: &mut Sources) -> Opened {
    let mut problems = Diagnostics::new();
    let parts = match entry {
        Entry::Folder => files::folder(folder, sources, &mut problems),
        Entry::File(name) => files::single(folder, name, sources, &mut problems),
    };
    Opened { parts, problems }
}

impl Opened {
    /// The name of the theme, if the metadata could be read, even where it has
    /// errors: so the problems of the theme can be reported with the others.
    pub fn theme(&self) -> Option<&str> {
        self.parts.as_ref()?.statement.known.theme.as_deref()
    }

    /// The document that they make; nothing if an error was reported, of the files or
    /// of what they say. Files that are as `memory` knows them are not parsed anew.
    pub fn document(
        self,
        folder: &dyn Folder,
        memory: &mut Memory,
        sources: &Sources,
        diagnostics: &mut Diagnostics,
    ) -> Option<Document> {
        let Self { parts, mut problems } = self;
        let document = parts.and_then(|parts| document(folder, parts, memory, sources, &mut problems));
        let is_wrong = problems.has_errors();
        diagnostics.append(problems);
        document.filter(|_| !is_wrong)
    }
}

/// A Markdown file of the text.
struct TextFile {
    /// Inside the folder, with `/`.
    path: String,
    source: SourceId,
    /// Where the Markdown starts.
    start: usize,
}

/// The draft of a file.
fn draft(text: &TextFile, language: &Language, sources: &Sources, diagnostics: &mut Diagnostics) -> Draft {
    files::check_characters(text, sources, diagnostics);
    let draft = markdown::read(text.source, text.start, language, sources, diagnostics);
    if draft.elements.is_empty() && !diagnostics.has_errors() {
        diagnostics.empty_text(Span::new(text.source, text.start, text.start), &text.path);
    }
    draft
}

/// The parts as one, unless some are missing. Where the metadata has errors,
/// the text is read for its problems.
fn document(
    folder: &dyn Folder,
    parts: files::Parts,
    memory: &mut Memory,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Document> {
    let files::Parts { statement, texts, is_complete } = parts;
    let language = statement.known.language.clone().unwrap_or_else(Language::english);
    let mut drafts = Vec::new();
    for text in &texts {
        drafts.push(memory.draft(text, &language, sources, diagnostics));
    }
    memory.end();
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
