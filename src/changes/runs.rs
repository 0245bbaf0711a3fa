//! One walk over every run of a document, to change it, in reading order.

use crate::document::{Block, BlockKind, Document, Inline, Section};

/// Whether a run is a title, which is shown again where no link may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunOf {
    Title,
    Other,
}

/// Shows `visit` every run: opening, sections, notes.
pub fn each(document: &mut Document, visit: &mut dyn FnMut(RunOf, &mut Vec<Inline>)) {
    blocks(&mut document.opening, visit);
    sections(&mut document.sections, visit);
    for note in &mut document.notes {
        blocks(&mut note.blocks, visit);
    }
}

fn sections(list: &mut [Section], visit: &mut dyn FnMut(RunOf, &mut Vec<Inline>)) {
    for section in list {
        visit(RunOf::Title, &mut section.title);
        blocks(&mut section.blocks, visit);
        sections(&mut section.sections, visit);
    }
}

fn blocks(list: &mut [Block], visit: &mut dyn FnMut(RunOf, &mut Vec<Inline>)) {
    for block in list {
        match &mut block.kind {
            BlockKind::Paragraph(run) | BlockKind::KeySentence(run) => visit(RunOf::Other, run),
            BlockKind::List(list) => list.items.iter_mut().for_each(|item| blocks(&mut item.blocks, visit)),
            BlockKind::Quotation(quotation) => {
                blocks(&mut quotation.blocks, visit);
                quotation.attribution.iter_mut().for_each(|run| visit(RunOf::Other, run));
            }
            BlockKind::Callout(callout) => {
                callout.title.iter_mut().for_each(|run| visit(RunOf::Title, run));
                blocks(&mut callout.blocks, visit);
            }
            BlockKind::Table(table) => {
                table.header.iter_mut().for_each(|cell| visit(RunOf::Title, &mut cell.inlines));
                table.rows.iter_mut().flatten().for_each(|cell| visit(RunOf::Other, &mut cell.inlines));
            }
            BlockKind::Figure(figure) => figure.caption.iter_mut().for_each(|run| visit(RunOf::Other, run)),
            BlockKind::Descriptions(descriptions) => {
                for description in descriptions {
                    description.terms.iter_mut().for_each(|term| visit(RunOf::Other, &mut term.inlines));
                    blocks(&mut description.details, visit);
                }
            }
            BlockKind::Code(_) | BlockKind::Divider => {}
        }
    }
}
