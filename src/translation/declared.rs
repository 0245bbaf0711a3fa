//! Whether a catalog and what `statement.yaml` says of it belong to the text.

use std::collections::BTreeSet;

use super::Message;
use super::po::{Catalog, Entry};
use crate::diagnostics::Diagnostics;
use crate::document::{Document, Language};

/// A catalog that is too small says nothing of which text it is of.
const ENTRIES_MIN: usize = 5;

/// Reports each translation that `original.metadata` speaks of and that is not
/// among `catalogs`, the languages that have a catalog.
pub(super) fn check_declared(original: &Document, catalogs: &[Language], diagnostics: &mut Diagnostics) {
    for (language, translation) in &original.metadata.translations {
        if let Some(span) = translation.span
            && !catalogs.iter().any(|known| known.is_same_as(language))
        {
            diagnostics.translation_without_catalog(span, language.tag());
        }
    }
}

/// Whether most of the text of `catalog` is in no message of `messages`. What is
/// said of a statement, and the program's words, may be the same in another.
pub(super) fn is_of_another_text(catalog: &Catalog, messages: &[Message]) -> bool {
    let contexts: BTreeSet<&str> = messages.iter().map(|message| message.context.as_str()).collect();
    let originals: BTreeSet<&str> = messages.iter().map(|message| message.original.as_str()).collect();
    let is_of_text = |entry: &&Entry| {
        let context = entry.context.as_deref().unwrap_or_default();
        !entry.is_obsolete && !["program:", "language:", "statement:"].iter().any(|start| context.starts_with(start))
    };
    let is_known = |entry: &&&Entry| {
        entry.context.as_deref().is_some_and(|context| contexts.contains(context))
            || originals.contains(entry.original.as_str())
    };
    let entries: Vec<&Entry> = catalog.entries.iter().filter(is_of_text).collect();
    let known = entries.iter().filter(is_known).count();
    entries.len() >= ENTRIES_MIN && known * 2 < entries.len()
}
