//! Finished editions, read back and compared with their source.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use rayon::prelude::*;

use super::collection::{Collection, InLanguage, Statement, read};
use super::make::imprint;
use super::manifest::{Entry, Manifest};
use super::named::Named;
use super::place::{Source, from_here};
use super::records::MANIFEST;
use super::{Cache, online, refuse_unknown};
use crate::diagnostics::{Diagnostics, Sources};
use crate::document::{Format, Language, OutsideAddress, outside_addresses, places};
use crate::fonts;
use crate::source;
use crate::verify::{self, Original, Transcript, findings};

/// Larger files are refused unread.
const BYTES_MAX: u64 = 256 * 1024 * 1024;

/// What to check.
#[derive(Clone, Debug)]
pub struct CheckRequest {
    /// As for a build.
    pub source: PathBuf,
    /// The folder of the editions, as for a build.
    pub output: Option<PathBuf>,
    /// One file to be checked instead of all editions.
    pub edition: Option<PathBuf>,
    /// Only these; all if there are none.
    pub languages: Vec<Language>,
    /// What outside judges found, in the form of [`verify::findings`].
    pub findings: Option<PathBuf>,
    pub links: Links,
    pub cache: Cache,
}

/// What is done with links that lead outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Links {
    List,
    /// Their servers are asked.
    Try,
}

/// What was found.
#[derive(Debug)]
pub struct Checked {
    pub sources: Sources,
    pub diagnostics: Diagnostics,
    /// The editions that could be read.
    pub editions: Vec<CheckedEdition>,
    /// Where the statement leads outside of itself.
    pub links: Vec<OutsideAddress>,
}

#[derive(Clone, Debug)]
pub struct CheckedEdition {
    pub path: PathBuf,
    pub language: Language,
    pub format: Format,
    pub transcript: Transcript,
}

/// Checks the source, then its editions against it. Problems of either are in
/// the outcome; an error is a problem of the world.
pub fn check(request: &CheckRequest) -> Result<Checked> {
    let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
    let place = Source::open(&request.source)?;
    let collection = read(&place, &request.cache, &mut sources, &mut diagnostics);
    let (mut editions, mut links) = (Vec::new(), Vec::new());
    if let Some(collection) = collection
        && !diagnostics.has_errors()
    {
        refuse_unknown(&request.languages, &collection)?;
        diagnostics.append(collection.problems.clone());
        for language in wanted(request, &collection) {
            diagnostics.append_new(language.problems.clone());
            links_of(language, &mut links);
        }
        let files = files(request, &place, &collection, &mut diagnostics)?;
        let checked: Vec<(Diagnostics, Option<CheckedEdition>)> = files.par_iter().map(File::check).collect::<Result<_>>()?;
        for (found, edition) in checked {
            diagnostics.append(found);
            editions.extend(edition);
        }
        if let Some(file) = &request.findings {
            merge_findings(file, &collection, &mut diagnostics)?;
        }
        if request.links == Links::Try {
            online::check(&links, &online::Limits::default(), &request.cache, &mut diagnostics);
        }
    }
    Ok(Checked { sources, diagnostics, editions, links })
}

fn wanted<'a>(request: &CheckRequest, collection: &'a Collection) -> impl Iterator<Item = &'a InLanguage> {
    let asked = request.languages.clone();
    collection.languages.iter().filter(move |language| asked.is_empty() || asked.contains(language.language()))
}

/// Adds where the statement leads in this language; one address once.
fn links_of(language: &InLanguage, links: &mut Vec<OutsideAddress>) {
    for address in language.ready().into_iter().flat_map(|statement| outside_addresses(&statement.document)) {
        match links.iter_mut().find(|known| known.url == address.url) {
            Some(known) => known.spans.extend(address.spans),
            None => links.push(address),
        }
    }
}

/// An edition on the disk.
struct File<'a> {
    path: PathBuf,
    statement: &'a Statement,
    format: Format,
    /// The formats that it was made together with.
    together: Vec<Format>,
    /// The languages to which it leads.
    named: Named,
}

impl File<'_> {
    fn check(&self) -> Result<(Diagnostics, Option<CheckedEdition>)> {
        let Self { path, statement, format, together, named } = self;
        let Statement { document, words, theme, library, .. } = statement;
        let plans = fonts::plan_screen_faces(document, words, theme, library);
        let imprint = imprint(statement, &plans, together, named);
        let original = Original { document, words, imprint: &imprint };
        let bytes = bytes(path)?;
        let mut found = Diagnostics::new();
        let transcript = verify::verify(&original, *format, &bytes, &mut found);
        let language = statement.language().clone();
        let edition = transcript.map(|transcript| CheckedEdition { path: path.clone(), language, format: *format, transcript });
        Ok((found.in_edition(&from_here(path)), edition))
    }
}

/// Reports what outside judges found, at the blocks of the source or at the
/// messages of the catalog. Files are looked for where the judges found them.
fn merge_findings(file: &Path, collection: &Collection, diagnostics: &mut Diagnostics) -> Result<()> {
    let shown = file.display();
    let json = fs::read_to_string(file).with_context(|| format!("cannot read `{shown}`"))?;
    let list = findings::read(&json).with_context(|| format!("`{shown}` is no list of findings"))?;
    let text = |edition: &str, part: Option<&str>| {
        let bytes = bytes(Path::new(edition)).ok()?;
        match part {
            Some(part) => verify::epub::part(&bytes, part),
            None => String::from_utf8(bytes).ok(),
        }
    };
    for finding in list {
        let statement = language_of(Path::new(&finding.file), collection).and_then(|language| language.ready());
        let document = &statement.unwrap_or(collection.original()).document;
        findings::report(&[finding], &places(document), &text, diagnostics);
    }
    Ok(())
}

/// The language that the name of an edition tells: `ar` of `our-core-values.ar.pdf`.
fn language_of<'a>(path: &Path, collection: &'a Collection) -> Option<&'a InLanguage> {
    let stem = path.file_stem()?.to_str()?;
    let tag = stem.rsplit_once('.').map_or(stem, |(_, tag)| tag);
    collection.languages.iter().find(|language| language.language().tag().eq_ignore_ascii_case(tag))
}

/// What the edition at `path` says; the ending of its name tells its format.
pub fn transcript(path: &Path) -> Result<std::result::Result<Transcript, Diagnostics>> {
    let format = format_of(path)?;
    let mut problems = Diagnostics::new();
    match verify::read(format, &bytes(path)?) {
        Ok(found) => Ok(Ok(found.transcript)),
        Err(fault) => {
            problems.edition_unreadable(format.name(), &fault.message);
            Ok(Err(problems))
        }
    }
}

fn format_of(path: &Path) -> Result<Format> {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    match Format::from_extension(extension) {
        Some(format) => Ok(format),
        None => bail!("`{}` is no edition: its name ends neither in .pdf nor in .epub nor in .html", path.display()),
    }
}

/// The bytes of the edition at `path`; an error if no edition is that large.
pub fn bytes(path: &Path) -> Result<Vec<u8>> {
    let shown = path.display();
    let length = fs::metadata(path).with_context(|| format!("cannot read `{shown}`"))?.len();
    if length > BYTES_MAX {
        bail!("`{shown}` has {length} bytes: no edition is that large");
    }
    fs::read(path).with_context(|| format!("cannot read `{shown}`"))
}

/// The editions to be checked: the one that is asked for, those that the
/// manifest lists, or, without a manifest, those that are there.
fn files<'a>(
    request: &CheckRequest,
    place: &Source,
    collection: &'a Collection,
    diagnostics: &mut Diagnostics,
) -> Result<Vec<File<'a>>> {
    let folder = match (&request.edition, &request.output, &place.entry) {
        (Some(edition), _, _) => edition.parent().map(Path::to_path_buf).unwrap_or_default(),
        (None, Some(folder), _) => folder.clone(),
        (None, None, source::Entry::File(_)) => place.root.clone(),
        (None, None, source::Entry::Folder) => PathBuf::from("output"),
    };
    let made = fs::read(folder.join(MANIFEST)).ok().and_then(|bytes| Manifest::read(&bytes));
    let finished = Finished { collection, manifest: made.as_ref(), folder: &folder };
    if let Some(path) = &request.edition {
        let format = format_of(path)?;
        return Ok(finished.one(path, format).into_iter().collect());
    }
    let mut files = Vec::new();
    for statement in wanted(request, collection).filter_map(|language| language.ready()) {
        for format in Format::ALL {
            let name = statement.file_name(format);
            let path = folder.join(&name);
            if path.exists() {
                files.push(finished.file(statement, format, path));
            } else if finished.entry(&name).is_some() {
                diagnostics.edition_missing(&path.display().to_string());
            }
        }
    }
    if files.is_empty() && !diagnostics.has_errors() {
        diagnostics.no_editions(&folder.display().to_string());
    }
    Ok(files)
}

/// The folder of the editions and what its manifest says of them.
struct Finished<'a, 'b> {
    collection: &'a Collection,
    manifest: Option<&'b Manifest>,
    folder: &'b Path,
}

impl<'a> Finished<'a, '_> {
    fn entry(&self, name: &str) -> Option<&Entry> {
        self.manifest.and_then(|manifest| manifest.editions.iter().find(|entry| entry.file == name))
    }

    /// The file at `path`, which may have any name; nothing if the problems of
    /// its language are reported already.
    fn one(&self, path: &Path, format: Format) -> Option<File<'a>> {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let recorded = self.entry(&name).and_then(|entry| Language::parse(&entry.language).ok());
        let language = match recorded {
            Some(language) => self.collection.of(&language),
            None => language_of(path, self.collection),
        };
        let statement = match language {
            Some(language) => language.ready()?,
            None => self.collection.original(),
        };
        Some(self.file(statement, format, path.to_path_buf()))
    }

    fn file(&self, statement: &'a Statement, format: Format, path: PathBuf) -> File<'a> {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let entry = self.entry(&name);
        let named: Vec<Format> = entry
            .map(|entry| entry.together.iter().filter_map(|name| Format::from_extension(name)).collect())
            .unwrap_or_default();
        let together = if named.is_empty() { Format::ALL.to_vec() } else { named };
        let named = match entry {
            Some(entry) => Named::from_tags(self.collection, &entry.languages),
            None => Named::of(self.collection, |language| self.is_there(language)),
        };
        File { path, statement, format, together, named }
    }

    fn is_there(&self, language: &InLanguage) -> bool {
        let metadata = &self.collection.original().document.metadata;
        self.folder.join(metadata.file_name(language.language(), Format::Html)).exists()
    }
}
