//! Importing editions of this program: their source comes back, and editions
//! made from it say the same words.

use chapbook::diagnostics::{Colour, Diagnostics, MemoryFolder, Sources, text};
use chapbook::document::{Date, Format, Translation};
use chapbook::import;
use chapbook::source::{Entry, read};
use chapbook::verify::{self, Transcript};

use crate::finished::{Finished, named};

fn transcript(format: Format, bytes: &[u8]) -> Transcript {
    let found = match format {
        Format::Html => verify::html::read(bytes),
        Format::Epub => verify::epub::read(bytes),
        Format::Pdf => unreachable!("no PDF is imported"),
    };
    found.expect("an edition").transcript
}

/// The statement comes back from its edition in `format`; both formats of it say the same again.
fn check(path: &str, finished: &Finished, format: Format) {
    let document = &finished.document;
    let name = format!("{}.{}", document.metadata.stem(), format.extension());
    let today = Date::parse("2024-02-29").expect("a day");
    let imported = import::read(&name, finished.edition(format), &MemoryFolder::default(), today);
    let imported = imported.unwrap_or_else(|problems| panic!("{path}: {}", text(&problems, &Sources::new(), Colour::Never)));
    assert_eq!(text(&imported.problems, &Sources::new(), Colour::Never), "", "{path} as {name} has losses");
    let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
    read(&MemoryFolder::new(imported.files.clone()), &Entry::Folder, &mut sources, &mut diagnostics);
    assert_eq!(text(&diagnostics, &sources, Colour::Never), "", "{path} as {name}");
    let mut files = imported.files;
    // A theme is no part of an edition.
    if document.metadata.theme != "default" {
        files[0].1.extend(format!("theme: {}\n", document.metadata.theme).into_bytes());
    }
    let again = Finished::made(path, files, &Entry::Folder);
    for other in [Format::Html, Format::Epub] {
        let (before, after) = (transcript(other, finished.edition(other)), transcript(other, again.edition(other)));
        for (before, after) in before.lines.iter().zip(&after.lines) {
            assert_eq!(before, after, "{path}, imported from {name}, as {}", other.name());
        }
        assert_eq!(before, after, "{path}, imported from {name}, as {}", other.name());
    }
}

fn check_both(path: &str, finished: &Finished) {
    check(path, finished, Format::Html);
    check(path, finished, Format::Epub);
}

#[test]
fn every_construct_comes_back_from_its_editions() {
    check_both("every-construct", named("every-construct"));
}

#[test]
fn the_statement_of_this_repository_comes_back_from_its_editions() {
    check_both("source", named("source"));
}

#[test]
fn a_statement_from_right_to_left_comes_back_from_its_editions() {
    check_both("ivrit", named("ivrit"));
}

#[test]
fn statements_of_other_shapes_come_back_from_their_editions() {
    for path in [
        "tests/editions/deutsch",
        "tests/editions/opening-only",
        "tests/editions/library",
        "tests/editions/single.md",
        "tests/editions/long-sections",
    ] {
        check_both(path, &Finished::of(path));
    }
}

/// What people said of an edition is not said of the new ones made from it, and is named.
#[test]
fn who_translated_and_who_evaluated_an_edition_is_listed() {
    let check = |finished: &Finished, expected: &str| {
        for format in [Format::Html, Format::Epub] {
            let name = format!("{}.{}", finished.document.metadata.stem(), format.extension());
            let today = Date::parse("2024-02-29").expect("a day");
            let imported = import::read(&name, finished.edition(format), &MemoryFolder::default(), today).expect("an edition");
            let said: Vec<String> = imported.problems.iter().map(|problem| problem.message.clone()).collect();
            assert!(said.iter().any(|message| message.starts_with(expected)), "{name}: {said:?}");
        }
    };
    let yaml = "title: Gates\nlanguage: en\npublished: 2024-02-29\nversion: \"1\"\ntexts: [a.md]\n\
                evaluation:\n  by: Ada Bell\n  date: 2024-03-01\n  report: https://bell.example/gates\n";
    let files = vec![("statement.yaml".to_string(), yaml.into()), ("a.md".to_string(), "# Gates\n\nWe open gates.\n".into())];
    let finished = Finished::made("gates", files.clone(), &Entry::Folder);
    check(&finished, "who evaluated this edition is not said of new ones: its colophon: “Ada Bell evaluated the editions on");
    let mut finished = Finished::made("gates", files, &Entry::Folder);
    finished.imprint.translation = Some(Translation { translators: vec!["Bo Ash".to_string()], ..Translation::default() });
    check(&finished, "what this edition says of its translation was left out: its colophon: “Translated by Bo Ash.");
}
