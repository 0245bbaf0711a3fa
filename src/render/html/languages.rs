//! The way to the same statement in other languages: for readers a list near
//! the top of the page, for machines links in its head.

use crate::document::{Alternate, Imprint, LANGUAGES_SHOWN_MAX, alternates};
use crate::render::body::{Setting, said};
use crate::render::markup::{Element, Node, element, text};

/// The list of languages, each called as in itself; nothing if there is one only.
///
/// The names are no part of the text: they are shown in the reader's own faces.
pub fn switcher(setting: &Setting, imprint: &Imprint) -> Option<Node> {
    let alternates = alternates(&setting.document.metadata, imprint);
    if alternates.is_empty() {
        return None;
    }
    let is_folded = alternates.len() > LANGUAGES_SHOWN_MAX;
    let list = element("ul").holding(alternates.iter().map(|alternate| element("li").and(name(alternate)).into()));
    let nav = element("nav").with("class", "languages").with("aria-label", setting.words.languages.content.as_str());
    let nav = if is_folded {
        let summary = element("summary").and(said(&setting.words.languages));
        nav.and(element("details").and(summary).and(list))
    } else {
        nav.and(list)
    };
    Some(nav.into())
}

fn name(alternate: &Alternate) -> Element {
    let Alternate { endonym, address, published: _, is_original: _, is_this } = alternate;
    let language = &endonym.language;
    let element = if *is_this {
        element("span").with("aria-current", "page")
    } else {
        element("a").with("href", address.as_str()).with("hreflang", language.tag())
    };
    element.with("lang", language.tag()).with("dir", language.direction().as_str()).and(text(&endonym.name))
}

/// The links by which search engines know the editions in all languages as one
/// statement: each names all, itself too. The original is for everybody else.
pub fn links(alternates: &[Alternate]) -> Vec<Node> {
    let link = |tag: &str, alternate: &Alternate| {
        element("link").with("rel", "alternate").with("hreflang", tag).with("href", alternate.target()).into()
    };
    let own = alternates.iter().map(|alternate| link(alternate.endonym.language.tag(), alternate));
    own.chain(alternates.iter().filter(|alternate| alternate.is_original).map(|original| link("x-default", original))).collect()
}
