//! A number for what is to see on a page.

use std::hash::{Hash, Hasher};

use typst::layout::{Frame, FrameItem, Point};
use typst::text::TextItem;

/// The same number for frames that look the same: neither where in the
/// generated file a glyph comes from nor what stands on other pages counts.
pub fn looks(frame: &Frame) -> u128 {
    typst::utils::hash128(&Looks(frame))
}

struct Looks<'a>(&'a Frame);

impl Hash for Looks<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.size().hash(state);
        for (at, item) in self.0.items() {
            of_item(*at, item, state);
        }
    }
}

fn of_item<H: Hasher>(at: Point, item: &FrameItem, state: &mut H) {
    // What cannot be seen.
    if matches!(item, FrameItem::Tag(_) | FrameItem::Link(..)) {
        return;
    }
    at.hash(state);
    std::mem::discriminant(item).hash(state);
    match item {
        FrameItem::Group(group) => {
            group.transform.hash(state);
            group.clip.hash(state);
            Looks(&group.frame).hash(state);
        }
        FrameItem::Text(text) => of_text(text, state),
        FrameItem::Shape(shape, _) => shape.hash(state),
        FrameItem::Image(image, size, _) => (image, size).hash(state),
        FrameItem::Link(..) | FrameItem::Tag(_) => {}
    }
}

fn of_text<H: Hasher>(text: &TextItem, state: &mut H) {
    (&text.font, text.size, &text.fill, &text.stroke).hash(state);
    for glyph in &text.glyphs {
        (glyph.id, glyph.x_advance, glyph.x_offset, glyph.y_advance, glyph.y_offset).hash(state);
    }
}
