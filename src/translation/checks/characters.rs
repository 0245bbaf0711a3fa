//! Characters that a translation may not have.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::diagnostics::Diagnostics;
use crate::translation::po::Entry;

/// Reports what is wrong with the characters of `entry`, of which readers see
/// `shown`.
pub(super) fn check(shown: &str, entry: &Entry, diagnostics: &mut Diagnostics) {
    let span = entry.translation_span;
    let written = entry.translation.as_str();
    if written.trim() != written && entry.original.trim() == entry.original {
        diagnostics.translation_outer_space(span);
    }
    if written.trim_matches('\n').contains('\n') {
        diagnostics.translation_several_lines(span);
    }
    if let Some(part) = first_not_normalized(written) {
        diagnostics.translation_not_normalized(span, &part);
    }
    // A character of the original is no slip of the translator.
    // What a reference in Markdown stands for is reported by its reader if it is a control character.
    let shown_more = shown.chars().filter(|c| !c.is_control());
    let wrong = written.chars().chain(shown_more).find(|&c| is_never_shown(c) && !entry.original.contains(c));
    if let Some(character) = wrong {
        diagnostics.translation_strange_character(span, character);
    }
    if let Some(mark) = lone_mark(shown) {
        diagnostics.translation_lone_mark(span, mark);
    }
    if let Some(control) = shown.chars().find(|c| matches!(c, '\u{202a}'..='\u{202e}')) {
        diagnostics.translation_direction_override(span, control);
    } else if !are_isolates_balanced(shown) {
        diagnostics.translation_isolate_not_closed(span);
    }
}

/// Control characters, noncharacters, those of private use and the one that
/// stands for what could not be read.
fn is_never_shown(c: char) -> bool {
    let is_noncharacter = matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xfffe == 0xfffe;
    let is_private = matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}');
    let is_control = c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    is_control || is_noncharacter || is_private || matches!(c, '\u{fffd}' | '\u{2028}' | '\u{2029}')
}

/// The first characters that NFC writes in another way.
fn first_not_normalized(text: &str) -> Option<String> {
    if unicode_normalization::is_nfc(text) {
        return None;
    }
    let word = text.split_whitespace().find(|word| !unicode_normalization::is_nfc(word));
    Some(word.unwrap_or(text).nfc().collect())
}

/// A combining mark with nothing before it to stand on.
fn lone_mark(text: &str) -> Option<char> {
    let mut before = None;
    text.chars().find(|&c| {
        let is_lone = is_combining_mark(c) && before.is_none_or(|before: char| before.is_whitespace() || before.is_control());
        before = Some(c);
        is_lone
    })
}

/// Whether each isolate (U+2066 to U+2068) is ended by U+2069, and no other is
/// (Unicode Bidirectional Algorithm, BD9).
fn are_isolates_balanced(text: &str) -> bool {
    let mut depth = 0_usize;
    for c in text.chars() {
        match c {
            '\u{2066}'..='\u{2068}' => depth += 1,
            '\u{2069}' if depth == 0 => return false,
            '\u{2069}' => depth -= 1,
            _ => {}
        }
    }
    depth == 0
}
