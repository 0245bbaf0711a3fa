//! Is every word of a document in its finished editions, in order?

use std::sync::OnceLock;

use chapbook::diagnostics::{Diagnostics, MemoryFolder, Sources, Span};
use chapbook::document::{Anchor, Document, Inline, Place, Visitor, Words, walk};
use chapbook::fonts::{self, Library};
use chapbook::source::{Entry, read};
use chapbook::theme::{self, Theme};

use crate::judged;
use crate::program::{run, stderr, write};
use crate::reading_back::{epub_text, first_lost, html_text, pdf_text, words};

/// The document of a statement's `files`, if there is no error, and the codes of all problems, each once.
pub fn document(files: &[(String, Vec<u8>)], entry: &Entry) -> (Option<Document>, Vec<&'static str>) {
    let mut diagnostics = Diagnostics::new();
    let document = read(&MemoryFolder::new(files.to_vec()), entry, &mut Sources::new(), &mut diagnostics);
    let mut codes: Vec<_> = diagnostics.iter().map(|problem| problem.code).collect();
    codes.sort_unstable();
    codes.dedup();
    (document, codes)
}

/// Whether the faces of the default theme have every character of `document`.
pub fn fits_the_typeface(document: &Document) -> bool {
    static THEME: OnceLock<(Theme, Library)> = OnceLock::new();
    let mut diagnostics = Diagnostics::new();
    let (theme, library) = THEME.get_or_init(|| {
        let theme =
            theme::load("default", &[], &mut Sources::new(), &mut Diagnostics::new()).expect("the default theme is right");
        let library = fonts::library(&theme);
        (theme, library)
    });
    fonts::check_coverage(document, &Words::english(), theme, library, &mut diagnostics);
    diagnostics.is_empty()
}

/// Builds a statement that may have problems of the codes `allowed` with the program, which compares its editions with it,
/// keeps the three for the judges and looks for each word of its text in each of them. The document, and how
/// many words were found.
pub fn check(files: &[(String, Vec<u8>)], allowed: &[&str]) -> (Document, usize) {
    check_and(judged::keep, files, allowed)
}

/// The same for a statement whose words are not in the language that it declares, of which judges would rightly warn.
pub fn check_unjudged(files: &[(String, Vec<u8>)], allowed: &[&str]) -> (Document, usize) {
    check_and(|_, _| {}, files, allowed)
}

fn check_and(keep: fn(&[u8], &str), files: &[(String, Vec<u8>)], allowed: &[&str]) -> (Document, usize) {
    let (document, codes) = document(files, &Entry::Folder);
    let document = document.unwrap_or_else(|| panic!("the statement has problems: {codes:?}"));
    assert!(codes.iter().all(|code| allowed.contains(code)), "the statement has problems: {codes:?}");
    let place = tempfile::tempdir().expect("a temporary folder");
    for (path, bytes) in files {
        write(&place.path().join("source").join(path), bytes);
    }
    let output = run(place.path(), &["build", "source", "-o", "output"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let stem = document.metadata.stem();
    let edition = |format: &str| {
        let bytes = std::fs::read(place.path().join("output").join(format!("{stem}.{format}"))).expect("the edition is there");
        keep(&bytes, format);
        bytes
    };
    let html = String::from_utf8(edition("html")).expect("UTF-8");
    let mut count = 0;
    for (format, text) in
        [("PDF", pdf_text(&edition("pdf"))), ("EPUB", epub_text(&edition("epub"))), ("HTML", html_text(&html))]
    {
        count = compare(&document, format, &text);
    }
    (document, count)
}

/// The notes stand at the foot of the page or at the end, so they are looked for by themselves.
fn compare(document: &Document, format: &str, text: &str) -> usize {
    let found = words(text);
    let (mut main, mut notes) = (Shown::default(), Shown::default());
    walk(&Document { notes: Vec::new(), ..document.clone() }, &mut main);
    walk(&Document { opening: Vec::new(), sections: Vec::new(), ..document.clone() }, &mut notes);
    for wanted in [&main.0, &notes.0] {
        if let Some((index, word)) = first_lost(wanted, &found) {
            let before = wanted[index.saturating_sub(12)..index].join(" ");
            panic!("the {format} edition lost `{word}`, word {index}, after `{before}`");
        }
    }
    main.0.len() + notes.0.len()
}

/// The words of each run of text, in reading order. Images are left out: what
/// stands for them is no text of the page.
#[derive(Default)]
struct Shown(Vec<String>);

impl Visitor for Shown {
    fn run(&mut self, _: Place, _: &Anchor, inlines: &[Inline], _: Span) {
        let mut text = String::new();
        push_text(inlines, &mut text);
        self.0.extend(words(&text));
    }

    fn text(&mut self, place: Place, _: &Anchor, text: &str, _: Span) {
        if place != Place::Alternative {
            self.0.extend(words(text));
        }
    }
}

fn push_text(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text { text, .. } | Inline::Code { text, .. } => out.push_str(text),
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Strikethrough(inner)
            | Inline::Superscript(inner)
            | Inline::Subscript(inner)
            | Inline::Isolate(inner)
            | Inline::Keyboard(inner)
            | Inline::Citation(inner)
            | Inline::Foreign { inlines: inner, .. } => push_text(inner, out),
            Inline::Link(link) => push_text(&link.inlines, out),
            Inline::Changed(changed) => push_text(&changed.inlines, out),
            Inline::Image { .. } | Inline::NoteMark(_) => {}
            Inline::LineBreak => out.push(' '),
        }
    }
}
