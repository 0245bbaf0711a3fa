//! The files, fonts and functions that Typst may see: nothing of the machine.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use typst::diag::{FileError, FileResult};
use typst::engine::Sink;
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use super::compile::evaluated;
use super::{MAIN, note_numbers};
use crate::fonts;

/// Files by their path, as [`super::typst_files`] gives them; one of them is
/// the main file.
#[derive(Clone)]
pub struct Desk {
    main: FileId,
    sources: HashMap<FileId, Source>,
    files: HashMap<FileId, Bytes>,
    faces: Faces,
}

/// The theme's faces as Typst sees them.
#[derive(Clone)]
pub struct Faces {
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

impl Faces {
    pub fn of(library: &fonts::Library) -> Self {
        let store = library.typst_fonts();
        let fonts = (0..library.faces().len()).filter_map(|index| store.font(index)).collect();
        Self { book: store.book().clone(), fonts }
    }

    pub fn iter(&self) -> std::slice::Iter<'_, Font> {
        self.fonts.iter()
    }
}

impl Desk {
    /// `texts` are Typst files and hold `main`; `images` are files of other kinds.
    pub fn new(main: &str, texts: BTreeMap<String, String>, images: BTreeMap<String, Arc<[u8]>>, faces: Faces) -> Self {
        let source = |(path, text): (String, String)| {
            let id = file_id(&path)?;
            Some((id, if path == MAIN { Source::new(id, text) } else { parsed(id, &text) }))
        };
        let file = |(path, bytes): (String, Arc<[u8]>)| file_id(&path).map(|id| (id, Bytes::new(bytes)));
        Self {
            main: file_id(main).expect("the name of the main file is a path"),
            sources: texts.into_par_iter().filter_map(source).collect(),
            files: images.into_iter().filter_map(file).collect(),
            faces,
        }
    }
}

impl Desk {
    /// The same desk with other files. Typst keeps what it knows of the parts of
    /// a text that stay.
    pub fn laid_anew(mut self, texts: BTreeMap<String, String>, images: BTreeMap<String, Arc<[u8]>>, faces: Faces) -> Self {
        let mut before = std::mem::take(&mut self.sources);
        for (path, text) in texts {
            let Some(id) = file_id(&path) else { continue };
            let source = match before.remove(&id) {
                Some(mut source) => {
                    source.replace(&text);
                    source
                }
                None => Source::new(id, text),
            };
            self.sources.insert(id, source);
        }
        let mut before = std::mem::take(&mut self.files);
        for (path, bytes) in images {
            let Some(id) = file_id(&path) else { continue };
            let same = before.remove(&id).filter(|known| known.as_slice() == &*bytes);
            self.files.insert(id, same.unwrap_or_else(|| Bytes::new(bytes)));
        }
        self.faces = faces;
        self
    }
}

/// A file of a theme. It is remembered for as long as what Typst made of it.
#[comemo::memoize]
fn parsed(id: FileId, text: &str) -> Source {
    Source::new(id, text.to_string())
}

/// Typst's name for the file at `path`. Some names of files on a disk are no
/// paths to Typst: it could not ask for such a file, so it need not have it.
pub fn file_id(path: &str) -> Option<FileId> {
    Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).ok()?).intern())
}

/// Builds what every desk has.
pub fn warm_up() {
    // They keep the hash by which Typst remembers what was made with them.
    typst::utils::hash128(functions());
}

/// Evaluates `main`, one of `texts`, which are files of a theme.
pub fn evaluate(main: &str, texts: BTreeMap<String, String>) {
    let faces = Faces { book: LazyHash::new(FontBook::new()), fonts: Vec::new() };
    evaluated(&Desk::new(main, texts, BTreeMap::new(), faces), &mut Sink::new());
}

/// Typst's functions. Building them takes milliseconds, and they never change.
fn functions() -> &'static LazyHash<Library> {
    static FUNCTIONS: OnceLock<LazyHash<Library>> = OnceLock::new();
    FUNCTIONS.get_or_init(|| {
        let mut library = Library::builder().build();
        note_numbers::replace_rules(&mut library.rules);
        LazyHash::new(library)
    })
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        functions()
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.faces.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.sources.get(&id).cloned().ok_or_else(|| not_found(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let text = || self.sources.get(&id).map(|source| Bytes::from_string(source.text().to_string()));
        self.files.get(&id).cloned().or_else(text).ok_or_else(|| not_found(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.faces.fonts.get(index).cloned()
    }

    /// There is no today: a date comes from the metadata or not at all.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn not_found(id: FileId) -> FileError {
    FileError::NotFound(id.vpath().get_without_slash().into())
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::diagnostics::{Diagnostics, Sources};

    /// A desk with a main file that says `text`, and the faces of the default theme.
    pub fn desk(text: &str) -> Desk {
        let theme = crate::theme::load("default", &[], &mut Sources::new(), &mut Diagnostics::new()).expect("embedded");
        let faces = Faces::of(&fonts::library(&theme));
        Desk::new(MAIN, BTreeMap::from([(MAIN.to_string(), text.to_string())]), BTreeMap::new(), faces)
    }
}
