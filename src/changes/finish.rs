//! The last hand: notes in the order of their marks, links that lead somewhere,
//! and the way from each change to the next.

use std::collections::{BTreeMap, BTreeSet};

use super::runs::{each, each_in};
use crate::document::{Anchor, Changed, Document, Inline, NoteId, Target, Way, Ways, places, rename_ids};

/// Makes of `document` one that can be rendered.
pub fn finish(document: &mut Document) {
    number_notes(document);
    lead_links(document);
    chain_changes(document);
}

/// Gives the notes their numbers by their first marks, and the marks theirs; drops
/// notes without marks.
fn number_notes(document: &mut Document) {
    let mut numbers: BTreeMap<NoteId, (NoteId, usize)> = BTreeMap::new();
    each(document, &mut |run| count(run, &mut numbers));
    let mut anchors: BTreeMap<String, Anchor> = BTreeMap::new();
    document.notes.retain(|note| numbers.contains_key(&note.id));
    for note in &mut document.notes {
        (note.id, note.marks) = numbers[&note.id];
        let anchor = Anchor::new(format!("note-{}", note.id.number()));
        anchors.insert(note.anchor.as_str().to_string(), anchor);
    }
    document.notes.sort_by_key(|note| note.id);
    let renamed = |id: &Anchor| {
        let (stem, rest) = id.as_str().split_once('.').map_or((id.as_str(), None), |(stem, rest)| (stem, Some(rest)));
        let new = anchors.get(stem)?;
        Some(rest.map_or_else(|| new.clone(), |rest| Anchor::new(format!("{new}.{rest}"))))
    };
    for note in &mut document.notes {
        rename_ids(&mut note.blocks, &renamed);
        if let Some(anchor) = renamed(&note.anchor) {
            note.anchor = anchor;
        }
    }
    each(document, &mut |run| {
        for_each_link(run, &mut |target| {
            if let Target::Anchor(anchor) = target
                && let Some(new) = renamed(anchor)
            {
                *anchor = new;
            }
        });
    });
}

fn count(run: &mut [Inline], numbers: &mut BTreeMap<NoteId, (NoteId, usize)>) {
    for inline in run {
        if let Inline::NoteMark(mark) = inline {
            let next = NoteId(numbers.len());
            let (number, marks) = numbers.entry(mark.note).or_insert((next, 0));
            *marks += 1;
            (mark.note, mark.occurrence) = (*number, *marks);
        }
        count(inline.inner_mut(), numbers);
    }
}

fn for_each_link(run: &mut [Inline], visit: &mut dyn FnMut(&mut Target)) {
    for inline in run {
        if let Inline::Link(link) = inline {
            visit(&mut link.target);
        }
        for_each_link(inline.inner_mut(), visit);
    }
}

/// A link to what the redline does not have leads to what held it.
fn lead_links(document: &mut Document) {
    let known: BTreeSet<Anchor> = places(document).into_keys().collect();
    let first = known.iter().next().cloned();
    each(document, &mut |run| {
        for_each_link(run, &mut |target| {
            let Target::Anchor(anchor) = target else { return };
            let mut id = anchor.as_str().to_string();
            loop {
                if known.contains(&Anchor::new(id.as_str())) {
                    break;
                }
                let without_prefix = id.strip_prefix("_was-").map(str::to_string);
                let shorter = id.rsplit_once('.').map(|(stem, _)| stem.to_string());
                match shorter.or(without_prefix) {
                    Some(next) => id = next,
                    None => {
                        id = first.as_ref().map_or_else(String::new, |first| first.as_str().to_string());
                        break;
                    }
                }
            }
            *anchor = Anchor::new(id);
        });
    });
}

/// Each change gets an id and links to the ones before and after it; one that follows
/// another without words between them belongs to it. From the last of the examples in
/// the summary a link leads to the first. Titles show no change: they are shown again
/// where no link may be.
fn chain_changes(document: &mut Document) {
    // What the summary shows are examples, and metadata, which stand nowhere in the text.
    let mut summary = document.opening.remove(0);
    let mut total = 0;
    each(document, &mut |run| chained(run, &mut total, 0));
    let mut number = 0;
    each(document, &mut |run| chained(run, &mut number, total));
    let mut is_led = total == 0;
    each_in(std::slice::from_mut(&mut summary), &mut |run| {
        if let Some(Inline::Changed(example)) = run.last_mut().filter(|_| !is_led) {
            example.ways = Ways { previous: None, next: Some(way(1, total)) };
            is_led = true;
        }
    });
    document.opening.insert(0, summary);
}

fn way(number: usize, total: usize) -> Way {
    Way { to: Anchor::new(format!("_change-{number}")), number, total }
}

/// Chains the changes of a run, `number` of all `total` of which come before it: of
/// several side by side the first has the id, the last the links.
fn chained(run: &mut [Inline], number: &mut usize, total: usize) {
    let beside: Vec<[bool; 2]> = (0..run.len()).map(|at| are_changes_beside(run, at)).collect();
    for (at, inline) in run.iter_mut().enumerate() {
        let Inline::Changed(Changed { change: _, inlines: _, id, ways }) = inline else {
            chained(inline.inner_mut(), number, total);
            continue;
        };
        let [is_first, is_last] = beside[at].map(|is_change| !is_change);
        *number += usize::from(is_first);
        *id = is_first.then(|| way(*number, total).to);
        let other = |number: usize| (is_last && (1..=total).contains(&number)).then(|| way(number, total));
        *ways = Ways { previous: other(*number - 1), next: other(*number + 1) };
    }
}

/// Whether changes come right before and right after the one at `at`, but for the
/// ends of lines.
fn are_changes_beside(run: &[Inline], at: usize) -> [bool; 2] {
    let is_change = |inline: Option<&Inline>| matches!(inline, Some(Inline::Changed(_)));
    let is_word = |inline: &&Inline| !matches!(inline, Inline::LineBreak);
    [is_change(run[..at].iter().rev().find(is_word)), is_change(run[at + 1..].iter().find(is_word))]
}
