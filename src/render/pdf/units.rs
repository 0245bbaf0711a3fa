//! The sections' titles and the blocks one after the other: what a page can end
//! before, and what stays with what follows.

use std::collections::{BTreeSet, HashMap};

use super::keeping::{self, Lead};
use crate::document::{Anchor, Block, BlockKind, Document, Section};

/// Before these sections, blocks and items a page ends.
pub type Breaks = BTreeSet<Anchor>;

/// A title, or a block that stands in nothing but its section.
pub struct Unit<'a> {
    pub anchor: &'a Anchor,
    pub is_paragraph: bool,
    /// Whether the next unit is to begin on the page where this one ends.
    pub stays_with_next: bool,
    /// The last items but one, and the last, of a list of several.
    pub last_items: Option<[&'a Anchor; 2]>,
}

/// The units of a document in the order of its text.
pub struct Units<'a> {
    pub list: Vec<Unit<'a>>,
    numbers: HashMap<&'a str, usize>,
    /// Of which list these are the last items, and which of the two.
    last_items: HashMap<&'a str, (usize, usize)>,
}

impl<'a> Units<'a> {
    pub fn of(document: &'a Document) -> Self {
        let mut list = Vec::new();
        add_blocks(&document.opening, &mut list);
        add_sections(&document.sections, &mut list);
        let numbers = list.iter().enumerate().map(|(number, unit)| (unit.anchor.as_str(), number)).collect();
        let mut last_items = HashMap::new();
        for (number, unit) in list.iter().enumerate() {
            let both = unit.last_items.iter().flatten().enumerate();
            last_items.extend(both.map(|(which, item)| (item.as_str(), (number, which))));
        }
        Self { list, numbers, last_items }
    }

    /// The number of the unit in which `run` stands; none for the runs of notes.
    pub fn holding(&self, run: &Anchor) -> Option<usize> {
        holder(run, &self.numbers)
    }

    /// The number of the list in one of whose last two items `run` stands, and 0 or
    /// 1 for which of them.
    pub fn with_last_item(&self, run: &Anchor) -> Option<(usize, usize)> {
        holder(run, &self.last_items)
    }

    /// The first of those units that stay with unit `number`: itself, if none does.
    pub fn first_kept(&self, number: usize) -> usize {
        let before = self.list[..number].iter().rev().take_while(|unit| unit.stays_with_next).count();
        number - before
    }
}

/// What is known of the innermost of `places` that holds `run`.
fn holder<T: Copy>(run: &Anchor, places: &HashMap<&str, T>) -> Option<T> {
    let mut name = run.as_str();
    loop {
        match places.get(name) {
            Some(known) => return Some(*known),
            None => name = name.rsplit_once('.')?.0,
        }
    }
}

fn add_sections<'a>(sections: &'a [Section], list: &mut Vec<Unit<'a>>) {
    for section in sections {
        list.push(Unit { anchor: &section.anchor, is_paragraph: false, stays_with_next: true, last_items: None });
        add_blocks(&section.blocks, list);
        add_sections(&section.sections, list);
    }
}

fn add_blocks<'a>(blocks: &'a [Block], list: &mut Vec<Unit<'a>>) {
    for (at, block) in blocks.iter().enumerate() {
        let is_paragraph = keeping::is_paragraph(Some(block));
        let stays_with_next = blocks.get(at + 1).is_some_and(|next| stays(block, next));
        list.push(Unit { anchor: &block.id, is_paragraph, stays_with_next, last_items: last_items(block) });
    }
}

/// The last two items of a list that has so many that others stay before them.
fn last_items(block: &Block) -> Option<[&Anchor; 2]> {
    match &block.kind {
        BlockKind::List(list) => match list.items.as_slice() {
            [_, _, .., but_one, last] => Some([&but_one.id, &last.id]),
            _ => None,
        },
        BlockKind::Paragraph(_)
        | BlockKind::KeySentence(_)
        | BlockKind::Quotation(_)
        | BlockKind::Callout(_)
        | BlockKind::Table(_)
        | BlockKind::Code(_)
        | BlockKind::ChangedCode(_)
        | BlockKind::Figure(_)
        | BlockKind::Descriptions(_)
        | BlockKind::Divider => None,
    }
}

fn stays(block: &Block, next: &Block) -> bool {
    match &block.kind {
        BlockKind::KeySentence(_) => true,
        BlockKind::Paragraph(_) => !matches!(keeping::leads_in(block, Some(next)), Lead::None),
        BlockKind::List(_)
        | BlockKind::Quotation(_)
        | BlockKind::Callout(_)
        | BlockKind::Table(_)
        | BlockKind::Code(_)
        | BlockKind::ChangedCode(_)
        | BlockKind::Figure(_)
        | BlockKind::Descriptions(_)
        | BlockKind::Divider => false,
    }
}
