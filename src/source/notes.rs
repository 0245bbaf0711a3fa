//! Notes by the order of their first marks.

use std::collections::BTreeMap;

use crate::diagnostics::{Diagnostics, Span};
use crate::document::{NoteId, NoteMark};
use crate::markdown::Definition;

/// The notes of all files; a name belongs to its file.
#[derive(Default)]
pub(super) struct Notes {
    entries: Vec<Entry>,
    by_name: BTreeMap<(usize, String), usize>,
    /// How many have an id.
    marked: usize,
}

struct Entry {
    file: usize,
    definition: Definition,
    id: Option<NoteId>,
    marks: usize,
    /// Where the mark itself was a problem, the note is not another one.
    is_mentioned: bool,
}

/// A note with its number.
pub(super) struct Marked {
    pub id: NoteId,
    pub file: usize,
    pub definition: Definition,
    pub marks: usize,
}

impl Notes {
    pub fn new(definitions: Vec<(usize, Definition)>, diagnostics: &mut Diagnostics) -> Self {
        let mut notes = Self::default();
        for (file, definition) in definitions {
            let key = (file, folded(&definition.name));
            if definition.blocks.is_empty() && !diagnostics.has_errors() {
                diagnostics.empty_note(definition.span, &definition.name);
            }
            if let Some(&first) = notes.by_name.get(&key) {
                diagnostics.duplicate_note(definition.span, notes.entries[first].definition.span, &definition.name);
                continue;
            }
            notes.by_name.insert(key, notes.entries.len());
            notes.entries.push(Entry { file, definition, id: None, marks: 0, is_mentioned: false });
        }
        notes
    }

    /// The next mark of the note `name` of `file`.
    pub fn mark(&mut self, file: usize, name: &str, span: Span) -> Option<NoteMark> {
        let entry = &mut self.entries[*self.by_name.get(&(file, folded(name)))?];
        let note = *entry.id.get_or_insert_with(|| {
            self.marked += 1;
            NoteId(self.marked - 1)
        });
        entry.marks += 1;
        Some(NoteMark { note, occurrence: entry.marks, span })
    }

    /// A mark that is itself a problem.
    pub fn mention(&mut self, file: usize, name: &str) {
        if let Some(&index) = self.by_name.get(&(file, folded(name)))
            && let Some(entry) = self.entries.get_mut(index)
        {
            entry.is_mentioned = true;
        }
    }

    /// The notes that are marked, by number.
    pub fn marked(&mut self) -> Vec<Marked> {
        let mut out = Vec::new();
        for Entry { file, definition, id, marks, is_mentioned: _ } in &mut self.entries {
            let Some(id) = *id else { continue };
            let Definition { name, blocks, span } = definition;
            let definition = Definition { name: name.clone(), blocks: std::mem::take(blocks), span: *span };
            out.push(Marked { id, file: *file, definition, marks: *marks });
        }
        out.sort_by_key(|marked| marked.id);
        out
    }

    /// Reports the notes without a mark, when all marks were met.
    pub fn report_unused(&self, diagnostics: &mut Diagnostics) {
        for entry in self.entries.iter().filter(|entry| entry.id.is_none() && !entry.is_mentioned) {
            diagnostics.unused_note(entry.definition.span, &entry.definition.name);
        }
    }
}

fn folded(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
