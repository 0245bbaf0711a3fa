//! Runs of text as XHTML. Every variant is named, so that none is lost.

use super::image_path;
use super::voice::Voice;
use super::xml::{Node, element, text};
use crate::document::{Inline, Language, Link, NoteMark, Target};

pub fn inlines(voice: &Voice, list: &[Inline]) -> Vec<Node> {
    list.iter().map(|inline| one(voice, inline)).collect()
}

/// `lang` for HTML, `xml:lang` for XML, and the direction of the script.
pub fn language_attributes(language: &Language) -> [(&'static str, &str); 3] {
    [("lang", language.tag()), ("xml:lang", language.tag()), ("dir", language.direction().as_str())]
}

fn one(voice: &Voice, inline: &Inline) -> Node {
    let around = |name: &str, inner: &[Inline]| element(name, &[], inlines(voice, inner));
    match inline {
        Inline::Text { text: words, span: _ } => text(words),
        Inline::Emphasis(inner) => around("em", inner),
        Inline::Strong(inner) => around("strong", inner),
        Inline::Strikethrough(inner) => around("s", inner),
        Inline::Code { text: code, span: _ } => element("code", &[("dir", "ltr")], vec![text(code)]),
        Inline::Link(Link { target, inlines: inner, span: _ }) => {
            let address = match target {
                Target::Anchor(anchor) => format!("#{anchor}"),
                Target::Url(url) => url.clone(),
            };
            element("a", &[("href", &address)], inlines(voice, inner))
        }
        Inline::Image { image, alternative, span: _ } => {
            element("img", &[("src", &image_path(voice.document, image)), ("alt", alternative)], vec![])
        }
        Inline::NoteMark(mark) => note_mark(mark, voice),
        Inline::LineBreak => element("br", &[], vec![]),
        Inline::Superscript(inner) => around("sup", inner),
        Inline::Subscript(inner) => around("sub", inner),
        Inline::Isolate(inner) => around("bdi", inner),
        Inline::Keyboard(inner) => around("kbd", inner),
        Inline::Citation(inner) => around("cite", inner),
        Inline::Foreign { language, inlines: inner } => element("span", &language_attributes(language), inlines(voice, inner)),
    }
}

/// The role and the type agree, so that reading systems of either school show
/// the note in a window of its own.
fn note_mark(mark: &NoteMark, voice: &Voice) -> Node {
    let (id, number) = (mark.anchor(), mark.note.number().to_string());
    let note = &voice.document.notes[mark.note.0];
    let address = format!("#{}", note.anchor);
    let attributes = [("id", id.as_str()), ("href", address.as_str()), ("epub:type", "noteref"), ("role", "doc-noteref")];
    element("sup", &[], vec![element("a", &attributes, vec![text(&number)])])
}
