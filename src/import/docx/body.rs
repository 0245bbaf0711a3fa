//! Paragraphs and tables in their order → blocks.

use std::collections::{BTreeMap, BTreeSet};

use super::Sources;
use super::numbering::Counters;
use super::runs::{Field, Run};
use super::shape::{self, Entry, Place};
use super::styles::{self, Role};
use crate::archive::Archive;
use crate::document::{Language, ListKind, Task};
use crate::elements::Element;
use crate::import::gathering::Gathering;
use crate::import::manuscript::{About, Block, BlockKind, plain, words};
use crate::import::{tidy, writer};
use crate::markdown::{Mark, Piece};

/// Reads a document from its start to its end.
pub(super) struct Reader<'a> {
    pub(super) gathering: &'a mut Gathering,
    pub(super) sources: &'a Sources,
    pub(super) archive: &'a Archive<'a>,
    pub(super) language: Option<Language>,
    /// The notes whose marks were met, in the order of the first marks.
    pub(super) marked: Vec<(NoteKind, String)>,
    pub(super) fields: Vec<Field>,
    /// Which of the lists of links is meant.
    pub(super) links: usize,
    pub(super) is_in_note: bool,
    /// Frames of text, to stand after the paragraph in which they are.
    pub(super) frames: Vec<Entry>,
    /// How the words of charts and diagrams begin that were met, by the paths of their parts.
    pub(super) parts_drawn: BTreeMap<String, String>,
    /// Whether a line was drawn across the page.
    pub(super) has_rule: bool,
    /// Names of places between paragraphs, which are those of the next one.
    pending: Vec<String>,
    counters: Counters,
    about: About,
    has_contents: bool,
    is_in_table: bool,
    lettered: BTreeSet<String>,
    has_numbered_headings: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoteKind {
    Foot,
    End,
}

impl<'a> Reader<'a> {
    pub fn new(gathering: &'a mut Gathering, sources: &'a Sources, archive: &'a Archive<'a>, language: Option<&str>) -> Self {
        Self {
            gathering,
            sources,
            archive,
            language: language.and_then(|tag| Language::parse(tag).ok()),
            marked: Vec::new(),
            fields: Vec::new(),
            links: 0,
            is_in_note: false,
            frames: Vec::new(),
            parts_drawn: BTreeMap::new(),
            has_rule: false,
            pending: Vec::new(),
            counters: Counters::default(),
            about: About::default(),
            has_contents: false,
            is_in_table: false,
            lettered: BTreeSet::new(),
            has_numbered_headings: false,
        }
    }

    /// What the styles of paragraphs said of the text: title, authors, day.
    pub fn about(&mut self) -> About {
        std::mem::take(&mut self.about)
    }

    pub fn blocks(&mut self, parent: &Element) -> Vec<Block> {
        let mut entries = Vec::new();
        self.entries(parent, &mut entries);
        shape::assembled(entries)
    }

    pub fn note(&mut self, kind: NoteKind, id: &str) -> Vec<Block> {
        let sources = self.sources;
        let (list, links) = match kind {
            NoteKind::Foot => (&sources.footnotes, 1),
            NoteKind::End => (&sources.endnotes, 2),
        };
        let Some(note) = list.get(id) else {
            self.gathering.lose("a note is marked, and it is not in the document", id, "write what it says");
            return Vec::new();
        };
        (self.links, self.is_in_note) = (links, true);
        // No field of the text goes on in its notes.
        self.fields.clear();
        let blocks = self.blocks(note);
        (self.links, self.is_in_note) = (0, false);
        blocks
    }

    pub(super) fn entries(&mut self, parent: &Element, out: &mut Vec<Entry>) {
        for element in parent.elements() {
            match element.name.as_str() {
                "w:p" => self.paragraph(element, out),
                "w:tbl" => {
                    let was_in_table = std::mem::replace(&mut self.is_in_table, true);
                    let blocks = self.table(element);
                    self.is_in_table = was_in_table;
                    out.extend(blocks.into_iter().map(Entry::flow));
                }
                "w:sdt" if is_contents(element) => self.leave_out_contents(element),
                "w:sdt" | "w:sdtContent" | "w:ins" | "w:moveTo" | "w:customXml" | "w:smartTag" => self.entries(element, out),
                "w:del" | "w:moveFrom" => self.lose_deleted(element),
                "w:altChunk" => self.gathering.lose("a document inside the document was left out", "", "import it by itself"),
                "w:bookmarkStart" => self.pending.extend(element.attribute("w:name").map(|name| format!("#{name}"))),
                "mc:AlternateContent" => choice(element).into_iter().for_each(|choice| self.entries(choice, out)),
                _ => self.lose_unknown(element),
            }
        }
    }

    /// Whatever is not known may have words.
    pub(super) fn lose_unknown(&mut self, element: &Element) {
        let is_text = |inner: &&Element| matches!(inner.name.as_str(), "w:t" | "w:delText" | "m:t" | "a:t");
        let said: Vec<String> = element.descendants().filter(is_text).map(super::runs::text_of).collect();
        if !said.concat().trim().is_empty() {
            let help = "write them into the text if they belong to it";
            self.gathering.lose(
                format!("words in a part of an unknown kind (`{}`) were left out", element.name),
                &said.join(" "),
                help,
            );
        }
    }

    fn leave_out_contents(&mut self, element: &Element) {
        if !std::mem::replace(&mut self.has_contents, true) {
            let help = "editions have their own, made from the headings";
            self.gathering.lose_at(
                "the table of contents was left out",
                format!("“{}”", crate::import::gathering::excerpt(&super::shown(element))),
                help,
            );
        }
    }

    fn paragraph(&mut self, element: &Element, out: &mut Vec<Entry>) {
        let properties = element.elements().find(|inner| inner.name == "w:pPr");
        let value = |name: &str| {
            properties
                .and_then(|list| list.elements().find(|inner| inner.name == name))
                .and_then(|inner| inner.attribute("w:val"))
        };
        let style = value("w:pStyle").unwrap_or_default().to_string();
        let role = self.sources.styles.role(&style, properties);
        let was_contents = self.is_in_contents();
        let Run { pieces: raw, mut places } = self.run(element, role);
        places.append(&mut self.pending);
        let is_contents = was_contents || self.is_in_contents() || role == Role::Contents;
        let frames = std::mem::take(&mut self.frames);
        if is_contents && !matches!(role, Role::Heading(_)) {
            return self.leave_out_contents(element);
        }
        let pieces = tidy::run(raw.clone());
        if tidy::is_empty(&pieces) && role != Role::Code {
            places.into_iter().for_each(|place| self.gathering.enter_place(place));
            if std::mem::take(&mut self.has_rule) || role == Role::Rule || properties.is_some_and(is_rule) {
                out.push(Entry::flow(BlockKind::Divider.into()));
            }
            out.extend(frames);
            return;
        }
        match role {
            Role::Heading(level) if !self.is_in_note && !self.is_in_table => {
                if was_contents {
                    self.end_contents();
                }
                self.lose_number(properties, &style, &pieces);
                out.extend(self.heading(level, pieces, &places));
            }
            Role::Title | Role::Subtitle | Role::Author | Role::Date if self.is_about(role, &pieces) => {}
            _ => {
                self.gathering.enter_paragraph();
                places.into_iter().for_each(|place| self.gathering.enter_place(place));
                let place = self.place(properties, &style, role, &pieces);
                out.push(entry(place, role, raw, pieces, self.language.as_ref()));
            }
        }
        out.extend(frames);
    }

    fn heading(&mut self, level: usize, pieces: Vec<Piece>, places: &[String]) -> Vec<Entry> {
        let (marks, title): (Vec<_>, Vec<_>) = pieces.into_iter().partition(|piece| matches!(piece, Piece::NoteMark(_)));
        let title = tidy::run(
            title.into_iter().map(|piece| if piece == Piece::LineBreak { Piece::Text(" ".into()) } else { piece }).collect(),
        );
        self.gathering.enter_heading(&plain(&title), places);
        let mut out = Vec::new();
        if !marks.is_empty() {
            self.gathering.lose(
                "the mark of a note moved from a heading to the text under it",
                &plain(&title),
                "put it at the words that it belongs to",
            );
            let note = vec![Piece::Text("*".into())].into_iter().chain(marks).collect();
            out.push(Entry::flow(BlockKind::Paragraph(note).into()));
        }
        out.insert(0, Entry::flow(BlockKind::Heading { level, pinned: None, title }.into()));
        out
    }

    /// Whether a paragraph that its style calls so says what is not known yet.
    fn is_about(&mut self, role: Role, pieces: &[Piece]) -> bool {
        let said = words(&plain(pieces));
        if self.is_in_note || pieces.iter().any(|piece| matches!(piece, Piece::NoteMark(_) | Piece::Image { .. })) {
            return false;
        }
        match role {
            Role::Title if self.about.title.is_none() => self.about.title = Some(said),
            Role::Subtitle if self.about.subtitle.is_none() => self.about.subtitle = Some(said),
            Role::Author => self.about.authors.push(said),
            Role::Date if self.about.published.is_none() && crate::document::Date::parse(&said).is_ok() => {
                self.about.published = Some(said)
            }
            _ => return false,
        }
        true
    }

    fn place(&mut self, properties: Option<&Element>, style: &str, role: Role, pieces: &[Piece]) -> Place {
        let indent = properties.and_then(|list| list.elements().find(|inner| inner.name == "w:ind"));
        let indent: i64 = indent
            .and_then(|indent| indent.attribute("w:left").or(indent.attribute("w:start")))
            .and_then(|indent| indent.parse().ok())
            .unwrap_or(0);
        match role {
            Role::Quotation => return Place::Quoted,
            Role::Code => return Place::Code,
            Role::Caption => return Place::Caption,
            Role::Term => return Place::Term,
            Role::Details => return Place::Details,
            _ => {}
        }
        let numbered = properties.and_then(styles::numbering).or_else(|| self.sources.styles.numbering(style));
        let Some((list, level)) = numbered.filter(|(list, _)| list != "0") else { return Place::Flow { indent } };
        let known = self.sources.numbering.level(&list, level).cloned().unwrap_or_default();
        let is_plain = matches!(known.format.as_str(), "decimal" | "decimalZero" | "ordinal") && known.is_number_alone(level);
        let kind = match known.format.as_str() {
            // Pandoc marks the further paragraphs of an item with a space.
            "bullet" | "none" if known.text.trim().is_empty() => return Place::Further { level },
            "bullet" | "" => ListKind::Bullet,
            _ => {
                if !is_plain && self.lettered.insert(list.clone()) {
                    self.gathering.lose(
                        "a list is numbered 1, 2, 3 now",
                        &plain(pieces),
                        "name the letters in the text if they matter",
                    );
                }
                ListKind::Numbered { start: self.sources.numbering.next(&list, level, &mut self.counters) }
            }
        };
        let task = match known.text.trim() {
            "☐" => Some(Task::Open),
            "☒" | "☑" => Some(Task::Done),
            _ => None,
        };
        Place::Item { list, level, kind, indent: if indent > 0 { indent } else { known.indent }, task }
    }

    /// Programs count headings where a style says so; the numbers stand nowhere in the text.
    fn lose_number(&mut self, properties: Option<&Element>, style: &str, title: &[Piece]) {
        let numbered = properties.and_then(styles::numbering).or_else(|| self.sources.styles.numbering(style));
        let level = numbered.and_then(|(list, level)| self.sources.numbering.level(&list, level));
        let is_shown =
            level.is_some_and(|level| !matches!(level.format.as_str(), "bullet" | "none") && level.text.contains('%'));
        if is_shown && !std::mem::replace(&mut self.has_numbered_headings, true) {
            self.gathering.lose(
                "the numbers that Word counts for headings were left out",
                &plain(title),
                "write them into the headings if the text speaks of them",
            );
        }
    }

    pub(super) fn lose_deleted(&mut self, element: &Element) {
        let said: String = element.all("w:delText").chain(element.all("w:t")).map(super::runs::text_of).collect();
        if !said.trim().is_empty() {
            self.gathering.lose(
                "words that were deleted with tracked changes were left out",
                &said,
                "accept or refuse the changes in the document, or leave it",
            );
        }
    }
}

/// A paragraph in its place, in its language.
fn entry(place: Place, role: Role, raw: Vec<Piece>, mut pieces: Vec<Piece>, usual: Option<&Language>) -> Entry {
    let mut language = None;
    if pieces.len() == 1
        && let Some(Piece::Marked { mark: Mark::Foreign(_), .. }) = pieces.first()
        && let Some(Piece::Marked { mark: Mark::Foreign(only), pieces: inside }) = pieces.pop()
    {
        language = Some(only).filter(|only| Some(only) != usual);
        pieces = inside;
    }
    if role == Role::Code {
        return Entry { place, block: BlockKind::Paragraph(raw).into() };
    }
    let kind = match pieces.as_slice() {
        [Piece::Image { path, alternative }] => {
            BlockKind::Figure { path: path.clone(), alternative: alternative.clone(), caption: None }
        }
        _ => BlockKind::Paragraph(pieces),
    };
    Entry { place, block: Block { kind, language } }
}

/// The one of several ways of writing the same that newer programs read (ISO/IEC 29500-3 §7.5).
pub(super) fn choice(element: &Element) -> Option<&Element> {
    element.elements().find(|inner| inner.name == "mc:Choice").or_else(|| element.elements().next())
}

/// An empty paragraph with a line under it is what programs draw for a divider.
fn is_rule(properties: &Element) -> bool {
    let borders = properties.elements().find(|inner| inner.name == "w:pBdr");
    borders.is_some_and(|borders| {
        borders.elements().any(|line| {
            matches!(line.name.as_str(), "w:bottom" | "w:top")
                && line.attribute("w:val").is_some_and(|kind| !matches!(kind, "none" | "nil"))
        })
    })
}

fn is_contents(element: &Element) -> bool {
    let gallery = element.find("w:docPartGallery").and_then(|gallery| gallery.attribute("w:val"));
    gallery.is_some_and(|name| name.to_lowercase().contains("table of contents"))
}

/// `pieces` in `language`, if it is another one than the usual.
pub(super) fn in_language(language: Option<Language>, usual: Option<&Language>, pieces: Vec<Piece>) -> Vec<Piece> {
    match (language, usual) {
        (Some(language), Some(usual)) if language.primary() != usual.primary() => vec![writer::foreign(&language, pieces)],
        _ => pieces,
    }
}
