//! Blocks that hold others: lists, quotations, callouts, tables, figures,
//! descriptions.

use super::{Writer, string};
use crate::document::{
    Alignment, Anchor, Block, BlockKind, Callout, CalloutKind, Cell, Description, Direction, Figure, Item, List, ListKind,
    Quotation, Table, Task, Text,
};
use crate::render::pdf::keeping;

impl<'a> Writer<'a> {
    pub(super) fn list(&mut self, list: &'a List) {
        let has_tasks = list.items.iter().any(|item| item.task.is_some());
        let tight = list.is_tight;
        let (name, mark_hangs) = match list.kind {
            ListKind::Bullet if has_tasks => ("tasks(".to_string(), true),
            ListKind::Bullet => ("bullets(".to_string(), false),
            ListKind::Numbered { start } => (format!("numbers(start: {start}, "), false),
        };
        let nested = self.list_depth > 0;
        self.list_depth += 1;
        let together = keeping::is_short(list);
        self.out.push_str(&format!("#{name}tight: {tight}, nested: {nested}, together: {together}"));
        for (index, item) in list.items.iter().enumerate() {
            self.out.push_str(",\n");
            self.item(item, tight, mark_hangs);
            if list.items.get(index + 1).is_some_and(|next| self.breaks.contains(&next.id)) {
                self.out.pop();
                self.out.push_str(&format!("#list-break({tight})]"));
            }
        }
        self.list_depth -= 1;
        self.out.push_str(",\n)");
    }

    fn item(&mut self, item: &'a Item, is_tight: bool, mark_hangs: bool) {
        let open = self.places.open(self.out.len(), item.span);
        self.out.push('[');
        self.anchor(&item.id);
        self.task = item.task.map(|task| {
            let (state, word) = match task {
                Task::Open => ("open", &self.words.open),
                Task::Done => ("done", &self.words.done),
            };
            let language = self.locales.named_arguments(word.language.as_ref());
            let stands = match mark_hangs {
                true if self.runs_against_list(item) => "area.width",
                true => "\"before\"",
                false => "\"within\"",
            };
            format!("#task(about, \"{state}\", {}, stands: {stands}{language})", string(&word.content))
        });
        let begins_with_words = matches!(item.blocks.first(), Some(Block { kind: BlockKind::Paragraph(_), .. }));
        // The box is part of the first paragraph, from the start of which it is as far
        // away as the item is wide.
        let is_apart = self.task.is_some() && mark_hangs && self.runs_against_list(item);
        if is_apart {
            self.out.push_str("#layout(area => [");
        }
        if self.task.is_some() && !begins_with_words {
            self.out.push_str("#paragraph[");
            self.begun_task();
            self.out.push(']');
        }
        if is_tight {
            self.run_in(&item.blocks);
        } else {
            // The first shares the line of the mark.
            if let Some((first, others)) = item.blocks.split_first() {
                self.block(first);
                self.blocks(others);
            }
        }
        if is_apart {
            self.out.push_str("])");
        }
        self.out.push(']');
        self.places.close(open, self.out.len());
    }

    /// Whether the words of `item` begin at the other side than the book's: its box
    /// stands where those of all items stand.
    fn runs_against_list(&self, item: &Item) -> bool {
        let language = item.blocks.first().and_then(|block| block.language.as_ref());
        language.is_some_and(|language| language.direction() != self.document.metadata.language.direction())
    }

    /// The box of the task that the words after it belong to, if they are the first of one.
    pub(super) fn begun_task(&mut self) {
        if let Some(task) = self.task.take() {
            self.out.push_str(&task);
        }
    }

    /// Blocks of which the first, if it is a paragraph, is plain text in the line
    /// that its number or mark has begun.
    pub(super) fn run_in(&mut self, blocks: &'a [Block]) {
        match blocks {
            [Block { kind: BlockKind::Paragraph(inlines), language: None, id, .. }, others @ ..] => {
                self.anchor(id);
                self.begun_task();
                self.in_run(id, inlines);
                self.blocks(others);
            }
            blocks => self.blocks(blocks),
        }
    }

    pub(super) fn quotation(&mut self, id: &'a Anchor, quotation: &'a Quotation) {
        self.out.push_str("#quotation(");
        if let Some(attribution) = &quotation.attribution {
            self.out.push_str("attribution: ");
            self.run(id, attribution);
        }
        self.out.push(')');
        self.block_content(&quotation.blocks);
    }

    pub(super) fn callout(&mut self, id: &'a Anchor, callout: &'a Callout) {
        let kind = match callout.kind {
            CalloutKind::Note => "note",
            CalloutKind::Tip => "tip",
            CalloutKind::Important => "important",
            CalloutKind::Warning => "warning",
            CalloutKind::Caution => "caution",
        };
        self.out.push_str(&format!("#callout(\"{kind}\", "));
        match &callout.title {
            Some(title) => self.run(id, title),
            None => {
                let Text { content, language, is_outdated: _ } = self.words.callout(callout.kind);
                self.out.push('[');
                if let Some(language) = language {
                    self.out.push_str(&format!("#foreign({})[", self.locales.arguments(language)));
                }
                let around = self.run.replace((id, 0));
                self.remember(content, 1);
                self.literal(content);
                self.run = around;
                self.out.push_str(if language.is_some() { "]]" } else { "]" });
            }
        }
        self.out.push(')');
        self.block_content(&callout.blocks);
    }

    pub(super) fn table(&mut self, table: &'a Table, direction: Direction) {
        self.out.push_str("#table-block(columns: (");
        for alignment in table.alignments_in(direction) {
            self.out.push_str(match alignment {
                Alignment::Start => "start,",
                Alignment::Centre => "center,",
                Alignment::End => "end,",
            });
        }
        self.out.push_str("), header: (");
        self.cells(&table.header);
        self.out.push_str(&format!("), together: {},", keeping::is_short_table(table)));
        for row in &table.rows {
            self.out.push('\n');
            self.cells(row);
        }
        self.line(")");
    }

    /// `[inlines],` for each cell, on one line.
    fn cells(&mut self, cells: &'a [Cell]) {
        for cell in cells {
            let open = self.places.open(self.out.len(), cell.span);
            self.out.push('[');
            self.anchor(&cell.id);
            self.in_run(&cell.id, &cell.inlines);
            self.out.push_str("],");
            self.places.close(open, self.out.len());
        }
    }

    pub(super) fn figure(&mut self, id: &'a Anchor, figure: &'a Figure) {
        let image = &self.document.images[&figure.image];
        let file = &self.image_files[&figure.image];
        let alternative = string(&figure.alternative.content);
        let language = self.locales.named_arguments(figure.alternative.language.as_ref());
        self.out.push_str(&format!("#illustration(\"/{file}\", {}, {}, {alternative}{language}", image.width, image.height));
        if let Some(caption) = &figure.caption {
            self.out.push_str(", caption: ");
            self.run(id, caption);
        }
        self.out.push(')');
    }

    pub(super) fn descriptions(&mut self, descriptions: &'a [Description]) {
        let separator = string(&self.words.separator());
        self.out.push_str(&format!("#descriptions({separator},"));
        for description in descriptions {
            self.out.push_str("\n((");
            for term in &description.terms {
                let open = self.places.open(self.out.len(), term.span);
                self.out.push('[');
                self.anchor(&term.id);
                self.in_run(&term.id, &term.inlines);
                self.out.push_str("],");
                self.places.close(open, self.out.len());
            }
            self.out.push_str("), ");
            self.block_content(&description.details);
            self.out.push_str("),");
        }
        self.line(")");
    }
}
