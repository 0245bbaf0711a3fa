//! How many words there are to translate.

use unicode_segmentation::UnicodeSegmentation;

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
