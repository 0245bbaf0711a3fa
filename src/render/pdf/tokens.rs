//! The tokens of PDF syntax (ISO 32000-1 §7.2): names, strings, numbers, words.

use std::ops::Range;

/// A token's place in the bytes.
pub struct Token {
    pub range: Range<usize>,
}

/// The tokens of an object or content stream, one after the other. Strings are
/// one token each, so nothing inside them is mistaken for a name.
pub fn tokens(bytes: &[u8]) -> impl Iterator<Item = Token> {
    let mut at = 0;
    std::iter::from_fn(move || {
        at += bytes.get(at..)?.iter().take_while(|byte| byte.is_ascii_whitespace() || **byte == 0).count();
        let first = *bytes.get(at)?;
        let length = match first {
            b'(' => string_length(&bytes[at..]),
            b'/' => 1 + regular_length(&bytes[at + 1..]),
            b'<' | b'>' if bytes.get(at + 1) == Some(&first) => 2,
            b'<' => bytes[at..].iter().position(|byte| *byte == b'>').map_or(bytes.len() - at, |end| end + 1),
            delimiter if is_delimiter(delimiter) => 1,
            _ => regular_length(&bytes[at..]),
        };
        let range = at..at + length;
        at += length;
        Some(Token { range })
    })
}

/// Up to and with the parenthesis that closes the string; pairs inside count.
fn string_length(bytes: &[u8]) -> usize {
    let mut depth = 0;
    let mut is_escaped = false;
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'(' => depth += 1,
            b')' if depth == 1 => return at + 1,
            b')' => depth -= 1,
            _ => {}
        }
    }
    bytes.len()
}

fn regular_length(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| !byte.is_ascii_whitespace() && **byte != 0 && !is_delimiter(**byte)).count()
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_a_string_is_no_name() {
        let bytes = b"<</Lang(a \\) (/Lang(b)))/K[1 <0aFF>]>>";
        let found: Vec<&str> = tokens(bytes).map(|token| std::str::from_utf8(&bytes[token.range]).expect("ASCII")).collect();
        assert_eq!(found, ["<<", "/Lang", "(a \\) (/Lang(b)))", "/K", "[", "1", "<0aFF>", "]", ">>"]);
    }
}
