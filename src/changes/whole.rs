//! Parts that only one of the two versions has.

use super::edit::{Edit, EditKind, PartKind, PartOf};
use super::marking::whole;
use super::names::{OwnNames, was};
use super::redline::{Redliner, said};
use super::tokens::{Names, Token, inlines, tokens};
use super::tree::{NodeId, Part, Tree};
use crate::diagnostics::Span;
use crate::document::{
    Anchor, Block, BlockKind, Callout, Cell, Change, Description, Inline, Item, List, Note, Quotation, Section, Table, Term,
};

impl<'a> Redliner<'a> {
    pub(super) fn tree(&self, change: Change) -> &'a Tree<'a> {
        match change {
            Change::Inserted => self.new_tree,
            Change::Deleted => self.old_tree,
        }
    }

    /// A section that only one version has at this place.
    pub(super) fn lone_section(&mut self, change: Change, node: NodeId) -> Option<Section> {
        if let Some(section) = self.moved_section(change, node) {
            return Some(section);
        }
        self.enter_node(change, node);
        self.record_whole(change, node);
        self.whole_section(change, node)
    }

    /// A block that only one version has at this place.
    pub(super) fn lone_block(&mut self, change: Change, node: NodeId) -> Option<Block> {
        if let Some(block) = self.moved_block(change, node) {
            return Some(block);
        }
        self.record_whole(change, node);
        self.whole_block(change, node)
    }

    /// An item that only one version has at this place.
    pub(super) fn lone_item(&mut self, change: Change, node: NodeId) -> Option<Item> {
        if let Some(item) = self.moved_item(change, node) {
            return Some(item);
        }
        self.record_whole(change, node);
        self.whole_item(change, node)
    }

    /// A description that only one version has at this place.
    pub(super) fn lone_description(&mut self, change: Change, node: NodeId) -> Option<Description> {
        if let Some(description) = self.moved_description(change, node) {
            return Some(description);
        }
        self.record_whole(change, node);
        self.whole_description(change, node)
    }

    /// A note that only one version has.
    pub(super) fn lone_note(&mut self, change: Change, node: NodeId) -> Option<Note> {
        let Part::Note(note) = self.tree(change).nodes[node].part else { return None };
        let inner: &'a [NodeId] = self.tree(change).nodes[node].lists.first().map_or(&[], Vec::as_slice);
        self.record_whole(change, node);
        let blocks = self.whole_blocks(change, inner);
        let id = match change {
            Change::Inserted => note.id,
            Change::Deleted => self.names.note(note.id),
        };
        Some(Note { id, anchor: self.id(change, &note.anchor), blocks, ..note.clone() })
    }

    /// Records a part that only one version has, without what it holds that the other
    /// has elsewhere. A list or an item of which nothing is left then is no edit.
    pub(super) fn record_whole(&mut self, change: Change, node: NodeId) {
        let tree = self.tree(change);
        let text = tree.text_without(node, &|inner| self.other_place(change, inner).is_some());
        let of = PartOf::of(tree, node);
        let is_empty = text.is_empty() && !tree.nodes[node].text.is_empty();
        if !(is_empty && matches!(of, PartOf::List | PartOf::Item | PartOf::Descriptions)) {
            self.record_whole_as(change, tree.id(node), of, &text);
        }
    }

    pub(super) fn record_whole_as(&mut self, change: Change, id: &str, of: PartOf, text: &str) {
        let (kind, part, new_id, old_id) = match change {
            Change::Inserted => (EditKind::Inserted, PartKind::Inserted, Some(id), None),
            Change::Deleted => (EditKind::Deleted, PartKind::Deleted, None, Some(id)),
        };
        let (id, old_id) = (new_id.map(str::to_string), old_id.map(str::to_string));
        self.record(Edit { id, old_id, parts: said(part, text), ..Edit::new(kind, of) });
    }

    /// All of a run as a change.
    pub(super) fn whole_run(&self, change: Change, run: &[Inline], span: Span) -> Vec<Inline> {
        let names: &dyn Names = match change {
            Change::Inserted => &OwnNames,
            Change::Deleted => self.names,
        };
        inlines(&whole(tokens(run, names), change), span)
    }

    /// A run without marks, with what a redline calls its notes, images and links.
    pub(super) fn plain_run(&self, change: Change, run: &[Inline], span: Span) -> Vec<Inline> {
        match change {
            Change::Inserted => run.to_vec(),
            Change::Deleted => inlines(&tokens(run, self.names), span),
        }
    }

    /// Plain words as a change.
    pub(super) fn whole_text(&self, change: Change, text: &str, span: Span) -> Vec<Inline> {
        if text.is_empty() { Vec::new() } else { inlines(&whole(vec![Token::text(text)], change), span) }
    }

    pub(super) fn id(&self, change: Change, id: &Anchor) -> Anchor {
        match change {
            Change::Inserted => id.clone(),
            Change::Deleted => was(id.as_str()),
        }
    }

    pub(super) fn whole_section(&mut self, change: Change, node: NodeId) -> Option<Section> {
        let Part::Section(section) = self.tree(change).nodes[node].part else { return None };
        let [blocks, sections] = self.tree(change).nodes[node].lists.as_slice() else { return None };
        let marked = self.whole_run(change, &section.title, section.span);
        let said = self.titled(&self.id(change, &section.anchor), marked, section.span);
        let title = self.plain_run(change, &section.title, section.span);
        let blocks = std::iter::once(said).chain(self.whole_blocks(change, blocks)).collect();
        let inner = sections.iter().filter_map(|inner| match self.moved_section(change, *inner) {
            Some(section) => Some(section),
            None => self.whole_section(change, *inner),
        });
        let sections = inner.collect();
        Some(Section { anchor: self.id(change, &section.anchor), title, blocks, sections, span: section.span, comment: None })
    }

    fn whole_blocks(&mut self, change: Change, nodes: &[NodeId]) -> Vec<Block> {
        let mut blocks = Vec::new();
        for node in nodes {
            match self.moved_block(change, *node) {
                Some(moved) => blocks.push(moved),
                None => blocks.extend(self.whole_block(change, *node)),
            }
        }
        blocks
    }

    pub(super) fn whole_block(&mut self, change: Change, node: NodeId) -> Option<Block> {
        let Part::Block(block) = self.tree(change).nodes[node].part else { return None };
        let span = block.span;
        let inner: &'a [NodeId] = self.tree(change).nodes[node].lists.first().map_or(&[], Vec::as_slice);
        let option = |this: &Self, run: &Option<Vec<Inline>>| run.as_ref().map(|run| this.whole_run(change, run, span));
        let kind = match &block.kind {
            BlockKind::Paragraph(run) => BlockKind::Paragraph(self.whole_run(change, run, span)),
            BlockKind::KeySentence(run) => BlockKind::KeySentence(self.whole_run(change, run, span)),
            BlockKind::List(list) => {
                let items = inner.iter().filter_map(|item| match self.moved_item(change, *item) {
                    Some(item) => Some(item),
                    None => self.whole_item(change, *item),
                });
                BlockKind::List(List { kind: list.kind, is_tight: list.is_tight, items: items.collect() })
            }
            BlockKind::Quotation(quotation) => {
                let blocks = self.whole_blocks(change, inner);
                BlockKind::Quotation(Quotation { blocks, attribution: option(self, &quotation.attribution) })
            }
            BlockKind::Callout(callout) => {
                let title = option(self, &callout.title);
                BlockKind::Callout(Callout { kind: callout.kind, title, blocks: self.whole_blocks(change, inner) })
            }
            BlockKind::Table(table) => BlockKind::Table(self.whole_table(change, table)),
            BlockKind::Code(code) => BlockKind::ChangedCode(inlines(&whole(super::code::lines(&code.text), change), span)),
            BlockKind::ChangedCode(lines) => BlockKind::ChangedCode(self.whole_run(change, lines, span)),
            BlockKind::Figure(figure) => return Some(self.whole_figure(change, block, figure)),
            BlockKind::Descriptions(_) => {
                let entries = inner.iter().filter_map(|entry| self.whole_description(change, *entry));
                BlockKind::Descriptions(entries.collect())
            }
            BlockKind::Divider => BlockKind::Paragraph(self.whole_text(change, "* * *", span)),
        };
        let id = self.id(change, &block.id);
        Some(Block { id, kind, span, language: block.language.clone(), comment: None })
    }

    pub(super) fn whole_item(&mut self, change: Change, node: NodeId) -> Option<Item> {
        let Part::Item(item) = self.tree(change).nodes[node].part else { return None };
        let inner: &'a [NodeId] = self.tree(change).nodes[node].lists.first().map_or(&[], Vec::as_slice);
        let blocks = self.whole_blocks(change, inner);
        Some(Item { id: self.id(change, &item.id), task: item.task, blocks, span: item.span })
    }

    pub(super) fn whole_description(&mut self, change: Change, node: NodeId) -> Option<Description> {
        let Part::Description(description) = self.tree(change).nodes[node].part else { return None };
        let inner: &'a [NodeId] = self.tree(change).nodes[node].lists.first().map_or(&[], Vec::as_slice);
        let term = |term: &Term| Term {
            id: self.id(change, &term.id),
            inlines: self.whole_run(change, &term.inlines, term.span),
            span: term.span,
        };
        let terms = description.terms.iter().map(term).collect();
        Some(Description { terms, details: self.whole_blocks(change, inner) })
    }

    fn whole_table(&self, change: Change, table: &Table) -> Table {
        let row = |cells: &Vec<Cell>| cells.iter().map(|cell| self.whole_cell(change, cell)).collect();
        Table { alignments: table.alignments.clone(), header: row(&table.header), rows: table.rows.iter().map(row).collect() }
    }

    pub(super) fn whole_cell(&self, change: Change, cell: &Cell) -> Cell {
        Cell { id: self.id(change, &cell.id), inlines: self.whole_run(change, &cell.inlines, cell.span), span: cell.span }
    }
}
