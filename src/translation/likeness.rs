//! How like two wordings are.

use std::collections::HashMap;

use unicode_segmentation::UnicodeSegmentation;

/// Wordings less alike than this are two texts, not one that was changed.
///
/// Of 4,147 pairs of different paragraphs in our statements only 25 are more
/// alike, all of them short ones made alike on purpose ("our families", "our
/// communities"); prose that shares no more than its small words stays below
/// 0.45. One of two halves of a paragraph that was parted has 0.67.
pub(super) const LIKE: f64 = 0.5;

/// So many words at most are as well compared letter by letter, so that a title
/// of one word can be mended.
const SHORT: usize = 4;

/// A text, ready to be compared.
pub(super) struct Wording<'a> {
    words: HashMap<&'a str, usize>,
    count: usize,
    /// Of a short text.
    letters: Option<&'a str>,
}

impl<'a> Wording<'a> {
    pub fn of(text: &'a str) -> Self {
        let mut words = HashMap::new();
        let mut count = 0;
        for word in text.unicode_words() {
            *words.entry(word).or_insert(0) += 1;
            count += 1;
        }
        Self { words, count, letters: ((1..=SHORT).contains(&count) && text.len() <= 100).then_some(text) }
    }

    /// From 0, nothing in common, to 1: the share of words that both have
    /// (Sørensen and Dice), or of letters in short texts.
    pub fn likeness(&self, other: &Self) -> f64 {
        let shared: usize =
            self.words.iter().map(|(word, count)| (*count).min(other.words.get(word).copied().unwrap_or(0))).sum();
        let both = self.count + other.count;
        let by_words = if both == 0 { 0.0 } else { 2.0 * shared as f64 / both as f64 };
        let by_letters =
            self.letters.zip(other.letters).map_or(0.0, |(one, two)| strsim::normalized_damerau_levenshtein(one, two));
        by_words.max(by_letters)
    }
}

/// The words of `text`, which may be Markdown: the addresses of links and the
/// names of notes are none.
pub(super) fn count_words(text: &str) -> usize {
    let mut count = 0;
    let mut rest = text;
    while let Some((before, opening, closing)) = first_of(rest, [("](", ')'), ("[^", ']')]) {
        count += before.unicode_words().count();
        let inner = &rest[before.len() + opening.len()..];
        rest = inner.split_once(closing).map_or("", |(_, after)| after);
    }
    count + rest.unicode_words().count()
}

/// What stands before the first of `marks` in `text`, and that mark.
fn first_of<'a>(text: &'a str, marks: [(&'static str, char); 2]) -> Option<(&'a str, &'static str, char)> {
    let found = marks.into_iter().filter_map(|(opening, closing)| Some((text.find(opening)?, opening, closing)));
    found.min().map(|(at, opening, closing)| (&text[..at], opening, closing))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_text_is_like_and_another_is_not() {
        let like = |one: &str, two: &str| Wording::of(one).likeness(&Wording::of(two)) >= LIKE;
        assert!(like("We keep our word, and we say what we mean.", "We keep our promises, and we say what we mean."));
        assert!(like("We say what we mean. We do what we say, always.", "We say what we mean."));
        assert!(like("Honsty", "Honesty"));
        assert!(like("我们说到做到。", "我们说到就做到。"));
        assert!(!like("Trust", "Honesty"));
        assert!(!like("We keep our word to the people we serve.", "Everybody is welcome at the harbour, day and night."));
        assert!(!like("", ""));
    }

    #[test]
    fn words_are_what_is_to_be_translated() {
        let cases = [
            ("", 0),
            ("We **keep** our word.", 4),
            ("See [our values](https://example.org/a/b) and [trust](#trust).", 5),
            ("We say what we mean.[^word] [^other]", 5),
            ("我们守信", 4),
            ("don’t", 1),
        ];
        for (text, count) in cases {
            assert_eq!(count_words(text), count, "{text}");
        }
    }
}
