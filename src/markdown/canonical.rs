//! A run of the document → one line of Markdown, as translators see it: with
//! the marks that are usual, and a backslash only where one is needed.
//!
//! What CommonMark makes of signs depends on all that stands around them. So
//! the line is written in one manner after the other, from the usual to the
//! odd, until the reader makes of it the run that it was written from; then
//! every backslash that turns out to change nothing is left out.

use super::draft::{Mark, Quotes};
use super::message;
use super::pieces::{self, Piece};
use crate::diagnostics::{Diagnostics, SourceId, Sources};
use crate::document::{Direction, Inline, Language, NoteId};

/// `inlines` in one line of Markdown; a note is called what `note_name` says.
/// [`super::read_run`] makes the same run of it, but for where texts, codes and
/// emphases are parted.
pub fn canonical<'a>(inlines: &[Inline], note_name: impl Fn(NoteId) -> &'a str) -> String {
    written_run(&pieces::of_document(inlines, &note_name), Fixed::Nothing)
}

/// `pieces` in one line of Markdown, of which a text file makes the same run
/// again wherever the line begins no block. Straight quotation marks, `--` and
/// `...` stand for themselves, or are left to be set: `quotes` says which.
/// Texts are in NFC and without runs of spaces.
pub fn line(pieces: &[Piece], quotes: Quotes) -> String {
    // What a text file would set is escaped; a message of a catalog is taken as written.
    let fixed = match quotes {
        Quotes::ToSet => Fixed::Nothing,
        Quotes::AsWritten => Fixed::Straight,
    };
    written_run(&pieces::joined(pieces.to_vec()), fixed)
}

/// What is escaped although it means nothing in a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fixed {
    Nothing,
    /// Quotation marks, dashes and dots that typography would change.
    Straight,
}

fn written_run(run: &[Piece], fixed: Fixed) -> String {
    let mut sources = Sources::new();
    let source = sources.add("", "");
    let is_read_as_the_run = |text: &str| is_read_as(text, run, source);
    let all = || written(run, MANNERS[MANNERS.len() - 1], SIGNS, fixed);
    sparest(run, fixed, &str::to_string, &is_read_as_the_run).unwrap_or_else(all)
}

/// `run` in the most usual manner and with the fewest backslashes in which it
/// `is_right` after it was `finished`; nothing if there is none.
pub(super) fn sparest(
    run: &[Piece],
    fixed: Fixed,
    finished: &dyn Fn(&str) -> String,
    is_right: &dyn Fn(&str) -> bool,
) -> Option<String> {
    let written = |manner, escaped: &str| finished(&written(run, manner, escaped, fixed));
    let manner = MANNERS.into_iter().find(|&manner| is_right(&written(manner, SIGNS)))?;
    let plain = written(manner, "");
    if is_right(&plain) {
        return Some(plain);
    }
    let mut escaped = SIGNS.to_string();
    for sign in SIGNS.chars() {
        let fewer: String = escaped.chars().filter(|&other| other != sign).collect();
        if is_right(&written(manner, &fewer)) {
            escaped = fewer;
        }
    }
    Some(written(manner, &escaped))
}

fn written(run: &[Piece], manner: Manner, escaped: &str, fixed: Fixed) -> String {
    let mut writer = Writer { out: String::new(), manner, escaped, fixed };
    writer.pieces(run, None);
    writer.out
}

fn is_read_as(text: &str, run: &[Piece], source: SourceId) -> bool {
    let mut found = Diagnostics::new();
    let read = message::read(text, source, &Language::english(), &mut found);
    !found.has_errors() && pieces::of_draft(&read) == run
}

/// What may need a backslash in a text. Those whose backslash readers of Markdown
/// expect less come first, to be left out first: `\[a]`, not `[a\]`. That of the
/// backslash comes last, so that the others are tried while it is there.
const SIGNS: &str = "]*_`[<&~!{\\";

/// How marks of emphasis are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Manner {
    /// `*` and `**`, addresses that show themselves as `<…>`.
    Usual,
    /// `*` and `_` in turn, the deeper in the other.
    InTurn,
    /// In turn, and the characters beside each mark as character references,
    /// which CommonMark counts as punctuation (§6.2).
    Guarded,
}

const MANNERS: [Manner; 3] = [Manner::Usual, Manner::InTurn, Manner::Guarded];

struct Writer<'a> {
    out: String,
    manner: Manner,
    escaped: &'a str,
    fixed: Fixed,
}

impl Writer<'_> {
    /// `outer` is the sign of the emphasis around them.
    fn pieces(&mut self, pieces: &[Piece], outer: Option<char>) {
        for (index, piece) in pieces.iter().enumerate() {
            match piece {
                Piece::Text(text) => {
                    let is_guarded = self.manner == Manner::Guarded;
                    let is_beside = |neighbour: Option<&Piece>| match neighbour {
                        Some(piece) => is_drawn_with_signs(piece),
                        None => outer.is_some(),
                    };
                    let before = is_guarded && is_beside(index.checked_sub(1).and_then(|before| pieces.get(before)));
                    let after = is_guarded && is_beside(pieces.get(index + 1));
                    self.text(text, before, after);
                }
                Piece::Escaped(character) => self.out.extend(['\\', *character]),
                Piece::Marked { mark, pieces } => self.marked(mark, pieces, outer),
                Piece::Code(text) => self.code(text),
                Piece::Link { destination, pieces } => self.link(destination, pieces, outer),
                Piece::Image { path, alternative } => {
                    self.out.push_str("![");
                    self.text(alternative, false, false);
                    self.out.push_str(&format!("]({})", address(path)));
                }
                Piece::NoteMark(name) => self.out.push_str(&format!("[^{name}]")),
                Piece::LineBreak => self.out.push_str("<br>"),
            }
        }
    }

    fn text(&mut self, text: &str, guards_first: bool, guards_last: bool) {
        let last = text.chars().count().saturating_sub(1);
        let mut before = None;
        for (index, character) in text.chars().enumerate() {
            let is_guarded = (guards_first && index == 0) || (guards_last && index == last);
            if is_guarded {
                self.out.push_str(&format!("&#{};", u32::from(character)));
                continue;
            }
            if self.escaped.contains(character) || (self.fixed == Fixed::Straight && would_be_set(character, before, text)) {
                self.out.push('\\');
            }
            self.out.push(character);
            before = Some(character);
        }
    }

    fn marked(&mut self, mark: &Mark, pieces: &[Piece], outer: Option<char>) {
        let (opening, closing, sign) = match mark {
            Mark::Emphasis => self.sign(1, outer),
            Mark::Strong => self.sign(2, outer),
            Mark::Strikethrough => ("~~".into(), "~~".into(), Some('~')),
            Mark::Superscript | Mark::Subscript | Mark::Isolate | Mark::Keyboard | Mark::Citation | Mark::Foreign(_) => {
                let (opening, closing) = tags(mark);
                (opening, closing, None)
            }
        };
        self.out.push_str(&opening);
        self.pieces(pieces, sign);
        self.out.push_str(&closing);
    }

    fn sign(&self, count: usize, outer: Option<char>) -> (String, String, Option<char>) {
        let is_taken = outer == Some('*') || (outer != Some('_') && self.out.ends_with('*'));
        let sign = match self.manner {
            Manner::Usual => '*',
            Manner::InTurn | Manner::Guarded => {
                if is_taken {
                    '_'
                } else {
                    '*'
                }
            }
        };
        let drawn = sign.to_string().repeat(count);
        (drawn.clone(), drawn, Some(sign))
    }

    /// CommonMark §6.1: a fence longer than any in it; one space at both ends
    /// is taken off.
    fn code(&mut self, text: &str) {
        let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(if longest == 0 { 1 } else { longest + 1 });
        let is_stripped = text.starts_with(' ') && text.ends_with(' ') && !text.trim_matches(' ').is_empty();
        let space = if text.starts_with('`') || text.ends_with('`') || is_stripped { " " } else { "" };
        self.out.push_str(&format!("{fence}{space}{text}{space}{fence}"));
    }

    fn link(&mut self, destination: &str, pieces: &[Piece], outer: Option<char>) {
        if let [Piece::Text(text)] = pieces
            && self.manner == Manner::Usual
            && shows_itself(destination, text)
        {
            return self.out.push_str(&format!("<{text}>"));
        }
        self.out.push('[');
        self.pieces(pieces, outer);
        self.out.push_str(&format!("]({})", address(destination)));
    }
}

/// What opens `mark` and what closes it in HTML.
pub(super) fn tags(mark: &Mark) -> (String, String) {
    let tag = |name: &str| (format!("<{name}>"), format!("</{name}>"));
    match mark {
        Mark::Emphasis => tag("em"),
        Mark::Strong => tag("strong"),
        Mark::Strikethrough => tag("s"),
        Mark::Superscript => tag("sup"),
        Mark::Subscript => tag("sub"),
        Mark::Isolate => tag("bdi"),
        Mark::Keyboard => tag("kbd"),
        Mark::Citation => tag("cite"),
        // The direction follows from the language; where it is the rarer one, translators are told.
        Mark::Foreign(language) => {
            let direction = match language.direction() {
                Direction::LeftToRight => "",
                Direction::RightToLeft => " dir=\"rtl\"",
            };
            (format!("<span lang=\"{language}\"{direction}>"), "</span>".into())
        }
    }
}

/// Whether typography would change `character`, which stands after `before` in `text`.
fn would_be_set(character: char, before: Option<char>, text: &str) -> bool {
    match character {
        '"' | '\'' => true,
        '-' => before == Some('-'),
        '.' => before == Some('.') && text.contains("..."),
        _ => false,
    }
}

fn is_drawn_with_signs(piece: &Piece) -> bool {
    match piece {
        Piece::Marked { mark, pieces: _ } => match mark {
            Mark::Emphasis | Mark::Strong | Mark::Strikethrough => true,
            Mark::Superscript | Mark::Subscript | Mark::Isolate | Mark::Keyboard | Mark::Citation | Mark::Foreign(_) => false,
        },
        Piece::Text(_)
        | Piece::Escaped(_)
        | Piece::Code(_)
        | Piece::Link { .. }
        | Piece::Image { .. }
        | Piece::NoteMark(_)
        | Piece::LineBreak => false,
    }
}

/// Whether `<text>` is a link to `destination` (CommonMark §6.5).
fn shows_itself(destination: &str, text: &str) -> bool {
    let is_one_word = !text.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>'));
    let is_mail = destination.strip_prefix("mailto:") == Some(text);
    is_one_word && (is_mail || (destination == text && text.contains(':') && !text.starts_with('#')))
}

/// `destination` as it stands in the brackets of a link (CommonMark §6.3).
pub(super) fn address(destination: &str) -> String {
    let is_bare = !destination.is_empty() && !destination.starts_with('<') && !destination.contains([' ', '\t', '(', ')']);
    let mut out = String::with_capacity(destination.len() + 2);
    for (at, character) in destination.char_indices() {
        let is_reference = character == '&' && destination[at..].contains(';');
        if character == '\\' || is_reference || (!is_bare && matches!(character, '<' | '>')) {
            out.push('\\');
        }
        out.push(character);
    }
    if is_bare { out } else { format!("<{out}>") }
}
