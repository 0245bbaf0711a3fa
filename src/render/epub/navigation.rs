//! The navigation document (EPUB 3.3 §7): the contents for the reader, who
//! meets them as a page, and landmarks for the reading system.

use super::outline::{Entry, Label};
use super::pages::{COLOPHON, CONTENTS, COVER, NOTES, OPENING, Page, TITLE_PAGE, path, section_id};
use super::xml;
use crate::document::Text;
use crate::render::body::Setting;
use crate::render::markup::{Node, text};
use crate::render::pages::PageStart;

/// The page of contents.
pub fn page(setting: &Setting, entries: &[Entry], page_starts: &[PageStart]) -> Page {
    let title = Label::Text(setting.words.contents.clone());
    let heading = xml::element("h1", &[("id", "_contents-title")], title.nodes(setting));
    let attributes = [("epub:type", "toc"), ("role", "doc-toc"), ("aria-labelledby", "_contents-title"), ("id", "_contents")];
    let contents = xml::element("nav", &attributes, vec![heading, list(setting, entries)]);
    let body = [contents, landmarks(setting)].into_iter().chain(page_list(setting, page_starts)).collect();
    Page { id: CONTENTS.to_string(), title, kind: "frontmatter", body }
}

/// The pages of the printed edition (EPUB 3.3 §7.4.3), offered by the reading
/// system; nothing if no PDF lies beside the book.
fn page_list(setting: &Setting, page_starts: &[PageStart]) -> Option<Node> {
    let item = |start: &PageStart| {
        let link = xml::element("a", &[("href", &format!("#{}", start.id()))], vec![text(&start.label)]);
        xml::element("li", &[], vec![link])
    };
    let items = page_starts.iter().map(item).collect();
    let heading = xml::element("h2", &[("id", "pages-title")], Label::Text(setting.words.page_list.clone()).nodes(setting));
    let attributes =
        [("epub:type", "page-list"), ("role", "doc-pagelist"), ("aria-labelledby", "pages-title"), ("hidden", "hidden")];
    let list = xml::element("nav", &attributes, vec![heading, xml::element("ol", &[], items)]);
    (!page_starts.is_empty()).then_some(list)
}

fn list(setting: &Setting, entries: &[Entry]) -> Node {
    let item = |entry: &Entry| {
        let mut children = vec![xml::element("a", &[("href", &entry.address)], entry.label.nodes(setting))];
        if !entry.entries.is_empty() {
            children.push(list(setting, &entry.entries));
        }
        xml::element("li", &[], children)
    };
    xml::element("ol", &[], entries.iter().map(item).collect())
}

/// Places that a reading system offers by itself (EPUB 3.3 §7.4.4); a page does not show them.
fn landmarks(setting: &Setting) -> Node {
    let (document, words) = (setting.document, setting.words);
    let mut places = vec![
        ("cover", path(COVER), &words.cover),
        ("titlepage", path(TITLE_PAGE), &words.title_page),
        ("toc", path(CONTENTS), &words.contents),
    ];
    if !document.opening.is_empty() {
        places.push(("bodymatter", path(OPENING), &words.start_of_text));
    } else if !document.sections.is_empty() {
        places.push(("bodymatter", path(&section_id(0)), &words.start_of_text));
    }
    if !document.notes.is_empty() {
        places.push(("endnotes", path(NOTES), &words.notes));
    }
    places.push(("colophon", path(COLOPHON), &words.colophon));
    let item = |(kind, address, word): (&str, String, &Text)| {
        let link = xml::element("a", &[("epub:type", kind), ("href", &address)], Label::Text(word.clone()).nodes(setting));
        xml::element("li", &[], vec![link])
    };
    let items = places.into_iter().map(item).collect();
    let heading = xml::element("h2", &[("id", "_landmarks-title")], Label::Text(words.landmarks.clone()).nodes(setting));
    let attributes = [("epub:type", "landmarks"), ("aria-labelledby", "_landmarks-title"), ("hidden", "hidden")];
    xml::element("nav", &attributes, vec![heading, xml::element("ol", &[], items)])
}
