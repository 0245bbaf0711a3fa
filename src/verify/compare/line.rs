//! Whether a line says what it must, is what it must be, and leads where it must.

use unicode_normalization::{UnicodeNormalization, is_nfc_quick};

use super::text::{first_difference, is_unseen};
use super::{carries_ids, excerpt};
use crate::diagnostics::Diagnostics;
use crate::document::Format;
use crate::verify::expected::Expected;
use crate::verify::transcript::{Line, Piece, PieceKind};

/// Reports what is different in `found`.
pub fn compare(expected: &Expected, found: &Line, format: Format, diagnostics: &mut Diagnostics) {
    let Expected { line, ids, span } = expected;
    let (span, name) = (*span, format.name());
    let (here, there) = (nfc(&raw_text(line)), nfc(&raw_text(found)));
    if let Some((at, found_at)) = first_difference(&here, &there, &line.role, format) {
        let (wanted, instead) = (around(&here, at), around(&there, found_at));
        diagnostics.text_changed(span, name, line.role.name(), &wanted, &instead);
        return;
    }
    if line.role != found.role {
        diagnostics.role_changed(span, name, &line.role.described(), &found.role.described(), &excerpt(&line.text()));
    }
    if line.within != found.within {
        diagnostics.nesting_changed(span, name, &line.nesting(), &found.nesting(), &excerpt(&line.text()));
    }
    if let Some(id) = &found.id
        && carries_ids(format)
        && !ids.is_empty()
        && !ids.contains(id)
    {
        diagnostics.id_changed(span, name, &ids[0], id);
    }
    compare_units(expected, found, format, diagnostics);
}

/// Language and link of every letter, and the place of every note mark.
fn compare_units(expected: &Expected, found: &Line, format: Format, diagnostics: &mut Diagnostics) {
    let Expected { line, ids: _, span } = expected;
    let (span, name) = (*span, format.name());
    let (here, there) = (Units::of(line, format), Units::of(found, format));
    if here.notes != there.notes {
        diagnostics.note_mark_changed(span, name, &shown(&here.notes), &shown(&there.notes), &excerpt(&line.text()));
    }
    let mut pairs = here.letters.iter().zip(&there.letters);
    if let Some((wanted, instead)) = pairs.clone().find(|(a, b)| a.language != b.language) {
        let words = here.stretch(wanted, |unit| unit.language);
        diagnostics.language_changed(span, name, wanted.language, instead.language, &excerpt(&words));
    }
    if let Some((wanted, instead)) = pairs.find(|(a, b)| a.link != b.link) {
        let words = here.stretch(wanted, |unit| unit.link.unwrap_or_default());
        diagnostics.link_changed(span, name, wanted.link, instead.link, &excerpt(&words));
    }
}

/// The letters of a line without white space, each with what is true of it.
struct Units<'a> {
    letters: Vec<Unit<'a>>,
    /// How many letters stand before a note mark, its number, and where it leads.
    notes: Vec<(usize, String, Option<&'a str>)>,
}

struct Unit<'a> {
    index: usize,
    is_after_space: bool,
    letter: char,
    language: &'a str,
    link: Option<&'a str>,
}

impl<'a> Units<'a> {
    fn of(line: &'a Line, format: Format) -> Self {
        let (mut letters, mut notes, mut is_after_space) = (Vec::new(), Vec::new(), false);
        for Piece { kind, text, language, link } in &line.pieces {
            match kind {
                PieceKind::Text | PieceKind::Image => {
                    for letter in text.chars().filter(|letter| !is_unseen(*letter)).nfc() {
                        if letter.is_whitespace() {
                            is_after_space = true;
                            continue;
                        }
                        letters.push(Unit { index: letters.len(), is_after_space, letter, language, link: link.as_deref() });
                        is_after_space = false;
                    }
                }
                PieceKind::NoteMark => {
                    let link = match format {
                        Format::Pdf => None,
                        Format::Epub | Format::Html => link.as_deref(),
                    };
                    notes.push((letters.len(), text.clone(), link));
                }
                PieceKind::PageBreak => {}
            }
        }
        Self { letters, notes }
    }

    /// The letters around `unit` of which `value` is the same.
    fn stretch(&self, unit: &Unit, value: impl Fn(&Unit<'a>) -> &'a str) -> String {
        let own = value(&self.letters[unit.index]);
        let alike = |unit: &&Unit<'a>| value(unit) == own;
        let mut words = String::new();
        for unit in self.letters[unit.index..].iter().take_while(alike) {
            words.extend(unit.is_after_space.then_some(' '));
            words.push(unit.letter);
        }
        words
    }
}

fn shown(notes: &[(usize, String, Option<&str>)]) -> String {
    let list: Vec<&str> = notes.iter().map(|(_, number, _)| number.as_str()).collect();
    if list.is_empty() { "none".to_string() } else { list.join(", ") }
}

fn raw_text(line: &Line) -> String {
    let is_shown = |piece: &&Piece| matches!(piece.kind, PieceKind::Text | PieceKind::Image);
    line.pieces.iter().filter(is_shown).map(|piece| piece.text.as_str()).collect()
}

fn nfc(text: &str) -> String {
    match is_nfc_quick(text.chars()) {
        unicode_normalization::IsNormalized::Yes => text.to_string(),
        _ => text.nfc().collect(),
    }
}

/// A few words around byte `at`.
fn around(text: &str, at: usize) -> String {
    const LETTERS: usize = 24;
    let start = text[..at].char_indices().rev().nth(LETTERS).map_or(0, |(start, _)| start);
    let end = text[at..].char_indices().nth(LETTERS).map_or(text.len(), |(length, _)| at + length);
    let before = if start > 0 { "… " } else { "" };
    let after = if end < text.len() { " …" } else { "" };
    let words = text[start..end].replace(|letter: char| letter.is_whitespace() || letter == '\u{c}', " ");
    format!("{before}{}{after}", words.trim())
}
