//! The characters that a face must have so that a shaper finds those of a text.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::compose;

use super::ideographs::is_hangul_syllable;

/// `characters` with every form a shaper may pass through while it takes them
/// apart and puts them together, and what it or a reader's program puts between
/// them: spaces, joiners, the circle under a lone mark, the two characters that
/// Thai and Lao vowels are taken apart into.
pub fn closure(characters: impl IntoIterator<Item = char>) -> BTreeSet<char> {
    let written: BTreeSet<char> = characters.into_iter().filter(|character| !character.is_control()).collect();
    // A Hangul syllable is one glyph; its letters would bring thousands of forms along.
    let composed = written.iter().filter(|character| !is_hangul_syllable(**character));
    let mut set: BTreeSet<char> = composed.flat_map(|&character| compositions(character)).collect();
    set.extend(written);
    set.extend([' ', '\u{a0}', '\u{25cc}', '\u{200c}', '\u{200d}']);
    for (whole, parts) in [('\u{e33}', ['\u{e4d}', '\u{e32}']), ('\u{eb3}', ['\u{ecd}', '\u{eb2}'])] {
        if set.contains(&whole) {
            set.extend(parts);
        }
    }
    set
}

/// The parts of `character`, and the base with each choice of the marks:
/// ẩ gives a, ̂, ̉, â, ả and ẩ. A shaper composes two at a time, so without â it
/// would not find ẩ.
fn compositions(character: char) -> BTreeSet<char> {
    let parts: Vec<char> = std::iter::once(character).nfd().collect();
    let mut composed = BTreeSet::from([parts[0]]);
    for &mark in &parts[1..] {
        let with_mark: Vec<char> = composed.iter().filter_map(|&base| compose(base, mark)).collect();
        composed.extend(with_mark);
    }
    composed.into_iter().chain(parts).chain(std::iter::once(character).nfc()).collect()
}
