//! The catalogs of a statement are made, brought up to date and counted.

use std::path::Path;

use anyhow::{Result, bail};

use super::place::{Source, from_here};
use super::{Existing, write_source};
use crate::diagnostics::{Diagnostics, Folder, Sources};
use crate::document::{Document, Language};
use crate::source::{self, Entry};
use crate::translation::po::{self, Catalog};
use crate::translation::{self, CatalogFile, Changes, Status};

/// What was found out of the languages of a statement. Where `diagnostics` has
/// errors nothing was written.
#[derive(Debug)]
pub struct Languages<T> {
    pub sources: Sources,
    pub diagnostics: Diagnostics,
    /// By language.
    pub of: Vec<LanguageFile<T>>,
}

/// The catalog of a language, and what was found out of it.
#[derive(Clone, Debug)]
pub struct LanguageFile<T> {
    pub language: Language,
    /// As seen from the current folder.
    pub path: String,
    pub is: T,
}

/// What became of a catalog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Updated {
    pub changes: Changes,
    /// Whether the file is another than before.
    pub is_rewritten: bool,
    pub status: Status,
}

/// How far the statement in `source` is translated into each of its languages.
/// The catalogs that can be read are counted, whatever is wrong with others.
pub fn statuses(source: &Path) -> Result<Languages<Status>> {
    let mut statement = Statement::open(source)?;
    let files = statement.catalogs();
    let of = statement.of_each(&files, |file, messages| translation::status(&file.catalog, messages));
    Ok(statement.languages(of))
}

/// Brings the catalogs of the statement in `source` and the template beside them
/// up to date. A file of which no byte changes is not written; the others are
/// written all or none.
pub fn update(source: &Path) -> Result<Languages<Updated>> {
    let mut statement = Statement::open(source)?;
    let files = statement.catalogs();
    if statement.diagnostics.has_errors() {
        return Ok(statement.languages(Vec::new()));
    }
    let mut written = Vec::new();
    let of = statement.of_each(&files, |file, messages| {
        let update = translation::update(&file.catalog, messages);
        let text = po::write(&update.catalog);
        let is_rewritten = text != statement.sources.text(file.source);
        if is_rewritten {
            written.push((file.path.clone(), text.into_bytes()));
        }
        Updated { changes: update.changes, is_rewritten, status: translation::status(&update.catalog, messages) }
    });
    if !files.is_empty() {
        written.extend(statement.template());
    }
    write_source(&statement.place.root, written, Existing::Overwrite)?;
    Ok(statement.languages(of))
}

/// Makes a catalog for each of `languages`, and the template beside them; that
/// one is spoken of and not there yet is no problem here. An error of the world if one of the languages has a catalog already or is the
/// original's.
pub fn add(source: &Path, languages: &[Language]) -> Result<Languages<Status>> {
    let mut statement = Statement::open(source)?;
    let files = statement.catalogs();
    statement.diagnostics = statement.diagnostics.without("translation-without-catalog");
    let Some(document) = statement.document.as_ref().filter(|_| !statement.diagnostics.has_errors()) else {
        return Ok(statement.languages(Vec::new()));
    };
    let mut of = Vec::new();
    let mut written: Vec<(String, Vec<u8>)> = Vec::new();
    for (number, language) in languages.iter().enumerate() {
        refuse_known(language, &files, &languages[..number], &document.metadata.language)?;
        let catalog = statement.new_catalog(document, language);
        let path = translation::catalog_path(language);
        let status = translation::status(&catalog, &statement.messages(document, Some(language)));
        written.push((path.clone(), po::write(&catalog).into_bytes()));
        of.push(LanguageFile { language: language.clone(), path: from_here(&statement.place.root.join(path)), is: status });
    }
    if let Some((path, _)) = written.iter().find(|(path, _)| statement.place.root.join(path).exists()) {
        bail!("`{path}` is already there");
    }
    written.extend(statement.template());
    write_source(&statement.place.root, written, Existing::Overwrite)?;
    Ok(statement.languages(of))
}

fn refuse_known(language: &Language, files: &[CatalogFile], before: &[Language], original: &Language) -> Result<()> {
    if language.is_same_as(original) {
        bail!("`{language}` is the language in which the statement is written");
    }
    if let Some(file) = files.iter().find(|file| file.language.is_same_as(language)) {
        let other = if file.language == *language { String::new() } else { format!(", which is the same as `{language}`") };
        bail!("there is a catalog for `{}` already, `{}`{other}", file.language, file.path);
    }
    if let Some(other) = before.iter().find(|other| other.is_same_as(language)) {
        bail!("`{other}` and `{language}` are the same language: name it once");
    }
    Ok(())
}

/// A statement that can have catalogs.
struct Statement {
    place: Source,
    sources: Sources,
    diagnostics: Diagnostics,
    /// Nothing if its source has errors.
    document: Option<Document>,
}

impl Statement {
    fn open(path: &Path) -> Result<Self> {
        let place = Source::open(path)?;
        match &place.entry {
            Entry::Folder => {}
            Entry::File(name) => bail!(
                "a statement in one file, as `{name}`, has one language; to translate it, put its metadata into \
                 `statement.yaml` in a folder of its own, with the text beside it"
            ),
        }
        let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
        let document = source::read(&place.folder, &place.entry, &mut sources, &mut diagnostics);
        Ok(Self { place, sources, diagnostics, document })
    }

    fn catalogs(&mut self) -> Vec<CatalogFile> {
        let files = self.document.as_ref().map_or_else(Vec::new, |document| {
            translation::catalogs(&self.place.folder, document, &mut self.sources, &mut self.diagnostics)
        });
        self.place.locate(&mut self.sources);
        files
    }

    fn messages(&self, document: &Document, language: Option<&Language>) -> Vec<translation::Message> {
        translation::messages(document, language, &self.sources)
    }

    fn of_each<T>(
        &self,
        files: &[CatalogFile],
        mut find: impl FnMut(&CatalogFile, &[translation::Message]) -> T,
    ) -> Vec<LanguageFile<T>> {
        let Some(document) = &self.document else { return Vec::new() };
        let found = files.iter().map(|file| LanguageFile {
            language: file.language.clone(),
            path: self.sources.path(file.source).to_string(),
            is: find(file, &self.messages(document, Some(&file.language))),
        });
        found.collect()
    }

    fn new_catalog(&self, document: &Document, language: &Language) -> Catalog {
        let header = po::new_header(&document.metadata.title.content, &document.metadata.identifier, Some(language));
        translation::new_catalog(header, &self.messages(document, Some(language)))
    }

    /// The path and the bytes of the template, unless they are what is there.
    fn template(&self) -> Option<(String, Vec<u8>)> {
        let document = self.document.as_ref()?;
        let header = po::new_header(&document.metadata.title.content, &document.metadata.identifier, None);
        let bytes = po::write(&translation::template(header, &self.messages(document, None))).into_bytes();
        let path = format!("{}/statement.pot", translation::FOLDER);
        let is_there = self.place.folder.read(&path).is_ok_and(|there| there == bytes);
        (!is_there).then_some((path, bytes))
    }

    fn languages<T>(self, of: Vec<LanguageFile<T>>) -> Languages<T> {
        Languages { sources: self.sources, diagnostics: self.diagnostics, of }
    }
}
