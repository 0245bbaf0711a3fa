//! The printed text in reading order: every paragraph is found in the structure
//! of the PDF as it was written, letter by letter, and no glyph has moved.

use std::collections::BTreeMap;
use std::path::Path;

use chapbook::diagnostics::{Diagnostics, MemoryFolder, Sources, Span};
use chapbook::document::{Anchor, Document, Imprint, Inline, Place, Visitor, Words, languages_within, plain_text, walk};
use chapbook::fonts;
use chapbook::render::pdf;
use chapbook::source::{self, Entry};
use chapbook::theme::{self, Theme};
use chapbook::translation::{self, Translated};
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_render::RenderOptions;
use unicode_normalization::UnicodeNormalization;

use crate::reading_back::pdf_text;
use crate::statements;

/// Editions in which lines run from right to left, or letters have marks.
const EDITIONS: [&str; 2] = ["ivrit", "letters"];

#[test]
fn each_run_is_found_as_it_was_written() {
    for name in EDITIONS {
        let edition = Edition::read(name);
        let pdf = edition.render();
        let found = bare(&pdf_text(&pdf));
        let mut runs = Runs(Vec::new());
        walk(&edition.document, &mut runs);
        let lost: Vec<&String> = runs.0.iter().filter(|run| !found.contains(&bare(run))).collect();
        assert!(runs.0.len() > 20 && lost.is_empty(), "{name}: {lost:#?}\n{found}");
    }
}

#[test]
fn a_space_at_the_end_of_a_line_follows_its_words() {
    let head = "---\ntitle: One\nlanguage: he\npublished: 2024-05-01\nversion: \"1\"\n---\n";
    let words = "&one *two* three four five six seven eight nine ten eleven twelve thirteen [fourteen](https://example.org) é.";
    let text = format!("{head}{words}\n\nBefore, <bdi>apart <br> ends</bdi> after.\n");
    let edition = Edition::of(vec![("one.md".into(), text.into_bytes())], &Entry::File("one.md".into()));
    let found = pdf_text(&edition.render());
    let found = found.split_whitespace().collect::<Vec<_>>().join(" ");
    let wanted = [
        "&one two three four five six seven eight nine ten eleven twelve thirteen fourteen é.",
        "Before, apart ends after.",
        // Of the colophon.
        "The text is tagged, so that it can be read aloud and enlarged;",
    ];
    for run in wanted {
        assert!(found.contains(run), "{run}\n{found}");
    }
}

/// In a line of Hebrew that ends after foreign words and a comma, the space stands on
/// the one side of the words and the comma on the other.
#[test]
fn a_space_at_the_end_of_a_line_follows_the_comma_before_it() {
    const LINES: usize = 60;
    let mut text = "---\ntitle: שורש\nlanguage: he\npublished: 2024-05-01\nversion: \"1\"\n---\n".to_string();
    for length in 1..=LINES {
        let before = "א".repeat(length);
        text += &format!("{} {before} <span lang=\"en\">root</span>, <span lang=\"la\">rādīx</span>.\n\n", "שלום ".repeat(7));
    }
    let edition = Edition::of(vec![("one.md".into(), text.into_bytes())], &Entry::File("one.md".into()));
    let found = pdf_text(&edition.render());
    let found = found.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(found.matches("root, rādīx.").count(), LINES, "{found}");
}

#[test]
fn no_letter_is_given_twice() {
    for name in EDITIONS {
        let edition = Edition::read(name);
        let found = bare(&pdf_text(&edition.render()));
        let mut runs = Runs(Vec::new());
        walk(&edition.document, &mut runs);
        // Marks that stand twice in a row where no run has them so.
        let marks: Vec<char> = found.chars().collect();
        let written: String = runs.0.iter().map(|run| bare(run)).collect();
        for pair in marks.windows(2).filter(|pair| pair[0] == pair[1] && is_mark(pair[0])) {
            assert!(written.contains(&pair.iter().collect::<String>()), "{name}: {pair:?} twice");
        }
    }
}

#[test]
fn no_glyph_moves() {
    for name in EDITIONS {
        let changed = repaired_pages(&Edition::read(name), name);
        assert!(changed > 1, "{name}: {changed} pages were repaired");
    }
}

#[test]
fn no_glyph_moves_in_any_language() {
    let mut repaired = Vec::new();
    for folder in ["source", "tests/editions/library"] {
        for edition in Edition::translations(folder) {
            let tag = edition.document.metadata.language.to_string();
            if repaired_pages(&edition, &tag) > 0 {
                repaired.push(tag);
            }
        }
    }
    // Only where their typefaces are installed: in continuous integration they are.
    for tag in ["ar", "fa", "hi", "ur"].into_iter().filter(|_| std::env::var_os("CI").is_some()) {
        assert!(repaired.iter().any(|known| known == tag), "{tag} among {repaired:?}");
    }
}

/// In parts of 255.
const ROUNDING: u8 = 4;

/// How many pages of `edition` the repair changes; each looks as it did.
fn repaired_pages(edition: &Edition, name: &str) -> usize {
    let pages = edition.lay_out();
    let repaired = pdf::in_reading_order(pages.clone());
    assert_eq!(pages.pages().len(), repaired.pages().len());
    let mut changed = 0;
    for (number, (before, after)) in pages.pages().iter().zip(repaired.pages()).enumerate() {
        changed += usize::from(format!("{:?}", before.frame) != format!("{:?}", after.frame));
        let options = RenderOptions { pixel_per_pt: 2.0.into(), render_bleed: false };
        let pictures = [before, after].map(|page| typst_render::render(page, &options));
        let differences = pictures[0].data().iter().zip(pictures[1].data()).map(|(one, other)| one.abs_diff(*other));
        let different: Vec<u8> = differences.filter(|difference| *difference > 0).collect();
        // Where edges of glyphs lie upon each other, as those of joined letters do,
        // the sum is rounded otherwise when they are painted in another order. A
        // glyph that moved would differ by a hundred and more.
        let is_rounding = different.iter().all(|difference| *difference <= ROUNDING);
        assert!(is_rounding, "{name}: page {} looks different: {different:?}", number + 1);
    }
    changed
}

#[test]
fn plain_pages_are_left_alone() {
    let pages = Edition::read("long-sections").lay_out();
    let repaired = pdf::in_reading_order(pages.clone());
    assert!(std::ptr::eq(pages.pages(), repaired.pages()), "the pages were rebuilt");
}

/// A statement of `tests/editions`, ready to be set.
struct Edition {
    document: Document,
    words: Words,
    sources: Sources,
    theme: Theme,
}

impl Edition {
    fn read(name: &str) -> Self {
        let mut files = Vec::new();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/editions").join(name);
        statements::collect(&folder, "", &mut files);
        Self::of(files, &Entry::Folder)
    }

    fn of(files: Vec<(String, Vec<u8>)>, entry: &Entry) -> Self {
        let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
        let document = source::read(&MemoryFolder::new(files), entry, &mut sources, &mut diagnostics).unwrap();
        let theme = theme::load("default", &[], &mut sources, &mut diagnostics).unwrap();
        assert_eq!(diagnostics, Diagnostics::new());
        let words = Words::english_in(&document.metadata.language);
        Self { document, words, sources, theme }
    }

    /// The translations of the statement in `folder` for which this machine has
    /// the typefaces.
    fn translations(folder: &str) -> Vec<Self> {
        let mut files = Vec::new();
        statements::collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), "", &mut files);
        let memory = MemoryFolder::new(files);
        let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
        let original = source::read(&memory, &Entry::Folder, &mut sources, &mut diagnostics).unwrap();
        let theme = theme::load("default", &[], &mut sources, &mut diagnostics).unwrap();
        let mut editions = Vec::new();
        for file in translation::catalogs(&memory, &original, &mut sources, &mut diagnostics) {
            let translated =
                translation::translate(&original, &file.catalog, &file.language, &sources, &mut diagnostics).unwrap();
            let Translated { document, words, endonym: _ } = translated;
            let others: Vec<_> = languages_within(&document).into_iter().collect();
            let theme = theme.in_language(&file.language, &others);
            let mut missing = Diagnostics::new();
            fonts::check_coverage(&document, &words, &theme, &fonts::library(&theme), &mut missing);
            if missing.has_errors() && std::env::var_os("CI").is_none() {
                eprintln!("left out: {} has no typeface on this machine", file.language);
                continue;
            }
            editions.push(Self { document, words, sources: Sources::new(), theme });
        }
        assert!(!diagnostics.has_errors(), "{diagnostics:?}");
        editions
    }

    fn render(&self) -> Vec<u8> {
        pdf::render(&self.document, &self.words, &self.theme, &fonts::library(&self.theme), &Imprint::default(), &self.sources)
            .unwrap()
            .bytes
    }

    /// The pages as Typst lays them out from the file that a designer gets.
    fn lay_out(&self) -> PagedDocument {
        let files =
            pdf::typst_files(&self.document, &self.theme, pdf::book(&self.document, &self.words, &Imprint::default()).text);
        let desk = Desk { files, library: LazyHash::new(Library::default()), faces: fonts::library(&self.theme) };
        typst::compile(&desk).output.unwrap()
    }
}

/// Without what comes and goes at line ends, and in one normal form.
fn bare(text: &str) -> String {
    text.nfd()
        .filter(|c| {
            !c.is_whitespace()
                && !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        })
        .collect()
}

fn is_mark(letter: char) -> bool {
    unicode_normalization::char::is_combining_mark(letter)
}

/// The words of each run; a note mark parts a run in two.
struct Runs(Vec<String>);

impl Visitor for Runs {
    fn run(&mut self, _: Place, _: &Anchor, inlines: &[Inline], _: Span) {
        let parts = inlines.split(|inline| matches!(inline, Inline::NoteMark(_)));
        self.0.extend(parts.map(plain_text).filter(|text| !text.is_empty()));
    }

    fn text(&mut self, place: Place, _: &Anchor, text: &str, _: Span) {
        if place == Place::Code {
            self.0.extend(text.lines().map(str::to_string));
        }
    }
}

/// What Typst may see, as in a folder with these files.
struct Desk {
    files: BTreeMap<String, Vec<u8>>,
    library: LazyHash<Library>,
    faces: fonts::Library,
}

impl Desk {
    fn bytes(&self, id: FileId) -> FileResult<&Vec<u8>> {
        let path = id.vpath().get_without_slash();
        self.files.get(path).ok_or_else(|| FileError::NotFound(path.into()))
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.faces.typst_fonts().book()
    }

    fn main(&self) -> FileId {
        RootedPath::new(VirtualRoot::Project, VirtualPath::new("main.typ").unwrap()).intern()
    }

    fn source(&self, id: FileId) -> FileResult<typst::syntax::Source> {
        Ok(typst::syntax::Source::new(id, String::from_utf8(self.bytes(id)?.clone()).unwrap()))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        Ok(Bytes::new(self.bytes(id)?.clone()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.faces.typst_fonts().font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
