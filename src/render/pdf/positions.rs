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
    /// Of the last item but one and the last of each unit that is a list of several.
    pub last_items: Vec<[Option<Extent>; 2]>,
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
        let held_last = literals.list.iter().map(|literal| units.with_last_item(literal.run)).collect();
        let mut search = Search {
            literals,
            held,
            held_last,
            page: 0,
            units: vec![None; units.list.len()],
            last_items: vec![[None; 2]; units.list.len()],
            pages: vec![None; pages.pages().len()],
            marks: Vec::new(),
            begun: HashMap::new(),
            known: HashSet::new(),
        };
        for (index, page) in pages.pages().iter().enumerate() {
            search.page = index;
            search.frame(&page.frame, Point::zero());
        }
        let Search { units, last_items, pages, marks, begun, .. } = search;
        let notes = marks.iter().map(|(mark, page)| (*page, begun.get(mark).copied().unwrap_or(*page))).collect();
        Self { units, last_items, notes, pages }
    }
}

struct Search<'a> {
    literals: &'a Literals<'a>,
    /// The unit that holds each literal.
    held: Vec<Option<usize>>,
    /// The last item of a list that holds each literal.
    held_last: Vec<Option<(usize, usize)>>,
    page: usize,
    units: Vec<Option<Extent>>,
    last_items: Vec<[Option<Extent>; 2]>,
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
            let Some(literal) = self.literals.of(span) else { continue };
            if let Some(unit) = self.held[literal] {
                self.stands(unit, line, text.size);
            }
            if let Some((unit, which)) = self.held_last[literal] {
                extend(&mut self.last_items[unit][which], self.page, line, text.size);
            }
        }
    }

    /// Words of `unit`, as large as `size`, stand on `line`.
    fn stands(&mut self, unit: usize, line: Abs, size: Abs) {
        let (first, last) = self.pages[self.page].get_or_insert((line, line));
        (*first, *last) = (line.min(*first), line.max(*last));
        extend(&mut self.units[unit], self.page, line, size);
    }
}

/// Words as large as `size` stand on `line` of `page`, too.
fn extend(extent: &mut Option<Extent>, page: usize, line: Abs, size: Abs) {
    let here = Extent { first_page: page, first_line: line, last_page: page, begins_with_one_line: true };
    let extent = extent.get_or_insert(here);
    extent.last_page = page;
    // Raised words are on the line from which they rise.
    if extent.first_page == page && (line - extent.first_line).abs() > size * 0.6 {
        extent.begins_with_one_line = false;
    }
}
