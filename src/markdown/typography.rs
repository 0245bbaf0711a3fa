//! White space, quotation marks, dashes, dots and NFC: what turns characters
//! as they were typed into the ones to be shown.
//!
//! A run of inlines is decided as a whole, so that `"*word*"` gets the right
//! marks: its characters are laid out in a row of [`Slot`]s, replacements are
//! decided by place in the row, then the texts are written anew.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::draft::{Inline, Mark, Quotes};
use super::quotation_marks::{Marks, dashes_and_dots, of};
use crate::document::Language;

/// `text` in NFC, with single spaces and the typographic characters of `language`.
pub fn set_text(text: &str, language: &Language) -> String {
    let mut row = Row::new(language);
    row.add(text, Quotes::ToSet, 0);
    let replacements = row.decide();
    rewritten(text, &mut 0, &replacements)
}

/// `inlines` with the same done to every text but code and addresses.
pub(super) fn set(inlines: Vec<Inline>, language: &Language) -> Vec<Inline> {
    let mut row = Row::new(language);
    row.add_all(&inlines, 0);
    let replacements = row.decide();
    rewrite(inlines, &mut 0, &replacements)
}

#[derive(Clone, Copy)]
struct Slot {
    character: char,
    /// Which of the row's languages.
    language: u16,
    is_fixed: bool,
}

/// Stands for code and images: neither a letter nor a space.
const OBJECT: char = '\u{fffc}';
/// Stands for a line break that is kept.
const BREAK: char = '\u{2028}';

struct Row {
    slots: Vec<Slot>,
    languages: Vec<Language>,
    /// A text for some slots, by index; the others stay.
    replacements: BTreeMap<usize, &'static str>,
}

/// The quotations that are open at a place.
#[derive(Default)]
struct Open {
    marks: Vec<OpenMark>,
    /// How many of them are double.
    depth: usize,
}

struct OpenMark {
    at: usize,
    is_single: bool,
}

impl Open {
    fn push_double(&mut self, at: usize) {
        self.depth += 1;
        self.marks.push(OpenMark { at, is_single: false });
    }

    /// Ends the innermost double quotation, if there is one, and the single ones in it.
    fn pop_double(&mut self) -> bool {
        let innermost = self.marks.iter().rposition(|mark| !mark.is_single);
        if let Some(innermost) = innermost {
            self.depth -= 1;
            self.marks.truncate(innermost);
        }
        innermost.is_some()
    }
}

impl Row {
    fn new(language: &Language) -> Self {
        Self { slots: Vec::new(), languages: vec![language.clone()], replacements: BTreeMap::new() }
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
                Inline::NoteMark { .. } => {}
            }
        }
    }

    fn decide(mut self) -> BTreeMap<usize, &'static str> {
        self.spaces();
        self.dashes_and_dots();
        self.quotation_marks();
        self.replacements
    }

    fn character(&self, at: Option<usize>) -> Option<char> {
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
            for slot in start..at {
                let text = if slot == start { kept } else { "" };
                if text != " " || self.slots[slot].character != ' ' {
                    self.replacements.insert(slot, text);
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
                self.replacements.insert(start, text);
                self.replacements.extend((start + 1..start + length).map(|slot| (slot, "")));
            }
        }
    }

    fn quotation_marks(&mut self) {
        let mut open = Open::default();
        let mut opened_last = None;
        for at in 0..self.slots.len() {
            let Slot { character, language, is_fixed } = self.slots[at];
            if !matches!(character, '"' | '\'') || is_fixed {
                continue;
            }
            let before = self.character(at.checked_sub(1));
            let after = self.character(Some(at + 1)).filter(|&c| !is_space(c) && c != BREAK);
            let may_open = after.is_some()
                && (before.is_none_or(is_opening) || (at > 0 && opened_last == Some(at - 1)) || follows_dash(before));
            let marks = of(&self.languages[usize::from(language)]);
            let did_open = if character == '"' {
                self.double(at, before, after, may_open, &marks, &mut open)
            } else {
                self.single(at, before, after, may_open, &marks, &mut open)
            };
            if did_open {
                opened_last = Some(at);
            }
        }
    }

    fn double(
        &mut self,
        at: usize,
        before: Option<char>,
        after: Option<char>,
        may_open: bool,
        marks: &Marks,
        open: &mut Open,
    ) -> bool {
        if before.is_some_and(is_hebrew) && after.is_some_and(is_hebrew) {
            self.replacements.insert(at, "״");
            return false;
        }
        let depth = open.depth;
        let pair = |depth: usize| if depth.is_multiple_of(2) { marks.outer } else { marks.inner };
        let is_open_inside = after.is_some_and(char::is_alphanumeric)
            && before.is_some_and(|c| is_ideographic(c) || (!c.is_alphanumeric() && c != OBJECT));
        if may_open || (depth == 0 && is_open_inside) {
            self.replacements.insert(at, pair(depth)[0]);
            open.push_double(at);
            return true;
        }
        if open.pop_double() {
            self.replacements.insert(at, pair(depth - 1)[1]);
        } else if !before.is_some_and(|c| c.is_ascii_digit()) {
            self.replacements.insert(at, marks.outer[1]);
        }
        false
    }

    fn single(
        &mut self,
        at: usize,
        before: Option<char>,
        after: Option<char>,
        may_open: bool,
        marks: &Marks,
        open: &mut Open,
    ) -> bool {
        let opener = open.marks.last().filter(|mark| mark.is_single).map(|mark| mark.at);
        let is_in_word = |c: char| c.is_alphanumeric() && !is_ideographic(c);
        if before.is_some_and(is_in_word) && after.is_some_and(is_in_word) {
            self.replacements.insert(at, if before.is_some_and(is_hebrew) { "׳" } else { "’" });
        } else if may_open && !self.is_elision(at) {
            // An apostrophe, until something closes it.
            self.replacements.insert(at, "’");
            open.marks.push(OpenMark { at, is_single: true });
            return true;
        } else if let Some(opener) = opener.filter(|_| !may_open) {
            open.marks.pop();
            self.replacements.insert(opener, marks.inner[0]);
            self.replacements.insert(at, marks.inner[1]);
        } else if before.is_some_and(is_hebrew) {
            self.replacements.insert(at, "׳");
        } else if !before.is_some_and(|c| c.is_ascii_digit()) || may_open {
            self.replacements.insert(at, "’");
        }
        false
    }

    /// Whether an apostrophe opens the word: `'90s`, `'tis`.
    fn is_elision(&self, at: usize) -> bool {
        let word: String = self.slots[at + 1..]
            .iter()
            .take(8)
            .map(|slot| slot.character)
            .take_while(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect();
        let is_decade = word.len() == 3 && word.ends_with('s') && word.starts_with(|c: char| c.is_ascii_digit());
        is_decade || matches!(word.as_str(), "tis" | "twas" | "twere" | "twill" | "til" | "em" | "cause" | "bout")
    }
}

fn rewrite(inlines: Vec<Inline>, at: &mut usize, replacements: &BTreeMap<usize, &'static str>) -> Vec<Inline> {
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

fn rewritten(text: &str, at: &mut usize, replacements: &BTreeMap<usize, &'static str>) -> String {
    let start = *at;
    *at += text.chars().count();
    let mut out = String::with_capacity(text.len() + 8);
    let mut changes = replacements.range(start..*at).peekable();
    for (index, character) in (start..).zip(text.chars()) {
        match changes.next_if(|(at, _)| **at == index) {
            Some((_, replacement)) => out.push_str(replacement),
            None => out.push(character),
        }
    }
    if unicode_normalization::is_nfc(&out) { out } else { out.nfc().collect() }
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

fn is_opening(c: char) -> bool {
    is_space(c)
        || matches!(
            c,
            BREAK
                | '\u{a0}'
                | '\u{202f}'
                | '('
                | '['
                | '{'
                | '/'
                | '¿'
                | '¡'
                | '“'
                | '‘'
                | '«'
                | '‹'
                | '„'
                | '‚'
                | '「'
                | '『'
                | '（'
                | '《'
                | '〈'
                | '【'
        )
}

fn follows_dash(before: Option<char>) -> bool {
    matches!(before, Some('-' | '–' | '—'))
}

fn is_hebrew(c: char) -> bool {
    matches!(c, '\u{5d0}'..='\u{5ea}')
}

/// Han, kana and their punctuation, which are written without spaces; Hangul is not.
fn is_ideographic(c: char) -> bool {
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
