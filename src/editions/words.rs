//! The statement is measured in each of its languages.

use std::path::Path;

use anyhow::{Result, bail};

use super::place::Source;
use crate::diagnostics::{Diagnostics, Sources};
use crate::document::{Document, Language};
use crate::readability::{Limits, Measures, measure};
use crate::source::{self, Entry};
use crate::translation::{self, CatalogFile};

/// What was measured. A language with errors is not among them.
#[derive(Debug)]
pub struct Measured {
    pub sources: Sources,
    pub diagnostics: Diagnostics,
    /// The original first, then by tag.
    pub of: Vec<Measures>,
}

/// What the statement at `source` measures in `languages`, or in all of its
/// languages if there are none. An error of the world if it is not in one of them.
pub fn words(source: &Path, languages: &[Language], limits: Limits) -> Result<Measured> {
    let place = Source::open(source)?;
    let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
    let document = source::read(&place.folder, &place.entry, &mut sources, &mut diagnostics);
    let mut of = Vec::new();
    if let Some(document) = document {
        let catalogs = match place.entry {
            Entry::Folder => translation::catalogs(&place.folder, &document, &mut sources, &mut diagnostics),
            Entry::File(_) => Vec::new(),
        };
        refuse_unknown(languages, &document, &catalogs)?;
        let is_wanted = |language: &Language| languages.is_empty() || languages.contains(language);
        if is_wanted(&document.metadata.language) {
            of.push(measure(&document, limits));
        }
        for CatalogFile { language, catalog, path: _, source: _ } in catalogs.iter().filter(|file| is_wanted(&file.language)) {
            let translated = translation::translate(&document, catalog, language, &sources, &mut diagnostics);
            of.extend(translated.map(|translated| measure(&translated.document, limits)));
        }
    }
    place.locate(&mut sources);
    Ok(Measured { sources, diagnostics, of })
}

fn refuse_unknown(wanted: &[Language], document: &Document, catalogs: &[CatalogFile]) -> Result<()> {
    let known: Vec<&Language> =
        [&document.metadata.language].into_iter().chain(catalogs.iter().map(|file| &file.language)).collect();
    match wanted.iter().find(|language| !known.contains(language)) {
        None => Ok(()),
        Some(unknown) => {
            let known: Vec<&str> = known.into_iter().map(Language::tag).collect();
            bail!("the statement has no language `{unknown}` that can be read, only {}", known.join(", "))
        }
    }
}
