//! The text of the document: sections, blocks and notes.

use super::inlines::{Around, Showing};
use super::{Expected, Place, Writer};
use crate::diagnostics::Span;
use crate::document::{
    Block, BlockKind, Callout, Cell, Description, Figure, Format, Inline, Item, List, ListKind, Note, NoteMark, Quotation,
    Section, Table, Task, Text,
};
use crate::verify::transcript::{Container, Line, Piece, PieceKind, Role};

impl Writer<'_> {
    pub(super) fn text(&mut self) {
        let document = self.document;
        let place = self.outermost();
        self.blocks(&document.opening, &place);
        let level = match self.format {
            Format::Pdf | Format::Epub => 1,
            Format::Html => 2,
        };
        self.sections(&document.sections, level);
        match self.format {
            Format::Pdf => {}
            Format::Epub | Format::Html => self.notes(level),
        }
    }

    fn sections(&mut self, sections: &[Section], level: usize) {
        for section in sections {
            let place = self.outermost();
            self.run(Role::Heading { level }, &section.title, &[section.anchor.as_str()], section.span, &place);
            self.blocks(&section.blocks, &place);
            self.sections(&section.sections, level + 1);
        }
    }

    /// All notes under a heading of their own, each with the ways back to its marks.
    fn notes(&mut self, level: usize) {
        let document = self.document;
        if document.notes.is_empty() {
            return;
        }
        let heading = self.said(&self.words.notes);
        self.say(Role::Heading { level }, &[], heading);
        for note in &document.notes {
            let place = self.outermost().inside(Container::Note { number: self.number(note.id.number() as u64) });
            let before = self.lines.len();
            self.blocks(&note.blocks, &place);
            self.ways_back(note, before, &place);
        }
    }

    /// They follow the last words of a note, or stand by themselves if it ends in
    /// something else than a paragraph, or in one in another language.
    fn ways_back(&mut self, note: &Note, before: usize, place: &Place) {
        let ends_in_paragraph = matches!(note.blocks.last(), Some(Block { kind: BlockKind::Paragraph(_), language: None, .. }));
        if !ends_in_paragraph || self.lines.len() == before {
            let line = Line { within: place.within.clone(), ..Line::new(Role::Paragraph) };
            self.push(Expected { line, ids: vec![note.anchor.to_string()], span: Some(note.span) });
        }
        let mark = Text { content: "↑".into(), ..self.words.back_to_text.clone() };
        let own = self.said(&mark);
        let last = self.lines.last_mut().expect("there is a line");
        for occurrence in 1..=note.marks {
            let anchor = NoteMark { note: note.id, occurrence, span: note.span }.anchor();
            last.line.push(Piece::text("\u{a0}", place.language.tag()));
            for piece in &own {
                last.line.push(Piece { link: Some(format!("#{anchor}")), ..piece.clone() });
            }
        }
    }

    fn blocks(&mut self, blocks: &[Block], place: &Place) {
        let mut place = place.clone();
        for block in blocks {
            self.block(block, &place);
            place.item = None;
        }
    }

    fn block(&mut self, block: &Block, around: &Place) {
        let mut place = around.clone();
        if let Some(language) = &block.language {
            place.language = language.clone();
        }
        let (id, span) = (block.id.as_str(), block.span);
        match &block.kind {
            BlockKind::List(_) | BlockKind::Quotation(_) | BlockKind::Table(_) => self.begin(&block.id),
            BlockKind::Descriptions(_) | BlockKind::Divider => self.begin(&block.id),
            // What begins with words of its own.
            BlockKind::Paragraph(_) | BlockKind::KeySentence(_) | BlockKind::Callout(_) => {}
            BlockKind::Code(_) | BlockKind::ChangedCode(_) | BlockKind::Figure(_) => {}
        }
        match &block.kind {
            BlockKind::Paragraph(inlines) => self.run(Role::Paragraph, inlines, &[id], span, &place),
            BlockKind::KeySentence(inlines) => {
                let role = match self.format {
                    Format::Pdf => Role::Paragraph,
                    Format::Epub | Format::Html => Role::KeySentence,
                };
                self.run(role, inlines, &[id], span, &place);
            }
            BlockKind::List(list) => self.list(list, &place),
            BlockKind::Quotation(quotation) => self.quotation(quotation, id, span, &place),
            BlockKind::Callout(callout) => self.callout(callout, id, span, &place),
            BlockKind::Table(table) => self.table(table, &place),
            BlockKind::Code(code) => {
                let line = Line {
                    within: place.within.clone(),
                    pieces: vec![Piece::text(&code.text, place.language.tag())],
                    ..Line::new(Role::Code)
                };
                self.push(Expected { line, ids: vec![id.to_string()], span: Some(span) });
            }
            BlockKind::ChangedCode(lines) => {
                let role = match self.format {
                    Format::Pdf => Role::Paragraph,
                    Format::Epub | Format::Html => Role::Code,
                };
                self.run(role, lines, &[id], span, &place);
            }
            BlockKind::Figure(figure) => self.figure(figure, id, span, &place),
            BlockKind::Descriptions(descriptions) => {
                descriptions.iter().for_each(|description| self.description(description, &place));
            }
            BlockKind::Divider => match self.format {
                Format::Pdf => {}
                Format::Epub | Format::Html => self.run(Role::Divider, &[], &[id], span, &place),
            },
        }
    }

    /// A line of one run of inlines. In a PDF the notes marked first in it follow.
    fn run(&mut self, role: Role, inlines: &[Inline], ids: &[&str], span: Span, place: &Place) {
        self.begun_run(Line::new(role), inlines, ids, span, place);
    }

    /// The same after the pieces that `line` has already.
    fn begun_run(&mut self, mut line: Line, inlines: &[Inline], ids: &[&str], span: Span, place: &Place) {
        line.within = place.within.clone();
        self.inlines(inlines, Around { language: place.language.tag(), link: None }, Showing::Whole, &mut line);
        let ids = ids.iter().map(|id| id.to_string()).chain(place.item.clone()).collect();
        self.push(Expected { line, ids, span: Some(span) });
        match self.format {
            Format::Pdf => self.notes_of(inlines, place),
            Format::Epub | Format::Html => {}
        }
    }

    fn notes_of(&mut self, inlines: &[Inline], place: &Place) {
        let mut marks = Vec::new();
        gather_marks(inlines, &mut marks);
        for index in marks {
            if !self.noted.contains(&index) {
                self.noted.push(index);
                let note = &self.document.notes[index];
                let inside = Place { language: self.document.metadata.language.clone(), ..place.clone() };
                let inside = inside.inside(Container::Note { number: self.number(note.id.number() as u64) });
                self.begin(&note.anchor);
                self.blocks(&note.blocks, &inside);
            }
        }
    }

    fn list(&mut self, list: &List, place: &Place) {
        for (index, item) in list.items.iter().enumerate() {
            let number = match list.kind {
                ListKind::Bullet => None,
                ListKind::Numbered { start } => Some(self.number(start + index as u64)),
            };
            let mut inside = place.inside(Container::Item { ordinal: index + 1, number });
            match self.format {
                Format::Pdf => self.begin(&item.id),
                Format::Epub | Format::Html => inside.item = Some(item.id.to_string()),
            }
            self.item(item, &inside);
        }
    }

    /// A task says its state first: in words, or as the alternative of its box.
    fn item(&mut self, item: &Item, place: &Place) {
        let Some(task) = item.task else { return self.blocks(&item.blocks, place) };
        let state = match task {
            Task::Done => &self.words.done,
            Task::Open => &self.words.open,
        };
        let mut line = Line::new(Role::Paragraph);
        match self.format {
            Format::Pdf => {
                let box_of = |piece| Piece { kind: PieceKind::Image, ..piece };
                self.said(state).into_iter().for_each(|piece| line.push(box_of(piece)));
            }
            Format::Epub | Format::Html => {
                self.said(&self.words.introducing(state)).into_iter().for_each(|piece| line.push(piece));
            }
        }
        match item.blocks.split_first() {
            Some((Block { kind: BlockKind::Paragraph(inlines), id, span, language, comment: _ }, others)) => {
                let mut first = place.clone();
                first.language = language.clone().unwrap_or(first.language);
                self.begun_run(line, inlines, &[id.as_str()], *span, &first);
                self.blocks(others, &Place { item: None, ..place.clone() });
            }
            _ => {
                self.begun_run(line, &[], &[], item.span, place);
                self.blocks(&item.blocks, &Place { item: None, ..place.clone() });
            }
        }
    }

    fn quotation(&mut self, quotation: &Quotation, id: &str, span: Span, place: &Place) {
        let inside = place.inside(Container::Quotation);
        self.blocks(&quotation.blocks, &inside);
        if let Some(attribution) = &quotation.attribution {
            // In HTML it is the caption of the figure that holds the quotation.
            match self.format {
                Format::Pdf => self.run(Role::Paragraph, attribution, &[], span, &inside),
                Format::Epub | Format::Html => self.run(Role::Attribution, attribution, &[id], span, place),
            }
        }
    }

    fn callout(&mut self, callout: &Callout, id: &str, span: Span, place: &Place) {
        let (inside, role) = match self.format {
            Format::Pdf => (place.clone(), Role::Paragraph),
            Format::Epub | Format::Html => (place.inside(Container::Callout), Role::CalloutTitle),
        };
        match &callout.title {
            Some(title) => self.run(role, title, &[id], span, &inside),
            None => {
                let pieces = self.said(self.words.callout(callout.kind));
                let line = Line { within: inside.within.clone(), pieces, ..Line::new(role) };
                self.push(Expected { line, ids: vec![id.to_string()], span: Some(span) });
            }
        }
        self.blocks(&callout.blocks, &Place { item: None, ..inside });
    }

    fn table(&mut self, table: &Table, place: &Place) {
        let rows = std::iter::once(&table.header).chain(&table.rows);
        for (row, cells) in rows.enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                let Cell { id, inlines, span } = cell;
                let is_header = row == 0;
                // In a PDF all cells of a row begin at one height.
                let ids: Vec<&str> = match self.format {
                    Format::Pdf => cells.iter().map(|cell| cell.id.as_str()).collect(),
                    Format::Epub | Format::Html => vec![id.as_str()],
                };
                self.run(Role::Cell { row, column, is_header }, inlines, &ids, *span, place);
            }
        }
    }

    /// A PDF has the caption before the picture.
    fn figure(&mut self, figure: &Figure, id: &str, span: Span, place: &Place) {
        match self.format {
            Format::Pdf => {
                self.caption(figure, id, span, place);
                self.picture(figure, id, span, place);
            }
            Format::Epub | Format::Html => {
                self.picture(figure, id, span, place);
                self.caption(figure, id, span, place);
            }
        }
    }

    fn picture(&mut self, figure: &Figure, id: &str, span: Span, place: &Place) {
        let Text { content, language, is_outdated: _ } = &figure.alternative;
        let pieces = vec![Piece::text(content, language.as_ref().unwrap_or(&place.language).tag())];
        let line = Line { within: place.within.clone(), pieces, ..Line::new(Role::Picture) };
        self.push(Expected { line, ids: vec![id.to_string()], span: Some(span) });
    }

    fn caption(&mut self, figure: &Figure, id: &str, span: Span, place: &Place) {
        if let Some(caption) = &figure.caption {
            self.run(Role::Caption, caption, &[id], span, &Place { item: None, ..place.clone() });
        }
    }

    /// In a PDF the terms that share their details are one line.
    fn description(&mut self, description: &Description, place: &Place) {
        match (self.format, description.terms.first()) {
            (Format::Pdf, Some(first)) => {
                let mut joined: Vec<Inline> = Vec::new();
                for (index, term) in description.terms.iter().enumerate() {
                    if index > 0 {
                        joined.push(Inline::Text { text: self.words.separator(), span: term.span });
                    }
                    joined.extend(term.inlines.iter().cloned());
                }
                let ids: Vec<&str> = description.terms.iter().map(|term| term.id.as_str()).collect();
                self.run(Role::Term, &joined, &ids, first.span, place);
            }
            (Format::Pdf, None) | (Format::Epub | Format::Html, _) => {
                for term in &description.terms {
                    self.run(Role::Term, &term.inlines, &[term.id.as_str()], term.span, place);
                }
            }
        }
        self.blocks(&description.details, &place.inside(Container::Details));
    }
}

fn gather_marks(inlines: &[Inline], out: &mut Vec<usize>) {
    for inline in inlines {
        if let Inline::NoteMark(mark) = inline {
            out.push(mark.note.0);
        }
        gather_marks(inline.inner(), out);
    }
}
