//! Statements of the repository and their finished editions, each made once for
//! all tests that spoil them.

use std::sync::OnceLock;

use chapbook::diagnostics::{Diagnostics, MemoryFolder, Sources, Span};
use chapbook::document::{Document, Format, Imprint, Language, Words, languages_within};
use chapbook::fonts::{self, Library, ScreenFace};
use chapbook::render::{PageStart, Sibling, epub, html, pdf};
use chapbook::source::{self, Entry};
use chapbook::theme::{self, Theme};
use chapbook::translation;
use chapbook::verify::{self, Original};

use crate::epub_samples::png;
use crate::program::repository;
use crate::statements::collect;

/// A statement with all that its editions are made of.
pub struct Finished {
    pub document: Document,
    pub words: Words,
    pub theme: Theme,
    pub library: Library,
    pub faces: Vec<ScreenFace>,
    pub imprint: Imprint,
    pub sources: Sources,
    pdf: OnceLock<pdf::Pdf>,
    epub: OnceLock<Vec<u8>>,
    html: OnceLock<Vec<u8>>,
}

/// `tests/editions/every-construct`, which uses everything that can be written.
pub fn every_construct() -> &'static Finished {
    static FINISHED: OnceLock<Finished> = OnceLock::new();
    FINISHED.get_or_init(|| Finished::of("tests/editions/every-construct"))
}

/// The statement with this name: `source`, or one of `tests/editions`, in its
/// original language or in a translation that lacks much.
pub fn named(name: &str) -> &'static Finished {
    static IVRIT: OnceLock<Finished> = OnceLock::new();
    static SOURCE: OnceLock<Finished> = OnceLock::new();
    static GERMAN: OnceLock<Finished> = OnceLock::new();
    static HEBREW: OnceLock<Finished> = OnceLock::new();
    match name {
        "every-construct" => every_construct(),
        "ivrit" => IVRIT.get_or_init(|| Finished::of("tests/editions/ivrit")),
        "source" => SOURCE.get_or_init(|| Finished::of("source")),
        "lighthouse in de" => GERMAN.get_or_init(|| Finished::translated("tests/editions/lighthouse", "de")),
        "lighthouse in he" => HEBREW.get_or_init(|| Finished::translated("tests/editions/lighthouse", "he")),
        other => panic!("no statement is called {other}"),
    }
}

impl Finished {
    /// The statement in this folder, or this file, of the repository.
    pub fn of(path: &str) -> Self {
        let place = repository(path);
        let mut files = Vec::new();
        let entry = if place.is_dir() {
            collect(&place, "", &mut files);
            Entry::Folder
        } else {
            files.push(("single.md".to_string(), std::fs::read(&place).unwrap()));
            Entry::File("single.md".to_string())
        };
        Self::made(path, files, &entry)
    }

    /// The statement in `files`, which `path` names in what is said of it.
    pub fn made(path: &str, files: Vec<(String, Vec<u8>)>, entry: &Entry) -> Self {
        let (folder, mut themes) = (MemoryFolder::new(files), Vec::new());
        collect(&repository("themes"), "", &mut themes);
        let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
        let document = source::read(&folder, entry, &mut sources, &mut diagnostics);
        let document = document.unwrap_or_else(|| panic!("{path}: {diagnostics:?}"));
        let theme = theme::load(&document.metadata.theme, &[&MemoryFolder::new(themes)], &mut sources, &mut diagnostics);
        let theme = theme.unwrap_or_else(|| panic!("{path}: {diagnostics:?}"));
        let words = Words::english_in(&document.metadata.language);
        Self::with(document, words, theme, sources)
    }

    /// The statement in this folder in a language of which it has a catalog.
    pub fn translated(path: &str, tag: &str) -> Self {
        let Self { document, theme, mut sources, .. } = Self::of(path);
        let mut files = Vec::new();
        collect(&repository(path), "", &mut files);
        let mut diagnostics = Diagnostics::new();
        let catalogs = translation::catalogs(&MemoryFolder::new(files), &document, &mut sources, &mut diagnostics);
        let file = catalogs.iter().find(|file| file.language.tag() == tag).expect("a catalog");
        let translated = translation::translate(&document, &file.catalog, &file.language, &sources, &mut diagnostics);
        assert_eq!(diagnostics, Diagnostics::new(), "{path} {tag}");
        let translation::Translated { document, words, endonym: _ } = translated.expect("it can be used");
        let others: Vec<Language> = languages_within(&document).into_iter().chain(words.languages()).collect();
        let theme = theme.in_language(&document.metadata.language, &others);
        Self::with(document, words, theme, sources)
    }

    fn with(document: Document, words: Words, theme: Theme, sources: Sources) -> Self {
        let library = fonts::library(&theme);
        let plans = fonts::plan_screen_faces(&document, &words, &theme, &library);
        let faces: Vec<ScreenFace> = plans.iter().map(|plan| plan.make().unwrap()).collect();
        let mut typefaces: Vec<String> = faces.iter().map(|face| face.family.clone()).collect();
        typefaces.dedup();
        let imprint = Imprint { typefaces, formats: Format::ALL.to_vec(), ..Imprint::default() };
        Self {
            document,
            words,
            theme,
            library,
            faces,
            imprint,
            sources,
            pdf: OnceLock::new(),
            epub: OnceLock::new(),
            html: OnceLock::new(),
        }
    }

    /// The finished edition.
    pub fn edition(&self, format: Format) -> &[u8] {
        let Self { document, words, theme, imprint, .. } = self;
        match format {
            Format::Pdf => &self.pdf().bytes,
            Format::Epub => self.epub.get_or_init(|| self.bind(&epub::pages(document, words, imprint, self.page_starts()))),
            Format::Html => self.html.get_or_init(|| {
                let parts = html::parts(document, words, imprint, self.page_starts());
                html::page(document, theme, &self.faces, imprint, &self.siblings(), parts)
            }),
        }
    }

    fn pdf(&self) -> &pdf::Pdf {
        self.pdf.get_or_init(|| self.set(pdf::book(&self.document, &self.words, &self.imprint)))
    }

    /// Where the pages of the PDF begin.
    pub fn page_starts(&self) -> &[PageStart] {
        &self.pdf().page_starts
    }

    /// The PDF of `book`.
    pub fn set(&self, book: pdf::Written) -> pdf::Pdf {
        let pages = pdf::set_book(book, &self.document, &self.theme, &self.library, &self.sources);
        pages.and_then(pdf::Pages::export).unwrap_or_else(|problems| panic!("{problems:?}"))
    }

    /// The book of `pages`.
    pub fn bind(&self, pages: &[epub::Page]) -> Vec<u8> {
        epub::bind(&self.document, &self.words, &self.theme, &self.faces, &png(), self.page_starts(), pages)
    }

    pub fn siblings(&self) -> [Sibling; 2] {
        let stem = self.document.metadata.stem();
        ["PDF", "EPUB"].map(|format| Sibling { format, file_name: format!("{stem}.{}", format.to_lowercase()) })
    }

    /// What is wrong with an edition of this statement that has these bytes.
    pub fn verify(&self, format: Format, bytes: &[u8]) -> Diagnostics {
        let original = Original { document: &self.document, words: &self.words, imprint: &self.imprint };
        let mut diagnostics = Diagnostics::new();
        verify::verify(&original, format, bytes, &mut diagnostics);
        diagnostics
    }

    /// Where the block, item, cell, term or heading with this id is written.
    pub fn place(&self, id: &str) -> Span {
        // A page for browsers has every id.
        let expected = verify::expected(&self.document, &self.words, &self.imprint, Format::Html);
        let line = expected.iter().find(|line| line.ids.iter().any(|other| other == id));
        line.and_then(|line| line.span).unwrap_or_else(|| panic!("nothing has the id {id}"))
    }
}

/// Whether one of the problems has this code, lies at `place` if there is one,
/// and has `words` in its message.
pub fn is_found(problems: &Diagnostics, code: &str, place: Option<Span>, words: &str) -> bool {
    problems.iter().any(|problem| {
        let is_there = |place: Span| {
            let inside = |span: Span| span.source == place.source && place.start <= span.start && span.end <= place.end;
            problem.labels.first().is_some_and(|label| inside(label.span))
        };
        problem.code == code && place.is_none_or(is_there) && problem.message.contains(words)
    })
}

/// Keeps the score `name: 63 of 63`, for `make validate` to print.
pub fn keep_score(name: &str, found: usize, all: usize) {
    let score = format!("{name}: {found} of {all}");
    println!("{score}");
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("scores");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(format!("{}.txt", name.replace(' ', "-"))), score + "\n").unwrap();
}
