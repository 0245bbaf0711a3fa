//! What stays on one page with what follows, so far as the text alone tells.

use crate::document::{Block, BlockKind, Inline, List, Table, plain_text};

/// The most letters, and the most items or rows, of a list or a table that is
/// kept on one page: about a third of a small one.
const SHORT_LETTERS: usize = 480;
const SHORT_ITEMS: usize = 8;

/// The most letters of a paragraph that goes to the next page with its list;
/// a longer one leaves its first lines behind.
const LEAD_IN_LETTERS: usize = 200;

/// The most notes of what is kept on one page. Where there are more, and no room
/// for all of them, Typst leaves the first ones on the page before.
const NOTES: usize = 1;

/// Whether `list` is so short that a page break inside would leave an item
/// alone: few items of running text, those of the lists inside among them.
pub fn is_short(list: &List) -> bool {
    size(list).is_some_and(|size| size.items <= SHORT_ITEMS && size.letters <= SHORT_LETTERS && size.notes <= NOTES)
}

/// Whether `table` is so short that a page break inside would leave a row alone.
pub fn is_short_table(table: &Table) -> bool {
    let cells = table.header.iter().chain(table.rows.iter().flatten());
    let size = cells.fold(Size::default(), |size, cell| size.with(&cell.inlines));
    table.rows.len() <= SHORT_ITEMS && size.letters <= SHORT_LETTERS && size.notes <= NOTES
}

/// What a paragraph leads to.
pub enum Lead {
    None,
    ToList,
    ToShortList,
}

/// What `block` leads to, if it is a short paragraph and `next` is a list: not
/// every language has a colon before a list.
pub fn leads_in(block: &Block, next: Option<&Block>) -> Lead {
    let Some(inlines) = paragraph(block) else { return Lead::None };
    let (letters, notes) = (plain_text(inlines).chars().count(), notes(inlines));
    match next.map(|next| &next.kind) {
        Some(BlockKind::List(list)) if block.language.is_none() && letters <= LEAD_IN_LETTERS && notes <= NOTES => {
            if is_short(list) && size(list).is_some_and(|size| size.notes + notes <= NOTES) {
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

#[derive(Clone, Copy, Default)]
struct Size {
    items: usize,
    letters: usize,
    /// Marks of notes.
    notes: usize,
}

impl Size {
    fn with(self, inlines: &[Inline]) -> Self {
        let letters = self.letters + plain_text(inlines).chars().count();
        Self { letters, notes: self.notes + notes(inlines), ..self }
    }
}

/// How large a list of nothing but running text is.
fn size(list: &List) -> Option<Size> {
    let mut total = Size { items: list.items.len(), ..Size::default() };
    for block in list.items.iter().flat_map(|item| &item.blocks) {
        match &block.kind {
            BlockKind::Paragraph(inlines) => total = total.with(inlines),
            BlockKind::List(inner) => {
                let Size { items, letters, notes } = size(inner)?;
                total = Size { items: total.items + items, letters: total.letters + letters, notes: total.notes + notes };
            }
            BlockKind::KeySentence(_)
            | BlockKind::Quotation(_)
            | BlockKind::Callout(_)
            | BlockKind::Table(_)
            | BlockKind::Code(_)
            | BlockKind::ChangedCode(_)
            | BlockKind::Figure(_)
            | BlockKind::Descriptions(_)
            | BlockKind::Divider => return None,
        }
    }
    Some(total)
}

fn notes(inlines: &[Inline]) -> usize {
    let of = |inline: &Inline| usize::from(matches!(inline, Inline::NoteMark(_))) + notes(inline.inner());
    inlines.iter().map(of).sum()
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
        | BlockKind::ChangedCode(_)
        | BlockKind::Figure(_)
        | BlockKind::Descriptions(_)
        | BlockKind::Divider => None,
    }
}
