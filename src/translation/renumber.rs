//! Notes in the order of their first marks, which a translation may turn around.

use std::collections::BTreeMap;

use super::walk::{Slot, walk};
use crate::diagnostics::Sources;
use crate::document::{Anchor, Block, Document, Inline, NoteId, Target, rename_ids};

/// Gives the notes of `document` their numbers anew, and the marks of each
/// theirs.
pub(super) fn notes(document: &mut Document, sources: &Sources) {
    let mut numbers = Numbers::default();
    walk(document, sources, &mut |unit| {
        if let Slot::Run { inlines, language: _ } = unit.text {
            numbers.count(inlines);
        }
    });
    let is_moved = numbers.new.iter().any(|(old, new)| old != new);
    if !is_moved {
        return;
    }
    for note in &mut document.notes {
        // A note without a mark keeps its place behind the others.
        let behind = NoteId(numbers.new.len());
        note.id = *numbers.new.entry(note.id).or_insert(behind);
        let old = std::mem::replace(&mut note.anchor, Anchor::new(format!("note-{}", note.id.number())));
        rename(&mut note.blocks, old.as_str(), &note.anchor);
        numbers.anchors.insert(old.as_str().to_string(), note.anchor.clone());
    }
    document.notes.sort_by_key(|note| note.id);
    walk(document, sources, &mut |unit| {
        if let Slot::Run { inlines, language: _ } = unit.text {
            numbers.lead(inlines);
        }
    });
}

#[derive(Default)]
struct Numbers {
    new: BTreeMap<NoteId, NoteId>,
    marks: BTreeMap<NoteId, usize>,
    anchors: BTreeMap<String, Anchor>,
}

impl Numbers {
    fn count(&mut self, inlines: &mut [Inline]) {
        for inline in inlines {
            if let Inline::NoteMark(mark) = inline {
                let next = NoteId(self.new.len());
                mark.note = *self.new.entry(mark.note).or_insert(next);
                let marks = self.marks.entry(mark.note).or_default();
                *marks += 1;
                mark.occurrence = *marks;
            }
            self.count(inline.inner_mut());
        }
    }

    /// Links to what is in a note follow it.
    fn lead(&self, inlines: &mut [Inline]) {
        for inline in inlines {
            if let Inline::Link(link) = inline
                && let Target::Anchor(anchor) = &mut link.target
            {
                let (stem, rest) = anchor.as_str().split_once('.').unwrap_or((anchor.as_str(), ""));
                if let Some(new) = self.anchors.get(stem) {
                    *anchor = Anchor::new(if rest.is_empty() { new.to_string() } else { format!("{new}.{rest}") });
                }
            }
            self.lead(inline.inner_mut());
        }
    }
}

/// Puts `new` in the place of `old` at the start of every id in `blocks`.
fn rename(blocks: &mut [Block], old: &str, new: &Anchor) {
    rename_ids(blocks, &|id| id.as_str().strip_prefix(old).map(|rest| Anchor::new(format!("{new}{rest}"))));
}
