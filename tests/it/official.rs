//! A published page, imported and built, says every one of its words in every format.

use std::fs;
use std::path::{Path, PathBuf};

use crate::judged;
use crate::program::{repository, run, stderr};
use crate::reading_back::{epub_text, first_lost, html_text, pdf_text, words};

/// The official text belongs to its owners and is no part of this repository:
/// the test reads the file named by `CHAPBOOK_OFFICIAL_TEXT`.
#[test]
fn the_official_text_is_whole_in_every_edition() {
    let Some(path) = std::env::var_os("CHAPBOOK_OFFICIAL_TEXT") else {
        eprintln!("skipped: CHAPBOOK_OFFICIAL_TEXT names no file");
        return;
    };
    let count = check(Path::new(&path));
    println!("official text: checked {count} words");
    if let Some(marker) = std::env::var_os("CHAPBOOK_OFFICIAL_TEXT_MARKER") {
        fs::write(marker, format!("checked {count} words\n")).expect("the marker is written");
    }
}

/// A text of our own with the same difficulties.
#[test]
fn an_imported_page_is_whole_in_every_edition() {
    check(&repository("tests/import/harbour.txt"));
}

/// The number of words of the page, all of which were found in order.
fn check(page: &Path) -> usize {
    let page = page.canonicalize().expect("the page is there");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    let import = run(folder, &["import", page.to_str().expect("a path in UTF-8"), "-o", "source"]);
    assert!(import.status.success(), "{}", stderr(&import));
    let build = run(folder, &["build"]);
    assert!(build.status.success(), "{}", stderr(&build));
    let wanted = words(&fs::read_to_string(&page).expect("UTF-8"));
    let read = |format: &str| {
        let bytes = fs::read(edition(&folder.join("output"), format)).expect("the edition is there");
        judged::keep(&bytes, format);
        bytes
    };
    let editions = [
        ("PDF", pdf_text(&read("pdf"))),
        ("EPUB", epub_text(&read("epub"))),
        ("HTML", html_text(&String::from_utf8(read("html")).expect("UTF-8"))),
    ];
    for (format, text) in editions {
        if let Some((index, word)) = first_lost(&wanted, &words(&text)) {
            let before = wanted[index.saturating_sub(8)..index].join(" ");
            panic!("the {format} edition lost `{word}`, word {index}, after `{before}`");
        }
    }
    wanted.len()
}

fn edition(folder: &Path, format: &str) -> PathBuf {
    let is_it = |path: &PathBuf| {
        path.extension().is_some_and(|extension| extension == format)
            && path.file_name().is_some_and(|name| name != "index.html")
    };
    fs::read_dir(folder).expect("listed").flatten().map(|entry| entry.path()).find(is_it).expect("an edition of that format")
}
