//! Finished editions as versions, as the built program compares them: what they say
//! is what their source says, word for word.

use std::path::Path;

use chapbook::document::Format;
use serde_json::Value;

use crate::finished::{Finished, named};
use crate::program::{STATEMENT, TEXT, copy, folder, repository, run, stderr, stdout, write};

fn changes(folder: &Path, arguments: &[&str]) -> Value {
    let output = run(folder, &[&["changes"], arguments, &["--format", "json"]].concat());
    assert!(output.status.success(), "{arguments:?}: {}", stderr(&output));
    serde_json::from_str(&stdout(&output)).expect("JSON")
}

fn refused(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, &[&["changes"], arguments].concat());
    assert_eq!(output.status.code(), Some(1), "{arguments:?}: {}", stdout(&output));
    stderr(&output)
}

/// All that was deleted and all that was inserted, in their order.
fn words(found: &Value) -> [Vec<String>; 2] {
    let edits = found["edits"].as_array().expect("a list");
    let parts = || edits.iter().flat_map(|edit| edit["words"].as_array().into_iter().flatten());
    let of = |kind: &str| parts().filter_map(|part| part[kind].as_str()).map(str::to_string).collect();
    [of("deleted"), of("inserted")]
}

/// A folder with `old.html` and `old.epub`, the editions of `finished`.
fn editions(finished: &Finished) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for format in [Format::Html, Format::Epub] {
        write(&folder.path().join(format!("old.{}", format.extension())), finished.edition(format));
    }
    folder
}

/// An edition compared with its source, either way, has no edit; nor does it leave a
/// translation behind.
fn check_unchanged(path: &str, finished: &Finished) {
    let folder = editions(finished);
    let source = repository(path).to_string_lossy().into_owned();
    for edition in ["old.html", "old.epub"] {
        for [old, new] in [[edition, &source], [&source, edition]] {
            let found = changes(folder.path(), &[old, new]);
            assert_eq!(found["edits"], serde_json::json!([]), "{path}: {old} → {new}");
            for language in found["languages"].as_array().expect("a list") {
                assert_eq!(
                    (&language["stale"], &language["missing"]),
                    (&serde_json::json!([]), &serde_json::json!([])),
                    "{path}"
                );
            }
        }
    }
    assert_eq!(changes(folder.path(), &["old.html", "old.epub"])["edits"], serde_json::json!([]), "{path}");
}

#[test]
fn an_edition_says_what_its_source_says() {
    check_unchanged("tests/editions/every-construct", named("every-construct"));
    check_unchanged("tests/editions/ivrit", named("ivrit"));
    check_unchanged("source", named("source"));
    for path in ["deutsch", "opening-only", "library", "single.md", "long-sections", "lighthouse"] {
        let path = format!("tests/editions/{path}");
        check_unchanged(&path, &Finished::of(&path));
    }
}

/// The source with one word changed, compared with editions of the source.
fn check_word(path: &str, finished: &Finished, file: &str, [from, to]: [&str; 2]) {
    let folder = editions(finished);
    let source = folder.path().join("source");
    copy(&repository(path), &source);
    let text = std::fs::read_to_string(source.join(file)).expect("a text");
    assert!(text.contains(from), "{path}: {from}");
    write(&source.join(file), text.replacen(from, to, 1).as_bytes());
    for edition in ["old.html", "old.epub"] {
        // The source is what NEW is by default.
        let found = changes(folder.path(), &[edition]);
        assert_eq!(words(&found), [[from], [to]], "{path}: {edition}");
        assert_eq!(found["edits"].as_array().map(Vec::len), Some(1), "{path}: {edition}");
        let redline = run(folder.path(), &["changes", edition, "--format", "html", "-o", "redline.html", "--force"]);
        assert!(redline.status.success(), "{path}: {}", stderr(&redline));
        let page = std::fs::read_to_string(folder.path().join("redline.html")).expect("UTF-8");
        // One of each, and one of each to show what they look like.
        assert_eq!((page.matches("</ins>").count(), page.matches("</del>").count()), (2, 2), "{path}: {edition}");
    }
}

#[test]
fn one_word_changed_since_an_edition_is_one_insertion_and_one_deletion() {
    check_word("tests/editions/every-construct", named("every-construct"), "opening.md", ["lamp", "lantern"]);
    check_word("tests/editions/ivrit", named("ivrit"), "amana.md", ["הגינה", "החצר"]);
    check_word("tests/editions/deutsch", &Finished::of("tests/editions/deutsch"), "grundsaetze.md", ["Geduld", "Nachsicht"]);
    check_word("tests/editions/library", &Finished::of("tests/editions/library"), "rules.md", ["well", "river"]);
}

/// Two sources that differ in one word, and their editions in `output-old` and `output-new`.
fn built(only: &str) -> tempfile::TempDir {
    let new = TEXT.replacen("what we mean", "what we think", 1);
    assert_ne!(new, TEXT);
    let folder = folder(&[
        ("old/statement.yaml", STATEMENT.as_bytes()),
        ("old/text.md", TEXT.as_bytes()),
        ("new/statement.yaml", STATEMENT.as_bytes()),
        ("new/text.md", new.as_bytes()),
    ]);
    for name in ["old", "new"] {
        let output = run(folder.path(), &["build", name, "-o", &format!("output-{name}"), "--only", only]);
        assert!(output.status.success(), "{}", stderr(&output));
    }
    folder
}

#[test]
fn folders_of_editions_are_versions() {
    for only in ["html", "pdf,epub"] {
        let folder = built(only);
        for [old, new] in [["output-old", "new"], ["old", "output-new"], ["output-old", "output-new"]] {
            let found = changes(folder.path(), &[old, new]);
            assert_eq!(words(&found), [["mean"], ["think"]], "{old} → {new}");
            assert_eq!(found["has_words"], true);
        }
        let output = run(folder.path(), &["changes", "output-old", "output-new", "--format", "pdf", "-o", "redline.pdf"]);
        assert!(output.status.success(), "{}", stderr(&output));
    }
}

#[test]
fn of_pdfs_alone_is_known_which_texts_changed_and_not_how() {
    let folder = built("pdf");
    let found = changes(folder.path(), &["output-old", "new"]);
    assert_eq!((&found["has_words"], &found["edits"][0]["id"]), (&Value::from(false), &Value::from("trust.2")), "{found}");
    assert_eq!(found["edits"].as_array().map(Vec::len), Some(1));
    assert_eq!(changes(folder.path(), &["output-old", "old"])["edits"], serde_json::json!([]));
    let said = refused(folder.path(), &["output-old", "new", "--format", "html"]);
    assert!(said.contains("not what they said"), "{said}");
    let said = refused(folder.path(), &["old", "output-new"]);
    assert!(said.contains("only PDFs"), "{said}");
    let said = refused(folder.path(), &["output-old/a-small-statement.en.pdf", "new"]);
    assert!(said.contains("name the EPUB or the HTML edition"), "{said}");
}

/// A page of the web with much around it, before and after; it says neither its version nor its day.
#[test]
fn pages_of_the_web_are_compared_by_what_they_say() {
    let page = |menu: &str, word: &str| {
        format!(
            "<!DOCTYPE html><html lang=\"en\"><head><title>Our ferry</title></head><body><nav><a href=\"/\">{menu}</a></nav><article>\
             <h1>Our ferry</h1><p>The ferry leaves at dawn, whatever the weather, and waits for nobody.</p><h2>Fares</h2>\
             <p>Children go <em>free</em>, and everybody else pays {word} coins.</p></article></body></html>"
        )
    };
    let folder = folder(&[
        ("page-of-may.html", page("Home", "three").as_bytes()),
        ("saved page.html", page("Start", "four").as_bytes()),
        ("damaged.epub", b"PK\x03\x04 no book"),
        ("empty.html", b"<html><body></body></html>"),
    ]);
    let found = changes(folder.path(), &["page-of-may.html", "saved page.html"]);
    assert_eq!(words(&found), [["three"], ["four"]], "{found}");
    let output = run(folder.path(), &["import", "page-of-may.html", "-o", "source"]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert_eq!(changes(folder.path(), &["page-of-may.html"])["edits"], serde_json::json!([]));
    write(&folder.path().join("catalog.po"), b"msgid \"\"\nmsgstr \"\"\n");
    for [file, why] in [
        ["damaged.epub", "`damaged.epub` "],
        ["empty.html", "has no text"],
        ["no-such.epub", "there is no file `no-such.epub`"],
        ["catalog.po", "say with `--language`"],
        [".", "such as `./damaged.epub`"],
    ] {
        let said = refused(folder.path(), &[file]);
        assert!(said.contains(why), "{said}");
    }
    let said = refused(folder.path(), &["page-of-may.html", "--source", "nowhere"]);
    assert!(said.contains("name the new version after the old one"), "{said}");
}
