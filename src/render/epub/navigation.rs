//! The navigation document (EPUB 3.3 §7): the contents for the reader, who
//! meets them as a page, and landmarks for the reading system.

use super::outline::{Entry, Label};
use super::pages::{COLOPHON, CONTENTS, COVER, NOTES, OPENING, Page, TITLE_PAGE, path, section_id};
use super::voice::Voice;
use super::xml::{self, Node};

/// The page of contents.
pub fn page(voice: &Voice, entries: &[Entry]) -> Page {
    let title = Label::Program(voice.words.contents);
    let heading = voice.element("h1", &[("id", "contents-title")], &title);
    let attributes = [("epub:type", "toc"), ("role", "doc-toc"), ("aria-labelledby", "contents-title"), ("id", "contents")];
    let contents = xml::element("nav", &attributes, vec![heading, list(voice, entries)]);
    Page { id: CONTENTS.to_string(), title, kind: "frontmatter", body: vec![contents, landmarks(voice)] }
}

fn list(voice: &Voice, entries: &[Entry]) -> Node {
    let item = |entry: &Entry| {
        let mut children = vec![voice.element("a", &[("href", &entry.address)], &entry.label)];
        if !entry.entries.is_empty() {
            children.push(list(voice, &entry.entries));
        }
        xml::element("li", &[], children)
    };
    xml::element("ol", &[], entries.iter().map(item).collect())
}

/// Places that a reading system offers by itself (EPUB 3.3 §7.4.4); a page does not show them.
fn landmarks(voice: &Voice) -> Node {
    let (document, words) = (voice.document, voice.words);
    let mut places = vec![
        ("cover", path(COVER), words.cover),
        ("titlepage", path(TITLE_PAGE), words.title_page),
        ("toc", path(CONTENTS), words.contents),
    ];
    if !document.opening.is_empty() {
        places.push(("bodymatter", path(OPENING), words.start_of_text));
    } else if !document.sections.is_empty() {
        places.push(("bodymatter", path(&section_id(0)), words.start_of_text));
    }
    if !document.notes.is_empty() {
        places.push(("endnotes", path(NOTES), words.notes));
    }
    places.push(("colophon", path(COLOPHON), words.colophon));
    let item = |(kind, address, word): (&str, String, &'static str)| {
        let link = voice.element("a", &[("epub:type", kind), ("href", &address)], &Label::Program(word));
        xml::element("li", &[], vec![link])
    };
    let items = places.into_iter().map(item).collect();
    let heading = voice.element("h2", &[("id", "landmarks-title")], &Label::Program(words.landmarks));
    let attributes = [("epub:type", "landmarks"), ("aria-labelledby", "landmarks-title"), ("hidden", "hidden")];
    xml::element("nav", &attributes, vec![heading, xml::element("ol", &[], items)])
}
