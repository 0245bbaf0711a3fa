//! The statement as one typed tree, between the reader and the renderers.
//!
//! Everything in it is resolved: links point at anchors that exist, note marks
//! at notes that exist, images at bytes that were read. Renderers match every
//! variant by name, so a construct that one format forgets does not compile.

mod accessibility;
mod addresses;
mod beside;
mod block;
mod change;
mod colophon;
mod cover;
mod endonyms;
mod format;
mod habits;
mod ids;
mod inline;
mod language;
mod languages_within;
mod likeness;
mod metadata;
mod places;
mod regions;
mod segments;
mod text;
mod translation;
mod walk;
mod words;

pub use accessibility::{AccessMode, Accessibility, Conformance, Evaluation, Feature, Hazard, PageList};
pub use addresses::{OutsideAddress, outside_addresses};
pub use beside::{Alternate, LANGUAGES_SHOWN_MAX, address_beside, alternates, relative_address};
pub use block::{
    Alignment, Block, BlockKind, Callout, CalloutKind, Cell, Code, Description, Figure, Item, List, ListKind, Quotation, Table,
    Task, Term,
};
pub use change::{Change, Changed, Way, Ways, has_changes, shows_deleted};
pub use colophon::{Fact, FactName, FactValue, Imprint, colophon};
pub use cover::{cover_words, speakers, title_remark};
pub use endonyms::endonym;
pub use format::Format;
pub use ids::rename_ids;
pub use inline::{Inline, Link, NoteMark, Target, plain_text};
pub use language::{Direction, Language, LanguageError};
pub use languages_within::languages_within;
pub use likeness::{LIKE, Wording};
pub use metadata::{Cover, Date, DateError, Licence, Metadata};
pub use places::places;
pub use regions::regions;
pub use segments::{segments, word_count};
pub use text::{Phrase, Text};
pub use translation::{Completeness, Endonym, State, Translation};
pub use walk::{Place, Visitor, walk};
pub use words::{ListNumbers, Word, Words, placeholders};

use std::collections::BTreeMap;

use crate::diagnostics::Span;

/// A statement in one language, ready to be rendered.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    pub metadata: Metadata,
    /// What stands before the first heading.
    pub opening: Vec<Block>,
    pub sections: Vec<Section>,
    /// Every note that is marked at least once, in the order of the first marks.
    pub notes: Vec<Note>,
    /// The images of the text (and the cover's, if it is an image), by path.
    pub images: BTreeMap<ImagePath, Image>,
}

/// A heading and all that stands under it, deeper sections included.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// The id of the heading, and the stem of the ids of the blocks under it.
    pub anchor: Anchor,
    pub title: Vec<Inline>,
    pub blocks: Vec<Block>,
    pub sections: Vec<Section>,
    /// The heading.
    pub span: Span,
    /// What the author tells translators of the title.
    pub comment: Option<String>,
}

/// The id of a section or block: the same in every language and format, unique
/// in a document, a valid `id` in HTML and XML: `trust-and-respect`,
/// `trust-and-respect.3`, `….3.2` (item), `….4.r2c1` (cell).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Anchor(String);

impl Anchor {
    /// The caller guarantees the form described at the type.
    pub fn new(id: impl Into<String>) -> Self {
        Self(id.into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Anchor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Which of [`Document::notes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NoteId(pub usize);

impl NoteId {
    /// The number that readers see, from 1.
    pub fn number(self) -> usize {
        self.0 + 1
    }
}

/// A note, shown at the foot of the page or at the end of the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    pub id: NoteId,
    /// What its marks call it in the source: `[^name]`. Unique in one text only.
    pub name: String,
    /// `note-1`: where a note mark links to.
    pub anchor: Anchor,
    pub blocks: Vec<Block>,
    /// How many marks refer to it; at least 1.
    pub marks: usize,
    pub span: Span,
}

/// The path of an image relative to the folder of the statement, with `/`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ImagePath(pub String);

/// An image that was read and found to be what it claims.
#[derive(Clone, Debug, PartialEq)]
pub struct Image {
    pub bytes: std::sync::Arc<[u8]>,
    pub format: ImageFormat,
    /// Pixels, or user units of an SVG.
    pub width: u32,
    pub height: u32,
}

/// The formats that PDF, EPUB 3.3 (core media types) and HTML all take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImageFormat {
    Png,
    Jpeg,
    Gif,
    Webp,
    Svg,
}

impl ImageFormat {
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Gif => "image/gif",
            Self::Webp => "image/webp",
            Self::Svg => "image/svg+xml",
        }
    }

    pub fn extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Gif => "gif",
            Self::Webp => "webp",
            Self::Svg => "svg",
        }
    }
}
