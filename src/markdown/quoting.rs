//! Which straight quotation mark opens, which closes, and which is an apostrophe.

use super::quotation_marks::{Marks, of};
use super::typography::{BREAK, OBJECT, Row, Slot, is_ideographic, is_space};

impl Row {
    pub fn quotation_marks(&mut self) {
        let marks: Vec<Marks> = self.languages.iter().map(of).collect();
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
            let marks = &marks[usize::from(language)];
            let did_open = if character == '"' {
                self.double(at, before, after, may_open, marks, &mut open)
            } else {
                self.single(at, before, after, may_open, marks, &mut open)
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
            self.replacements[at] = Some("״");
            return false;
        }
        let depth = open.depth;
        let pair = |depth: usize| if depth.is_multiple_of(2) { marks.outer } else { marks.inner };
        let is_open_inside = after.is_some_and(char::is_alphanumeric)
            && before.is_some_and(|c| is_ideographic(c) || (!c.is_alphanumeric() && c != OBJECT));
        if may_open || (depth == 0 && is_open_inside) {
            self.replacements[at] = Some(pair(depth)[0]);
            open.push_double(at);
            return true;
        }
        if open.pop_double() {
            self.replacements[at] = Some(pair(depth - 1)[1]);
        } else if !before.is_some_and(|c| c.is_ascii_digit()) {
            self.replacements[at] = Some(marks.outer[1]);
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
            self.replacements[at] = Some(if before.is_some_and(is_hebrew) { "׳" } else { "’" });
        } else if may_open && !self.is_elision(at) {
            // An apostrophe, until something closes it.
            self.replacements[at] = Some("’");
            open.marks.push(OpenMark { at, is_single: true });
            return true;
        } else if let Some(opener) = opener.filter(|_| !may_open) {
            open.marks.pop();
            self.replacements[opener] = Some(marks.inner[0]);
            self.replacements[at] = Some(marks.inner[1]);
        } else if before.is_some_and(is_hebrew) {
            self.replacements[at] = Some("׳");
        } else if !before.is_some_and(|c| c.is_ascii_digit()) || may_open {
            self.replacements[at] = Some("’");
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
