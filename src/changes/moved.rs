//! Passages that stand elsewhere now: shown whole where they stand, named where
//! they stood, each with a link to the other place.

use super::edit::{Edit, EditKind, Part, PartKind, PartOf, SectionOfEdit};
use super::names::was;
use super::redline::Redliner;
use super::summary::spoken_phrase;
use super::tree::{Kind, NodeId};
use crate::diagnostics::Span;
use crate::document::{
    Anchor, Block, BlockKind, Callout, CalloutKind, Change, Inline, Item, Link, Section, Target, plain_text,
};

/// How much of a passage says which one it is.
const LETTERS_SHOWN: usize = 70;

impl<'a> Redliner<'a> {
    pub(super) fn new_section(&mut self, new: NodeId) -> Option<Section> {
        if let Some(section) = self.moved_section(Change::Inserted, new) {
            return Some(section);
        }
        self.enter_node(Change::Inserted, new);
        self.record_whole(Change::Inserted, new);
        self.whole_section(Change::Inserted, new)
    }

    pub(super) fn gone_section(&mut self, old: NodeId) -> Option<Section> {
        if let Some(section) = self.moved_section(Change::Deleted, old) {
            return Some(section);
        }
        self.enter_node(Change::Deleted, old);
        self.record_whole(Change::Deleted, old);
        self.whole_section(Change::Deleted, old)
    }

    pub(super) fn new_block(&mut self, new: NodeId) -> Option<Block> {
        if let Some(block) = self.moved_block(Change::Inserted, new) {
            return Some(block);
        }
        self.record_whole(Change::Inserted, new);
        self.whole_block(Change::Inserted, new)
    }

    pub(super) fn gone_block(&mut self, old: NodeId) -> Option<Block> {
        if let Some(block) = self.moved_block(Change::Deleted, old) {
            return Some(block);
        }
        self.record_whole(Change::Deleted, old);
        self.whole_block(Change::Deleted, old)
    }

    pub(super) fn new_item(&mut self, new: NodeId) -> Option<Item> {
        if let Some(item) = self.moved_item(Change::Inserted, new) {
            return Some(item);
        }
        self.record_whole(Change::Inserted, new);
        self.whole_item(Change::Inserted, new)
    }

    pub(super) fn gone_item(&mut self, old: NodeId) -> Option<Item> {
        if let Some(item) = self.moved_item(Change::Deleted, old) {
            return Some(item);
        }
        self.record_whole(Change::Deleted, old);
        self.whole_item(Change::Deleted, old)
    }

    /// The other place of a part that was moved.
    fn other_place(&self, change: Change, node: NodeId) -> Option<NodeId> {
        match change {
            Change::Inserted => self.plan.moved_from.get(&node).copied(),
            Change::Deleted => self.plan.moved_to.get(&node).copied(),
        }
    }

    pub(super) fn moved_section(&mut self, change: Change, node: NodeId) -> Option<Section> {
        let other = self.other_place(change, node)?;
        match change {
            Change::Inserted => {
                self.enter_node(change, node);
                self.record_move(other, node);
                let remark = self.remark(change, other, node);
                let section = self.section_of_both(other, node)?;
                let id = moved(section.anchor.as_str());
                let note = self.callout(id, section.span, remark, Vec::new());
                Some(Section { blocks: std::iter::once(note).chain(section.blocks).collect(), ..section })
            }
            Change::Deleted => {
                let super::tree::Part::Section(section) = self.old_tree.nodes[node].part else { return None };
                let title = self.plain_run(change, &section.title, section.span);
                let remark = self.remark(change, node, other);
                let anchor = was(section.anchor.as_str());
                let note = self.callout(Anchor::new(format!("{anchor}.1")), section.span, remark, Vec::new());
                Some(Section { anchor, title, blocks: vec![note], sections: Vec::new(), span: section.span, comment: None })
            }
        }
    }

    pub(super) fn moved_block(&mut self, change: Change, node: NodeId) -> Option<Block> {
        let other = self.other_place(change, node)?;
        match change {
            Change::Inserted => {
                self.record_move(other, node);
                let remark = self.remark(change, other, node);
                let blocks = self.block(other, node);
                let first = blocks.first()?;
                let id = moved(self.new_tree.id(node));
                Some(self.callout(id, first.span, remark, blocks))
            }
            Change::Deleted => {
                let super::tree::Part::Block(block) = self.old_tree.nodes[node].part else { return None };
                let remark = self.remark(change, node, other);
                let excerpt = self.excerpt(node, block.span);
                let id = was(block.id.as_str());
                let shown = Block {
                    id: Anchor::new(format!("{id}.1")),
                    kind: BlockKind::Paragraph(vec![excerpt]),
                    span: block.span,
                    language: block.language.clone(),
                    comment: None,
                };
                Some(self.callout(id, block.span, remark, vec![shown]))
            }
        }
    }

    /// Where items stand close together, what is said of the move stands in their line.
    pub(super) fn moved_item(&mut self, change: Change, node: NodeId) -> Option<Item> {
        let other = self.other_place(change, node)?;
        let said = |remark: Vec<Inline>, span: Span| {
            [vec![Inline::Emphasis(remark)], vec![Inline::Text { text: " ".into(), span }]].concat()
        };
        match change {
            Change::Inserted => {
                self.record_move(other, node);
                let remark = self.remark(change, other, node);
                let mut item = self.item(other, node)?;
                let remark = said(remark, item.span);
                super::code::before_words(&mut item.blocks, remark, &item.id, item.span);
                Some(item)
            }
            Change::Deleted => {
                let super::tree::Part::Item(item) = self.old_tree.nodes[node].part else { return None };
                let mut run = said(self.remark(change, node, other), item.span);
                run.push(self.excerpt(node, item.span));
                let id = was(item.id.as_str());
                let kind = BlockKind::Paragraph(run);
                let block = Block { id: Anchor::new(format!("{id}.p1")), kind, span: item.span, language: None, comment: None };
                Some(Item { id, task: None, blocks: vec![block], span: item.span })
            }
        }
    }

    fn enter_node(&mut self, change: Change, node: NodeId) {
        let tree = match change {
            Change::Inserted => self.new_tree,
            Change::Deleted => self.old_tree,
        };
        if let super::tree::Part::Section(section) = tree.nodes[node].part {
            let anchor = match change {
                Change::Inserted => section.anchor.clone(),
                Change::Deleted => was(section.anchor.as_str()),
            };
            self.section = Some(SectionOfEdit { anchor: anchor.as_str().to_string(), title: plain_text(&section.title) });
        }
    }

    fn record_move(&mut self, old: NodeId, new: NodeId) {
        self.record(Edit {
            id: Some(self.new_tree.id(new).to_string()),
            old_id: Some(self.old_tree.id(old).to_string()),
            from: self.old_section(old).cloned(),
            parts: vec![Part::new(PartKind::Same, self.new_tree.nodes[new].text.trim())],
            ..Edit::new(EditKind::Moved, PartOf::of(self.new_tree.kind(new)))
        });
    }

    /// `Moved here from …`, or `Moved from here to …`, as a link to the other place.
    fn remark(&self, change: Change, old: NodeId, new: NodeId) -> Vec<Inline> {
        let title = &self.new.metadata.title;
        let (said, target, span) = match change {
            Change::Inserted => {
                let place = self.old_section(old).map_or(title.clone(), |section| section.title.as_str().into());
                (self.words.moved_here_from(place), was(self.old_tree.id(old)), span_of(self.new_tree, new))
            }
            Change::Deleted => {
                let place = self.new_section_of(new).map_or(title.clone(), |section| section.title.as_str().into());
                (self.words.moved_away_to(place), self.place_of_moved(new), span_of(self.old_tree, old))
            }
        };
        let inlines = spoken_phrase(&said, span);
        vec![Inline::Link(Link { target: Target::Anchor(target), inlines, span })]
    }

    /// The id at which the redline shows a passage that was moved.
    fn place_of_moved(&self, new: NodeId) -> Anchor {
        let id = self.new_tree.id(new);
        match self.new_tree.kind(new) {
            Kind::Section | Kind::Item => Anchor::new(id),
            Kind::Document
            | Kind::Prose
            | Kind::List
            | Kind::Quotation
            | Kind::Callout
            | Kind::Table
            | Kind::Code
            | Kind::Figure
            | Kind::Descriptions
            | Kind::Divider
            | Kind::Row
            | Kind::Description
            | Kind::Note => moved(id),
        }
    }

    fn excerpt(&self, old: NodeId, span: Span) -> Inline {
        let text = self.old_tree.nodes[old].text.trim().replace('\n', " ");
        Inline::Text { text: shortened(&text), span }
    }

    pub(super) fn callout(&self, id: Anchor, span: Span, title: Vec<Inline>, blocks: Vec<Block>) -> Block {
        let kind = BlockKind::Callout(Callout { kind: CalloutKind::Note, title: Some(title), blocks });
        Block { id, kind, span, language: None, comment: None }
    }
}

/// The id of the box around a passage that was moved.
fn moved(id: &str) -> Anchor {
    Anchor::new(format!("_moved-{id}"))
}

fn span_of(tree: &super::tree::Tree, node: NodeId) -> Span {
    tree.span(node).expect("a part that moves is written somewhere")
}

/// The first words of `text`.
fn shortened(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(LETTERS_SHOWN) else { return text.to_string() };
    let end = text[..end].rfind(' ').unwrap_or(end);
    format!("{} …", text[..end].trim_end())
}
