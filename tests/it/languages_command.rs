//! `chapbook languages` as an editor and a translator use it.

use std::fs;
use std::path::Path;

use crate::gettext;
use crate::program::{STATEMENT, TEXT, folder, run, stderr, stdout};

const CATALOG: &str = "source/languages/es.po";

/// A statement with a Spanish catalog in which every message is translated.
fn translated() -> tempfile::TempDir {
    let work = folder(&[("source/statement.yaml", STATEMENT.as_bytes()), ("source/text.md", TEXT.as_bytes())]);
    languages(work.path(), &["add", "es"]);
    let catalog = read(work.path(), CATALOG);
    let full = catalog.split("\n\n").map(|message| match message.strip_suffix("msgstr \"\"") {
        Some(bare) if !message.starts_with("msgid") => format!("{bare}msgstr \"[{}]\"", original(message)),
        Some(_) | None => message.trim_end().to_string(),
    });
    let full: Vec<String> = full.collect();
    fs::write(work.path().join(CATALOG), full.join("\n\n") + "\n").unwrap();
    assert_eq!(languages(work.path(), &["update"]), "es: unchanged; complete\n");
    work
}

fn original(message: &str) -> &str {
    let line = message.lines().find_map(|line| line.strip_prefix("msgid \"")).expect("an original");
    line.strip_suffix('"').expect("a line")
}

fn read(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).expect("it is there")
}

fn languages(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, &[&["languages"], arguments].concat());
    assert!(output.status.success(), "{}", stderr(&output));
    stdout(&output)
}

/// Replaces `before` in the text, and says what an update then says and changes.
fn change(folder: &Path, before: &str, after: &str) -> String {
    let path = folder.join("source/text.md");
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(before), "{text}");
    fs::write(&path, text.replace(before, after)).unwrap();
    let said = languages(folder, &["update"]);
    let once = read(folder, CATALOG);
    assert!(languages(folder, &["update"]).starts_with("es: unchanged"), "twice is as once");
    assert_eq!(read(folder, CATALOG), once);
    said
}

#[test]
fn a_new_catalog_can_be_translated_with_any_tool() {
    let work = folder(&[("source/statement.yaml", STATEMENT.as_bytes()), ("source/text.md", TEXT.as_bytes())]);
    let said = languages(work.path(), &["add", "es", "zh-hans"]);
    assert!(said.starts_with("es: made source/languages/es.po with "), "{said}");
    assert!(said.contains("\nzh-Hans: made source/languages/zh-Hans.po with "), "{said}");
    let catalog = read(work.path(), "source/languages/zh-Hans.po");
    assert!(catalog.contains("\"Language: zh_Hans\\n\"\n"), "{catalog}");
    assert!(catalog.contains("\"X-Statement: urn:uuid:5b0b3a5e-1c2d-5e6f-8a7b-0123456789ab\\n\"\n"), "{catalog}");
    assert!(catalog.contains("msgctxt \"program:contents\"\nmsgid \"Contents\"\nmsgstr \"目录\"\n"), "{catalog}");
    assert!(catalog.contains("msgctxt \"language:name\"\nmsgid \"English\"\nmsgstr \"简体中文\"\n"), "{catalog}");
    assert!(catalog.contains("#: text.md\n#, markdown-text\nmsgctxt \"trust\"\nmsgid \"Trust\"\nmsgstr \"\"\n"), "{catalog}");
    assert!(!catalog.contains("Creation-Date"), "no clock");
    let template = read(work.path(), "source/languages/statement.pot");
    assert!(template.contains("msgid \"Contents\"\nmsgstr \"\"\n"), "{template}");
    for file in [&catalog, &read(work.path(), CATALOG)] {
        let Some(said) = gettext::run("msgfmt", &["--check", "-o", "/dev/null", "-"], file) else { return };
        assert_eq!(said, Ok(String::new()));
    }
}

#[test]
fn a_paragraph_that_is_wrapped_anew_changes_no_catalog() {
    let work = translated();
    let before = read(work.path(), CATALOG);
    let said =
        change(work.path(), "We say what we mean, and we do what we say.", "We say what we mean,\nand we do\nwhat we say.");
    assert_eq!(said, "es: unchanged; complete\n");
    assert_eq!(read(work.path(), CATALOG), before);
}

#[test]
fn a_changed_word_makes_one_message_stale() {
    let work = translated();
    let said = change(work.path(), "We say what we mean", "We say what we think");
    assert_eq!(said, "es: 1 changed; 1 stale and 0 missing, 11 words to do\n");
    let catalog = read(work.path(), CATALOG);
    assert_eq!(catalog.matches("#, fuzzy").count(), 1);
    assert!(catalog.contains("#| msgid \"We say what we mean, and"), "{catalog}");
    let said = change(work.path(), "We say what we think", "We say what we mean");
    assert_eq!(said, "es: 1 changed; complete\n");
}

#[test]
fn what_is_inserted_parted_moved_or_renamed_makes_nothing_else_stale() {
    let work = translated();
    let say = "We say what we mean, and we do what we say.[^word]\n";
    let inserted = change(work.path(), say, &format!("Nobody is turned away.\n\n{say}"));
    assert!(
        inserted.starts_with("es: 1 new, ") && inserted.ends_with("; 0 stale and 1 missing, 4 words to do\n"),
        "{inserted}"
    );
    let removed = change(work.path(), "Nobody is turned away.\n\n", "");
    assert!(removed.ends_with(" 1 gone; complete\n"), "{removed}");
    let renamed = change(work.path(), "# Trust", "# Keeping faith");
    assert!(renamed.ends_with("0 stale and 1 missing, 2 words to do\n"), "{renamed}");
    let back = change(work.path(), "# Keeping faith", "# Trust");
    assert!(back.ends_with("; complete\n"), "{back}");
    let moved = change(work.path(), "- first\n- second", "- second\n- first");
    assert_eq!(moved, "es: 2 moved; complete\n");
    let parted = change(work.path(), "mean, and we do what we say.[^word]", "mean.\n\nWe do what we say.[^word]");
    assert!(parted.contains("; 1 stale and 1 missing, "), "{parted}");
}

#[test]
fn the_status_is_a_table_or_json() {
    let work = translated();
    languages(work.path(), &["add", "ko"]);
    let table = languages(work.path(), &["status"]);
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(
        lines[0].split_whitespace().collect::<Vec<_>>(),
        ["language", "translated", "stale", "missing", "words", "to", "do"]
    );
    let es: Vec<&str> = lines[1].split_whitespace().collect();
    assert_eq!((es[0], &es[2..]), ("es", &["0", "0", "0", "[####################]"][..]), "{table}");
    assert!(lines[2].starts_with("ko ") && lines[2].ends_with(".]"), "{table}");
    let json: serde_json::Value = serde_json::from_str(&languages(work.path(), &["status", "--format", "json"])).unwrap();
    assert_eq!(json["languages"][0]["language"], "es");
    assert_eq!(json["languages"][0]["file"], CATALOG);
    assert_eq!(json["languages"][0]["missing"], 0);
    assert!(json["languages"][1]["words_to_do"].as_u64() > Some(10), "{json}");
}

fn check_refused(folder: &Path, arguments: &[&str], code: i32, said: &str) {
    let output = run(folder, &[&["languages"], arguments].concat());
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", stderr(&output));
    assert!(stderr(&output).contains(said), "{arguments:?}: {}", stderr(&output));
}

#[test]
fn a_language_is_added_once_and_only_if_it_exists() {
    let work = translated();
    let before = read(work.path(), CATALOG);
    check_refused(work.path(), &["add", "xq"], 2, "there is no such language");
    check_refused(work.path(), &["add", "pt_BR"], 2, "write `pt-BR`");
    check_refused(work.path(), &["add", "ar", "es"], 1, "there is a catalog for `es` already");
    check_refused(work.path(), &["add", "es-latn"], 1, "which is the same as `es-Latn`");
    check_refused(work.path(), &["add", "he", "iw"], 1, "are the same language");
    check_refused(work.path(), &["add", "en"], 1, "the language in which the statement is written");
    assert!(!work.path().join("source/languages/ar.po").exists(), "all or none");
    assert_eq!(read(work.path(), CATALOG), before);
}

/// As `translation-without-catalog` advises.
#[test]
fn a_language_that_is_spoken_of_can_be_added() {
    let yaml = format!("{STATEMENT}languages: {{ de: {{ partial: true }}, ht: {{ state: draft }} }}\n");
    let work = folder(&[("source/statement.yaml", yaml.as_bytes()), ("source/text.md", TEXT.as_bytes())]);
    languages(work.path(), &["add", "de"]);
    assert!(work.path().join("source/languages/de.po").exists());
}

#[test]
fn a_statement_in_one_file_has_one_language() {
    let text = "---\ntitle: A\nlanguage: en\npublished: 2024-05-01\n---\n\nNobody is turned away.\n";
    let work = folder(&[("a.md", text.as_bytes())]);
    check_refused(work.path(), &["status", "a.md"], 1, "a statement in one file, as `a.md`, has one language");
}

#[test]
fn with_one_wrong_catalog_nothing_is_written() {
    let work = translated();
    fs::write(work.path().join("source/languages/ko.po"), "nothing\n").unwrap();
    let before = read(work.path(), CATALOG);
    let text = fs::read_to_string(work.path().join("source/text.md")).unwrap();
    fs::write(work.path().join("source/text.md"), text.replace("We say", "We shout")).unwrap();
    check_refused(work.path(), &["update"], 1, "error[not-a-catalog]");
    check_refused(work.path(), &["add", "ar"], 1, "error[not-a-catalog]");
    assert_eq!(read(work.path(), CATALOG), before);
    let output = run(work.path(), &["languages", "status"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stdout(&output).contains("\nes "), "the others are counted all the same");
}
