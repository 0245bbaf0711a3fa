//! Lists of both versions as one. The numbers of a numbered list are those of the new
//! version: what is gone stands with its old number in the item before it.

use super::align::Step;
use super::code::before_words;
use super::edit::{Edit, EditKind, Part, PartKind, PartOf};
use super::marking::whole;
use super::names::was;
use super::redline::{Redliner, Run};
use super::tokens::{Token, inlines};
use super::tree::{NodeId, Part as Of};
use crate::document::{Block, BlockKind, Change, Changed, Description, Inline, Item, List, ListKind, Term};

impl<'a> Redliner<'a> {
    /// The list of both; `old` and `new` are the parts of the two trees.
    pub(super) fn list(&mut self, old: NodeId, new: NodeId, before: &List, after: &List) -> BlockKind {
        let steps = self.plan.steps(old, new).first().map_or(&[][..], Vec::as_slice);
        let mut items = match after.kind {
            ListKind::Bullet => self.items(steps),
            ListKind::Numbered { .. } => self.numbered_items(steps, before),
        };
        if before.kind != after.kind {
            self.renumbered(old, new, [before.kind, after.kind], &mut items);
        }
        BlockKind::List(List { kind: after.kind, is_tight: after.is_tight, items })
    }

    fn items(&mut self, steps: &'a [Step]) -> Vec<Item> {
        steps.iter().flat_map(|step| self.items_of(step)).collect()
    }

    fn items_of(&mut self, step: &'a Step) -> Vec<Item> {
        match step {
            Step::Pair(old, new) => self.item(*old, *new).into_iter().collect(),
            Step::New(new) => self.lone_item(Change::Inserted, *new).into_iter().collect(),
            Step::Gone(old) => self.lone_item(Change::Deleted, *old).into_iter().collect(),
            Step::Reshaped(olds, news) => self.reshaped_items(olds, news),
        }
    }

    fn numbered_items(&mut self, steps: &'a [Step], old: &List) -> Vec<Item> {
        let mut items: Vec<Item> = Vec::new();
        // What is gone before the first item.
        let mut waiting: Vec<Block> = Vec::new();
        for step in steps {
            let shown = self.items_of(step);
            if let Step::Gone(node) = step {
                let blocks = shown.into_iter().flat_map(|item| self.with_old_number(*node, item, old));
                match items.last_mut() {
                    Some(last) => last.blocks.extend(blocks),
                    None => waiting.extend(blocks),
                }
                continue;
            }
            for mut item in shown {
                item.blocks.splice(0..0, std::mem::take(&mut waiting));
                items.push(item);
            }
        }
        items
    }

    /// The blocks of an item that is gone or elsewhere, after the number that it had.
    fn with_old_number(&self, node: NodeId, item: Item, list: &List) -> Vec<Block> {
        let Item { id, task: _, mut blocks, span } = item;
        let at = list.items.iter().position(|item| item.id.as_str() == self.old_tree.id(node)).unwrap_or_default();
        let label = Inline::Text { text: format!("{} ", self.label(list.kind, at)), span };
        match blocks.first_mut().map(|block| &mut block.kind) {
            Some(BlockKind::Paragraph(run)) => match run.first_mut() {
                Some(Inline::Changed(Changed { change: Some(Change::Deleted), inlines, .. })) => inlines.insert(0, label),
                _ => run.insert(0, label),
            },
            _ => before_words(&mut blocks, vec![label], &id, span),
        }
        blocks
    }

    /// What stands before an item of a list: `2.`
    fn label(&self, kind: ListKind, at: usize) -> String {
        match kind {
            ListKind::Bullet => "•".to_string(),
            ListKind::Numbered { start } => {
                let number = usize::try_from(start).unwrap_or(usize::MAX).saturating_add(at);
                format!("{}.", self.new.metadata.language.number(number))
            }
        }
    }

    /// A list with numbers in the place of bullets, or other numbers: said before its
    /// first words.
    fn renumbered(&mut self, old: NodeId, new: NodeId, kinds: [ListKind; 2], items: &mut [Item]) {
        let [was, is] = kinds.map(|kind| self.label(kind, 0));
        self.record(Edit {
            id: Some(self.new_tree.id(new).to_string()),
            old_id: Some(self.old_tree.id(old).to_string()),
            parts: vec![Part::new(PartKind::Deleted, was.as_str()), Part::new(PartKind::Inserted, is.as_str())],
            ..Edit::new(EditKind::Marked, PartOf::List)
        });
        if let Some(first) = items.first_mut() {
            let word = |text: &str, change| whole(vec![Token::text(text)], change);
            let tokens = [word(&was, Change::Deleted), word(&is, Change::Inserted), vec![Token::text(" ")]].concat();
            before_words(&mut first.blocks, inlines(&tokens, first.span), &first.id, first.span);
        }
    }

    pub(super) fn item(&mut self, old: NodeId, new: NodeId) -> Option<Item> {
        let (Of::Item(before), Of::Item(after)) = (self.old_tree.nodes[old].part, self.new_tree.nodes[new].part) else {
            return None;
        };
        let mut blocks = self.blocks_of_part(old, new, PartOf::Item);
        if before.task != after.task {
            self.task(before, after, &mut blocks);
        }
        Some(Item { id: after.id.clone(), task: after.task, blocks, span: after.span })
    }

    pub(super) fn descriptions(&mut self, steps: &'a [Step]) -> Vec<Description> {
        let mut descriptions = Vec::new();
        for step in steps {
            match step {
                Step::Pair(old, new) => descriptions.extend(self.description(*old, *new)),
                Step::New(new) => descriptions.extend(self.lone_description(Change::Inserted, *new)),
                Step::Gone(old) => descriptions.extend(self.lone_description(Change::Deleted, *old)),
                Step::Reshaped(..) => unreachable!("only blocks and items hold nothing but words"),
            }
        }
        descriptions
    }

    pub(super) fn description(&mut self, old: NodeId, new: NodeId) -> Option<Description> {
        let (Of::Description(before), Of::Description(after)) = (self.old_tree.nodes[old].part, self.new_tree.nodes[new].part)
        else {
            return None;
        };
        let mut terms = Vec::new();
        for at in 0..before.terms.len().max(after.terms.len()) {
            let (was_there, is_there) = (before.terms.get(at), after.terms.get(at));
            let Some(shown) = is_there.or(was_there) else { continue };
            let run = Run {
                old: was_there.map_or(&[], |term| &term.inlines),
                new: is_there.map_or(&[], |term| &term.inlines),
                of: PartOf::Term,
                old_id: was_there.map_or("", |term| term.id.as_str()),
                id: is_there.map_or("", |term| term.id.as_str()),
                span: shown.span,
            };
            let id = is_there.map_or_else(|| was(shown.id.as_str()), |term| term.id.clone());
            terms.push(Term { id, inlines: self.run(run), span: shown.span });
        }
        Some(Description { terms, details: self.blocks_of_part(old, new, PartOf::Description) })
    }
}
