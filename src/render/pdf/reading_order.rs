//! Laid-out pages put into reading order, between layout and export.
//!
//! Typst sorts the runs of a line by their place in the text, but inside a run
//! it leaves the pieces as they stand on paper. A run has several pieces where
//! glyphs stand at different heights (letters and their marks) or come from
//! different faces. So a right-to-left run is tagged end first, and a letter
//! whose mark is a piece of its own is given twice. The space at the end of a line
//! of a right-to-left paragraph stands to the left of the words, and so before
//! them where those run to the right. Here every glyph gets its own characters,
//! pieces of right-to-left runs are turned round, and such a space follows its
//! words. No glyph moves: pictures of the pages are the same, bit for bit.

use typst::ecow::EcoVec;
use typst::layout::{Abs, Frame, FrameItem, Point};
use typst::model::Document;
use typst::text::TextItem;
use typst_layout::{Page, PagedDocument};

use super::meanings::Meanings;
use super::pieces::{self, Piece};

/// `document` with the text of every page in the order in which it is read
/// (ISO 32000-1 §14.8.2.3.1), each letter once. Where nothing is to be done,
/// which is soon seen, it is returned as it was.
pub fn in_reading_order(document: PagedDocument) -> PagedDocument {
    if !document.pages().iter().any(|page| needs_repair(&page.frame)) {
        return document;
    }
    let mut meanings = Meanings::default();
    let put = |page: &Page| match repaired(&page.frame, &mut meanings) {
        Some(frame) => Page { frame, ..page.clone() },
        None => page.clone(),
    };
    let pages: EcoVec<Page> = document.pages().iter().map(put).collect();
    PagedDocument::new(pages, document.info().clone())
}

type Item = (Point, FrameItem);

fn needs_repair(frame: &Frame) -> bool {
    let is_inside = |(_, item): &Item| match item {
        FrameItem::Group(group) => needs_repair(&group.frame),
        FrameItem::Text(_) | FrameItem::Shape(..) | FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(_) => false,
    };
    is_suspect(frame.items().as_slice()) || frame.items().any(is_inside)
}

/// The frame in reading order, if it was not. `meanings` learns what its glyphs
/// stand for.
fn repaired(frame: &Frame, meanings: &mut Meanings) -> Option<Frame> {
    let own = frame.items().as_slice();
    let mut items = is_suspect(own).then(|| in_order(own, meanings));
    for index in 0..items.as_ref().map_or(own.len(), Vec::len) {
        let (_, item) = items.as_ref().map_or_else(|| &own[index], |items| &items[index]);
        match item {
            FrameItem::Group(group) => {
                if let Some(inner) = repaired(&group.frame, meanings)
                    && let FrameItem::Group(group) = &mut items.get_or_insert_with(|| own.to_vec())[index].1
                {
                    group.frame = inner;
                }
            }
            FrameItem::Text(text) => meanings.learn(text),
            FrameItem::Shape(..) | FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(_) => {}
        }
    }
    items.map(|items| with_items(frame, items))
}

/// Whether a run may need repair: seen from the ends of its pieces alone.
fn is_suspect(items: &[Item]) -> bool {
    let (mut before, mut words_before): (Option<Piece>, Option<Piece>) = (None, None);
    items.iter().filter(|item| !is_line(item)).any(|entry| {
        if is_address(entry) {
            before = None;
            return false;
        }
        let (own, words) = (piece(entry), words(entry));
        let pair = |before: Option<Piece<'_>>, piece: Option<Piece<'_>>, is_wrong: fn(Piece, Piece) -> bool| {
            before.zip(piece).is_some_and(|(before, piece)| is_wrong(before, piece))
        };
        let is_wrong = pair(std::mem::replace(&mut before, own), own, pieces::are_misplaced)
            | pair(std::mem::replace(&mut words_before, words), words, pieces::is_space_before_its_words);
        is_wrong || own.is_some_and(|own| pieces::must_be_parted(own.text))
    })
}

fn with_items(frame: &Frame, items: Vec<Item>) -> Frame {
    let mut out = frame.clone();
    out.clear();
    out.push_multiple(items);
    out
}

/// Text items that were one run, as indexes; at least one each.
type Run = Vec<usize>;

/// The runs among `items`. Lines under or through words stand between the
/// pieces of a run; everything else (tags, links, boxes) parts runs.
fn runs(items: &[Item]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut is_open = false;
    for (index, (at, item)) in items.iter().enumerate() {
        match item {
            FrameItem::Text(text) => match runs.last_mut().filter(|_| is_open) {
                Some(run) if follows(items, run[run.len() - 1], *at, text) => run.push(index),
                _ => {
                    runs.push(vec![index]);
                    is_open = true;
                }
            },
            FrameItem::Shape(..) => {}
            FrameItem::Group(_) | FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(_) => is_open = false,
        }
    }
    runs
}

/// Whether `text` at `at` is the next piece, to the right, of the run in which
/// the item `before` is: pieces that share a letter are of one run, and pieces
/// of right-to-left text that do not stand in its order.
fn follows(items: &[Item], before: usize, at: Point, text: &TextItem) -> bool {
    let (left_at, FrameItem::Text(left)) = &items[before] else { return false };
    let (left, right) = (Piece { at: *left_at, text: left }, Piece { at, text });
    pieces::are_misplaced(left, right) && touch(left, right)
}

/// Whether `right` begins where `left` ends.
fn touch(left: Piece, right: Piece) -> bool {
    (left.at.x + left.text.width() - right.at.x).abs() < TOUCHING
}

/// Far less than anybody sees, far more than sums are rounded by.
const TOUCHING: Abs = Abs::raw(1e-4);

/// `items` with each space that ends a line after the words that it follows, step
/// by step over each of their pieces. A space has nothing to be painted over.
fn with_spaces_after_their_words(items: &[Item]) -> Vec<Item> {
    let mut items = items.to_vec();
    let mut index = 0;
    let mut has_moved = false;
    while let Some(next) = next_of_run(&items, index) {
        let is_before = match (words(&items[index]), words(&items[next])) {
            // The marks among such words go with them: also one that the space follows in
            // the same text, and that stands on the other side of words before both.
            (Some(left), Some(right)) => {
                pieces::is_space_before_its_words(left, right)
                    || pieces::is_space_before_its_mark(left, right) && (has_moved || !touch(left, right))
            }
            (Some(_) | None, _) => false,
        };
        if is_before {
            items[index..=next].rotate_left(1);
            index = next;
        } else {
            index += 1;
        }
        has_moved = is_before;
    }
    items
}

/// What comes after the item at `index`, but for lines under or through words and
/// for the places of links, which show nothing.
fn next_of_run(items: &[Item], index: usize) -> Option<usize> {
    (index + 1..items.len()).find(|next| !is_line(&items[*next]) && !is_address(&items[*next]))
}

/// The place of a link on the page.
fn is_address((_, item): &Item) -> bool {
    match item {
        FrameItem::Link(..) => true,
        FrameItem::Text(_) | FrameItem::Group(_) | FrameItem::Shape(..) | FrameItem::Image(..) | FrameItem::Tag(_) => false,
    }
}

/// A line under or through words.
fn is_line((_, item): &Item) -> bool {
    match item {
        FrameItem::Shape(..) => true,
        FrameItem::Text(_) | FrameItem::Group(_) | FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(_) => false,
    }
}

/// `items` with each run in reading order.
fn in_order(items: &[Item], meanings: &Meanings) -> Vec<Item> {
    let items = &with_spaces_after_their_words(items);
    let mut out = Vec::with_capacity(items.len());
    let mut next = 0;
    for run in runs(items) {
        let (first, last) = (run[0], run[run.len() - 1]);
        let pieces: Vec<Piece> = run.iter().filter_map(|&index| piece(&items[index])).collect();
        if pieces.len() == 1 && !pieces::must_be_parted(pieces[0].text) {
            continue;
        }
        out.extend_from_slice(&items[next..first]);
        out.extend(pieces::in_order(&pieces, meanings).into_iter().map(|(at, text)| (at, FrameItem::Text(text))));
        // The lines of all pieces, in their order, over the letters as before.
        out.extend(items[first..last].iter().filter(|item| piece(item).is_none()).cloned());
        next = last + 1;
    }
    out.extend_from_slice(&items[next..]);
    out
}

fn piece((at, item): &Item) -> Option<Piece<'_>> {
    match item {
        FrameItem::Text(text) => Some(Piece { at: *at, text }),
        FrameItem::Group(_) | FrameItem::Shape(..) | FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(_) => None,
    }
}

/// The words of an item: of a text, or of a group that Typst makes of words in
/// many pieces or with many lines under or through them. Of a group, the first
/// piece that tells which way it runs.
fn words((at, item): &Item) -> Option<Piece<'_>> {
    match item {
        FrameItem::Text(text) => Some(Piece { at: *at, text }),
        FrameItem::Group(group) => {
            let inner = group.frame.items().as_slice();
            let is_of_words = inner.iter().all(|item| piece(item).is_some() || is_line(item) || is_address(item));
            let mut pieces = inner.iter().filter_map(piece);
            let first = pieces.clone().next();
            let found = pieces.find(|piece| pieces::runs_right(*piece)).or(first).filter(|_| is_of_words);
            found.map(|Piece { at: inner, text }| Piece { at: *at + inner, text })
        }
        FrameItem::Shape(..) | FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(_) => None,
    }
}
