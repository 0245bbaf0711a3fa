//! What stands directly in what in a document, in the names of the constructs.

use std::collections::BTreeSet;

use chapbook::document::{Block, BlockKind, CalloutKind, Document, Inline, List, ListKind, Section, Target};

use super::constructs::Kind;

/// Every pair of an outer and an inner construct.
pub fn pairs(document: &Document) -> BTreeSet<(&'static str, &'static str)> {
    let mut nesting = Nesting::default();
    nesting.blocks("section", &document.opening);
    nesting.sections(&document.sections);
    document.notes.iter().for_each(|note| nesting.blocks("note", &note.blocks));
    nesting.pairs
}

/// How deep the deepest block, or inline, of `document` stands.
pub fn depth(document: &Document, kind: Kind) -> usize {
    let mut nesting = Nesting::default();
    nesting.sections(&document.sections);
    match kind {
        Kind::Blocks => nesting.deepest_block,
        Kind::Inlines => nesting.deepest_inline,
    }
}

#[derive(Default)]
struct Nesting {
    pairs: BTreeSet<(&'static str, &'static str)>,
    block_depth: usize,
    deepest_block: usize,
    inline_depth: usize,
    deepest_inline: usize,
}

impl Nesting {
    fn sections(&mut self, sections: &[Section]) {
        for section in sections {
            self.inlines("title", &section.title);
            self.blocks("section", &section.blocks);
            self.sections(&section.sections);
        }
    }

    fn blocks(&mut self, outer: &'static str, blocks: &[Block]) {
        self.block_depth += 1;
        self.deepest_block = self.deepest_block.max(self.block_depth);
        for block in blocks {
            let name = name(block);
            self.pairs.insert((outer, name));
            self.block(outer, name, block);
        }
        self.block_depth -= 1;
    }

    fn block(&mut self, outer: &'static str, name: &'static str, block: &Block) {
        match &block.kind {
            BlockKind::Paragraph(inlines) => self.inlines(place(outer, name), inlines),
            // Its sentence is written as a paragraph.
            BlockKind::KeySentence(inlines) => {
                self.pairs.insert((name, paragraph_name(block, inlines)));
                self.inlines(name, inlines);
            }
            BlockKind::List(list) => list.items.iter().for_each(|item| self.blocks(name, &item.blocks)),
            BlockKind::Quotation(quotation) => {
                self.blocks(name, &quotation.blocks);
                self.inlines("attribution", quotation.attribution.as_deref().unwrap_or_default());
            }
            BlockKind::Callout(callout) => {
                self.inlines("callout title", callout.title.as_deref().unwrap_or_default());
                self.blocks(name, &callout.blocks);
            }
            BlockKind::Table(table) => {
                table.header.iter().for_each(|cell| self.inlines("header cell", &cell.inlines));
                table.rows.iter().flatten().for_each(|cell| self.inlines("cell", &cell.inlines));
            }
            BlockKind::Descriptions(descriptions) => {
                for description in descriptions {
                    description.terms.iter().for_each(|term| self.inlines("term", &term.inlines));
                    self.blocks(name, &description.details);
                }
            }
            BlockKind::Figure(figure) => self.inlines("caption", figure.caption.as_deref().unwrap_or_default()),
            BlockKind::ChangedCode(lines) => self.inlines("changed code", lines),
            BlockKind::Code(_) | BlockKind::Divider => {}
        }
    }

    fn inlines(&mut self, outer: &'static str, inlines: &[Inline]) {
        self.inline_depth += 1;
        self.deepest_inline = self.deepest_inline.max(self.inline_depth);
        for inline in inlines {
            let (name, inside) = inside(inline);
            self.pairs.insert((outer, name));
            if let Some(inside) = inside {
                self.inlines(name, inside);
            }
        }
        self.inline_depth -= 1;
    }
}

/// A paragraph is told from others by what it stands in.
fn place(outer: &'static str, name: &'static str) -> &'static str {
    match (outer, name) {
        ("tight bullet list", _) => "tight item",
        ("tight task list", _) => "tight task",
        ("note", _) => "note",
        (_, "paragraph with a note") => "paragraph",
        (_, name) => name,
    }
}

fn name(block: &Block) -> &'static str {
    match &block.kind {
        BlockKind::Paragraph(inlines) => paragraph_name(block, inlines),
        BlockKind::KeySentence(_) => "key sentence",
        BlockKind::List(list) => list_name(list),
        BlockKind::Quotation(quotation) => match quotation.attribution {
            Some(_) => "quotation with attribution",
            None => "quotation",
        },
        BlockKind::Callout(callout) => match callout.kind {
            CalloutKind::Note => "note callout",
            CalloutKind::Tip => "tip callout",
            CalloutKind::Important => "important callout",
            CalloutKind::Warning => "warning callout",
            CalloutKind::Caution => "caution callout",
        },
        BlockKind::Table(_) => "table",
        BlockKind::Code(_) => "code",
        BlockKind::ChangedCode(_) => "changed code",
        BlockKind::Figure(figure) => match figure.caption {
            Some(_) => "figure with caption",
            None => "figure",
        },
        BlockKind::Descriptions(_) => "description list",
        BlockKind::Divider => "divider",
    }
}

fn paragraph_name(block: &Block, inlines: &[Inline]) -> &'static str {
    match (&block.language, has_note_mark(inlines)) {
        (Some(_), _) => "paragraph in Hebrew",
        (None, true) => "paragraph with a note",
        (None, false) => "paragraph",
    }
}

fn list_name(list: &List) -> &'static str {
    let has_tasks = list.items.iter().any(|item| item.task.is_some());
    match (list.kind, has_tasks, list.is_tight) {
        (ListKind::Bullet, false, true) => "tight bullet list",
        (ListKind::Bullet, false, false) => "loose bullet list",
        (ListKind::Bullet, true, true) => "tight task list",
        (ListKind::Bullet, true, false) => "loose task list",
        (ListKind::Numbered { .. }, _, true) => "tight numbered list",
        (ListKind::Numbered { .. }, _, false) => "loose numbered list",
    }
}

fn has_note_mark(inlines: &[Inline]) -> bool {
    inlines.iter().any(|inline| match inside(inline) {
        ("note mark", _) => true,
        (_, inside) => inside.is_some_and(has_note_mark),
    })
}

/// The name of `inline`, and what stands in it.
fn inside(inline: &Inline) -> (&'static str, Option<&[Inline]>) {
    match inline {
        Inline::Text { .. } => ("text", None),
        Inline::Code { .. } => ("code", None),
        Inline::Image { .. } => ("image", None),
        Inline::NoteMark(_) => ("note mark", None),
        Inline::LineBreak => ("line break", None),
        Inline::Emphasis(inner) => ("emphasis", Some(inner)),
        Inline::Strong(inner) => ("strong", Some(inner)),
        Inline::Strikethrough(inner) => ("strikethrough", Some(inner)),
        Inline::Superscript(inner) => ("superscript", Some(inner)),
        Inline::Subscript(inner) => ("subscript", Some(inner)),
        Inline::Isolate(inner) => ("isolate", Some(inner)),
        Inline::Keyboard(inner) => ("keyboard", Some(inner)),
        Inline::Citation(inner) => ("citation", Some(inner)),
        Inline::Changed(changed) => ("change", Some(&changed.inlines)),
        Inline::Link(link) => match link.target {
            Target::Anchor(_) => ("internal link", Some(&link.inlines)),
            Target::Url(_) => ("outside link", Some(&link.inlines)),
        },
        Inline::Foreign { language, inlines } => match language.primary() {
            "he" => ("span in Hebrew", Some(inlines)),
            _ => ("span in French", Some(inlines)),
        },
    }
}
