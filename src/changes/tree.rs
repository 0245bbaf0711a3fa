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
    /// What holds each of them; the document holds itself.
    parents: Vec<NodeId>,
    anchors: HashSet<&'a str>,
}

/// A part of a document.
pub struct Node<'a> {
    pub part: Part<'a>,
    /// All that it says, a line for each run.
    pub text: String,
    /// What it says itself, before what it holds and after it.
    own: [String; 2],
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
        let mut tree = Self { nodes: Vec::new(), parents: Vec::new(), anchors: HashSet::new() };
        let own = [String::new(), String::new()];
        tree.nodes.push(Node { part: Part::Document, text: String::new(), own, key: 0, lists: Vec::new() });
        let opening = tree.blocks(&document.opening);
        let sections = tree.sections(&document.sections);
        let notes = document.notes.iter().map(|note| {
            let blocks = tree.blocks(&note.blocks);
            tree.add(Part::Note(note), ["", ""], vec![blocks])
        });
        let notes = notes.collect();
        tree.nodes[0].lists = vec![opening, sections, notes];
        tree.parents = vec![0; tree.nodes.len()];
        for (node, held) in tree.nodes.iter().enumerate() {
            held.lists.iter().flatten().for_each(|inner| tree.parents[*inner] = node);
        }
        tree
    }

    /// What holds the part.
    pub fn parent(&self, node: NodeId) -> NodeId {
        self.parents[node]
    }

    /// The section in which the part stands, or the document.
    pub fn home(&self, node: NodeId) -> NodeId {
        let parent = self.parents[node];
        match self.nodes[parent].part {
            Part::Document | Part::Section(_) => parent,
            Part::Block(_) | Part::Item(_) | Part::Row(_) | Part::Description(_) | Part::Note(_) => self.home(parent),
        }
    }

    /// The first of what the part holds, or itself: parts with smaller numbers stand
    /// before it.
    pub fn first_inside(&self, node: NodeId) -> NodeId {
        let first = self.nodes[node].lists.iter().flatten().next();
        first.map_or(node, |first| self.first_inside(*first))
    }

    /// What the part says without what `is_elsewhere`.
    pub fn text_without(&self, node: NodeId, is_elsewhere: &dyn Fn(NodeId) -> bool) -> String {
        if is_elsewhere(node) {
            return String::new();
        }
        let Node { own: [before, after], lists, .. } = &self.nodes[node];
        let inner = lists.iter().flatten().map(|inner| self.text_without(*inner, is_elsewhere));
        lines(std::iter::once(before.clone()).chain(inner).chain([after.clone()]))
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

    pub fn is_key_sentence(&self, node: NodeId) -> bool {
        matches!(self.nodes[node].part, Part::Block(Block { kind: BlockKind::KeySentence(_), .. }))
    }

    /// Whether it holds nothing but words, in whatever form: paragraphs, lists,
    /// quotations and callouts of them. An item that holds more than paragraphs keeps
    /// its form, so that what is indented is told as moved.
    pub fn is_words(&self, node: NodeId) -> bool {
        let is_words = match self.kind(node) {
            Kind::Prose | Kind::List | Kind::Quotation | Kind::Callout | Kind::Item => true,
            Kind::Document | Kind::Section | Kind::Table | Kind::Code | Kind::Figure => false,
            Kind::Descriptions | Kind::Divider | Kind::Row | Kind::Description | Kind::Note => false,
        };
        let is_item = self.kind(node) == Kind::Item;
        let may_hold = |inner: NodeId| self.is_words(inner) && (!is_item || self.kind(inner) == Kind::Prose);
        is_words && self.nodes[node].lists.iter().flatten().all(|inner| may_hold(*inner))
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

    /// A part that says `own` before and after what is in `lists`.
    fn add(&mut self, part: Part<'a>, own: [&str; 2], lists: Vec<Vec<NodeId>>) -> NodeId {
        let own = own.map(str::to_string);
        let inner = lists.iter().flatten().map(|inner| self.nodes[*inner].text.clone());
        let text = lines(std::iter::once(own[0].clone()).chain(inner).chain([own[1].clone()]));
        self.nodes.push(Node { part, text, own, key: 0, lists });
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
            self.add(Part::Section(section), [&plain_text(&section.title), ""], vec![blocks, inner])
        };
        sections.iter().map(add).collect()
    }

    fn blocks(&mut self, blocks: &'a [Block]) -> Vec<NodeId> {
        blocks.iter().map(|block| self.block(block)).collect()
    }

    fn block(&mut self, block: &'a Block) -> NodeId {
        let (before, list) = match &block.kind {
            BlockKind::Paragraph(inlines) | BlockKind::KeySentence(inlines) => (plain_text(inlines), Vec::new()),
            BlockKind::List(list) => {
                let items = list.items.iter().map(|item| {
                    let blocks = self.blocks(&item.blocks);
                    self.add(Part::Item(item), ["", ""], vec![blocks])
                });
                (String::new(), vec![items.collect()])
            }
            BlockKind::Quotation(quotation) => {
                let blocks = self.blocks(&quotation.blocks);
                let attribution = quotation.attribution.as_deref().map(plain_text).unwrap_or_default();
                return self.add(Part::Block(block), ["", &attribution], vec![blocks]);
            }
            BlockKind::Callout(callout) => {
                (callout.title.as_deref().map(plain_text).unwrap_or_default(), vec![self.blocks(&callout.blocks)])
            }
            BlockKind::Table(table) => {
                let rows =
                    table.rows.iter().map(|cells| self.add(Part::Row(cells), [&joined(cells), ""], Vec::new())).collect();
                (joined(&table.header), vec![rows])
            }
            BlockKind::Code(code) => (code.text.clone(), Vec::new()),
            BlockKind::ChangedCode(lines) => (plain_text(lines), Vec::new()),
            BlockKind::Figure(figure) => {
                let caption = figure.caption.as_deref().map(plain_text).unwrap_or_default();
                (format!("{}\n{}\n{caption}", figure.image.0, figure.alternative.content), Vec::new())
            }
            BlockKind::Descriptions(descriptions) => {
                let entries = descriptions.iter().map(|description| {
                    let details = self.blocks(&description.details);
                    let terms: Vec<String> = description.terms.iter().map(|term| plain_text(&term.inlines)).collect();
                    self.add(Part::Description(description), [&terms.join("\n"), ""], vec![details])
                });
                (String::new(), vec![entries.collect()])
            }
            BlockKind::Divider => (String::new(), Vec::new()),
        };
        self.add(Part::Block(block), [&before, ""], list)
    }
}

fn kind(block: &Block) -> Kind {
    match &block.kind {
        BlockKind::Paragraph(_) | BlockKind::KeySentence(_) => Kind::Prose,
        BlockKind::List(_) => Kind::List,
        BlockKind::Quotation(_) => Kind::Quotation,
        BlockKind::Callout(_) => Kind::Callout,
        BlockKind::Table(_) => Kind::Table,
        BlockKind::Code(_) | BlockKind::ChangedCode(_) => Kind::Code,
        BlockKind::Figure(_) => Kind::Figure,
        BlockKind::Descriptions(_) => Kind::Descriptions,
        BlockKind::Divider => Kind::Divider,
    }
}

fn joined(cells: &[Cell]) -> String {
    cells.iter().map(|cell| plain_text(&cell.inlines)).collect::<Vec<_>>().join("\n")
}

/// The `texts` that say something, a line each.
fn lines(texts: impl Iterator<Item = String>) -> String {
    texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
}
