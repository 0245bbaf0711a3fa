//! The structure tree (ISO 32000-1 §14.7), each element once, in one list.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::file::File;
use super::syntax::{Dictionary, Value};
use super::tags::{Kind, Roles};
use crate::verify::Fault;

/// How deep elements nest at most. A statement at its limits nests sixty deep.
const DEPTH: usize = 200;

#[derive(Debug)]
pub struct Element {
    /// The number of its object, if it is one.
    pub object: Option<u32>,
    pub kind: Kind,
    pub language: Rc<str>,
    /// What is to be read instead of what it shows (§14.9.3 to §14.9.5).
    pub replacement: Option<String>,
    pub has_alternative: bool,
    /// Whether it stands as a block although its kind stands in a line (§14.8.5.4).
    pub is_block: bool,
    /// `None`, `Decimal`, `Circle` … of a list (§14.8.5.5).
    pub numbering: String,
    /// Lower and upper edge of a figure, in points from the bottom of its page.
    pub edges: Option<(f64, f64)>,
    pub row_span: usize,
    pub column_span: usize,
    pub children: Vec<Child>,
}

#[derive(Clone, Copy, Debug)]
pub enum Child {
    /// Its index in [`Tree::elements`].
    Element(usize),
    Content {
        /// From 0.
        page: usize,
        id: u32,
    },
    /// The number of an annotation's object.
    Annotation(u32),
}

pub struct Tree {
    /// An element comes after all its ancestors.
    pub elements: Vec<Element>,
    pub roots: Vec<Child>,
    /// Tags that have no meaning (§14.8.4).
    pub unknown_tags: Vec<String>,
}

/// The structure tree at `root`; a fault if it is no tree.
pub fn read<'a>(file: &File<'a>, root: &Dictionary<'a>, pages: &HashMap<u32, usize>, language: &str) -> Result<Tree, Fault> {
    let roles = Roles::read(&file.dictionary(root, "RoleMap"));
    let mut builder = Builder { file, pages, roles, seen: HashSet::new(), elements: Vec::new(), unknown_tags: Vec::new() };
    let around = Around { page: None, language: Rc::from(language), depth: 0 };
    let roots = builder.children(root, &around)?;
    Ok(Tree { elements: builder.elements, roots, unknown_tags: builder.unknown_tags })
}

struct Builder<'f, 'a> {
    file: &'f File<'a>,
    pages: &'f HashMap<u32, usize>,
    roles: Roles,
    seen: HashSet<u32>,
    elements: Vec<Element>,
    unknown_tags: Vec<String>,
}

/// What an element takes over from those around it.
#[derive(Clone)]
struct Around {
    page: Option<usize>,
    language: Rc<str>,
    depth: usize,
}

impl<'a> Builder<'_, 'a> {
    fn children(&mut self, dictionary: &Dictionary<'a>, around: &Around) -> Result<Vec<Child>, Fault> {
        if around.depth > DEPTH {
            return Err(Fault::unreadable("its structure nests deeper than any statement"));
        }
        let mut children = Vec::new();
        for kid in self.file.list(dictionary, "K") {
            if let Some(child) = self.child(&kid, around)? {
                children.push(child);
            }
        }
        Ok(children)
    }

    fn child(&mut self, kid: &Value<'a>, around: &Around) -> Result<Option<Child>, Fault> {
        let object = kid.reference();
        let value = self.file.resolve(kid);
        if let Some(id) = value.index() {
            return Ok(around.page.map(|page| Child::Content { page, id }));
        }
        let Some(dictionary) = value.dictionary() else { return Ok(None) };
        match dictionary.get("Type").name() {
            Some("OBJR") => Ok(dictionary.reference("Obj").map(Child::Annotation)),
            Some("MCR") => {
                let page = self.page(dictionary).or(around.page);
                Ok(page.zip(dictionary.get("MCID").index()).map(|(page, id)| Child::Content { page, id }))
            }
            _ => {
                if object.is_some_and(|object| !self.seen.insert(object)) {
                    return Err(Fault::unreadable("its structure leads in a circle, or has a part in two places"));
                }
                self.element(object, dictionary, around).map(|index| Some(Child::Element(index)))
            }
        }
    }

    fn page(&self, dictionary: &Dictionary<'a>) -> Option<usize> {
        self.pages.get(&dictionary.reference("Pg")?).copied()
    }

    fn element(&mut self, object: Option<u32>, dictionary: &Dictionary<'a>, around: &Around) -> Result<usize, Fault> {
        let tag = dictionary.get("S").name().unwrap_or_default();
        let kind = self.roles.kind(tag).unwrap_or_else(|| {
            self.unknown_tags.push(tag.to_string());
            Kind::Inline
        });
        let text = |key: &str| self.file.get(dictionary, key).text();
        let language = text("Lang").filter(|tag| !tag.is_empty()).map_or(around.language.clone(), Rc::from);
        let alternative = text("Alt").filter(|text| !text.trim().is_empty());
        let has_alternative = alternative.is_some();
        let replacement = text("ActualText").or(alternative).or_else(|| text("E"));
        let around = Around { page: self.page(dictionary).or(around.page), language, depth: around.depth + 1 };
        let mut element = Element {
            object,
            kind,
            language: around.language.clone(),
            replacement,
            has_alternative,
            is_block: false,
            numbering: String::new(),
            edges: None,
            row_span: 1,
            column_span: 1,
            children: Vec::new(),
        };
        for attributes in self.file.list(dictionary, "A") {
            if let Some(attributes) = self.file.resolve(&attributes).dictionary() {
                element.take(attributes, self.file);
            }
        }
        let index = self.elements.len();
        self.elements.push(element);
        self.elements[index].children = self.children(dictionary, &around)?;
        Ok(index)
    }
}

impl Element {
    fn take<'a>(&mut self, attributes: &Dictionary<'a>, file: &File<'a>) {
        if attributes.get("Placement").name() == Some("Block") {
            self.is_block = true;
        }
        if let Some(numbering) = attributes.get("ListNumbering").name() {
            self.numbering = numbering.to_string();
        }
        let box_ = file.list(attributes, "BBox");
        if let (Some(lower), Some(upper)) = (box_.get(1).and_then(Value::number), box_.get(3).and_then(Value::number)) {
            self.edges = Some((lower, upper));
        }
        let span = |key: &str| attributes.get(key).index().map(|span| span.clamp(1, 10_000) as usize);
        self.row_span = span("RowSpan").unwrap_or(self.row_span);
        self.column_span = span("ColSpan").unwrap_or(self.column_span);
    }
}

impl Tree {
    pub fn element(&self, index: usize) -> &Element {
        &self.elements[index]
    }

    /// Every marked content below `child`, in order.
    pub fn contents(&self, child: Child) -> Vec<(usize, u32)> {
        let mut found = Vec::new();
        self.each(child, &mut |child| {
            if let Child::Content { page, id } = child {
                found.push((page, id));
            }
        });
        found
    }

    /// Calls `visit` with `child` and everything below it, in order.
    pub fn each(&self, child: Child, visit: &mut impl FnMut(Child)) {
        visit(child);
        if let Child::Element(index) = child {
            self.elements[index].children.iter().for_each(|child| self.each(*child, visit));
        }
    }
}
