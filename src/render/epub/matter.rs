//! What stands before and after the text: cover, title page, colophon.

use super::outline::Label;
use super::pages::{COLOPHON, COVER, Page, TITLE_PAGE};
use super::xml;
use super::{accessibility, cover_path};
use crate::document::{Cover, Metadata};
use crate::render::body::{self, Setting};
use crate::render::markup::{Node, text};

pub fn cover(setting: &Setting) -> Page {
    let metadata = &setting.document.metadata;
    let alternative = match &metadata.cover {
        Cover::Typeset => cover_words(metadata),
        Cover::Image { alternative, .. } => alternative.clone(),
    };
    let source = cover_path(setting.document);
    let picture = xml::element("img", &[("role", "doc-cover"), ("src", &source), ("alt", &alternative)], vec![]);
    let body = vec![xml::element("div", &[("class", "cover")], vec![picture])];
    Page { id: COVER.to_string(), title: Label::Program(setting.words.cover), kind: "cover", body }
}

/// What the typeset cover shows.
fn cover_words(metadata: &Metadata) -> String {
    let makers = if metadata.authors.is_empty() { metadata.publisher.clone() } else { Some(metadata.authors.join(", ")) };
    let year = Some(metadata.published.year().to_string());
    let parts = [Some(metadata.title.clone()), metadata.subtitle.clone(), makers, year];
    parts.into_iter().flatten().collect::<Vec<_>>().join(". ")
}

pub fn title_page(setting: &Setting) -> Page {
    let metadata = &setting.document.metadata;
    let mut children = vec![xml::element("h1", &[("epub:type", "title"), ("id", "title")], vec![text(&metadata.title)])];
    if let Some(subtitle) = &metadata.subtitle {
        let attributes = [("class", "subtitle"), ("epub:type", "subtitle"), ("role", "doc-subtitle")];
        children.push(xml::element("p", &attributes, vec![text(subtitle)]));
    }
    let speakers = match (metadata.authors.is_empty(), &metadata.publisher) {
        (true, Some(publisher)) => std::slice::from_ref(publisher),
        (true, None) | (false, _) => metadata.authors.as_slice(),
    };
    for (index, speaker) in speakers.iter().enumerate() {
        let class = if index == 0 { "authors first" } else { "authors" };
        children.push(xml::element("p", &[("class", class)], vec![text(speaker)]));
    }
    let class = if speakers.is_empty() { "year first" } else { "year" };
    children.push(xml::element("p", &[("class", class)], vec![text(metadata.published.year().to_string())]));
    let attributes = [("epub:type", "titlepage"), ("class", "title-page"), ("aria-labelledby", "title")];
    let body = vec![xml::element("section", &attributes, children)];
    Page { id: TITLE_PAGE.to_string(), title: Label::Text(metadata.title.clone()), kind: "frontmatter", body }
}

pub fn colophon(setting: &Setting, families: &[&str]) -> Page {
    let title = Label::Program(setting.words.colophon);
    let mut children = vec![xml::element("h1", &[("id", "colophon-title")], title.nodes(setting))];
    children.push(facts(setting, families));
    let attributes =
        [("epub:type", "colophon"), ("role", "doc-colophon"), ("class", "colophon"), ("aria-labelledby", "colophon-title")];
    let body = vec![xml::element("section", &attributes, children)];
    Page { id: COLOPHON.to_string(), title, kind: "backmatter", body }
}

/// Pairs of a word of the program and what the document says to it.
fn facts(setting: &Setting, families: &[&str]) -> Node {
    let (metadata, words) = (&setting.document.metadata, setting.words);
    let mut list = Vec::new();
    let mut say = |word: &str, value: Node| {
        list.push(xml::element("dt", &[], vec![body::program(setting, word)]));
        list.push(xml::element("dd", &[], vec![value]));
    };
    metadata.note.iter().for_each(|note| say(words.about_the_text, text(note)));
    if !metadata.authors.is_empty() {
        say(words.authors, text(metadata.authors.join(", ")));
    }
    metadata.publisher.iter().for_each(|publisher| say(words.publisher, text(publisher)));
    say(words.version, text(&metadata.version));
    say(words.published, body::program(setting, &words.date(metadata.published)));
    if metadata.modified != metadata.published {
        say(words.modified, body::program(setting, &words.date(metadata.modified)));
    }
    say(words.identifier, machine(&metadata.identifier));
    if !families.is_empty() {
        say(words.typeface, machine(&families.join(", ")));
    }
    metadata.rights.iter().for_each(|rights| say(words.rights, text(rights)));
    if let Some(licence) = &metadata.licence {
        let name = text(&licence.name);
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
    say(words.accessibility, body::program(setting, &accessibility::summary(setting.document, words)));
    xml::element("dl", &[], list)
}

/// What reads from left to right in every language.
fn machine(words: &str) -> Node {
    xml::element("bdi", &[], vec![text(words)])
}
