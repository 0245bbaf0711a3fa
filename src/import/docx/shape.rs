//! A document is a row of paragraphs, each of which says what it is: here they
//! become lists in lists, quotations, code, figures with captions.

use crate::document::{Code, ListKind, Task};
use crate::import::manuscript::{Block, BlockKind, Description, Item, plain, task_of_sign, words};
use crate::markdown::Piece;

/// A block and what it says of its place.
pub(super) struct Entry {
    pub place: Place,
    pub block: Block,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// `indent` is the distance from the margin, in twentieths of a point.
    Flow {
        indent: i64,
    },
    /// `kind` has the number of this item.
    Item {
        list: String,
        level: usize,
        kind: ListKind,
        indent: i64,
        /// What the box says that is its mark.
        task: Option<Task>,
    },
    /// A further paragraph of the item before it.
    Further {
        level: usize,
    },
    Quoted,
    Code,
    Caption,
    Term,
    Details,
}

impl Entry {
    pub fn flow(block: Block) -> Self {
        Self { place: Place::Flow { indent: 0 }, block }
    }
}

/// The blocks that `entries` are.
pub(super) fn assembled(entries: Vec<Entry>) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    let mut entries = entries.into_iter().peekable();
    while let Some(Entry { place, block }) = entries.next() {
        match place {
            Place::Flow { .. } | Place::Further { .. } => out.push(block),
            Place::Item { .. } => {
                let mut run = vec![Entry { place, block }];
                while let Some(next) = entries.next_if(|next| goes_on(&run, next)) {
                    run.push(next);
                }
                let mut run = run.into_iter().peekable();
                while run.peek().is_some() {
                    out.extend(list(&mut run, 0));
                }
            }
            Place::Quoted => {
                let mut blocks = vec![block];
                while let Some(next) = entries.next_if(|next| next.place == Place::Quoted) {
                    blocks.push(next.block);
                }
                out.push(BlockKind::Quotation { blocks, attribution: None }.into());
            }
            Place::Code => {
                let mut text = lines(&block);
                while let Some(next) = entries.next_if(|next| next.place == Place::Code) {
                    text.push('\n');
                    text.push_str(&lines(&next.block));
                }
                let text = text.trim_end().trim_start_matches('\n').to_string();
                out.extend((!text.trim().is_empty()).then(|| BlockKind::Code(Code { syntax: None, text }).into()));
            }
            Place::Caption => match (out.last_mut(), &block.kind) {
                (Some(Block { kind: BlockKind::Figure { caption: caption @ None, .. }, .. }), BlockKind::Paragraph(pieces)) => {
                    *caption = Some(words(&plain(pieces)));
                }
                _ => out.push(block),
            },
            Place::Term | Place::Details => {
                let is_term = place == Place::Term;
                describe(&mut out, is_term, block);
            }
        }
    }
    half_descriptions(out)
}

/// Whether `next` belongs to the list `run`: an item, or a paragraph as far from
/// the margin as the words of the last item.
fn goes_on(run: &[Entry], next: &Entry) -> bool {
    let last = run.iter().rev().find_map(|entry| match entry.place {
        Place::Item { indent, .. } => Some(indent),
        _ => None,
    });
    match (&next.place, &next.block.kind) {
        (Place::Item { .. } | Place::Further { .. }, _) => true,
        (Place::Flow { indent }, BlockKind::Paragraph(_) | BlockKind::Figure { .. }) => {
            *indent > 0 && last.is_some_and(|last| last > 0 && *indent >= last)
        }
        _ => false,
    }
}

type Entries = std::iter::Peekable<std::vec::IntoIter<Entry>>;

/// Lists in each other no deeper than a text may have them.
const DEPTH_LIMIT: usize = 12;

/// The list that begins with the next entry.
fn list(entries: &mut Entries, depth: usize) -> Option<Block> {
    let Some(Entry { place: Place::Item { list: first_list, level: base, kind: first_kind, .. }, .. }) = entries.peek() else {
        // A paragraph without an item before it.
        return entries.next().map(|entry| entry.block);
    };
    let (first_list, base, first_kind) = (first_list.clone(), *base, *first_kind);
    let is_same_kind = |kind: ListKind| {
        matches!(
            (first_kind, kind),
            (ListKind::Bullet, ListKind::Bullet) | (ListKind::Numbered { .. }, ListKind::Numbered { .. })
        )
    };
    let mut items: Vec<Item> = Vec::new();
    let mut indent_here = 0;
    while let Some(next) = entries.peek() {
        match &next.place {
            Place::Item { level, .. } if *level < base => break,
            Place::Item { level, .. } if *level > base && depth < DEPTH_LIMIT => {
                let inner = list(entries, depth + 1);
                match items.last_mut() {
                    Some(last) => last.blocks.extend(inner),
                    None => items.push(Item { task: None, blocks: inner.into_iter().collect() }),
                }
            }
            // Bullets side by side look like one list, whatever lists they are of.
            Place::Item { list, kind, .. }
                if !items.is_empty() && (!is_same_kind(*kind) || (*list != first_list && *kind != ListKind::Bullet)) =>
            {
                break;
            }
            Place::Item { indent, task, .. } => {
                let task = *task;
                indent_here = *indent;
                items.extend(entries.next().map(|entry| item(entry.block, task)));
            }
            Place::Further { level } if *level < base => break,
            Place::Flow { indent } if *indent < indent_here => break,
            _ => {
                let block = entries.next().map(|entry| entry.block);
                if let Some(last) = items.last_mut() {
                    last.blocks.extend(block);
                }
            }
        }
    }
    let is_short = |item: &Item| {
        let rest = item.blocks.iter().skip(1);
        matches!(item.blocks.first(), Some(Block { kind: BlockKind::Paragraph(_), .. }))
            && rest.into_iter().all(|block| matches!(block.kind, BlockKind::List { .. }))
    };
    let is_tight = items.iter().all(is_short);
    Some(BlockKind::List { kind: first_kind, is_tight, items }.into())
}

/// An item; a box before its words makes a task of it.
fn item(block: Block, task: Option<Task>) -> Item {
    let mut blocks = vec![block];
    Item { task: task.or_else(|| task_of_sign(&mut blocks)), blocks }
}

fn describe(out: &mut Vec<Block>, is_term: bool, block: Block) {
    let pieces = match &block.kind {
        BlockKind::Paragraph(pieces) => pieces.clone(),
        _ => Vec::new(),
    };
    let Some(Block { kind: BlockKind::Descriptions(list), .. }) = out.last_mut() else {
        if is_term && !pieces.is_empty() {
            out.push(BlockKind::Descriptions(vec![Description { terms: vec![pieces], details: Vec::new() }]).into());
        } else {
            out.push(block);
        }
        return;
    };
    match list.last_mut() {
        Some(last) if !is_term => last.details.push(block),
        Some(last) if last.details.is_empty() => last.terms.push(pieces),
        _ => list.push(Description { terms: vec![pieces], details: Vec::new() }),
    }
}

/// Terms that nothing explains are paragraphs.
fn half_descriptions(blocks: Vec<Block>) -> Vec<Block> {
    let mut out = Vec::new();
    for mut block in blocks {
        let BlockKind::Descriptions(list) = &mut block.kind else {
            out.push(block);
            continue;
        };
        let last = list.pop_if(|last| last.details.is_empty());
        if !list.is_empty() {
            out.push(block);
        }
        out.extend(last.into_iter().flat_map(|last| last.terms).map(|term| BlockKind::Paragraph(term).into()));
    }
    out
}

/// Code keeps its lines and its spaces.
fn lines(block: &Block) -> String {
    match &block.kind {
        BlockKind::Paragraph(pieces) => lines_of(pieces),
        _ => String::new(),
    }
}

fn lines_of(pieces: &[Piece]) -> String {
    let line = |piece: &Piece| match piece {
        Piece::LineBreak => "\n".to_string(),
        Piece::Text(text) | Piece::Code(text) => text.clone(),
        Piece::Escaped(character) => character.to_string(),
        Piece::Marked { pieces, .. } | Piece::Link { pieces, .. } => lines_of(pieces),
        Piece::Image { alternative, .. } => alternative.clone(),
        Piece::NoteMark(_) => String::new(),
    };
    pieces.iter().map(line).collect()
}
