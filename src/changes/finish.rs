//! The last hand: notes in the order of their marks, links that lead somewhere,
//! and the way from each change to the next.

use std::collections::{BTreeMap, BTreeSet};

use super::runs::{RunOf, each};
use crate::document::{Anchor, Changed, Document, Inline, NoteId, Target, places, rename_ids};

/// Whether nothing in `inline` is marked as a change.
pub fn is_unchanged(inline: &Inline) -> bool {
    !matches!(inline, Inline::Changed(_)) && inline.inner().iter().all(is_unchanged)
}

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
    each(document, &mut |_, run| count(run, &mut numbers));
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
    each(document, &mut |_, run| {
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
    each(document, &mut |_, run| {
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

/// Each change gets an id and a link to the next one; one that follows another
/// without words between them belongs to it. Not in titles: they are shown again
/// where no link may be.
fn chain_changes(document: &mut Document) {
    let mut total = 0;
    each_change(document, &mut |at, _| total = at);
    each_change(document, &mut |at, changed| {
        let (is_first, is_last) = (changed.id.is_some(), changed.next.is_some());
        changed.id = is_first.then(|| anchor(at));
        changed.next = (is_last && at < total).then(|| anchor(at + 1));
    });
}

fn anchor(number: usize) -> Anchor {
    Anchor::new(format!("_change-{number}"))
}

/// Shows `visit` the changes after the summary with their numbers from 1: the first of several side by
/// side with an id, the last with a next one.
fn each_change(document: &mut Document, visit: &mut dyn FnMut(usize, &mut Changed)) {
    let mut number = 0;
    // What the summary shows are examples, and metadata, which stand nowhere in the text.
    let summary = (!document.opening.is_empty()).then(|| document.opening.remove(0));
    each(document, &mut |of, run| {
        if of == RunOf::Other {
            chained(run, &mut number, visit);
        }
    });
    document.opening.splice(0..0, summary);
}

fn chained(run: &mut [Inline], number: &mut usize, visit: &mut dyn FnMut(usize, &mut Changed)) {
    let is_change: Vec<bool> = run.iter().map(|inline| matches!(inline, Inline::Changed(_))).collect();
    for (at, inline) in run.iter_mut().enumerate() {
        match inline {
            Inline::Changed(changed) => {
                let is_first = !at.checked_sub(1).is_some_and(|at| is_change[at]);
                let is_last = !is_change.get(at + 1).copied().unwrap_or(false);
                *number += usize::from(is_first);
                let marker = || Some(Anchor::new(""));
                changed.id = is_first.then(marker).flatten();
                changed.next = is_last.then(marker).flatten();
                visit(*number, changed);
            }
            Inline::Link(_) => {}
            other => chained(other.inner_mut(), number, visit),
        }
    }
}
