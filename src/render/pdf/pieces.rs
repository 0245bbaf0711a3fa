//! Pieces of a run of text: which way they run, what they share, and how they
//! are written so that letters come in reading order and once.

use typst::layout::{Abs, Em, Point};
use typst::syntax::Span;
use typst::text::{Glyph, TextItem};

use super::clusters::{self, Letter};
use super::first_strong::first_strong;
use super::meanings::Meanings;
use crate::document::Direction;

/// A text item at its place in the frame.
#[derive(Clone, Copy)]
pub struct Piece<'a> {
    pub at: Point,
    pub text: &'a TextItem,
}

/// Whether the two are wrong as they stand: `right` comes after `left` in the
/// frame and stands to the right of it.
pub fn are_misplaced(left: Piece, right: Piece) -> bool {
    share_cluster(left, right) || is_reversed(left, right)
}

/// Whether `left` is the space after `right`, which runs to the right: at the end
/// of a line of a right-to-left paragraph it stands before these words on paper
/// (Unicode Standard Annex #9, rule L1).
pub fn is_space_before_its_words(left: Piece, right: Piece) -> bool {
    is_space(left.text) && runs_right(right) && is_written_before(right, left)
}

/// Whether `left` is the space after `right`, a mark of no direction.
pub fn is_space_before_its_mark(left: Piece, right: Piece) -> bool {
    is_space(left.text) && !is_space(right.text) && direction(right.text).is_none() && is_written_before(right, left)
}

/// Whether the letters of `piece` run to the right.
pub fn runs_right(piece: Piece) -> bool {
    direction(piece.text) == Some(Direction::LeftToRight)
}

fn is_space(text: &TextItem) -> bool {
    let shown = text.text.as_str().replace(is_bidi_control, "");
    !shown.is_empty() && shown.chars().all(char::is_whitespace)
}

/// Whether `right` stands before the space `left` in what was written.
fn is_written_before(right: Piece, left: Piece) -> bool {
    match (place(left.text), place(right.text)) {
        (Some(left), Some(right)) => left.0.id() == right.0.id() && key(right) < key(left),
        // Generated text has offsets alone; its space takes no room at the end of a line.
        (None, None) => left.text.width() == Abs::zero() && offset(right.text) < offset(left.text),
        (Some(_), None) | (None, Some(_)) => false,
    }
}

/// Whether `text` may not stay as it is: glyphs share a letter, or it is read
/// from right to left and may have several words.
pub fn must_be_parted(text: &TextItem) -> bool {
    match direction(text) {
        Some(Direction::RightToLeft) => text.glyphs.len() > 1,
        Some(Direction::LeftToRight) | None => {
            text.glyphs.windows(2).any(|pair| pair[0].range == pair[1].range) || text.text.contains(is_bidi_control)
        }
    }
}

/// Controls that Typst writes around words of another direction. They are no
/// part of the text, and glyphs already stand where they sent them.
pub fn is_bidi_control(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The pieces of one run, which come from left to right, in reading order, cut
/// so that the export can write each in that order. Every glyph keeps its place.
///
/// Left-to-right text is cut only where the pieces were. Letters that run left
/// are written by the export as they stand on paper and marked as reversed
/// (`ReversedChars`, ISO 32000-1 §14.8.2.3.3), which holds for one word with the
/// space after it, and if each glyph stands for what it always does.
pub fn in_order(pieces: &[Piece], meanings: &Meanings) -> Vec<(Point, TextItem)> {
    let is_left = pieces.windows(2).any(|pair| is_reversed(pair[0], pair[1]))
        || pieces.iter().any(|piece| direction(piece.text) == Some(Direction::RightToLeft));
    let letters = clusters::letters(pieces, share_cluster, is_left);
    let is_plain = |letter: &Letter| match letter.glyphs.as_slice() {
        [(_, glyph)] => !meanings.contradict(&pieces[letter.piece].text.font, glyph.id, &letter.characters),
        _ => false,
    };
    let cut = letters.chunk_by(|left, right| {
        let is_one_word = !is_word_end(&left.characters, &right.characters) && is_plain(left) && is_plain(right);
        left.piece == right.piece && (!is_left || is_one_word)
    });
    let mut parts: Vec<(Point, TextItem)> = cut.map(|part| item(pieces, part, is_left)).collect();
    if is_left {
        parts.reverse();
    }
    parts
}

/// Whether the last cluster of `left` and the first of `right` are the same one.
fn share_cluster(left: Piece, right: Piece) -> bool {
    let (Some(last), Some(first)) = (left.text.glyphs.last(), right.text.glyphs.first()) else { return false };
    // Generated text has offsets but no place. Two words of it side by side may
    // both begin at 0, but only pieces of one word stand at two heights.
    let is_same_place = last.span == first.span && (!last.span.0.is_detached() || left.at.y != right.at.y);
    is_same_place && are_alike(left.text, right.text) && cluster(left.text, last) == cluster(right.text, first)
}

/// Whether `right` is read before `left`.
fn is_reversed(left: Piece, right: Piece) -> bool {
    let directions = (direction(left.text), direction(right.text));
    match directions {
        (Some(Direction::LeftToRight), _) | (_, Some(Direction::LeftToRight)) => false,
        (Some(Direction::RightToLeft), _) | (_, Some(Direction::RightToLeft)) | (None, None) => {
            match (place(left.text), place(right.text)) {
                (Some(left), Some(right)) if left.0.id() == right.0.id() => key(right) < key(left),
                // Letters alone must tell: list marks, numbers, hyphens.
                _ => directions != (None, None),
            }
        }
    }
}

/// Whether a word that runs left ends between the two, at the space on the right.
fn is_word_end(left: &str, right: &str) -> bool {
    right == " " && left != " "
}

/// The item of `part`. It stands where its piece did, and its first glyph steps
/// over what is left of it, so that no sum comes out otherwise than before.
fn item(pieces: &[Piece], part: &[Letter], is_left: bool) -> (Point, TextItem) {
    let Piece { at, text: model } = pieces[part[0].piece];
    let mut text = String::new();
    let mut starts = vec![0; part.len()];
    let in_reading_order: Vec<usize> = if is_left { (0..part.len()).rev().collect() } else { (0..part.len()).collect() };
    for index in in_reading_order {
        starts[index] = text.len();
        text.push_str(&part[index].characters);
    }
    let mut glyphs: Vec<Glyph> = Vec::new();
    let mut pen = Em::zero();
    for (letter, start) in part.iter().zip(starts) {
        let range = start as u16..(start + letter.characters.len()) as u16;
        for (at, glyph) in &letter.glyphs {
            let mut glyph = Glyph { range: range.clone(), ..glyph.clone() };
            let step = *at - pen;
            glyph.x_offset += step;
            glyph.x_advance += step;
            pen += glyph.x_advance;
            glyphs.push(glyph);
        }
    }
    (at, TextItem { text: text.into(), glyphs, ..model.clone() })
}

/// Which way the letters run; nothing for signs that go with either.
fn direction(text: &TextItem) -> Option<Direction> {
    let (first, last) = (text.glyphs.first()?, text.glyphs.last()?);
    match first.range.start.cmp(&last.range.start) {
        std::cmp::Ordering::Less => Some(Direction::LeftToRight),
        std::cmp::Ordering::Greater => Some(Direction::RightToLeft),
        std::cmp::Ordering::Equal if text.text.contains(char::is_numeric) => Some(Direction::LeftToRight),
        std::cmp::Ordering::Equal => first_strong(&text.text),
    }
}

/// Where the first byte of the text was written; nothing for generated text.
fn place(text: &TextItem) -> Option<(Span, u16)> {
    let places = text.glyphs.iter().map(|glyph| glyph.span).filter(|span| !span.0.is_detached());
    places.min_by_key(|place| key(*place))
}

/// The first byte of the text in what it was generated from.
fn offset(text: &TextItem) -> Option<u16> {
    text.glyphs.iter().map(|glyph| glyph.span.1).min()
}

/// Spans of a file that was parsed as a whole are numbered in its order.
fn key((span, offset): (Span, u16)) -> (u64, u16) {
    (span.into_raw().get(), offset)
}

fn are_alike(left: &TextItem, right: &TextItem) -> bool {
    left.font == right.font
        && left.size == right.size
        && left.fill == right.fill
        && left.stroke == right.stroke
        && left.lang == right.lang
        && left.region == right.region
}

/// What `glyph` stands for.
pub fn cluster<'a>(text: &'a TextItem, glyph: &Glyph) -> &'a str {
    text.text.get(glyph.range()).unwrap_or_default()
}
