//! Elements as HTML and XML both have them: one tree that either parser fills,
//! in bounded time and memory whatever a file holds.

pub mod html;
pub mod tags;
pub mod xml;

/// What stands in an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    Element(Element),
    Text(String),
}

/// An element with its attributes in the order in which they were written.
///
/// Names of HTML (or of the vocabulary that a file is expected to be in) are
/// plain; of others they have a prefix: `epub:type`, `xml:lang`, `dc:title`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub nodes: Vec<Node>,
}

/// How deep elements may stand in each other: twice as deep as the deepest
/// edition has them, and little enough for every walk to be recursive.
pub const DEPTH_LIMIT: usize = 200;

/// How many elements and texts a file may have in all: a book of a thousand
/// pages has a tenth of it.
pub const NODE_LIMIT: usize = 1_000_000;

impl Node {
    /// The characters of a text, nothing for an element.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Element(_) => None,
        }
    }
}

impl Element {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub fn id(&self) -> Option<&str> {
        self.attribute("id")
    }

    /// Whether `word` is one of the words, parted by spaces, of an attribute.
    pub fn has_word(&self, attribute: &str, word: &str) -> bool {
        self.attribute(attribute).is_some_and(|words| words.split_ascii_whitespace().any(|one| one == word))
    }

    pub fn has_class(&self, class: &str) -> bool {
        self.has_word("class", class)
    }

    /// Whether it has this role, said by `role` or, in a book, by `epub:type`:
    /// `doc-noteref` is `noteref` there.
    pub fn has_role(&self, role: &str) -> bool {
        let kind = role.strip_prefix("doc-").unwrap_or(role);
        self.has_word("role", role) || self.has_word("epub:type", kind)
    }

    /// The elements directly inside.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.nodes.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The element and all elements inside, in the order of the document.
    pub fn descendants(&self) -> Descendants<'_> {
        Descendants { rest: vec![self] }
    }

    /// The first element of this name, itself or inside.
    pub fn find(&self, name: &str) -> Option<&Element> {
        self.descendants().find(|element| element.name == name)
    }

    /// All elements of this name, in the order of the document.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.descendants().filter(move |element| element.name == name)
    }

    /// Its words with single spaces between them, images by their alternatives,
    /// without note marks.
    pub fn words(&self) -> String {
        let mut all = String::new();
        gather(self, &mut all);
        all.split([' ', '\n', '\t', '\r']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// Its words as a name says them: without what a redline marks as deleted, unless
    /// there is nothing else, and without what it says around its changes.
    pub fn words_that_stand(&self) -> String {
        let said = |deleted: bool| {
            let mut all = String::new();
            gather_standing(self, deleted, &mut all);
            all.split([' ', '\n', '\t', '\r']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
        };
        let standing = said(false);
        if standing.is_empty() { said(true) } else { standing }
    }

    /// Whether neither eyes nor screen readers meet it.
    pub fn is_hidden(&self) -> bool {
        self.attribute("hidden").is_some() || self.attribute("aria-hidden") == Some("true")
    }
}

fn gather_standing(element: &Element, deleted: bool, out: &mut String) {
    match element.name.as_str() {
        "img" => out.push_str(element.attribute("alt").unwrap_or_default()),
        "br" => out.push(' '),
        _ => {}
    }
    let is_changed = matches!(element.name.as_str(), "ins" | "del") || element.has_class("told");
    let is_left = |inner: &Element| {
        inner.has_role("doc-noteref")
            || inner.has_role("doc-pagebreak")
            || (inner.name == "del" && !deleted)
            || (is_changed && ["unseen", "next", "previous"].iter().any(|class| inner.has_class(class)))
    };
    for node in &element.nodes {
        match node {
            Node::Text(text) => out.push_str(text),
            Node::Element(inner) if is_left(inner) => {}
            Node::Element(inner) => gather_standing(inner, deleted, out),
        }
    }
}

fn gather(element: &Element, out: &mut String) {
    match element.name.as_str() {
        "img" => out.push_str(element.attribute("alt").unwrap_or_default()),
        "br" => out.push(' '),
        _ => {}
    }
    for node in &element.nodes {
        match node {
            Node::Text(text) => out.push_str(text),
            Node::Element(inner) if inner.has_role("doc-noteref") || inner.has_role("doc-pagebreak") => {}
            Node::Element(inner) => gather(inner, out),
        }
    }
}

/// See [`Element::descendants`].
pub struct Descendants<'a> {
    rest: Vec<&'a Element>,
}

impl<'a> Iterator for Descendants<'a> {
    type Item = &'a Element;

    fn next(&mut self) -> Option<&'a Element> {
        let element = self.rest.pop()?;
        let before = self.rest.len();
        self.rest.extend(element.elements());
        self.rest[before..].reverse();
        Some(element)
    }
}
