//! The texts of a statement are written in the one usual way.

use std::path::Path;

use anyhow::Result;

use super::place::Source;
use super::{Existing, write_source};
use crate::diagnostics::{Diagnostics, Sources};
use crate::document::Language;
use crate::markdown::{self, NoFairCopy};
use crate::source::{self, Text};

/// What became of the texts of a statement. Where `diagnostics` has errors of
/// `statement.yaml` there are none.
#[derive(Debug)]
pub struct FairCopies {
    pub sources: Sources,
    pub diagnostics: Diagnostics,
    /// In the order of the statement.
    pub of: Vec<TextCopied>,
}

/// A text, and what became of it.
#[derive(Clone, Debug)]
pub struct TextCopied {
    /// As seen from the current folder.
    pub path: String,
    pub is: Copied,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copied {
    /// It was written in the usual way already.
    Unchanged,
    /// It was not.
    Changed,
    /// It stays as it is because of its problems, which are reported.
    HasProblems,
    /// It stays as it is because it would else say something else.
    CannotBe,
}

/// Whether changed texts are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copying {
    Write,
    Look,
}

/// Writes the texts of the statement at `source` in the usual way, those that
/// change all or none. No edition changes by it.
pub fn fair_copies(source: &Path, copying: Copying) -> Result<FairCopies> {
    let place = Source::open(source)?;
    let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
    let texts = source::texts(&place.folder, &place.entry, &mut sources, &mut diagnostics);
    place.locate(&mut sources);
    let mut of = Vec::new();
    let mut written = Vec::new();
    if let Some(texts) = texts {
        for text in &texts.of {
            let is = match copy(text, &texts.language, &sources) {
                Ok(copy) if copy == sources.text(text.source) => Copied::Unchanged,
                Ok(copy) => {
                    written.push((text.path.clone(), copy.into_bytes()));
                    Copied::Changed
                }
                Err(NoFairCopy::Problems(problems)) => {
                    diagnostics.append(problems);
                    Copied::HasProblems
                }
                Err(NoFairCopy::SaysSomethingElse) => Copied::CannotBe,
            };
            of.push(TextCopied { path: sources.path(text.source).to_string(), is });
        }
    }
    if copying == Copying::Write && !written.is_empty() {
        write_source(&place.root, written, Existing::Overwrite)?;
    }
    Ok(FairCopies { sources, diagnostics, of })
}

/// The whole file: what stands before the Markdown as it is, lines ended as
/// they were.
fn copy(text: &Text, language: &Language, sources: &Sources) -> Result<String, NoFairCopy> {
    let (head, body) = sources.text(text.source).split_at(text.start);
    let copy = markdown::fair_copy(text.source, text.start, language, sources)?;
    let is_after_front_matter = head.ends_with('\n');
    let copy = if is_after_front_matter && !copy.is_empty() { format!("\n{copy}") } else { copy };
    Ok(format!("{head}{}", if body.contains("\r\n") { copy.replace('\n', "\r\n") } else { copy }))
}
