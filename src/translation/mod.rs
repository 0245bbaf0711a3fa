//! A document and a catalog become the document in another language.
//!
//! The unit is one run of inlines as canonical Markdown; its context is the id
//! of the block. Extraction and application walk the document together, so
//! they cannot disagree.

mod catalogs;
mod checks;
mod counting;
mod declared;
pub mod endonyms;
mod matching;
mod messages;
mod note_names;
mod outcome;
mod outdated;
mod parts;
pub mod po;
mod renumber;
mod resolve;
mod roles;
mod status;
mod translate;
mod update;
mod walk;

pub use catalogs::{CatalogFile, FOLDER, catalog_path, catalogs};
pub use messages::messages;
pub use outdated::{Outdated, outdated};
pub use status::{Status, status};
pub use translate::{Translated, translate};
pub use update::{Changes, Update, new_catalog, template, update};

/// One unit of translation of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The id of the block, item, cell or term; `statement:title`;
    /// `program:contents`. Two messages of one block are told apart by an
    /// ending: `….caption`, `….alternative`. Unique in a document.
    pub context: String,
    /// Canonical Markdown, or plain text (see [`MessageKind`]).
    pub original: String,
    pub kind: MessageKind,
    /// For translators: what stands there, then what the author says of it.
    pub comments: Vec<String>,
    /// The file in which the original is written, `trust-and-respect.md`; none
    /// for words of the program.
    pub file: Option<String>,
    /// What the program suggests as a translation.
    pub suggestion: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageKind {
    /// A run of inlines, as canonical Markdown.
    Run,
    /// Of the metadata, or an alternative text: no markup.
    Plain,
    /// A word of the program, with names in braces.
    Program,
    /// How the language is called in itself.
    Endonym,
}
