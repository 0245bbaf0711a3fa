//! The table of contents for readers of EPUB 2 (NCX; Open Packaging Format
//! 2.0.1 §2.4.1), which EPUB 3.3 §5.9.3 lets stand beside the navigation document.

use super::outline::{Entry, Label, depth};
use super::package;
use super::xml;
use crate::document::{Metadata, Words};
use crate::render::markup::{Node, text};

pub fn ncx(metadata: &Metadata, words: &Words, entries: &[Entry]) -> String {
    let head = [
        ("dtb:uid", package::edition_identifier(metadata)),
        ("dtb:depth", depth(entries).to_string()),
        ("dtb:totalPageCount", "0".to_string()),
        ("dtb:maxPageNumber", "0".to_string()),
    ];
    let head =
        head.iter().map(|(name, content)| xml::element("meta", &[("name", name), ("content", content)], vec![])).collect();
    let mut children = vec![xml::lines("head", &[], head), labelled("docTitle", &[], &metadata.title)];
    children.extend(metadata.authors.iter().map(|author| labelled("docAuthor", &[], author)));
    let mut played = 0;
    children.push(xml::lines("navMap", &[], points(entries, words, &mut played)));
    let attributes = [
        ("xmlns", "http://www.daisy.org/z3986/2005/ncx/"),
        ("version", "2005-1"),
        ("xml:lang", metadata.language.tag()),
        ("dir", metadata.language.direction().as_str()),
    ];
    xml::document(xml::lines("ncx", &attributes, children))
}

/// `played` counts the points up to here: no two entries have one address.
fn points(entries: &[Entry], words: &Words, played: &mut usize) -> Vec<Node> {
    let point = |entry: &Entry| {
        *played += 1;
        let order = played.to_string();
        let language = xml::language_attributes(&words.language);
        let attributes = match entry.label {
            Label::Program(_) => &language[..],
            Label::Text(_) | Label::Title(_) => &[],
        };
        let label = labelled("navLabel", attributes, &entry.label.text());
        let mut children = vec![label, xml::element("content", &[("src", &entry.address)], vec![])];
        children.extend(points(&entry.entries, words, played));
        xml::element("navPoint", &[("id", &format!("point-{order}")), ("playOrder", &order)], children)
    };
    entries.iter().map(point).collect()
}

fn labelled(name: &'static str, attributes: &[(&'static str, &str)], words: &str) -> Node {
    xml::element(name, attributes, vec![xml::element("text", &[], vec![text(words)])])
}
