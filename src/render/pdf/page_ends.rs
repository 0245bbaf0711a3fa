//! What stands wrong where a page ends, and where it should have ended.
//!
//! Typst 0.15 places the notes of a line, then looks whether the line fits with
//! those that must not be parted from it. If it does not, the line goes to the
//! next page and its notes stay, or what is to stay together is parted; and the
//! second note of a line goes to the next page if there is no room for it. Such a
//! text is set again, with a break before the block written down.

use typst::layout::Abs;
use typst_layout::PagedDocument;

use super::literals::Literals;
use super::positions::{Extent, Positions};
use super::units::{Unit, Units};
use crate::diagnostics::Span;
use crate::document::{Anchor, Document, Inline, NoteId, Place, Visitor, walk};

/// Something that stands on the wrong page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misplaced {
    pub what: Fault,
    /// The section, block or item before which the page has to end, with all that stays
    /// with what is misplaced.
    pub before: Anchor,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A note begins on an earlier page than its first mark.
    NoteBeforeMark(NoteId),
    /// A note begins on a later page than its first mark.
    NoteAfterMark(NoteId),
    /// A paragraph has one line on the page where it begins.
    LoneLine,
    /// A title, a key sentence or a sentence that leads to a list is not on the
    /// page where that begins which it belongs to.
    Parted,
    /// The last item of a list of several, of one line, is not on the page of the
    /// others.
    LoneItem,
}

/// The most of a page, as a part of its lines, that is left empty so that a note
/// is on the page of its mark.
const EMPTY_MAX: f64 = 0.25;

/// All that is misplaced on `pages` and can be mended, the first page first.
pub fn misplaced(document: &Document, pages: &PagedDocument, literals: &Literals) -> Vec<Misplaced> {
    let units = Units::of(document);
    let positions = Positions::of(pages, literals, &units);
    let mut found = Vec::new();
    for (number, unit) in units.list.iter().enumerate() {
        let Some(extent) = positions.units[number] else { continue };
        if let Some((page, fault)) = fault(unit, extent, positions.units.get(number + 1).copied().flatten()) {
            add(page, fault, number, &units, &mut found);
        }
        if let Some((page, before)) = lone_item(unit, positions.last_items[number], &positions) {
            found.push((page, Misplaced { what: Fault::LoneItem, before: before.clone() }));
        }
    }
    add_notes(document, &units, &positions, &mut found);
    found.sort_by_key(|(page, _)| *page);
    found.into_iter().map(|(_, misplaced)| misplaced).collect()
}

/// What is wrong with a unit, and on which page, if `next` stands after it.
fn fault(unit: &Unit, extent: Extent, next: Option<Extent>) -> Option<(usize, Fault)> {
    let Extent { first_page, last_page, begins_with_one_line, .. } = extent;
    if unit.is_paragraph && begins_with_one_line && last_page > first_page {
        return Some((first_page, Fault::LoneLine));
    }
    let is_parted = unit.stays_with_next && next.is_some_and(|next| next.first_page > last_page);
    is_parted.then_some((last_page, Fault::Parted))
}

/// The page that has to end before the last item but one, and this item, if the
/// last is alone on the next page and the other leaves little of its page empty.
fn lone_item<'a>(unit: &Unit<'a>, extents: [Option<Extent>; 2], positions: &Positions) -> Option<(usize, &'a Anchor)> {
    let [Some(but_one), Some(last)] = extents else { return None };
    let is_alone = last.first_page > but_one.last_page && last.last_page == last.first_page && last.begins_with_one_line;
    let is_mended = is_alone && ends_early(but_one, but_one.first_page, positions);
    unit.last_items.filter(|_| is_mended).map(|[item, _]| (but_one.first_page, item))
}

fn add_notes(document: &Document, units: &Units, positions: &Positions, found: &mut Vec<(usize, Misplaced)>) {
    if positions.notes.iter().all(|(mark, note)| mark == note) {
        return;
    }
    let mut marks = FirstMarks { runs: vec![None; document.notes.len()] };
    walk(document, &mut marks);
    for (index, (mark, note)) in positions.notes.iter().enumerate() {
        let Some(unit) = marks.runs.get(index).and_then(|run| units.holding(run.as_ref()?)) else { continue };
        match note.cmp(mark) {
            std::cmp::Ordering::Less => add(*note, Fault::NoteBeforeMark(NoteId(index)), unit, units, found),
            std::cmp::Ordering::Greater if leaves_little_empty(*mark, units.first_kept(unit), positions) => {
                add(*mark, Fault::NoteAfterMark(NoteId(index)), unit, units, found);
            }
            std::cmp::Ordering::Greater | std::cmp::Ordering::Equal => {}
        }
    }
}

/// Whether most of `page` stays full if it ends before unit `number`.
fn leaves_little_empty(page: usize, number: usize, positions: &Positions) -> bool {
    positions.units[number].is_some_and(|extent| ends_early(extent, page, positions))
}

/// Whether most of `page` stays full if it ends before what has this extent.
fn ends_early(extent: Extent, page: usize, positions: &Positions) -> bool {
    let Some((first, last)) = positions.pages[page] else { return false };
    extent.first_page == page
        && extent.first_line > first
        && last - extent.first_line <= (last - first).max(Abs::zero()) * EMPTY_MAX
}

fn add(page: usize, what: Fault, number: usize, units: &Units, found: &mut Vec<(usize, Misplaced)>) {
    let before = units.list[units.first_kept(number)].anchor.clone();
    found.push((page, Misplaced { what, before }));
}

/// The runs with the first marks of notes.
struct FirstMarks {
    runs: Vec<Option<Anchor>>,
}

impl FirstMarks {
    fn look_in(&mut self, anchor: &Anchor, inlines: &[Inline]) {
        for inline in inlines {
            if let Inline::NoteMark(mark) = inline
                && let Some(run) = self.runs.get_mut(mark.note.0)
            {
                run.get_or_insert_with(|| anchor.clone());
            }
            self.look_in(anchor, inline.inner());
        }
    }
}

impl Visitor for FirstMarks {
    fn run(&mut self, _: Place, anchor: &Anchor, inlines: &[Inline], _: Span) {
        self.look_in(anchor, inlines);
    }

    fn text(&mut self, _: Place, _: &Anchor, _: &str, _: Span) {}
}
