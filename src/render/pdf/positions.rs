//! Where the units of a text, the marks of its notes and the notes stand on the
//! pages.

use std::collections::{HashMap, HashSet};

use typst::introspection::{Location, Tag};
use typst::layout::{Abs, Frame, FrameItem, Point};
use typst::model::{FootnoteElem, FootnoteEntry};
use typst::syntax::Span;
use typst::text::TextItem;
use typst_layout::PagedDocument;

use super::literals::Literals;
use super::units::Units;

/// Pages are counted from 0, heights from the top of the page.
pub struct Positions {
    /// Of each unit; none for those without words.
    pub units: Vec<Option<Extent>>,
    /// The pages of the first marks of notes, in the order of the text, and those
    /// on which their notes begin.
    pub notes: Vec<(usize, usize)>,
    /// The base lines of the first and the last words of the text on each page.
    pub pages: Vec<Option<(Abs, Abs)>>,
}

/// From where to where the words of a unit go.
#[derive(Clone, Copy)]
pub struct Extent {
    pub first_page: usize,
    pub first_line: Abs,
    pub last_page: usize,
    /// Whether it has one line and no more on its first page.
    pub begins_with_one_line: bool,
}

impl Positions {
    pub fn of(pages: &PagedDocument, literals: &Literals, units: &Units) -> Self {
        let held = literals.list.iter().map(|literal| units.holding(literal.run)).collect();
        let mut search = Search {
            literals,
            held,
            page: 0,
            units: vec![None; units.list.len()],
            pages: vec![None; pages.pages().len()],
            marks: Vec::new(),
            begun: HashMap::new(),
            known: HashSet::new(),
        };
        for (index, page) in pages.pages().iter().enumerate() {
            search.page = index;
            search.frame(&page.frame, Point::zero());
        }
        let Search { units, pages, marks, begun, .. } = search;
        let notes = marks.iter().map(|(mark, page)| (*page, begun.get(mark).copied().unwrap_or(*page))).collect();
        Self { units, notes, pages }
    }
}

struct Search<'a> {
    literals: &'a Literals<'a>,
    /// The unit that holds each literal.
    held: Vec<Option<usize>>,
    page: usize,
    units: Vec<Option<Extent>>,
    pages: Vec<Option<(Abs, Abs)>>,
    marks: Vec<(Location, usize)>,
    begun: HashMap<Location, usize>,
    known: HashSet<Location>,
}

impl Search<'_> {
    fn frame(&mut self, frame: &Frame, origin: Point) {
        for (at, item) in frame.items() {
            match item {
                FrameItem::Group(group) => self.frame(&group.frame, origin + *at),
                FrameItem::Text(text) => self.text(text, origin.y + at.y),
                FrameItem::Tag(Tag::Start(element, _)) => {
                    if let Some(mark) = element.to_packed::<FootnoteElem>()
                        && let (false, Some(location)) = (mark.is_ref(), mark.location())
                        && self.known.insert(location)
                    {
                        self.marks.push((location, self.page));
                    }
                    if let Some(entry) = element.to_packed::<FootnoteEntry>()
                        && let Some(location) = entry.note.location()
                    {
                        self.begun.entry(location).or_insert(self.page);
                    }
                }
                FrameItem::Tag(Tag::End(..)) | FrameItem::Shape(..) | FrameItem::Image(..) | FrameItem::Link(..) => {}
            }
        }
    }

    fn text(&mut self, text: &TextItem, line: Abs) {
        let mut before: Option<Span> = None;
        for glyph in &text.glyphs {
            let span = glyph.span.0;
            if before.replace(span) == Some(span) {
                continue;
            }
            if let Some(unit) = self.literals.of(span).and_then(|literal| self.held[literal]) {
                self.stands(unit, line, text.size);
            }
        }
    }

    /// Words of `unit`, as large as `size`, stand on `line`.
    fn stands(&mut self, unit: usize, line: Abs, size: Abs) {
        let (first, last) = self.pages[self.page].get_or_insert((line, line));
        (*first, *last) = (line.min(*first), line.max(*last));
        let here = Extent { first_page: self.page, first_line: line, last_page: self.page, begins_with_one_line: true };
        let extent = self.units[unit].get_or_insert(here);
        extent.last_page = self.page;
        // Raised words are on the line from which they rise.
        if extent.first_page == self.page && (line - extent.first_line).abs() > size * 0.6 {
            extent.begins_with_one_line = false;
        }
    }
}
