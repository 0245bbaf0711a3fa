//! The end of the page: what this edition is, and where the others are.

use crate::document::{Fact, FactValue, Format, Imprint, colophon};
use crate::render::Sibling;
use crate::render::body::{Setting, phrase, said};
use crate::render::markup::{Node, element, text};

pub fn part(setting: &Setting, imprint: &Imprint) -> Node {
    let words = setting.words;
    let title = element("h2").with("id", COLOPHON).and(said(&words.colophon));
    let entry = |fact: &Fact| {
        let name = element("dt").and(said(fact.name.word(words)));
        element("div").and(name).and(element("dd").holding(value(setting, &fact.value))).into()
    };
    let list = element("dl").holding(colophon(setting.document, words, imprint, Format::Html).iter().map(entry));
    element("footer").with("class", "colophon").with("aria-labelledby", COLOPHON).and(title).and(list).into()
}

const COLOPHON: &str = "_colophon";

fn value(setting: &Setting, value: &FactValue) -> Vec<Node> {
    match value {
        FactValue::Text(words) => phrase(words),
        FactValue::Machine(words) => vec![machine(words)],
        FactValue::Link { text: words, url } => {
            let words = if words.is_ascii() { machine(words) } else { text(words) };
            vec![element("a").with("href", url.as_str()).with("rel", "license").and(words).into()]
        }
        FactValue::Address(url) => vec![element("a").with("href", url.as_str()).and(machine(url)).into()],
        FactValue::Formats(formats) => {
            let item = |format: &Format| element("li").and(beside(setting, *format)).into();
            vec![element("ul").with("class", "editions").holding(formats.iter().map(item)).into()]
        }
    }
}

/// The way to the same statement in another format, which lies beside this file.
fn beside(setting: &Setting, format: Format) -> Node {
    let file_name = format!("{}.{}", setting.document.metadata.stem(), format.extension());
    let address = Sibling { format: format.name(), file_name }.address();
    element("a").with("href", address).and(machine(format.name())).into()
}

/// What keeps its own direction and the theme's typeface among words of any language.
fn machine(words: &str) -> Node {
    element("bdi").with("class", "machine").and(text(words)).into()
}
