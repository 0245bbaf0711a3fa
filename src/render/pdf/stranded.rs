//! Notes that stand on the page before their mark.
//!
//! Typst 0.15 places the notes of a line, then looks whether the line fits with
//! those that must not be parted from it; if it does not, the line goes to the
//! next page and its notes stay. Such a text is set again, with a break before
//! the block written down. Where there is no room for the second note of a line,
//! it goes to the next page, as it does in other programs: that is left so.

use std::collections::{BTreeSet, HashMap, HashSet};

use typst::introspection::{Location, Tag};
use typst::layout::{Frame, FrameItem};
use typst::model::{FootnoteElem, FootnoteEntry};
use typst_layout::PagedDocument;

use crate::document::{Anchor, Block, BlockKind, Document, Inline, NoteId, Place, Section, Visitor, walk};

/// The first note that begins on an earlier page than its first mark.
pub fn stranded(pages: &PagedDocument) -> Option<NoteId> {
    let mut found = Found::default();
    for (index, page) in pages.pages().iter().enumerate() {
        found.frame(&page.frame, index);
    }
    let begins_before = |(mark, page): &(Location, usize)| found.notes.get(mark).is_some_and(|note| note < page);
    found.marks.iter().position(begins_before).map(NoteId)
}

/// Where the notes and their first marks are, by page.
#[derive(Default)]
struct Found {
    /// In the order of the text.
    marks: Vec<(Location, usize)>,
    notes: HashMap<Location, usize>,
    known: HashSet<Location>,
}

impl Found {
    fn frame(&mut self, frame: &Frame, page: usize) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => self.frame(&group.frame, page),
                FrameItem::Tag(Tag::Start(element, _)) => {
                    if let Some(mark) = element.to_packed::<FootnoteElem>()
                        && let (false, Some(location)) = (mark.is_ref(), mark.location())
                        && self.known.insert(location)
                    {
                        self.marks.push((location, page));
                    }
                    if let Some(entry) = element.to_packed::<FootnoteEntry>()
                        && let Some(location) = entry.note.location()
                    {
                        self.notes.entry(location).or_insert(page);
                    }
                }
                FrameItem::Tag(Tag::End(..))
                | FrameItem::Text(_)
                | FrameItem::Shape(..)
                | FrameItem::Image(..)
                | FrameItem::Link(..) => {}
            }
        }
    }
}

/// The section or block before which the page has to end so that the first mark
/// of `note` is where it went: with what stays with the block, as its heading.
pub fn break_before(document: &Document, note: NoteId) -> Option<Anchor> {
    let mut search = Search { note, run: None };
    walk(document, &mut search);
    let run = search.run?;
    in_blocks(&document.opening, &run).or_else(|| document.sections.iter().find_map(|section| in_section(section, &run)))
}

fn in_section(section: &Section, run: &Anchor) -> Option<Anchor> {
    match in_blocks(&section.blocks, run) {
        // Nothing but what stays with it stands between it and the heading.
        Some(block) if section.blocks.first().is_some_and(|first| first.id == block) => Some(section.anchor.clone()),
        Some(block) => Some(block),
        None => section.sections.iter().find_map(|section| in_section(section, run)),
    }
}

/// The block of `blocks` in which `run` is, or the first of those that stay with it.
fn in_blocks(blocks: &[Block], run: &Anchor) -> Option<Anchor> {
    let mut at = blocks.iter().position(|block| holds(block, run))?;
    while at > 0 && stays_with_next(&blocks[at - 1], &blocks[at]) {
        at -= 1;
    }
    Some(blocks[at].id.clone())
}

fn holds(block: &Block, run: &Anchor) -> bool {
    let rest = run.as_str().strip_prefix(block.id.as_str());
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

fn stays_with_next(block: &Block, next: &Block) -> bool {
    match &block.kind {
        BlockKind::KeySentence(_) => true,
        BlockKind::Paragraph(_) => !matches!(super::keeping::leads_in(block, Some(next)), super::keeping::Lead::None),
        BlockKind::List(_)
        | BlockKind::Quotation(_)
        | BlockKind::Callout(_)
        | BlockKind::Table(_)
        | BlockKind::Code(_)
        | BlockKind::Figure(_)
        | BlockKind::Descriptions(_)
        | BlockKind::Divider => false,
    }
}

/// Looks for the run with the first mark of a note.
struct Search {
    note: NoteId,
    run: Option<Anchor>,
}

impl Visitor for Search {
    fn run(&mut self, _: Place, anchor: &Anchor, inlines: &[Inline], _: crate::diagnostics::Span) {
        if self.run.is_none() && marks(inlines, self.note) {
            self.run = Some(anchor.clone());
        }
    }

    fn text(&mut self, _: Place, _: &Anchor, _: &str, _: crate::diagnostics::Span) {}
}

fn marks(inlines: &[Inline], note: NoteId) -> bool {
    let is_it = |inline: &Inline| matches!(inline, Inline::NoteMark(mark) if mark.note == note) || marks(inline.inner(), note);
    inlines.iter().any(is_it)
}

/// Breaks before these sections and blocks.
pub type Breaks = BTreeSet<Anchor>;
