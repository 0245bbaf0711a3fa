//! Flat headings of many files → one tree of sections.

use std::collections::BTreeMap;

use super::anchors;
use crate::diagnostics::{Diagnostics, Span};
use crate::document::Anchor;
use crate::markdown::{Block, BlockKind, Definition, Draft, Element, Heading};

/// The stem of the ids of what stands before the first heading.
pub(super) const OPENING: &str = "opening";

/// What stands in which section. Files are numbered in the order of the text.
pub(super) struct Outline {
    pub opening: Vec<Placed>,
    pub sections: Vec<SectionDraft>,
    pub addresses: Addresses,
}

/// A block and its file.
pub(super) struct Placed {
    pub file: usize,
    pub block: Block,
}

pub(super) struct SectionDraft {
    pub file: usize,
    pub heading: Heading,
    pub anchor: Anchor,
    pub blocks: Vec<Placed>,
    pub sections: Vec<SectionDraft>,
}

/// What a link to a file, or to a heading in a file, leads to.
#[derive(Default)]
pub(super) struct Addresses {
    pub starts: BTreeMap<usize, Anchor>,
    pub headings: BTreeMap<(usize, String), Anchor>,
}

/// The outline of `drafts`, and the notes of each file. The shallowest level
/// of a heading is the first level of sections.
pub(super) fn outline(drafts: Vec<Draft>, diagnostics: &mut Diagnostics) -> (Outline, Vec<(usize, Definition)>) {
    let mut elements = Vec::new();
    let mut notes = Vec::new();
    for (file, draft) in drafts.into_iter().enumerate() {
        elements.extend(draft.elements.into_iter().map(|element| (file, element)));
        notes.extend(draft.notes.into_iter().map(|note| (file, note)));
    }
    let headings: Vec<&Heading> = elements.iter().filter_map(|(_, element)| heading(element)).collect();
    let level_min = headings.iter().map(|heading| heading.level).min().unwrap_or(1);
    let mut assigned = anchors::assign(&headings, diagnostics).into_iter();

    let mut tree = Tree::default();
    for (file, element) in elements {
        match element {
            Element::Heading(heading) => {
                let level = usize::from(heading.level - level_min) + 1;
                let anchors::Assigned { anchor, plain } = assigned.next().expect("each heading has an anchor");
                tree.addresses.starts.entry(file).or_insert_with(|| anchor.clone());
                tree.addresses.headings.entry((file, plain)).or_insert_with(|| anchor.clone());
                tree.begin(heading, level, usize::from(level_min), anchor, file, diagnostics);
            }
            Element::Block(block) => tree.add(Placed { file, block }, diagnostics),
        }
    }
    tree.close(0);
    (Outline { opening: tree.opening, sections: tree.sections, addresses: tree.addresses }, notes)
}

fn heading(element: &Element) -> Option<&Heading> {
    match element {
        Element::Heading(heading) => Some(heading),
        Element::Block(_) => None,
    }
}

#[derive(Default)]
struct Tree {
    opening: Vec<Placed>,
    sections: Vec<SectionDraft>,
    /// The sections that are not ended, from the outside in.
    open: Vec<SectionDraft>,
    key_sentence: Option<Span>,
    addresses: Addresses,
}

impl Tree {
    fn begin(
        &mut self,
        heading: Heading,
        level: usize,
        level_min: usize,
        anchor: Anchor,
        file: usize,
        diagnostics: &mut Diagnostics,
    ) {
        let level_max = self.open.len() + 1;
        if level > level_max {
            let shift = level_min - 1;
            diagnostics.heading_level_skipped(heading.span, level + shift, level_max + shift);
        }
        self.close(level.min(level_max) - 1);
        self.key_sentence = None;
        self.open.push(SectionDraft { file, heading, anchor, blocks: Vec::new(), sections: Vec::new() });
    }

    fn add(&mut self, placed: Placed, diagnostics: &mut Diagnostics) {
        if let BlockKind::KeySentence(_) = placed.block.kind {
            match self.key_sentence {
                Some(first) => diagnostics.two_key_sentences(placed.block.span, first),
                None => self.key_sentence = Some(placed.block.span),
            }
        }
        let (stem, blocks) = match self.open.last_mut() {
            Some(section) => (section.anchor.as_str(), &mut section.blocks),
            None => (OPENING, &mut self.opening),
        };
        let first = Anchor::new(format!("{stem}.{}", blocks.len() + 1));
        self.addresses.starts.entry(placed.file).or_insert(first);
        blocks.push(placed);
    }

    /// Ends all sections but the outer `depth` ones.
    fn close(&mut self, depth: usize) {
        while self.open.len() > depth
            && let Some(section) = self.open.pop()
        {
            let siblings = self.open.last_mut().map_or(&mut self.sections, |parent| &mut parent.sections);
            siblings.push(section);
        }
    }
}
