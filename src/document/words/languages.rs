//! The program's words in the languages that it speaks.

use super::{Language, Words};

/// A tag and lines of the form `key: text`.
const TABLES: &[(&str, &str)] = &[
    ("am", include_str!("am.txt")),
    ("ar", include_str!("ar.txt")),
    ("bn", include_str!("bn.txt")),
    ("es", include_str!("es.txt")),
    ("fa", include_str!("fa.txt")),
    ("he", include_str!("he.txt")),
    ("hi", include_str!("hi.txt")),
    ("ht", include_str!("ht.txt")),
    ("hy", include_str!("hy.txt")),
    ("ka", include_str!("ka.txt")),
    ("km", include_str!("km.txt")),
    ("ko", include_str!("ko.txt")),
    ("my", include_str!("my.txt")),
    ("ta", include_str!("ta.txt")),
    ("th", include_str!("th.txt")),
    ("ur", include_str!("ur.txt")),
    ("vi", include_str!("vi.txt")),
    ("zh-Hans", include_str!("zh-Hans.txt")),
];

impl Words {
    /// The words in `language`, or in the same language without its region or
    /// script; [`Words::english_in`] it if the program does not speak it.
    pub fn of(language: &Language) -> Self {
        let mut words = Self::english_in(language);
        if let Some((_, table)) = TABLES.iter().find(|(tag, _)| is_spoken_as(language, tag)) {
            for line in table.lines() {
                let (key, text) = line.split_once(": ").expect("a line of a table has a key and a text");
                *words.text_mut(key).expect("a table has only keys of words") = text.into();
            }
        }
        words
    }

    /// The English words in a document in `language`, each saying that it is in
    /// English, unless all are.
    pub fn english_in(language: &Language) -> Self {
        let mut words = Self { language: language.clone(), ..Self::english() };
        if language.primary() != "en" {
            words.mark(&Language::english());
        }
        words
    }

    /// Says of each word that it is in `language`.
    fn mark(&mut self, language: &Language) {
        for word in Self::english().entries() {
            self.text_mut(word.key).expect("it is a word").language = Some(language.clone());
        }
    }
}

/// Whether words in the language named `tag` are right for `language`: the same
/// language in the same script.
fn is_spoken_as(language: &Language, tag: &str) -> bool {
    let table = Language::parse(tag).expect("a table has a language tag");
    (language.primary(), language.script()) == (table.primary(), table.script())
}

#[cfg(test)]
mod tests {
    use super::super::{Text, placeholders};
    use super::*;

    #[test]
    fn every_table_has_every_word_with_its_placeholders() {
        let english = Words::english();
        let keys: Vec<&str> = english.entries().iter().map(|word| word.key).collect();
        for (tag, table) in TABLES {
            let own: Vec<&str> = table.lines().filter_map(|line| Some(line.split_once(": ")?.0)).collect();
            assert_eq!(own, keys, "{tag}");
            let words = Words::of(&Language::parse(tag).unwrap());
            assert_eq!(words.languages(), [].into(), "it is spoken");
            for (word, original) in words.entries().iter().zip(english.entries()) {
                assert_eq!(placeholders(&word.text.content), placeholders(&original.text.content), "{tag} {}", word.key);
            }
        }
    }

    #[test]
    fn a_region_makes_no_other_words() {
        let said = |tag: &str| Words::of(&Language::parse(tag).unwrap()).contents;
        assert_eq!(said("en-GB"), "Contents".into());
        assert_eq!(said("es-MX"), said("es"));
        assert_eq!(said("tlh"), Text::from("Contents").in_language(&Language::english()));
    }
}
