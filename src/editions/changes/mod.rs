//! Two versions of a statement, wherever they are kept, compared.

mod editions;
mod git;
mod version;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::collection::{self, Statement};
use super::make;
use super::manifest::Manifest;
use super::named::Named;
use super::writing::{NewFile, replace_together};
use super::{Cache, Comparison, Existing, Progress, Request, TypstFiles, Warnings};
use crate::changes::{self, Changes, Labels};
use crate::diagnostics::{Diagnostics, Folder, Sources};
use crate::document::{Document, Format, Language, Words};
use crate::source;
use crate::translation::{self, Outdated};
use version::Version;

/// What to compare.
#[derive(Clone, Debug)]
pub struct ChangesRequest {
    /// A revision of git, a folder with `statement.yaml`, a Markdown file with front
    /// matter, or a folder of editions with their manifest.
    pub old: String,
    /// The same but for editions; the source as it is now if nothing is said.
    pub new: Option<String>,
    /// Where the statement lies, of which revisions are read.
    pub source: PathBuf,
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
}

/// Compares what `request` names. An error is one of the world: there is no such
/// version, or it cannot be read.
pub fn compare(request: &ChangesRequest) -> Result<Compared> {
    let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
    let editions = editions::manifest(Path::new(&request.old))?;
    let new = match &request.new {
        Some(name) => Version::open(name, &request.source)?,
        None => Version::at(&request.source)?,
    };
    if let Some(manifest) = editions {
        return with_editions(&manifest, &request.old, &new, sources, diagnostics);
    }
    let old = Version::open(&request.old, &request.source)?;
    let before = read(&old, &mut sources, &mut diagnostics)?;
    let after = read(&new, &mut sources, &mut diagnostics)?;
    let found = match (before, after) {
        (Some(before), Some(after)) => {
            refuse_other_languages(&before, &after)?;
            let languages = outdated(&new, &before, &after, &mut sources);
            let words = Words::of(&after.metadata.language);
            let (old_name, new_name) = (old.called(&before, &after), new.called(&after, &before));
            let labels = Labels { old: &old_name, new: &new_name };
            let changes = changes::compare(&before, &after, &words, labels);
            let themes = new.theme_paths();
            Some(Found { changes, has_words: true, old: old_name, new: new_name, languages, themes, words })
        }
        (None, _) | (_, None) => None,
    };
    Ok(Compared { sources, diagnostics, found })
}

/// What differs between editions and a version.
fn with_editions(
    manifest: &Manifest,
    old: &str,
    new: &Version,
    mut sources: Sources,
    mut diagnostics: Diagnostics,
) -> Result<Compared> {
    let after = read(new, &mut sources, &mut diagnostics)?;
    let found = after.map(|after| Found {
        old: format!("{old}, {} ({})", manifest.version, manifest.modified),
        new: format!("{} ({})", after.metadata.version, after.metadata.modified),
        changes: editions::compare(manifest, &after),
        has_words: false,
        languages: Vec::new(),
        themes: new.theme_paths(),
        words: Words::of(&after.metadata.language),
    });
    Ok(Compared { sources, diagnostics, found })
}

/// The statement of a version; nothing if it has errors, which are reported. Of one
/// that is read, warnings are no news.
fn read(version: &Version, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Result<Option<Document>> {
    let mut found = Diagnostics::new();
    let before = sources.ids().count();
    let document = source::read(version.folder(), version.entry(), sources, &mut found);
    let ids: Vec<_> = sources.ids().skip(before).collect();
    for id in ids {
        let path = version.path_of(sources.name(id));
        sources.locate(id, path);
    }
    if found.has_errors() {
        diagnostics.append(found);
    } else if document.is_none() {
        bail!("there is no statement in {}", version.shown());
    }
    Ok(document)
}

fn refuse_other_languages(before: &Document, after: &Document) -> Result<()> {
    let (old, new) = (&before.metadata.language, &after.metadata.language);
    if old.primary() != new.primary() {
        bail!("one version is in `{old}`, the other in `{new}`: only versions in one language can be compared");
    }
    Ok(())
}

/// For each language with a catalog in the new version what the change left to be done.
fn outdated(new: &Version, before: &Document, after: &Document, sources: &mut Sources) -> Vec<(Language, Outdated)> {
    let mut problems = Diagnostics::new();
    let catalogs = translation::catalogs(new.folder(), after, sources, &mut problems);
    let of = |file: translation::CatalogFile| {
        let old = translation::messages(before, Some(&file.language), sources);
        let new = translation::messages(after, Some(&file.language), sources);
        let outdated = translation::outdated(&file.catalog, &old, &new);
        (file.language, outdated)
    };
    catalogs.into_iter().map(of).collect()
}

/// Where a redline goes.
#[derive(Clone, Debug)]
pub struct RedlineRequest {
    pub format: Format,
    /// Beside the current folder's files under a name of its own if nothing is said.
    pub file: Option<PathBuf>,
    pub existing: Existing,
    pub cache: Cache,
}

/// Makes the redline of what was compared, reads it back, and writes it; the path
/// of the file. Nothing if there were errors, which are then in `compared`.
pub fn redline(compared: &mut Compared, request: &RedlineRequest, progress: &dyn Progress) -> Result<Option<PathBuf>> {
    let Compared { sources, diagnostics, found } = compared;
    let Some(found) = found else { return Ok(None) };
    if !found.has_words {
        bail!(
            "a folder of editions tells which texts changed, not what they said: for a redline, name the folder of the \
             old source or a revision of git"
        );
    }
    let mut document = found.changes.redline.clone();
    document.metadata.slug = format!("{}-changes", document.metadata.slug);
    let path = request
        .file
        .clone()
        .unwrap_or_else(|| PathBuf::from(format!("{}.{}", document.metadata.stem(), request.format.extension())));
    if request.existing == Existing::Keep && path.exists() {
        bail!("`{}` is already there; choose another file with `-o`, or pass `--force` to replace it", path.display());
    }
    let folders: Vec<super::DiskFolder> = found.themes.iter().filter_map(|path| super::DiskFolder::open(path).ok()).collect();
    let themes: Vec<&dyn Folder> = folders.iter().map(|folder| folder as &dyn Folder).collect();
    let statement = collection::single(document, found.words.clone(), &themes, &request.cache, sources, diagnostics);
    let Some(statement) = statement.filter(|_| !diagnostics.has_errors()) else { return Ok(None) };
    let Some(bytes) = made(&statement, request, progress, sources, diagnostics) else { return Ok(None) };
    replace_together(&[NewFile { path: path.clone(), bytes }])
        .with_context(|| format!("cannot write the redline `{}`", path.display()))?;
    Ok(Some(path))
}

fn made(
    statement: &Statement,
    request: &RedlineRequest,
    progress: &dyn Progress,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<u8>> {
    let build = Request {
        source: PathBuf::new(),
        output: None,
        formats: vec![request.format],
        languages: Vec::new(),
        existing: request.existing,
        typst: TypstFiles::Drop,
        warnings: Warnings::Allow,
        comparison: Comparison::Run,
        cache: request.cache.clone(),
    };
    let made = make::make(statement, &Named::default(), &build, progress, sources, diagnostics)?;
    made.list.into_iter().find(|edition| edition.format == request.format).map(|edition| edition.bytes)
}
