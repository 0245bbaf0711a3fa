//! A run without its places, in one shape for what was read and what is to be
//! written: neighbours that Markdown cannot keep apart are one.

use super::draft::{self, Mark};
use crate::document::{self, Change, Changed, Link, NoteId, Target};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Text(String),
    Marked { mark: Mark, pieces: Vec<Piece> },
    Code(String),
    Link { destination: String, pieces: Vec<Piece> },
    Image { path: String, alternative: String },
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
        Inline::Changed(Changed { change: Change::Inserted, inlines, .. }) => marked(Mark::Emphasis, inlines),
        Inline::Changed(Changed { change: Change::Deleted, inlines, .. }) => marked(Mark::Strikethrough, inlines),
    });
    joined(pieces.collect())
}

/// The pieces of a run that was read.
pub(super) fn of_draft(inlines: &[draft::Inline]) -> Vec<Piece> {
    use draft::Inline;
    let pieces = inlines.iter().map(|inline| match inline {
        Inline::Text { text, span: _, quotes: _ } => Piece::Text(text.clone()),
        Inline::Marked { mark, inlines } => Piece::Marked { mark: mark.clone(), pieces: of_draft(inlines) },
        Inline::Code { text, span: _ } => Piece::Code(text.clone()),
        Inline::Link { destination, inlines, span: _ } => {
            Piece::Link { destination: destination.clone(), pieces: of_draft(inlines) }
        }
        Inline::Image(image) => Piece::Image { path: image.path.clone(), alternative: draft::plain_text(&image.alternative) },
        Inline::NoteMark { name, span: _ } => Piece::NoteMark(name.clone()),
        Inline::LineBreak => Piece::LineBreak,
    });
    joined(pieces.collect())
}

/// How a link that leads to `target` says so.
pub fn destination(target: &Target) -> String {
    match target {
        Target::Anchor(anchor) => format!("#{anchor}"),
        Target::Url(url) => url.clone(),
    }
}

/// `pieces` with neighbouring texts, codes, and equal marks of emphasis as one.
fn joined(pieces: Vec<Piece>) -> Vec<Piece> {
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
