//! What is kept together at the ends of lines, though the rules of its script
//! would let a line end there (UAX #14).

use super::string;
use crate::document::{Inline, Language, plain_text};
use crate::render::phrases::{letters_within, phrases};

/// A part of a text.
#[derive(Debug, PartialEq, Eq)]
pub enum Kept<'a> {
    /// A word with the marks that touch it.
    Word(&'a str),
    /// Spaces, and words that no line ends in anyway.
    Other(&'a str),
}

/// The parts of `text`, which together are `text`.
pub fn kept(text: &str) -> Vec<Kept<'_>> {
    let mut parts = Vec::new();
    let (mut start, mut at) = (0, 0);
    for word in text.split_inclusive(' ') {
        let letters = word.trim_end_matches(' ');
        if letters.chars().any(is_syllable) {
            if start < at {
                parts.push(Kept::Other(&text[start..at]));
            }
            parts.push(Kept::Word(&text[at..at + letters.len()]));
            start = at + letters.len();
        }
        at += word.len();
    }
    if start < at {
        parts.push(Kept::Other(&text[start..at]));
    }
    parts
}

/// The parts of `text` that are kept where lines end between phrases.
pub fn kept_phrases<'a>(text: &'a str, language: &Language) -> Vec<Kept<'a>> {
    let parts = |phrase| {
        let (before, letters, after) = letters_within(phrase);
        [Kept::Other(before), Kept::Word(letters), Kept::Other(after)]
    };
    let is_there = |part: &Kept| match part {
        Kept::Word(text) | Kept::Other(text) => !text.is_empty(),
    };
    phrases(text, language).into_iter().flat_map(parts).filter(is_there).collect()
}

/// `text` as content of a call, each word by itself.
pub fn kept_content(text: &str) -> String {
    content(&kept(text))
}

/// `text`, which is in `language`, as content of a call that sets large lines.
pub fn display_content(text: &str, language: &Language) -> String {
    let parts = match (language.keeps_words(), language.has_word_spaces()) {
        (true, _) => kept(text),
        (false, true) => vec![Kept::Other(text)],
        (false, false) => kept_phrases(text, language),
    };
    content(&parts)
}

fn content(parts: &[Kept]) -> String {
    let written = |part: &Kept| match part {
        Kept::Word(word) => format!("#box[#{}]", string(word)),
        Kept::Other(others) => format!("#{}", string(others)),
    };
    parts.iter().map(written).collect()
}

/// `text` cut before each mark that says its word once more: no line begins with
/// one, though a space may stand before it.
pub fn before_repetitions(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.char_indices().skip(1).find(|(_, letter)| is_repetition(*letter)).map(|(at, _)| at) {
        parts.push(&rest[..at]);
        rest = &rest[at..];
    }
    parts.push(rest);
    parts
}

/// Of Thai, Lao and Khmer.
fn is_repetition(letter: char) -> bool {
    matches!(letter, 'ๆ' | 'ໆ' | 'ៗ')
}

/// Whether no space stands between the two.
pub fn are_one_word(left: &Inline, right: &Inline) -> bool {
    let (left_text, right_text) = (plain_text(std::slice::from_ref(left)), plain_text(std::slice::from_ref(right)));
    let is_break = |inline: &Inline| matches!(inline, Inline::LineBreak);
    !is_break(left) && !is_break(right) && !left_text.ends_with(' ') && !right_text.starts_with(' ')
}

fn is_syllable(letter: char) -> bool {
    matches!(letter, '\u{ac00}'..='\u{d7a3}' | '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_kept_with_its_marks_and_without_its_spaces() {
        let parts = [Kept::Other("ISO 9 "), Kept::Word("(우리는)"), Kept::Other(" "), Kept::Word("간다."), Kept::Other(" ")];
        assert_eq!(kept("ISO 9 (우리는) 간다. "), parts);
        assert_eq!(kept(""), []);
        assert_eq!(kept("plain words"), [Kept::Other("plain words")]);
    }

    #[test]
    fn a_mark_of_repetition_stays_with_its_word() {
        assert_eq!(before_repetitions("ช้า ๆ และต่าง ๆ"), ["ช้า ", "ๆ และต่าง ", "ๆ"]);
        assert_eq!(before_repetitions("plain"), ["plain"]);
        assert_eq!(before_repetitions(""), [""]);
    }
}
