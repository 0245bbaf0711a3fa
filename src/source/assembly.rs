//! Drafts → document: ids are given, links, notes and images resolved.

use std::collections::BTreeSet;

use super::TextFile;
use super::images::Images;
use super::links::Links;
use super::metadata::Statement;
use super::notes::Notes;
use super::outline::{Addresses, OPENING, Placed, SectionDraft};
use crate::diagnostics::{Diagnostics, Folder, Span};
use crate::document::{
    Anchor, Block, BlockKind, Callout, Cell, Cover, Description, Document, Figure, ImagePath, Inline, Item, Link, List,
    Metadata, Note, Quotation, Section, Table, Term,
};
use crate::markdown::{self, Definition, Run};

/// What a run of inlines stands in, where that decides what it may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Text,
    Title,
    Note,
    Link,
}

pub(super) struct Assembly<'a> {
    texts: &'a [TextFile],
    diagnostics: &'a mut Diagnostics,
    images: Images<'a>,
    links: Links<'a>,
    notes: Notes,
    /// Every id of the document.
    ids: BTreeSet<Anchor>,
    /// The file that is being assembled.
    file: usize,
    place: Place,
}

impl<'a> Assembly<'a> {
    pub fn new(
        folder: &'a dyn Folder,
        texts: &'a [TextFile],
        canonical: Option<&str>,
        addresses: &'a Addresses,
        diagnostics: &'a mut Diagnostics,
    ) -> Self {
        Self {
            texts,
            images: Images::new(folder),
            links: Links::new(texts, addresses, canonical),
            notes: Notes::default(),
            ids: BTreeSet::new(),
            file: 0,
            place: Place::Text,
            diagnostics,
        }
    }

    /// The document; nothing, after every problem of the text was reported, if
    /// there is no metadata.
    pub fn document(
        mut self,
        statement: Statement,
        opening: Vec<Placed>,
        sections: Vec<SectionDraft>,
        notes: Vec<(usize, Definition)>,
    ) -> Option<Document> {
        let mut metadata = statement.metadata;
        if let Some(cover) = statement.cover {
            let loaded = self.images.load("", &cover.path, cover.span, self.diagnostics);
            if let Some(Metadata { cover: Cover::Image { image, .. }, .. }) = &mut metadata {
                *image = loaded;
            }
        }
        self.notes = Notes::new(notes, self.diagnostics);
        let opening = self.placed(opening, OPENING);
        let sections = self.sections(sections);
        let notes = self.notes();
        self.links.check(&self.ids, self.diagnostics);
        Some(Document { metadata: metadata?, opening, sections, notes, images: self.images.into_map() })
    }

    /// At most six deep.
    fn sections(&mut self, sections: Vec<SectionDraft>) -> Vec<Section> {
        let mut out = Vec::new();
        for mut section in sections {
            self.file = section.file;
            self.ids.insert(section.anchor.clone());
            self.place = Place::Title;
            let title = self.run(std::mem::take(&mut section.heading.title));
            self.place = Place::Text;
            let blocks = self.placed(std::mem::take(&mut section.blocks), section.anchor.as_str());
            let sections = self.sections(std::mem::take(&mut section.sections));
            let SectionDraft { anchor, heading, .. } = section;
            out.push(Section { anchor, title, blocks, sections, span: heading.span, comment: heading.comment });
        }
        out
    }

    fn placed(&mut self, blocks: Vec<Placed>, stem: &str) -> Vec<Block> {
        let mut out = Vec::new();
        for (index, placed) in blocks.into_iter().enumerate() {
            self.file = placed.file;
            out.push(self.block(placed.block, format!("{stem}.{}", index + 1)));
        }
        out
    }

    fn notes(&mut self) -> Vec<Note> {
        self.place = Place::Note;
        let mut out = Vec::new();
        for marked in self.notes.marked() {
            self.file = marked.file;
            let anchor = Anchor::new(format!("note-{}", marked.id.number()));
            let blocks = self.blocks(marked.definition.blocks, anchor.as_str(), "");
            let name = marked.definition.name;
            out.push(Note { id: marked.id, name, anchor, blocks, marks: marked.marks, span: marked.definition.span });
        }
        self.notes.report_unused(self.diagnostics);
        out
    }

    fn id(&mut self, id: String) -> Anchor {
        let id = Anchor::new(id);
        self.ids.insert(id.clone());
        id
    }

    /// Blocks inside another: `prefix` parts their ids from those of other parts of it.
    fn blocks(&mut self, blocks: Vec<markdown::Block>, stem: &str, prefix: &str) -> Vec<Block> {
        let numbered = blocks.into_iter().enumerate();
        numbered.map(|(index, block)| self.block(block, format!("{stem}.{prefix}{}", index + 1))).collect()
    }

    fn block(&mut self, block: markdown::Block, id: String) -> Block {
        let stem = id.clone();
        let id = self.id(id);
        let kind = match block.kind {
            markdown::BlockKind::Paragraph(inlines) => BlockKind::Paragraph(self.run(inlines)),
            markdown::BlockKind::KeySentence(inlines) => BlockKind::KeySentence(self.run(inlines)),
            markdown::BlockKind::List { kind, is_tight, items } => {
                let numbered = items.into_iter().enumerate();
                let items = numbered.map(|(index, item)| self.item(item, format!("{stem}.{}", index + 1))).collect();
                BlockKind::List(List { kind, is_tight, items })
            }
            markdown::BlockKind::Quotation { blocks, attribution } => {
                let blocks = self.blocks(blocks, &stem, "");
                BlockKind::Quotation(Quotation { blocks, attribution: attribution.map(|inlines| self.run(inlines)) })
            }
            markdown::BlockKind::Callout { kind, title, blocks } => {
                let title = title.map(|inlines| self.run(inlines));
                BlockKind::Callout(Callout { kind, title, blocks: self.blocks(blocks, &stem, "") })
            }
            markdown::BlockKind::Table { alignments, header, rows } => {
                let header = self.cells(header, &stem, 0);
                let numbered = rows.into_iter().enumerate();
                let rows = numbered.map(|(index, row)| self.cells(row, &stem, index + 1)).collect();
                BlockKind::Table(Table { alignments, header, rows })
            }
            markdown::BlockKind::Code(code) => BlockKind::Code(code),
            markdown::BlockKind::Figure(image) => self.figure(image),
            markdown::BlockKind::Descriptions(descriptions) => self.descriptions(descriptions, &stem),
            markdown::BlockKind::Divider => BlockKind::Divider,
        };
        Block { id, kind, span: block.span, language: block.language, comment: block.comment }
    }

    fn item(&mut self, item: markdown::Item, id: String) -> Item {
        let blocks = self.blocks(item.blocks, &id, "p");
        Item { id: self.id(id), task: item.task, blocks, span: item.span }
    }

    fn cells(&mut self, cells: Vec<Run>, stem: &str, row: usize) -> Vec<Cell> {
        let numbered = cells.into_iter().enumerate();
        numbered
            .map(|(index, cell)| {
                let id = self.id(format!("{stem}.r{row}c{}", index + 1));
                Cell { id, inlines: self.run(cell.inlines), span: cell.span }
            })
            .collect()
    }

    fn figure(&mut self, image: markdown::Image) -> BlockKind {
        let path = self.image(&image.path, image.span);
        let caption = image.caption.map(|caption| self.run(caption));
        BlockKind::Figure(Figure { image: path, alternative: markdown::plain_text(&image.alternative).into(), caption })
    }

    fn descriptions(&mut self, descriptions: Vec<markdown::Description>, stem: &str) -> BlockKind {
        let mut out = Vec::new();
        let mut term_number = 0;
        for (index, description) in descriptions.into_iter().enumerate() {
            let mut terms = Vec::new();
            for term in description.terms {
                term_number += 1;
                let id = self.id(format!("{stem}.t{term_number}"));
                terms.push(Term { id, inlines: self.run(term.inlines), span: term.span });
            }
            let details = self.blocks(description.details, stem, &format!("d{}.", index + 1));
            out.push(Description { terms, details });
        }
        BlockKind::Descriptions(out)
    }

    fn image(&mut self, path: &str, span: Span) -> ImagePath {
        self.images.load(&self.texts[self.file].path, path, span, self.diagnostics)
    }

    fn run(&mut self, inlines: Vec<markdown::Inline>) -> Vec<Inline> {
        inlines.into_iter().filter_map(|inline| self.inline(inline)).collect()
    }

    fn inline(&mut self, inline: markdown::Inline) -> Option<Inline> {
        Some(match inline {
            markdown::Inline::Text { text, span, .. } => Inline::Text { text, span },
            markdown::Inline::Code { text, span } => Inline::Code { text, span },
            markdown::Inline::LineBreak => Inline::LineBreak,
            markdown::Inline::Marked { mark, inlines } => mark.around(self.run(inlines)),
            markdown::Inline::Image(image) => {
                let path = self.image(&image.path, image.span);
                Inline::Image { image: path, alternative: markdown::plain_text(&image.alternative), span: image.span }
            }
            markdown::Inline::NoteMark { name, span } => return self.note_mark(&name, span),
            markdown::Inline::Link { destination, inlines, span } => {
                let outer = std::mem::replace(&mut self.place, Place::Link);
                let inlines = self.run(inlines);
                self.place = outer;
                let target = self.links.target(&destination, self.file, span, self.diagnostics)?;
                Inline::Link(Link { target, inlines, span })
            }
        })
    }

    fn note_mark(&mut self, name: &str, span: Span) -> Option<Inline> {
        match self.place {
            Place::Text => return self.notes.mark(self.file, name, span).map(Inline::NoteMark),
            Place::Title => self.diagnostics.note_in_title(span),
            Place::Note => self.diagnostics.note_in_note(span),
            Place::Link => self.diagnostics.note_in_link(span),
        }
        self.notes.mention(self.file, name);
        None
    }
}
