//! A text as it was written: like the types of [`crate::document`], but links
//! still name their destinations, images their paths and notes their names.

use crate::diagnostics::Span;
use crate::document::{self, Alignment, CalloutKind, Code, Language, ListKind, Task};

/// One Markdown file.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// Headings and blocks in the order of the file.
    pub elements: Vec<Element>,
    pub notes: Vec<Definition>,
    /// For translators, with nothing after them that they could be about.
    pub remarks: Vec<String>,
}

#[derive(Clone, Debug)]
pub enum Element {
    Heading(Heading),
    Block(Block),
}

#[derive(Clone, Debug)]
pub struct Heading {
    /// From 1 to 6, as written.
    pub level: u8,
    pub title: Vec<Inline>,
    /// `name` of `{#name}`.
    pub pinned: Option<String>,
    pub span: Span,
    /// What the author tells translators of it.
    pub comment: Option<String>,
}

/// `[^name]: text`
#[derive(Clone, Debug)]
pub struct Definition {
    pub name: String,
    pub blocks: Vec<Block>,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub struct Block {
    pub kind: BlockKind,
    pub span: Span,
    /// Set where a paragraph stands wholly inside one `<span lang>`.
    pub language: Option<Language>,
    /// What the author tells translators of it.
    pub comment: Option<String>,
}

/// As [`crate::document::BlockKind`].
#[derive(Clone, Debug)]
pub enum BlockKind {
    Paragraph(Vec<Inline>),
    KeySentence(Vec<Inline>),
    List { kind: ListKind, is_tight: bool, items: Vec<Item> },
    Quotation { blocks: Vec<Block>, attribution: Option<Vec<Inline>> },
    Callout { kind: CalloutKind, title: Option<Vec<Inline>>, blocks: Vec<Block> },
    Table { alignments: Vec<Alignment>, header: Vec<Run>, rows: Vec<Vec<Run>> },
    Code(Code),
    Figure(Image),
    Descriptions(Vec<Description>),
    Divider,
}

#[derive(Clone, Debug)]
pub struct Item {
    pub task: Option<Task>,
    pub blocks: Vec<Block>,
    pub span: Span,
}

/// A cell or a term.
#[derive(Clone, Debug)]
pub struct Run {
    pub inlines: Vec<Inline>,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub struct Description {
    pub terms: Vec<Run>,
    pub details: Vec<Block>,
}

#[derive(Clone, Debug)]
pub enum Inline {
    Text { text: String, span: Span, quotes: Quotes },
    Marked { mark: Mark, inlines: Vec<Inline> },
    Code { text: String, span: Span },
    Link { destination: String, inlines: Vec<Inline>, span: Span },
    Image(Image),
    NoteMark { name: String, span: Span },
    LineBreak,
}

/// Whether straight quotation marks, `--` and `...` of a text are to become
/// typographic, or stand for themselves (escaped, or in an address).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quotes {
    ToSet,
    AsWritten,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    Emphasis,
    Strong,
    Strikethrough,
    Superscript,
    Subscript,
    Isolate,
    Keyboard,
    Citation,
    Foreign(Language),
}

impl Mark {
    /// `inlines` of a document, marked so.
    pub fn around(self, inlines: Vec<document::Inline>) -> document::Inline {
        match self {
            Self::Emphasis => document::Inline::Emphasis(inlines),
            Self::Strong => document::Inline::Strong(inlines),
            Self::Strikethrough => document::Inline::Strikethrough(inlines),
            Self::Superscript => document::Inline::Superscript(inlines),
            Self::Subscript => document::Inline::Subscript(inlines),
            Self::Isolate => document::Inline::Isolate(inlines),
            Self::Keyboard => document::Inline::Keyboard(inlines),
            Self::Citation => document::Inline::Citation(inlines),
            Self::Foreign(language) => document::Inline::Foreign { language, inlines },
        }
    }
}

#[derive(Clone, Debug)]
pub struct Image {
    /// As written, relative to the Markdown file.
    pub path: String,
    /// Texts and code alone; may be empty.
    pub alternative: Vec<Inline>,
    /// Typographic plain text in one run.
    pub caption: Option<Vec<Inline>>,
    pub span: Span,
}

/// The characters of `inlines` alone: alternatives for images, a space for a
/// line break, nothing for a note mark.
pub fn plain_text(inlines: &[Inline]) -> String {
    let mut out = String::new();
    for inline in inlines {
        match inline {
            Inline::Text { text, .. } | Inline::Code { text, .. } => out.push_str(text),
            Inline::Marked { inlines, .. } | Inline::Link { inlines, .. } => out.push_str(&plain_text(inlines)),
            Inline::Image(image) => out.push_str(&plain_text(&image.alternative)),
            Inline::NoteMark { .. } => {}
            Inline::LineBreak => out.push(' '),
        }
    }
    out
}
