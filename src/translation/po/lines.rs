//! The lines of a catalog: a comment, or keywords and texts in quotation marks.

use std::ops::Range;

use super::escapes;

/// What a line is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line<'a> {
    /// No token at all.
    Blank,
    Comment(Comment, &'a str),
    Tokens(Prefix, Vec<Token>),
}

/// The kinds of comments, by what follows the `#`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comment {
    /// ` `, or anything that has no meaning of its own.
    OfTranslators,
    /// `.`
    Extracted,
    /// `:`
    References,
    /// `,`
    Flags,
}

/// What a line with tokens begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Prefix {
    /// `#~`
    pub is_obsolete: bool,
    /// `#|`, `#~|`
    pub is_previous: bool,
}

/// A token, and its bytes in the file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub range: Range<usize>,
    pub kind: TokenKind,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    Context,
    Original,
    Translation,
    /// `msgid_plural`, `msgstr[0]`
    Plural,
    /// A text in quotation marks, read.
    Text(String),
    /// What is none of these; always the last of its line.
    Fault(Fault),
}

/// Why a line cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// A text lacks its second quotation mark.
    Unterminated,
    /// A word that is no keyword.
    UnknownKeyword,
    /// Something else outside of quotation marks.
    OutsideQuotes,
    Escape(&'static str),
}

/// The lines of `text` without their ends and a byte-order mark, each with the
/// byte at which it starts.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mark = text.len() - text.trim_start_matches('\u{feff}').len();
    let mut start = mark;
    text[mark..].split_inclusive('\n').map(move |line| {
        let at = start;
        start += line.len();
        let line = line.strip_suffix('\n').unwrap_or(line);
        (at, line.strip_suffix('\r').unwrap_or(line))
    })
}

/// What the line `text` is, which starts at byte `start` of the file.
pub(super) fn line(start: usize, text: &str) -> Line<'_> {
    let bare = text.trim_start_matches(is_blank);
    let Some(comment) = bare.strip_prefix('#') else {
        return tokens(start, text, bare, Prefix { is_obsolete: false, is_previous: false });
    };
    let without = |rest: &'static str| comment.strip_prefix(rest);
    if let Some(rest) = without("~|") {
        tokens(start, text, rest, Prefix { is_obsolete: true, is_previous: true })
    } else if let Some(rest) = without("~") {
        tokens(start, text, rest, Prefix { is_obsolete: true, is_previous: false })
    } else if let Some(rest) = without("|") {
        tokens(start, text, rest, Prefix { is_obsolete: false, is_previous: true })
    } else {
        let kinds = [(".", Comment::Extracted), (":", Comment::References), (",", Comment::Flags)];
        let (kind, said) =
            kinds.iter().find_map(|(mark, kind)| Some((*kind, without(mark)?))).unwrap_or((Comment::OfTranslators, comment));
        Line::Comment(kind, said.strip_prefix(' ').unwrap_or(said))
    }
}

fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\u{b}' | '\u{c}' | '\r')
}

/// The tokens of `rest`, the end of the line `text`.
fn tokens<'a>(start: usize, text: &'a str, rest: &'a str, prefix: Prefix) -> Line<'a> {
    let mut found = Vec::new();
    let mut rest = rest.trim_start_matches(is_blank);
    while !rest.is_empty() {
        let at = start + text.len() - rest.len();
        let (kind, range) = token(rest);
        let is_fault = matches!(kind, TokenKind::Fault(_));
        found.push(Token { range: at + range.start..at + range.end, kind });
        if is_fault {
            break;
        }
        rest = rest[range.end..].trim_start_matches(is_blank);
    }
    if found.is_empty() { Line::Blank } else { Line::Tokens(prefix, found) }
}

/// The token with which `rest` begins, and its bytes.
fn token(rest: &str) -> (TokenKind, Range<usize>) {
    if let Some(inner) = rest.strip_prefix('"') {
        return quoted(inner);
    }
    let is_letter = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let length = rest.find(|c| !is_letter(c)).unwrap_or(rest.len());
    match &rest[..length] {
        "msgctxt" => (TokenKind::Context, 0..length),
        "msgid" => (TokenKind::Original, 0..length),
        "msgstr" if rest[length..].starts_with('[') => {
            (TokenKind::Plural, 0..rest.find(']').map_or(length, |bracket| bracket + 1))
        }
        "msgstr" => (TokenKind::Translation, 0..length),
        "msgid_plural" => (TokenKind::Plural, 0..length),
        "" => {
            let end = rest.find(|c| is_blank(c) || c == '"').unwrap_or(rest.len());
            (TokenKind::Fault(Fault::OutsideQuotes), 0..end)
        }
        _ => (TokenKind::Fault(Fault::UnknownKeyword), 0..length),
    }
}

/// The text that ends at the first `"` of `inner` without a `\` before it.
fn quoted(inner: &str) -> (TokenKind, Range<usize>) {
    let mut is_escaped = false;
    let end = inner.bytes().position(|byte| {
        let is_end = byte == b'"' && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
        is_end
    });
    let Some(end) = end else { return (TokenKind::Fault(Fault::Unterminated), 0..1 + inner.len()) };
    match escapes::decoded(&inner[..end]) {
        Ok(text) => (TokenKind::Text(text), 0..end + 2),
        Err(wrong) => (TokenKind::Fault(Fault::Escape(wrong.said)), 1 + wrong.range.start..1 + wrong.range.end),
    }
}
