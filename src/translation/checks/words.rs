//! Whether words were translated at all, and in what script they are.

use unicode_script::{Script, UnicodeScript};

use crate::document::{Inline, Language};
use crate::markdown::{self, Mark};

/// As many words in a row as no name of a person has and few cognates are.
const WORDS_MIN: usize = 4;
/// Where a script has no spaces: as many letters.
const LETTERS_MIN: usize = 8;

/// The text of a draft that is to be in the language of the translation: no
/// code, no keys, no words in another language.
pub(super) fn of_draft(draft: &[markdown::Inline]) -> String {
    use markdown::Inline;
    let part = |inline: &Inline| match inline {
        Inline::Text { text, .. } => text.clone(),
        Inline::Marked { mark: Mark::Foreign(_) | Mark::Keyboard, .. } => " ".to_string(),
        Inline::Marked { mark: _, inlines } | Inline::Link { inlines, .. } => of_draft(inlines),
        Inline::Image(image) => format!(" {} ", of_draft(&image.alternative)),
        Inline::Code { .. } | Inline::NoteMark { .. } | Inline::LineBreak => " ".to_string(),
    };
    draft.iter().map(part).collect()
}

/// The same of a run of the document.
pub(super) fn of_document(inlines: &[Inline]) -> String {
    let part = |inline: &Inline| match inline {
        Inline::Text { text, span: _ } => text.clone(),
        Inline::Emphasis(inlines)
        | Inline::Strong(inlines)
        | Inline::Strikethrough(inlines)
        | Inline::Superscript(inlines)
        | Inline::Subscript(inlines)
        | Inline::Isolate(inlines)
        | Inline::Citation(inlines) => of_document(inlines),
        Inline::Link(link) => of_document(&link.inlines),
        Inline::Changed(changed) => of_document(&changed.inlines),
        Inline::Image { alternative, .. } => format!(" {alternative} "),
        Inline::Foreign { .. } | Inline::Keyboard(_) | Inline::Code { .. } | Inline::NoteMark(_) | Inline::LineBreak => {
            " ".to_string()
        }
    };
    inlines.iter().map(part).collect()
}

/// The letters of `text` in lower case, to compare two texts by.
pub(super) fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

/// Whether `text` in `language` is too long for a name or a word that two
/// languages share.
pub(super) fn is_more_than_a_name(text: &str, language: &Language) -> bool {
    let has_no_spaces = matches!(
        language.script(),
        Some("Hans" | "Hant" | "Hani" | "Jpan" | "Thai" | "Laoo" | "Khmr" | "Mymr" | "Tibt" | "Bopo")
    );
    if has_no_spaces { letters(text).chars().count() >= LETTERS_MIN } else { words(text) >= WORDS_MIN }
}

/// Whether `text` is of words, and none of their letters is of the script of
/// `language`. One word may be a name that is written as its bearer does.
pub(super) fn is_in_other_script(text: &str, language: &Language) -> bool {
    let Some(scripts) = language.script().and_then(scripts) else { return false };
    let is_of_language = |c: char| {
        let own = c.script_extension();
        scripts.iter().any(|script| own.contains_script(*script))
    };
    let is_letter = |c: &char| c.is_alphabetic() && !matches!(c.script(), Script::Common | Script::Inherited);
    words(text) > 1 && text.chars().any(|c| is_letter(&c)) && !text.chars().filter(is_letter).any(is_of_language)
}

/// Whether what is written in one is written in the other: `en` and `en-GB`.
pub(super) fn same_written_language(one: &Language, other: &Language) -> bool {
    (one.primary(), one.script()) == (other.primary(), other.script())
}

fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count()
}

/// The scripts of Unicode that the script of a language is written with
/// (ISO 15924 has names for mixtures); nothing for one that Unicode does not have.
fn scripts(name: &str) -> Option<Vec<Script>> {
    match name {
        "Hans" | "Hant" => Some(vec![Script::Han, Script::Bopomofo]),
        "Jpan" | "Hrkt" => Some(vec![Script::Han, Script::Hiragana, Script::Katakana]),
        "Kore" => Some(vec![Script::Hangul, Script::Han]),
        "Aran" => Some(vec![Script::Arabic]),
        other => Script::from_short_name(other).map(|script| vec![script]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(tag: &str) -> Language {
        Language::parse(tag).expect("a tag")
    }

    #[test]
    fn words_are_in_the_script_of_their_language() {
        for (tag, text) in [
            ("ar", "مشروع Chapbook"),
            ("ar", "Chapbook"),
            ("zh-Hans", "移民运动 愿景"),
            ("ja", "アイ ウエ"),
            ("ko", "이민자 운동"),
            ("sr-Latn", "Naše vrednosti"),
            ("km", "បណ្ណាល័យ\u{200b}ភូមិ មួយ"),
            ("vi", "Tiếng Việt"),
            ("th", "2026 – 2027"),
        ] {
            assert!(!is_in_other_script(text, &language(tag)), "{tag} {text}");
        }
        for (tag, text) in
            [("ar", "Our core values"), ("sr-Latn", "Наше вредности"), ("es", "مشروع الحركة"), ("ko", "移民 Our")]
        {
            assert_eq!(is_in_other_script(text, &language(tag)), tag != "ko", "{tag} {text}");
        }
    }

    #[test]
    fn a_name_or_a_cognate_is_short() {
        assert!(!is_more_than_a_name("Original", &language("en")));
        assert!(!is_more_than_a_name("Ana María Ruiz, 12", &language("en")));
        assert!(is_more_than_a_name("We refuse to be divided", &language("en")));
        assert!(!is_more_than_a_name("移民运动", &language("zh")));
        assert!(is_more_than_a_name("我们致力于改变我们的社会", &language("zh")));
    }
}
