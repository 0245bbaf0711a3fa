//! From elements to lines, as a screen reader meets them.
//!
//! What is shown or announced is a line or part of one, once:
//!
//! - A link says its words, or else the name that it has (`aria-label`): the
//!   way back from a note is a piece `↑`. Names that repeat what stands beside
//!   them are no lines, and checked: of a heading's link to itself, of the
//!   region in which a table scrolls, of the contents. What is `aria-hidden` or
//!   `hidden` is no line either.
//! - The state of a task stands before its first words: `done: mend the pump`.
//!   If it begins with something else than a paragraph, the state is a line
//!   with the item's id.
//! - The name of a callout stands in it and has its id. The attribution of a
//!   quotation stands beside it and has its id, as the picture and the caption
//!   of a figure have the figure's.
//! - Cells, terms and code are lines even when empty. A line break is a space.
//! - The mark of a page break between two lines opens the second.
//! - Ids that begin with `_` are the program's and not on lines.

use std::rc::Rc;

use super::checks::heading_level;
use super::counting::counted;
use super::run::{Run, is_white, piece};
use crate::elements::{Element, Node};
use crate::verify::{Container, Line, Piece, PieceKind, Role};

/// The lines of `body`, whose words are in `language` where nothing else is
/// said; `address` makes of an `href` what a piece says of its link.
pub fn lines(body: &Element, language: &str, address: &dyn Fn(&str) -> String) -> Vec<Line> {
    let mut walk = Walk { address, lines: Vec::new(), run: None, within: Vec::new(), breaks: Vec::new(), copied_bytes: 0 };
    let start =
        Context { language, link: None, id: None, owner: None, role: Role::Paragraph, place: Place::Text, is_item: false };
    walk.nodes(body, &start);
    walk.end_line();
    if let Some(last) = walk.lines.last_mut() {
        last.pieces.append(&mut walk.breaks);
    }
    walk.lines
}

struct Walk<'a> {
    address: &'a dyn Fn(&str) -> String,
    lines: Vec<Line>,
    run: Option<Run>,
    within: Vec<Container>,
    /// Page breaks that no line has taken yet.
    breaks: Vec<Piece>,
    /// What was copied to lines and pieces from elements around them.
    copied_bytes: usize,
}

/// A file whose lines would need more is hostile: the rest of it is not read.
const COPIED_BYTES_LIMIT: usize = 100_000_000;

/// What holds for the words at a place.
#[derive(Clone)]
struct Context<'a> {
    language: &'a str,
    link: Option<Rc<str>>,
    /// The id of a line that begins here.
    id: Option<&'a str>,
    /// The id of the block around: of the figure for its caption.
    owner: Option<&'a str>,
    /// What a line is that begins here.
    role: Role,
    place: Place,
    /// Whether this is an item itself, not an element in it.
    is_item: bool,
}

/// The part of an edition.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Text,
    Cover,
    Contents,
    /// Where items are notes.
    Notes,
}

impl<'a> Walk<'a> {
    fn nodes(&mut self, element: &'a Element, context: &Context<'a>) {
        for node in &element.nodes {
            match node {
                Node::Text(text) => self.text(text, context),
                Node::Element(inner) => self.element(inner, context),
            }
        }
    }

    fn text(&mut self, text: &str, context: &Context<'a>) {
        let link_length = context.link.as_ref().map_or(0, |link| link.len());
        self.copied_bytes += context.language.len() + link_length;
        if context.role == Role::Code {
            self.run(context).add_kept(text, context.language, context.link.as_deref());
        } else if self.run.is_some() || text.contains(|character| !is_white(character)) {
            self.run(context).add_text(text, context.language, context.link.as_deref());
        }
    }

    fn element(&mut self, element: &'a Element, outer: &Context<'a>) {
        let is_place = element.name == "a" && element.has_class("place") && element.words().is_empty();
        // A list of pages is a way into the text, as in the navigation of a book, and says nothing of its own.
        let is_way = is_place || element.has_role("doc-pagelist");
        if element.is_hidden() || is_way || self.copied_bytes > COPIED_BYTES_LIMIT {
            return;
        }
        let language = element.attribute("lang").unwrap_or(outer.language);
        let context = Context { language, is_item: false, ..outer.clone() };
        if element.has_role("doc-pagebreak") {
            self.page_break(element, &context);
        } else if INLINE.contains(&element.name.as_str()) && !is_line_of_its_own(element, context.place) {
            self.inline(element, context, outer.is_item);
        } else {
            let continues_task = outer.is_item && element.name == "p" && !element.has_class("key");
            match &mut self.run {
                Some(run) if continues_task && !run.has_paragraph => run.line.id = own(element.id()),
                _ => self.end_line(),
            }
            self.block(element, context);
            self.end_line();
        }
    }

    fn inline(&mut self, element: &'a Element, mut context: Context<'a>, is_in_item: bool) {
        match (element.name.as_str(), element.id()) {
            ("br", _) => self.text(" ", &context),
            ("img", _) => self.image(element, &context),
            ("a", _) => self.link(element, context),
            ("span", Some(id)) if is_in_item => {
                if self.run.as_ref().is_some_and(|run| run.has_paragraph) {
                    self.end_line();
                }
                context.id = Some(id);
                let run = self.run(&context);
                run.line.id = own(Some(id));
                run.has_paragraph = true;
                self.nodes(element, &context);
            }
            _ => self.nodes(element, &context),
        }
    }

    fn image(&mut self, element: &Element, context: &Context<'a>) {
        let words = element.attribute("alt").unwrap_or_default();
        let link = context.link.clone();
        self.run(context).add_mark(PieceKind::Image, words, context.language, link.as_deref());
    }

    fn link(&mut self, element: &'a Element, mut context: Context<'a>) {
        if let Some(href) = element.attribute("href") {
            context.link = Some((self.address)(href).into());
        }
        let language = context.language;
        if element.has_role("doc-noteref") {
            let link = context.link.clone();
            self.run(&context).add_mark(PieceKind::NoteMark, &element.words(), language, link.as_deref());
        } else if let Some(name) = element.attribute("aria-label").filter(|_| element.words().is_empty()) {
            self.text(name, &context);
        } else {
            self.nodes(element, &context);
        }
    }

    fn block(&mut self, element: &'a Element, mut context: Context<'a>) {
        let id = element.id();
        (context.id, context.role) = (id, Role::Paragraph);
        if element.has_class("callout") {
            self.within.push(Container::Callout);
            self.nodes(element, &Context { owner: id, ..context });
            self.within.pop();
            return;
        }
        match element.name.as_str() {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(element, context),
            "p" => self.paragraph(element, context),
            "pre" => self.whole_line(element, Context { role: Role::Code, ..context }),
            "hr" => drop(self.run(&Context { role: Role::Divider, ..context })),
            "a" => self.link(element, Context { role: Role::SkipLink, ..context }),
            "img" => {
                self.image(element, &Context { id: context.owner, role: Role::Picture, ..context });
            }
            "ul" | "ol" => self.list(element, &context),
            "dt" => self.whole_line(element, Context { role: Role::Term, ..context }),
            "dd" => self.inside(Container::Details, element, &context),
            "blockquote" => self.inside(Container::Quotation, element, &context),
            "figure" => self.figure(element, context),
            "table" => self.table(element, &context),
            "summary" => self.nodes(element, &Context { role: Role::Summary, ..context }),
            "nav" => self.nodes(element, &Context { place: Place::Contents, ..context }),
            "header" => self.nodes(element, &Context { place: Place::Cover, owner: None, ..context }),
            _ => self.part(element, context),
        }
    }

    /// A section or another element that only holds lines.
    fn part(&mut self, element: &'a Element, mut context: Context<'a>) {
        if element.has_role("doc-endnotes") {
            context.place = Place::Notes;
        } else if element.has_word("epub:type", "titlepage") || element.has_class("cover") {
            context.place = Place::Cover;
        }
        context.owner = element.id().or(context.owner);
        self.nodes(element, &context);
    }

    fn heading(&mut self, element: &'a Element, context: Context<'a>) {
        let level = heading_level(element).unwrap_or(1);
        let role = match context.place {
            Place::Cover => Role::Title,
            Place::Text | Place::Contents | Place::Notes => Role::Heading { level },
        };
        self.nodes(element, &Context { role, ..context });
    }

    fn paragraph(&mut self, element: &'a Element, mut context: Context<'a>) {
        context.role = match context.place {
            Place::Cover => Role::TitleMatter,
            _ if element.has_class("key") => Role::KeySentence,
            _ if element.has_class("label") => {
                context.id = context.owner;
                Role::CalloutTitle
            }
            Place::Text | Place::Contents | Place::Notes => Role::Paragraph,
        };
        self.nodes(element, &context);
    }

    fn list(&mut self, element: &'a Element, context: &Context<'a>) {
        let start = element.attribute("start").and_then(|start| start.parse::<u64>().ok()).unwrap_or(1);
        let mut ordinal = 0;
        for item in element.elements() {
            if item.name != "li" {
                self.element(item, context);
                continue;
            }
            ordinal += 1;
            let number = (element.name == "ol").then(|| counted(element, start.saturating_add(ordinal as u64 - 1)));
            let container = match context.place {
                Place::Contents => None,
                Place::Notes => Some(Container::Note { number: counted(element, ordinal as u64) }),
                Place::Text | Place::Cover => Some(Container::Item { ordinal, number }),
            };
            self.item(item, container, context);
        }
    }

    fn item(&mut self, item: &'a Element, container: Option<Container>, outer: &Context<'a>) {
        let language = item.attribute("lang").unwrap_or(outer.language);
        let (role, place) = match outer.place {
            Place::Contents => (Role::Entry, Place::Contents),
            Place::Text | Place::Cover | Place::Notes => (Role::Paragraph, Place::Text),
        };
        let is_item = outer.place != Place::Contents;
        let context = Context { language, link: None, id: item.id(), owner: None, role, place, is_item };
        self.end_line();
        let depth = self.within.len();
        self.within.extend(container);
        self.nodes(item, &context);
        self.end_line();
        self.within.truncate(depth);
    }

    fn inside(&mut self, container: Container, element: &'a Element, context: &Context<'a>) {
        self.within.push(container);
        self.nodes(element, context);
        self.end_line();
        self.within.pop();
    }

    /// A picture with its caption, or a quotation with the name of who said it.
    fn figure(&mut self, element: &'a Element, context: Context<'a>) {
        let context = Context { owner: element.id(), ..context };
        let is_quotation = element.elements().any(|inner| inner.name == "blockquote");
        for inner in element.elements() {
            match inner.name.as_str() {
                "figcaption" if !inner.is_hidden() => {
                    let role = if is_quotation { Role::Attribution } else { Role::Caption };
                    let language = inner.attribute("lang").unwrap_or(context.language);
                    self.end_line();
                    self.nodes(inner, &Context { role, language, id: element.id(), ..context.clone() });
                    self.end_line();
                }
                "img" if !inner.is_hidden() => {
                    self.end_line();
                    self.block(
                        inner,
                        Context { language: inner.attribute("lang").unwrap_or(context.language), ..context.clone() },
                    );
                    self.end_line();
                }
                _ => self.element(inner, &context),
            }
        }
    }

    fn table(&mut self, element: &'a Element, outer: &Context<'a>) {
        let parts = element.elements().flat_map(|part| if part.name == "tr" { vec![part] } else { part.elements().collect() });
        let mut row = 0;
        for line in parts {
            if line.name != "tr" {
                self.element(line, outer);
                continue;
            }
            let mut column = 0;
            for cell in line.elements() {
                // A header cell without words is no `th`, which must have some.
                let is_header = cell.name == "th" || (row == 0 && cell.words().is_empty());
                if !matches!(cell.name.as_str(), "th" | "td") {
                    self.element(cell, outer);
                    continue;
                }
                let language = cell.attribute("lang").unwrap_or(outer.language);
                let role = Role::Cell { row, column, is_header };
                self.whole_line(cell, Context { language, id: cell.id(), role, ..outer.clone() });
                column += 1;
            }
            row += 1;
        }
    }

    /// A line that is there even without words.
    fn whole_line(&mut self, element: &'a Element, context: Context<'a>) {
        self.end_line();
        self.run(&context);
        self.nodes(element, &context);
        self.end_line();
    }

    /// The line that is being made, or one that begins here.
    fn run(&mut self, context: &Context<'a>) -> &mut Run {
        self.run.get_or_insert_with(|| {
            self.copied_bytes += context.id.map_or(0, str::len) + self.within.len() * size_of::<Container>();
            let mut line = Line::new(context.role.clone());
            line.id = own(context.id);
            line.within = self.within.clone();
            line.pieces.append(&mut self.breaks);
            Run::new(line)
        })
    }

    fn end_line(&mut self) {
        if let Some(run) = self.run.take() {
            self.lines.push(run.finish());
        }
    }

    /// The mark of a page belongs to the words after it.
    fn page_break(&mut self, element: &Element, context: &Context<'a>) {
        let label = page_label(element);
        match &mut self.run {
            Some(run) => run.add_mark(PieceKind::PageBreak, &label, context.language, None),
            None => self.breaks.push(piece(PieceKind::PageBreak, label, context.language, None)),
        }
    }
}

/// What the mark of a page break says: its number or name.
pub fn page_label(element: &Element) -> String {
    let label = element.attribute("aria-label").or(element.attribute("title"));
    label.map_or_else(|| element.words(), str::to_string)
}

/// Links that stand between blocks, and the picture of a cover.
fn is_line_of_its_own(element: &Element, place: Place) -> bool {
    match element.name.as_str() {
        "a" => element.has_class("skip"),
        "img" => place == Place::Cover,
        _ => false,
    }
}

/// The id, if it is the document's.
fn own(id: Option<&str>) -> Option<String> {
    id.filter(|id| !id.starts_with('_')).map(str::to_string)
}

const INLINE: [&str; 21] = [
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "em", "i", "img", "ins", "kbd", "s", "small", "span",
    "strong", "sub", "sup", "wbr",
];
