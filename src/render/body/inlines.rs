//! Runs of text as elements.

use super::{Medium, Setting, called, in_book, in_language, in_phrases};
use crate::document::{Anchor, Change, Changed, Image, Inline, Link, NoteMark, Target, Text, Way, Ways, shows_deleted};
use crate::render::markup::{Element, Node, element, text};

pub fn inlines(setting: &Setting, list: &[Inline]) -> Vec<Node> {
    let is_link = |at: Option<usize>| matches!(at.and_then(|at| list.get(at)), Some(Inline::Link(_)));
    let shown = list.iter().enumerate().map(|(at, inline)| match node(setting, inline, Links::Made) {
        Node::Element(link) if is_link(Some(at)) && (is_link(at.checked_sub(1)) || is_link(Some(at + 1))) => {
            touching(setting, link).into()
        }
        other => other,
    });
    shown.collect()
}

/// A link with another one right beside it: no words keep the two apart for a
/// fingertip, so the style sheet makes it large enough (WCAG 2.2 2.5.8).
fn touching(setting: &Setting, link: Element) -> Element {
    match setting.medium {
        Medium::Screen => link.with("class", "touching"),
        Medium::Book => link,
    }
}

/// The run of the section, block, cell or term `id`, with the marks of pages.
pub fn run(setting: &Setting, id: &Anchor, list: &[Inline]) -> Vec<Node> {
    setting.pages.marked(setting, id, list, inlines(setting, list))
}

/// A title where it stands a second time, inside a link: without links, note
/// marks, line breaks and marks of changes.
pub fn heading_inlines(setting: &Setting, list: &[Inline]) -> Vec<Node> {
    let links = Links::Left { deleted: shows_deleted(list) };
    let shown = list.iter().map(|inline| node(setting, inline, links)).collect();
    in_phrases(&setting.document.metadata.language, shown)
}

#[derive(Clone, Copy)]
enum Links {
    Made,
    /// And words that a redline marks as `deleted`, unless they are shown.
    Left {
        deleted: bool,
    },
}

fn node(setting: &Setting, inline: &Inline, links: Links) -> Node {
    let around = |element: Element, inner: &[Inline]| -> Node {
        element.holding(inner.iter().map(|inline| node(setting, inline, links))).into()
    };
    match inline {
        Inline::Text { text: words, span: _ } => text(words),
        Inline::Emphasis(inner) => around(element("em"), inner),
        Inline::Strong(inner) => around(element("strong"), inner),
        Inline::Strikethrough(inner) => around(element("s"), inner),
        Inline::Code { text: code, span: _ } => element("code").and(text(code)).into(),
        Inline::Link(Link { target, inlines, span: _ }) => match links {
            Links::Made => around(element("a").with("href", address(setting, target)), inlines),
            Links::Left { .. } => around(element("span"), inlines),
        },
        Inline::Image { image, alternative, span: _ } => {
            picture(element("img").with("src", (setting.image)(image)), setting.document.images.get(image), alternative)
        }
        Inline::NoteMark(mark) => match links {
            Links::Made => note_mark(setting, mark),
            Links::Left { .. } => text(""),
        },
        Inline::LineBreak => match links {
            Links::Made => element("br").into(),
            Links::Left { .. } => text(" "),
        },
        Inline::Superscript(inner) => around(element("sup"), inner),
        Inline::Subscript(inner) => around(element("sub"), inner),
        Inline::Isolate(inner) => around(element("bdi"), inner),
        Inline::Keyboard(inner) => around(element("kbd"), inner),
        Inline::Citation(inner) => around(element("cite"), inner),
        Inline::Foreign { language, inlines } => around(in_language(element("span"), Some(language)), inlines),
        Inline::Changed(changed) => match (links, changed.change) {
            (Links::Made, _) => self::changed(setting, changed),
            (Links::Left { deleted: false }, Some(Change::Deleted)) => text(""),
            (Links::Left { .. }, Some(Change::Inserted | Change::Deleted) | None) => around(element("span"), &changed.inlines),
        },
    }
}

/// Inserted or deleted words between words that say so to those who do not see
/// them: screen readers are silent about `ins` and `del`. What tells of a change in
/// words says so itself.
fn changed(setting: &Setting, changed: &Changed) -> Node {
    let Changed { change, inlines, id, ways } = changed;
    // With its language always: the words around it may be in another one.
    let between = |words: &str, of: &Text| -> Node {
        let language = of.language_in(&setting.document.metadata.language);
        in_language(element("span").with("class", "unseen"), Some(language)).and(text(format!(" {words} "))).into()
    };
    let (shown, said) = match change {
        Some(Change::Inserted) => (element("ins"), Some((&setting.words.inserted, &setting.words.end_of_insertion))),
        Some(Change::Deleted) => (element("del"), Some((&setting.words.deleted, &setting.words.end_of_deletion))),
        None => (element("span").with("class", "told"), None),
    };
    let (begins, ends) = said.map_or((None, None), |(begins, ends)| {
        let begins = setting.words.introducing(begins);
        (Some(between(begins.content.trim_end(), &begins)), Some(between(&ends.content, ends)))
    });
    // Inside of the brackets: after them may come a full stop.
    let shown = shown
        .with_some("id", id.as_ref().map(|id| id.as_str().to_string()))
        .holding(begins)
        .and(element("span").with("class", "words").holding(self::inlines(setting, inlines)))
        .holding(ways_on(setting, ways))
        .holding(ends);
    element("span").with("class", "change").and(shown).into()
}

/// Links to the changes before and after, each named by its number, so that a list
/// of all links tells them apart.
fn ways_on(setting: &Setting, ways: &Ways) -> Vec<Node> {
    let link = |way: &Way, class: &'static str, word: &Text, arrow: &'static str| -> Node {
        let language = word.language_in(&setting.document.metadata.language);
        let [number, total] = [way.number, way.total].map(|number| language.number(number));
        let name = format!("{}{number}/{total}", setting.words.introducing(word).content);
        let link = element("a").with("class", class).with("href", (setting.address)(way.to.as_str()));
        // With its language always, as above.
        in_language(link, Some(language)).with("aria-label", name).and(text(arrow)).into()
    };
    let Ways { previous, next } = ways;
    let previous = previous.as_ref().map(|way| link(way, "previous", &setting.words.previous_change, "↑"));
    let next = next.as_ref().map(|way| link(way, "next", &setting.words.next_change, "↓"));
    previous.into_iter().chain(next).collect()
}

/// An image with its words and its size, so that nothing moves when it appears.
pub fn picture(image: Element, of: Option<&Image>, alternative: &str) -> Node {
    let size = |side: fn(&Image) -> u32| of.map(|image| side(image).to_string());
    image
        .with("alt", alternative)
        .with_some("width", size(|image| image.width))
        .with_some("height", size(|image| image.height))
        .into()
}

fn address(setting: &Setting, target: &Target) -> String {
    match target {
        Target::Anchor(anchor) => (setting.address)(anchor.as_str()),
        Target::Url(url) => url.clone(),
    }
}

fn note_mark(setting: &Setting, mark: &NoteMark) -> Node {
    let note = &setting.document.notes[mark.note.0];
    let number = setting.document.metadata.language.number(mark.note.number());
    let link = element("a")
        .with("id", mark.anchor().as_str())
        .with("href", (setting.address)(note.anchor.as_str()))
        .with("role", "doc-noteref");
    let word = &setting.words.note;
    let link = called(link, format!("{} {number}", word.content), word);
    let link = in_book(setting, link, "noteref").and(text(number));
    element("sup").with("class", "mark").and(link).into()
}
