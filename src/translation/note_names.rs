//! What notes are called in contexts: by their names, so that a note that is
//! put between others changes no context.

use std::collections::BTreeMap;

use crate::diagnostics::Sources;
use crate::document::{Document, NoteId};

pub(super) struct NoteNames {
    names: BTreeMap<NoteId, String>,
}

impl NoteNames {
    /// The names of the notes of `document`; before those that several files
    /// have, the path of the file without its ending: `part/trust/visioning`.
    pub fn of(document: &Document, sources: &Sources) -> Self {
        let mut count: BTreeMap<String, usize> = BTreeMap::new();
        for note in &document.notes {
            *count.entry(note.name.to_lowercase()).or_default() += 1;
        }
        let names = document.notes.iter().map(|note| {
            let file = sources.name(note.span.source);
            let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
            let name = match count.get(&note.name.to_lowercase()) {
                Some(1) | None => note.name.clone(),
                Some(_) => format!("{stem}/{}", note.name),
            };
            (note.id, name)
        });
        Self { names: names.collect() }
    }

    /// The name by which note `id` is known in the whole document.
    pub fn unique(&self, id: NoteId) -> &str {
        self.names.get(&id).map_or("", String::as_str)
    }
}
