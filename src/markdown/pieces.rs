//! A run without its places, in one shape for what was read and what is to be
//! written: neighbours that Markdown cannot keep apart are one.

use super::draft::{self, Mark};
use super::inlines::nfc;
use crate::document::{self, Change, Changed, Link, NoteId, Target};

/// Part of a run, as [`crate::document::Inline`] without its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Text(String),
    /// A character that stands for itself only because of the backslash before
    /// it; in a run as it was written only.
    Escaped(char),
    Marked {
        mark: Mark,
        pieces: Vec<Piece>,
    },
    Code(String),
    Link {
        destination: String,
        pieces: Vec<Piece>,
    },
    Image {
        path: String,
        alternative: String,
    },
    /// The name of the note.
    NoteMark(String),
    LineBreak,
}

/// The pieces of a run of the document; a note is called what `note_name` says.
/// Markdown has no marks for changes: inserted words are emphasised, deleted ones struck.
pub(super) fn of_document<'a>(inlines: &[document::Inline], note_name: &impl Fn(NoteId) -> &'a str) -> Vec<Piece> {
    use document::Inline;
    let inside = |inlines: &[Inline]| of_document(inlines, note_name);
    let marked = |mark, inlines: &[Inline]| Piece::Marked { mark, pieces: inside(inlines) };
    let pieces = inlines.iter().map(|inline| match inline {
        Inline::Text { text, span: _ } => Piece::Text(text.clone()),
        Inline::Emphasis(inlines) => marked(Mark::Emphasis, inlines),
        Inline::Strong(inlines) => marked(Mark::Strong, inlines),
        Inline::Strikethrough(inlines) => marked(Mark::Strikethrough, inlines),
        Inline::Superscript(inlines) => marked(Mark::Superscript, inlines),
        Inline::Subscript(inlines) => marked(Mark::Subscript, inlines),
        Inline::Isolate(inlines) => marked(Mark::Isolate, inlines),
        Inline::Keyboard(inlines) => marked(Mark::Keyboard, inlines),
        Inline::Citation(inlines) => marked(Mark::Citation, inlines),
        Inline::Foreign { language, inlines } => marked(Mark::Foreign(language.clone()), inlines),
        Inline::Code { text, span: _ } => Piece::Code(text.clone()),
        Inline::Link(Link { target, inlines, span: _ }) => {
            Piece::Link { destination: destination(target), pieces: inside(inlines) }
        }
        Inline::Image { image, alternative, span: _ } => {
            Piece::Image { path: image.0.clone(), alternative: alternative.clone() }
        }
        Inline::NoteMark(mark) => Piece::NoteMark(note_name(mark.note).to_string()),
        Inline::LineBreak => Piece::LineBreak,
        Inline::Changed(Changed { change: Some(Change::Inserted) | None, inlines, .. }) => marked(Mark::Emphasis, inlines),
        Inline::Changed(Changed { change: Some(Change::Deleted), inlines, .. }) => marked(Mark::Strikethrough, inlines),
    });
    joined(pieces.collect())
}

/// The pieces of a run that was read.
pub(super) fn of_draft(inlines: &[draft::Inline]) -> Vec<Piece> {
    joined(inlines.iter().map(piece).collect())
}

fn piece(inline: &draft::Inline) -> Piece {
    use draft::Inline;
    match inline {
        Inline::Text { text, span: _, quotes: _ } => Piece::Text(text.clone()),
        Inline::Marked { mark, inlines } => Piece::Marked { mark: mark.clone(), pieces: of_draft(inlines) },
        Inline::Code { text, span: _ } => Piece::Code(text.clone()),
        Inline::Link { destination, inlines, span: _ } => {
            Piece::Link { destination: destination.clone(), pieces: of_draft(inlines) }
        }
        Inline::Image(image) => Piece::Image { path: image.path.clone(), alternative: draft::plain_text(&image.alternative) },
        Inline::NoteMark { name, span: _ } => Piece::NoteMark(name.clone()),
        Inline::LineBreak => Piece::LineBreak,
    }
}

/// The pieces of a run that was read and not set yet, texts in NFC.
pub(super) fn as_written(inlines: &[draft::Inline]) -> Vec<Piece> {
    use draft::{Inline, Quotes};
    let pieces = inlines.iter().map(|inline| match inline {
        Inline::Text { text, span: _, quotes: Quotes::AsWritten } => match text.as_str() {
            "\"" | "'" | "-" | "." => Piece::Escaped(text.chars().next().unwrap_or_default()),
            text => Piece::Text(nfc(text)),
        },
        Inline::Text { text, span: _, quotes: Quotes::ToSet } => Piece::Text(nfc(text)),
        Inline::Marked { mark, inlines } => Piece::Marked { mark: mark.clone(), pieces: as_written(inlines) },
        Inline::Link { destination, inlines, span: _ } => {
            Piece::Link { destination: destination.clone(), pieces: as_written(inlines) }
        }
        Inline::Code { .. } | Inline::Image(_) | Inline::NoteMark { .. } | Inline::LineBreak => piece(inline),
    });
    texts_joined(pieces.collect())
}

/// `pieces`, in which every character is left to typography.
pub(super) fn without_escapes(pieces: Vec<Piece>) -> Vec<Piece> {
    let bare = |piece| match piece {
        Piece::Escaped(character) => Piece::Text(character.to_string()),
        Piece::Marked { mark, pieces } => Piece::Marked { mark, pieces: without_escapes(pieces) },
        Piece::Link { destination, pieces } => Piece::Link { destination, pieces: without_escapes(pieces) },
        piece @ (Piece::Text(_) | Piece::Code(_) | Piece::Image { .. } | Piece::NoteMark(_) | Piece::LineBreak) => piece,
    };
    texts_joined(pieces.into_iter().map(bare).collect())
}

/// The pieces of a run that was read, in which only neighbouring texts are one.
pub(super) fn apart(inlines: &[draft::Inline]) -> Vec<Piece> {
    use draft::Inline;
    let pieces = inlines.iter().map(|inline| match inline {
        Inline::Marked { mark, inlines } => Piece::Marked { mark: mark.clone(), pieces: apart(inlines) },
        Inline::Link { destination, inlines, span: _ } => {
            Piece::Link { destination: destination.clone(), pieces: apart(inlines) }
        }
        Inline::Text { .. } | Inline::Code { .. } | Inline::Image(_) | Inline::NoteMark { .. } | Inline::LineBreak => {
            piece(inline)
        }
    });
    texts_joined(pieces.collect())
}

fn texts_joined(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match (out.last_mut(), piece) {
            (Some(Piece::Text(before)), Piece::Text(text)) => before.push_str(&text),
            (_, piece) => out.push(piece),
        }
    }
    out
}

/// How a link that leads to `target` says so.
pub fn destination(target: &Target) -> String {
    match target {
        Target::Anchor(anchor) => format!("#{anchor}"),
        Target::Url(url) => url.clone(),
    }
}

/// `pieces` with neighbouring texts, codes, and equal marks of emphasis as one.
pub(super) fn joined(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match (out.last_mut(), piece) {
            (Some(Piece::Text(before)), Piece::Text(text)) | (Some(Piece::Code(before)), Piece::Code(text)) => {
                before.push_str(&text);
            }
            (Some(Piece::Marked { mark: before, pieces: inside }), Piece::Marked { mark, pieces })
                if *before == mark && is_written_with_signs(&mark) =>
            {
                inside.extend(pieces);
                *inside = joined(std::mem::take(inside));
            }
            (_, piece) => out.push(piece),
        }
    }
    out
}

fn is_written_with_signs(mark: &Mark) -> bool {
    match mark {
        Mark::Emphasis | Mark::Strong | Mark::Strikethrough => true,
        Mark::Superscript | Mark::Subscript | Mark::Isolate | Mark::Keyboard | Mark::Citation | Mark::Foreign(_) => false,
    }
}
