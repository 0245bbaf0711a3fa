//! The files a statement was read from, and places in them.

use std::collections::BTreeMap;

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
    /// By ids that rise in the order of reading.
    files: BTreeMap<SourceId, SourceFile>,
    next: u32,
}

/// The first id of sources that are read beside others.
const FIRST_APART: u32 = 1 << 31;

impl Sources {
    pub fn new() -> Self {
        Self::default()
    }

    /// Those of a second text that is read at the same time as a first one: none of
    /// their ids is one of [`Sources::new`], so that spans of both can be told apart
    /// when they are joined.
    pub fn apart() -> Self {
        Self { files: BTreeMap::new(), next: FIRST_APART }
    }

    /// Adds the files of `second`, which was read [`apart`](Sources::apart) from these.
    pub fn join(&mut self, second: Sources) {
        for (id, file) in second.files {
            let is_known = self.files.insert(id, file).is_some();
            assert!(!is_known, "only sources that were read apart are joined");
        }
    }

    /// The id of a new file. `text` is kept as it was read, carriage returns
    /// and byte-order mark included, so that spans are places in the file.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        let text = text.into();
        let line_starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let id = SourceId(self.next);
        self.next = self.next.checked_add(1).filter(|next| *next != FIRST_APART).expect("fewer than 2^31 source files");
        self.files.insert(id, SourceFile { name: name.into(), path: None, text, line_starts });
        id
    }

    pub fn name(&self, source: SourceId) -> &str {
        &self.file(source).name
    }

    /// Says where the file lies as seen from the current folder, with `/`
    /// between the parts of the path.
    pub fn locate(&mut self, source: SourceId, path: impl Into<String>) {
        self.files.entry(source).and_modify(|file| file.path = Some(path.into()));
    }

    /// The path by which reports name the file: as seen from the current
    /// folder, or its name where only that is known.
    pub fn path(&self, source: SourceId) -> &str {
        let file = self.file(source);
        file.path.as_deref().unwrap_or(&file.name)
    }

    pub fn text(&self, source: SourceId) -> &str {
        &self.file(source).text
    }

    pub fn ids(&self) -> impl Iterator<Item = SourceId> + use<> {
        self.files.keys().copied().collect::<Vec<_>>().into_iter()
    }

    fn file(&self, source: SourceId) -> &SourceFile {
        &self.files[&source]
    }

    /// What is written at `span`.
    pub fn slice(&self, span: Span) -> &str {
        &self.text(span.source)[span.start..span.end]
    }

    /// The byte at which line `line` (from 1) starts; the end of the text for
    /// a line that does not exist.
    pub fn line_start(&self, source: SourceId, line: usize) -> usize {
        let file = self.file(source);
        line.checked_sub(1).and_then(|index| file.line_starts.get(index)).copied().unwrap_or(file.text.len())
    }

    /// Line and column of byte `offset`; a byte-order mark takes no column.
    pub fn position(&self, source: SourceId, offset: usize) -> Position {
        let file = self.file(source);
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

    #[test]
    fn files_that_were_read_at_the_same_time_are_told_apart() {
        let (mut first, mut second) = (Sources::new(), Sources::apart());
        let one = first.add("text.md", "one\n");
        let two = second.add("text.md", "\ntwo\n");
        second.locate(two, "new/text.md");
        let span = Span::new(two, 1, 4);
        first.join(second);
        let three = first.add("tokens.yaml", "three");
        assert_eq!((first.text(one), first.slice(span), first.text(three)), ("one\n", "two", "three"));
        assert_eq!((first.path(one), first.path(two)), ("text.md", "new/text.md"));
        assert_eq!(first.position(two, 1), Position { line: 2, column: 1 });
        assert_eq!(first.ids().collect::<Vec<_>>(), [one, three, two]);
    }

    #[test]
    #[should_panic(expected = "read apart")]
    fn files_that_were_not_read_apart_are_not_joined() {
        let (mut first, mut second) = (Sources::new(), Sources::new());
        first.add("text.md", "one\n");
        second.add("text.md", "two\n");
        first.join(second);
    }
}
