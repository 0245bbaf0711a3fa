//! A document as calls of the functions that the theme's `print.typ` defines.
//!
//! All text is in string literals, where two characters are escaped, so text
//! cannot become code: `#paragraph[#"We say "#emphasis[#"what"]#" we mean."]`.
//! In this form every glyph of the layout knows its literal and its place in it.

mod blocks;
mod inlines;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use self::inlines::Decoration;
pub use self::words::{display_content, kept_content};
use super::keeping::{self, Lead};
use super::literals::Literal;
use super::locales::Locales;
use super::places::Places;
use super::units::Breaks;
use super::{about, links};
use crate::document::{Anchor, Block, BlockKind, Document, ImagePath, Imprint, Inline, Language, NoteId, Section, Words};

/// The generated file, and where each part of it comes from.
pub struct Written<'a> {
    pub text: String,
    /// What stands at other places after `text` was edited is reported there.
    pub places: Places,
    /// The running text, in the order of the file.
    pub literals: Vec<Literal<'a>>,
    pub locales: Locales,
}

/// The whole book: title page, contents, text, colophon.
pub fn book<'a>(document: &'a Document, words: &'a Words, imprint: &Imprint) -> Written<'a> {
    book_with(document, words, imprint, &Breaks::new())
}

/// The same with a new page before each of `breaks`.
pub fn book_with<'a>(document: &'a Document, words: &'a Words, imprint: &Imprint, breaks: &Breaks) -> Written<'a> {
    let mut writer = Writer { breaks: breaks.clone(), ..Writer::new(document, words) };
    writer.out.push_str(&about::definitions(document, words, &writer.locales));
    writer.out.push_str("#show: statement.with(about)\n");
    if about::has_cover_image(document) {
        writer.out.push_str("#cover-page(about)\n");
    }
    writer.out.push_str("#title-page(about)\n");
    if !document.sections.is_empty() {
        writer.out.push_str("#contents(about)\n");
    }
    writer.body(&document.opening);
    writer.sections(&document.sections, 1);
    let colophon = about::colophon_call(document, words, imprint, &writer.locales);
    writer.line(&colophon);
    Written { text: writer.out, places: writer.places, literals: writer.literals, locales: writer.locales }
}

/// The path of an image in the files that Typst is given: its number, because
/// not every name of a file is a path to Typst.
pub fn image_file(document: &Document, image: &ImagePath) -> String {
    let number = document.images.keys().position(|path| path == image).expect("an image of the text is among the images");
    let extension = document.images[image].format.extension();
    format!("images/{}.{extension}", number + 1)
}

/// The content of a literal: 65,535 bytes are the most in which Typst can say
/// where a glyph comes from; half of it leaves room for escapes.
const LITERAL_MAX: usize = 32_000;

struct Writer<'a> {
    out: String,
    places: Places,
    literals: Vec<Literal<'a>>,
    /// The run that is being written, and how much of it is; none in notes.
    run: Option<(&'a Anchor, usize)>,
    is_in_note: bool,
    locales: Locales,
    document: &'a Document,
    words: &'a Words,
    image_files: BTreeMap<&'a ImagePath, String>,
    /// What links lead to: beside sections, nothing else gets a label.
    linked: BTreeSet<&'a Anchor>,
    /// The notes whose text is written already.
    noted: BTreeSet<NoteId>,
    /// How many lists the place is in.
    list_depth: usize,
    /// Whether no line ends inside of a word.
    keeps_words: bool,
    /// Whether lines are large, and end between phrases.
    is_display: bool,
    /// Whether the place is in emphasised words.
    is_emphasised: bool,
    /// The line that goes under or through the words of the place.
    decoration: Option<Decoration>,
    /// Whether the place is a title that is itself a link: without links and note marks.
    is_in_link: bool,
    /// The box of a task, to be set in the first line of its words.
    task: Option<String>,
    breaks: Breaks,
}

impl<'a> Writer<'a> {
    fn new(document: &'a Document, words: &'a Words) -> Self {
        Self {
            out: String::new(),
            places: Places::default(),
            literals: Vec::new(),
            run: None,
            is_in_note: false,
            locales: Locales::of(document, words),
            document,
            words,
            image_files: document.images.keys().map(|image| (image, image_file(document, image))).collect(),
            linked: links::targets(document),
            noted: BTreeSet::new(),
            list_depth: 0,
            keeps_words: document.metadata.language.keeps_words(),
            is_display: false,
            is_emphasised: false,
            decoration: None,
            is_in_link: false,
            task: None,
            breaks: Breaks::new(),
        }
    }

    /// `text` on a line of its own.
    fn line(&mut self, text: &str) {
        if !self.out.ends_with('\n') {
            self.out.push('\n');
        }
        self.out.push_str(text);
    }

    fn argument(&mut self, text: &str) {
        self.out.push_str(&string(text));
    }

    /// A place that a link leads to, if one does.
    fn anchor(&mut self, anchor: &Anchor) {
        if self.linked.contains(anchor) {
            self.out.push_str("#anchor(");
            self.argument(anchor.as_str());
            self.out.push(')');
        }
    }

    fn language_arguments(&mut self, language: &Language) {
        self.out.push_str(&self.locales.arguments(language));
    }

    fn sections(&mut self, sections: &'a [Section], level: usize) {
        for section in sections {
            self.page_break(&section.anchor);
            let open = self.places.open(self.out.len(), section.span);
            self.line(&format!("\n#section({level}, short: "));
            // Written twice, so that the heading is told from its echoes in
            // contents and running heads, which are links themselves.
            self.is_in_link = true;
            self.is_display = true;
            self.content(&section.title);
            self.is_in_link = false;
            self.out.push(')');
            self.run(&section.anchor, &section.title);
            self.is_display = false;
            self.out.push_str(&format!("#label({})", string(section.anchor.as_str())));
            self.places.close(open, self.out.len());
            self.body(&section.blocks);
            self.sections(&section.sections, level + 1);
        }
        self.line("");
    }

    /// The blocks of a section. A paragraph that leads to a list is one with it,
    /// if the list is short, or else goes where the list begins.
    fn body(&mut self, blocks: &'a [Block]) {
        let mut rest = blocks;
        while let Some(block) = rest.first() {
            let previous = blocks[..blocks.len() - rest.len()].last();
            let (count, name) = match keeping::leads_in(block, rest.get(1)) {
                Lead::None => (1, None),
                Lead::ToList => (1, Some("lead-in")),
                Lead::ToShortList => (2, Some("with-list")),
            };
            let (kept, others) = rest.split_at(count);
            let is_broken = self.page_break(&block.id);
            match name {
                // After a break, a paragraph does not know of the one before it.
                None if is_broken && keeping::is_paragraph(previous) && keeping::is_paragraph(Some(block)) => {
                    self.line("#continued[");
                    self.blocks(kept);
                    self.line("]");
                }
                None => self.blocks(kept),
                Some(name) => {
                    self.line(&format!("#{name}({})[", keeping::is_paragraph(previous)));
                    self.blocks(kept);
                    self.line("]");
                }
            }
            rest = others;
        }
    }

    /// A new page before the section or block, if one is asked for.
    fn page_break(&mut self, anchor: &Anchor) -> bool {
        let is_broken = self.breaks.contains(anchor);
        if is_broken {
            self.line("#colbreak(weak: true)");
        }
        is_broken
    }

    fn blocks(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            self.line("");
            self.block(block);
        }
    }

    fn block(&mut self, block: &'a Block) {
        let open = self.places.open(self.out.len(), block.span);
        if let Some(language) = &block.language {
            self.out.push_str("#in-language(");
            self.language_arguments(language);
            self.out.push_str(&format!(", {})[\n", language.is_justified()));
        }
        self.anchor(&block.id);
        match &block.kind {
            BlockKind::Paragraph(inlines) => {
                self.out.push_str("#paragraph[");
                self.begun_task();
                self.in_run(&block.id, inlines);
                self.out.push(']');
            }
            BlockKind::KeySentence(inlines) => {
                self.out.push_str("#key-sentence");
                self.is_display = block.language.is_none();
                self.run(&block.id, inlines);
                self.is_display = false;
            }
            BlockKind::List(list) => self.list(list),
            BlockKind::Quotation(quotation) => self.quotation(&block.id, quotation),
            BlockKind::Callout(callout) => self.callout(&block.id, callout),
            BlockKind::Table(table) => {
                let language = block.language.as_ref().unwrap_or(&self.document.metadata.language);
                self.table(table, language.direction());
            }
            BlockKind::Code(code) => self.out.push_str(&format!("#code-block({})", string(&code.text))),
            BlockKind::ChangedCode(lines) => {
                self.out.push_str("#changed-code");
                self.run(&block.id, lines);
            }
            BlockKind::Figure(figure) => self.figure(&block.id, figure),
            BlockKind::Descriptions(descriptions) => self.descriptions(descriptions),
            BlockKind::Divider => self.out.push_str("#divider()"),
        }
        if block.language.is_some() {
            self.line("]");
        }
        self.places.close(open, self.out.len());
    }

    /// `#name[inlines]`
    fn call(&mut self, name: &str, inlines: &'a [Inline]) {
        self.out.push('#');
        self.out.push_str(name);
        self.content(inlines);
    }

    /// `[inlines]`, which are the run of `id`.
    fn run(&mut self, id: &'a Anchor, inlines: &'a [Inline]) {
        self.out.push('[');
        self.in_run(id, inlines);
        self.out.push(']');
    }

    fn in_run(&mut self, id: &'a Anchor, inlines: &'a [Inline]) {
        let around = self.run.replace((id, 0));
        self.inlines(inlines);
        self.run = around;
    }

    /// Remembers that `text` of the run is written next, as a literal after
    /// `before` more bytes.
    fn remember(&mut self, text: &'a str, before: usize) {
        if let Some((run, offset)) = self.run.as_mut().filter(|_| !self.is_in_note) {
            self.literals.push(Literal { at: self.out.len() + before, run, offset: *offset, text });
            *offset += text.len();
        }
    }

    /// `[inlines]`
    fn content(&mut self, inlines: &'a [Inline]) {
        self.out.push('[');
        self.inlines(inlines);
        self.out.push(']');
    }

    /// `[blocks]`, on lines of their own.
    fn block_content(&mut self, blocks: &'a [Block]) {
        self.out.push('[');
        self.blocks(blocks);
        self.line("]");
    }

    /// `#"text"`, in as many literals as it needs.
    fn literal(&mut self, text: &str) {
        for part in parts(text) {
            self.out.push('#');
            self.argument(part);
        }
    }
}

/// `text` in parts that are short enough for a literal.
fn parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let mut end = rest.len().min(LITERAL_MAX);
        while !rest.is_char_boundary(end) {
            end -= 1;
        }
        if end < rest.len() {
            // Not inside a word: its letters are to be shaped together.
            end = rest[..end].rfind(' ').map_or(end, |space| space + 1);
        }
        parts.push(&rest[..end]);
        rest = &rest[end..];
    }
    parts
}

/// `text` as a string literal of Typst.
pub fn string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for letter in text.chars() {
        match letter {
            '\\' => out.push_str("\\\\"),
            '"' => out.push_str("\\\""),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            letter => out.push(letter),
        }
    }
    out.push('"');
    out
}
