//! Runs of text and what is marked in them.

use super::{Anchor, Change, Changed, ImagePath, Language, NoteId, shows_deleted};
use crate::diagnostics::Span;

/// Part of a run of text. Text is in NFC, without line ends and without runs
/// of spaces; quotation marks, dashes and dots are the ones to be shown.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    Text {
        text: String,
        span: Span,
    },
    /// `*text*`
    Emphasis(Vec<Inline>),
    /// `**text**`
    Strong(Vec<Inline>),
    /// `~~text~~`
    Strikethrough(Vec<Inline>),
    /// `` `text` ``
    Code {
        text: String,
        span: Span,
    },
    Link(Link),
    /// An image in a line of text; `alternative` is never empty.
    Image {
        image: ImagePath,
        alternative: String,
        span: Span,
    },
    NoteMark(NoteMark),
    /// `<br>`, or two spaces at the end of a line.
    LineBreak,
    /// `<sup>text</sup>`
    Superscript(Vec<Inline>),
    /// `<sub>text</sub>`
    Subscript(Vec<Inline>),
    /// `<bdi>text</bdi>`: of unknown direction, kept apart from what surrounds it.
    Isolate(Vec<Inline>),
    /// `<kbd>text</kbd>`: keys to press.
    Keyboard(Vec<Inline>),
    /// `<cite>text</cite>`: the title of a work.
    Citation(Vec<Inline>),
    /// `<span lang="ar" dir="rtl">text</span>`; the direction is the language's.
    Foreign {
        language: Language,
        inlines: Vec<Inline>,
    },
    /// In a redline, words that only one of two versions has. No source holds one.
    Changed(Changed),
}

impl Inline {
    /// What the inline holds; nothing for one that holds no others.
    pub fn inner(&self) -> &[Inline] {
        match self {
            Self::Emphasis(inner)
            | Self::Strong(inner)
            | Self::Strikethrough(inner)
            | Self::Superscript(inner)
            | Self::Subscript(inner)
            | Self::Isolate(inner)
            | Self::Keyboard(inner)
            | Self::Citation(inner)
            | Self::Foreign { language: _, inlines: inner }
            | Self::Link(Link { target: _, inlines: inner, span: _ })
            | Self::Changed(Changed { change: _, inlines: inner, id: _, ways: _ }) => inner,
            Self::Text { .. } | Self::Code { .. } | Self::Image { .. } | Self::NoteMark(_) | Self::LineBreak => &[],
        }
    }

    /// The same, to be changed.
    pub fn inner_mut(&mut self) -> &mut [Inline] {
        match self {
            Self::Emphasis(inner)
            | Self::Strong(inner)
            | Self::Strikethrough(inner)
            | Self::Superscript(inner)
            | Self::Subscript(inner)
            | Self::Isolate(inner)
            | Self::Keyboard(inner)
            | Self::Citation(inner)
            | Self::Foreign { language: _, inlines: inner }
            | Self::Link(Link { target: _, inlines: inner, span: _ })
            | Self::Changed(Changed { change: _, inlines: inner, id: _, ways: _ }) => inner,
            Self::Text { .. } | Self::Code { .. } | Self::Image { .. } | Self::NoteMark(_) | Self::LineBreak => &mut [],
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    pub target: Target,
    /// Never without text; holds no link and no note mark.
    pub inlines: Vec<Inline>,
    pub span: Span,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A section or block of this document that exists.
    Anchor(Anchor),
    /// An absolute `http:`, `https:`, `mailto:` or `tel:` address, percent-encoded.
    Url(String),
}

/// `[^name]`
#[derive(Clone, Debug, PartialEq)]
pub struct NoteMark {
    pub note: NoteId,
    /// Which of the marks of this note, from 1.
    pub occurrence: usize,
    pub span: Span,
}

impl NoteMark {
    /// `mark-1`, or `mark-1-2` for the second mark of the first note: where the
    /// way back from a note leads.
    pub fn anchor(&self) -> Anchor {
        match self.occurrence {
            1 => Anchor::new(format!("mark-{}", self.note.number())),
            more => Anchor::new(format!("mark-{}-{more}", self.note.number())),
        }
    }
}

/// The characters of `inlines` alone: alternatives for images, a space for a
/// line break, nothing for a note mark. Of a redline, the words that stand now,
/// or the deleted ones if there are no others.
pub fn plain_text(inlines: &[Inline]) -> String {
    let mut out = String::new();
    collect(inlines, shows_deleted(inlines), &mut out);
    out
}

fn collect(inlines: &[Inline], deleted_too: bool, out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text { text, .. } | Inline::Code { text, .. } => out.push_str(text),
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Strikethrough(inner)
            | Inline::Superscript(inner)
            | Inline::Subscript(inner)
            | Inline::Isolate(inner)
            | Inline::Keyboard(inner)
            | Inline::Citation(inner)
            | Inline::Foreign { inlines: inner, .. }
            | Inline::Changed(Changed { change: Some(Change::Inserted) | None, inlines: inner, .. }) => {
                collect(inner, deleted_too, out)
            }
            Inline::Changed(Changed { change: Some(Change::Deleted), inlines: inner, .. }) => {
                if deleted_too {
                    collect(inner, deleted_too, out);
                }
            }
            Inline::Link(link) => collect(&link.inlines, deleted_too, out),
            Inline::Image { alternative, .. } => out.push_str(alternative),
            Inline::NoteMark(_) => {}
            Inline::LineBreak => out.push(' '),
        }
    }
}
