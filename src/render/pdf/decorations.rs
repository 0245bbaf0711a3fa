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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Diagnostics, Sources};
    use crate::render::pdf::world::Faces;
    use typst::layout::{Em, Size};
    use typst::syntax::Span;
    use typst::text::{FontVariant, FontVariations, Glyph, Lang, TextItem};
    use typst::visualize::{Color, FixedStroke, Paint};

    /// A frame with a piece of a word for each `(left, base line, height of its
    /// line)`; each piece and its line are as wide as its letters are large, 10 pt.
    fn frame(pieces: &[(f64, f64, f64)]) -> Frame {
        let theme = crate::theme::load("default", &[], &mut Sources::new(), &mut Diagnostics::new()).expect("embedded");
        let font = Faces::of(&crate::fonts::library(&theme)).iter().next().expect("embedded").clone();
        let font = font.instantiate(FontVariant::default(), Abs::pt(10.0), &FontVariations::default());
        let letter = Glyph {
            id: 1,
            x_advance: Em::one(),
            x_offset: Em::zero(),
            y_advance: Em::zero(),
            y_offset: Em::zero(),
            range: 0..1,
            span: (Span::detached(), 0),
        };
        let text = TextItem {
            font,
            size: Abs::pt(10.0),
            fill: Paint::Solid(Color::BLACK),
            stroke: None,
            lang: Lang::ENGLISH,
            region: None,
            text: "a".into(),
            glyphs: vec![letter],
        };
        let ink = FixedStroke::from_pair(Color::BLACK, Abs::pt(0.5));
        let line = Geometry::Line(Point::with_x(Abs::pt(10.0))).stroked(ink);
        let mut frame = Frame::hard(Size::splat(Abs::pt(200.0)));
        for (left, base, height) in pieces {
            frame.push(Point::new(Abs::pt(*left), Abs::pt(*base)), FrameItem::Text(text.clone()));
            frame.push(Point::new(Abs::pt(*left), Abs::pt(*height)), FrameItem::Shape(line.clone(), Span::detached()));
        }
        frame
    }

    /// The heights of all lines in the order of the frame, those in groups too.
    fn lines(frame: &Frame) -> Vec<f64> {
        let of = |(at, item): &(Point, FrameItem)| match item {
            FrameItem::Shape(..) => vec![at.y.to_pt()],
            FrameItem::Group(group) => lines(&group.frame),
            FrameItem::Text(_) | FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(_) => Vec::new(),
        };
        frame.items().flat_map(of).collect()
    }

    fn put(frame: &Frame) -> Option<Vec<f64>> {
        straightened(frame).map(|frame| lines(&frame))
    }

    #[test]
    fn a_line_under_a_sloping_word_is_straight_under_its_lowest_letters() {
        let sloping = frame(&[(20.0, 100.0, 102.0), (10.0, 103.0, 105.0), (0.0, 106.0, 108.0)]);
        assert_eq!(put(&sloping), Some(vec![108.0, 108.0, 108.0]));
        let mut outer = Frame::hard(sloping.size());
        outer.push_frame(Point::zero(), sloping);
        assert_eq!(put(&outer), Some(vec![108.0, 108.0, 108.0]), "in a group");
    }

    #[test]
    fn a_line_through_a_sloping_word_goes_through_its_middle() {
        assert_eq!(put(&frame(&[(10.0, 100.0, 96.0), (0.0, 104.0, 100.0)])), Some(vec![98.0, 98.0]));
    }

    #[test]
    fn each_line_of_a_text_keeps_a_line_of_its_own() {
        let two = frame(&[(10.0, 100.0, 102.0), (0.0, 103.0, 105.0), (10.0, 130.0, 132.0), (0.0, 133.0, 135.0)]);
        assert_eq!(put(&two), Some(vec![105.0, 105.0, 135.0, 135.0]));
    }

    #[test]
    fn straight_lines_and_rules_stay() {
        assert_eq!(put(&frame(&[(10.0, 100.0, 102.0), (0.0, 100.0, 102.0)])), None);
        let mut ruled = frame(&[(0.0, 100.0, 102.0)]);
        let ink = FixedStroke::from_pair(Color::BLACK, Abs::pt(0.5));
        let rule = Geometry::Line(Point::with_x(Abs::pt(90.0))).stroked(ink);
        ruled.push(Point::with_y(Abs::pt(105.0)), FrameItem::Shape(rule, Span::detached()));
        assert_eq!(put(&ruled), None, "a rule is longer than the words before it");
    }
}
