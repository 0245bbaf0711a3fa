//! Importing Markdown with the front matter of Pandoc, Quarto, Jekyll, Hugo and
//! of our own: the folder can be built at once. What the program says and makes
//! of each text in `tests/import/front-matter` is beside it.

use std::path::Path;
use std::process::Output;

use tempfile::TempDir;

use crate::golden;
use crate::program::{chapbook, copy, folder, repository, run, stderr, stdout};
use crate::statements::collect;

const FOLDER: &str = "tests/import/front-matter";

fn import(work: &Path, name: &str) -> Output {
    let mut command = chapbook(work);
    // 2024-02-29
    command.args(["import", name, "-o", "source"]).env("SOURCE_DATE_EPOCH", "1709164800");
    command.output().expect("the program starts")
}

/// A folder in which the text called `name` was imported, and what was said.
fn imported(name: &str) -> (TempDir, String) {
    let work = tempfile::tempdir().expect("a temporary folder");
    copy(&repository(FOLDER), work.path());
    let output = import(work.path(), name);
    assert!(output.status.success(), "{name}: {}", stderr(&output));
    (work, format!("{}\n{}", stderr(&output), stdout(&output)))
}

/// The folder made of the text called `name` is as expected, and can be built.
fn check(name: &str) {
    let (work, mut said) = imported(name);
    let mut files = Vec::new();
    collect(&work.path().join("source"), "", &mut files);
    files.sort();
    for (path, bytes) in &files {
        let source = std::fs::read(repository(FOLDER).join(path)).ok();
        match String::from_utf8(bytes.clone()) {
            Ok(words) if !path.ends_with(".svg") => said.push_str(&format!("\n== {path}\n{words}")),
            _ => {
                assert_eq!(source.as_ref(), Some(bytes), "{path} is not as it was");
                said.push_str(&format!("\n== {path}\n"));
            }
        }
    }
    golden::check(&format!("{FOLDER}/{name}.imported"), &said);
    let built = run(work.path(), &["build", "source", "--deny", "warnings"]);
    assert!(built.status.success(), "{name}: {}", stderr(&built));
}

#[test]
fn front_matter_of_pandoc_becomes_the_statement() {
    check("harvest-pandoc.md");
}

#[test]
fn front_matter_of_quarto_becomes_the_statement() {
    check("well-quarto.qmd");
}

#[test]
fn front_matter_of_jekyll_becomes_the_statement() {
    check("2022-05-01-bell-jekyll.md");
}

#[test]
fn front_matter_of_hugo_becomes_the_statement() {
    check("boat-hugo.md");
}

/// Pictures go along without front matter as with it.
#[test]
fn pictures_beside_a_text_go_along() {
    check("lamp-without.md");
}

#[test]
fn front_matter_of_our_own_gets_what_it_lacks() {
    check("gate-title-alone.md");
}

/// Its pictures are there already, and stay.
#[test]
fn a_text_can_be_imported_where_it_lies() {
    let work = tempfile::tempdir().expect("a temporary folder");
    copy(&repository(FOLDER), work.path());
    let output = run(work.path(), &["import", "lamp-without.md", "-o", "."]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(work.path().join("statement.yaml").exists());
    let again = run(work.path(), &["import", "harvest-pandoc.md", "-o", "."]);
    assert!(stderr(&again).contains("`./statement.yaml` is already there"), "{}", stderr(&again));
}

/// Not a character of the metadata and of the text is another.
#[test]
fn front_matter_of_our_own_stays_as_it_is() {
    check("ford-own.md");
    let written = std::fs::read_to_string(repository(FOLDER).join("ford-own.md")).expect("the text is there");
    let (metadata, text) = written.strip_prefix("---\n").and_then(|rest| rest.split_once("---\n")).expect("front matter");
    let (work, _) = imported("ford-own.md");
    let made = |name: &str| std::fs::read_to_string(work.path().join("source").join(name)).expect("it was made");
    assert_eq!(made("statement.yaml"), format!("{metadata}texts:\n  - ford-own.md\n"));
    assert_eq!(made("ford-own.md"), text.trim_start());
}

#[test]
fn front_matter_that_cannot_be_read_is_refused_with_its_line() {
    let texts: [(&str, &str); 4] = [
        ("toml.md", "+++\ntitle = \"The Gate\"\n+++\n\nWords.\n"),
        ("colon.md", "---\ntitle: The Gate: a rule\n---\n\nWords.\n"),
        ("bracket.md", "---\ntitle: The Gate\ntags: [gates\n---\n\nWords.\n"),
        ("list.md", "---\n- The Gate\n---\n\nWords.\n"),
    ];
    let said = texts.map(|(name, text)| {
        let work = folder(&[(name, text.as_bytes())]);
        let output = import(work.path(), name);
        assert!(!output.status.success() && !work.path().join("source").exists(), "{name} was imported");
        stderr(&output)
    });
    golden::check(&format!("{FOLDER}/refused.report"), &said.join("\n"));
}
