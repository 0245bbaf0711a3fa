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

/// Those that were not translated; `required` are those that have to be in a
/// partial translation as well.
pub(super) struct Report {
    /// Of the header of the catalog.
    place: Option<Span>,
    optional: Counts,
    required: Counts,
}

#[derive(Default)]
struct Counts {
    missing: Vec<Option<Span>>,
    stale: Vec<Option<Span>>,
    unknown: usize,
}

impl Counts {
    fn add(&mut self, outcome: Outcome<'_>) {
        match outcome {
            Outcome::Translated(_) => {}
            Outcome::Stale(entry) => self.stale.push(entry.translation_span),
            Outcome::Missing(entry) => self.missing.push(entry.translation_span),
            Outcome::Unknown => self.unknown += 1,
        }
    }

    fn append(&mut self, other: Self) {
        let Self { missing, stale, unknown } = other;
        self.missing.extend(missing);
        self.stale.extend(stale);
        self.unknown += unknown;
    }

    fn tell(&self, catalog: Option<Span>, language: &Language, needed: Needed, diagnostics: &mut Diagnostics) {
        let Self { missing, stale, unknown } = self;
        if *unknown > 0 {
            diagnostics.catalog_behind(catalog, language, *unknown, needed);
        }
        if !missing.is_empty() {
            diagnostics.translation_missing(language, &places(missing), missing.len(), needed);
        }
        if !stale.is_empty() {
            diagnostics.translation_stale(language, &places(stale), stale.len(), needed);
        }
    }
}

impl Report {
    pub fn new(place: Option<Span>) -> Self {
        Self { place, optional: Counts::default(), required: Counts::default() }
    }

    /// Where a problem of the whole catalog is shown.
    pub fn place(&self) -> Option<Span> {
        self.place
    }

    pub fn optional(&mut self, outcome: Outcome<'_>) {
        self.optional.add(outcome);
    }

    /// Of a word of the program: a partial translation that has none of them is
    /// not behind, for then all of them are English.
    pub fn word(&mut self, outcome: Outcome<'_>, completeness: Completeness) {
        match completeness {
            Completeness::Complete => self.optional.add(outcome),
            Completeness::Partial => {}
        }
    }

    pub fn required(&mut self, outcome: Outcome<'_>) {
        self.required.add(outcome);
    }

    /// Reports what was counted.
    pub fn tell(&mut self, language: &Language, completeness: Completeness, diagnostics: &mut Diagnostics) {
        let mut required = std::mem::take(&mut self.required);
        let optional = std::mem::take(&mut self.optional);
        match completeness {
            Completeness::Complete => {
                required.append(optional);
                required.tell(self.place, language, Needed::IfComplete, diagnostics);
            }
            Completeness::Partial => {
                if required.unknown == 0 && optional.unknown > 0 {
                    diagnostics.catalog_behind(self.place, language, optional.unknown, Needed::Not);
                }
                required.tell(self.place, language, Needed::Always, diagnostics);
            }
        }
    }
}

/// The first few of them.
fn places(list: &[Option<Span>]) -> Vec<Span> {
    list.iter().flatten().copied().take(3).collect()
}
