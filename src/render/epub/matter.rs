//! What stands before and after the text: cover, title page, colophon.

use super::cover_path;
use super::outline::Label;
use super::pages::{COLOPHON, COVER, Page, TITLE_PAGE};
use super::xml;
use crate::document::{self, Cover, Fact, FactValue, Format, Imprint, Text};
use crate::render::body::{Setting, in_language, in_phrases, phrase, said};
use crate::render::markup::{Node, element, text};

pub fn cover(setting: &Setting) -> Page {
    let metadata = &setting.document.metadata;
    let alternative = match &metadata.cover {
        Cover::Typeset => document::cover_words(metadata, setting.words),
        Cover::Image { alternative, .. } => alternative.clone(),
    };
    let source = cover_path(setting.document);
    let picture = element("img").with("role", "doc-cover").with("src", source).with("alt", alternative.content.as_str());
    let picture = in_language(picture, alternative.language.as_ref());
    let body = vec![xml::element("div", &[("class", "cover")], vec![picture.into()])];
    Page { id: COVER.to_string(), title: Label::Text(setting.words.cover.clone()), kind: "cover", body }
}

pub fn title_page(setting: &Setting) -> Page {
    let metadata = &setting.document.metadata;
    let shown = |words: &Text| in_phrases(words.language_in(&metadata.language), vec![said(words)]);
    let mut children = vec![xml::element("h1", &[("epub:type", "title"), ("id", "_title")], shown(&metadata.title))];
    if let Some(subtitle) = &metadata.subtitle {
        let attributes = [("class", "subtitle"), ("epub:type", "subtitle"), ("role", "doc-subtitle")];
        children.push(xml::element("p", &attributes, shown(subtitle)));
    }
    if let Some(remark) = document::title_remark(metadata, setting.words) {
        children.push(xml::element("p", &[("class", "remark")], vec![said(&remark)]));
    }
    let speakers = match (metadata.authors.is_empty(), &metadata.publisher) {
        (true, Some(publisher)) => std::slice::from_ref(publisher),
        (true, None) | (false, _) => metadata.authors.as_slice(),
    };
    for (index, speaker) in speakers.iter().enumerate() {
        let class = if index == 0 { "authors first" } else { "authors" };
        children.push(xml::element("p", &[("class", class)], vec![said(speaker)]));
    }
    let class = if speakers.is_empty() { "year first" } else { "year" };
    children.push(xml::element("p", &[("class", class)], vec![text(metadata.year())]));
    let attributes = [("epub:type", "titlepage"), ("class", "title-page"), ("aria-labelledby", "_title")];
    let body = vec![xml::element("section", &attributes, children)];
    Page { id: TITLE_PAGE.to_string(), title: Label::Text(metadata.title.clone()), kind: "frontmatter", body }
}

pub fn colophon(setting: &Setting, imprint: &Imprint) -> Page {
    let title = Label::Text(setting.words.colophon.clone());
    let mut children = vec![xml::element("h1", &[("id", "_colophon-title")], title.nodes(setting))];
    children.push(facts(setting, imprint));
    let attributes =
        [("epub:type", "colophon"), ("role", "doc-colophon"), ("class", "colophon"), ("aria-labelledby", "_colophon-title")];
    let body = vec![xml::element("section", &attributes, children)];
    Page { id: COLOPHON.to_string(), title, kind: "backmatter", body }
}

fn facts(setting: &Setting, imprint: &Imprint) -> Node {
    let entry = |fact: &Fact| {
        let name = xml::element("dt", &[], vec![said(fact.name.word(setting.words))]);
        [name, xml::element("dd", &[], value(&fact.value))]
    };
    xml::element(
        "dl",
        &[],
        document::colophon(setting.document, setting.words, imprint, Format::Epub).iter().flat_map(entry).collect(),
    )
}

fn value(value: &FactValue) -> Vec<Node> {
    match value {
        FactValue::Text(words) => phrase(words),
        FactValue::Machine(words) => vec![machine(words)],
        FactValue::Link { text: words, url } => {
            let words = if words.is_ascii() { machine(words) } else { text(words) };
            vec![xml::element("a", &[("href", url)], vec![words])]
        }
        FactValue::Address(url) => vec![xml::element("a", &[("href", url)], vec![machine(url)])],
        // No link leads out of a book to a file beside it (EPUB 3.3 §3.1).
        FactValue::Formats(formats) => {
            vec![machine(&formats.iter().map(|format| format.name()).collect::<Vec<_>>().join(", "))]
        }
    }
}

/// What reads from left to right in every language, in the theme's typeface.
fn machine(words: &str) -> Node {
    xml::element("bdi", &[("class", "machine")], vec![text(words)])
}
