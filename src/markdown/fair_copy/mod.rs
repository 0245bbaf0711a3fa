//! A Markdown file → the same text, each construct written in the one usual way.
//!
//! What is written anew is read again and must say what the file said, to the
//! last character that an edition shows; otherwise there is no fair copy. The
//! author's ends of lines inside a paragraph stay: whoever begins each sentence
//! on a line of its own keeps it so, a changed word changes one line, and no
//! blank comes into a script that has none between words.

mod blocks;
mod meaning;
mod runs;

use super::draft::Draft;
use super::typesetting;
use crate::diagnostics::{Diagnostics, SourceId, Sources};
use crate::document::Language;

/// Why a file stays as it is.
#[derive(Clone, Debug)]
pub enum NoFairCopy {
    /// What is reported would be lost, or is not meant as it stands.
    Problems(Diagnostics),
    /// The text written anew would not be read as the same.
    SaysSomethingElse,
}

/// The text of `source` from byte `start` on, in `language`, as it is best
/// written. What stands before `start` is not in it. Lines end with `\n`, and
/// so does the last one; of a text that says nothing nothing is left.
pub fn fair_copy(source: SourceId, start: usize, language: &Language, sources: &Sources) -> Result<String, NoFairCopy> {
    let mut problems = Diagnostics::new();
    let draft = super::read_as_written(source, start, language, sources, &mut problems);
    if !problems.is_empty() {
        return Err(NoFairCopy::Problems(problems));
    }
    let copy = blocks::text(&draft, language).ok_or(NoFairCopy::SaysSomethingElse)?;
    let mut copies = Sources::new();
    let source = copies.add("", copy);
    let read = super::read_as_written(source, 0, language, &copies, &mut problems);
    match problems.is_empty() && set(draft, language) == set(read, language) {
        true => Ok(copies.text(source).to_string()),
        false => Err(NoFairCopy::SaysSomethingElse),
    }
}

fn set(draft: Draft, language: &Language) -> Vec<String> {
    meaning::of(&typesetting::set(draft, language))
}
