//! What stands before and after the text: cover, title page, colophon.

use super::outline::Label;
use super::pages::{COLOPHON, COVER, Page, TITLE_PAGE};
use super::voice::Voice;
use super::xml::{self, Node};
use super::{accessibility, cover_path};
use crate::document::{Cover, Metadata};

pub fn cover(voice: &Voice) -> Page {
    let metadata = &voice.document.metadata;
    let alternative = match &metadata.cover {
        Cover::Typeset => cover_words(metadata),
        Cover::Image { alternative, .. } => alternative.clone(),
    };
    let source = cover_path(voice.document);
    let picture = xml::element("img", &[("role", "doc-cover"), ("src", &source), ("alt", &alternative)], vec![]);
    let body = vec![xml::element("div", &[("class", "cover")], vec![picture])];
    Page { id: COVER.to_string(), title: Label::Program(voice.words.cover), kind: "cover", body }
}

/// What the typeset cover shows.
fn cover_words(metadata: &Metadata) -> String {
    let makers = if metadata.authors.is_empty() { metadata.publisher.clone() } else { Some(metadata.authors.join(", ")) };
    let year = Some(metadata.published.year().to_string());
    let parts = [Some(metadata.title.clone()), metadata.subtitle.clone(), makers, year];
    parts.into_iter().flatten().collect::<Vec<_>>().join(". ")
}

pub fn title_page(voice: &Voice) -> Page {
    let metadata = &voice.document.metadata;
    let mut children = vec![xml::element("h1", &[("epub:type", "title"), ("id", "title")], vec![xml::text(&metadata.title)])];
    if let Some(subtitle) = &metadata.subtitle {
        let attributes = [("class", "subtitle"), ("epub:type", "subtitle"), ("role", "doc-subtitle")];
        children.push(xml::element("p", &attributes, vec![xml::text(subtitle)]));
    }
    let mut line = |class, text: &str| children.push(xml::element("p", &[("class", class)], vec![xml::text(text)]));
    match (metadata.authors.as_slice(), &metadata.publisher) {
        ([], Some(publisher)) => line("authors", publisher),
        (authors, _) => authors.iter().for_each(|author| line("authors", author)),
    }
    line("year", &metadata.published.year().to_string());
    let attributes = [("epub:type", "titlepage"), ("class", "title-page"), ("aria-labelledby", "title")];
    let body = vec![xml::element("section", &attributes, children)];
    Page { id: TITLE_PAGE.to_string(), title: Label::Document(metadata.title.clone()), kind: "frontmatter", body }
}

pub fn colophon(voice: &Voice, families: &[&str]) -> Page {
    let title = Label::Program(voice.words.colophon);
    let mut children = vec![voice.element("h1", &[("id", "colophon-title")], &title)];
    let metadata = &voice.document.metadata;
    children.extend(metadata.note.iter().map(|note| xml::element("p", &[], vec![xml::text(note)])));
    children.push(facts(voice, families));
    let attributes =
        [("epub:type", "colophon"), ("role", "doc-colophon"), ("class", "colophon"), ("aria-labelledby", "colophon-title")];
    let body = vec![xml::element("section", &attributes, children)];
    Page { id: COLOPHON.to_string(), title, kind: "backmatter", body }
}

/// Pairs of a word of the program and what the document says to it.
fn facts(voice: &Voice, families: &[&str]) -> Node {
    let (metadata, words) = (&voice.document.metadata, voice.words);
    let mut list = Vec::new();
    let mut say = |word: &str, value: Node| {
        list.push(xml::element("dt", &[], vec![voice.program(word)]));
        list.push(xml::element("dd", &[], vec![value]));
    };
    if !metadata.authors.is_empty() {
        say(words.authors, xml::text(&metadata.authors.join(", ")));
    }
    metadata.publisher.iter().for_each(|publisher| say(words.publisher, xml::text(publisher)));
    say(words.version, xml::text(&metadata.version));
    say(words.published, voice.program(&words.date(metadata.published)));
    if metadata.modified != metadata.published {
        say(words.modified, voice.program(&words.date(metadata.modified)));
    }
    say(words.identifier, machine(&metadata.identifier));
    if !families.is_empty() {
        say(words.typeface, machine(&families.join(", ")));
    }
    metadata.rights.iter().for_each(|rights| say(words.rights, xml::text(rights)));
    if let Some(licence) = &metadata.licence {
        let name = xml::text(&licence.name);
        say(
            words.licence,
            match &licence.url {
                Some(url) => xml::element("a", &[("href", url)], vec![name]),
                None => name,
            },
        );
    }
    if let Some(canonical) = &metadata.canonical {
        say(words.editions, xml::element("a", &[("href", canonical)], vec![machine(canonical)]));
    }
    say(words.accessibility, voice.program(&accessibility::summary(voice.document, words)));
    xml::element("dl", &[], list)
}

/// What reads from left to right in every language.
fn machine(text: &str) -> Node {
    xml::element("bdi", &[], vec![xml::text(text)])
}
