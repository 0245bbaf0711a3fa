//! The wording of the official text belongs to its owners: none of its
//! sentences may be in this repository.

use std::collections::BTreeSet;
use std::path::Path;

/// The longest heading, which the plain-language edition keeps, has seven words.
const WORDS_IN_A_ROW: usize = 8;

#[test]
fn no_sentence_of_the_official_text_is_in_the_repository() {
    let Some(path) = std::env::var_os("CHAPBOOK_OFFICIAL_TEXT") else {
        println!("skipped: CHAPBOOK_OFFICIAL_TEXT names no file");
        return;
    };
    let official = words(&std::fs::read_to_string(path).expect("CHAPBOOK_OFFICIAL_TEXT names a file that can be read"));
    let runs: BTreeSet<&[String]> = official.windows(WORDS_IN_A_ROW).collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts = Vec::new();
    for part in ["source", "src", "themes", "tests", "README.md", "CHANGELOG.md", "Makefile"] {
        collect(&root.join(part), &mut texts);
    }
    assert!(!texts.is_empty());
    for (name, text) in texts {
        let words = words(&text);
        if let Some(run) = words.windows(WORDS_IN_A_ROW).find(|run| runs.contains(run)) {
            panic!("{name} repeats the official text: {}", run.join(" "));
        }
    }
}

/// The words of a text in lower case; marks of notes do not part a run.
fn words(text: &str) -> Vec<String> {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("[^") {
        plain.push_str(before);
        rest = after.split_once(']').map_or("", |(_, rest)| rest);
    }
    plain.push_str(rest);
    let is_apart = |c: char| !c.is_alphanumeric();
    plain.split(is_apart).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// The text files at and below `path`, but for what the validators installed.
fn collect(path: &Path, texts: &mut Vec<(String, String)>) {
    if path.is_dir() {
        let is_installed = matches!(path.file_name().and_then(|name| name.to_str()), Some("venv" | "node_modules"));
        if !is_installed {
            let entries = std::fs::read_dir(path).expect("a folder of the repository can be read");
            entries.for_each(|entry| collect(&entry.expect("an entry can be read").path(), texts));
        }
    } else if let Ok(text) = std::fs::read_to_string(path) {
        texts.push((path.display().to_string(), text));
    }
}

#[test]
fn a_note_mark_does_not_hide_a_repeated_run() {
    assert_eq!(words("One[^a] two, THREE-four’s"), ["one", "two", "three", "four", "s"]);
}
