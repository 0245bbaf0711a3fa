//! Finished editions, read back and compared with their source.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use rayon::prelude::*;

use super::make::imprint;
use super::manifest::Manifest;
use super::output::{self, MANIFEST};
use super::{Cache, Source, Statement, from_here, online, read};
use crate::diagnostics::{Diagnostics, Sources};
use crate::document::{Format, OutsideAddress, outside_addresses, places};
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
    pub format: Format,
    pub transcript: Transcript,
}

/// Checks the source, then its editions against it. Problems of either are in
/// the outcome; an error is a problem of the world.
pub fn check(request: &CheckRequest) -> Result<Checked> {
    let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
    let place = Source::open(&request.source)?;
    let statement = read(&place, &request.cache, &mut sources, &mut diagnostics);
    let (mut editions, mut links) = (Vec::new(), Vec::new());
    if let Some(statement) = statement
        && !diagnostics.has_errors()
    {
        links = outside_addresses(&statement.document);
        let files = files(request, &place, &statement, &mut diagnostics)?;
        let checked: Vec<(Diagnostics, Option<CheckedEdition>)> =
            files.par_iter().map(|file| file.check(&statement)).collect::<Result<_>>()?;
        for (found, edition) in checked {
            diagnostics.append(found);
            editions.extend(edition);
        }
        if let Some(file) = &request.findings {
            merge_findings(file, &statement, &mut diagnostics)?;
        }
        if request.links == Links::Try {
            online::check(&links, &online::Limits::default(), &request.cache, &mut diagnostics);
        }
    }
    Ok(Checked { sources, diagnostics, editions, links })
}

/// An edition on the disk.
struct File {
    path: PathBuf,
    format: Format,
    /// The formats that it was made together with.
    together: Vec<Format>,
}

impl File {
    fn check(&self, statement: &Statement) -> Result<(Diagnostics, Option<CheckedEdition>)> {
        let Statement { document, words, theme, library, .. } = statement;
        let plans = fonts::plan_screen_faces(document, words, theme, library);
        let imprint = imprint(statement, &plans, &self.together);
        let original = Original { document, words, imprint: &imprint };
        let bytes = bytes(&self.path)?;
        let mut found = Diagnostics::new();
        let transcript = verify::verify(&original, self.format, &bytes, &mut found);
        let edition = transcript.map(|transcript| CheckedEdition { path: self.path.clone(), format: self.format, transcript });
        Ok((found.in_edition(&from_here(&self.path)), edition))
    }
}

/// Reports what outside judges found, at the blocks of the source. Files are
/// looked for where the judges found them.
fn merge_findings(file: &Path, statement: &Statement, diagnostics: &mut Diagnostics) -> Result<()> {
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
    findings::report(&list, &places(&statement.document), &text, diagnostics);
    Ok(())
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

fn bytes(path: &Path) -> Result<Vec<u8>> {
    let shown = path.display();
    let length = fs::metadata(path).with_context(|| format!("cannot read `{shown}`"))?.len();
    if length > BYTES_MAX {
        bail!("`{shown}` has {length} bytes: no edition is that large");
    }
    fs::read(path).with_context(|| format!("cannot read `{shown}`"))
}

/// The editions to be checked: the one that is asked for, those that the
/// manifest lists, or, without a manifest, those that are there.
fn files(request: &CheckRequest, place: &Source, statement: &Statement, diagnostics: &mut Diagnostics) -> Result<Vec<File>> {
    let folder = match (&request.edition, &request.output, &place.entry) {
        (Some(edition), _, _) => edition.parent().map(Path::to_path_buf).unwrap_or_default(),
        (None, Some(folder), _) => folder.clone(),
        (None, None, source::Entry::File(_)) => place.root.clone(),
        (None, None, source::Entry::Folder) => PathBuf::from("output"),
    };
    let manifest = fs::read(folder.join(MANIFEST)).ok().and_then(|bytes| Manifest::read(&bytes));
    if let Some(path) = &request.edition {
        let format = format_of(path)?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        return Ok(vec![File { together: together(manifest.as_ref(), &name), path: path.clone(), format }]);
    }
    let mut files = Vec::new();
    for format in Format::ALL {
        let name = output::file_name(statement, format);
        let path = folder.join(&name);
        let is_listed = manifest.as_ref().is_some_and(|manifest| manifest.editions.iter().any(|entry| entry.file == name));
        if path.exists() {
            files.push(File { together: together(manifest.as_ref(), &name), path, format });
        } else if is_listed {
            diagnostics.edition_missing(&path.display().to_string());
        }
    }
    if files.is_empty() && !diagnostics.has_errors() {
        diagnostics.no_editions(&folder.display().to_string());
    }
    Ok(files)
}

fn together(manifest: Option<&Manifest>, name: &str) -> Vec<Format> {
    let entry = manifest.and_then(|manifest| manifest.editions.iter().find(|entry| entry.file == name));
    let named: Vec<Format> =
        entry.map(|entry| entry.together.iter().filter_map(|name| Format::from_extension(name)).collect()).unwrap_or_default();
    if named.is_empty() { Format::ALL.to_vec() } else { named }
}
