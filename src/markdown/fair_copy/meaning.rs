//! What a draft says, without where it is written: two drafts of which this is
//! the same become the same document.

use crate::markdown::draft::{Block, BlockKind, Definition, Description, Draft, Element, Heading, Image, Inline, Item, Run};
use crate::markdown::pieces;

/// The parts of `draft`, each in the words of its types.
pub(super) fn of(draft: &Draft) -> Vec<String> {
    let Draft { elements, notes, remarks } = draft;
    let element = |element: &Element| match element {
        Element::Heading(Heading { level, title, pinned, span: _, comment }) => {
            format!("heading {level} {pinned:?} {comment:?} {}", run(title))
        }
        Element::Block(written) => block(written),
    };
    let note = |Definition { name, blocks, span: _ }: &Definition| format!("note {name:?} {}", all(blocks));
    let parts = elements.iter().map(element).chain(notes.iter().map(note));
    parts.chain([format!("remarks {remarks:?}")]).collect()
}

fn all(blocks: &[Block]) -> String {
    let parts: Vec<String> = blocks.iter().map(block).collect();
    format!("[{}]", parts.join("; "))
}

fn block(Block { kind, span: _, language, comment }: &Block) -> String {
    let kind = match kind {
        BlockKind::Paragraph(inlines) => format!("paragraph {}", run(inlines)),
        BlockKind::KeySentence(inlines) => format!("key sentence {}", run(inlines)),
        BlockKind::List { kind, is_tight, items } => {
            let item = |Item { task, blocks, span: _ }: &Item| format!("item {task:?} {}", all(blocks));
            let items: Vec<String> = items.iter().map(item).collect();
            format!("list {kind:?} {is_tight} {items:?}")
        }
        BlockKind::Quotation { blocks, attribution } => {
            format!("quotation {} {:?}", all(blocks), attribution.as_deref().map(run))
        }
        BlockKind::Callout { kind, title, blocks } => {
            format!("callout {kind:?} {:?} {}", title.as_deref().map(run), all(blocks))
        }
        BlockKind::Table { alignments, header, rows } => {
            let rows: Vec<Vec<String>> = rows.iter().map(|row| runs(row)).collect();
            format!("table {alignments:?} {:?} {rows:?}", runs(header))
        }
        BlockKind::Code(code) => format!("{code:?}"),
        BlockKind::Figure(Image { path, alternative, caption, span: _ }) => {
            format!("figure {path:?} {} {:?}", run(alternative), caption.as_deref().map(run))
        }
        BlockKind::Descriptions(descriptions) => {
            let one = |Description { terms, details }: &Description| format!("{:?} {}", runs(terms), all(details));
            let descriptions: Vec<String> = descriptions.iter().map(one).collect();
            format!("descriptions {descriptions:?}")
        }
        BlockKind::Divider => "divider".into(),
    };
    format!("{language:?} {comment:?} {kind}")
}

fn runs(list: &[Run]) -> Vec<String> {
    list.iter().map(|Run { inlines, span: _ }| run(inlines)).collect()
}

/// Only texts are joined: two neighbouring emphases are not one.
fn run(inlines: &[Inline]) -> String {
    format!("{:?}", pieces::apart(inlines))
}
