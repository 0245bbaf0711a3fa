//! Which anchors the links of a document lead to.

use std::collections::BTreeSet;

use crate::document::{Anchor, Block, BlockKind, Document, Inline, Link, Section, Target};

/// Every anchor that some link of the document leads to.
pub fn targets(document: &Document) -> BTreeSet<&Anchor> {
    let mut found = BTreeSet::new();
    blocks(&document.opening, &mut found);
    sections(&document.sections, &mut found);
    for note in &document.notes {
        blocks(&note.blocks, &mut found);
    }
    found
}

fn sections<'a>(list: &'a [Section], found: &mut BTreeSet<&'a Anchor>) {
    for section in list {
        inlines(&section.title, found);
        blocks(&section.blocks, found);
        sections(&section.sections, found);
    }
}

fn blocks<'a>(list: &'a [Block], found: &mut BTreeSet<&'a Anchor>) {
    for block in list {
        match &block.kind {
            BlockKind::Paragraph(text) | BlockKind::KeySentence(text) | BlockKind::ChangedCode(text) => inlines(text, found),
            BlockKind::List(list) => list.items.iter().for_each(|item| blocks(&item.blocks, found)),
            BlockKind::Quotation(quotation) => {
                blocks(&quotation.blocks, found);
                quotation.attribution.iter().for_each(|text| inlines(text, found));
            }
            BlockKind::Callout(callout) => {
                callout.title.iter().for_each(|text| inlines(text, found));
                blocks(&callout.blocks, found);
            }
            BlockKind::Table(table) => {
                table.header.iter().chain(table.rows.iter().flatten()).for_each(|cell| inlines(&cell.inlines, found));
            }
            BlockKind::Figure(figure) => figure.caption.iter().for_each(|text| inlines(text, found)),
            BlockKind::Descriptions(descriptions) => {
                for description in descriptions {
                    description.terms.iter().for_each(|term| inlines(&term.inlines, found));
                    blocks(&description.details, found);
                }
            }
            BlockKind::Code(_) | BlockKind::Divider => {}
        }
    }
}

fn inlines<'a>(list: &'a [Inline], found: &mut BTreeSet<&'a Anchor>) {
    for inline in list {
        if let Inline::Link(Link { target: Target::Anchor(anchor), .. }) = inline {
            found.insert(anchor);
        }
        inlines(inline.inner(), found);
    }
}
