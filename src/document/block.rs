//! The blocks of a text.

use super::{Anchor, Direction, ImagePath, Inline, Language, Text, plain_text};
use crate::diagnostics::Span;

/// A block with its place in the source and its id.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    pub id: Anchor,
    pub kind: BlockKind,
    pub span: Span,
    /// Set where the block is in another language than what surrounds it.
    pub language: Option<Language>,
    /// What the author tells translators of it.
    pub comment: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum BlockKind {
    /// `text`
    Paragraph(Vec<Inline>),
    /// `> [!KEY]` and one paragraph: the sentence that carries a section.
    KeySentence(Vec<Inline>),
    List(List),
    Quotation(Quotation),
    Callout(Callout),
    Table(Table),
    Code(Code),
    /// In a redline, code of which some lines changed, or all of them: its lines as
    /// inline code, parted by line breaks.
    ChangedCode(Vec<Inline>),
    /// An image alone in a paragraph.
    Figure(Figure),
    /// A term, then `: description`.
    Descriptions(Vec<Description>),
    /// `---`
    Divider,
}

#[derive(Clone, Debug, PartialEq)]
pub struct List {
    pub kind: ListKind,
    /// A tight list has no space between its items (CommonMark 0.31.2 §5.3);
    /// its items' paragraphs are shown without being paragraphs.
    pub is_tight: bool,
    /// At least one.
    pub items: Vec<Item>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListKind {
    Bullet,
    /// `start` is the number of the first item.
    Numbered {
        start: u64,
    },
}

#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The list's id and the item's number from 1: `values.3.2`.
    pub id: Anchor,
    /// Set for `- [ ]` and `- [x]`.
    pub task: Option<Task>,
    /// May be empty. A lone paragraph has the id `….p1` below the item's.
    pub blocks: Vec<Block>,
    pub span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    Open,
    Done,
}

/// `> text`, with a last line `> — Name` as the attribution (the dash is not in it).
#[derive(Clone, Debug, PartialEq)]
pub struct Quotation {
    pub blocks: Vec<Block>,
    pub attribution: Option<Vec<Inline>>,
}

/// `> [!NOTE] Optional title`, then blocks.
#[derive(Clone, Debug, PartialEq)]
pub struct Callout {
    pub kind: CalloutKind,
    /// Without a title, the program's word for the kind is shown.
    pub title: Option<Vec<Inline>>,
    pub blocks: Vec<Block>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalloutKind {
    Note,
    Tip,
    Important,
    Warning,
    Caution,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// One per column.
    pub alignments: Vec<Alignment>,
    /// One cell per column; never empty of text altogether.
    pub header: Vec<Cell>,
    /// Each row has one cell per column.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// How each column is aligned in text that runs in `direction`. Figures run to
    /// the right in every script, so columns of them that stand at the end of
    /// left-to-right lines stand at the right of all: units are under units.
    pub fn alignments_in(&self, direction: Direction) -> Vec<Alignment> {
        let of_column = |(column, alignment): (usize, &Alignment)| match (alignment, direction) {
            (Alignment::End, Direction::RightToLeft) if self.has_figures(column) => Alignment::Start,
            (Alignment::Start | Alignment::Centre | Alignment::End, Direction::LeftToRight | Direction::RightToLeft) => {
                *alignment
            }
        };
        self.alignments.iter().enumerate().map(of_column).collect()
    }

    /// Whether the cells of a column have figures and no words.
    fn has_figures(&self, column: usize) -> bool {
        let texts = self.rows.iter().filter_map(|row| row.get(column)).map(|cell| plain_text(&cell.inlines));
        let texts: Vec<String> = texts.filter(|text| !text.is_empty()).collect();
        let is_figures = |text: &String| text.contains(char::is_numeric) && !text.contains(char::is_alphabetic);
        !texts.is_empty() && texts.iter().all(is_figures)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alignment {
    /// Where lines start in the language of the table.
    Start,
    Centre,
    End,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// `values.4.r2c1`: row and column from 1, the header is `r0`.
    pub id: Anchor,
    pub inlines: Vec<Inline>,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Code {
    /// The programming language, where it was written.
    pub syntax: Option<String>,
    /// Lines parted by `\n`, without a last line end.
    pub text: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    pub image: ImagePath,
    /// Never empty.
    pub alternative: Text,
    pub caption: Option<Vec<Inline>>,
}

/// One or more terms that share their details.
#[derive(Clone, Debug, PartialEq)]
pub struct Description {
    pub terms: Vec<Term>,
    /// At least one block.
    pub details: Vec<Block>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// `values.5.t1`
    pub id: Anchor,
    pub inlines: Vec<Inline>,
    pub span: Span,
}
