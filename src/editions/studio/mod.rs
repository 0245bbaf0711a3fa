//! What a live preview keeps in memory between two looks, so that a changed word
//! is seen at once. It reads and makes what a build reads and makes, with the
//! same code, and writes nothing.

mod seen;
mod shown;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};

pub use seen::{
    Book, BookFile, LanguageSeen, Look, PageSeen, PageSet, PlaceSeen, ProblemSeen, RunPlace, SpineItem, Standing, View,
};

use super::Cache;
use super::collection::{self, Collection, InLanguage, Memory};
use super::named::Named;
use super::place::Source;
use super::prepare::Company;
use crate::diagnostics::{Diagnostics, Sources};
use crate::document::Language;
use crate::render::pdf;
use crate::source::Entry;
use shown::{Good, Shown};

/// A statement on whose text somebody works, and its editions in memory.
pub struct Studio {
    source: PathBuf,
    cache: Cache,
    memory: Memory,
    languages: BTreeMap<Language, Shown>,
    /// What was seen last, and the hash of what it was read from.
    look: Look,
    source_hash: String,
}

impl Studio {
    /// The studio of the statement at `source`, a folder with `statement.yaml` or
    /// one Markdown file; nothing of it is read yet. An error if nothing is there.
    pub fn open(source: &Path, cache: Cache) -> Result<Self> {
        source.metadata().with_context(|| format!("cannot read `{}`", source.display()))?;
        let look = Look { revision: 0, title: String::new(), languages: Vec::new(), problems: Vec::new(), is_broken: true };
        let (source, memory) = (source.to_path_buf(), Memory::new(&cache));
        Ok(Self { source, cache, memory, languages: BTreeMap::new(), look, source_hash: String::new() })
    }

    /// Reads what is on the disk now: source, catalogs, theme. Of what has errors
    /// the last good one is kept for looking at; a source that is gone is such an
    /// error.
    pub fn read(&mut self) -> Result<Look> {
        let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
        let collection = match Source::open(&self.source) {
            Ok(place) => {
                let company = match place.entry {
                    Entry::Folder => Company::Collection,
                    Entry::File(_) => Company::None,
                };
                collection::read_again(&place, &mut self.memory, &mut sources, &mut diagnostics).map(|read| (read, company))
            }
            Err(error) => {
                diagnostics.cannot_read_file(None, &self.source.display().to_string(), &format!("{:#}", error.root_cause()));
                None
            }
        };
        let is_broken = collection.is_none() || diagnostics.has_errors();
        let source_hash = self.source_hash.clone();
        let look = match collection {
            Some((collection, company)) if !is_broken => self.take(collection, company, sources, diagnostics),
            Some(_) | None => {
                self.languages.values_mut().for_each(Shown::keep);
                Look { problems: seen::problems(&diagnostics, &sources), is_broken, ..self.look.clone() }
            }
        };
        if look != self.look || source_hash != self.source_hash {
            self.look = Look { revision: self.look.revision + 1, ..look };
        }
        Ok(self.look.clone())
    }

    /// Takes what was read, in each language that can be rendered.
    fn take(&mut self, mut collection: Collection, company: Company, sources: Sources, mut problems: Diagnostics) -> Look {
        collection.statements_mut().for_each(|statement| statement.document.metadata.evaluation = None);
        let named = Named::of(&collection, |language| language.ready().is_some());
        let title = collection.original().document.metadata.title.content.clone();
        problems.append(collection.problems);
        for language in &collection.languages {
            problems.append_new(language.problems.clone());
        }
        let look = Look {
            revision: self.look.revision,
            title,
            languages: collection.languages.iter().map(language_seen).collect(),
            problems: seen::problems(&problems, &sources),
            is_broken: false,
        };
        // An installed typeface changes no file of the source.
        let is_same = self.source_hash == collection.source_hash && self.look == look;
        self.source_hash = collection.source_hash;
        if is_same {
            return look;
        }
        // Of what was set, the last time and the time before are kept.
        pdf::forget(1);
        let sources = Arc::new(sources);
        self.languages.retain(|known, _| collection.languages.iter().any(|language| language.language() == known));
        for InLanguage { endonym, statement, problems } in collection.languages {
            let shown = self.languages.get_mut(&endonym.language);
            match (statement.filter(|_| !problems.has_errors()), shown) {
                (Some(statement), shown) => {
                    let good = Good { statement, named: named.clone(), sources: sources.clone(), company };
                    match shown {
                        Some(shown) => shown.renew(good),
                        None => {
                            self.languages.insert(endonym.language, Shown::new(good));
                        }
                    }
                }
                (None, Some(shown)) => shown.keep(),
                (None, None) => {}
            }
        }
        look
    }

    /// The files and folders on which the editions depend: the source, and the
    /// folders of themes that are there.
    pub fn watched(&self) -> Vec<PathBuf> {
        let mut paths = vec![self.source.clone()];
        if let Ok(place) = Source::open(&self.source) {
            paths.extend(place.theme_paths().into_iter().filter(|path| path.is_dir()));
        }
        paths
    }

    /// The HTML edition in `language`. It marks where pages begin if these were
    /// asked for since the text was changed.
    pub fn html(&mut self, language: &Language) -> View<Vec<u8>> {
        let Self { languages, cache, .. } = self;
        languages.get_mut(language).map_or_else(View::nothing, |shown| shown.html(cache))
    }

    /// The EPUB edition in `language`; of pages as [`Studio::html`].
    pub fn epub(&mut self, language: &Language) -> View<Book> {
        let Self { languages, cache, .. } = self;
        languages.get_mut(language).map_or_else(View::nothing, |shown| shown.epub(cache))
    }

    /// The pages of the PDF edition in `language`.
    pub fn pages(&mut self, language: &Language) -> View<PageSet> {
        self.languages.get_mut(language).map_or_else(View::nothing, Shown::pages)
    }

    /// A picture (PNG) of a page, from 1, of those that [`Studio::pages`] showed
    /// last; nothing if there is no such page.
    pub fn page_picture(&self, language: &Language, page: usize, pixels_per_point: f32) -> Option<Vec<u8>> {
        self.languages.get(language)?.page_picture(page, pixels_per_point)
    }

    /// The PDF edition in `language`, as a file.
    pub fn pdf(&mut self, language: &Language) -> View<Vec<u8>> {
        self.languages.get_mut(language).map_or_else(View::nothing, Shown::pdf)
    }
}

fn language_seen(language: &InLanguage) -> LanguageSeen {
    let standing = match &language.statement {
        None => Standing::Unusable,
        Some(statement) => match &statement.translation {
            None => Standing::Original,
            Some(translation) => Standing::Translated(translation.clone()),
        },
    };
    LanguageSeen {
        language: language.language().clone(),
        endonym: language.endonym.name.clone(),
        direction: language.language().direction(),
        standing,
        has_errors: language.ready().is_none(),
    }
}
