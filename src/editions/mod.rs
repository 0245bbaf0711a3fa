//! From a source to finished files: the one place that knows all stages and,
//! with `cli`, the only one that touches the world.

mod cache;
pub mod changes;
mod check;
mod collection;
mod disk;
mod faces;
mod fair_copies;
mod history;
pub mod languages;
mod make;
pub mod manifest;
mod named;
pub mod online;
mod output;
mod ownership;
mod parallel;
mod place;
mod prepare;
mod records;
mod run;
mod shelf;
pub mod studio;
pub mod words;
mod writing;

pub use crate::document::Format;
pub use cache::Cache;
pub use check::{CheckRequest, Checked, CheckedEdition, Links, check, transcript};
pub use disk::DiskFolder;
pub use faces::{Faces, FacesRequest, LanguageFaces, UsedFace, faces};
pub use fair_copies::{Copied, Copying, FairCopies, TextCopied, fair_copies};
pub use parallel::start_threads;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::diagnostics::{Diagnostics, Sources};
use crate::document::Language;
use crate::render::pdf;
use crate::theme::Theme;
use collection::Collection;
use place::Source;
use prepare::Company;
use writing::NewFile;

/// What to build, and how.
#[derive(Clone, Debug)]
pub struct Request {
    /// A folder with `statement.yaml`, or one Markdown file with front matter.
    pub source: PathBuf,
    /// For a single file nothing: its editions are written beside it.
    pub output: Option<PathBuf>,
    /// In the order of [`Format::ALL`].
    pub formats: Vec<Format>,
    /// Only these; all if there are none.
    pub languages: Vec<Language>,
    pub existing: Existing,
    pub typst: TypstFiles,
    pub warnings: Warnings,
    pub comparison: Comparison,
    pub cache: Cache,
}

impl Request {
    /// Editions beside a single file are in no collection.
    fn company(&self) -> Company {
        if self.output.is_some() || self.source.is_dir() { Company::Collection } else { Company::None }
    }
}

/// What happens to files that stand in the way and that no earlier run wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    Keep,
    Overwrite,
}

/// What happens to the Typst files from which the PDF is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypstFiles {
    Drop,
    /// They are written to `<slug>.<language>.typst/`.
    Keep,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Warnings {
    Allow,
    /// A warning stops the run as an error does.
    Deny,
}

/// Whether the finished bytes are read back and compared with the document
/// before they replace anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    Run,
    /// For measurements and previews.
    Skip,
}

/// Told what is going on, from any thread.
pub trait Progress: Sync {
    /// So many editions are going to be made.
    fn begins(&self, editions: usize);
    fn started(&self, language: &Language, format: Format);
    fn finished(&self, language: &Language, format: Format);
}

/// What became of a request. Where an error stopped all languages, or the only
/// one, `editions` is empty and the last editions are as they were.
#[derive(Debug)]
pub struct Outcome {
    pub sources: Sources,
    pub diagnostics: Diagnostics,
    pub editions: Vec<Edition>,
    /// Everything else that was written.
    pub files: Vec<PathBuf>,
    /// The languages of which nothing was made, because of their problems; none
    /// if there is one language only.
    pub failed: Vec<Failed>,
}

/// A language of which nothing was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failed {
    pub language: Language,
    pub left: Left,
}

/// What a language that failed leaves to readers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// The last good editions.
    Older,
    Nothing,
}

/// A finished edition.
#[derive(Clone, Debug)]
pub struct Edition {
    pub path: PathBuf,
    pub language: Language,
    pub format: Format,
    pub bytes: usize,
    pub pages: Option<usize>,
    pub time: Duration,
}

/// Makes what `request` asks for. Problems of the text are in the outcome; an
/// error is a problem of the world (cannot read, cannot write).
pub fn build(request: &Request, progress: &dyn Progress) -> Result<Outcome> {
    // On one of the threads that share the work: none waits until another one wakes.
    rayon::scope(|_| build_on_this_thread(request, progress))
}

fn build_on_this_thread(request: &Request, progress: &dyn Progress) -> Result<Outcome> {
    let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
    let has_pages = request.formats.contains(&Format::Pdf);
    if has_pages {
        parallel::warm_up();
        pdf::warm_up();
    }
    let on_theme = |theme: &Theme| {
        if has_pages {
            pdf::warm_up_theme(theme);
        }
    };
    let place = Source::open(&request.source)?;
    let output = output::Output::open(request, &place)?;
    let mut memory = collection::Memory::new(&request.cache);
    let collection = collection::read_telling(&place, &mut memory, &on_theme, &mut sources, &mut diagnostics);
    if let Some(mut collection) = collection {
        refuse_unknown(&request.languages, &collection)?;
        if request.comparison == Comparison::Skip {
            // Conformance is claimed of nothing that was not checked.
            collection.statements_mut().for_each(|statement| statement.document.metadata.evaluation = None);
        }
        output.compare(&collection, &mut diagnostics);
        if !is_stopped(&diagnostics, request.warnings) {
            diagnostics.append(collection.problems.clone());
            let done = run::Run { request, progress, sources: &sources, output: &output, collection: &collection }.all()?;
            diagnostics.append(done.problems);
            return Ok(Outcome { sources, diagnostics, editions: done.editions, files: done.files, failed: done.failed });
        }
    }
    Ok(Outcome { sources, diagnostics, editions: Vec::new(), files: Vec::new(), failed: Vec::new() })
}

/// An error if one of `wanted` is none of the statement's languages.
fn refuse_unknown(wanted: &[Language], collection: &Collection) -> Result<()> {
    match wanted.iter().find(|language| collection.of(language).is_none()) {
        None => Ok(()),
        Some(unknown) => {
            let known: Vec<&str> = collection.languages.iter().map(|language| language.language().tag()).collect();
            bail!(
                "the statement has no language `{unknown}`, only {}; to begin a translation, run `chapbook languages add {unknown}`",
                known.join(", ")
            )
        }
    }
}

/// Writes the files of a new source folder, all or none. An error if something else
/// is already in the place of one of them, unless it may be replaced.
pub fn write_source(folder: &Path, files: Vec<(String, Vec<u8>)>, existing: Existing) -> Result<()> {
    let files: Vec<NewFile> = files.into_iter().map(|(path, bytes)| NewFile { path: folder.join(path), bytes }).collect();
    if existing == Existing::Keep
        && let Some(file) = files.iter().find(|file| is_another(file))
    {
        bail!("`{}` is already there; choose another folder, or pass `--force` to replace it", file.path.display());
    }
    for file in &files {
        let folder = file.path.parent().unwrap_or(folder);
        writing::make_folder(folder)?;
    }
    writing::replace_together(&files)
}

/// Whether something is there that is not what will stand in the file.
fn is_another(file: &NewFile) -> bool {
    file.path.exists() && fs::read(&file.path).ok().as_deref() != Some(&file.bytes[..])
}

/// Writes the files of a source folder that is not there yet, or is empty.
pub fn write_new_source(folder: &Path, files: Vec<(String, Vec<u8>)>) -> Result<()> {
    refuse_used_folder(folder)?;
    write_source(folder, files, Existing::Keep)
}

/// An error if there is something in `folder`, or it is none.
pub fn refuse_used_folder(folder: &Path) -> Result<()> {
    let shown = folder.display();
    match fs::read_dir(folder) {
        Ok(mut entries) => match entries.next() {
            None => Ok(()),
            Some(_) => bail!("there is something in the folder `{shown}` already; name one that is not there yet"),
        },
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error).with_context(|| format!("cannot make the folder `{shown}`")),
    }
}

fn is_stopped(diagnostics: &Diagnostics, warnings: Warnings) -> bool {
    diagnostics.has_errors() || (warnings == Warnings::Deny && !diagnostics.is_empty())
}

/// Runs `work` and says how long it took.
#[expect(clippy::disallowed_methods, reason = "shown to the person who waits, written to no edition")]
fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = std::time::Instant::now();
    let value = work();
    (value, start.elapsed())
}
