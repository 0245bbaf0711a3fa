//! One line of Markdown as a translator writes it → a run.

use std::collections::BTreeSet;

use comrak::nodes::NodeValue;

use super::draft::Inline;
use super::places::Places;
use super::reader::Reader;
use super::typography;
use crate::diagnostics::{Diagnostics, SourceId, Span};
use crate::document::Language;

/// Before the line, so that nothing at its start begins a block; CommonMark
/// 0.31.2 §6.2 counts it as white space, as it does the start of a line.
pub(super) const GUARD: char = '\u{a0}';

/// The run that `text`, a message in `language`, is: one paragraph, whatever it
/// begins with, its typography as written but for runs of spaces. Every place in
/// it, and that of every problem of its Markdown, is `span`, where the message is.
pub fn read_run(text: &str, span: Span, language: &Language, diagnostics: &mut Diagnostics) -> Vec<Inline> {
    let mut found = Diagnostics::new();
    let inlines = read(text, span.source, language, &mut found);
    diagnostics.append(found.all_at(span));
    placed(inlines, span)
}

/// The run that `text` is, with places in `text` itself.
pub(super) fn read(text: &str, source: SourceId, language: &Language, diagnostics: &mut Diagnostics) -> Vec<Inline> {
    typography::as_written(read_line(text, source, language, diagnostics))
}

/// The same, with every character as it was typed.
pub(super) fn read_line(text: &str, source: SourceId, language: &Language, diagnostics: &mut Diagnostics) -> Vec<Inline> {
    let line = format!("{GUARD}{}", text.replace(['\r', '\n'], " "));
    let mut inlines = block(&line, Rest::Ignored, source, language, diagnostics).unwrap_or_default();
    if let Some(Inline::Text { text, .. }) = inlines.first_mut() {
        *text = text.strip_prefix(GUARD).unwrap_or(text).to_string();
    }
    inlines
}

/// The run of the one paragraph, or the one heading, that `text` is; nothing if
/// it is anything else.
pub(super) fn read_block(
    text: &str,
    source: SourceId,
    language: &Language,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<Inline>> {
    block(text, Rest::Refused, source, language, diagnostics)
}

/// What becomes of blocks after the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rest {
    /// None can be meant.
    Ignored,
    Refused,
}

fn block(text: &str, rest: Rest, source: SourceId, language: &Language, diagnostics: &mut Diagnostics) -> Option<Vec<Inline>> {
    let written = format!("{text}\n{}", definitions(text));
    let arena = comrak::Arena::new();
    let root = comrak::parse_document(&arena, &written, &super::options());
    let places = Places::new(source, &written, 0);
    let mut reader = Reader::new(places, language, diagnostics);
    let mut blocks = root.children().filter(|node| !matches!(node.data().value, NodeValue::FootnoteDefinition(_)));
    let only = blocks.next().filter(|node| match node.data().value {
        NodeValue::Paragraph => true,
        NodeValue::Heading(heading) => !heading.setext && node.data().attrs.is_none(),
        _ => false,
    })?;
    if rest == Rest::Refused && blocks.next().is_some() {
        return None;
    }
    Some(reader.line(only))
}

/// A definition for each mark of a note in `line`: without one it would be text
/// to comrak.
fn definitions(line: &str) -> String {
    let names: BTreeSet<&str> = line.split("[^").skip(1).filter_map(|rest| Some(rest.split_once(']')?.0)).collect();
    names.into_iter().map(|name| format!("\n[^{name}]: {name}\n")).collect()
}

fn placed(inlines: Vec<Inline>, span: Span) -> Vec<Inline> {
    let place = |inline| match inline {
        Inline::Text { text, span: _, quotes } => Inline::Text { text, span, quotes },
        Inline::Marked { mark, inlines } => Inline::Marked { mark, inlines: placed(inlines, span) },
        Inline::Code { text, span: _ } => Inline::Code { text, span },
        Inline::Link { destination, inlines, span: _ } => Inline::Link { destination, inlines: placed(inlines, span), span },
        Inline::Image(image) => Inline::Image(super::Image {
            alternative: placed(image.alternative, span),
            caption: image.caption.map(|caption| placed(caption, span)),
            span,
            ..image
        }),
        Inline::NoteMark { name, span: _ } => Inline::NoteMark { name, span },
        Inline::LineBreak => Inline::LineBreak,
    };
    inlines.into_iter().map(place).collect()
}
