//! From comrak's lines and columns to bytes of the file.

use comrak::nodes::Sourcepos;

use crate::diagnostics::{SourceId, Span};

/// The part of a file that is Markdown: bytes `start` and on of `text`.
pub(super) struct Places<'a> {
    source: SourceId,
    text: &'a str,
    /// Where the lines of the part start in `text`.
    line_starts: Vec<usize>,
}

impl<'a> Places<'a> {
    pub fn new(source: SourceId, text: &'a str, start: usize) -> Self {
        let bytes = text.as_bytes();
        let mut line_starts = vec![start];
        for at in start..bytes.len() {
            let ends_line = bytes[at] == b'\n' || (bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
            if ends_line {
                line_starts.push(at + 1);
            }
        }
        Self { source, text, line_starts }
    }

    /// The bytes from the first to the last character of `place`, which may
    /// not be whole characters.
    pub fn range(&self, place: Sourcepos) -> (usize, usize) {
        (self.offset(place.start.line, place.start.column.max(1) - 1), self.offset(place.end.line, place.end.column))
    }

    /// What is written at `span`.
    pub fn slice(&self, span: Span) -> &'a str {
        &self.text[span.start..span.end]
    }

    /// Bytes `start..end` of the file, moved outwards to whole characters.
    pub fn bytes(&self, start: usize, end: usize) -> Span {
        let start = self.floor(start);
        Span::new(self.source, start, self.ceiling(end).max(start))
    }

    /// `span` without the line end and what follows it.
    pub fn first_line(&self, span: Span) -> Span {
        let length = self.slice(span).find(['\n', '\r']).unwrap_or(span.end - span.start);
        Span { end: span.start + length, ..span }
    }

    /// What is written from the start of `span` to the end of its line, or to some way behind `span`.
    pub fn rest_of_line(&self, span: Span) -> &'a str {
        let rest = &self.text[span.start..self.floor(span.end + 1000)];
        rest.split(['\n', '\r']).next().unwrap_or(rest)
    }

    /// How many lines there are.
    pub fn lines(&self) -> usize {
        self.line_starts.len()
    }

    /// Line `number`, from 1, without its end.
    pub fn line(&self, number: usize) -> &'a str {
        self.slice(self.line_span(number))
    }

    pub fn line_span(&self, number: usize) -> Span {
        let start = self.line_starts[number - 1];
        self.first_line(Span::new(self.source, start, self.text.len()))
    }

    fn offset(&self, line: usize, column: usize) -> usize {
        self.line_starts.get(line.max(1) - 1).map_or(self.text.len(), |start| start + column)
    }

    fn floor(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }

    fn ceiling(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset += 1;
        }
        offset
    }
}
