//! Redlines: made, read back as every edition is, and written.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use super::Compared;
use crate::diagnostics::{Diagnostics, Folder, Sources};
use crate::document::Format;
use crate::editions::collection::{self, Statement};
use crate::editions::named::Named;
use crate::editions::writing::{NewFile, replace_together};
use crate::editions::{Cache, Comparison, DiskFolder, Existing, Progress, Request, TypstFiles, Warnings, make};
use crate::render::pdf;

/// Where a redline goes.
#[derive(Clone, Debug)]
pub struct RedlineRequest {
    pub format: Format,
    /// Beside the current folder's files under a name of its own if nothing is said.
    pub file: Option<PathBuf>,
    pub existing: Existing,
    pub cache: Cache,
}

/// Begins to make what a redline in `format` needs whatever it says, while the versions
/// are read.
pub fn get_ready(format: Format) {
    match format {
        Format::Pdf => pdf::warm_up(),
        Format::Epub | Format::Html => {}
    }
}

/// Makes the redline of what was compared, reads it back, and writes it; the path
/// of the file. Nothing if there were errors, which are then in `compared`.
pub fn redline(compared: &mut Compared, request: &RedlineRequest, progress: &dyn Progress) -> Result<Option<PathBuf>> {
    let Compared { sources, diagnostics, found } = compared;
    let Some(found) = found else { return Ok(None) };
    if !found.has_words {
        bail!(
            "a folder with PDFs alone tells which texts changed, not what they said: for a redline, name an EPUB or HTML \
             edition, the folder of the old source, or a revision of git"
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
    let folders: Vec<DiskFolder> = found.themes.iter().filter_map(|path| DiskFolder::open(path).ok()).collect();
    let themes: Vec<&dyn Folder> = folders.iter().map(|folder| folder as &dyn Folder).collect();
    let (words, translation) = (found.words.clone(), found.translation.clone());
    let statement = collection::single(document, words, translation, &themes, &request.cache, sources, diagnostics);
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
