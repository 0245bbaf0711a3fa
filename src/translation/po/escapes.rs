//! What stands between quotation marks in a catalog: as C has it (GNU gettext
//! manual, "The Format of PO Files").

use std::ops::Range;

/// Why a text in quotation marks cannot be read, and the bytes of it at fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WrongEscape {
    pub range: Range<usize>,
    pub said: &'static str,
}

/// The text that is written as `written` between quotation marks.
///
/// Octal and hexadecimal escapes are bytes, as in C: `\303\251` is `é`.
pub(super) fn decoded(written: &str) -> Result<String, WrongEscape> {
    if !written.contains('\\') {
        return Ok(written.to_string());
    }
    let mut out = Vec::with_capacity(written.len());
    let mut rest = written;
    let mut first_number = None;
    while let Some(at) = rest.find('\\') {
        out.extend(&rest.as_bytes()[..at]);
        let start = written.len() - rest.len() + at;
        let (byte, length) = escape(&rest[at + 1..]).map_err(|(length, said)| {
            // The place ends with the escape itself, not within a character.
            WrongEscape { range: start..start + 1 + length, said }
        })?;
        if byte >= 0x80 {
            first_number.get_or_insert(start..start + 1 + length);
        }
        out.push(byte);
        rest = &rest[at + 1 + length..];
    }
    out.extend(rest.as_bytes());
    String::from_utf8(out).map_err(|_| WrongEscape {
        range: first_number.unwrap_or(0..written.len()),
        said: "these bytes are no character in UTF-8",
    })
}

/// The byte that an escape stands for, and the length of what follows its `\`;
/// or the length of what is wrong and why.
fn escape(after: &str) -> Result<(u8, usize), (usize, &'static str)> {
    let Some(first) = after.chars().next() else { return Err((0, "nothing follows the `\\`")) };
    let byte = match first {
        'n' => b'\n',
        't' => b'\t',
        'b' => 0x08,
        'r' => b'\r',
        'f' => 0x0c,
        'v' => 0x0b,
        'a' => 0x07,
        '\\' => b'\\',
        '"' => b'"',
        '0'..='7' => {
            let digits = after.bytes().take(3).take_while(|digit| (b'0'..=b'7').contains(digit)).count();
            return number(&after[..digits], 8).map(|byte| (byte, digits)).map_err(|said| (digits, said));
        }
        'x' => {
            let digits = after[1..].bytes().take_while(u8::is_ascii_hexdigit).count();
            return number(&after[1..1 + digits], 16).map(|byte| (byte, 1 + digits)).map_err(|said| (1 + digits, said));
        }
        'u' | 'U' => return Err((1, "catalogs know no `\\u`")),
        other => return Err((other.len_utf8(), "no such escape")),
    };
    Ok((byte, 1))
}

fn number(digits: &str, radix: u32) -> Result<u8, &'static str> {
    match u8::from_str_radix(digits, radix) {
        Ok(0) => Err("a NUL, which ends a text"),
        Ok(byte) => Ok(byte),
        Err(_) => Err("not the number of a byte"),
    }
}

/// `text` as it is written between quotation marks.
///
/// Control characters without a letter of their own get an octal number of three
/// digits, so that a digit may follow.
pub(super) fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\r' => out.push_str("\\r"),
            '\u{c}' => out.push_str("\\f"),
            '\u{b}' => out.push_str("\\v"),
            '\u{7}' => out.push_str("\\a"),
            '\\' => out.push_str("\\\\"),
            '"' => out.push_str("\\\""),
            control if control.is_ascii_control() => out.push_str(&format!("\\{:03o}", u32::from(control))),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_read_as_c_has_them() {
        let cases = [
            (r"plain", Ok("plain")),
            (r"\a\b\f\n\r\t\v\\\x22", Ok("\u{7}\u{8}\u{c}\n\r\t\u{b}\\\"")),
            (r"\1012\x41g", Ok("A2Ag")),
            (r"\303\251 \xc3\xA9", Ok("é é")),
            (r"a\q", Err((1..3, "no such escape"))),
            (r"\é", Err((0..3, "no such escape"))),
            (r"a\", Err((1..2, "nothing follows the `\\`"))),
            (r"\ud800", Err((0..2, "catalogs know no `\\u`"))),
            (r"x\355\240\200", Err((1..5, "these bytes are no character in UTF-8"))),
            (r"\0", Err((0..2, "a NUL, which ends a text"))),
            (r"\777", Err((0..4, "not the number of a byte"))),
            (r"\x", Err((0..2, "not the number of a byte"))),
            (r"\x414", Err((0..5, "not the number of a byte"))),
        ];
        for (written, expected) in cases {
            let found = decoded(written).map_err(|wrong| (wrong.range, wrong.said));
            assert_eq!(found, expected.map(String::from), "{written}");
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let all: String = ('\u{1}'..'\u{ff}').collect();
        assert_eq!(decoded(&encoded(&all)).as_ref(), Ok(&all));
        assert_eq!(encoded("\u{1}1"), "\\0011");
    }
}
