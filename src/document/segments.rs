//! The words of a text, in scripts with and without spaces between them.

use std::sync::OnceLock;

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};

/// The words, spaces and signs of `text` (UAX #29), which together are `text`.
/// Words of Chinese, Japanese, Thai, Lao, Khmer and Burmese are those of the
/// dictionaries of Unicode's ICU, which finds longer ones there than its models.
pub fn segments(text: &str) -> Vec<&str> {
    let ends: Vec<usize> = segmenter().segment_str(text).collect();
    ends.windows(2).map(|pair| &text[pair[0]..pair[1]]).collect()
}

/// How many words `text` has. Chinese and Japanese count letters.
pub fn word_count(text: &str) -> usize {
    let of = |segment: &str| match segment.chars().filter(|letter| is_counted(*letter)).count() {
        0 => usize::from(segment.contains(char::is_alphanumeric)),
        letters => letters,
    };
    segments(text).into_iter().map(of).sum()
}

/// Whether a letter counts as a word: ideographs and kana.
fn is_counted(letter: char) -> bool {
    matches!(letter, '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
        || matches!(letter, '\u{20000}'..='\u{3ffff}')
}

fn segmenter() -> &'static WordSegmenterBorrowed<'static> {
    static SEGMENTER: OnceLock<WordSegmenterBorrowed<'static>> = OnceLock::new();
    SEGMENTER.get_or_init(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_and_counted_as_their_writers_do() {
        let cases = [
            ("We say, “no”.", "We| |say|,| |“|no|”|.", 3),
            ("我们的核心价值观", "我们|的|核心|价值|观", 8),
            ("คำพูด", "คำ|พูด", 2),
            ("약속을 지킵니다", "약속을| |지킵니다", 2),
            ("", "", 0),
        ];
        for (text, expected, count) in cases {
            assert_eq!((segments(text).join("|").as_str(), word_count(text)), (expected, count));
        }
    }
}
