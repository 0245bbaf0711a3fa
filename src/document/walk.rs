//! One walk over every run of text of a document, in reading order.

use super::{Anchor, Block, BlockKind, Document, Inline, Language, Section};
use crate::diagnostics::Span;

/// What kind of place a run of text stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The title of a section; the deepest level of `Title` is 6, the first 1.
    Title {
        level: usize,
    },
    Paragraph,
    KeySentence,
    Attribution,
    CalloutTitle,
    Cell,
    Code,
    Caption,
    Alternative,
    Term,
}

/// Is shown every run of text that [`walk`] meets.
pub trait Visitor {
    /// `anchor` is the id of the section, block, item, cell or term.
    fn run(&mut self, place: Place, anchor: &Anchor, inlines: &[Inline], span: Span);
    /// A text without inlines: code, or the alternative of a figure.
    fn text(&mut self, place: Place, anchor: &Anchor, text: &str, span: Span);
    /// The language of a block, or of the alternative of a figure, that is in
    /// another one than what surrounds it, before its runs.
    fn language(&mut self, _: &Language) {}
}

/// Shows `visitor` the opening, the sections, then the notes.
pub fn walk(document: &Document, visitor: &mut impl Visitor) {
    blocks(&document.opening, visitor);
    sections(&document.sections, 1, visitor);
    for note in &document.notes {
        blocks(&note.blocks, visitor);
    }
}

fn sections(list: &[Section], level: usize, visitor: &mut impl Visitor) {
    for section in list {
        visitor.run(Place::Title { level }, &section.anchor, &section.title, section.span);
        blocks(&section.blocks, visitor);
        sections(&section.sections, level + 1, visitor);
    }
}

fn blocks(list: &[Block], visitor: &mut impl Visitor) {
    for block in list {
        let (id, span) = (&block.id, block.span);
        block.language.iter().for_each(|language| visitor.language(language));
        match &block.kind {
            BlockKind::Paragraph(inlines) => visitor.run(Place::Paragraph, id, inlines, span),
            BlockKind::KeySentence(inlines) => visitor.run(Place::KeySentence, id, inlines, span),
            BlockKind::List(list) => list.items.iter().for_each(|item| blocks(&item.blocks, visitor)),
            BlockKind::Quotation(quotation) => {
                blocks(&quotation.blocks, visitor);
                if let Some(attribution) = &quotation.attribution {
                    visitor.run(Place::Attribution, id, attribution, span);
                }
            }
            BlockKind::Callout(callout) => {
                if let Some(title) = &callout.title {
                    visitor.run(Place::CalloutTitle, id, title, span);
                }
                blocks(&callout.blocks, visitor);
            }
            BlockKind::Table(table) => {
                for cell in table.header.iter().chain(table.rows.iter().flatten()) {
                    visitor.run(Place::Cell, &cell.id, &cell.inlines, cell.span);
                }
            }
            BlockKind::Code(code) => visitor.text(Place::Code, id, &code.text, span),
            BlockKind::ChangedCode(lines) => visitor.run(Place::Code, id, lines, span),
            BlockKind::Figure(figure) => {
                figure.alternative.language.iter().for_each(|language| visitor.language(language));
                visitor.text(Place::Alternative, id, &figure.alternative.content, span);
                if let Some(caption) = &figure.caption {
                    visitor.run(Place::Caption, id, caption, span);
                }
            }
            BlockKind::Descriptions(descriptions) => {
                for description in descriptions {
                    for term in &description.terms {
                        visitor.run(Place::Term, &term.id, &term.inlines, term.span);
                    }
                    blocks(&description.details, visitor);
                }
            }
            BlockKind::Divider => {}
        }
    }
}
