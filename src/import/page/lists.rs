//! Lists, tasks and lists of descriptions.

use super::blocks::Flow;
use super::notes::key;
use super::{Here, Reader};
use crate::document::{ListKind, Task};
use crate::elements::Element;
use crate::import::manuscript::{Block, BlockKind, Description, Item, task_of_sign};
use crate::import::tidy;
use crate::markdown::{Mark, Piece};

impl Reader<'_> {
    pub(super) fn list(&mut self, element: &Element, here: &Here) -> Option<BlockKind> {
        let here = Here { depth: here.depth + 1, ..here.clone() };
        let kind = if element.name == "ol" {
            let start = element
                .attribute("start")
                .or_else(|| element.elements().next().and_then(|first| first.attribute("value")))
                .and_then(|start| start.trim().parse().ok())
                .unwrap_or(1);
            if element.attribute("type").is_some_and(|kind| kind != "1") || element.attribute("reversed").is_some() {
                self.gathering.lose(
                    "a list is numbered 1, 2, 3 now",
                    &element.words(),
                    "name the letters in the text if they matter",
                );
            }
            ListKind::Numbered { start }
        } else {
            ListKind::Bullet
        };
        let mut items: Vec<Item> = Vec::new();
        let mut has_paragraphs = false;
        for inner in element.elements() {
            if self.is_left_out(inner) {
                continue;
            }
            self.enter_places(inner);
            let here = self.entered(inner, &here);
            has_paragraphs |= inner.elements().any(|block| block.name == "p");
            let is_item = inner.name == "li";
            let mut flow = Flow { out: Vec::new(), run: Vec::new() };
            if is_item {
                flow.out = self.flow(&inner.nodes, &here);
            } else {
                self.element(inner, &here, &mut flow);
            }
            let blocks = flow.out;
            match items.last_mut() {
                // A list that stands beside the items, where browsers show it inside the last one.
                Some(last) if !is_item => last.blocks.extend(blocks),
                _ if blocks.is_empty() && (!self.is_own || self.holds_a_note(inner)) => {}
                _ => {
                    let mut blocks = blocks;
                    let task = task(inner).or_else(|| task_of_sign(&mut blocks));
                    items.push(Item { task, blocks });
                }
            }
        }
        if let [Item { task: None, blocks }] = items.as_slice()
            && let [Block { kind: inner @ BlockKind::List { .. }, .. }] = blocks.as_slice()
            && element.elements().all(|inner| inner.name != "li")
        {
            // A list that is nothing but the margin of another one.
            return Some(inner.clone());
        }
        let is_tight = if self.is_own { element.has_class("tight") } else { !has_paragraphs && items.iter().all(is_short) };
        (!items.is_empty()).then_some(BlockKind::List { kind, is_tight, items })
    }

    /// Whether `item` is of a list of notes.
    fn holds_a_note(&self, item: &Element) -> bool {
        item.elements().any(|inner| self.notes.bodies.contains_key(&key(inner)))
    }

    pub(super) fn descriptions(&mut self, element: &Element, here: &Here, flow: &mut Flow) {
        let here = Here { depth: here.depth + 1, ..here.clone() };
        let mut list: Vec<Description> = Vec::new();
        for inner in element.descendants().filter(|inner| matches!(inner.name.as_str(), "dt" | "dd")) {
            if !is_part_of(element, inner) {
                continue;
            }
            self.enter_places(inner);
            let here = self.entered(inner, &here);
            if inner.name == "dd" {
                let blocks = self.flow(&inner.nodes, &here);
                match list.last_mut() {
                    Some(last) => last.details.extend(blocks),
                    None => list.push(Description { terms: Vec::new(), details: blocks }),
                }
                continue;
            }
            let here = Here { is_heavy: true, ..here };
            let mut pieces = self.pieces(&inner.nodes, &here);
            if let Some(language) = self.language_of_block(&here) {
                pieces = vec![crate::import::writer::foreign(&language, pieces)];
            }
            let term = tidy::run(pieces);
            match list.last_mut() {
                Some(last) if last.details.is_empty() => last.terms.push(term),
                _ => list.push(Description { terms: vec![term], details: Vec::new() }),
            }
        }
        let mut good: Vec<Description> = Vec::new();
        for description in list {
            let Description { mut terms, details } = description;
            terms.retain(|term| !tidy::is_empty(term));
            if !terms.is_empty() && !details.is_empty() {
                good.push(Description { terms, details });
                continue;
            }
            // Half of a description is paragraphs.
            flow.out.extend((!good.is_empty()).then(|| Block::from(BlockKind::Descriptions(std::mem::take(&mut good)))));
            let strong = |pieces| Block::from(BlockKind::Paragraph(vec![Piece::Marked { mark: Mark::Strong, pieces }]));
            flow.out.extend(terms.into_iter().map(strong));
            flow.out.extend(details);
        }
        flow.out.extend((!good.is_empty()).then(|| Block::from(BlockKind::Descriptions(good))));
    }
}

/// Puts `list` into the list at the end of `blocks`, `level` lists deep; one
/// that is not new goes on with the list that is there, if it can.
pub(super) fn place(blocks: &mut Vec<Block>, level: usize, is_new: bool, list: Block) {
    let Some(Block { kind: BlockKind::List { kind, is_tight, items }, .. }) = blocks.last_mut() else {
        return blocks.push(list);
    };
    if let Some(last) = items.last_mut().filter(|_| level > 0) {
        return place(&mut last.blocks, level.min(LEVELS_MAX) - 1, is_new, list);
    }
    match list.kind {
        BlockKind::List { kind: other, is_tight: is_other_tight, items: more }
            if !is_new && goes_on(*kind, other, items.len()) =>
        {
            *is_tight &= is_other_tight;
            items.extend(more);
        }
        other => blocks.push(Block { kind: other, language: list.language }),
    }
}

/// Word and Google Docs have nine.
const LEVELS_MAX: usize = 9;

/// Whether a list of the kind `next` goes on with one of the kind `kind` with `count` items.
fn goes_on(kind: ListKind, next: ListKind, count: usize) -> bool {
    match (kind, next) {
        (ListKind::Bullet, ListKind::Bullet) => true,
        (ListKind::Numbered { start }, ListKind::Numbered { start: next }) => start.saturating_add(count as u64) == next,
        (ListKind::Bullet, ListKind::Numbered { .. }) | (ListKind::Numbered { .. }, ListKind::Bullet) => false,
    }
}

/// Whether `inner` belongs to this list, not to one inside it.
fn is_part_of(list: &Element, inner: &Element) -> bool {
    let is_it = |element: &Element| std::ptr::eq(element, inner);
    list.elements().any(|child| is_it(child) || (child.name == "div" && child.elements().any(is_it)))
}

fn is_short(item: &Item) -> bool {
    let is_list = |block: &Block| matches!(block.kind, BlockKind::List { .. });
    let rest = match item.blocks.split_first() {
        Some((Block { kind: BlockKind::Paragraph(_), .. }, rest)) => rest,
        _ => &item.blocks,
    };
    rest.iter().all(is_list)
}

/// What a check box at the start of an item says, or in our own editions its state.
fn task(item: &Element) -> Option<Task> {
    let boxes = |element: &&Element| element.name == "input" && element.attribute("type") == Some("checkbox");
    let mut first = item.elements().chain(item.elements().take(1).flat_map(Element::elements));
    if let Some(found) = first.find(boxes) {
        return Some(if found.attribute("checked").is_some() { Task::Done } else { Task::Open });
    }
    let state = item.elements().find(|inner| inner.has_class("state"))?;
    match (state.has_class("done"), state.has_class("open")) {
        (true, _) => Some(Task::Done),
        (false, true) => Some(Task::Open),
        (false, false) => None,
    }
}
