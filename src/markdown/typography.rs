//! White space, quotation marks, dashes, dots and NFC: what turns characters
//! as they were typed into the ones to be shown.
//!
//! A run of inlines is decided as a whole, so that `"*word*"` gets the right
//! marks: its characters are laid out in a row of [`Slot`]s, replacements are
//! decided by place in the row, then the texts are written anew.

use unicode_normalization::UnicodeNormalization;

use super::draft::{Inline, Mark, Quotes};
use super::quotation_marks::dashes_and_dots;
use crate::document::Language;

/// `text` in NFC, with single spaces and the typographic characters of `language`.
pub fn set_text(text: &str, language: &Language) -> String {
    let mut row = Row::new(language);
    row.add(text, Quotes::ToSet, 0);
    let replacements = row.decide();
    rewritten(text, &mut 0, &replacements)
}

/// `inlines` with the same done to every text but code and addresses, and
/// without line breaks at either end.
pub(super) fn set(inlines: Vec<Inline>, language: &Language) -> Vec<Inline> {
    let mut row = Row::new(language);
    row.add_all(&inlines, 0);
    let replacements = row.decide();
    written(inlines, &replacements)
}

/// `inlines` in NFC, with single spaces and without line breaks at either end;
/// every other character stays as it is.
pub(super) fn as_written(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut row = Row::new(&Language::english());
    row.add_all(&inlines, 0);
    // No language has spaces of its own here.
    row.languages.fill(Language::english());
    row.replacements = vec![None; row.slots.len()];
    row.spaces();
    written(inlines, &row.replacements)
}

fn written(inlines: Vec<Inline>, replacements: &[Option<&'static str>]) -> Vec<Inline> {
    let mut out = rewrite(inlines, &mut 0, replacements);
    while let Some(Inline::LineBreak) = out.last() {
        out.pop();
    }
    let start = out.iter().take_while(|inline| matches!(inline, Inline::LineBreak)).count();
    out.drain(..start);
    out
}

#[derive(Clone, Copy)]
pub(super) struct Slot {
    pub character: char,
    /// Which of the row's languages.
    pub language: u16,
    pub is_fixed: bool,
}

/// Stands for code and images: neither a letter nor a space.
pub(super) const OBJECT: char = '\u{fffc}';
/// Stands for a line break that is kept.
pub(super) const BREAK: char = '\u{2028}';

pub(super) struct Row {
    pub slots: Vec<Slot>,
    pub languages: Vec<Language>,
    /// The slots before which note marks stand.
    marks: Vec<usize>,
    /// What is shown for each slot, where that is not its character.
    pub replacements: Vec<Option<&'static str>>,
}

impl Row {
    fn new(language: &Language) -> Self {
        Self { slots: Vec::new(), languages: vec![language.clone()], marks: Vec::new(), replacements: Vec::new() }
    }

    fn add(&mut self, text: &str, quotes: Quotes, language: u16) {
        let is_fixed = quotes == Quotes::AsWritten;
        self.slots.extend(text.chars().map(|character| Slot { character, language, is_fixed }));
    }

    fn add_all(&mut self, inlines: &[Inline], language: u16) {
        for inline in inlines {
            match inline {
                Inline::Text { text, quotes, .. } => self.add(text, *quotes, language),
                Inline::Marked { mark: Mark::Foreign(foreign), inlines } => {
                    let known = self.languages.iter().position(|known| known == foreign).unwrap_or_else(|| {
                        self.languages.push(foreign.clone());
                        self.languages.len() - 1
                    });
                    self.add_all(inlines, u16::try_from(known).unwrap_or(0));
                }
                Inline::Marked { inlines, .. } | Inline::Link { inlines, .. } => self.add_all(inlines, language),
                Inline::Code { .. } | Inline::Image(_) => {
                    self.slots.push(Slot { character: OBJECT, language, is_fixed: true });
                }
                Inline::LineBreak => self.slots.push(Slot { character: BREAK, language, is_fixed: true }),
                Inline::NoteMark { .. } => self.marks.push(self.slots.len()),
            }
        }
    }

    fn decide(mut self) -> Vec<Option<&'static str>> {
        self.replacements = vec![None; self.slots.len()];
        self.spaces();
        self.dashes_and_dots();
        self.quotation_marks();
        self.replacements
    }

    pub fn character(&self, at: Option<usize>) -> Option<char> {
        self.slots.get(at?).map(|slot| slot.character)
    }

    fn spaces(&mut self) {
        let mut at = 0;
        while at < self.slots.len() {
            if !is_space(self.slots[at].character) {
                at += 1;
                continue;
            }
            let start = at;
            while at < self.slots.len() && is_space(self.slots[at].character) {
                at += 1;
            }
            let ends_line = self.slots[start..at].iter().any(|slot| slot.character == '\n');
            let before = self.character(start.checked_sub(1)).filter(|&c| c != BREAK);
            let after = self.character(Some(at)).filter(|&c| c != BREAK);
            let kept = match (before, after) {
                (Some(before), Some(after)) if ends_line && is_written_without_spaces(before, after) => "",
                (Some(before), Some(after)) => self.space_between(before, after, self.slots[start].language),
                _ => "",
            };
            // A mark stands at the word before it: of the spaces around it the one after it is kept.
            let mark = self.marks[..self.marks.partition_point(|&mark| mark < at)].last();
            let kept_at = mark.copied().filter(|&mark| mark > start).unwrap_or(start);
            for slot in start..at {
                let text = if slot == kept_at { kept } else { "" };
                if text != " " || self.slots[slot].character != ' ' {
                    self.replacements[slot] = Some(text);
                }
            }
        }
    }

    /// French puts spaces that do not break before high punctuation.
    fn space_between(&self, before: char, after: char, language: u16) -> &'static str {
        let is_french = self.languages[usize::from(language)].primary() == "fr";
        match (before, after) {
            ('«', _) | (_, '»' | ';' | '!' | '?') if is_french => "\u{202f}",
            (_, ':') if is_french => "\u{a0}",
            _ => " ",
        }
    }

    fn dashes_and_dots(&mut self) {
        let mut at = 0;
        let mut is_in_address = false;
        while at < self.slots.len() {
            let Slot { character, language, is_fixed } = self.slots[at];
            if is_space(character) || character == BREAK {
                is_in_address = false;
            } else if character == ':' {
                is_in_address |= self.character(Some(at + 1)) == Some('/') && self.character(Some(at + 2)) == Some('/');
            }
            if !matches!(character, '-' | '.') || is_fixed {
                at += 1;
                continue;
            }
            let start = at;
            while self.slots.get(at).is_some_and(|slot| slot.character == character && !slot.is_fixed) {
                at += 1;
            }
            let [short, long, dots] = dashes_and_dots(&self.languages[usize::from(language)]);
            let (text, length) = match (character, at - start) {
                ('-', 2) => (short, 2),
                ('-', 3) => (long, 3),
                ('.', 3 | 4) => (dots, 3),
                _ => continue,
            };
            if !is_in_address {
                self.replacements[start] = Some(text);
                self.replacements[start + 1..start + length].fill(Some(""));
            }
        }
    }
}

fn rewrite(inlines: Vec<Inline>, at: &mut usize, replacements: &[Option<&'static str>]) -> Vec<Inline> {
    let mut out = Vec::with_capacity(inlines.len());
    for inline in inlines {
        match inline {
            Inline::Text { text, span, quotes } => {
                let text = rewritten(&text, at, replacements);
                if !text.is_empty() {
                    out.push(Inline::Text { text, span, quotes });
                }
            }
            Inline::Marked { mark, inlines } => {
                let inlines = rewrite(inlines, at, replacements);
                if !inlines.is_empty() {
                    out.push(Inline::Marked { mark, inlines });
                }
            }
            Inline::Link { destination, inlines, span } => {
                out.push(Inline::Link { destination, inlines: rewrite(inlines, at, replacements), span });
            }
            Inline::Code { .. } | Inline::Image(_) | Inline::LineBreak => {
                *at += 1;
                out.push(inline);
            }
            Inline::NoteMark { .. } => out.push(inline),
        }
    }
    out
}

fn rewritten(text: &str, at: &mut usize, replacements: &[Option<&'static str>]) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match replacements[*at] {
            Some(replacement) => out.push_str(replacement),
            None => out.push(character),
        }
        *at += 1;
    }
    if unicode_normalization::is_nfc(&out) { out } else { out.nfc().collect() }
}

pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

/// Han, kana and their punctuation, which are written without spaces; Hangul is not.
pub(super) fn is_ideographic(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{312f}' | '\u{3190}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff9f}' | '\u{20000}'..='\u{3ffff}')
}

fn is_written_without_spaces(before: char, after: char) -> bool {
    is_ideographic(before) && is_ideographic(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(language: &str, cases: &[(&str, &str)]) {
        let language = Language::parse(language).expect(language);
        for (written, expected) in cases {
            assert_eq!(set_text(written, &language), *expected, "{written}");
        }
    }

    #[test]
    fn english() {
        check(
            "en",
            &[
                ("\"Yes,\" she said.", "“Yes,” she said."),
                ("He said \"she said 'no' to me\".", "He said “she said ‘no’ to me”."),
                ("don't, the dogs' bowl, '90s, 'tis", "don’t, the dogs’ bowl, ’90s, ’tis"),
                ("'one' and 'two'", "‘one’ and ‘two’"),
                ("(\"a\")--\"b\"", "(“a”)–“b”"),
                ("wait... what---no", "wait… what—no"),
                ("\"'twas\" \"'inner' first\"", "“’twas” “‘inner’ first”"),
                ("a 5\" nail, 6' tall", "a 5\" nail, 6' tall"),
                ("“kept” – as ‘written’…", "“kept” – as ‘written’…"),
                ("  a \t\n b  ", "a b"),
                ("see https://example.org/a--b...c -- there", "see https://example.org/a--b...c – there"),
                ("cafe\u{301}", "café"),
            ],
        );
    }

    #[test]
    fn other_languages() {
        check("de", &[("\"Ja, 'gut'\"", "„Ja, ‚gut‘“")]);
        check("de-CH", &[("\"Ja\"", "«Ja»")]);
        check(
            "fr",
            &[
                ("\"Oui\" ? L'eau !", "«\u{202f}Oui\u{202f}»\u{202f}? L’eau\u{202f}!"),
                ("« a » : b", "«\u{202f}a\u{202f}»\u{a0}: b"),
            ],
        );
        check("he", &[("צה\"ל \"שלום\"", "צה״ל ”שלום”")]);
        check("zh", &[("他说\"你好\"。\n再见", "他说“你好”。再见"), ("a\n再见", "a 再见")]);
        check("ja", &[("\"はい\"", "「はい」")]);
        check("sv", &[("\"Ja\"", "”Ja”")]);
        check("pl", &[("\"Tak\"", "„Tak”")]);
        check("ko", &[("가\n나", "가 나")]);
    }
}
