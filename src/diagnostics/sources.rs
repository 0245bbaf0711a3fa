//! The files a statement was read from, and places in them.

/// Which of the [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(u32);

/// A range of bytes in one source file; `start <= end`, both on character
/// boundaries of [`Sources::text`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub source: SourceId,
    pub start: usize,
    pub end: usize,
}

impl Span {
    pub fn new(source: SourceId, start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "a span ends before it starts");
        Self { source, start, end }
    }
}

/// Line and column as people count them: from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

#[derive(Debug)]
struct SourceFile {
    name: String,
    /// As seen from the current folder, where that is known.
    path: Option<String>,
    text: String,
    line_starts: Vec<usize>,
}

/// Every file that was read, in the order of reading. Names are relative to
/// the folder of the statement, with `/` between their parts on every platform.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    pub fn new() -> Self {
        Self::default()
    }

    /// The id of a new file. `text` is kept as it was read, carriage returns
    /// and byte-order mark included, so that spans are places in the file.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        let text = text.into();
        let line_starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        self.files.push(SourceFile { name: name.into(), path: None, text, line_starts });
        SourceId(u32::try_from(self.files.len() - 1).expect("fewer than 2^32 source files"))
    }

    pub fn name(&self, source: SourceId) -> &str {
        &self.files[source.0 as usize].name
    }

    /// Says where the file lies as seen from the current folder, with `/`
    /// between the parts of the path.
    pub fn locate(&mut self, source: SourceId, path: impl Into<String>) {
        self.files[source.0 as usize].path = Some(path.into());
    }

    /// The path by which reports name the file: as seen from the current
    /// folder, or its name where only that is known.
    pub fn path(&self, source: SourceId) -> &str {
        let file = &self.files[source.0 as usize];
        file.path.as_deref().unwrap_or(&file.name)
    }

    pub fn text(&self, source: SourceId) -> &str {
        &self.files[source.0 as usize].text
    }

    pub fn ids(&self) -> impl Iterator<Item = SourceId> + use<> {
        (0..self.files.len() as u32).map(SourceId)
    }

    /// What is written at `span`.
    pub fn slice(&self, span: Span) -> &str {
        &self.text(span.source)[span.start..span.end]
    }

    /// The byte at which line `line` (from 1) starts; the end of the text for
    /// a line that does not exist.
    pub fn line_start(&self, source: SourceId, line: usize) -> usize {
        let file = &self.files[source.0 as usize];
        line.checked_sub(1).and_then(|index| file.line_starts.get(index)).copied().unwrap_or(file.text.len())
    }

    /// Line and column of byte `offset`; a byte-order mark takes no column.
    pub fn position(&self, source: SourceId, offset: usize) -> Position {
        let file = &self.files[source.0 as usize];
        let line = file.line_starts.partition_point(|&start| start <= offset).max(1);
        let start = file.line_starts[line - 1];
        let before = file.text[start..offset.min(file.text.len())].trim_start_matches('\u{feff}');
        Position { line, column: before.chars().count() + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_lines_and_characters_from_one() {
        let mut sources = Sources::new();
        let id = sources.add("a.md", "é\r\nbc\n");
        assert_eq!(sources.position(id, 0), Position { line: 1, column: 1 });
        assert_eq!(sources.position(id, 2), Position { line: 1, column: 2 });
        assert_eq!(sources.position(id, 5), Position { line: 2, column: 2 });
        assert_eq!(sources.position(id, 7), Position { line: 3, column: 1 });
        assert_eq!(sources.line_start(id, 2), 4);
    }
}
