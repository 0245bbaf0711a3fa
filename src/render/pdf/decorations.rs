//! Lines under and through words whose letters stand at many heights, as in
//! Nastaliq.
//!
//! Typst 0.15 draws the line of each piece of a word at the height of the piece,
//! so that it comes out as a staircase. Here all pieces of a line get one height:
//! under the lowest, or through the middle.

use typst::ecow::EcoVec;
use typst::layout::{Abs, Frame, FrameItem, Point};
use typst::model::Document;
use typst::visualize::{Geometry, Shape};
use typst_layout::{Page, PagedDocument};

/// `document` with straight lines under and through its words. Where they are
/// straight, which is soon seen, it is returned as it was.
pub fn with_straight_lines(document: PagedDocument) -> PagedDocument {
    if document.pages().iter().all(|page| straightened(&page.frame).is_none()) {
        return document;
    }
    let put = |page: &Page| straightened(&page.frame).map_or_else(|| page.clone(), |frame| Page { frame, ..page.clone() });
    let pages: EcoVec<Page> = document.pages().iter().map(put).collect();
    PagedDocument::new(pages, document.info().clone())
}

type Item = (Point, FrameItem);

/// The frame with straight lines, if they were not.
fn straightened(frame: &Frame) -> Option<Frame> {
    let own = frame.items().as_slice();
    let mut items: Option<Vec<Item>> = None;
    for (index, height) in heights(own) {
        if own[index].0.y != height {
            items.get_or_insert_with(|| own.to_vec())[index].0.y = height;
        }
    }
    for (index, (_, item)) in own.iter().enumerate() {
        match item {
            FrameItem::Group(group) => {
                if let Some(inner) = straightened(&group.frame)
                    && let FrameItem::Group(group) = &mut items.get_or_insert_with(|| own.to_vec())[index].1
                {
                    group.frame = inner;
                }
            }
            FrameItem::Text(_) | FrameItem::Shape(..) | FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(_) => {}
        }
    }
    let mut out = frame.clone();
    out.clear();
    out.push_multiple(items?);
    Some(out)
}

/// A piece of a line with words.
struct Part<'a> {
    index: usize,
    height: Abs,
    /// The base line of its words, and how large they are.
    base: Abs,
    size: Abs,
    shape: &'a Shape,
}

/// The height at which each piece of a line has to stand, by its index.
fn heights(items: &[Item]) -> Vec<(usize, Abs)> {
    let mut parts = parts(items);
    parts.sort_by_key(|part| part.height);
    let mut heights = Vec::new();
    while !parts.is_empty() {
        let (line, others) = one_line(parts);
        let (highest, lowest) = (line[0].height, line[line.len() - 1].height);
        let is_under = line.iter().all(|part| part.height >= part.base);
        let height = if is_under { lowest } else { (highest + lowest) / 2.0 };
        if highest != lowest {
            heights.extend(line.iter().map(|part| (part.index, height)));
        }
        parts = others;
    }
    heights
}

/// The pieces of the line to which the first of `parts`, the highest, belongs,
/// and all others: it steps by less than its letters are large, lines of text by
/// more.
fn one_line(parts: Vec<Part>) -> (Vec<Part>, Vec<Part>) {
    let mut line: Vec<Part> = Vec::new();
    let mut others = Vec::new();
    for part in parts {
        let belongs = line.last().is_none_or(|last| {
            let is_under = |part: &Part| part.height >= part.base;
            last.shape.stroke == part.shape.stroke && is_under(last) == is_under(&part) && part.height - last.height < part.size
        });
        if belongs { line.push(part) } else { others.push(part) }
    }
    (line, others)
}

/// The lines that go with words: they come after them and are no longer.
fn parts(items: &[Item]) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut words = None;
    for (index, (at, item)) in items.iter().enumerate() {
        match item {
            FrameItem::Text(text) => words = Some((*at, text)),
            FrameItem::Shape(shape, _) => {
                let (Some((start, text)), Geometry::Line(to)) = (words, &shape.geometry) else { continue };
                let (room, end) = (Abs::pt(1.0), start.x + text.width());
                if to.y == Abs::zero() && at.x >= start.x - room && at.x + to.x <= end + room {
                    parts.push(Part { index, height: at.y, base: start.y, size: text.size, shape });
                }
            }
            FrameItem::Group(_) | FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(_) => words = None,
        }
    }
    parts
}
