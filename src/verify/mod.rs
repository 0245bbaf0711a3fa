//! Proof that an edition says what its document says: the finished bytes are
//! read back and compared with the document, line by line.
//!
//! Nothing here knows a renderer, and nothing is read with the library that
//! wrote it. Two transcripts are made, one [`expected()`], from the document, and
//! one found, from the bytes: the PDF through its structure tree, the EPUB
//! through container, package, spine and XHTML, the HTML through its elements.
//! [`compare()`] reports what is different, at the place in the source.

mod compare;
mod elements;
mod enclosing;
pub mod epub;
mod expected;
pub mod findings;
pub mod html;
mod names;
pub mod pdf;
mod plain;
mod transcript;

pub use compare::compare;
pub use expected::{Expected, expected};
pub use plain::plain;
pub use transcript::{Container, LINE_END, LINE_LINK, Line, PAGE_END, Piece, PieceKind, Role, Transcript};

use crate::diagnostics::{Diagnostics, Span};
use crate::document::{Document, Format, Imprint, Words};

/// What an edition is compared with.
#[derive(Clone, Copy, Debug)]
pub struct Original<'a> {
    pub document: &'a Document,
    pub words: &'a Words,
    pub imprint: &'a Imprint,
}

/// What was found in the bytes of an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub transcript: Transcript,
    pub faults: Vec<Fault>,
    /// Of a page for browsers: the languages of which machines are told, each
    /// with the address; `x-default` is that for everybody else.
    pub alternates: Vec<(String, String)>,
}

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

/// What the edition in `bytes` says. An error if it cannot be read.
pub fn read(format: Format, bytes: &[u8]) -> Result<Found, Fault> {
    match format {
        Format::Pdf => pdf::read(bytes),
        Format::Epub => epub::read(bytes),
        Format::Html => html::read(bytes),
    }
}

/// Reports everything that is wrong with the edition in `bytes`, and returns
/// what it says. Nothing if it cannot be read or is none of ours.
pub fn verify(original: &Original, format: Format, bytes: &[u8], diagnostics: &mut Diagnostics) -> Option<Transcript> {
    let Original { document, words, imprint } = original;
    let Found { transcript, mut faults, alternates } = match read(format, bytes) {
        Ok(found) => found,
        Err(fault) => {
            report(&fault, format, &[], diagnostics);
            return None;
        }
    };
    match format {
        Format::Html => html::check_alternates(&alternates, document, imprint, &mut faults),
        Format::Pdf | Format::Epub => {}
    }
    let expected = expected(document, words, imprint, format);
    faults.iter().for_each(|fault| report(fault, format, &expected, diagnostics));
    compare(document, &expected, &transcript, diagnostics);
    Some(transcript)
}

fn report(fault: &Fault, format: Format, expected: &[Expected], diagnostics: &mut Diagnostics) {
    let Fault { kind, message, id } = fault;
    match kind {
        FaultKind::Unreadable => diagnostics.edition_unreadable(format.name(), message),
        FaultKind::Foreign => diagnostics.edition_foreign(format.name(), message),
        FaultKind::Structure => {
            let span = id.as_ref().and_then(|id| place(id, expected));
            diagnostics.structure_wrong(span, format.name(), message);
        }
        FaultKind::Claim => diagnostics.claim_not_true(format.name(), message),
    }
}

/// Where the block with this id is written.
fn place(id: &str, expected: &[Expected]) -> Option<Span> {
    expected.iter().find(|expected| expected.ids.iter().any(|other| other == id)).and_then(|expected| expected.span)
}
