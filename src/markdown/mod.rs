//! Reads Markdown: comrak's tree becomes a [`Draft`], in which links, images
//! and notes are still named as they were written. comrak is named nowhere else.
//!
//! Whatever is written is carried, or reported, or means nothing. This means
//! nothing: which mark a list has (`-`, `*`, `1.`, `1)`), how a heading or a
//! fence of code is drawn, a column marked as left-aligned (lines start where
//! the language starts them), blank lines at the end of code, line breaks at
//! either end of a run, blocks that would show nothing, emphasis and code in an
//! alternative text (a screen reader says words), comments for translators.

mod blocks;
mod canonical;
mod definitions;
mod draft;
mod fair_copy;
mod html;
mod inlines;
mod message;
mod outline;
mod pieces;
mod places;
mod quotation_marks;
mod quoting;
mod reader;
mod tables;
mod typesetting;
mod typography;

pub use canonical::{canonical, line};
pub use draft::{
    Block, BlockKind, Definition, Description, Draft, Element, Heading, Image, Inline, Item, Mark, Quotes, Run, plain_text,
};
pub use fair_copy::{NoFairCopy, fair_copy};
pub use message::read_run;
pub use outline::{Outline, WrittenHeading, WrittenImage, characters, outline};
pub use pieces::{Piece, destination};
pub use typography::set_text;

use crate::diagnostics::{Diagnostics, SourceId, Sources};
use crate::document::Language;

/// How deep blocks, and how deep inlines, may be nested.
pub const DEPTH_MAX: usize = 16;

/// The text of `source` from byte `start` on, with the typography of `language`.
/// What cannot be part of a statement is reported and left out.
pub fn read(source: SourceId, start: usize, language: &Language, sources: &Sources, diagnostics: &mut Diagnostics) -> Draft {
    typesetting::set(read_as_written(source, start, language, sources, diagnostics), language)
}

/// The same, with the characters that were typed.
fn read_as_written(
    source: SourceId,
    start: usize,
    language: &Language,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> Draft {
    let text = sources.text(source);
    let normalized = text[start..].replace("\r\n", "\n").replace('\r', "\n");
    let arena = comrak::Arena::new();
    let root = comrak::parse_document(&arena, &normalized, &options());
    let places = places::Places::new(source, text, start);
    reader::Reader::new(places, language, diagnostics).read(root)
}

fn options() -> comrak::Options<'static> {
    let mut options = comrak::Options::default();
    options.extension.strikethrough = true;
    options.extension.table = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    options.extension.description_lists = true;
    options.extension.ofm_callouts = true;
    options.extension.cjk_friendly_emphasis = true;
    options.extension.header_attributes = true;
    options.extension.link_attributes = true;
    options.parse.leave_footnote_definitions = true;
    options.parse.escaped_char_spans = true;
    options
}
