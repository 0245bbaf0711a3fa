//! The later half of a text, set ahead on another thread.
//!
//! Typst sets what stands between two breaks of pages on one thread, and a statement
//! has few of those. But it remembers, for all threads, each paragraph, title, list and
//! note that it set: when it comes to the later half, most of that is there.

use std::ops::{ControlFlow, Range};

use comemo::Track as _;
use typst::engine::Sink;
use typst::foundations::{Content, SequenceElem, StyledElem};
use typst::introspection::{EmptyIntrospector, Introspector};
use typst::layout::BlockElem;
use typst::model::{EnumElem, FootnoteElem, HeadingElem, ListElem, QuoteElem, TermsElem};
use typst::text::TextElem;

use super::compile::lay_out;
use super::world::Desk;

/// The texts that it is done for, in bytes: a short one is set at once, and of a long
/// one, what is set ahead takes too much memory.
const WORTHWHILE: Range<usize> = 2_000..600_000;

/// Sets the later half of `content`, for nothing but that Typst remembers it.
pub fn set_later_half(desk: &Desk, content: &Content) {
    let whole = length(content);
    if WORTHWHILE.contains(&whole) {
        // The first half and the title page take as long as the later one and the colophon.
        let later = emptied(content, &mut (whole * 9 / 20));
        let introspector: &dyn Introspector = &EmptyIntrospector;
        // What is wrong with it is said of the whole.
        let _ = lay_out(desk, &later, introspector.track(), &mut Sink::new());
    }
}

/// The bytes of text in `content`.
fn length(content: &Content) -> usize {
    let mut bytes = 0;
    let _ = content.traverse(&mut |part: Content| -> ControlFlow<()> {
        bytes += part.to_packed::<TextElem>().map_or(0, |text| text.text.len());
        ControlFlow::Continue(())
    });
    bytes
}

/// `content` with nothing in its first parts, which hold `bytes` of text. The parts
/// stay: Typst counts those of one kind, and knows by their number what is in them.
fn emptied(content: &Content, bytes: &mut usize) -> Content {
    if *bytes == 0 {
        return content.clone();
    }
    with_parts(content, &mut |part| emptied(part, bytes)).unwrap_or_else(|| {
        let own = length(content);
        let is_first = own <= *bytes;
        *bytes = bytes.saturating_sub(own);
        if is_first { empty(content) } else { content.clone() }
    })
}

/// `content` without text, and without what is in its blocks, titles, quotations and
/// lists. What else there is stays.
fn empty(content: &Content) -> Content {
    if let Some(of_parts) = with_parts(content, &mut empty) {
        return of_parts;
    }
    if content.is::<TextElem>() || content.is::<FootnoteElem>() {
        return Content::empty();
    }
    let mut content = content.clone();
    if let Some(block) = content.to_packed_mut::<BlockElem>() {
        block.body.set(None);
    } else if let Some(heading) = content.to_packed_mut::<HeadingElem>() {
        heading.body = Content::empty();
    } else if let Some(quote) = content.to_packed_mut::<QuoteElem>() {
        quote.body = Content::empty();
    } else if let Some(list) = content.to_packed_mut::<ListElem>() {
        list.children.clear();
    } else if let Some(list) = content.to_packed_mut::<EnumElem>() {
        list.children.clear();
    } else if let Some(list) = content.to_packed_mut::<TermsElem>() {
        list.children.clear();
    }
    content
}

/// `content` with other parts, if it is nothing but parts.
fn with_parts(content: &Content, replace: &mut dyn FnMut(&Content) -> Content) -> Option<Content> {
    if let Some(styled) = content.to_packed::<StyledElem>() {
        let mut styled = styled.clone();
        styled.child = replace(&styled.child);
        return Some(styled.pack());
    }
    let mut sequence = content.to_packed::<SequenceElem>()?.clone();
    sequence.children.iter_mut().for_each(|child| *child = replace(child));
    Some(sequence.pack())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::pdf::compile::evaluated;
    use crate::render::pdf::world::tests::desk;

    const TEXT: &str = "#set par(justify: true)\n#block[First part.]\n= Second\nThird part.#footnote[A note.]\n#list[Fourth]\n#block[Fifth part.]";

    fn parts<T: typst::foundations::NativeElement>(content: &Content) -> usize {
        let mut count = 0;
        let _ = content.traverse(&mut |part: Content| -> ControlFlow<()> {
            count += usize::from(part.is::<T>());
            ControlFlow::Continue(())
        });
        count
    }

    #[test]
    fn the_first_parts_are_emptied_and_stay() {
        let content = evaluated(&desk(TEXT), &mut Sink::new()).expect("no errors");
        let emptied = emptied(&content, &mut (length(&content) - "Fifth part.".len()));
        assert_eq!(emptied.plain_text().trim(), "Fifth part.");
        assert_eq!((parts::<BlockElem>(&emptied), parts::<HeadingElem>(&emptied), parts::<ListElem>(&emptied)), (2, 1, 1));
        assert_eq!(parts::<FootnoteElem>(&emptied), 0);
    }

    #[test]
    fn nothing_is_taken_from_later_parts() {
        let content = evaluated(&desk(TEXT), &mut Sink::new()).expect("no errors");
        assert_eq!(emptied(&content, &mut 0), content);
        let first = emptied(&content, &mut 12);
        assert_eq!(length(&first), length(&content) - "First part.".len());
    }
}
