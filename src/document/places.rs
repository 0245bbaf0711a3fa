//! Where each part of a document is written.

use std::collections::BTreeMap;

use super::{Anchor, Block, BlockKind, Document, Section};
use crate::diagnostics::Span;

/// The place in the source of every section, block, item, cell, term and note, by its id.
pub fn places(document: &Document) -> BTreeMap<Anchor, Span> {
    let mut places = BTreeMap::new();
    blocks(&document.opening, &mut places);
    sections(&document.sections, &mut places);
    for note in &document.notes {
        places.insert(note.anchor.clone(), note.span);
        blocks(&note.blocks, &mut places);
    }
    places
}

fn sections(list: &[Section], places: &mut BTreeMap<Anchor, Span>) {
    for section in list {
        places.insert(section.anchor.clone(), section.span);
        blocks(&section.blocks, places);
        sections(&section.sections, places);
    }
}

fn blocks(list: &[Block], places: &mut BTreeMap<Anchor, Span>) {
    for block in list {
        places.insert(block.id.clone(), block.span);
        match &block.kind {
            BlockKind::Paragraph(_)
            | BlockKind::KeySentence(_)
            | BlockKind::Code(_)
            | BlockKind::ChangedCode(_)
            | BlockKind::Figure(_)
            | BlockKind::Divider => {}
            BlockKind::List(list) => {
                for item in &list.items {
                    places.insert(item.id.clone(), item.span);
                    blocks(&item.blocks, places);
                }
            }
            BlockKind::Quotation(quotation) => blocks(&quotation.blocks, places),
            BlockKind::Callout(callout) => blocks(&callout.blocks, places),
            BlockKind::Table(table) => {
                let cells = table.header.iter().chain(table.rows.iter().flatten());
                places.extend(cells.map(|cell| (cell.id.clone(), cell.span)));
            }
            BlockKind::Descriptions(descriptions) => {
                for description in descriptions {
                    places.extend(description.terms.iter().map(|term| (term.id.clone(), term.span)));
                    blocks(&description.details, places);
                }
            }
        }
    }
}
