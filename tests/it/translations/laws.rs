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
    assert_eq!(shown(&translated), shown(&original.document), "{name}");
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
