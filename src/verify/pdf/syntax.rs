//! The syntax of objects (ISO 32000-1 §7.2 and §7.3), of files and of content
//! streams alike. Nothing is copied that need not be, and nothing nests deeper
//! than [`DEPTH`]: hostile bytes end in `None`, not in a full stack.

use std::borrow::Cow;

/// How deep arrays and dictionaries nest at most. Our own nest four deep.
const DEPTH: usize = 40;

#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    Null,
    Boolean(bool),
    Number(f64),
    Name(Cow<'a, [u8]>),
    /// Its bytes, without escapes.
    String(Cow<'a, [u8]>),
    Array(Vec<Value<'a>>),
    Dictionary(Dictionary<'a>),
    /// The number of an object. Generations are of no use to a reader.
    Reference(u32),
    /// In a content stream only.
    Operator(&'a [u8]),
}

/// What a missing entry is.
pub const NULL: &Value = &Value::Null;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dictionary<'a>(Vec<(Cow<'a, [u8]>, Value<'a>)>);

impl<'a> Dictionary<'a> {
    /// The entry of `key` as it is written; [`Value::Null`] if there is none.
    pub fn get(&self, key: &str) -> &Value<'a> {
        self.0.iter().find(|(name, _)| **name == *key.as_bytes()).map_or(NULL, |(_, value)| value)
    }

    pub fn has(&self, key: &str) -> bool {
        *self.get(key) != Value::Null
    }

    /// The number of the object that `key` refers to.
    pub fn reference(&self, key: &str) -> Option<u32> {
        self.get(key).reference()
    }

    pub fn entries(&self) -> impl Iterator<Item = (&[u8], &Value<'a>)> {
        self.0.iter().map(|(name, value)| (&**name, value))
    }
}

impl<'a> Value<'a> {
    pub fn number(&self) -> Option<f64> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }

    /// A whole number from 0.
    pub fn index(&self) -> Option<u32> {
        let number = self.number()?;
        (number >= 0.0 && number <= f64::from(u32::MAX) && number.fract() == 0.0).then_some(number as u32)
    }

    pub fn name(&self) -> Option<&str> {
        if let Self::Name(name) = self { std::str::from_utf8(name).ok() } else { None }
    }

    pub fn bytes(&self) -> Option<&[u8]> {
        if let Self::String(bytes) = self { Some(bytes) } else { None }
    }

    /// A text string (§7.9.2.2).
    pub fn text(&self) -> Option<String> {
        self.bytes().map(super::encoding::text_string)
    }

    /// A byte string that names something: a key of a name tree (§7.9.6), in UTF-8
    /// as our writer has it, or else as a text string.
    pub fn key(&self) -> Option<String> {
        self.bytes().map(|bytes| match std::str::from_utf8(bytes) {
            Ok(key) => key.to_string(),
            Err(_) => super::encoding::text_string(bytes),
        })
    }

    pub fn array(&self) -> Option<&[Value<'a>]> {
        if let Self::Array(values) = self { Some(values) } else { None }
    }

    pub fn dictionary(&self) -> Option<&Dictionary<'a>> {
        if let Self::Dictionary(dictionary) = self { Some(dictionary) } else { None }
    }

    pub fn reference(&self) -> Option<u32> {
        if let Self::Reference(number) = self { Some(*number) } else { None }
    }
}

/// Reads one value after another.
#[derive(Clone)]
pub struct Lexer<'a> {
    bytes: &'a [u8],
    pub position: usize,
    has_references: bool,
}

impl<'a> Lexer<'a> {
    /// Of a file, in which two numbers and an `R` are a reference.
    pub fn of_file(bytes: &'a [u8], position: usize) -> Self {
        Self { bytes, position, has_references: true }
    }

    pub fn of_content(bytes: &'a [u8]) -> Self {
        Self { bytes, position: 0, has_references: false }
    }

    /// Whether only white space is left.
    pub fn is_at_end(&mut self) -> bool {
        self.skip_space();
        self.position >= self.bytes.len()
    }

    /// The next value; `None` at the end or where there is no value.
    pub fn value(&mut self) -> Option<Value<'a>> {
        self.nested(0)
    }

    /// Whether `word` comes next; it is read if so.
    pub fn word(&mut self, word: &str) -> bool {
        self.skip_space();
        let is_next = self.rest().starts_with(word.as_bytes())
            && !self.bytes.get(self.position + word.len()).is_some_and(|&byte| is_regular(byte));
        if is_next {
            self.position += word.len();
        }
        is_next
    }

    /// The next value if it is a whole number from 0.
    pub fn index(&mut self) -> Option<u32> {
        self.skip_space();
        if self.peek()?.is_ascii_digit() { self.plain_number()?.index() } else { None }
    }

    pub fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.position..).unwrap_or_default()
    }

    fn nested(&mut self, depth: usize) -> Option<Value<'a>> {
        if depth > DEPTH {
            return None;
        }
        self.skip_space();
        match self.peek()? {
            b'/' => self.name().map(Value::Name),
            b'(' => self.literal_string(),
            b'<' if self.rest().starts_with(b"<<") => self.dictionary(depth),
            b'<' => self.hex_string(),
            b'[' => self.array(depth),
            b'+' | b'-' | b'.' | b'0'..=b'9' => self.number(),
            byte if is_regular(byte) => Some(self.keyword()),
            _ => None,
        }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.position).copied()
    }

    fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                self.position += self.rest().iter().take_while(|&&byte| byte != b'\n' && byte != b'\r').count();
            } else if is_space(byte) {
                self.position += 1;
            } else {
                break;
            }
        }
    }

    fn regular(&mut self) -> &'a [u8] {
        let rest = self.rest();
        let length = rest.iter().take_while(|&&byte| is_regular(byte)).count();
        self.position += length;
        &rest[..length]
    }

    fn keyword(&mut self) -> Value<'a> {
        match self.regular() {
            b"null" => Value::Null,
            b"true" => Value::Boolean(true),
            b"false" => Value::Boolean(false),
            word => Value::Operator(word),
        }
    }

    /// §7.3.5: `#` and two digits stand for a byte.
    fn name(&mut self) -> Option<Cow<'a, [u8]>> {
        self.position += 1;
        let written = self.regular();
        if !written.contains(&b'#') {
            return Some(Cow::Borrowed(written));
        }
        let mut name = Vec::with_capacity(written.len());
        let mut rest = written.iter();
        while let Some(&byte) = rest.next() {
            name.push(if byte == b'#' { hex(*rest.next()?)? << 4 | hex(*rest.next()?)? } else { byte });
        }
        Some(Cow::Owned(name))
    }

    fn number(&mut self) -> Option<Value<'a>> {
        let first = self.plain_number()?;
        if self.has_references
            && let Some(number) = first.index()
        {
            let mut ahead = self.clone();
            if ahead.index().is_some() && ahead.word("R") {
                self.position = ahead.position;
                return Some(Value::Reference(number));
            }
        }
        Some(first)
    }

    fn plain_number(&mut self) -> Option<Value<'a>> {
        let text = std::str::from_utf8(self.regular()).ok()?;
        let is_plain = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.'));
        if is_plain { text.parse().ok().map(Value::Number) } else { None }
    }

    fn array(&mut self, depth: usize) -> Option<Value<'a>> {
        self.position += 1;
        let mut values = Vec::new();
        loop {
            self.skip_space();
            if self.peek()? == b']' {
                self.position += 1;
                return Some(Value::Array(values));
            }
            values.push(self.nested(depth + 1)?);
        }
    }

    fn dictionary(&mut self, depth: usize) -> Option<Value<'a>> {
        self.position += 2;
        let mut entries = Vec::new();
        loop {
            self.skip_space();
            if self.rest().starts_with(b">>") {
                self.position += 2;
                return Some(Value::Dictionary(Dictionary(entries)));
            }
            if self.peek()? != b'/' {
                return None;
            }
            let name = self.name()?;
            entries.push((name, self.nested(depth + 1)?));
        }
    }

    /// §7.3.4.2.
    fn literal_string(&mut self) -> Option<Value<'a>> {
        self.position += 1;
        let rest = self.rest();
        let plain = rest.iter().take_while(|byte| !matches!(byte, b'(' | b')' | b'\\' | b'\r')).count();
        if rest.get(plain) == Some(&b')') {
            self.position += plain + 1;
            return Some(Value::String(Cow::Borrowed(&rest[..plain])));
        }
        let (mut text, mut open) = (Vec::new(), 1);
        loop {
            let byte = self.take()?;
            match byte {
                b'(' => open += 1,
                b')' => open -= 1,
                b'\\' => {
                    self.escape(&mut text)?;
                    continue;
                }
                b'\r' => {
                    self.skip_line_feed();
                    text.push(b'\n');
                    continue;
                }
                _ => {}
            }
            if open == 0 {
                return Some(Value::String(Cow::Owned(text)));
            }
            text.push(byte);
        }
    }

    fn escape(&mut self, text: &mut Vec<u8>) -> Option<()> {
        match self.take()? {
            b'n' => text.push(b'\n'),
            b'r' => text.push(b'\r'),
            b't' => text.push(b'\t'),
            b'b' => text.push(8),
            b'f' => text.push(12),
            b'\n' => {}
            b'\r' => self.skip_line_feed(),
            first @ b'0'..=b'7' => {
                let mut code = u32::from(first - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.peek() else { break };
                    code = code * 8 + u32::from(digit - b'0');
                    self.position += 1;
                }
                text.push((code & 0xff) as u8);
            }
            other => text.push(other),
        }
        Some(())
    }

    fn skip_line_feed(&mut self) {
        if self.peek() == Some(b'\n') {
            self.position += 1;
        }
    }

    /// §7.3.4.3.
    fn hex_string(&mut self) -> Option<Value<'a>> {
        self.position += 1;
        let (mut text, mut half) = (Vec::new(), None);
        loop {
            let byte = self.take()?;
            match (hex(byte), half) {
                (Some(digit), None) => half = Some(digit),
                (Some(digit), Some(high)) => {
                    text.push(high << 4 | digit);
                    half = None;
                }
                (None, _) if byte == b'>' => {
                    text.extend(half.map(|high| high << 4));
                    return Some(Value::String(Cow::Owned(text)));
                }
                (None, _) if is_space(byte) => {}
                (None, _) => return None,
            }
        }
    }

    fn take(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.position += 1;
        Some(byte)
    }
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|digit| digit as u8)
}

pub fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Value<'_>> {
        Lexer::of_file(text.as_bytes(), 0).value()
    }

    #[test]
    fn values_are_read_as_they_are_written() {
        let text = "<< /A#20b [1 -.5 12 0 R (a\\(b\\051 (c)\\\n\\n) <41 4> null true] % said\n /N /M >>";
        let value = read(text).unwrap();
        let dictionary = value.dictionary().unwrap();
        let expected = vec![
            Value::Number(1.0),
            Value::Number(-0.5),
            Value::Reference(12),
            Value::String(b"a(b) (c)\n".into()),
            Value::String(b"A@".into()),
            Value::Null,
            Value::Boolean(true),
        ];
        assert_eq!(dictionary.get("A b").array(), Some(&*expected));
        assert_eq!(dictionary.get("N").name(), Some("M"));
        assert_eq!(dictionary.get("O"), NULL);
    }

    #[test]
    fn hostile_bytes_have_no_value() {
        let deep = ["[".repeat(1 << 20), "<</A".repeat(1 << 20), "<".repeat(1 << 20)];
        let short = ["", "(", "(()", "<4", "[1", "<</A", "<</A 1", "/#4", "/#zz", "]", "<< 1 2 >>", "--1", "1-1"];
        for text in deep.iter().map(String::as_str).chain(short) {
            assert_eq!(read(text), None, "{}", &text[..text.len().min(20)]);
        }
    }
}
