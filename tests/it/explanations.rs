//! What `chapbook explain` shows is what the program does.

use std::collections::BTreeSet;

use chapbook::diagnostics::{Colour, Diagnostics, ExampleFile, MemoryFolder, Severity, Sources, explanations, text};
use chapbook::document::{Date, Document, Imprint, Words};
use chapbook::render::pdf;
use chapbook::source::Entry;
use chapbook::{fonts, import, source, theme, translation};

/// Problems that no few lines of text can show, each with the reason. Each has
/// a folder in `tests/problems`.
const WITHOUT_FILES: [(&str, &[&str]); 6] = [
    ("needs a finished edition and a judge", &["judge-finding"]),
    ("needs a server", &["link-broken", "link-not-tried"]),
    ("needs an earlier build", &["anchor-changed", "font-changed", "version-not-changed"]),
    ("needs megabytes", &["file-too-large"]),
    ("needs a damaged font, which is no text", &["font-not-usable"]),
    (
        "needs a finished edition that was changed afterwards",
        &[
            "claim-not-true",
            "edition-facts-differ",
            "edition-foreign",
            "edition-missing",
            "edition-unreadable",
            "id-changed",
            "language-changed",
            "link-changed",
            "nesting-changed",
            "no-editions",
            "note-mark-changed",
            "role-changed",
            "structure-wrong",
            "text-added",
            "text-changed",
            "text-lost",
            "text-moved",
            "text-repeated",
        ],
    ),
];

#[test]
fn a_wrong_example_has_its_problem_alone_and_a_right_one_none() {
    let mut failures = Vec::new();
    for explanation in explanations() {
        let (wrong, report) = codes(&explanation.wrong);
        if !explanation.wrong.is_empty() && wrong != BTreeSet::from([explanation.code]) {
            failures.push(format!("the wrong example of `{}` gives {wrong:?}\n{report}", explanation.code));
        }
        let (right, report) = codes(&explanation.right);
        if !right.is_empty() {
            failures.push(format!("the right example of `{}` gives {right:?}\n{report}", explanation.code));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn only_what_needs_a_world_has_no_example() {
    let bare: Vec<_> =
        explanations().iter().filter(|explanation| explanation.wrong.is_empty()).map(|explanation| explanation.code).collect();
    let expected: BTreeSet<_> = WITHOUT_FILES.iter().flat_map(|(_, codes)| codes.iter().copied()).collect();
    assert_eq!(BTreeSet::from_iter(bare), expected);
}

/// Sets `document` with its theme, for the problems that only then come to light.
fn set(document: &Document, themes: &MemoryFolder, sources: &mut Sources, diagnostics: &mut Diagnostics) {
    let Some(theme) = theme::load(&document.metadata.theme, &[themes], sources, diagnostics) else { return };
    let (words, library) = (Words::english(), fonts::library(&theme));
    fonts::check_coverage(document, &words, &theme, &library, diagnostics);
    if diagnostics.has_errors() {
        return;
    }
    let made = pdf::render(document, &words, &theme, &library, &Imprint::default(), sources);
    diagnostics.append(made.map_or_else(|found| found, |pdf| pdf.diagnostics));
}

/// The codes that `files` give, and the report. The files are a theme, catalogs,
/// a folder with `statement.yaml`, a single Markdown file, or a text to import.
fn codes(files: &[ExampleFile]) -> (BTreeSet<&'static str>, String) {
    let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
    let folder = MemoryFolder::new(files.iter().map(|file| (file.path, file.bytes.clone())));
    let themes = MemoryFolder::new(
        files.iter().filter_map(|file| file.path.strip_prefix("themes/").map(|path| (path, file.bytes.clone()))),
    );
    match files.first().map(|file| file.path) {
        None => {}
        Some(path) if path.starts_with("themes/") => {
            theme::load("mine", &[&themes], &mut sources, &mut diagnostics);
        }
        Some(path) if path.starts_with("languages/") => {
            for file in files {
                translation::po::read_bytes(file.path, file.bytes.clone(), &mut sources, &mut diagnostics);
            }
        }
        Some(path) if path.ends_with(".txt") || path.ends_with(".html") => {
            let today = Date::parse("2024-05-01").expect("a day");
            let imported = import::read(path, &files[0].bytes, &folder, today);
            diagnostics.append(imported.map_or_else(|problems| problems, |imported| imported.problems));
        }
        Some(path) => {
            let entry = if path == "statement.yaml" { Entry::Folder } else { Entry::File(path.to_string()) };
            let document = source::read(&folder, &entry, &mut sources, &mut diagnostics);
            assert_eq!(document.is_none(), diagnostics.iter().any(|problem| problem.severity == Severity::Error));
            if let Some(document) = document {
                let catalogs = translation::catalogs(&folder, &document, &mut sources, &mut diagnostics);
                // One without messages is an example of its header.
                for file in catalogs.iter().filter(|file| !file.catalog.entries.is_empty()) {
                    translation::translate(&document, &file.catalog, &file.language, &sources, &mut diagnostics);
                }
                set(&document, &themes, &mut sources, &mut diagnostics);
            }
        }
    }
    let report = text(&diagnostics, &sources, Colour::Never);
    (diagnostics.iter().map(|problem| problem.code).collect(), report)
}
