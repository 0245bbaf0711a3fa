//! From places in the generated Typst file to places in the source.

use crate::diagnostics::Span;

/// Which bytes of the generated file came from where. Made while writing: what
/// is written later starts later, and what starts inside a range ends inside it.
#[derive(Debug, Default)]
pub struct Places {
    ranges: Vec<Range>,
}

#[derive(Debug)]
struct Range {
    start: usize,
    end: usize,
    span: Span,
}

/// A range that was opened and must be closed.
#[must_use]
pub struct Open(usize);

impl Places {
    /// What is written from byte `at` on comes from `span`, until [`Self::close`].
    pub fn open(&mut self, at: usize, span: Span) -> Open {
        self.ranges.push(Range { start: at, end: usize::MAX, span });
        Open(self.ranges.len() - 1)
    }

    pub fn close(&mut self, open: Open, at: usize) {
        self.ranges[open.0].end = at;
    }

    /// The place in the source of byte `at` of the generated file: the innermost
    /// one that is known.
    pub fn find(&self, at: usize) -> Option<Span> {
        let before = self.ranges.partition_point(|range| range.start <= at);
        self.ranges[..before].iter().rev().find(|range| at < range.end).map(|range| range.span)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Sources;

    #[test]
    fn the_innermost_range_is_found() {
        let source = Sources::new().add("a.md", "0123456789");
        let mut places = Places::default();
        let block = places.open(10, Span::new(source, 0, 9));
        let text = places.open(12, Span::new(source, 2, 4));
        places.close(text, 20);
        places.close(block, 30);
        assert_eq!(places.find(9), None);
        assert_eq!(places.find(11), Some(Span::new(source, 0, 9)));
        assert_eq!(places.find(19), Some(Span::new(source, 2, 4)));
        assert_eq!(places.find(20), Some(Span::new(source, 0, 9)));
        assert_eq!(places.find(30), None);
    }
}
