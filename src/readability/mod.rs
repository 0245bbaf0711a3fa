//! How long a statement is, how long it takes to read aloud, and how easy it
//! is to read: for each section, in each language.
//!
//! What is measured is a help for whoever writes, not a proof: formulas count
//! syllables and sentences and know nothing of what is said.

mod formulas;
mod passage;
mod sentences;
mod speed;
mod syllables;

pub use formulas::{Formula, Reading};
pub use passage::{Unit, unit};

use crate::diagnostics::Span;
use crate::document::{Document, Language, NoteId};
use passage::{Passage, Tally};

/// How long a sentence may be before it is said to be long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    pub words_max: usize,
    /// In languages that are measured in characters.
    pub characters_max: usize,
}

impl Default for Limits {
    /// Words: "Sentence length: why 25 words is our limit" (UK Government Digital
    /// Service, 4 August 2014). Characters: sentences of
    /// 50 to 60 get hard to read (Agency for Cultural Affairs of Japan, 公用文作成の考え方, 2022).
    fn default() -> Self {
        Self { words_max: 25, characters_max: 60 }
    }
}

/// What was measured of a statement in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Measures {
    pub language: Language,
    pub unit: Unit,
    /// Nothing where no formula is accepted for the language.
    pub formula: Option<Formula>,
    /// The opening and the notes, where they are, and each section of the first level.
    pub parts: Vec<Measure>,
    pub whole: Measure,
    /// In the order of the text.
    pub long: Vec<LongSentence>,
}

/// What was measured of a part.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    pub part: Part,
    /// In units of the language, of all that is read: titles, tables, captions too.
    pub length: usize,
    /// Of running text alone. Nothing in languages that do not mark where they end.
    pub sentences: Option<usize>,
    /// How long it takes to read aloud.
    pub minutes: f64,
    /// Of running text alone, in the language of the statement. Nothing where
    /// there is no formula, or fewer words than one needs.
    pub reading: Option<Reading>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    Whole,
    /// What stands before the first heading.
    Opening,
    Section(crate::document::Anchor),
    Notes,
}

/// A sentence that is longer than its limit.
#[derive(Clone, Debug, PartialEq)]
pub struct LongSentence {
    pub text: String,
    /// In units of the language.
    pub length: usize,
    /// The text in which it begins.
    pub span: Span,
}

/// What `document` measures.
pub fn measure(document: &Document, limits: Limits) -> Measures {
    let language = &document.metadata.language;
    let formula = Formula::of(language);
    let passages = Passage::all(document);
    let mut parts: Vec<(Part, Tally)> = Vec::new();
    let mut whole = Tally::default();
    let mut long = Vec::new();
    for passage in &passages {
        let tally = passage.tally(language);
        whole.add(&tally);
        match parts.iter_mut().find(|(part, _)| *part == passage.part) {
            Some((_, known)) => known.add(&tally),
            None => parts.push((passage.part.clone(), tally)),
        }
        long.extend(passage.long_sentences(language, limits));
    }
    let measured = |(part, tally): (Part, Tally)| tally.measure(part, language, formula);
    Measures {
        language: language.clone(),
        unit: unit(language),
        formula,
        whole: measured((Part::Whole, whole)),
        parts: parts.into_iter().map(measured).collect(),
        long,
    }
}

/// The notes are a part of their own.
fn is_of_a_note(id: &str, notes: usize) -> bool {
    (0..notes).any(|note| {
        let anchor = format!("note-{}", NoteId(note).number());
        id.strip_prefix(anchor.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    })
}
