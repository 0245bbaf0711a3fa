//! The text of a document as elements, the same for HTML and EPUB.
//!
//! What the two do differently is said once, in [`Setting`]. The class names
//! are the ones that the theme's `text.css` knows. Every id of the document is
//! an `id` here; ids that the program adds begin with `_`.

mod blocks;
mod display;
mod inlines;

pub use blocks::blocks;
pub use display::{in_phrases, title_parts};
pub use inlines::{heading_inlines, inlines, picture, run};

use super::markup::{Element, Node, element, text};
use super::pages::PageStarts;
use crate::document::{Document, ImagePath, Language, Note, NoteMark, Phrase, Section, Text, Words};

/// How a document is shown.
pub struct Setting<'a> {
    pub document: &'a Document,
    pub words: &'a Words,
    pub medium: Medium,
    /// The level of the headings of the highest sections: 1 where the title of
    /// the document has a page of its own.
    pub heading_level: usize,
    /// From an id to the address of the element that has it: `#trust.2`.
    pub address: &'a dyn Fn(&str) -> String,
    /// At which words the pages of the printed edition begin.
    pub pages: &'a PageStarts<'a>,
    /// From an image to the address of its bytes.
    pub image: &'a dyn Fn(&ImagePath) -> String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Medium {
    /// One page on a screen: every block has a link to itself, wide tables scroll.
    Screen,
    /// Pages of a book: parts have their `epub:type` (EPUB 3.3 §6.1.3) beside their role.
    Book,
}

/// A numbered list, counted in the numerals of the document.
pub fn numbered(setting: &Setting) -> Element {
    match setting.document.metadata.language.list_numbers().counter_style {
        "decimal" => element("ol"),
        style => element("ol").with("style", format!("list-style-type: {style}")),
    }
}

pub const NOTES: &str = "_notes";

/// What stands before the first heading.
pub fn opening(setting: &Setting) -> Vec<Node> {
    blocks(setting, &setting.document.opening)
}

/// One of the highest sections with all that stands under it.
pub fn section(setting: &Setting, section: &Section) -> Node {
    let part = nested_section(setting, section, setting.heading_level);
    match setting.medium {
        Medium::Screen => part.into(),
        Medium::Book => part
            .with("epub:type", "chapter")
            .with("role", "doc-chapter")
            .with("aria-labelledby", section.anchor.as_str())
            .into(),
    }
}

/// All notes under a heading of their own; nothing if there are none.
pub fn notes(setting: &Setting) -> Option<Node> {
    let notes = &setting.document.notes;
    if notes.is_empty() {
        return None;
    }
    let title = heading(setting.heading_level).with("id", NOTES).and(said(&setting.words.notes));
    let list = numbered(setting).holding(notes.iter().map(|note| self::note(setting, note)));
    let part = element("section").with("class", "notes").with("role", "doc-endnotes").with("aria-labelledby", NOTES);
    Some(in_book(setting, part, "endnotes").and(title).and(list).into())
}

/// Words of the metadata or of the program: marked where they are in another
/// language than the document. The mark is around the words and not on the element
/// that holds them, so that a line of another direction begins at the same side.
pub fn said(words: &Text) -> Node {
    match &words.language {
        None => text(&words.content),
        Some(language) => in_language(element("span"), Some(language)).and(text(&words.content)).into(),
    }
}

/// All that is said, one after the other.
pub fn phrase(phrase: &Phrase) -> Vec<Node> {
    phrase.texts().iter().map(said).collect()
}

/// An element that holds no words of its own, a number or an arrow, with the
/// accessible name `name`, which is in the language of `word`.
///
/// A name in an attribute is in the language of its element. So an element that
/// holds words of the document keeps their language, also where its name has a word
/// of the program that is in another one: the words are what it is about.
pub fn called(element: Element, name: String, word: &Text) -> Element {
    in_language(element.with("aria-label", name), word.language.as_ref())
}

/// The element with `lang` and `dir`, which always go together: the direction
/// is the language's.
pub fn in_language(element: Element, language: Option<&Language>) -> Element {
    match language {
        Some(language) => element.with("lang", language.tag()).with("dir", language.direction().as_str()),
        None => element,
    }
}

fn nested_section(setting: &Setting, section: &Section, level: usize) -> Element {
    let title = heading(level)
        .with("id", section.anchor.as_str())
        .holding(in_phrases(&setting.document.metadata.language, run(setting, &section.anchor, &section.title)));
    let mut part = element("section");
    part = match setting.medium {
        Medium::Screen => part.and(element("div").with("class", "heading").and(title).and(place_of_section(setting, section))),
        Medium::Book => part.and(title),
    };
    part.holding(blocks(setting, &section.blocks))
        .holding(section.sections.iter().map(|inner| nested_section(setting, inner, level + 1).into()))
}

/// HTML has six levels; deeper ones say theirs.
fn heading(level: usize) -> Element {
    let name = ["h1", "h2", "h3", "h4", "h5", "h6"][level.clamp(1, 6) - 1];
    element(name).with_some("aria-level", (level > 6).then(|| level.to_string()))
}

/// The link of a heading to itself, which the keyboard reaches: named for the section.
fn place_of_section(setting: &Setting, section: &Section) -> Element {
    let name =
        setting.words.introducing(&setting.words.link_to_this_place).content + &crate::document::plain_text(&section.title);
    element("a").with("class", "place").with("href", (setting.address)(section.anchor.as_str())).with("aria-label", name)
}

/// The link of a block to itself, for pointers. It is left out of the order of
/// reading and of tabs, where one per paragraph would drown the text; those who
/// read so have the links of the headings.
fn place(setting: &Setting, id: &str) -> Option<Node> {
    let link = || element("a").with("class", "place").with("href", (setting.address)(id));
    match setting.medium {
        Medium::Screen => Some(link().with("aria-hidden", "true").with("tabindex", "-1").into()),
        Medium::Book => None,
    }
}

fn in_book(setting: &Setting, element: Element, kind: &'static str) -> Element {
    match setting.medium {
        Medium::Screen => element,
        Medium::Book => element.with("epub:type", kind),
    }
}

fn note(setting: &Setting, note: &Note) -> Node {
    let item = in_book(setting, element("li").with("id", note.anchor.as_str()), "endnote");
    item.holding(note_blocks(setting, note)).into()
}

/// What a note says, with a way back to each of its marks on the line of its last word.
pub fn note_blocks(setting: &Setting, note: &Note) -> Vec<Node> {
    let mut content = blocks(setting, &note.blocks);
    let ways_back = (1..=note.marks).flat_map(|occurrence| [text("\u{a0}"), way_back(setting, note, occurrence)]);
    match content.last_mut() {
        // The arrows are not in the language of a note's last words.
        Some(Node::Element(last)) if last.name == "p" && last.attribute("lang").is_none() => last.children.extend(ways_back),
        _ => content.push(element("p").holding(ways_back.skip(1)).into()),
    }
    content
}

fn way_back(setting: &Setting, note: &Note, occurrence: usize) -> Node {
    let mark = NoteMark { note: note.id, occurrence, span: note.span }.anchor();
    let language = &setting.document.metadata.language;
    let number = language.number(note.id.number());
    let number = match note.marks {
        1 => number,
        _ => setting.words.listed(&[number, language.number(occurrence)]),
    };
    let word = &setting.words.back_to_text;
    let name = format!("{} {number}", word.content);
    let link = element("a").with("class", "back").with("href", (setting.address)(mark.as_str())).with("role", "doc-backlink");
    called(in_book(setting, link, "backlink"), name, word).and(text("↑")).into()
}
