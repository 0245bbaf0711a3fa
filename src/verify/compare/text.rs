//! When two texts are the same.

use unicode_normalization::UnicodeNormalization;

use crate::document::Format;
use crate::verify::transcript::{LINE_END, Line, PAGE_END, PieceKind, Role};

/// By which a line is found: its characters without white space, in NFC.
pub fn key(line: &Line) -> String {
    let is_shown = |kind| matches!(kind, PieceKind::Text | PieceKind::Image);
    let shown = line.pieces.iter().filter(|piece| is_shown(piece.kind)).flat_map(|piece| piece.text.chars());
    let key: String = shown.filter(|character| !character.is_whitespace() && !is_unseen(*character)).nfc().collect();
    match line.role {
        Role::Divider => "—".to_string(),
        _ => key,
    }
}

/// The characters that say where a word may be broken: a layout uses them up.
pub fn is_unseen(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' | PAGE_END)
}

/// Where `found` stops to say what `expected` says, as byte offsets in both;
/// nothing if it says all of it and no more.
///
/// Runs of white space are one space, but in code, where each counts. In a PDF
/// a space may be lost where a line of the layout ends.
pub fn first_difference(expected: &str, found: &str, role: &Role, format: Format) -> Option<(usize, usize)> {
    let keeps_space = *role == Role::Code && format != Format::Pdf;
    let (here, there) = (letters(expected, keeps_space), letters(found, keeps_space));
    let (mut here, mut there) = (here.into_iter().peekable(), there.into_iter().peekable());
    loop {
        while there.peek().is_some_and(|&(_, letter)| letter == LINE_END) {
            there.next();
            if here.peek().is_some_and(|&(_, letter)| letter == ' ') {
                here.next();
            }
        }
        match (here.peek(), there.peek()) {
            (None, None) => return None,
            (Some((_, a)), Some((_, b))) if a == b => {}
            (a, b) => return Some((a.map_or(expected.len(), |(at, _)| *at), b.map_or(found.len(), |(at, _)| *at))),
        }
        here.next();
        there.next();
    }
}

/// The letters that count, each with the byte at which it stands. White space
/// beside the end of a line is part of it.
fn letters(text: &str, keeps_space: bool) -> Vec<(usize, char)> {
    let mut out: Vec<(usize, char)> = Vec::with_capacity(text.len());
    for (at, letter) in text.char_indices() {
        let last = out.last().map(|(_, letter)| *letter);
        match letter {
            LINE_END | PAGE_END => {
                while out.last().is_some_and(|(_, letter)| *letter == ' ') {
                    out.pop();
                }
                out.push((at, LINE_END));
            }
            unseen if is_unseen(unseen) => {}
            space if space.is_whitespace() && keeps_space => out.push((at, space)),
            space if space.is_whitespace() => {
                if !matches!(last, None | Some(' ' | LINE_END)) {
                    out.push((at, ' '));
                }
            }
            letter => out.push((at, letter)),
        }
    }
    while !keeps_space && out.last().is_some_and(|(_, letter)| matches!(*letter, ' ' | LINE_END)) {
        out.pop();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_end_of_the_layout_may_stand_for_a_space_or_for_nothing() {
        let same =
            [("we say what", "we say\u{2028}what"), ("we say what", "we say \u{2028}what"), ("公平公正", "公平\u{2028}公正")];
        for (expected, found) in same {
            assert_eq!(first_difference(expected, found, &Role::Paragraph, Format::Pdf), None, "{found:?}");
        }
        let other =
            [("we say what", "we say\u{2028}that", 7), ("we say", "we say it", 6), ("we say", "we", 2), ("we say", "wesay", 2)];
        for (expected, found, at) in other {
            let difference = first_difference(expected, found, &Role::Paragraph, Format::Pdf);
            assert_eq!(difference.map(|(here, _)| here), Some(at), "{found:?}");
        }
    }

    #[test]
    fn in_code_every_space_counts() {
        assert_eq!(first_difference("a\n  b", "a\n  b", &Role::Code, Format::Html), None);
        assert_eq!(first_difference("a\n  b", "a\n b", &Role::Code, Format::Html), Some((3, 3)));
    }
}
