//! Runs as other programs write them → runs as Markdown can say them: single
//! spaces, none inside the ends of a mark, no mark inside its like, no link or
//! note mark inside a link, nothing empty.

use unicode_normalization::UnicodeNormalization;

use crate::markdown::{DEPTH_MAX, Mark, Piece};

/// `pieces` put in order. Nothing that can be seen gets lost, but for marks
/// nested deeper than a text may have them.
pub(super) fn run(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut tidy = Tidy { is_after_space: true, open: Vec::new(), link_depth: 0, left_behind: Vec::new() };
    let pieces = hoisted(tidy.pieces(pieces));
    trimmed(merged(pieces))
}

struct Tidy {
    /// Whether a space would be one too many.
    is_after_space: bool,
    open: Vec<Mark>,
    link_depth: usize,
    /// Note marks that stood in a link, and come after it.
    left_behind: Vec<Piece>,
}

impl Tidy {
    fn pieces(&mut self, pieces: Vec<Piece>) -> Vec<Piece> {
        let mut out = Vec::new();
        for piece in pieces {
            self.piece(piece, &mut out);
        }
        out
    }

    fn piece(&mut self, piece: Piece, out: &mut Vec<Piece>) {
        match piece {
            Piece::Text(text) => out.push(Piece::Text(self.text(&text))),
            Piece::Escaped(character) => out.push(Piece::Text(self.text(&character.to_string()))),
            Piece::Code(text) => {
                let text: String = text.nfc().filter(|c| !is_control(*c)).collect();
                self.is_after_space = false;
                out.push(if text.trim().is_empty() {
                    Piece::Text(self.text(&text))
                } else {
                    Piece::Code(super::manuscript::words(&text))
                });
            }
            Piece::Marked { mark, pieces } => {
                let is_language = |known: &Mark| matches!((known, &mark), (Mark::Foreign(_), Mark::Foreign(_)));
                let is_known = match &mark {
                    Mark::Foreign(_) => self.open.iter().rev().find(|known| is_language(known)) == Some(&mark),
                    _ => self.open.contains(&mark),
                };
                if is_known || self.open.len() + self.link_depth + 2 >= DEPTH_MAX {
                    return out.extend(self.pieces(pieces));
                }
                self.open.push(mark.clone());
                let pieces = self.pieces(pieces);
                self.open.pop();
                out.push(Piece::Marked { mark, pieces });
            }
            Piece::Link { destination, pieces } => {
                if self.link_depth > 0 {
                    return out.extend(self.pieces(pieces));
                }
                self.link_depth += 1;
                let pieces = self.pieces(pieces);
                self.link_depth -= 1;
                out.push(Piece::Link { destination, pieces });
                out.append(&mut self.left_behind);
            }
            Piece::NoteMark(_) if self.link_depth > 0 => self.left_behind.push(piece),
            Piece::Image { path, alternative } => {
                self.is_after_space = false;
                let alternative: String = alternative.nfc().filter(|c| !is_control(*c)).collect();
                out.push(Piece::Image { path, alternative: super::manuscript::words(&alternative) });
            }
            Piece::NoteMark(_) => {
                self.is_after_space = false;
                out.push(piece);
            }
            Piece::LineBreak => {
                self.is_after_space = true;
                out.push(piece);
            }
        }
    }

    /// In NFC, without control characters, with single spaces.
    fn text(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        for character in text.nfc() {
            let is_space = matches!(character, ' ' | '\t' | '\n' | '\r' | '\u{c}' | '\u{b}' | '\u{2028}' | '\u{2029}');
            if is_space && !self.is_after_space {
                out.push(' ');
            } else if !is_space && !is_control(character) {
                out.push(character);
            }
            self.is_after_space = is_space || (self.is_after_space && is_control(character));
        }
        out
    }
}

/// What no text can hold.
pub(super) fn is_control(character: char) -> bool {
    (character.is_control() && !matches!(character, '\t' | '\n' | '\r'))
        || matches!(character, '\u{fffe}' | '\u{ffff}' | '\u{feff}')
}

/// Spaces and line breaks at the ends of marks and links, put outside; nothing
/// that would mark nothing.
fn hoisted(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Text(text) if text.is_empty() => {}
            Piece::Marked { mark, pieces } => hoist(pieces, &mut out, |pieces| Piece::Marked { mark, pieces }),
            Piece::Link { destination, pieces } => hoist(pieces, &mut out, |pieces| Piece::Link { destination, pieces }),
            Piece::Text(_)
            | Piece::Escaped(_)
            | Piece::Code(_)
            | Piece::Image { .. }
            | Piece::NoteMark(_)
            | Piece::LineBreak => out.push(piece),
        }
    }
    out
}

fn hoist(pieces: Vec<Piece>, out: &mut Vec<Piece>, wrap: impl FnOnce(Vec<Piece>) -> Piece) {
    let mut inside = merged(hoisted(pieces));
    let mut after = Vec::new();
    while let Some(first) = inside.first_mut() {
        match first {
            Piece::LineBreak => out.push(inside.remove(0)),
            Piece::Text(text) if text.starts_with(' ') => {
                *text = text.trim_start_matches(' ').to_string();
                out.push(Piece::Text(" ".into()));
                if text.is_empty() {
                    inside.remove(0);
                }
            }
            _ => break,
        }
    }
    while let Some(last) = inside.last_mut() {
        match last {
            Piece::LineBreak => after.extend(inside.pop()),
            Piece::Text(text) if text.ends_with(' ') => {
                *text = text.trim_end_matches(' ').to_string();
                after.push(Piece::Text(" ".into()));
                if text.is_empty() {
                    inside.pop();
                }
            }
            _ => break,
        }
    }
    if !inside.is_empty() {
        out.push(wrap(inside));
    }
    out.extend(after.into_iter().rev());
}

/// Neighbouring texts as one, and neighbouring equal marks as one.
fn merged(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match (out.last_mut(), piece) {
            (Some(Piece::Text(before)), Piece::Text(text)) => {
                let text = if before.ends_with(' ') { text.trim_start_matches(' ') } else { &text };
                before.push_str(text);
            }
            (Some(Piece::Marked { mark: before, pieces: inside }), Piece::Marked { mark, pieces }) if *before == mark => {
                inside.extend(pieces);
                *inside = merged(std::mem::take(inside));
            }
            (Some(Piece::Link { destination: before, pieces: inside }), Piece::Link { destination, pieces })
                if *before == destination =>
            {
                inside.extend(pieces);
                *inside = merged(std::mem::take(inside));
            }
            (_, piece) => out.push(piece),
        }
    }
    out
}

/// Without spaces and line breaks at the ends, and without spaces at line breaks.
fn trimmed(mut pieces: Vec<Piece>) -> Vec<Piece> {
    for at in 0..pieces.len() {
        let is_start = at == 0 || pieces[at - 1] == Piece::LineBreak;
        let is_end = pieces.get(at + 1).is_none_or(|next| *next == Piece::LineBreak);
        if let Piece::Text(text) = &mut pieces[at] {
            if is_start {
                *text = text.trim_start_matches([' ', '\u{a0}']).to_string();
            }
            if is_end {
                *text = text.trim_end_matches([' ', '\u{a0}']).to_string();
            }
        }
    }
    pieces.retain(|piece| !matches!(piece, Piece::Text(text) if text.is_empty()));
    while pieces.last() == Some(&Piece::LineBreak) {
        pieces.pop();
    }
    let breaks = pieces.iter().take_while(|piece| **piece == Piece::LineBreak).count();
    pieces.drain(..breaks);
    pieces
}

/// Whether a reader would see nothing of `pieces`.
pub(super) fn is_empty(pieces: &[Piece]) -> bool {
    pieces.iter().all(|piece| match piece {
        Piece::Text(text) => text.chars().all(is_invisible),
        Piece::Escaped(character) => is_invisible(*character),
        Piece::Code(text) => text.trim().is_empty(),
        Piece::Marked { mark: _, pieces } | Piece::Link { destination: _, pieces } => is_empty(pieces),
        Piece::Image { .. } | Piece::NoteMark(_) => false,
        Piece::LineBreak => true,
    })
}

fn is_invisible(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{202a}'..='\u{202e}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strong(pieces: Vec<Piece>) -> Piece {
        Piece::Marked { mark: Mark::Strong, pieces }
    }

    fn text(text: &str) -> Piece {
        Piece::Text(text.into())
    }

    #[test]
    fn spaces_stand_outside_of_marks_and_once() {
        let run = run(vec![
            text(" a "),
            strong(vec![text(" b\n c "), strong(vec![text("d ")])]),
            strong(vec![text(" ")]),
            text(" e "),
        ]);
        assert_eq!(run, [text("a "), strong(vec![text("b c d")]), text(" e")]);
    }

    #[test]
    fn what_marks_nothing_is_left_out() {
        assert_eq!(run(vec![strong(vec![text(" ")]), Piece::LineBreak, strong(vec![])]), []);
    }

    #[test]
    fn a_note_mark_leaves_the_link_in_which_it_stands() {
        let link = |pieces| Piece::Link { destination: "#a".into(), pieces };
        let note = || Piece::NoteMark("1".into());
        let inner = Piece::Link { destination: "#b".into(), pieces: vec![text("b")] };
        assert_eq!(run(vec![link(vec![text("a"), note(), inner])]), [link(vec![text("ab")]), note()]);
    }

    #[test]
    fn parts_of_a_mark_are_one_mark() {
        assert_eq!(
            run(vec![strong(vec![text("a ")]), strong(vec![text("b")])]),
            [strong(vec![text("a")]), text(" "), strong(vec![text("b")])]
        );
        assert_eq!(run(vec![strong(vec![text("a")]), strong(vec![text("b")])]), [strong(vec![text("ab")])]);
    }
}
