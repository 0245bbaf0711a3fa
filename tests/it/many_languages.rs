//! A statement in several languages, made by the built program.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::program::{STATEMENT, TEXT, chapbook, run, stderr, stdout, write};
use crate::translated::{catalog, path, small};

const TAGS: [&str; 4] = ["en", "es", "he", "ht"];

fn name(tag: &str, ending: &str) -> String {
    format!("a-small-statement.{tag}.{ending}")
}

fn read(place: &Path, file: &str) -> String {
    fs::read_to_string(place.join("output").join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn manifest(place: &Path) -> Value {
    serde_json::from_str(&read(place, "manifest.json")).expect("JSON")
}

fn build(place: &Path, arguments: &[&str]) {
    let output = run(place, &[&["build"], arguments].concat());
    assert!(output.status.success(), "{}", stderr(&output));
}

/// The names and bytes of what is in `output`.
fn files(place: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(place.join("output")).expect("listed").flatten();
    entries.map(|entry| (entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).expect("read"))).collect()
}

/// Makes the catalog of a language lack a translation.
fn spoil(place: &Path, tag: &str) {
    let whole = fs::read_to_string(path(place, tag)).expect("there");
    let (before, rest) = whole.split_once("msgid \"first\"\nmsgstr \"").expect("it has the message");
    let (_, after) = rest.split_once('"').expect("the string ends");
    write(&path(place, tag), format!("{before}msgid \"first\"\nmsgstr \"\"{after}").as_bytes());
}

fn are_current(place: &Path) -> BTreeMap<String, bool> {
    let manifest = manifest(place);
    let entries = manifest["editions"].as_array().expect("a list").iter();
    entries.map(|entry| (entry["file"].as_str().expect("a name").to_string(), entry["isCurrent"] == true)).collect()
}

#[test]
fn every_language_is_made_in_every_format_and_found_again() {
    let place = small();
    build(place.path(), &[]);
    let made: BTreeSet<String> = files(place.path()).into_keys().collect();
    let mut expected: BTreeSet<String> =
        TAGS.iter().flat_map(|tag| ["pdf", "epub", "html"].map(|ending| name(tag, ending))).collect();
    expected.extend(["index.html", "manifest.json", "SHA256SUMS"].map(String::from));
    assert_eq!(made, expected);
    let manifest = manifest(place.path());
    let languages: Vec<(&str, &str, &str, &str)> = manifest["languages"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|entry| ["tag", "endonym", "title", "state"].map(|key| entry[key].as_str().expect("a string")))
        .map(|[tag, endonym, title, state]| (tag, endonym, title, state))
        .collect();
    assert_eq!(languages[0], ("en", "English", "A Small Statement", "original"));
    assert_eq!(languages[1], ("es", "español", "Una declaración breve", "draft"));
    assert_eq!(languages.iter().map(|entry| entry.0).collect::<Vec<_>>(), TAGS);

    let checked = run(place.path(), &["check", "--format", "json"]);
    assert!(checked.status.success(), "{}{}", stdout(&checked), stderr(&checked));
    let report: Value = serde_json::from_str(&stdout(&checked)).expect("JSON");
    assert_eq!(report["editions"].as_array().map(Vec::len), Some(12));

    // A word that is not in the catalog is found missing.
    write(&path(place.path(), "ht"), catalog(STATEMENT, TEXT, "ht").replace("premye", "dènye").as_bytes());
    let checked = run(place.path(), &["check"]);
    assert_eq!(checked.status.code(), Some(1));
    assert!(
        stderr(&checked).contains("a-small-statement.ht.epub") && !stderr(&checked).contains(".es."),
        "{}",
        stderr(&checked)
    );
    assert!(run(place.path(), &["check", "--language", "es"]).status.success());
}

#[test]
fn a_language_with_errors_stops_for_itself_and_its_last_editions_stay() {
    let place = small();
    build(place.path(), &[]);
    let before = files(place.path());
    spoil(place.path(), "ht");
    write(&path(place.path(), "es"), catalog(STATEMENT, TEXT, "es").replace("primero", "lo primero").as_bytes());
    let output = run(place.path(), &["build"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("languages/ht.po:"), "{}", stderr(&output));
    assert!(stderr(&output).contains("not made: ht; its last good editions stay"), "{}", stderr(&output));
    let after = files(place.path());
    for ending in ["pdf", "epub", "html"] {
        assert_eq!(before[&name("ht", ending)], after[&name("ht", ending)], "{ending}");
        assert_ne!(before[&name("es", ending)], after[&name("es", ending)], "{ending}");
    }
    for (file, is_current) in are_current(place.path()) {
        assert_eq!(is_current, !file.contains(".ht."), "{file}");
    }
    let index = read(place.path(), "index.html");
    assert_eq!(index.matches("This is the last good edition").count(), 1);
    for (file, bytes) in after.iter().filter(|(file, _)| *file != "manifest.json" && *file != "SHA256SUMS") {
        let line = format!("{}  {file}\n", chapbook::editions::manifest::sha256(bytes));
        assert!(read(place.path(), "SHA256SUMS").contains(&line), "{file}");
    }
    let report = run(place.path(), &["build", "--format", "json"]);
    let report: Value = serde_json::from_str(&stdout(&report)).expect("JSON");
    assert_eq!(report["failed"], serde_json::json!(["ht"]));
    assert_eq!(report["editions"][3]["language"], "es");
}

#[test]
fn a_catalog_that_cannot_be_read_stops_its_language_only() {
    let place = small();
    write(&path(place.path(), "he"), b"msgid \"no end\n");
    write(&path(place.path(), "no-language-at-all"), b"msgid \"\"\nmsgstr \"Language: no\\n\"\n");
    let output = run(place.path(), &["build"]);
    assert_eq!(output.status.code(), Some(1));
    let said = stderr(&output);
    assert!(said.contains("languages/he.po:") && said.contains("languages/no-language-at-all.po"), "{said}");
    assert!(said.contains("not made: he; there are no editions in it"), "{said}");
    assert!(files(place.path()).contains_key(&name("ht", "epub")));
}

#[test]
fn an_error_of_the_original_stops_all() {
    let place = small();
    build(place.path(), &[]);
    let before = files(place.path());
    write(&place.path().join("source/text.md"), TEXT.replace("[^word]\n", "[gone](#gone)[^word]\n").as_bytes());
    assert_eq!(run(place.path(), &["build"]).status.code(), Some(1));
    assert_eq!(files(place.path()), before);
}

#[test]
fn nobody_is_led_to_a_language_that_was_never_made() {
    let place = small();
    spoil(place.path(), "ht");
    assert_eq!(run(place.path(), &["build"]).status.code(), Some(1));
    for tag in ["en", "es", "he"] {
        let page = read(place.path(), &name(tag, "html"));
        assert!(!page.contains("hreflang=\"ht\"") && page.contains("hreflang=\"es\""), "{tag}");
    }
    assert!(!read(place.path(), "index.html").contains(".ht."));
    assert!(!files(place.path()).contains_key(&name("ht", "pdf")));
}

#[test]
fn one_language_can_be_made_and_the_others_stay() {
    let place = small();
    build(place.path(), &[]);
    let before = files(place.path());
    write(&path(place.path(), "es"), catalog(STATEMENT, TEXT, "es").replace("primero", "lo primero").as_bytes());
    spoil(place.path(), "ht");
    build(place.path(), &["--language", "es"]);
    let after = files(place.path());
    let changed: Vec<&String> = after.iter().filter(|(file, bytes)| before[*file] != **bytes).map(|(file, _)| file).collect();
    let expected = ["SHA256SUMS", "a-small-statement.es.epub", "a-small-statement.es.html", "a-small-statement.es.pdf"];
    assert_eq!(changed[..4], expected, "{changed:?}");
    assert!(are_current(place.path())[&name("en", "pdf")]);
    let unknown = run(place.path(), &["build", "--language", "fr"]);
    assert_eq!(unknown.status.code(), Some(1));
    assert!(stderr(&unknown).contains("only en, es, he, ht"), "{}", stderr(&unknown));
    assert_eq!(run(place.path(), &["build", "--language", "no tag"]).status.code(), Some(2));
}

#[test]
fn a_language_that_is_taken_away_is_removed() {
    let place = small();
    build(place.path(), &[]);
    fs::remove_file(path(place.path(), "he")).expect("removed");
    build(place.path(), &[]);
    assert!(files(place.path()).keys().all(|file| !file.contains(".he.")));
    assert!(!read(place.path(), "index.html").contains(".he."));
    assert!(!read(place.path(), &name("en", "html")).contains("hreflang=\"he\""));
}

/// The languages that a page names in `element`s with an address, and the addresses.
fn hreflangs(page: &str, element: &str) -> BTreeMap<String, String> {
    let value = |tag: &str, attribute: &str| {
        let (_, rest) = tag.split_once(&format!(" {attribute}=\""))?;
        Some(rest.split_once('"')?.0.to_string())
    };
    let start = format!("<{element} ");
    let tags = page.split(&start).skip(1).filter_map(|rest| rest.split('>').next()).map(|tag| format!(" {tag}"));
    tags.filter_map(|tag| Some((value(&tag, "hreflang")?, value(&tag, "href")?))).collect()
}

#[test]
fn every_page_leads_to_all_languages_and_machines_are_told_the_same() {
    let place = small();
    let yaml = format!("{STATEMENT}canonical: https://example.org/values/\n");
    for is_published in [false, true] {
        if is_published {
            write(&place.path().join("source/statement.yaml"), yaml.as_bytes());
        }
        build(place.path(), &[]);
        let mut said = Vec::new();
        for tag in TAGS {
            let page = read(place.path(), &name(tag, "html"));
            let shown = hreflangs(&page, "a");
            let others: Vec<&str> = TAGS.into_iter().filter(|other| *other != tag).collect();
            assert_eq!(shown.keys().collect::<Vec<_>>(), others, "{tag}");
            for (other, address) in &shown {
                assert_eq!(*address, name(other, "html"));
            }
            assert_eq!(page.matches("aria-current=\"page\"").count(), 1);
            let links = hreflangs(&page, "link");
            let (own, original) = (links[tag].clone(), links["x-default"].clone());
            assert_eq!(original, links["en"]);
            if is_published {
                assert!(page.contains(&format!("<link rel=\"canonical\" href=\"{own}\">")), "{tag}: {own}");
            }
            said.push(links);
        }
        assert!(said.iter().all(|links| *links == said[0]), "each names all, and at the same addresses: {said:?}");
        let expected =
            if is_published { "https://example.org/values/a-small-statement.he.html" } else { "a-small-statement.he.html" };
        assert_eq!(said[0]["he"], expected);
        assert_eq!(said[0].len(), 5);
    }
    assert!(run(place.path(), &["check", "--quiet"]).status.success());
    let page = read(place.path(), &name("es", "html"));
    write(
        &place.path().join("output").join(name("es", "html")),
        page.replace("hreflang=\"x-default\"", "hreflang=\"fr\"").as_bytes(),
    );
    let checked = run(place.path(), &["check"]);
    assert!(stderr(&checked).contains("`x-default` is at"), "{}", stderr(&checked));
}

#[test]
fn the_page_of_editions_offers_each_language() {
    let place = small();
    build(place.path(), &[]);
    let page = read(place.path(), "index.html");
    let (before, table) = page.split_once("<table").expect("a table");
    assert_eq!(table.matches("scope=\"row\"").count(), 4);
    for tag in TAGS {
        assert!(before.contains(&format!("systemLanguage=\"{tag}, ")), "{tag}");
        for ending in ["pdf", "epub", "html"] {
            assert!(table.contains(&format!("href=\"{}\" hreflang=\"{tag}\"", name(tag, ending))), "{tag} {ending}");
        }
    }
    assert!(table.contains("lang=\"he\" dir=\"rtl\">הצהרה קטנה"));
    assert_eq!(table.matches("is a draft").count(), 3);
}

#[test]
fn books_have_an_identifier_for_each_language() {
    let place = small();
    build(place.path(), &[]);
    let identifier = |tag: &str| {
        let bytes = fs::read(place.path().join("output").join(name(tag, "epub"))).expect("there");
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
        let package = archive.file_names().flatten().find(|file| file.ends_with(".opf")).expect("a package").into_owned();
        let text = std::io::read_to_string(archive.by_name(&package).expect("there")).expect("UTF-8");
        let (_, rest) = text.split_once("<dc:identifier").expect("an identifier");
        rest.split_once('>').and_then(|(_, rest)| rest.split_once('<')).expect("its words").0.to_string()
    };
    let all: BTreeSet<String> = TAGS.iter().map(|tag| identifier(tag)).collect();
    assert_eq!(all.len(), TAGS.len(), "{all:?}");
    assert!(all.iter().all(|identifier| identifier.starts_with("urn:uuid:")), "{all:?}");
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let place = small();
    let mut all = Vec::new();
    for threads in ["1", "4"] {
        let output =
            chapbook(place.path()).args(["build", "--force"]).env("RAYON_NUM_THREADS", threads).output().expect("starts");
        assert!(output.status.success(), "{}", stderr(&output));
        all.push(files(place.path()));
        fs::remove_dir_all(place.path().join("output")).expect("removed");
    }
    assert_eq!(all[0].keys().collect::<Vec<_>>(), all[1].keys().collect::<Vec<_>>());
    let differ: Vec<&String> = all[0].iter().filter(|(file, bytes)| all[1][*file] != **bytes).map(|(file, _)| file).collect();
    assert!(differ.is_empty(), "{differ:?}");
}

#[test]
fn a_warning_of_the_original_that_is_denied_stops_all() {
    let place = small();
    build(place.path(), &["--deny", "warnings"]);
    // The original says the same version of another text: a warning of all of them.
    write(&place.path().join("source/text.md"), TEXT.replace("first", "another").as_bytes());
    let output = run(place.path(), &["build", "--deny", "warnings"]);
    assert!(stderr(&output).contains("version-not-changed"), "{}", stderr(&output));
    assert_eq!(output.status.code(), Some(1));
    assert!(are_current(place.path()).values().all(|is_current| *is_current), "nothing was written");
}
