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
    let names = names_of_places(expected, format);
    for &(here, there) in pairs() {
        let wanted = with_links(&expected[here].line, |link| names.get(link.strip_prefix('#')?).copied());
        let wanted = wanted.map(|line| Expected { line, ..expected[here].clone() });
        let named = with_links(lines[there], |link| {
            let place = link.strip_prefix(LINE_LINK)?.parse::<usize>().ok()?;
            names.get(known.get(&place)?.ids.first()?.as_str()).copied()
        });
        line::compare(wanted.as_ref().unwrap_or(&expected[here]), named.as_ref().unwrap_or(lines[there]), format, diagnostics);
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

/// For each id of a PDF the one name of its place: that of the first line to which it
/// leads. In the other formats every id is a place by itself.
fn names_of_places(expected: &[Expected], format: Format) -> BTreeMap<&str, &str> {
    let mut names = BTreeMap::new();
    match format {
        Format::Pdf => {
            for Expected { ids, .. } in expected {
                ids.iter().for_each(|id| {
                    names.entry(id.as_str()).or_insert(ids[0].as_str());
                });
            }
        }
        Format::Epub | Format::Html => {}
    }
    names
}

/// The line with links to the places that `named` names otherwise; nothing if it has
/// no such links.
fn with_links<'a>(line: &Line, named: impl Fn(&str) -> Option<&'a str>) -> Option<Line> {
    let new = |piece: &Piece| {
        let link = piece.link.as_deref()?;
        named(link).map(|name| format!("#{name}")).filter(|name| name != link)
    };
    if line.pieces.iter().all(|piece| new(piece).is_none()) {
        return None;
    }
    let mut renamed = line.clone();
    for piece in &mut renamed.pieces {
        piece.link = new(piece).or(piece.link.take());
    }
    Some(renamed)
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
