//! A page as a browser's parser reads it (WHATWG HTML §13.2), in bounded time
//! and memory whatever it holds.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, ExpandedName, ParseOpts, QualName, parse_document};

use super::{DEPTH_LIMIT, Element, NODE_LIMIT, Node};

/// A page that was read.
pub struct Page {
    pub root: Element,
    /// Whether it begins with `<!DOCTYPE html>`.
    pub has_doctype: bool,
    /// What the parser had to mend first, if anything.
    pub mended: Option<String>,
}

/// The page that `text` is. An error says in which way it is wilder than can be read.
pub fn parse(text: &str) -> Result<Page, String> {
    let mut parser = parse_document(Tree::new(), ParseOpts::default());
    let mut rest = text;
    while !rest.is_empty() {
        let (chunk, after) = rest.split_at(chunk_end(rest));
        parser.process(StrTendril::from(chunk));
        parser.tokenizer.sink.sink.check_limits()?;
        rest = after;
    }
    let tree = parser.finish();
    tree.check_limits()?;
    let root = tree.root().ok_or("the file is not a page of HTML")?;
    Ok(Page { root, has_doctype: tree.has_doctype.get(), mended: tree.mended.into_inner() })
}

/// So much is parsed between two looks at what has come of it.
const CHUNK_BYTES: usize = 16 * 1024;

fn chunk_end(text: &str) -> usize {
    let mut end = text.len().min(CHUNK_BYTES);
    while !text.is_char_boundary(end) {
        end += 1;
    }
    end
}

/// The nodes that the parser makes, each known by its place in `nodes`. What it
/// does again and again (append, insert before, detach) takes the same time
/// however many siblings there are.
struct Tree {
    nodes: RefCell<Vec<Entry>>,
    deepest: Cell<usize>,
    has_doctype: Cell<bool>,
    mended: RefCell<Option<String>>,
}

#[derive(Default)]
struct Entry {
    kind: Kind,
    parent: Option<usize>,
    previous: Option<usize>,
    next: Option<usize>,
    first: Option<usize>,
    last: Option<usize>,
    depth: usize,
}

#[derive(Default)]
enum Kind {
    /// The document, a comment, or the contents of a template.
    #[default]
    Other,
    Text(StrTendril),
    Element {
        name: Rc<QualName>,
        attributes: Vec<Attribute>,
    },
}

#[derive(Clone)]
struct Handle {
    index: usize,
    name: Option<Rc<QualName>>,
}

const DOCUMENT: usize = 0;

impl Tree {
    fn new() -> Self {
        let nodes = RefCell::new(vec![Entry::default()]);
        Self { nodes, deepest: Cell::new(0), has_doctype: Cell::new(false), mended: RefCell::new(None) }
    }

    fn check_limits(&self) -> Result<(), String> {
        if self.deepest.get() > DEPTH_LIMIT {
            return Err(format!("more than {DEPTH_LIMIT} elements stand in each other"));
        }
        if self.nodes.borrow().len() > NODE_LIMIT {
            return Err(format!("the page has more than {NODE_LIMIT} elements"));
        }
        Ok(())
    }

    fn add(&self, kind: Kind) -> usize {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Entry { kind, ..Entry::default() });
        nodes.len() - 1
    }

    /// Puts `child`, which has no parent, into `parent` before `next`, or last.
    fn insert(&self, child: usize, parent: usize, next: Option<usize>) {
        let mut nodes = self.nodes.borrow_mut();
        let previous = match next {
            Some(next) => nodes[next].previous,
            None => nodes[parent].last,
        };
        let depth = nodes[parent].depth + 1;
        self.deepest.set(self.deepest.get().max(depth));
        let entry = &mut nodes[child];
        (entry.parent, entry.previous, entry.next, entry.depth) = (Some(parent), previous, next, depth);
        match previous {
            Some(previous) => nodes[previous].next = Some(child),
            None => nodes[parent].first = Some(child),
        }
        match next {
            Some(next) => nodes[next].previous = Some(child),
            None => nodes[parent].last = Some(child),
        }
    }

    fn detach(&self, child: usize) {
        let mut nodes = self.nodes.borrow_mut();
        let entry = &mut nodes[child];
        let (parent, previous, next) = (entry.parent.take(), entry.previous.take(), entry.next.take());
        let Some(parent) = parent else { return };
        match previous {
            Some(previous) => nodes[previous].next = next,
            None => nodes[parent].first = next,
        }
        match next {
            Some(next) => nodes[next].previous = previous,
            None => nodes[parent].last = previous,
        }
    }

    fn put(&self, child: NodeOrText<Handle>, parent: usize, next: Option<usize>) {
        match child {
            NodeOrText::AppendNode(handle) => {
                self.detach(handle.index);
                self.insert(handle.index, parent, next);
            }
            NodeOrText::AppendText(text) => {
                let before = match next {
                    Some(next) => self.nodes.borrow()[next].previous,
                    None => self.nodes.borrow()[parent].last,
                };
                if let Some(before) = before
                    && let Kind::Text(known) = &mut self.nodes.borrow_mut()[before].kind
                {
                    known.push_tendril(&text);
                    return;
                }
                let index = self.add(Kind::Text(text));
                self.insert(index, parent, next);
            }
        }
    }

    fn root(&self) -> Option<Element> {
        let nodes = self.nodes.borrow();
        let is_element = |index: &usize| matches!(nodes[*index].kind, Kind::Element { .. });
        children(&nodes, DOCUMENT).find(is_element).and_then(|index| element(&nodes, index, 0))
    }
}

fn children(nodes: &[Entry], parent: usize) -> impl Iterator<Item = usize> {
    std::iter::successors(nodes[parent].first, |index| nodes[*index].next)
}

/// The element with all it holds; nothing below the depth to which it is read.
fn element(nodes: &[Entry], index: usize, depth: usize) -> Option<Element> {
    let Kind::Element { name, attributes } = &nodes[index].kind else { return None };
    if depth > DEPTH_LIMIT {
        return None;
    }
    let attribute = |attribute: &Attribute| (attribute.name.local.to_string(), attribute.value.to_string());
    let node = |child: usize| match &nodes[child].kind {
        Kind::Text(text) => Some(Node::Text(text.to_string())),
        Kind::Element { .. } => element(nodes, child, depth + 1).map(Node::Element),
        Kind::Other => None,
    };
    Some(Element {
        name: name.local.to_string(),
        attributes: attributes.iter().map(attribute).collect(),
        nodes: children(nodes, index).filter_map(node).collect(),
    })
}

impl TreeSink for Tree {
    type Handle = Handle;
    type Output = Self;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, message: Cow<'static, str>) {
        self.mended.borrow_mut().get_or_insert_with(|| message.into_owned());
    }

    fn get_document(&self) -> Handle {
        Handle { index: DOCUMENT, name: None }
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        target.name.as_ref().expect("the parser asks for names of elements only").expanded()
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Handle {
        let name = Rc::new(name);
        let index = self.add(Kind::Element { name: name.clone(), attributes });
        Handle { index, name: Some(name) }
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        Handle { index: self.add(Kind::Other), name: None }
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        Handle { index: self.add(Kind::Other), name: None }
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.put(child, parent.index, None);
    }

    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        if self.nodes.borrow()[element.index].parent.is_some() {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, name: StrTendril, public: StrTendril, system: StrTendril) {
        self.has_doctype.set(&*name == "html" && public.is_empty() && system.is_empty());
    }

    /// What stands in a template is not shown; it is kept in it all the same.
    fn get_template_contents(&self, target: &Handle) -> Handle {
        target.clone()
    }

    fn same_node(&self, one: &Handle, other: &Handle) -> bool {
        one.index == other.index
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let parent = self.nodes.borrow()[sibling.index].parent;
        if let Some(parent) = parent {
            self.put(child, parent, Some(sibling.index));
        }
    }

    fn add_attrs_if_missing(&self, target: &Handle, more: Vec<Attribute>) {
        if let Kind::Element { attributes, .. } = &mut self.nodes.borrow_mut()[target.index].kind {
            for attribute in more {
                if attributes.len() < MERGED_LIMIT && attributes.iter().all(|known| known.name != attribute.name) {
                    attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.detach(target.index);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        let moved: Vec<usize> = children(&self.nodes.borrow(), node.index).collect();
        for child in moved {
            self.detach(child);
            self.insert(child, new_parent.index, None);
        }
    }

    fn is_mathml_annotation_xml_integration_point(&self, _: &Handle) -> bool {
        false
    }
}

/// The attributes of a second `html` or `body` tag are added to the first up to this.
const MERGED_LIMIT: usize = 100;
