//! What a version says: in the language in which it was written, or in another one.

use std::path::Path;

use anyhow::{Context, Result, bail};

use super::version::Version;
use crate::diagnostics::{Diagnostics, Folder, MemoryFolder, Severity, Sources};
use crate::document::{Completeness, Date, Document, Language, Translation, Words};
use crate::editions::{DiskFolder, check, collection};
use crate::import::{self, Imported};
use crate::source::{self, Entry};
use crate::translation::po::Catalog;
use crate::translation::{self, CatalogFile, Translated};

/// What was found in a version.
pub struct Reading {
    pub sources: Sources,
    /// Errors alone: of a version that is read, warnings are no news.
    pub diagnostics: Diagnostics,
    /// Nothing if there were errors.
    pub text: Option<Text>,
}

/// What a version says.
pub struct Text {
    /// As it was written.
    pub original: Document,
    /// Of the original.
    pub catalogs: Vec<CatalogFile>,
    /// In the language that was asked for, if it is another one.
    translated: Option<(Translated, Translation)>,
    /// The fields of the metadata of which nothing is known.
    pub unsaid: Vec<&'static str>,
    /// Whether it was read from a source, which tells its theme and how its notes are called.
    pub is_source: bool,
}

impl Text {
    /// What is compared.
    pub fn document(&self) -> &Document {
        self.translated.as_ref().map_or(&self.original, |(translated, _)| &translated.document)
    }

    pub fn document_mut(&mut self) -> &mut Document {
        self.translated.as_mut().map_or(&mut self.original, |(translated, _)| &mut translated.document)
    }

    /// That of what is compared.
    pub fn language(&self) -> &Language {
        &self.document().metadata.language
    }

    /// Whether it can be had in `language`.
    pub fn is_in(&self, language: &Language) -> bool {
        let own = &self.original.metadata.language;
        own.is_same_as(language) || self.catalogs.iter().any(|file| file.language.is_same_as(language))
    }

    /// The program's words, where the version has its own.
    pub fn words(&self) -> Option<&Words> {
        self.translated.as_ref().map(|(translated, _)| &translated.words)
    }

    /// What is said of the translation; nothing of the original.
    pub fn translation(&self) -> Option<&Translation> {
        self.translated.as_ref().map(|(_, translation)| translation)
    }
}

/// The text of `version` in `language`, or as it was written. `sources` are filled; a
/// text without a date gets `today`. An error if it is not there in that language.
pub fn read(version: &Version, language: Option<&Language>, today: Date, sources: Sources) -> Result<Reading> {
    let mut reading = match version {
        Version::Disk { place, path: _ } => statement(version, &place.folder, &place.entry, language, sources)?,
        Version::Revision { folder, entry, .. } => statement(version, folder, entry, language, sources)?,
        Version::File(path) => file(version, path, language, today, sources)?,
        Version::Hashes { .. } => bail!(
            "in {} there are only PDFs, which tell whether a text changed and not what it says: as the new version, name \
             the source, or a folder with an HTML or EPUB edition",
            version.shown()
        ),
    };
    let ids: Vec<_> = reading.sources.ids().collect();
    for id in ids {
        let path = version.path_of(reading.sources.name(id));
        reading.sources.locate(id, path);
    }
    Ok(reading)
}

fn statement(
    version: &Version,
    folder: &dyn Folder,
    entry: &Entry,
    language: Option<&Language>,
    mut sources: Sources,
) -> Result<Reading> {
    let mut diagnostics = Diagnostics::new();
    let Some(original) = source::read(folder, entry, &mut sources, &mut diagnostics) else {
        if !diagnostics.has_errors() {
            bail!("there is no statement in {}", version.shown());
        }
        return Ok(Reading { sources, diagnostics, text: None });
    };
    let mut problems = Diagnostics::new();
    let catalogs = match entry {
        Entry::Folder => translation::catalogs(folder, &original, &mut sources, &mut problems),
        Entry::File(_) => Vec::new(),
    };
    let text = Text { original, catalogs, translated: None, unsaid: Vec::new(), is_source: true };
    let reading = Reading { sources, diagnostics: Diagnostics::new(), text: Some(text) };
    match language {
        Some(language) => reading.in_language(version, language, problems),
        None => Ok(reading),
    }
}

impl Reading {
    /// The same in `language`; `problems` are those of the catalogs.
    fn in_language(mut self, version: &Version, language: &Language, mut problems: Diagnostics) -> Result<Self> {
        let Some(text) = self.text.as_mut().filter(|text| !language.is_same_as(&text.original.metadata.language)) else {
            return Ok(self);
        };
        match text.catalogs.iter().find(|file| file.language.is_same_as(language)) {
            Some(file) => {
                let original = &text.original;
                text.translated = translated(original, &file.language, &file.catalog, &self.sources, &mut self.diagnostics);
            }
            None => {
                let path = translation::catalog_path(language);
                self.diagnostics = collection::take(&mut problems, |of| of == path, &self.sources);
                if !self.diagnostics.has_errors() {
                    bail!("{}", no_translation(version, text, language));
                }
            }
        }
        if text.translated.is_none() {
            self.text = None;
        } else {
            self.diagnostics = Diagnostics::new();
        }
        Ok(self)
    }
}

/// The text of `original` in `language`. What is not translated, or from an earlier
/// wording, is no error here: versions are compared while a translation is at work.
fn translated(
    original: &Document,
    language: &Language,
    catalog: &Catalog,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> Option<(Translated, Translation)> {
    let declared = original.metadata.translations.get(language).cloned().unwrap_or_default();
    let mut unfinished = original.clone();
    let partial = Translation { completeness: Completeness::Partial, ..declared.clone() };
    unfinished.metadata.translations.insert(language.clone(), partial);
    let (translated, _) = collection::in_language(&unfinished, language, catalog, sources, diagnostics)?;
    Some((translated, declared))
}

fn no_translation(version: &Version, text: &Text, language: &Language) -> String {
    let known: Vec<&str> = text.catalogs.iter().map(|file| file.language.tag()).collect();
    let own = &text.original.metadata.language;
    let there = match known.len() {
        0 => format!("it is written in `{own}` and has no translation"),
        _ => format!("it is written in `{own}` and has translations into {}", known.join(", ")),
    };
    format!("there is no `{language}` in {}: {there}", version.shown())
}

/// The text of the file at `path`, brought into the form of a source in memory.
fn file(version: &Version, path: &Path, language: Option<&Language>, today: Date, mut sources: Sources) -> Result<Reading> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let beside = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = DiskFolder::open(beside).with_context(|| format!("cannot read the folder `{}`", beside.display()))?;
    let Imported { files, unsaid, .. } = match import::read(&name, &check::bytes(path)?, &folder, today) {
        Ok(imported) => imported,
        Err(diagnostics) => return Ok(Reading { sources, diagnostics, text: None }),
    };
    let mut problems = Diagnostics::new();
    let Some(original) = source::read(&MemoryFolder::new(files), &Entry::Folder, &mut sources, &mut problems) else {
        let shown = path.display();
        let first = problems.iter().find(|problem| problem.severity == Severity::Error);
        let why = first.map_or("it has no text", |problem| &problem.message);
        bail!(
            "`{shown}` cannot be compared as it is: {why}; bring it into a folder with `chapbook import {shown} -o FOLDER`, put \
             right what is wrong there, and compare with that folder"
        );
    };
    let own = &original.metadata.language;
    if let Some(language) = language.filter(|language| !language.is_same_as(own)) {
        bail!("{} is in `{own}`: name the edition in `{language}`", version.shown());
    }
    let text = Text { original, catalogs: Vec::new(), translated: None, unsaid, is_source: false };
    Ok(Reading { sources, diagnostics: Diagnostics::new(), text: Some(text) })
}
