//! Reports for programs: what the built program writes for a source with
//! problems is golden, and holds whatever names and words are in it.

use std::fs;
use std::path::Path;

use crate::golden;
use crate::program::{STATEMENT, TEXT, copy, folder, repository, run, stderr, stdout};
use crate::sarif_schema;

const FORMATS: [(&str, &str); 4] = [("json", "json"), ("sarif", "sarif"), ("github", "txt"), ("junit", "xml")];

#[test]
fn each_format_is_as_it_was() {
    let work = tempfile::tempdir().expect("a temporary folder");
    copy(&repository("tests/reports/source"), &work.path().join("source"));
    for (format, extension) in FORMATS {
        let report = report(work.path(), format);
        let report = report.replace(&format!("\"{}\"", env!("CARGO_PKG_VERSION")), "\"VERSION\"");
        let path = repository("tests/reports").join(format!("{format}.{extension}"));
        golden::check(path.to_str().expect("a path in UTF-8"), &report);
    }
}

#[test]
fn a_sarif_report_is_valid() {
    let Some(schema) = sarif_schema::read() else { return };
    let work = tempfile::tempdir().expect("a temporary folder");
    copy(&repository("tests/reports/source"), &work.path().join("source"));
    for place in [work.path().to_path_buf(), hostile().path().to_path_buf(), sound().path().to_path_buf()] {
        let report = run(&place, &["build", "--format", "sarif"]);
        let report: serde_json::Value = serde_json::from_slice(&report.stdout).expect("the report is JSON");
        assert_eq!(sarif_schema::faults(&schema, &report), Vec::<String>::new());
    }
    for wrong in [
        r#"{ "version": "2.1.0" }"#,
        r#"{ "version": "2.1.0", "runs": [{ "tool": { "driver": {} } }] }"#,
        r#"{ "version": "2.0", "runs": [] }"#,
        r#"{ "version": "2.1.0", "runs": [], "more": 1 }"#,
    ] {
        let report = serde_json::from_str(wrong).expect("JSON");
        assert!(!sarif_schema::faults(&schema, &report).is_empty(), "{wrong} is called valid");
    }
}

#[test]
fn a_good_statement_has_an_empty_report_in_each_format() {
    let place = sound();
    let success = |format| {
        let output = run(place.path(), &["build", "--format", format]);
        assert!(output.status.success(), "{}", stderr(&output));
        assert_eq!(stderr(&output), "");
        stdout(&output)
    };
    assert_eq!(success("github"), "");
    let junit = success("junit");
    let junit = roxmltree::Document::parse(&junit).expect("well formed");
    assert_eq!(junit.root_element().attribute("failures"), Some("0"));
    for name in ["source/statement.yaml", "source/text.md", "output/a-small-statement.en.epub"] {
        assert!(junit.descendants().any(|case| case.attribute("name") == Some(name)), "no case for {name}");
    }
}

/// Names and words with line ends, control characters and what the formats
/// themselves are made of.
#[test]
fn no_name_or_word_breaks_out_of_its_place() {
    let place = hostile();
    let github = report(place.path(), "github");
    assert!(github.lines().all(|line| line.starts_with("::error ") || line.starts_with("::warning ")), "{github}");
    assert!(!github.contains('\r') && !github.contains('\u{1b}'), "{github:?}");
    let commands = github.lines().count();
    let junit = report(place.path(), "junit");
    let junit = roxmltree::Document::parse(&junit).expect("well formed");
    assert_eq!(junit.descendants().filter(|node| node.has_tag_name("failure")).count(), commands);
    let sarif: serde_json::Value = serde_json::from_str(&report(place.path(), "sarif")).expect("JSON");
    assert_eq!(sarif["runs"][0]["results"].as_array().map(Vec::len), Some(commands));
}

/// Reports name a file as it is found from the folder in which the program runs.
#[test]
fn paths_begin_at_the_current_folder() {
    let place = folder(&[
        ("texts/charter/statement.yaml", format!("{STATEMENT}theme: mine\n").as_bytes()),
        ("texts/charter/text.md", TEXT.as_bytes()),
        ("texts/themes/mine/tokens.yaml", b"extends: default\nroles:\n  color:\n    link: { light: nowhere }\n"),
        ("texts/single.md", b"No front matter.\n"),
    ]);
    let absolute = place.path().canonicalize().expect("there").join("texts/charter");
    let first = |source: &str, from: &str| {
        let output = run(&place.path().join(from), &["build", source, "--format", "json"]);
        let json: serde_json::Value = serde_json::from_str(&stdout(&output)).expect("JSON");
        json["problems"][0]["file"].as_str().unwrap_or_else(|| panic!("no problem: {json}")).to_string()
    };
    assert_eq!(first("texts/charter", ""), "texts/themes/mine/tokens.yaml");
    assert_eq!(first("./charter", "texts"), "themes/mine/tokens.yaml");
    assert_eq!(first(absolute.to_str().expect("UTF-8"), "texts"), "themes/mine/tokens.yaml");
    assert_eq!(first("texts/single.md", ""), "texts/single.md");
    assert_eq!(first("../single.md", "texts/charter"), "../single.md");
}

fn report(place: &Path, format: &str) -> String {
    let output = run(place, &["build", "--format", format]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert_eq!(stderr(&output), "", "the report is the only output");
    stdout(&output)
}

fn sound() -> tempfile::TempDir {
    folder(&[("source/statement.yaml", STATEMENT.as_bytes()), ("source/text.md", TEXT.as_bytes())])
}

fn hostile() -> tempfile::TempDir {
    let place = sound();
    let statement = format!("{STATEMENT}  - \"x\\n::error::y,z%0A.md\"\n\"a\\r\\n::set-output name=b::\\e[31m]]>\": c\n");
    fs::write(place.path().join("source/statement.yaml"), statement).expect("written");
    place
}
