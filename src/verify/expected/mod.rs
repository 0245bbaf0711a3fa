//! What an edition must say: the transcript of a document, made from the
//! document alone.
//!
//! Each format shows the same text; what stands around it differs, and so does
//! what a format has words for. A PDF knows no callouts, no key sentences and
//! no parts of a title page: there they are paragraphs. Its dividers are drawn
//! and not read, and a note stands where its first mark is.

mod blocks;
mod inlines;
mod matter;

use super::transcript::{Container, Line, Piece, Role};
use crate::diagnostics::Span;
use crate::document::{Anchor, Document, Format, Imprint, Language, Phrase, Text, Words};

/// A line that an edition must have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    pub line: Line,
    /// The ids by which an edition may know the line: its own, and that of the item
    /// that it begins. A PDF has names for places alone: there the ids of all that
    /// begins with the line, and of all cells of its row.
    pub ids: Vec<String>,
    /// Where it is written; nothing for what the metadata or the program says.
    pub span: Option<Span>,
}

/// The lines of the edition of `document` in `format`, in reading order.
pub fn expected(document: &Document, words: &Words, imprint: &Imprint, format: Format) -> Vec<Expected> {
    let mut writer = Writer { document, words, imprint, format, lines: Vec::new(), noted: Vec::new(), begun: Vec::new() };
    writer.matter_before();
    writer.text();
    writer.matter_after();
    writer.lines.retain(|expected| !expected.line.is_empty());
    writer.lines
}

struct Writer<'a> {
    document: &'a Document,
    words: &'a Words,
    imprint: &'a Imprint,
    format: Format,
    lines: Vec<Expected>,
    /// The numbers of the notes that a PDF has shown already.
    noted: Vec<usize>,
    /// In a PDF, what begins with the next line.
    begun: Vec<String>,
}

/// Where a block stands.
#[derive(Clone)]
struct Place {
    within: Vec<Container>,
    language: Language,
    /// The id of the item whose first block comes next; none in a PDF, where more than
    /// an item may begin.
    item: Option<String>,
}

impl Place {
    fn inside(&self, container: Container) -> Self {
        let mut within = self.within.clone();
        within.push(container);
        Self { within, language: self.language.clone(), item: None }
    }
}

impl<'a> Writer<'a> {
    fn outermost(&self) -> Place {
        Place { within: Vec::new(), language: self.document.metadata.language.clone(), item: None }
    }

    /// A line of words that are not in the text.
    fn say(&mut self, role: Role, within: &[Container], pieces: Vec<Piece>) {
        let line = Line { id: None, role, within: within.to_vec(), pieces };
        self.push(Expected { line, ids: Vec::new(), span: None });
    }

    /// The line, which in a PDF is the place of all that begins with it; one that says
    /// nothing has no place there, and what begins with it begins with the next.
    fn push(&mut self, mut expected: Expected) {
        match (self.format, expected.line.is_empty()) {
            (Format::Pdf, true) => self.begun.append(&mut expected.ids),
            (Format::Pdf, false) => expected.ids.append(&mut self.begun),
            (Format::Epub | Format::Html, _) => {}
        }
        self.lines.push(expected);
    }

    /// What is called `id` begins with the next line.
    fn begin(&mut self, id: &Anchor) {
        match self.format {
            Format::Pdf => self.begun.push(id.to_string()),
            Format::Epub | Format::Html => {}
        }
    }

    /// What is in the language of the document, or in none.
    fn own(&self, text: &str) -> Vec<Piece> {
        vec![Piece::text(text, self.document.metadata.language.tag())]
    }

    /// A number that stands by itself: of an item, a note, a mark.
    fn number(&self, number: u64) -> String {
        self.document.metadata.language.numerals(&number.to_string())
    }

    /// Words of the metadata or of the program.
    fn said(&self, text: &Text) -> Vec<Piece> {
        vec![Piece::text(&text.content, text.language_in(&self.document.metadata.language).tag())]
    }

    fn phrase(&self, phrase: &Phrase) -> Vec<Piece> {
        phrase.texts().iter().flat_map(|text| self.said(text)).collect()
    }
}
