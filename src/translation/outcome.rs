//! What a catalog has for each message, counted: one problem for all that are
//! missing, not one for each.

use super::po::Entry;
use crate::diagnostics::{Diagnostics, Needed, Span};
use crate::document::{Completeness, Language};

#[derive(Clone, Copy, Debug)]
pub(super) enum Outcome<'a> {
    Translated(&'a Entry),
    /// Translated from an earlier wording.
    Stale(&'a Entry),
    /// In the catalog, but not translated.
    Missing(&'a Entry),
    /// Not in the catalog: it is older than the text.
    Unknown,
}

impl<'a> Outcome<'a> {
    /// Of a message with the right context and text.
    pub fn of(entry: &'a Entry) -> Self {
        if entry.translation.trim().is_empty() {
            Self::Missing(entry)
        } else if entry.is_fuzzy {
            Self::Stale(entry)
        } else {
            Self::Translated(entry)
        }
    }
}

/// Those that were not translated.
pub(super) struct Report {
    /// Of the header of the catalog.
    place: Option<Span>,
    missing: Vec<Option<Span>>,
    stale: Vec<Option<Span>>,
    unknown: usize,
}

impl Report {
    pub fn new(place: Option<Span>) -> Self {
        Self { place, missing: Vec::new(), stale: Vec::new(), unknown: 0 }
    }

    /// Where a problem of the whole catalog is shown.
    pub fn place(&self) -> Option<Span> {
        self.place
    }

    pub fn add(&mut self, outcome: Outcome<'_>) {
        match outcome {
            Outcome::Translated(_) => {}
            Outcome::Stale(entry) => self.stale.push(entry.translation_span),
            Outcome::Missing(entry) => self.missing.push(entry.translation_span),
            Outcome::Unknown => self.unknown += 1,
        }
    }

    /// Reports what was counted: of a partial translation only that its catalog is behind.
    pub fn tell(&self, language: &Language, completeness: Completeness, diagnostics: &mut Diagnostics) {
        let Self { place, missing, stale, unknown } = self;
        let needed = match completeness {
            Completeness::Complete => Needed::Yes,
            Completeness::Partial => Needed::No,
        };
        if *unknown > 0 {
            diagnostics.catalog_behind(*place, language, *unknown, needed);
        }
        if needed == Needed::No {
            return;
        }
        if !missing.is_empty() {
            diagnostics.translation_missing(language, &places(missing), missing.len());
        }
        if !stale.is_empty() {
            diagnostics.translation_stale(language, &places(stale), stale.len());
        }
    }
}

/// The first few of them.
fn places(list: &[Option<Span>]) -> Vec<Span> {
    list.iter().flatten().copied().take(3).collect()
}
