//! How lines are set in a language, as far as it follows from the language alone.

use super::Language;

impl Language {
    /// Whether lines are justified: where words can be hyphenated, and where each
    /// letter is a square, so that lines of them are even by nature. Elsewhere
    /// justification makes rivers, or pulls letters apart that belong together.
    pub fn is_justified(&self) -> bool {
        match self.script() {
            Some("Latn" | "Cyrl" | "Grek") => HYPHENATED.contains(&self.primary()),
            Some("Hans" | "Hant" | "Hani" | "Jpan" | "Bopo") => true,
            _ => false,
        }
    }

    /// Whether a line ends at spaces alone, although it could end between any two
    /// letters: in Korean, where a reader who is not quick stumbles over parted
    /// words, and lines are not justified.
    pub fn keeps_words(&self) -> bool {
        self.primary() == "ko" && !matches!(self.script(), Some("Latn"))
    }

    /// Whether a space stands between any two words.
    pub fn has_word_spaces(&self) -> bool {
        let without = matches!(
            self.script(),
            Some(
                "Hans"
                    | "Hant"
                    | "Hani"
                    | "Jpan"
                    | "Bopo"
                    | "Thai"
                    | "Laoo"
                    | "Khmr"
                    | "Mymr"
                    | "Lana"
                    | "Tibt"
                    | "Java"
                    | "Bali"
            )
        );
        !without
    }
}

/// Languages in Latin, Cyrillic and Greek letters with patterns in `hypher` 0.1.
const HYPHENATED: &[&str] = &[
    "af", "be", "bg", "ca", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "gl", "hr", "hu", "is", "it", "ku", "la",
    "lt", "mn", "nb", "nl", "nn", "no", "pl", "pt", "ru", "sk", "sl", "sq", "sr", "sv", "tk", "tr", "uk",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_scripts_and_languages_that_bear_it_are_justified() {
        let justified = ["en", "sr-Latn", "ru", "zh-Hans", "ja"];
        let ragged = ["ro", "vi", "ht", "ar", "ko", "th", "ka"];
        for (tags, expected) in [(&justified[..], true), (&ragged[..], false)] {
            for tag in tags {
                assert_eq!(Language::parse(tag).unwrap().is_justified(), expected, "{tag}");
            }
        }
    }

    #[test]
    fn some_scripts_have_no_spaces_between_words() {
        for (tag, expected) in [("en", true), ("ko", true), ("am", true), ("zh-Hant", false), ("th", false), ("my", false)] {
            assert_eq!(Language::parse(tag).unwrap().has_word_spaces(), expected, "{tag}");
        }
    }
}
