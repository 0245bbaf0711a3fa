//! Proof that an edition says what its document says: the finished bytes are
//! read back and compared with the document, line by line.
//!
//! Nothing here knows a renderer, and nothing is read with the library that
//! wrote it. Two transcripts are made, one *expected*, from the document, and
//! one *found*, from the bytes: the PDF through its structure tree, the EPUB
//! through container, package, spine and XHTML, the HTML through its elements.

mod compare;
mod elements;
pub mod epub;
mod expected;
pub mod html;
mod names;
mod transcript;

pub use compare::compare;
pub use expected::{Expected, expected};
pub use transcript::{Container, LINE_END, Line, PAGE_END, Piece, PieceKind, Role, Transcript};

/// Something wrong with an edition that has no place in the text: the file
/// cannot be read, or its structure is not what a reader needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub kind: FaultKind,
    /// What is wrong, as a sentence without a full stop.
    pub message: String,
    /// The id of the block or heading at which it is wrong, where that is known.
    pub id: Option<String>,
}

impl Fault {
    fn unreadable(message: impl Into<String>) -> Self {
        Self { kind: FaultKind::Unreadable, message: message.into(), id: None }
    }

    fn structure(message: impl Into<String>) -> Self {
        Self { kind: FaultKind::Structure, message: message.into(), id: None }
    }

    fn foreign(message: impl Into<String>) -> Self {
        Self { kind: FaultKind::Foreign, message: message.into(), id: None }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// The file cannot be read as its format: truncated, encrypted, no archive.
    Unreadable,
    /// The file can be read and is not one of ours: there is nothing to compare.
    Foreign,
    /// Something that readers, screen readers above all, need is missing or wrong.
    Structure,
    /// The file says something about its accessibility that is not so.
    Claim,
}

/// What was found in the bytes of an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub transcript: Transcript,
    pub faults: Vec<Fault>,
}
