//! What a change of the original does to a translation.

use std::collections::HashSet;

use super::po::Catalog;
use super::{Message, update};

/// The contexts of messages that a change left without a right translation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outdated {
    /// Their translation is of the earlier wording.
    pub stale: Vec<String>,
    /// They have no translation.
    pub missing: Vec<String>,
}

/// What is to be done in `catalog`, updated or not, because the statement that had
/// the messages `old` has the messages `new` now. What was to be done before is
/// left out.
pub fn outdated(catalog: &Catalog, old: &[Message], new: &[Message]) -> Outdated {
    let known: HashSet<&str> = old.iter().map(|message| message.original.as_str()).collect();
    let mut outdated = Outdated::default();
    for entry in update(catalog, new).catalog.entries.into_iter().filter(|entry| !entry.is_obsolete) {
        let Some(context) = entry.context.filter(|_| !known.contains(entry.original.as_str())) else { continue };
        match (entry.translation.is_empty(), entry.is_fuzzy) {
            (true, _) => outdated.missing.push(context),
            (false, true) => outdated.stale.push(context),
            (false, false) => {}
        }
    }
    outdated
}
