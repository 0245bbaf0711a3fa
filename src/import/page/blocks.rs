//! Elements that are blocks → blocks.

use super::article::{is_machinery, words_apart};
use super::lists::place;
use super::notes::key;
use super::{Here, Reader, google, names, word};
use crate::document::{Code, Language};
use crate::elements::{Element, Node};
use crate::import::manuscript::{Block, BlockKind, plain};
use crate::import::{tidy, writer};
use crate::markdown::{Mark, Piece};

/// Lists, quotations and the like may stand in each other 16 deep, note and cell included.
const NESTING_LIMIT: usize = 13;

impl Reader<'_> {
    /// The blocks that `nodes` are: what stands outside of blocks is paragraphs.
    pub(super) fn flow<'n>(&mut self, nodes: impl IntoIterator<Item = &'n Node>, here: &Here) -> Vec<Block> {
        let mut flow = Flow::default();
        self.flow_into(&mut nodes.into_iter(), here, &mut flow);
        self.flush(here, &mut flow);
        flow.out
    }

    pub(super) fn flow_into(&mut self, nodes: &mut dyn Iterator<Item = &Node>, here: &Here, flow: &mut Flow) {
        for node in nodes {
            match node {
                Node::Text(text) => flow.run.push(Piece::Text(text.clone())),
                Node::Element(element) => self.element(element, here, flow),
            }
        }
    }

    pub(super) fn element(&mut self, element: &Element, here: &Here, flow: &mut Flow) {
        if self.is_left_out(element) {
            return;
        }
        if !is_block(element) && !holds_block(element) {
            return self.inline(element, here, &mut flow.run);
        }
        self.flush(here, flow);
        if begins_with_heading(element) {
            let names = names(element).into_iter().map(|name| format!("{}#{name}", self.page.file));
            self.pending.extend(names);
        } else if !is_heading(element) {
            self.enter_places(element);
        }
        let inside = self.entered(element, here);
        self.block(element, &inside, flow);
        self.flush(&inside, flow);
    }

    pub(super) fn enter_places(&mut self, element: &Element) {
        for name in names(element) {
            self.gathering.enter_place(format!("{}#{name}", self.page.file));
        }
    }

    /// Whether `element` is no part of the text, or is one that cannot be carried over.
    pub(super) fn is_left_out(&mut self, element: &Element) -> bool {
        let is_note = !self.is_in_note && self.notes.bodies.contains_key(&key(element));
        if is_machinery(element)
            || is_note
            || self.notes.furniture.contains(&key(element))
            || self.notes.backs.contains(&key(element))
        {
            return true;
        }
        if google::is_comment_mark(element) {
            return true;
        }
        if let Some(comment) = google::comment(element) {
            self.gathering.lose("a comment was left out", &comment, "write it into the text if readers need it");
            return true;
        }
        if element.has_role("doc-pagebreak") {
            self.page_marks += 1;
            self.enter_places(element);
            return true;
        }
        if self.is_own && (element.has_class("place") || element.has_class("state")) {
            return true;
        }
        if self.is_hidden(element) {
            if !element.words().is_empty() {
                self.gathering.lose(
                    "words that the page hides were left out",
                    &element.words(),
                    "write them into the text if they belong to it",
                );
            }
            return true;
        }
        if !self.is_own && self.figures.is_furniture(element) {
            let words = words_apart(element);
            if !words.is_empty() {
                self.gathering.lose(
                    format!("a part of the page that is no part of its text (`{}`) was left out", super::about::named(element)),
                    &words,
                    "write it into the text if it belongs to it",
                );
            }
            return true;
        }
        self.is_lost(element)
    }

    /// Scripts show some pages only when they have loaded: what holds the text is shown.
    fn is_hidden(&self, element: &Element) -> bool {
        let is_off = self.looks.of_element(element).hidden == Some(true) && !self.figures.holds_text(element);
        element.attribute("hidden").is_some() || (is_off && !self.is_own)
    }

    fn block(&mut self, element: &Element, here: &Here, flow: &mut Flow) {
        let kind = match element.name.as_str() {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => return self.heading(element, here, flow),
            "hr" => (!self.is_in_note && here.depth == 0).then_some(BlockKind::Divider),
            "p" if self.is_own && element.has_class("key") => {
                let pieces = tidy::run(self.pieces(&element.nodes, here));
                self.gathering.enter_paragraph();
                (!tidy::is_empty(&pieces)).then_some(BlockKind::KeySentence(pieces))
            }
            "pre" => self.code(element),
            "ul" | "ol" | "menu" | "dir" if here.depth < NESTING_LIMIT => {
                let list = self.list(element, here, flow).map(|kind| Block { kind, language: self.language_of_block(here) });
                let (level, is_new) = google::level(element);
                return list.into_iter().for_each(|list| place(&mut flow.out, level, is_new, list));
            }
            "p" if !self.is_own && here.depth < NESTING_LIMIT && word::is_item(element) => {
                return self.word_item(element, here, flow);
            }
            "p" if !self.is_own && word::is_contents(element) => return self.leave_out_contents(element),
            "p" if !self.is_own && here.depth < NESTING_LIMIT && word::is_quotation(element) => {
                return self.word_quotation(element, here, flow);
            }
            "dl" if here.depth < NESTING_LIMIT => return self.descriptions(element, here, flow),
            "blockquote" if here.depth < NESTING_LIMIT => self.quotation(element, here),
            "figure" => return self.figure(element, here, flow),
            "table" => return self.table(element, here, flow),
            "aside" | "div" if self.is_own && element.has_class("callout") => self.callout(element, here),
            "section" | "div" if element.has_role("doc-endnotes") || element.has_class("footnotes") => {
                return self.endnotes(element, here, flow);
            }
            "summary" => {
                let pieces = tidy::run(self.pieces(&element.nodes, here));
                (!tidy::is_empty(&pieces)).then(|| BlockKind::Paragraph(vec![Piece::Marked { mark: Mark::Strong, pieces }]))
            }
            "ul" | "ol" | "menu" | "dir" | "dl" | "blockquote" => {
                self.gathering.lose(
                    "nested more than 16 deep, so that it became paragraphs",
                    &element.words(),
                    "write it in another way",
                );
                return self.flow_into(&mut element.nodes.iter(), here, flow);
            }
            _ => return self.flow_into(&mut element.nodes.iter(), here, flow),
        };
        flow.out.extend(kind.map(|kind| Block { kind, language: self.language_of_block(here) }));
    }

    /// The language of a paragraph, if it is not that of the text.
    pub(super) fn language_of_block(&self, here: &Here) -> Option<Language> {
        here.language.clone().filter(|language| Some(language) != self.language.as_ref() && self.language.is_some())
    }

    /// Makes a paragraph, or a figure, of what was said since the last block.
    pub(super) fn flush(&mut self, here: &Here, flow: &mut Flow) {
        let run = tidy::run(std::mem::take(&mut flow.run));
        if tidy::is_empty(&run) {
            return;
        }
        if here.depth == 0 && self.gathering.is_at_start() && self.title.as_ref().is_some_and(|title| writer::says(&run, title))
        {
            // Some programs have a title that is no heading.
            self.title = None;
            return;
        }
        self.gathering.enter_paragraph();
        let kind = match run.as_slice() {
            [Piece::Image { path, alternative }] => {
                BlockKind::Figure { path: path.clone(), alternative: alternative.clone(), caption: None }
            }
            // Of a figure whose description is in another language.
            [Piece::Marked { mark: _, pieces }] if self.is_own && matches!(pieces.as_slice(), [Piece::Image { .. }]) => {
                flow.run = pieces.clone();
                return self.flush(here, flow);
            }
            _ => BlockKind::Paragraph(run),
        };
        flow.out.push(Block { kind, language: self.language_of_block(here) });
    }

    fn heading(&mut self, element: &Element, here: &Here, flow: &mut Flow) {
        let inside = Here { is_heavy: true, ..here.clone() };
        let mut pieces = self.pieces(&element.nodes, &inside);
        if let Some(language) = self.language_of_block(here) {
            pieces = vec![writer::foreign(&language, pieces)];
        }
        let pieces = tidy::run(pieces);
        let mut places: Vec<String> = element.descendants().flat_map(names).collect();
        places.iter_mut().for_each(|name| *name = format!("{}#{name}", self.page.file));
        places.append(&mut self.pending);
        let is_title = self.title.as_ref().is_some_and(|title| writer::says(&pieces, title));
        if tidy::is_empty(&pieces) || is_title {
            self.title = self.title.take().filter(|_| !is_title);
            return places.into_iter().for_each(|name| self.gathering.enter_place(name));
        }
        let level = element
            .attribute("aria-level")
            .and_then(|level| level.parse().ok())
            .unwrap_or_else(|| usize::from(element.name.as_bytes()[1] - b'0'));
        if here.depth > 0 || self.is_in_note {
            self.gathering.lose(
                "a heading inside another block became a paragraph",
                &plain(&pieces),
                "begin a section with it, or leave it",
            );
            let kind = BlockKind::Paragraph(tidy::run(vec![Piece::Marked { mark: Mark::Strong, pieces }]));
            return flow.out.push(kind.into());
        }
        let (title, marks) = self.without_notes(pieces);
        self.gathering.enter_heading(&plain(&title), &places);
        let pinned = element.id().filter(|_| self.is_own).map(str::to_string);
        flow.out.push(BlockKind::Heading { level, pinned, title }.into());
        // A title has no notes; they are kept at what follows it.
        flow.run.extend(marks);
    }

    /// `pieces` without the marks of notes and without line breaks, and the marks.
    fn without_notes(&mut self, pieces: Vec<Piece>) -> (Vec<Piece>, Vec<Piece>) {
        let (marks, pieces): (Vec<_>, Vec<_>) = pieces.into_iter().partition(|piece| matches!(piece, Piece::NoteMark(_)));
        if !marks.is_empty() {
            self.gathering.lose(
                "the mark of a note moved from a heading to the text under it",
                &plain(&pieces),
                "put it at the words that it belongs to",
            );
        }
        (tidy::run(pieces), marks)
    }

    fn code(&mut self, element: &Element) -> Option<BlockKind> {
        let mut text = String::new();
        gather(element, &mut text);
        let text: String = text.chars().filter(|c| !tidy::is_control(*c)).collect();
        let text = text.strip_prefix('\n').unwrap_or(&text).trim_end_matches('\n').replace("\r\n", "\n");
        let classes: Vec<&str> =
            element.descendants().filter_map(|inner| inner.attribute("class")).flat_map(str::split_ascii_whitespace).collect();
        let is_name = |name: &&str| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-_.#".contains(&byte));
        let mut named = classes.iter().filter_map(|class| class.strip_prefix("language-"));
        // Pandoc: `<pre class="sourceCode rust">`.
        let source =
            element.has_class("sourceCode").then(|| classes.iter().copied().find(|class| *class != "sourceCode")).flatten();
        let syntax = named.next().or(source).filter(is_name).map(str::to_string);
        self.gathering.enter_paragraph();
        (!text.trim().is_empty()).then_some(BlockKind::Code(Code { syntax, text }))
    }

    /// The list of notes: its heading and its rule are furniture.
    fn endnotes(&mut self, element: &Element, here: &Here, flow: &mut Flow) {
        let is_furniture = |node: &&Node| matches!(node, Node::Element(inner) if is_heading(inner) || inner.name == "hr");
        self.flow_into(&mut element.nodes.iter().filter(|node| !is_furniture(node)), here, flow);
    }
}

/// Whether the first thing in a part of a page is its heading.
fn begins_with_heading(element: &Element) -> bool {
    let is_part = matches!(element.name.as_str(), "section" | "div" | "article" | "header" | "hgroup");
    is_part && element.elements().next().is_some_and(|first| is_heading(first) || begins_with_heading(first))
}

/// Blocks that were made, and the pieces of the paragraph that has begun.
#[derive(Default)]
pub(super) struct Flow {
    pub out: Vec<Block>,
    pub run: Vec<Piece>,
}

fn gather(element: &Element, out: &mut String) {
    for node in &element.nodes {
        match node {
            Node::Text(text) => out.push_str(text),
            Node::Element(inner) if inner.name == "br" => out.push('\n'),
            Node::Element(inner) if inner.has_class("place") || inner.has_role("doc-pagebreak") => {}
            Node::Element(inner) => gather(inner, out),
        }
    }
}

pub(super) fn is_heading(element: &Element) -> bool {
    matches!(element.name.as_str(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

pub(super) fn is_block(element: &Element) -> bool {
    is_heading(element) || BLOCKS.contains(&element.name.as_str())
}

/// Whether a block stands in an element that holds words only, by rights.
fn holds_block(element: &Element) -> bool {
    element.elements().any(|inner| is_block(inner) || holds_block(inner))
}

const BLOCKS: [&str; 39] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "optgroup",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "td",
    "th",
    "tr",
    "ul",
];
