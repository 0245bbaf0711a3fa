//! Two versions of a statement, wherever they are kept, compared.

mod editions;
mod git;
mod pictures;
mod reading;
mod redline;
mod unsaid;
mod version;

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use rayon::prelude::*;

use super::Cache;
use super::manifest::Manifest;
use crate::changes::{self, Changes, Labels};
use crate::diagnostics::{Diagnostics, Sources};
use crate::document::{Date, Language, Translation, Words};
use crate::translation::{self, Outdated};
use reading::{Reading, Text};
use version::Version;

pub use redline::{RedlineRequest, get_ready, redline};

/// What to compare.
#[derive(Clone, Debug)]
pub struct ChangesRequest {
    /// A revision of git, a folder with `statement.yaml`, a Markdown file with front
    /// matter, a folder of editions with their manifest, or an HTML, EPUB or Word file.
    pub old: String,
    /// The same; the source as it is now if nothing is said.
    pub new: Option<String>,
    /// Where the statement lies, of which revisions are read.
    pub source: PathBuf,
    /// The original if nothing is said.
    pub language: Option<Language>,
    /// The day that an imported text without a date has.
    pub today: Date,
    pub cache: Cache,
}

/// What was found.
#[derive(Debug)]
pub struct Compared {
    pub sources: Sources,
    pub diagnostics: Diagnostics,
    /// Nothing if one of the versions has errors.
    pub found: Option<Found>,
}

/// Two versions that could be read.
#[derive(Debug)]
pub struct Found {
    /// How they are called.
    pub old: String,
    pub new: String,
    pub changes: Changes,
    /// Whether it is known what the old version said, not only that it said otherwise.
    pub has_words: bool,
    /// By language: what the change left to be done.
    pub languages: Vec<(Language, Outdated)>,
    themes: Vec<PathBuf>,
    words: Words,
    /// What is said of the translation; nothing of the original.
    translation: Option<Translation>,
}

/// Compares what `request` names. An error is one of the world: there is no such
/// version, or it cannot be read.
pub fn compare(request: &ChangesRequest) -> Result<Compared> {
    let ChangesRequest { old, new, source, language, today, cache: _ } = request;
    let language = language.as_ref();
    let new = || match new {
        Some(name) => Version::open(name, source, language),
        None if !source.exists() => bail!(
            "there is no `{}` to compare with: name the new version after the old one, or say with `--source` where the \
             statement lies",
            source.display()
        ),
        None => Version::at(source),
    };
    // Each version may wait for git, and is then parsed: both at the same time.
    let (old, new) = rayon::join(|| Version::open(old, source, language), new);
    let (old, new) = (old?, new?);
    if let Version::Hashes { path, manifest } = &old {
        let after = reading::read(&new, language, *today, Sources::new())?;
        return Ok(with_hashes(path, manifest, &new, after));
    }
    let (before, after) = rayon::join(
        || reading::read(&old, language, *today, Sources::new()),
        || reading::read(&new, language, *today, Sources::apart()),
    );
    let (before, after) = (before?, after?);
    let (mut sources, mut diagnostics) = (before.sources, before.diagnostics);
    sources.join(after.sources);
    diagnostics.append(after.diagnostics);
    let found = match (before.text, after.text) {
        (Some(before), Some(after)) => Some(of_texts(&old, before, &new, after, request, &sources)?),
        (None, _) | (_, None) => None,
    };
    Ok(Compared { sources, diagnostics, found })
}

fn of_texts(
    old: &Version,
    mut before: Text,
    new: &Version,
    mut after: Text,
    request: &ChangesRequest,
    sources: &Sources,
) -> Result<Found> {
    refuse_other_languages(&before, &after)?;
    unsaid::settle(&mut before, &mut after);
    let words = after.words().or(before.words()).cloned().unwrap_or_else(|| Words::of(after.language()));
    let (one, two) = (before.document(), after.document());
    let (old_name, new_name) = (old.called(one, two), new.called(two, one));
    let labels = Labels { old: &old_name, new: &new_name };
    let (changes, languages) = rayon::join(
        || changes::compare(one, two, &words, labels),
        || outdated(&before, &after, request.language.as_ref(), sources),
    );
    let themes = if after.is_source { new.theme_paths() } else { old.theme_paths() };
    let translation = after.translation().cloned();
    Ok(Found { changes, has_words: true, old: old_name, new: new_name, languages, themes, words, translation })
}

/// What differs between editions of which only hashes can be read, and a version.
fn with_hashes(folder: &Path, manifest: &Manifest, new: &Version, after: Reading) -> Compared {
    let Reading { sources, diagnostics, text } = after;
    let found = text.map(|after| Found {
        old: format!("{}, {} ({})", folder.display(), manifest.version, manifest.modified),
        new: format!("{} ({})", after.original.metadata.version, after.original.metadata.modified),
        changes: editions::compare(manifest, &after.original),
        has_words: false,
        languages: Vec::new(),
        themes: new.theme_paths(),
        words: Words::of(&after.original.metadata.language),
        translation: None,
    });
    Compared { sources, diagnostics, found }
}

fn refuse_other_languages(before: &Text, after: &Text) -> Result<()> {
    let (old, new) = (before.language(), after.language());
    if old.primary() == new.primary() {
        return Ok(());
    }
    let hint = match (before.is_in(new), after.is_in(old)) {
        (_, true) => format!("; to compare the translations, pass `--language {old}`"),
        (true, false) => format!("; to compare the translations, pass `--language {new}`"),
        (false, false) => String::new(),
    };
    bail!("one version is in `{old}`, the other in `{new}`: only versions in one language can be compared{hint}")
}

/// For each catalog of the new version, or that in `language`, what the change left to be done.
fn outdated(before: &Text, after: &Text, language: Option<&Language>, sources: &Sources) -> Vec<(Language, Outdated)> {
    let (before, catalogs, after) = (&before.original, &after.catalogs, &after.original);
    if !before.metadata.language.is_same_as(&after.metadata.language) {
        return Vec::new();
    }
    let is_wanted = |file: &&translation::CatalogFile| language.is_none_or(|language| file.language.is_same_as(language));
    let wanted: Vec<&translation::CatalogFile> = catalogs.iter().filter(is_wanted).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let old = translation::messages(before, None, sources);
    let of = |file: &translation::CatalogFile| {
        let new = translation::messages(after, Some(&file.language), sources);
        (file.language.clone(), translation::outdated(&file.catalog, &old, &new))
    };
    wanted.into_par_iter().map(of).collect()
}
