//! How lines are set in a language, as far as it follows from the language alone.

use crate::document::{Direction, Language};

/// Whether lines are justified and words hyphenated: only where Typst has
/// patterns and the script has both habits. Elsewhere justification makes rivers.
pub fn is_justified(language: &Language) -> bool {
    matches!(language.script(), Some("Latn" | "Cyrl" | "Grek")) && HYPHENATED.contains(&language.primary())
}

/// Languages in Latin, Cyrillic and Greek letters with patterns in `hypher` 0.1.
const HYPHENATED: &[&str] = &[
    "af", "be", "bg", "ca", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "gl", "hr", "hu", "is", "it", "ku", "la",
    "lt", "mn", "nb", "nl", "nn", "no", "pl", "pt", "ru", "sk", "sl", "sq", "sr", "sv", "tk", "tr", "uk",
];

/// Whether letters reach so high and low that lines need the height that the
/// font says: Nastaliq, Tibetan, Javanese, Burmese.
pub fn is_tall(language: &Language) -> bool {
    matches!(language.script(), Some("Aran" | "Tibt" | "Java" | "Mymr")) || matches!(language.primary(), "ur" | "ks")
}

/// The direction of the first strongly directed letter of `text` (UAX #9 P2), as
/// `dir="auto"` has it in HTML; nothing if no letter is.
pub fn first_strong(text: &str) -> Option<Direction> {
    text.chars().filter(|letter| letter.is_alphabetic()).map(direction_of).next()
}

fn direction_of(letter: char) -> Direction {
    match u32::from(letter) {
        0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF | 0x10800..=0x10FFF | 0x1E800..=0x1EFFF => Direction::RightToLeft,
        _ => Direction::LeftToRight,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_scripts_and_languages_that_bear_it_are_justified() {
        let cases = [("en", true), ("sr-Latn", true), ("ru", true), ("ro", false), ("ar", false), ("th", false), ("ka", false)];
        for (tag, expected) in cases {
            assert_eq!(is_justified(&Language::parse(tag).unwrap()), expected, "{tag}");
        }
    }

    #[test]
    fn the_first_letter_decides_the_direction() {
        assert_eq!(first_strong("12 שלום"), Some(Direction::RightToLeft));
        assert_eq!(first_strong("(a) שלום"), Some(Direction::LeftToRight));
        assert_eq!(first_strong("12"), None);
    }
}
