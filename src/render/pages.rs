//! Where the pages of the printed edition begin: a reading group with paper,
//! telephones and laptops finds the same page.

use std::collections::BTreeMap;

use super::body::{Medium, Setting};
use super::markup::{Element, Node, element, text};
use crate::document::{Anchor, Changed, Inline};

/// The first word of the running text that begins on a page of the PDF. Pages
/// without running text (title page, contents, colophon) have none, and words of
/// notes do not count: on paper they stand at the foot, elsewhere at the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageStart {
    /// Which page of the file, from 1.
    pub number: usize,
    /// What is printed on it: `7`.
    pub label: String,
    /// The section, block, cell or term in whose run the word stands.
    pub run: Anchor,
    /// Where the word begins: bytes of the run's text and code before it.
    pub offset: usize,
}

impl PageStart {
    /// The id of its mark: `_page-7`.
    pub fn id(&self) -> String {
        format!("_page-{}", self.number)
    }
}

/// The page starts by the run in which they are. There are none where no PDF is
/// made beside the edition.
#[derive(Default)]
pub struct PageStarts<'a> {
    runs: BTreeMap<&'a Anchor, Vec<&'a PageStart>>,
}

impl<'a> PageStarts<'a> {
    pub fn new(list: &'a [PageStart]) -> Self {
        let mut runs: BTreeMap<&Anchor, Vec<&PageStart>> = BTreeMap::new();
        for start in list {
            runs.entry(&start.run).or_default().push(start);
        }
        Self { runs }
    }

    /// `nodes`, which show `inlines`, the run of `anchor`, one each, with a mark
    /// before every word that begins a page.
    pub fn marked(&self, setting: &Setting, anchor: &Anchor, inlines: &[Inline], nodes: Vec<Node>) -> Vec<Node> {
        let Some(starts) = self.runs.get(anchor) else { return nodes };
        let mut marker = Marker { setting, starts, at: 0 };
        let mut nodes = marker.inlines(inlines, nodes);
        nodes.extend(marker.starts.iter().map(|start| mark(setting, start)));
        nodes
    }
}

/// Goes through a run.
struct Marker<'a> {
    setting: &'a Setting<'a>,
    /// Those that are still to come, in order.
    starts: &'a [&'a PageStart],
    /// The bytes of text up to here.
    at: usize,
}

impl Marker<'_> {
    fn inlines(&mut self, inlines: &[Inline], nodes: Vec<Node>) -> Vec<Node> {
        inlines.iter().zip(nodes).flat_map(|(inline, node)| self.inline(inline, node)).collect()
    }

    fn inline(&mut self, inline: &Inline, node: Node) -> Vec<Node> {
        match inline {
            Inline::Text { text, .. } => self.text(text),
            Inline::Code { text, .. } => match node {
                Node::Element(code) => vec![Element { children: self.text(text), ..code }.into()],
                Node::Text(_) => self.text(text),
            },
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Strikethrough(inner)
            | Inline::Superscript(inner)
            | Inline::Subscript(inner)
            | Inline::Isolate(inner)
            | Inline::Keyboard(inner)
            | Inline::Citation(inner)
            | Inline::Foreign { inlines: inner, .. } => self.inside(inner, node),
            Inline::Link(link) => self.inside(&link.inlines, node),
            Inline::Changed(changed) => self.changed(changed, node),
            Inline::Image { .. } | Inline::NoteMark(_) | Inline::LineBreak => vec![node],
        }
    }

    fn inside(&mut self, inlines: &[Inline], node: Node) -> Vec<Node> {
        match node {
            Node::Element(mut element) => {
                element.children = self.inlines(inlines, std::mem::take(&mut element.children));
                vec![element.into()]
            }
            Node::Text(_) => vec![node],
        }
    }

    /// In the words of a change, before which those of a version have something said.
    fn changed(&mut self, changed: &Changed, node: Node) -> Vec<Node> {
        let Node::Element(mut outer) = node else { return vec![node] };
        let place = usize::from(changed.change.is_some());
        if let Some(Node::Element(shown)) = outer.children.first_mut()
            && let Some(Node::Element(words)) = shown.children.get_mut(place)
        {
            words.children = self.inlines(&changed.inlines, std::mem::take(&mut words.children));
        }
        vec![outer.into()]
    }

    fn text(&mut self, words: &str) -> Vec<Node> {
        let mut nodes = Vec::new();
        let mut shown = 0;
        while let Some((start, rest)) = self.starts.split_first() {
            let Some(offset) = start.offset.checked_sub(self.at).filter(|offset| *offset < words.len()) else { break };
            let Some(before) = words.get(shown..offset) else { break };
            if !before.is_empty() {
                nodes.push(text(before));
            }
            nodes.push(mark(self.setting, start));
            shown = offset;
            self.starts = rest;
        }
        nodes.push(text(&words[shown..]));
        self.at += words.len();
        nodes
    }
}

/// An empty element that says the number of the page (DPUB-ARIA 1.1,
/// `doc-pagebreak`; EPUB Accessibility 1.1 §3.2).
fn mark(setting: &Setting, start: &PageStart) -> Node {
    let mark = element("span").with("class", "page").with("id", start.id()).with("role", "doc-pagebreak");
    let label = start.label.as_str();
    match setting.medium {
        Medium::Book => mark.with("epub:type", "pagebreak").with("aria-label", label).into(),
        // Some judges of pages do not know the roles of books, and do not let a
        // label be where they see none.
        Medium::Screen => mark.with("title", label).into(),
    }
}
