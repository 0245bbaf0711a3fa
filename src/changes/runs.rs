//! One walk over every run of a document, to change it, in reading order.

use crate::document::{Block, BlockKind, Document, Inline, Section};

/// Shows `visit` every run: opening, sections, notes.
pub fn each(document: &mut Document, visit: &mut dyn FnMut(&mut Vec<Inline>)) {
    each_in(&mut document.opening, visit);
    sections(&mut document.sections, visit);
    for note in &mut document.notes {
        each_in(&mut note.blocks, visit);
    }
}

fn sections(list: &mut [Section], visit: &mut dyn FnMut(&mut Vec<Inline>)) {
    for section in list {
        visit(&mut section.title);
        each_in(&mut section.blocks, visit);
        sections(&mut section.sections, visit);
    }
}

/// Shows `visit` every run of some blocks.
pub fn each_in(list: &mut [Block], visit: &mut dyn FnMut(&mut Vec<Inline>)) {
    for block in list {
        match &mut block.kind {
            BlockKind::Paragraph(run) | BlockKind::KeySentence(run) | BlockKind::ChangedCode(run) => visit(run),
            BlockKind::List(list) => list.items.iter_mut().for_each(|item| each_in(&mut item.blocks, visit)),
            BlockKind::Quotation(quotation) => {
                each_in(&mut quotation.blocks, visit);
                quotation.attribution.iter_mut().for_each(&mut *visit);
            }
            BlockKind::Callout(callout) => {
                callout.title.iter_mut().for_each(&mut *visit);
                each_in(&mut callout.blocks, visit);
            }
            BlockKind::Table(table) => {
                let cells = table.header.iter_mut().chain(table.rows.iter_mut().flatten());
                cells.for_each(|cell| visit(&mut cell.inlines));
            }
            BlockKind::Figure(figure) => figure.caption.iter_mut().for_each(&mut *visit),
            BlockKind::Descriptions(descriptions) => {
                for description in descriptions {
                    description.terms.iter_mut().for_each(|term| visit(&mut term.inlines));
                    each_in(&mut description.details, visit);
                }
            }
            BlockKind::Code(_) | BlockKind::Divider => {}
        }
    }
}
