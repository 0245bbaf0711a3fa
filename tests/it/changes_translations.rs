//! What changed in a translation, as the built program tells and shows it.

use std::path::Path;

use serde_json::Value;

use crate::judged;
use crate::program::{copy, repository, run, stderr, stdout, write};

fn changes(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, &[&["changes"], arguments].concat());
    assert!(output.status.success(), "{arguments:?}: {}", stderr(&output));
    stdout(&output)
}

fn edits(folder: &Path, arguments: &[&str]) -> Vec<Value> {
    let json = changes(folder, &[arguments, &["--format", "json"]].concat());
    let json: Value = serde_json::from_str(&json).expect("JSON");
    json["edits"].as_array().expect("a list").clone()
}

/// A folder with `old` and `new`, a statement with its translations, in one of which
/// `from` was replaced by `to`.
fn edited(statement: &str, language: &str, [from, to]: [&str; 2]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["old", "new"] {
        copy(&repository(statement), &folder.path().join(name));
    }
    let path = folder.path().join(format!("new/languages/{language}.po"));
    let catalog = std::fs::read_to_string(&path).expect("a catalog");
    assert!(catalog.contains(from), "{from}");
    write(&path, catalog.replacen(from, to, 1).as_bytes());
    folder
}

/// One word of the translation is one insertion and one deletion, in its language and
/// direction; the original and the other translations did not change.
fn check(statement: &str, language: &str, others: &[&str], [from, to]: [&str; 2], direction: &str, said: &str) {
    let folder = edited(statement, language, [from, to]);
    let found = edits(folder.path(), &["old", "new", "--language", language]);
    assert_eq!(found.len(), 1, "{language}: {found:#?}");
    let of = |kind: &str| -> Vec<&str> {
        found[0]["words"].as_array().expect("words").iter().filter_map(|part| part[kind].as_str()).collect()
    };
    assert_eq!((of("deleted"), of("inserted")), (vec![from], vec![to]), "{language}");
    assert!(edits(folder.path(), &["old", "new"]).is_empty());
    for other in others {
        assert!(edits(folder.path(), &["old", "new", "--language", other]).is_empty(), "{other}");
    }
    for format in ["html", "pdf"] {
        let file = format!("redline.{format}");
        changes(folder.path(), &["old", "new", "--language", language, "--format", format, "-o", &file]);
        judged::keep(&std::fs::read(folder.path().join(&file)).expect("it was written"), format);
    }
    let page = std::fs::read_to_string(folder.path().join("redline.html")).expect("UTF-8");
    assert!(page.contains(&format!("<html lang=\"{language}\" dir=\"{direction}\"")), "{language}");
    assert_eq!((page.matches("</ins>").count(), page.matches("</del>").count()), (2, 2), "{language}");
    assert!(page.contains(said), "{language}: the program does not say {said}");
}

#[test]
fn a_word_of_a_translation_is_one_insertion_and_one_deletion() {
    check("source", "es", &["vi", "en"], ["comunicarnos", "entendernos"], "ltr", "Qué ha cambiado");
    check("source", "ar", &["ko"], ["نعيش", "نحيا"], "rtl", "ما الذي تغيّر");
    // Parts of it are not translated, and say so.
    check("tests/editions/lighthouse", "he", &["de"], ["השחר", "הבוקר"], "rtl", "מה השתנה");
}

#[test]
fn the_edition_in_a_language_says_what_the_translation_says() {
    let folder = edited("tests/editions/lighthouse", "de", ["Treppe", "Stiege"]);
    let built = run(folder.path(), &["build", "old", "-o", "output", "--only", "html,epub"]);
    assert!(built.status.success(), "{}", stderr(&built));
    for language in ["de", "he"] {
        assert!(edits(folder.path(), &["output", "old", "--language", language]).is_empty(), "{language}");
        let book = format!("output/lighthouse.{language}.epub");
        assert!(edits(folder.path(), &[&book, "old", "--language", language]).is_empty(), "{language}");
    }
    assert!(edits(folder.path(), &["output", "old"]).is_empty());
    let found = edits(folder.path(), &["output", "new", "--language", "de"]);
    assert_eq!(found.len(), 1, "{found:#?}");
}

/// What a translator has not done yet stops no comparison, though the editions are refused.
#[test]
fn an_unfinished_translation_is_compared_as_far_as_it_goes() {
    let folder = edited("source", "es", ["msgstr \"Debemos llegar a comunicarnos muy bien.\"", "msgstr \"\""]);
    let refused = run(folder.path(), &["build", "new", "-o", "output", "--language", "es", "--only", "html"]);
    assert!(!refused.status.success());
    assert!(!edits(folder.path(), &["old", "new", "--language", "es"]).is_empty());
}

#[test]
fn it_is_said_why_a_translation_cannot_be_compared() {
    let folder = edited("tests/editions/lighthouse", "de", ["Treppe", "Stiege"]);
    let built = run(folder.path(), &["build", "old", "-o", "output", "--only", "html"]);
    assert!(built.status.success(), "{}", stderr(&built));
    let pages = run(folder.path(), &["build", "old", "-o", "pages", "--only", "pdf"]);
    assert!(pages.status.success(), "{}", stderr(&pages));
    for (arguments, expected) in [
        (&["old", "new", "--language", "fr"][..], "has translations into de, he"),
        (&["output", "new", "--language", "fr"], "only in de, en, he"),
        (&["pages", "new", "--language", "de"], "in the language of the original"),
        (&["output/lighthouse.de.html", "new"], "pass `--language de`"),
        (&["old", "output/lighthouse.de.html", "--language", "he"], "is in `de`: name the edition in `he`"),
    ] {
        let refused = run(folder.path(), &[&["changes"], arguments].concat());
        assert_eq!(refused.status.code(), Some(1), "{arguments:?}");
        assert!(stderr(&refused).contains(expected), "{arguments:?}: {}", stderr(&refused));
    }
}
