//! Files of XML out of the element tree.

use crate::render::markup::{self, Node};

/// An element in one call: what the package says is mostly attributes.
pub fn element(name: &'static str, attributes: &[(&'static str, &str)], children: Vec<Node>) -> Node {
    let start = markup::element(name).holding(children);
    attributes.iter().fold(start, |element, (name, value)| element.with(name, *value)).into()
}

/// A file with `root` as its root element.
pub fn document(root: Node) -> String {
    format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{}", markup::xhtml(&[root]))
}

/// An XHTML file: old reading systems want the document type, too.
pub fn page(root: Node) -> String {
    format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html>\n{}", markup::xhtml(&[root]))
}
