//! What stands between the words that the program puts together.

use super::{Language, Phrase, Text, Words};

impl Words {
    /// `name` as it stands before what is said of it: `done: `.
    pub fn introducing(&self, name: &Text) -> Text {
        let colon = colon(name.language_in(&self.language));
        Text { content: format!("{}{colon}", name.content), ..name.clone() }
    }

    /// `[the original has changed here]`
    pub fn remark(&self) -> Text {
        Text { content: format!("[{}]", self.outdated.content), ..self.outdated.clone() }
    }

    /// `text`, and [`remark`](Self::remark) behind it if it is translated from an
    /// earlier wording.
    pub fn remarked(&self, text: &Text) -> Phrase {
        let mut phrase = Phrase::from(text.clone());
        if text.is_outdated {
            let remark = self.remark();
            phrase.push(Text { content: format!(" {}", remark.content), ..remark });
        }
        phrase
    }

    /// What stands between two names of a list: `, `.
    pub fn separator(&self) -> String {
        self.list.content.replace("{first}", "").replace("{rest}", "")
    }
}

/// The mark between a name and what is said of it, with the spaces around it.
fn colon(language: &Language) -> &'static str {
    match (language.primary(), language.script()) {
        (_, Some("Hans" | "Hant" | "Hani" | "Jpan" | "Bopo")) => "\u{ff1a}",
        // The full stop of these scripts is a colon to others.
        (_, Some("Ethi")) => "\u{1366} ",
        (_, Some("Armn")) => "\u{55d} ",
        (_, Some("Khmr")) => "\u{17d6} ",
        ("fr", _) => "\u{a0}: ",
        _ => ": ",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_introduced_as_its_language_does() {
        let introduced = |tag: &str| {
            let language = Language::parse(tag).expect(tag);
            Words { language, ..Words::english() }.introducing(&"x".into()).content
        };
        let cases = [("en", "x: "), ("zh-Hans", "x："), ("fr", "x\u{a0}: "), ("hy", "x՝ "), ("am", "x፦ "), ("km", "x៖ ")];
        for (tag, expected) in cases {
            assert_eq!(introduced(tag), expected, "{tag}");
        }
    }

    #[test]
    fn names_are_parted_as_the_list_of_the_language_does() {
        let separator = |tag: &str| Words::of(&Language::parse(tag).expect(tag)).separator();
        assert_eq!((separator("en"), separator("fa"), separator("am")), (", ".into(), "، ".into(), "፣ ".into()));
    }
}
