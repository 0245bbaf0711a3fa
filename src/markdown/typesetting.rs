//! Typography for every run of a draft.

use super::draft::{Block, BlockKind, Definition, Draft, Element, Heading, Image, Inline, Mark, Run};
use super::typography;
use crate::document::Language;

/// `draft` with the typography of `language`, or of the language of the block.
pub(super) fn set(draft: Draft, language: &Language) -> Draft {
    let elements = draft.elements.into_iter().map(|element| match element {
        Element::Heading(heading) => Element::Heading(Heading { title: run(heading.title, language), ..heading }),
        Element::Block(written) => Element::Block(block(written, language)),
    });
    let notes = draft.notes.into_iter().map(|note| Definition { blocks: blocks(note.blocks, language), ..note });
    Draft { elements: elements.collect(), notes: notes.collect(), remarks: draft.remarks }
}

fn blocks(list: Vec<Block>, language: &Language) -> Vec<Block> {
    list.into_iter().map(|written| block(written, language)).collect()
}

fn block(written: Block, surrounding: &Language) -> Block {
    let language = written.language.as_ref().unwrap_or(surrounding);
    let kind = match written.kind {
        BlockKind::Paragraph(inlines) => BlockKind::Paragraph(run(inlines, language)),
        BlockKind::KeySentence(inlines) => BlockKind::KeySentence(run(inlines, language)),
        BlockKind::List { kind, is_tight, mut items } => {
            for item in &mut items {
                item.blocks = blocks(std::mem::take(&mut item.blocks), language);
            }
            BlockKind::List { kind, is_tight, items }
        }
        BlockKind::Quotation { blocks: inside, attribution } => BlockKind::Quotation {
            blocks: blocks(inside, language),
            attribution: attribution.map(|inlines| run(inlines, language)),
        },
        BlockKind::Callout { kind, title, blocks: inside } => {
            BlockKind::Callout { kind, title: title.map(|inlines| run(inlines, language)), blocks: blocks(inside, language) }
        }
        BlockKind::Table { alignments, header, rows } => BlockKind::Table {
            alignments,
            header: runs(header, language),
            rows: rows.into_iter().map(|row| runs(row, language)).collect(),
        },
        BlockKind::Descriptions(mut descriptions) => {
            for description in &mut descriptions {
                description.terms = runs(std::mem::take(&mut description.terms), language);
                description.details = blocks(std::mem::take(&mut description.details), language);
            }
            BlockKind::Descriptions(descriptions)
        }
        BlockKind::Figure(written) => BlockKind::Figure(image(written, language)),
        kind @ (BlockKind::Code(_) | BlockKind::Divider) => kind,
    };
    Block { kind, ..written }
}

fn runs(list: Vec<Run>, language: &Language) -> Vec<Run> {
    list.into_iter().map(|written| Run { inlines: run(written.inlines, language), ..written }).collect()
}

/// One run, with the typography of `language`.
pub(super) fn run(inlines: Vec<Inline>, language: &Language) -> Vec<Inline> {
    images(typography::set(inlines, language), language)
}

fn images(inlines: Vec<Inline>, language: &Language) -> Vec<Inline> {
    let set = |inline| match inline {
        Inline::Image(written) => Inline::Image(image(written, language)),
        Inline::Marked { mark, inlines } => {
            let inlines = match &mark {
                Mark::Foreign(foreign) => images(inlines, foreign),
                _ => images(inlines, language),
            };
            Inline::Marked { mark, inlines }
        }
        Inline::Link { destination, inlines, span } => Inline::Link { destination, inlines: images(inlines, language), span },
        inline @ (Inline::Text { .. } | Inline::Code { .. } | Inline::NoteMark { .. } | Inline::LineBreak) => inline,
    };
    inlines.into_iter().map(set).collect()
}

fn image(image: Image, language: &Language) -> Image {
    let alternative = typography::set(image.alternative, language);
    let caption = image.caption.map(|caption| typography::set(caption, language));
    Image { alternative, caption: caption.filter(|caption| !caption.is_empty()), ..image }
}
