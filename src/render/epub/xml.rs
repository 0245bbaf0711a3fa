//! Files of XML out of the element tree.

use crate::document::Language;
use crate::render::markup::{self, Node};

/// An element in one call: what the package says is mostly attributes.
pub fn element(name: &'static str, attributes: &[(&'static str, &str)], children: Vec<Node>) -> Node {
    let start = markup::element(name).holding(children);
    attributes.iter().fold(start, |element, (name, value)| element.with(name, *value)).into()
}

/// An element that only holds others, each on a line of its own.
pub fn lines(name: &'static str, attributes: &[(&'static str, &str)], children: Vec<Node>) -> Node {
    let on_lines = children.into_iter().flat_map(|child| [markup::text("\n"), child]);
    element(name, attributes, on_lines.chain([markup::text("\n")]).collect())
}

/// The attributes of an element whose words are in `language`, if that is another
/// than the file's (EPUB 3.3 §5.3).
pub fn language_attributes(language: Option<&Language>) -> Vec<(&'static str, &str)> {
    language.map_or(Vec::new(), |language| vec![("xml:lang", language.tag()), ("dir", language.direction().as_str())])
}

/// A file with `root` as its root element.
pub fn document(root: Node) -> String {
    format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{}", markup::xhtml(&[root]))
}

/// An XHTML file: old reading systems want the document type, too.
pub fn page(root: Node) -> String {
    format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html>\n{}", markup::xhtml(&[root]))
}
