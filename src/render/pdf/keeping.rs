//! What stays on one page with what follows, so far as the text alone tells.

use crate::document::{Block, BlockKind, Inline, List, Table, plain_text};

/// The most letters, and the most items or rows, of a list or a table that is
/// kept on one page: about a third of a small one.
const SHORT_LETTERS: usize = 480;
const SHORT_ITEMS: usize = 8;

/// The most letters of a paragraph that goes to the next page with its list;
/// a longer one leaves its first lines behind.
const LEAD_IN_LETTERS: usize = 200;

/// Whether `list` is so short that a page break inside would leave an item
/// alone: few items of running text, those of the lists inside among them.
pub fn is_short(list: &List) -> bool {
    size(list).is_some_and(|(items, letters)| items <= SHORT_ITEMS && letters <= SHORT_LETTERS)
}

/// Whether `table` is so short that a page break inside would leave a row alone.
pub fn is_short_table(table: &Table) -> bool {
    let cells = table.header.iter().chain(table.rows.iter().flatten());
    table.rows.len() <= SHORT_ITEMS && cells.map(|cell| letters(&cell.inlines)).sum::<usize>() <= SHORT_LETTERS
}

/// What a paragraph leads to.
pub enum Lead {
    None,
    ToList,
    ToShortList,
}

/// What `block` leads to, if it is a short paragraph that ends in a colon and
/// `next` is a list.
pub fn leads_in(block: &Block, next: Option<&Block>) -> Lead {
    let text = paragraph(block).map(plain_text).unwrap_or_default();
    let is_lead = block.language.is_none() && text.trim_end().ends_with([':', '：']);
    match next.map(|next| &next.kind) {
        Some(BlockKind::List(list)) if is_lead && text.chars().count() <= LEAD_IN_LETTERS => {
            if is_short(list) {
                Lead::ToShortList
            } else {
                Lead::ToList
            }
        }
        _ => Lead::None,
    }
}

/// Whether `block` is a paragraph: after another, a paragraph is indented.
pub fn is_paragraph(block: Option<&Block>) -> bool {
    block.and_then(paragraph).is_some()
}

/// The items and the letters of a list of nothing but running text.
fn size(list: &List) -> Option<(usize, usize)> {
    let mut total = (list.items.len(), 0);
    for block in list.items.iter().flat_map(|item| &item.blocks) {
        let (items, letters) = match &block.kind {
            BlockKind::Paragraph(inlines) => (0, letters(inlines)),
            BlockKind::List(inner) => size(inner)?,
            BlockKind::KeySentence(_)
            | BlockKind::Quotation(_)
            | BlockKind::Callout(_)
            | BlockKind::Table(_)
            | BlockKind::Code(_)
            | BlockKind::Figure(_)
            | BlockKind::Descriptions(_)
            | BlockKind::Divider => return None,
        };
        total = (total.0 + items, total.1 + letters);
    }
    Some(total)
}

fn letters(inlines: &[Inline]) -> usize {
    plain_text(inlines).chars().count()
}

fn paragraph(block: &Block) -> Option<&[Inline]> {
    match &block.kind {
        BlockKind::Paragraph(inlines) => Some(inlines),
        BlockKind::KeySentence(_)
        | BlockKind::List(_)
        | BlockKind::Quotation(_)
        | BlockKind::Callout(_)
        | BlockKind::Table(_)
        | BlockKind::Code(_)
        | BlockKind::Figure(_)
        | BlockKind::Descriptions(_)
        | BlockKind::Divider => None,
    }
}
