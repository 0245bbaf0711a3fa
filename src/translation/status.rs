//! How far a translation is.

use super::counting::count_words;
use super::po::Catalog;
use super::{Message, update};

/// How many messages of a statement are in which state in a language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Status {
    pub translated: usize,
    /// With a translation of an earlier wording, or one that a translator doubts.
    pub stale: usize,
    pub missing: usize,
    /// The words of the originals that are stale or missing (UAX #29), without the
    /// addresses of links. In Chinese and the like each sign is a word.
    pub words_to_do: usize,
}

impl Status {
    pub fn messages(&self) -> usize {
        self.translated + self.stale + self.missing
    }

    pub fn is_complete(&self) -> bool {
        self.translated == self.messages()
    }
}

/// How far `catalog` is with `messages`, whether it was updated or not.
pub fn status(catalog: &Catalog, messages: &[Message]) -> Status {
    let mut status = Status::default();
    for entry in update(catalog, messages).catalog.entries.iter().filter(|entry| !entry.is_obsolete) {
        match (entry.translation.is_empty(), entry.is_fuzzy) {
            (true, _) => status.missing += 1,
            (false, true) => status.stale += 1,
            (false, false) => {
                status.translated += 1;
                continue;
            }
        }
        status.words_to_do += count_words(&entry.original);
    }
    status
}
