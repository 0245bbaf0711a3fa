//! Small copies of faces with thousands of ideographs or Hangul syllables. Each
//! is one glyph that its neighbours do not change, but a face has forms of it for
//! each language and for lines that run down: all that could ever stand for the
//! signs of a text would be twice as much as what does.

use std::collections::{BTreeMap, BTreeSet};

use rustybuzz::{Face, UnicodeBuffer, shape};

/// Fewer are not worth the trouble.
pub const ENOUGH: usize = 60;

/// Han ideographs with their radicals, and Hangul syllables (Unicode 17).
pub fn is_ideograph(character: char) -> bool {
    matches!(u32::from(character), 0x2E80..=0x2FDF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
        || is_hangul_syllable(character)
}

pub fn is_hangul_syllable(character: char) -> bool {
    matches!(u32::from(character), 0xAC00..=0xD7A3)
}

/// A glyph with its advances and offsets.
type Placed = (u32, [i32; 4]);

/// The glyphs with which the face numbered `index` in `data` shows `characters`
/// in text of `languages`; nothing if it is no font.
pub fn glyphs(data: &[u8], index: u32, languages: &BTreeSet<String>, characters: &BTreeSet<char>) -> Option<BTreeSet<u32>> {
    let face = Face::from_slice(data, index)?;
    let texts = texts(characters);
    let all = languages.iter().flat_map(|language| texts.iter().flat_map(|text| shaped(&face, language, text)));
    Some(all.map(|(glyph, _)| glyph).collect())
}

/// Whether `subset`, whose glyphs have the numbers that `renumbered` gives, shows
/// `characters` in text of `languages` as the whole face does.
pub fn are_shown_alike(
    (data, index): (&[u8], u32),
    subset: &[u8],
    renumbered: &BTreeMap<u32, u32>,
    languages: &BTreeSet<String>,
    characters: &BTreeSet<char>,
) -> bool {
    let (Some(face), Some(small)) = (Face::from_slice(data, index), Face::from_slice(subset, 0)) else { return false };
    let is_alike = |language: &String, text: &String| {
        let whole = shaped(&face, language, text).into_iter().map(|(glyph, place)| Some((*renumbered.get(&glyph)?, place)));
        whole.eq(shaped(&small, language, text).into_iter().map(Some))
    };
    let texts = texts(characters);
    languages.iter().all(|language| texts.iter().all(|text| is_alike(language, text)))
}

/// A text in one script each: a shaper asks a face for the forms of one.
fn texts(characters: &BTreeSet<char>) -> [String; 2] {
    let (hangul, han) = characters.iter().partition::<Vec<&char>, _>(|character| is_hangul_syllable(**character));
    [hangul, han].map(|characters| characters.into_iter().collect())
}

fn shaped(face: &Face, language: &str, text: &str) -> Vec<Placed> {
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    if let Ok(language) = language.parse() {
        buffer.set_language(language);
    }
    let shaped = shape(face, &[], buffer);
    let glyphs = shaped.glyph_infos().iter().zip(shaped.glyph_positions());
    glyphs.map(|(info, at)| (info.glyph_id, [at.x_advance, at.y_advance, at.x_offset, at.y_offset])).collect()
}
