//! Letters of several glyphs: which glyph stands for which character.
//!
//! Typst says of every glyph of a cluster (a letter and its marks) that it
//! stands for the whole of it. The export then maps mark and letter alike to
//! both, and programs that copy text give them twice.

use typst::layout::Em;
use typst::text::{FontInstance, Glyph};
use unicode_normalization::UnicodeNormalization;

use super::pieces::{Piece, cluster, is_bidi_control};

/// One glyph and its characters, or several that cannot be told apart.
pub struct Letter {
    /// Which of the pieces it stands in.
    pub piece: usize,
    pub characters: String,
    /// With the place of each on the line of its piece.
    pub glyphs: Vec<(Em, Glyph)>,
}

/// The letters of `pieces` of one run, from left to right. Pieces are of one
/// cluster where `is_shared` says so.
pub fn letters(pieces: &[Piece], is_shared: fn(Piece, Piece) -> bool, is_left: bool) -> Vec<Letter> {
    let mut letters: Vec<Letter> = Vec::new();
    let mut open: Vec<Placed> = Vec::new();
    for (index, piece) in pieces.iter().enumerate() {
        let mut pen = Em::zero();
        for (place, glyph) in piece.text.glyphs.iter().enumerate() {
            let is_same = match (open.last(), place) {
                (None, _) => true,
                (Some(_), 0) => is_shared(pieces[index - 1], *piece),
                (Some(last), _) => last.glyph.range == glyph.range,
            };
            if !is_same {
                letters.extend(of_cluster(pieces, std::mem::take(&mut open), is_left));
            }
            open.push(Placed { piece: index, at: pen, glyph: glyph.clone() });
            pen += glyph.x_advance;
        }
    }
    letters.extend(of_cluster(pieces, open, is_left));
    letters
}

struct Placed {
    piece: usize,
    at: Em,
    glyph: Glyph,
}

/// The letters of one cluster, each in its own piece; all in one, in the piece
/// of the first, if its glyphs cannot be told apart.
fn of_cluster(pieces: &[Piece], cluster_glyphs: Vec<Placed>, is_left: bool) -> Vec<Letter> {
    let Some(first) = cluster_glyphs.first() else { return Vec::new() };
    let Piece { at, text } = pieces[first.piece];
    let written = cluster(text, &first.glyph);
    let characters = match written.replace(is_bidi_control, "") {
        nothing if nothing.is_empty() => written.to_string(),
        characters => characters,
    };
    let own = match cluster_glyphs.len() {
        1 => None,
        _ => own_characters(&characters, &cluster_glyphs, &text.font),
    };
    let Some(own) = own else {
        let moved = |placed: &Placed| {
            let there = pieces[placed.piece].at;
            let glyph = &placed.glyph;
            let y_offset = glyph.y_offset + Em::from_abs(at.y - there.y, text.size);
            (placed.at + Em::from_abs(there.x - at.x, text.size), Glyph { y_offset, ..glyph.clone() })
        };
        let glyphs = cluster_glyphs.iter().map(moved).collect();
        return vec![Letter { piece: first.piece, characters, glyphs }];
    };
    let letter = |(index, characters): (usize, String)| {
        let Placed { piece, at, glyph } = &cluster_glyphs[index];
        Letter { piece: *piece, characters, glyphs: vec![(*at, glyph.clone())] }
    };
    let mut letters: Vec<Letter> = own.into_iter().map(letter).collect();
    if is_left {
        letters.reverse();
    }
    letters
}

/// Which of the glyphs stand for which characters of their cluster, in the order
/// of the text. Each is the face's glyph for one of the characters, but for at
/// most one, which then is for all the others: a letter composed with a mark.
fn own_characters(cluster: &str, glyphs: &[Placed], font: &FontInstance) -> Option<Vec<(usize, String)>> {
    let mut rest: Vec<(usize, char)> = cluster.chars().enumerate().collect();
    let mut own: Vec<(usize, usize, String)> = Vec::new();
    let mut composed = None;
    for (index, placed) in glyphs.iter().enumerate() {
        let is_its =
            |&(_, character): &(usize, char)| font.ttf().glyph_index(character).is_some_and(|id| id.0 == placed.glyph.id);
        match rest.iter().position(is_its) {
            Some(place) => {
                let (place, character) = rest.remove(place);
                own.push((place, index, character.to_string()));
            }
            None if composed.is_none() => composed = Some(index),
            None => return None,
        }
    }
    match (composed, rest.first()) {
        (Some(index), Some(&(place, _))) => own.push((place, index, rest.iter().map(|(_, character)| character).collect())),
        (None, None) => {}
        (Some(_), None) | (None, Some(_)) => return None,
    }
    own.sort();
    // A composed letter may bring its mark before the others: the same text to Unicode.
    let is_same = own.iter().flat_map(|(_, _, characters)| characters.chars()).nfd().eq(cluster.nfd());
    is_same.then(|| own.into_iter().map(|(_, index, characters)| (index, characters)).collect())
}
