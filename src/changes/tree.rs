//! The parts of a document as one list, so that parts of two documents can be
//! compared, paired and found again.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::diagnostics::Span;
use crate::document::{Block, BlockKind, Cell, Description, Document, Item, Note, Section, plain_text};

/// Which of [`Tree::nodes`].
pub type NodeId = usize;

/// The parts of a document; the first is the whole of it.
pub struct Tree<'a> {
    pub nodes: Vec<Node<'a>>,
    anchors: HashSet<&'a str>,
}

/// A part of a document.
pub struct Node<'a> {
    pub part: Part<'a>,
    /// All that it says.
    pub text: String,
    /// The same for parts that say the same in the same form.
    pub key: u64,
    /// What it holds, in lists that are each compared by themselves.
    pub lists: Vec<Vec<NodeId>>,
}

#[derive(Clone, Copy)]
pub enum Part<'a> {
    /// Lists: opening, sections, notes.
    Document,
    /// Lists: blocks, sections.
    Section(&'a Section),
    /// Lists: the items, rows, descriptions or blocks that it holds, if it holds any.
    Block(&'a Block),
    /// List: blocks.
    Item(&'a Item),
    Row(&'a [Cell]),
    /// List: details.
    Description(&'a Description),
    /// List: blocks.
    Note(&'a Note),
}

/// Parts of one kind can become one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    Document,
    Section,
    /// A paragraph, or the key sentence.
    Prose,
    List,
    Quotation,
    Callout,
    Table,
    Code,
    Figure,
    Descriptions,
    Divider,
    Item,
    Row,
    Description,
    Note,
}

impl<'a> Tree<'a> {
    pub fn of(document: &'a Document) -> Self {
        let mut tree = Self { nodes: Vec::new(), anchors: HashSet::new() };
        tree.nodes.push(Node { part: Part::Document, text: String::new(), key: 0, lists: Vec::new() });
        let opening = tree.blocks(&document.opening);
        let sections = tree.sections(&document.sections);
        let notes = document.notes.iter().map(|note| {
            let blocks = tree.blocks(&note.blocks);
            tree.add(Part::Note(note), "", vec![blocks])
        });
        let notes = notes.collect();
        tree.nodes[0].lists = vec![opening, sections, notes];
        tree
    }

    /// Whether one of its sections has this anchor.
    pub fn has_section(&self, anchor: &str) -> bool {
        self.anchors.contains(anchor)
    }

    pub fn kind(&self, node: NodeId) -> Kind {
        match self.nodes[node].part {
            Part::Document => Kind::Document,
            Part::Section(_) => Kind::Section,
            Part::Block(block) => kind(block),
            Part::Item(_) => Kind::Item,
            Part::Row(_) => Kind::Row,
            Part::Description(_) => Kind::Description,
            Part::Note(_) => Kind::Note,
        }
    }

    /// The id of the part; of a row or description that of its first cell or term.
    pub fn id(&self, node: NodeId) -> &'a str {
        match self.nodes[node].part {
            Part::Document => "",
            Part::Section(section) => section.anchor.as_str(),
            Part::Block(block) => block.id.as_str(),
            Part::Item(item) => item.id.as_str(),
            Part::Row(cells) => cells.first().map_or("", |cell| cell.id.as_str()),
            Part::Description(description) => description.terms.first().map_or("", |term| term.id.as_str()),
            Part::Note(note) => note.anchor.as_str(),
        }
    }

    /// Where the part is written.
    pub fn span(&self, node: NodeId) -> Option<Span> {
        match self.nodes[node].part {
            Part::Document => None,
            Part::Section(section) => Some(section.span),
            Part::Block(block) => Some(block.span),
            Part::Item(item) => Some(item.span),
            Part::Row(cells) => cells.first().map(|cell| cell.span),
            Part::Description(description) => description.terms.first().map(|term| term.span),
            Part::Note(note) => Some(note.span),
        }
    }

    fn add(&mut self, part: Part<'a>, own: &str, lists: Vec<Vec<NodeId>>) -> NodeId {
        let mut text = own.to_string();
        for inner in lists.iter().flatten() {
            text.push('\n');
            text.push_str(&self.nodes[*inner].text);
        }
        self.nodes.push(Node { part, text, key: 0, lists });
        let node = self.nodes.len() - 1;
        let mut key = DefaultHasher::new();
        self.kind(node).hash(&mut key);
        self.nodes[node].text.hash(&mut key);
        for inner in self.nodes[node].lists.iter().flatten() {
            self.nodes[*inner].key.hash(&mut key);
        }
        self.nodes[node].key = key.finish();
        node
    }

    fn sections(&mut self, sections: &'a [Section]) -> Vec<NodeId> {
        let add = |section: &'a Section| {
            self.anchors.insert(section.anchor.as_str());
            let blocks = self.blocks(&section.blocks);
            let inner = self.sections(&section.sections);
            self.add(Part::Section(section), &plain_text(&section.title), vec![blocks, inner])
        };
        sections.iter().map(add).collect()
    }

    fn blocks(&mut self, blocks: &'a [Block]) -> Vec<NodeId> {
        blocks.iter().map(|block| self.block(block)).collect()
    }

    fn block(&mut self, block: &'a Block) -> NodeId {
        let (own, list) = match &block.kind {
            BlockKind::Paragraph(inlines) | BlockKind::KeySentence(inlines) => (plain_text(inlines), Vec::new()),
            BlockKind::List(list) => {
                let items = list.items.iter().map(|item| {
                    let blocks = self.blocks(&item.blocks);
                    self.add(Part::Item(item), "", vec![blocks])
                });
                (String::new(), vec![items.collect()])
            }
            BlockKind::Quotation(quotation) => {
                (quotation.attribution.as_deref().map(plain_text).unwrap_or_default(), vec![self.blocks(&quotation.blocks)])
            }
            BlockKind::Callout(callout) => {
                (callout.title.as_deref().map(plain_text).unwrap_or_default(), vec![self.blocks(&callout.blocks)])
            }
            BlockKind::Table(table) => {
                let rows = table.rows.iter().map(|cells| self.add(Part::Row(cells), &joined(cells), Vec::new())).collect();
                (joined(&table.header), vec![rows])
            }
            BlockKind::Code(code) => (code.text.clone(), Vec::new()),
            BlockKind::Figure(figure) => {
                let caption = figure.caption.as_deref().map(plain_text).unwrap_or_default();
                (format!("{}\n{}\n{caption}", figure.image.0, figure.alternative.content), Vec::new())
            }
            BlockKind::Descriptions(descriptions) => {
                let entries = descriptions.iter().map(|description| {
                    let details = self.blocks(&description.details);
                    let terms: Vec<String> = description.terms.iter().map(|term| plain_text(&term.inlines)).collect();
                    self.add(Part::Description(description), &terms.join("\n"), vec![details])
                });
                (String::new(), vec![entries.collect()])
            }
            BlockKind::Divider => (String::new(), Vec::new()),
        };
        self.add(Part::Block(block), &own, list)
    }
}

fn kind(block: &Block) -> Kind {
    match &block.kind {
        BlockKind::Paragraph(_) | BlockKind::KeySentence(_) => Kind::Prose,
        BlockKind::List(_) => Kind::List,
        BlockKind::Quotation(_) => Kind::Quotation,
        BlockKind::Callout(_) => Kind::Callout,
        BlockKind::Table(_) => Kind::Table,
        BlockKind::Code(_) => Kind::Code,
        BlockKind::Figure(_) => Kind::Figure,
        BlockKind::Descriptions(_) => Kind::Descriptions,
        BlockKind::Divider => Kind::Divider,
    }
}

fn joined(cells: &[Cell]) -> String {
    cells.iter().map(|cell| plain_text(&cell.inlines)).collect::<Vec<_>>().join("\n")
}
