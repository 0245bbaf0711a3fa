//! A run of a draft → Markdown, with the line ends that its author gave it.

use crate::diagnostics::{Diagnostics, Sources};
use crate::document::Language;
use crate::markdown::canonical::{self, Fixed};
use crate::markdown::draft::Inline;
use crate::markdown::pieces::{self, Piece};
use crate::markdown::{message, typesetting};

/// Where a run stands, which decides what may begin it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// On lines of its own.
    Paragraph,
    /// On one line of its own: a term, the title of a callout.
    Line,
    /// On one line, after something: a cell, an attribution.
    Within,
    /// After `#`.
    Title,
}

/// `inlines` as they are best written; nothing if no way is found in which
/// they are read as what they are.
pub(super) fn text(inlines: &[Inline], place: Place, language: &Language) -> Option<String> {
    let expected = pieces::of_draft(&typesetting::run(inlines.to_vec(), language));
    let is_right = |text: &str| read(text, place, language).is_some_and(|run| pieces::of_draft(&run) == expected);
    let written = trimmed(laid_out(pieces::as_written(inlines), place));
    let bare = pieces::without_escapes(written.clone());
    let starts: [&dyn Fn(char) -> String; 2] = [&|sign| format!("\\{sign}"), &|sign| format!("&#{};", u32::from(sign))];
    [bare, written].iter().find_map(|run| {
        let plain = canonical::sparest(run, Fixed::Nothing, &|text| guarded(text, place), &is_right);
        let mut escaped = starts.iter();
        plain.or_else(|| {
            escaped.find_map(|start| {
                canonical::sparest(run, Fixed::Nothing, &|text| guarded(&lines_begun(text, start), place), &is_right)
            })
        })
    })
}

/// The run that `text` is at `place`, set in `language`; nothing if it is
/// anything else, or something about it is reported.
fn read(text: &str, place: Place, language: &Language) -> Option<Vec<Inline>> {
    let mut sources = Sources::new();
    let source = sources.add("", "");
    let mut found = Diagnostics::new();
    let run = match place {
        Place::Paragraph | Place::Line => message::read_block(text, source, language, &mut found),
        Place::Within => Some(message::read_line(text, source, language, &mut found)),
        Place::Title => message::read_block(&format!("# {text}"), source, language, &mut found),
    };
    run.filter(|_| found.is_empty()).map(|run| typesetting::run(run, language))
}

/// One end of a line after each line break, where lines may end, and else none.
fn laid_out(pieces: Vec<Piece>, place: Place) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let is_after_break = matches!(out.last(), Some(Piece::LineBreak));
        match piece {
            Piece::Text(text) => {
                let text = one_blank(&text);
                let text = match place {
                    Place::Paragraph if is_after_break => format!("\n{}", text.trim_start_matches([' ', '\n'])),
                    Place::Paragraph => text,
                    Place::Line | Place::Within | Place::Title => text.replace('\n', " "),
                };
                out.push(Piece::Text(text));
            }
            other => {
                if is_after_break && place == Place::Paragraph {
                    out.push(Piece::Text("\n".into()));
                }
                out.push(match other {
                    Piece::Marked { mark, pieces } => Piece::Marked { mark, pieces: laid_out(pieces, place) },
                    Piece::Link { destination, pieces } => Piece::Link { destination, pieces: laid_out(pieces, place) },
                    Piece::Image { path, alternative } => {
                        Piece::Image { path, alternative: one_blank(&alternative).replace('\n', " ") }
                    }
                    other @ (Piece::Text(_) | Piece::Escaped(_) | Piece::Code(_) | Piece::NoteMark(_) | Piece::LineBreak) => {
                        other
                    }
                });
            }
        }
    }
    out
}

/// `text` with one blank or one end of a line where several blanks are.
fn one_blank(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match (out.chars().last(), character) {
            (Some(' ' | '\n'), ' ' | '\t') | (Some('\n'), '\n') => {}
            (Some(' '), '\n') => {
                out.pop();
                out.push('\n');
            }
            (_, '\t') => out.push(' '),
            _ => out.push(character),
        }
    }
    out
}

/// `pieces` without blanks and line breaks at either end.
fn trimmed(mut pieces: Vec<Piece>) -> Vec<Piece> {
    let is_blank = |piece: &Piece| match piece {
        Piece::LineBreak => true,
        Piece::Text(text) => text.trim_matches([' ', '\n']).is_empty(),
        Piece::Escaped(_)
        | Piece::Marked { .. }
        | Piece::Code(_)
        | Piece::Link { .. }
        | Piece::Image { .. }
        | Piece::NoteMark(_) => false,
    };
    while pieces.last().is_some_and(is_blank) {
        pieces.pop();
    }
    let start = pieces.iter().take_while(|piece| is_blank(piece)).count();
    pieces.drain(..start);
    if let Some(Piece::Text(text)) = pieces.first_mut() {
        *text = text.trim_start_matches([' ', '\n']).to_string();
    }
    if let Some(Piece::Text(text)) = pieces.last_mut() {
        *text = text.trim_end_matches([' ', '\n']).to_string();
    }
    pieces
}

/// What would be something else only beside what stands around it has a
/// backslash always: a description, a task, a callout, signs that end a title.
fn guarded(text: &str, place: Place) -> String {
    let is_callout = text.strip_prefix("[!").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
    let looks_like_another = is_callout || [": ", "[ ]", "[x]", "[X]"].iter().any(|start| text.starts_with(start));
    match place {
        Place::Paragraph | Place::Line if looks_like_another => format!("\\{text}"),
        Place::Title
            if text.rsplit(' ').next().is_some_and(|word| !word.is_empty() && word.bytes().all(|byte| byte == b'#')) =>
        {
            format!("{}\\#", &text[..text.len() - 1])
        }
        Place::Paragraph | Place::Line | Place::Within | Place::Title => text.to_string(),
    }
}

/// `text` in which what would begin a block at the start of a line is `drawn` otherwise.
fn lines_begun(text: &str, drawn: &dyn Fn(char) -> String) -> String {
    let lines: Vec<String> = text.split('\n').map(|line| line_begun(line, drawn)).collect();
    lines.join("\n")
}

fn line_begun(line: &str, drawn: &dyn Fn(char) -> String) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let at = if (1..=9).contains(&digits) && line[digits..].starts_with(['.', ')']) { digits } else { 0 };
    match line[at..].chars().next() {
        Some(sign) if "#>-+*=|:.)".contains(sign) => format!("{}{}{}", &line[..at], drawn(sign), &line[at + sign.len_utf8()..]),
        _ => line.to_string(),
    }
}
