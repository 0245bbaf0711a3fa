//! The table of contents for readers of EPUB 2 (NCX; Open Packaging Format
//! 2.0.1 §2.4.1), which EPUB 3.3 §5.9.3 lets stand beside the navigation document.

use super::outline::{Entry, depth};
use super::package;
use super::xml;
use crate::document::{Metadata, Text, Words};
use crate::render::markup::{Node, text};
use crate::render::pages::PageStart;

/// `pages` are the pages of the printed edition, each with its address.
pub fn ncx(metadata: &Metadata, words: &Words, entries: &[Entry], pages: &[(&PageStart, String)]) -> String {
    let head = [
        ("dtb:uid", package::edition_identifier(metadata)),
        ("dtb:depth", depth(entries).to_string()),
        ("dtb:totalPageCount", pages.len().to_string()),
        ("dtb:maxPageNumber", pages.iter().map(|(start, _)| start.number).max().unwrap_or(0).to_string()),
    ];
    let head =
        head.iter().map(|(name, content)| xml::element("meta", &[("name", name), ("content", content)], vec![])).collect();
    let mut children = vec![xml::lines("head", &[], head), labelled("docTitle", &metadata.title)];
    children.extend(metadata.authors.iter().map(|author| labelled("docAuthor", author)));
    let mut played = 0;
    children.push(xml::lines("navMap", &[], points(entries, &mut played)));
    children.extend(page_list(words, pages, &mut played));
    let attributes = [
        ("xmlns", "http://www.daisy.org/z3986/2005/ncx/"),
        ("version", "2005-1"),
        ("xml:lang", metadata.language.tag()),
        ("dir", metadata.language.direction().as_str()),
    ];
    xml::document(xml::lines("ncx", &attributes, children))
}

fn page_list(words: &Words, pages: &[(&PageStart, String)], played: &mut usize) -> Option<Node> {
    let target = |(start, address): &(&PageStart, String)| {
        *played += 1;
        let order = played.to_string();
        let children =
            vec![labelled("navLabel", &Text::from(start.label.as_str())), xml::element("content", &[("src", address)], vec![])];
        let number = start.number.to_string();
        let id = format!("page-{number}");
        let attributes = [("id", id.as_str()), ("type", "normal"), ("playOrder", &order), ("value", &number)];
        xml::element("pageTarget", &attributes, children)
    };
    let targets: Vec<Node> = pages.iter().map(target).collect();
    let label = labelled("navLabel", &words.page_list);
    let list = xml::lines("pageList", &[], std::iter::once(label).chain(targets).collect());
    (!pages.is_empty()).then_some(list)
}

/// `played` counts the points up to here: no two entries have one address.
fn points(entries: &[Entry], played: &mut usize) -> Vec<Node> {
    let point = |entry: &Entry| {
        *played += 1;
        let order = played.to_string();
        let label = labelled("navLabel", &entry.label.text());
        let mut children = vec![label, xml::element("content", &[("src", &entry.address)], vec![])];
        children.extend(points(&entry.entries, played));
        xml::element("navPoint", &[("id", &format!("point-{order}")), ("playOrder", &order)], children)
    };
    entries.iter().map(point).collect()
}

fn labelled(name: &'static str, words: &Text) -> Node {
    let attributes = xml::language_attributes(words.language.as_ref());
    xml::element(name, &attributes, vec![xml::element("text", &[], vec![text(&words.content)])])
}
