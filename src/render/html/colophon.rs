//! The end of the page: what this edition is, and where the others are.

use crate::fonts::ScreenFace;
use crate::render::Sibling;
use crate::render::body::{Setting, program};
use crate::render::markup::{Node, element, text};

pub fn colophon(setting: &Setting, faces: &[ScreenFace], siblings: &[Sibling]) -> Node {
    let words = setting.words;
    let title = element("h2").with("id", COLOPHON).and(program(setting, words.colophon));
    let entry = |(word, value): (&str, Node)| {
        let name = element("dt").and(program(setting, word));
        element("div").and(name).and(element("dd").and(value)).into()
    };
    let list = element("dl").holding(facts(setting, faces, siblings).into_iter().map(entry));
    element("footer").with("class", "colophon").with("aria-labelledby", COLOPHON).and(title).and(list).into()
}

const COLOPHON: &str = "_colophon";

/// In the order of the colophon on paper.
fn facts<'a>(setting: &Setting<'a>, faces: &[ScreenFace], siblings: &[Sibling]) -> Vec<(&'a str, Node)> {
    let (metadata, words) = (&setting.document.metadata, setting.words);
    let mut facts = Vec::new();
    let mut say = |word: &'static str, value: Option<Node>| facts.extend(value.map(|value| (word, value)));
    say(words.about_the_text, metadata.note.as_ref().map(text));
    say(words.version, Some(machine(&metadata.version)));
    say(words.published, Some(program(setting, &words.date(metadata.published))));
    let is_revised = metadata.modified != metadata.published;
    say(words.modified, is_revised.then(|| program(setting, &words.date(metadata.modified))));
    say(words.authors, (!metadata.authors.is_empty()).then(|| text(metadata.authors.join(", "))));
    say(words.publisher, metadata.publisher.as_ref().map(text));
    say(words.rights, metadata.rights.as_ref().map(text));
    say(
        words.licence,
        metadata.licence.as_ref().map(|licence| match &licence.url {
            Some(url) => element("a").with("href", url.as_str()).with("rel", "license").and(text(&licence.name)).into(),
            None => text(&licence.name),
        }),
    );
    say(words.identifier, Some(machine(&metadata.identifier)));
    let mut families: Vec<&str> = faces.iter().map(|face| face.family.as_str()).collect();
    families.sort_unstable();
    families.dedup();
    say(words.typeface, (!families.is_empty()).then(|| machine(&families.join(", "))));
    say(words.editions, editions(setting, siblings));
    facts
}

/// The formats that lie beside this file, and the address at which it is published.
fn editions(setting: &Setting, siblings: &[Sibling]) -> Option<Node> {
    let mut list: Vec<Node> = Vec::new();
    for sibling in siblings.iter().filter(|sibling| !sibling.is_picture()) {
        list.push(element("li").and(element("a").with("href", sibling.address()).and(machine(sibling.format))).into());
    }
    let canonical = setting.document.metadata.canonical.as_ref();
    list.extend(canonical.map(|url| element("li").and(element("a").with("href", url).and(machine(url))).into()));
    (!list.is_empty()).then(|| element("ul").with("class", "editions").holding(list).into())
}

/// What keeps its own direction among words of any language.
fn machine(words: &str) -> Node {
    element("bdi").and(text(words)).into()
}
