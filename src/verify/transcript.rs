//! What an edition says, line by line, in the order in which a screen reader
//! would meet it.

use crate::document::Format;

/// Everything that an edition shows to its reader, in reading order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transcript {
    pub format: Format,
    /// The title that the file gives in its metadata.
    pub title: String,
    /// The tag of the language in which it gives it.
    pub title_language: String,
    /// The BCP 47 tag that the file as a whole declares; empty if it declares none.
    pub language: String,
    pub lines: Vec<Line>,
}

/// One run of text: a title, a paragraph, a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The id of the block, item, cell or term, where the format carries it.
    pub id: Option<String>,
    pub role: Role,
    /// What the line stands in, outermost first.
    pub within: Vec<Container>,
    /// Neighbours that differ in nothing but their text are one piece.
    pub pieces: Vec<Piece>,
}

/// What a line is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// The title of the statement, on its cover or title page.
    Title,
    /// A subtitle, a name or a year beside the title.
    TitleMatter,
    /// A heading of this level from 1, as the format counts them.
    Heading {
        level: usize,
    },
    Paragraph,
    /// The sentence that carries a section. PDF has no word for it: a paragraph there.
    KeySentence,
    /// The title of a callout.
    CalloutTitle,
    /// Who said a quotation.
    Attribution,
    /// Row and column from 0; row 0 is the header.
    Cell {
        row: usize,
        column: usize,
        is_header: bool,
    },
    Caption,
    /// A term of a description list, the colophon among them.
    Term,
    /// Its line ends are kept.
    Code,
    /// A picture that stands by itself: its text is the alternative.
    Picture,
    Divider,
    /// A line of the contents.
    Entry,
    /// The name of a part that can be folded (HTML).
    Summary,
    /// A way past the contents (HTML).
    SkipLink,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Container {
    /// An item of a list: its place from 1, and its number, in the numerals that
    /// are shown, if the list is numbered.
    Item {
        ordinal: usize,
        number: Option<String>,
    },
    Quotation,
    /// PDF has no word for it: absent there.
    Callout,
    /// What is said of a term.
    Details,
    Note {
        number: String,
    },
}

/// A stretch of a line in one language and under one link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub kind: PieceKind,
    /// In NFC. For an image its alternative; for a note mark, the note's number.
    ///
    /// In a PDF [`LINE_END`] stands where a line of the layout ends (whether a
    /// space belongs there cannot be seen) and [`PAGE_END`] where a page does.
    pub text: String,
    /// A BCP 47 tag.
    pub language: String,
    /// Where a link leads: `#anchor` inside the edition, or a whole address.
    pub link: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PieceKind {
    Text,
    /// An image in a line of text.
    Image,
    NoteMark,
    /// The start of a printed page (`doc-pagebreak`); the text is its label.
    PageBreak,
}

/// Where a line of the layout ends, and with it perhaps a space.
pub const LINE_END: char = '\u{2028}';
/// Where a page ends; also a [`LINE_END`].
pub const PAGE_END: char = '\u{c}';
/// What begins a link of a PDF to a place that has no name; the index of the line
/// in the transcript follows: `#line=17`.
pub const LINE_LINK: &str = "#line=";

impl Line {
    pub fn new(role: Role) -> Self {
        Self { id: None, role, within: Vec::new(), pieces: Vec::new() }
    }

    /// The characters alone: alternatives for images, nothing for note marks and
    /// page breaks, a space where a line of the layout ends.
    pub fn text(&self) -> String {
        let shown = self.pieces.iter().filter(|piece| matches!(piece.kind, PieceKind::Text | PieceKind::Image));
        let joined: String = shown.map(|piece| piece.text.as_str()).collect();
        joined.replace([LINE_END, PAGE_END], " ")
    }

    /// Whether the line shows nothing, as an empty cell does.
    pub fn is_empty(&self) -> bool {
        self.role != Role::Divider && self.pieces.iter().all(|piece| piece.text.trim().is_empty())
    }

    /// Adds `piece`, joined with the last one if only the text differs.
    pub fn push(&mut self, piece: Piece) {
        match self.pieces.last_mut() {
            Some(last)
                if piece.kind == PieceKind::Text
                    && last.kind == PieceKind::Text
                    && last.language == piece.language
                    && last.link == piece.link =>
            {
                last.text.push_str(&piece.text);
            }
            _ => self.pieces.push(piece),
        }
    }
}

impl Piece {
    /// Plain words in `language`.
    pub fn text(text: &str, language: &str) -> Self {
        Self { kind: PieceKind::Text, text: text.to_string(), language: language.to_string(), link: None }
    }
}
