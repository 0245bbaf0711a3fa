//! Finished PDFs, spoilt in one place, with the cross-reference table put right.

use std::io::{Read, Write};

/// A PDF of our own writer: one plain cross-reference table at its end.
pub struct Damaged {
    body: Vec<u8>,
    /// Where each object begins, and the rest of its entry.
    table: Vec<(usize, String)>,
    trailer: String,
}

impl Damaged {
    pub fn new(bytes: &[u8]) -> Self {
        let start = find(bytes, b"\nxref").expect("a table") + 1;
        let table = String::from_utf8(bytes[start..].to_vec()).expect("a table is plain text");
        let (entries, trailer) = table.split_once("trailer").expect("a trailer");
        let entries = entries.lines().skip(2).map(|entry| {
            let (offset, rest) = entry.split_once(' ').expect("an entry");
            (offset.parse().expect("an offset"), rest.trim_end().to_string())
        });
        let trailer = trailer.split_once("startxref").expect("an end").0.to_string();
        Self { body: bytes[..start].to_vec(), table: entries.collect(), trailer }
    }

    /// With `to` for the first `from`, which may be anywhere but in a packed stream.
    pub fn replace(mut self, from: &str, to: &str) -> Self {
        let at = find(&self.body, from.as_bytes()).unwrap_or_else(|| panic!("`{from}` is in the file"));
        self.splice(at, from.len(), to.as_bytes());
        self
    }

    /// With `to` for every `from`.
    pub fn replace_all(mut self, from: &str, to: &str) -> Self {
        while let Some(at) = find(&self.body, from.as_bytes()) {
            self.splice(at, from.len(), to.as_bytes());
        }
        self
    }

    /// With another object of that number.
    pub fn object(mut self, number: usize, text: &[u8]) -> Self {
        let start = self.table[number].0;
        let length = find(&self.body[start..], b"endobj").expect("an end");
        let head = format!("{number} 0 obj\n");
        self.splice(start, length, &[head.as_bytes(), text, b"\n"].concat());
        self
    }

    pub fn trailer(mut self, from: &str, to: &str) -> Self {
        assert!(self.trailer.contains(from), "`{from}` is in the trailer");
        self.trailer = self.trailer.replacen(from, to, 1);
        self
    }

    /// The number that stands behind `before`.
    pub fn number(&self, before: &str) -> usize {
        let at = find(&self.body, before.as_bytes()).unwrap_or_else(|| panic!("`{before}` is in the file")) + before.len();
        let digits: String = self.body[at..].iter().map(|byte| char::from(*byte)).take_while(char::is_ascii_digit).collect();
        digits.parse().expect("a number")
    }

    /// With the destination of the link that is described as `other` for the link
    /// that is described as `description`.
    pub fn redirect(mut self, description: &str, other: &str) -> Self {
        let other = self.body[self.destination(other)].to_vec();
        let here = self.destination(description);
        self.splice(here.start, here.len(), &other);
        self
    }

    /// Where `/Dest 437 0 R` of a link is written.
    fn destination(&self, description: &str) -> std::ops::Range<usize> {
        let at = find(&self.body, format!("/Contents({description})").as_bytes()).expect("a link with this description");
        let start = self.body[..at].windows(5).rposition(|window| window == b"/Dest").expect("a destination");
        start..start + find(&self.body[start..], b"/F ").expect("flags follow")
    }

    /// How many objects there may be.
    pub fn count(&self) -> usize {
        self.table.len()
    }

    /// What an object is, a character for each byte.
    pub fn text(&self, number: usize) -> String {
        let start = self.table[number].0;
        let length = find(&self.body[start..], b"endobj").expect("an end");
        let text: String = self.body[start..start + length].iter().map(|byte| char::from(*byte)).collect();
        text.split_once("obj\n").expect("a head").1.trim_end().to_string()
    }

    /// With one more object, and its number.
    pub fn added(mut self, text: &[u8]) -> (Self, usize) {
        let number = self.table.len();
        self.table.push((self.body.len(), "00000 n".to_string()));
        self.body.extend([format!("{number} 0 obj\n").as_bytes(), text, b"\nendobj\n"].concat());
        let size = format!("/Size {number}");
        (self.trailer(&size, &format!("/Size {}", number + 1)), number)
    }

    /// The number of the object in which this stands.
    pub fn holding(&self, text: &str) -> usize {
        let at = find(&self.body, text.as_bytes()).unwrap_or_else(|| panic!("`{text}` is in the file"));
        let before = self.table.iter().enumerate().skip(1).filter(|(_, (offset, _))| *offset <= at);
        before.max_by_key(|(_, (offset, _))| *offset).expect("an object").0
    }

    /// With `to` for the first `from` in one object.
    pub fn replace_in(self, number: usize, from: &str, to: &str) -> Self {
        let text = self.text(number);
        assert!(text.contains(from), "`{from}` is not in object {number}, `{text}`");
        let text: Vec<u8> = text.replacen(from, to, 1).chars().map(|letter| letter as u8).collect();
        self.object(number, &text)
    }

    /// What is packed in a stream, a character for each byte.
    pub fn unpacked(&self, number: usize) -> String {
        let start = self.table[number].0;
        let data = start + find(&self.body[start..], b"stream\n").expect("a stream") + "stream\n".len();
        let mut out = Vec::new();
        flate2::read::ZlibDecoder::new(&self.body[data..]).read_to_end(&mut out).expect("packed");
        out.into_iter().map(char::from).collect()
    }

    /// With another stream, packed again.
    pub fn repacked(self, number: usize, text: &str) -> Self {
        let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(&text.chars().map(|letter| letter as u8).collect::<Vec<u8>>()).expect("packed");
        let data = packer.finish().expect("packed");
        let head = format!("<</Length {}/Filter/FlateDecode>>\nstream\n", data.len());
        self.object(number, &[head.as_bytes(), &data, b"\nendstream"].concat())
    }

    /// With one bit of a stream changed, in its middle.
    pub fn flipped(mut self, number: usize) -> Self {
        let start = self.table[number].0;
        let data = start + find(&self.body[start..], b"stream\n").expect("a stream") + "stream\n".len();
        let length = find(&self.body[data..], b"endstream").expect("an end");
        self.body[data + length / 2] ^= 1;
        self
    }

    /// With a table that is wrong about one object.
    pub fn misplaced(mut self, number: usize) -> Vec<u8> {
        self.table[number].0 += 1;
        self.bytes()
    }

    pub fn bytes(&self) -> Vec<u8> {
        let mut out = self.body.clone();
        out.extend_from_slice(format!("xref\n0 {}\n", self.table.len()).as_bytes());
        for (offset, rest) in &self.table {
            out.extend_from_slice(format!("{offset:010} {rest} \n").as_bytes());
        }
        out.extend_from_slice(format!("trailer{}startxref\n{}\n%%EOF", self.trailer, self.body.len()).as_bytes());
        out
    }

    fn splice(&mut self, at: usize, length: usize, new: &[u8]) {
        self.body.splice(at..at + length, new.iter().copied());
        for (offset, _) in self.table.iter_mut().filter(|(offset, _)| *offset > at) {
            *offset = *offset + new.len() - length;
        }
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}
