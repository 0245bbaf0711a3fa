//! Lists, tasks and lists of descriptions.

use super::blocks::Flow;
use super::notes::key;
use super::{Here, Reader};
use crate::document::{ListKind, Task};
use crate::elements::{Element, Node};
use crate::import::manuscript::{Block, BlockKind, Description, Item, task_of_sign};
use crate::import::tidy;
use crate::markdown::{Mark, Piece};

impl Reader<'_> {
    /// The list that `element` is; words that stand before its items go into `before`.
    pub(super) fn list(&mut self, element: &Element, here: &Here, before: &mut Flow) -> Option<BlockKind> {
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
        let (items, has_paragraphs) = self.items(element, &here, before);
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

    /// The items of a list, and whether one of them has paragraphs.
    fn items(&mut self, element: &Element, here: &Here, before: &mut Flow) -> (Vec<Item>, bool) {
        let mut items: Vec<Item> = Vec::new();
        let mut has_paragraphs = false;
        let mut strays = Flow::default();
        for node in &element.nodes {
            let Some(item) = named(node, &["li"]) else {
                self.flow_into(&mut std::iter::once(node), here, &mut strays);
                continue;
            };
            if self.is_left_out(item) {
                continue;
            }
            self.put_strays(&mut strays, here, &mut items, before);
            self.enter_places(item);
            let here = self.entered(item, here);
            has_paragraphs |= item.elements().any(|block| block.name == "p");
            let mut blocks = self.flow(&item.nodes, &here);
            if !blocks.is_empty() || (self.is_own && !self.holds_a_note(item)) {
                let task = task(item).or_else(|| task_of_sign(&mut blocks));
                items.push(Item { task, blocks });
            }
        }
        self.put_strays(&mut strays, here, &mut items, before);
        (items, has_paragraphs)
    }

    /// What stands beside the items of a list belongs to the last one, inside of
    /// which browsers show it; before the first one, lists are an item, and words stand for themselves.
    fn put_strays(&mut self, strays: &mut Flow, here: &Here, items: &mut Vec<Item>, before: &mut Flow) {
        self.flush(here, strays);
        let blocks = std::mem::take(&mut strays.out);
        let are_lists = blocks.iter().all(|block| matches!(block.kind, BlockKind::List { .. }));
        match items.last_mut() {
            _ if blocks.is_empty() => {}
            Some(last) => last.blocks.extend(blocks),
            None if are_lists => items.push(Item { task: None, blocks }),
            None => before.out.extend(blocks),
        }
    }

    /// Whether `item` is of a list of notes.
    fn holds_a_note(&self, item: &Element) -> bool {
        item.elements().any(|inner| self.notes.bodies.contains_key(&key(inner)))
    }

    pub(super) fn descriptions(&mut self, element: &Element, here: &Here, flow: &mut Flow) {
        let here = Here { depth: here.depth + 1, ..here.clone() };
        let mut list: Vec<Description> = Vec::new();
        let mut strays = Flow::default();
        for node in parts(element) {
            let Some(inner) = named(node, &["dt", "dd"]) else {
                self.flow_into(&mut std::iter::once(node), &here, &mut strays);
                continue;
            };
            self.flush(&here, &mut strays);
            detail(&mut list, std::mem::take(&mut strays.out));
            self.enter_places(inner);
            let here = self.entered(inner, &here);
            if inner.name == "dd" {
                detail(&mut list, self.flow(&inner.nodes, &here));
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
        self.flush(&here, &mut strays);
        detail(&mut list, strays.out);
        describe(list, flow);
    }
}

/// Half of a description is paragraphs.
fn describe(list: Vec<Description>, flow: &mut Flow) {
    let mut good: Vec<Description> = Vec::new();
    for description in list {
        let Description { mut terms, details } = description;
        terms.retain(|term| !tidy::is_empty(term));
        if !terms.is_empty() && !details.is_empty() {
            good.push(Description { terms, details });
            continue;
        }
        flow.out.extend((!good.is_empty()).then(|| Block::from(BlockKind::Descriptions(std::mem::take(&mut good)))));
        let strong = |pieces| Block::from(BlockKind::Paragraph(vec![Piece::Marked { mark: Mark::Strong, pieces }]));
        flow.out.extend(terms.into_iter().map(strong));
        flow.out.extend(details);
    }
    flow.out.extend((!good.is_empty()).then(|| Block::from(BlockKind::Descriptions(good))));
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

/// What a list of descriptions holds, itself or in groups.
fn parts(list: &Element) -> impl Iterator<Item = &Node> {
    list.nodes.iter().flat_map(|node| named(node, &["div"]).map_or(std::slice::from_ref(node), |group| &group.nodes))
}

/// The element that `node` is, if it has one of these names.
fn named<'n>(node: &'n Node, names: &[&str]) -> Option<&'n Element> {
    match node {
        Node::Element(element) if names.contains(&element.name.as_str()) => Some(element),
        Node::Element(_) | Node::Text(_) => None,
    }
}

/// Adds `blocks` to what the last description of `list` says.
fn detail(list: &mut Vec<Description>, blocks: Vec<Block>) {
    match list.last_mut() {
        _ if blocks.is_empty() => {}
        Some(last) => last.details.extend(blocks),
        None => list.push(Description { terms: Vec::new(), details: blocks }),
    }
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
