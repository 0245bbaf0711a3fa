//! Whether an edition says what it must: every expected line once and in its
//! place, and nothing else.
//!
//! Lines are matched by their text, then those that are left by their ids, then
//! by likeness between the same neighbours. What is matched is compared in all
//! its parts; what is left over was lost, added, repeated or moved.

mod line;
mod pairs;
mod text;

use std::collections::{BTreeMap, HashSet};

use super::expected::Expected;
use super::transcript::{LINE_LINK, Line, Piece, Transcript};
use crate::diagnostics::{Diagnostics, Span};
use crate::document::{Document, Format};
use pairs::{Pairs, pair};

/// Reports every difference between the `found` transcript and what is
/// `expected` of the edition of `document`, at the place in the source.
pub fn compare(document: &Document, expected: &[Expected], found: &Transcript, diagnostics: &mut Diagnostics) {
    let format = found.format;
    facts_of_the_file(document, found, diagnostics);
    let (places, lines): (Vec<usize>, Vec<&Line>) = found.lines.iter().enumerate().filter(|(_, line)| !line.is_empty()).unzip();
    let Pairs { matched, moved, lost, added } = pair(expected, &lines);
    let pairs = || matched.iter().chain(&moved);
    let known: BTreeMap<usize, &Expected> = pairs().map(|&(here, there)| (places[there], &expected[here])).collect();
    for &(here, there) in pairs() {
        let named = named_links(lines[there], &known);
        line::compare(&expected[here], named.as_ref().unwrap_or(lines[there]), format, diagnostics);
    }
    for &(here, _) in &moved {
        let Expected { line, span, .. } = &expected[here];
        diagnostics.text_moved(*span, format.name(), line.role.name(), &excerpt(&line.text()));
    }
    for &here in &lost {
        let Expected { line, span, .. } = &expected[here];
        diagnostics.text_lost(*span, format.name(), line.role.name(), &excerpt(&line.text()));
    }
    let keys: HashSet<String> = match added.is_empty() {
        true => HashSet::new(),
        false => expected.iter().map(|expected| text::key(&expected.line)).collect(),
    };
    for &there in &added {
        let line = lines[there];
        let span = neighbour(expected, &matched, there);
        let shown = excerpt(&line.text());
        if keys.contains(&text::key(line)) {
            diagnostics.text_repeated(span, format.name(), &shown);
        } else {
            diagnostics.text_added(span, format.name(), &shown);
        }
    }
}

/// The line with names for links to places that have none, where they lead to the
/// first line of a block that was found; nothing if it has no such links.
fn named_links(line: &Line, known: &BTreeMap<usize, &Expected>) -> Option<Line> {
    let place = |piece: &Piece| piece.link.as_ref()?.strip_prefix(LINE_LINK)?.parse::<usize>().ok();
    if !line.pieces.iter().any(|piece| place(piece).is_some()) {
        return None;
    }
    let mut named = line.clone();
    for piece in &mut named.pieces {
        if let Some(id) = place(piece).and_then(|place| known.get(&place)?.ids.first()) {
            piece.link = Some(format!("#{id}"));
        }
    }
    Some(named)
}

/// Title and language, which a program shows or a voice follows before the
/// first line is read.
fn facts_of_the_file(document: &Document, found: &Transcript, diagnostics: &mut Diagnostics) {
    let metadata = &document.metadata;
    let mut compare = |what: &str, expected: &str, found_value: &str| {
        if expected != found_value {
            diagnostics.edition_facts_differ(found.format.name(), what, expected, found_value);
        }
    };
    compare("title", &metadata.title.content, &found.title);
    let of_title = metadata.title.language_in(&metadata.language);
    compare("language of the title", of_title.tag(), &found.title_language);
    compare("language", metadata.language.tag(), &found.language);
}

/// Where the text before the added line is written, or else the text after it.
fn neighbour(expected: &[Expected], matched: &[(usize, usize)], added: usize) -> Option<Span> {
    let after = matched.partition_point(|&(_, there)| there < added);
    let place = |&(here, _): &(usize, usize)| expected[here].span;
    matched[..after].iter().rev().find_map(place).or_else(|| matched[after..].iter().find_map(place))
}

/// The beginning of a text, long enough to be known again.
fn excerpt(text: &str) -> String {
    const LETTERS_MAX: usize = 60;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(LETTERS_MAX) {
        None => text,
        Some((end, _)) => {
            let end = text[..end].rfind(' ').filter(|&space| space > 0).unwrap_or(end);
            format!("{} …", &text[..end])
        }
    }
}

/// What a format cannot carry does not count: a PDF has no ids of blocks.
fn carries_ids(format: Format) -> bool {
    match format {
        Format::Pdf => false,
        Format::Epub | Format::Html => true,
    }
}
