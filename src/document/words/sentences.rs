//! The sentences that the program puts together out of its words, each part in
//! its own language.

use super::{Phrase, Text, Words};
use crate::document::{Date, Evaluation};

impl Words {
    /// The sentence that names who evaluated the editions, when, and what they
    /// were found to conform to.
    pub fn evaluated(&self, evaluation: &Evaluation) -> Phrase {
        let Evaluation { by, date, report: _, conformance } = evaluation;
        let (standard, by) = (conformance.to_string(), by.as_str());
        let pattern = &self.evaluated;
        filled(
            pattern,
            &[("{date}", self.date(*date)), ("{standard}", named(&standard, pattern)), ("{by}", named(by, pattern))],
        )
    }

    /// `29 February 2020`, in the order and the numerals of the language, in
    /// the Gregorian calendar.
    pub fn date(&self, date: Date) -> Phrase {
        let year = usize::try_from(date.year()).unwrap_or_default();
        let pattern = &self.date;
        let month = self.month(date.month()).clone().into();
        let day = self.counted(usize::from(date.day()), pattern);
        filled(pattern, &[("{day}", day), ("{month}", month), ("{year}", self.counted(year, pattern))])
    }

    /// `12 pages`
    pub fn page_count(&self, count: usize) -> Phrase {
        filled(&self.pages, &[("{count}", self.counted(count, &self.pages))])
    }

    /// `one, two, three`
    pub fn listed(&self, names: &[String]) -> String {
        names.join(&self.separator())
    }

    /// The same of texts of which each may be in a language of its own. The marks
    /// between them are in no language.
    pub fn listed_texts(&self, list: impl IntoIterator<Item = Text>) -> Phrase {
        Phrase::joined(list.into_iter().map(Phrase::from), &self.separator().into())
    }

    /// `Translated by one, two.`
    pub fn translated_by(&self, names: &[String]) -> Phrase {
        filled(&self.translated_by, &[("{names}", named(&self.listed(names), &self.translated_by))])
    }

    /// `Reviewed by one, two on 29 February 2020.`
    pub fn reviewed_by(&self, names: &[String], date: Date) -> Phrase {
        let names = named(&self.listed(names), &self.reviewed_by);
        filled(&self.reviewed_by, &[("{date}", self.date(date)), ("{names}", names)])
    }

    /// Sentences one after the other: with a space between them where the
    /// script has spaces.
    pub fn sentences(&self, list: impl IntoIterator<Item = Phrase>) -> Phrase {
        let has_spaces = !matches!(self.language.script(), Some("Hans" | "Hant" | "Hani" | "Jpan" | "Bopo"));
        let mut phrase = Phrase::default();
        for sentence in list {
            let language = sentence.texts().first().and_then(|text| text.language.clone());
            if !phrase.texts().is_empty() && (has_spaces || language.is_some()) {
                // In the language of what follows, so that a passage is one text.
                phrase.push(Text { language, ..Text::from(" ") });
            }
            phrase.append(sentence);
        }
        phrase
    }

    /// `Version 2, compared with version 1`, all of it in the language of the sentence.
    pub fn compared(&self, new: &str, old: &str) -> Text {
        let pattern = &self.compared;
        let said = filled(pattern, &[("{new}", named(new, pattern)), ("{old}", named(old, pattern))]);
        Text { content: said.content(), ..pattern.clone() }
    }

    /// `Words inserted: 12`
    pub fn inserted_words(&self, count: usize) -> Phrase {
        filled(&self.inserted_words, &[("{count}", self.counted(count, &self.inserted_words))])
    }

    /// `Words deleted: 12`
    pub fn deleted_words(&self, count: usize) -> Phrase {
        filled(&self.deleted_words, &[("{count}", self.counted(count, &self.deleted_words))])
    }

    /// `Passages moved: 2`
    pub fn moved_passages(&self, count: usize) -> Phrase {
        filled(&self.moved_passages, &[("{count}", self.counted(count, &self.moved_passages))])
    }

    /// `Sections touched: 3`
    pub fn touched_sections(&self, count: usize) -> Phrase {
        filled(&self.touched_sections, &[("{count}", self.counted(count, &self.touched_sections))])
    }

    /// `Moved here from Honesty`
    pub fn moved_here_from(&self, place: Text) -> Phrase {
        filled(&self.moved_here, &[("{place}", place.into())])
    }

    /// `Moved from here to Honesty`
    pub fn moved_away_to(&self, place: Text) -> Phrase {
        filled(&self.moved_away, &[("{place}", place.into())])
    }

    /// A number in a sentence, in the numerals of that sentence.
    fn counted(&self, number: usize, pattern: &Text) -> Phrase {
        named(&pattern.language_in(&self.language).number(number), pattern)
    }

    fn month(&self, month: u8) -> &Text {
        match month {
            2 => &self.month_2,
            3 => &self.month_3,
            4 => &self.month_4,
            5 => &self.month_5,
            6 => &self.month_6,
            7 => &self.month_7,
            8 => &self.month_8,
            9 => &self.month_9,
            10 => &self.month_10,
            11 => &self.month_11,
            12 => &self.month_12,
            _ => &self.month_1,
        }
    }
}

/// A name or a number as part of the sentence `pattern`: read in its language.
fn named(name: &str, pattern: &Text) -> Phrase {
    Text { content: name.to_string(), ..pattern.clone() }.into()
}

/// `pattern` with each name replaced by its value, in one pass: what is in a
/// value is not looked at again.
fn filled(pattern: &Text, values: &[(&str, Phrase)]) -> Phrase {
    let mut out = Phrase::default();
    let own = |out: &mut Phrase, content: &str| out.append(named(content, pattern));
    let mut rest = pattern.content.as_str();
    while let Some(at) = rest.find('{') {
        own(&mut out, &rest[..at]);
        rest = &rest[at..];
        match values.iter().find(|(name, _)| rest.starts_with(name)) {
            Some((name, value)) => {
                out.append(value.clone());
                rest = &rest[name.len()..];
            }
            None => {
                own(&mut out, "{");
                rest = &rest[1..];
            }
        }
    }
    own(&mut out, rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Language;

    #[test]
    fn what_is_put_into_a_sentence_is_not_looked_at_again() {
        let value = |text: &str| Phrase::from(Text::from(text));
        let sentence = filled(&"{by} on {date}, {x}".into(), &[("{by}", value("{date}")), ("{date}", value("Monday"))]);
        assert_eq!(sentence.content(), "{date} on Monday, {x}");
        let words = Words::english();
        assert_eq!(words.date(Date::parse("2020-02-29").unwrap()).content(), "29 February 2020");
        assert_eq!(words.listed(&["{rest}".into(), "b".into(), "c".into()]), "{rest}, b, c");
    }

    #[test]
    fn each_part_of_a_sentence_keeps_its_language() {
        let (persian, english) = (Language::parse("fa").unwrap(), Language::english());
        let mut words = Words::of(&persian);
        words.month_2 = Words::english().month_2.in_language(&english);
        let date = words.date(Date::parse("2020-02-29").unwrap());
        let texts = [Text::from("۲۹ "), Text::from("February").in_language(&english), Text::from(" ۲۰۲۰")];
        assert_eq!(date.texts(), texts, "the numerals are those of the pattern");
        words.reviewed_by = Words::english().reviewed_by.in_language(&english);
        words.partial = Words::english().partial.in_language(&english);
        let said = words
            .sentences([words.reviewed_by(&["Ada".into()], Date::parse("2020-02-29").unwrap()), words.partial.clone().into()]);
        let languages: Vec<bool> = said.texts().iter().map(|text| text.language.is_some()).collect();
        assert_eq!(languages, [true, false, true, false, true], "{said:?}");
        assert_eq!(words.languages(), [english].into());
    }
}
