//! The sections' titles and the blocks one after the other: what a page can end
//! before, and what stays with what follows.

use std::collections::{BTreeSet, HashMap};

use super::keeping::{self, Lead};
use crate::document::{Anchor, Block, BlockKind, Document, Section};

/// Before these sections and blocks a page ends.
pub type Breaks = BTreeSet<Anchor>;

/// A title, or a block that stands in nothing but its section.
pub struct Unit<'a> {
    pub anchor: &'a Anchor,
    pub is_paragraph: bool,
    /// Whether the next unit is to begin on the page where this one ends.
    pub stays_with_next: bool,
}

/// The units of a document in the order of its text.
pub struct Units<'a> {
    pub list: Vec<Unit<'a>>,
    numbers: HashMap<&'a str, usize>,
}

impl<'a> Units<'a> {
    pub fn of(document: &'a Document) -> Self {
        let mut list = Vec::new();
        add_blocks(&document.opening, &mut list);
        add_sections(&document.sections, &mut list);
        let numbers = list.iter().enumerate().map(|(number, unit)| (unit.anchor.as_str(), number)).collect();
        Self { list, numbers }
    }

    /// The number of the unit in which `run` stands; none for the runs of notes.
    pub fn holding(&self, run: &Anchor) -> Option<usize> {
        let mut name = run.as_str();
        loop {
            match self.numbers.get(name) {
                Some(number) => return Some(*number),
                None => name = name.rsplit_once('.')?.0,
            }
        }
    }

    /// The first of those units that stay with unit `number`: itself, if none does.
    pub fn first_kept(&self, number: usize) -> usize {
        let before = self.list[..number].iter().rev().take_while(|unit| unit.stays_with_next).count();
        number - before
    }
}

fn add_sections<'a>(sections: &'a [Section], list: &mut Vec<Unit<'a>>) {
    for section in sections {
        list.push(Unit { anchor: &section.anchor, is_paragraph: false, stays_with_next: true });
        add_blocks(&section.blocks, list);
        add_sections(&section.sections, list);
    }
}

fn add_blocks<'a>(blocks: &'a [Block], list: &mut Vec<Unit<'a>>) {
    for (at, block) in blocks.iter().enumerate() {
        let is_paragraph = keeping::is_paragraph(Some(block));
        let stays_with_next = blocks.get(at + 1).is_some_and(|next| stays(block, next));
        list.push(Unit { anchor: &block.id, is_paragraph, stays_with_next });
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
        | BlockKind::Figure(_)
        | BlockKind::Descriptions(_)
        | BlockKind::Divider => false,
    }
}
