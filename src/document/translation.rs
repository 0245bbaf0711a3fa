//! How a statement came to be in a language, and what languages it is in.

use super::{Date, Language, Phrase, Words};
use crate::diagnostics::Span;

/// What is said of a translation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Translation {
    pub state: State,
    pub completeness: Completeness,
    /// People or groups.
    pub translators: Vec<String>,
    /// Where it is written; nothing if nothing was written of it.
    pub span: Option<Span>,
}

impl Translation {
    /// What became of the translation, in sentences: its state, and whether parts
    /// are missing.
    pub fn standing(&self, words: &Words) -> Vec<Phrase> {
        let state = match &self.state {
            State::Draft => words.draft.clone().into(),
            State::Reviewed { by, date } => words.reviewed_by(by, *date),
        };
        match self.completeness {
            Completeness::Complete => vec![state],
            Completeness::Partial => vec![state, words.partial.clone().into()],
        }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// Nobody who speaks the language from birth has reviewed it yet.
    #[default]
    Draft,
    Reviewed {
        /// At least one.
        by: Vec<String>,
        date: Date,
    },
}

/// Whether a translation may lack messages, which are then shown in the
/// original language and marked as being in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Completeness {
    #[default]
    Complete,
    Partial,
}

/// A language and how it is called in itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endonym {
    pub language: Language,
    pub name: String,
}
