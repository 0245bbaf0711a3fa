//! What holds for every document.

use std::path::PathBuf;

use chapbook::source::Entry as Source;

use super::Original;
use crate::outline::shown;
use crate::program::repository;

/// Every case and every statement of the tests, and the statement of this repository.
fn originals() -> Vec<(String, Original)> {
    let mut out = Vec::new();
    for path in listed("tests/cases").into_iter().filter(|path| path.extension().is_some_and(|end| end == "md")) {
        let text = std::fs::read_to_string(&path).expect("UTF-8");
        out.push((path.display().to_string(), Original::of(&text)));
    }
    for folder in listed("tests/editions").into_iter().chain([repository("source")]).filter(|path| path.is_dir()) {
        out.push((folder.display().to_string(), Original::of_folder(&folder)));
    }
    let single = std::fs::read(repository("tests/editions/single.md")).expect("read");
    let entry = Source::File("single.md".into());
    out.push(("single.md".into(), Original::try_read(vec![("single.md".into(), single)], &entry).expect("it is right")));
    assert!(out.len() > 40, "the documents are missing: {}", out.len());
    out
}

fn listed(folder: &str) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(repository(folder)).expect("the folder is there").flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

/// Each message translated by itself gives the document back.
#[test]
fn the_identity_catalog_changes_nothing_but_the_language() {
    for (name, mut original) in originals() {
        check_identity(&name, &mut original);
    }
}

fn check_identity(name: &str, original: &mut Original) {
    let catalog = original.catalog(|message| message.original.clone());
    let region = match original.document.metadata.language.primary() {
        "en" => "en-GB",
        "de" => "de-AT",
        "he" => "he-IL",
        other => panic!("{name} is in `{other}`"),
    };
    let (translated, codes) = original.translated(&catalog, region);
    let is_of_identity = |code: &&str| *code == "translation-equals-original";
    assert!(codes.iter().all(is_of_identity), "{name}: {codes:?}");
    let translated = translated.expect("without an error").document;
    assert_eq!(joined(&shown(&translated)), joined(&shown(&original.document)), "{name}");
    let mut metadata = translated.metadata.clone();
    metadata.language = original.document.metadata.language.clone();
    assert_eq!(metadata, original.document.metadata, "{name}");
    let again = Original { document: translated, sources: std::mem::take(&mut original.sources) };
    let contexts =
        |original: &Original| -> Vec<String> { original.messages().into_iter().map(|message| message.context).collect() };
    let (before, after): (Vec<String>, Vec<String>) =
        (catalog.entries.into_iter().filter_map(|entry| entry.context).collect(), contexts(&again));
    assert_eq!(before, after, "{name}");
    let mut unique = after.clone();
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), after.len(), "{name}: a context is there twice");
}

/// Emphases side by side are one to those who read them, and to a translator.
fn joined(shown: &str) -> String {
    shown.replace("><em ", "").replace("><strong ", "")
}

/// What CommonMark can say, each example by itself.
#[test]
fn the_examples_of_commonmark_survive_the_identity_catalog() {
    let texts = crate::commonmark::texts();
    let accepted = texts.iter().filter_map(|text| Original::try_of(text).ok()).map(|mut original| {
        check_identity("an example", &mut original);
    });
    let count = accepted.count();
    assert!(texts.is_empty() || count > 520, "only {count} of {} examples were read", texts.len());
}

/// Signs of Markdown in any order: whatever run the reader makes of them, its
/// message says the same run.
#[test]
fn hostile_text_survives_the_identity_catalog() {
    let mut chance = Chance(20);
    let (mut accepted, mut failures) = (0, Vec::new());
    for _ in 0..6000 {
        let length = 1 + chance.below(14);
        let text: String = (0..length).map(|_| FRAGMENTS[chance.below(FRAGMENTS.len())]).collect();
        let whole = format!("# A {{#a}}\n\nBefore {text}\n\n{text}\n\n[^n]: A note.\n\nMarked.[^n]\n");
        if let Ok(mut original) = Original::try_of(&whole) {
            accepted += 1;
            if let Err(panic) = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| check_identity(&text, &mut original)))
            {
                failures.push(panic.downcast_ref::<String>().cloned().unwrap_or_default());
            }
        }
    }
    assert!(failures.is_empty(), "{} of {accepted}: {}", failures.len(), failures[..failures.len().min(20)].join("\n\n"));
    assert!(accepted > 1500, "only {accepted} texts were read");
}

const FRAGMENTS: [&str; 60] = [
    "*",
    "*",
    "**",
    "***",
    "_",
    "__",
    "`",
    "``",
    "[",
    "](#a)",
    "](https://e.example/(x)?a=1&copy;=2)",
    "![",
    "](square.png)",
    "<",
    ">",
    "&amp;",
    "&lt;",
    "&#32;",
    "&nbsp;",
    "\\",
    "\\*",
    "<sup>",
    "</sup>",
    "<kbd>",
    "</kbd>",
    "<span lang=\"ar\">",
    "</span>",
    "<br>",
    "~~",
    "~",
    "1. ",
    "# ",
    "- ",
    "    ",
    " ",
    "a",
    "b c",
    "。",
    "「",
    "é",
    "!",
    "{",
    "}",
    "|",
    "\n",
    ":",
    "[^n]",
    "$",
    "==",
    "\u{a0}",
    "x_y",
    "<https://e.example/>",
    "<a@e.example>",
    "#{x}",
    "(",
    ")",
    "word",
    "<bdi>",
    "</bdi>",
    "\u{3000}",
];

/// The same numbers in every run (Knuth, The Art of Computer Programming 2, §3.2.1).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % end as u64) as usize
    }
}
