//! From a source to finished files: the one place that knows all stages and,
//! with `cli`, the only one that touches the world.

mod cache;
mod check;
mod disk;
mod faces;
mod history;
mod make;
pub mod manifest;
pub mod online;
mod output;
mod ownership;
mod writing;

pub use crate::document::Format;
pub use cache::Cache;
pub use check::{CheckRequest, Checked, CheckedEdition, Links, check, transcript};
pub use disk::DiskFolder;
pub use faces::{Faces, FacesRequest, LanguageFaces, UsedFace, faces};

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};

use crate::diagnostics::{Diagnostics, Folder, Sources};
use crate::document::{Document, Language, Words, languages_within};
use crate::fonts::{self, SystemFonts};
use crate::render;
use crate::source::{self, Entry};
use crate::theme::{self, Theme};
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
    pub existing: Existing,
    pub typst: TypstFiles,
    pub warnings: Warnings,
    pub comparison: Comparison,
    pub cache: Cache,
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
    fn started(&self, format: Format);
    fn finished(&self, format: Format);
}

/// What became of a request. If `diagnostics` has errors, `editions` is empty
/// and the last editions are as they were.
#[derive(Debug)]
pub struct Outcome {
    pub sources: Sources,
    pub diagnostics: Diagnostics,
    pub editions: Vec<Edition>,
    /// Everything else that was written.
    pub files: Vec<PathBuf>,
}

/// A finished edition.
#[derive(Clone, Debug)]
pub struct Edition {
    pub path: PathBuf,
    pub format: Format,
    pub bytes: usize,
    pub pages: Option<usize>,
    pub time: Duration,
}

/// Makes what `request` asks for. Problems of the text are in the outcome; an
/// error is a problem of the world (cannot read, cannot write).
pub fn build(request: &Request, progress: &dyn Progress) -> Result<Outcome> {
    let mut sources = Sources::new();
    let mut diagnostics = Diagnostics::new();
    let place = Source::open(&request.source)?;
    let output = output::Output::open(request, &place)?;
    let editions = match read(&place, &request.cache, &mut sources, &mut diagnostics) {
        None => None,
        Some(mut statement) => {
            if request.comparison == Comparison::Skip {
                // Conformance is claimed of nothing that was not checked.
                statement.document.metadata.evaluation = None;
            }
            output.compare(&statement, &mut diagnostics);
            if is_stopped(&diagnostics, request.warnings) {
                None
            } else {
                make::make(&statement, request, progress, &sources, &mut diagnostics).map(|made| (statement, made))
            }
        }
    };
    let stopped = is_stopped(&diagnostics, request.warnings);
    match editions {
        Some((statement, made)) if !stopped => {
            let editions = made.editions(&output, &statement);
            let files = output.write(&statement, made)?;
            Ok(Outcome { sources, diagnostics, editions, files })
        }
        _ => Ok(Outcome { sources, diagnostics, editions: Vec::new(), files: Vec::new() }),
    }
}

/// Writes the files of a new source folder, all or none. An error if one of
/// them is already there, unless it may be replaced.
pub fn write_source(folder: &Path, files: Vec<(String, Vec<u8>)>, existing: Existing) -> Result<()> {
    let files: Vec<NewFile> = files.into_iter().map(|(path, bytes)| NewFile { path: folder.join(path), bytes }).collect();
    if existing == Existing::Keep
        && let Some(file) = files.iter().find(|file| file.path.exists())
    {
        bail!("`{}` is already there; choose another folder, or pass `--force` to replace it", file.path.display());
    }
    for file in &files {
        let folder = file.path.parent().unwrap_or(folder);
        std::fs::create_dir_all(folder).with_context(|| format!("cannot make the folder `{}`", folder.display()))?;
    }
    writing::replace_together(&files)
}

fn is_stopped(diagnostics: &Diagnostics, warnings: Warnings) -> bool {
    diagnostics.has_errors() || (warnings == Warnings::Deny && !diagnostics.is_empty())
}

/// Everything that was read, checked and is ready to be rendered.
struct Statement {
    document: Document,
    words: Words,
    theme: Theme,
    library: fonts::Library,
    /// SHA-256 of all that was read.
    source_hash: String,
}

fn read(place: &Source, cache: &Cache, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Option<Statement> {
    let statement = read_parts(place, cache, sources, diagnostics);
    place.locate(sources);
    statement
}

fn read_parts(place: &Source, cache: &Cache, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Option<Statement> {
    let reading = source::read_all(&place.folder, &place.entry, sources, diagnostics);
    let themes = place.theme_folders();
    let folders: Vec<&dyn Folder> = themes.iter().map(|folder| folder as &dyn Folder).collect();
    let theme = theme::load(&reading.theme?, &folders, sources, diagnostics)?;
    let document = reading.document?;
    let words = Words::english();
    let theme = theme_for(&theme, &document, &words);
    let library = fonts::library_with(&theme, &SystemFonts::new(cache.clone()));
    fonts::check_coverage(&document, &words, &theme, &library, diagnostics);
    let source_hash = source_hash(sources, &document, &theme);
    Some(Statement { document, words, theme, library, source_hash })
}

/// `theme` for `document` and all languages that its words and the program's are in.
fn theme_for(theme: &Theme, document: &Document, words: &Words) -> Theme {
    let others: Vec<Language> = languages_within(document).into_iter().chain([words.language.clone()]).collect();
    theme.in_language(&document.metadata.language, &others)
}

/// Line ends and byte-order marks do not count: they change no edition.
fn source_hash(sources: &Sources, document: &Document, theme: &Theme) -> String {
    use sha2::{Digest, Sha256};
    let mut hash = Sha256::new();
    let mut add = |name: &str, bytes: &[u8]| {
        hash.update((name.len() as u64).to_le_bytes());
        hash.update(name);
        hash.update((bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    };
    for id in sources.ids() {
        let text = sources.text(id).trim_start_matches('\u{feff}').replace("\r\n", "\n");
        add(sources.name(id), text.as_bytes());
    }
    for (path, image) in &document.images {
        add(&path.0, &image.bytes);
    }
    add("screen.css", theme.screen_css.as_bytes());
    for (path, text) in &theme.print {
        add(path, text.as_bytes());
    }
    for font in &theme.font_files {
        add(&font.path, &font.bytes);
    }
    manifest::hex(&hash.finalize())
}

/// Where a statement is read from.
struct Source {
    folder: DiskFolder,
    root: PathBuf,
    entry: Entry,
}

impl Source {
    fn open(path: &Path) -> Result<Self> {
        let shown = path.display();
        let facts = path.metadata().with_context(|| format!("cannot read `{shown}`"))?;
        let (root, entry) = if facts.is_dir() {
            (path.to_path_buf(), Entry::Folder)
        } else {
            let name =
                path.file_name().and_then(|name| name.to_str()).ok_or_else(|| anyhow!("`{shown}` has no name in Unicode"))?;
            let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
            (parent.to_path_buf(), Entry::File(name.to_string()))
        };
        let folder = DiskFolder::open(&root).with_context(|| format!("cannot read `{}`", root.display()))?;
        Ok(Self { folder, root, entry })
    }

    /// Where a theme may lie: beside the texts, beside the source folder, or
    /// in the current folder.
    fn theme_folders(&self) -> Vec<DiskFolder> {
        self.theme_paths().iter().filter_map(|path| DiskFolder::open(path).ok()).collect()
    }

    fn theme_paths(&self) -> [PathBuf; 3] {
        [self.root.join("themes"), self.root.join("..").join("themes"), PathBuf::from("themes")]
    }

    /// Says of every file that was read where it lies, for reports: those of
    /// the embedded theme lie nowhere.
    fn locate(&self, sources: &mut Sources) {
        for id in sources.ids() {
            let name = sources.name(id);
            let path = match name.strip_prefix("themes/") {
                Some(rest) => self.theme_paths().iter().map(|folder| folder.join(rest)).find(|path| path.is_file()),
                None => Some(self.root.join(name)),
            };
            if let Some(path) = path {
                sources.locate(id, from_here(&path));
            }
        }
    }
}

/// `path` as seen from the current folder, with `/` between its parts; as it is
/// if it does not lie below it.
fn from_here(path: &Path) -> String {
    use std::path::Component;
    let is_plain = path.is_relative() && path.components().all(|part| part != Component::ParentDir);
    let below = || {
        let here = std::env::current_dir().ok()?.canonicalize().ok()?;
        Some(path.canonicalize().ok()?.strip_prefix(here).ok()?.to_path_buf())
    };
    let path = if is_plain { path.to_path_buf() } else { below().unwrap_or_else(|| path.to_path_buf()) };
    let path: PathBuf = path.components().filter(|part| *part != Component::CurDir).collect();
    let shown = path.to_string_lossy();
    if cfg!(windows) { shown.replace('\\', "/") } else { shown.into_owned() }
}

/// Runs `work` and says how long it took.
#[expect(clippy::disallowed_methods, reason = "shown to the person who waits, written to no edition")]
fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = std::time::Instant::now();
    let value = work();
    (value, start.elapsed())
}

/// The files of the same statement that lie beside an edition.
fn siblings(document: &Document, request: &Request) -> Vec<render::Sibling> {
    let stem = document.metadata.stem();
    let edition =
        |format: &Format| render::Sibling { format: format.name(), file_name: format!("{stem}.{}", format.extension()) };
    let picture = sharing_picture(document, request).map(|file_name| render::Sibling { format: "PNG", file_name });
    request.formats.iter().map(edition).chain(picture).collect()
}

/// The name of the picture that is shown where the address of the HTML edition
/// is shared: only where that address is known, and not beside a single file.
fn sharing_picture(document: &Document, request: &Request) -> Option<String> {
    let is_collection = request.output.is_some() || request.source.is_dir();
    (is_collection && document.metadata.canonical.is_some()).then(|| format!("{}.png", document.metadata.stem()))
}
