//! Importing files that other programs wrote: web pages, Word documents, books.
//! What comes out of each in `tests/import/documents` is beside it, its losses first.

use std::path::Path;

use chapbook::diagnostics::{Colour, Diagnostics, MemoryFolder, Sources, text};
use chapbook::document::Date;
use chapbook::import::{self, Imported};
use chapbook::source::{self, Entry};

use crate::golden;
use crate::program::repository;
use crate::statements::collect;

const FOLDER: &str = "tests/import/documents";

fn imported(name: &str) -> Imported {
    let mut files = Vec::new();
    collect(&repository(FOLDER), "", &mut files);
    let bytes = std::fs::read(Path::new(FOLDER).join(name)).expect("the file is there");
    let today = Date::parse("2024-02-29").expect("a day");
    let made = import::read(name, &bytes, &MemoryFolder::new(files), today);
    made.unwrap_or_else(|problems| panic!("{name}: {}", text(&problems, &Sources::new(), Colour::Never)))
}

/// The files to be imported, by name.
fn names() -> Vec<String> {
    let is_imported = |name: &String| [".html", ".docx", ".epub"].iter().any(|ending| name.ends_with(ending));
    let files = std::fs::read_dir(FOLDER).expect("the folder is there").flatten();
    let mut names: Vec<String> = files.filter_map(|file| file.file_name().into_string().ok()).filter(is_imported).collect();
    names.sort();
    assert!(names.len() >= 9, "the documents are missing: {names:?}");
    names
}

#[test]
fn what_other_programs_wrote_becomes_a_source_folder_and_a_list_of_losses() {
    let mut failures = Vec::new();
    for name in names() {
        let Imported { files, report, problems } = imported(&name);
        let mut out = text(&problems, &Sources::new(), Colour::Never) + "\n" + &report;
        for (path, bytes) in files {
            match String::from_utf8(bytes) {
                Ok(words) => out.push_str(&format!("\n== {path}\n{words}")),
                Err(error) => out.push_str(&format!("\n== {path}\n({} bytes)\n", error.as_bytes().len())),
            }
        }
        let check = || golden::check(&format!("{FOLDER}/{name}.imported"), &out);
        if let Err(panic) = std::panic::catch_unwind(check) {
            failures.push(panic.downcast_ref::<String>().cloned().unwrap_or_default());
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn what_was_imported_is_read_without_a_problem() {
    for name in names() {
        let folder = MemoryFolder::new(imported(&name).files);
        let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
        let document = source::read(&folder, &Entry::Folder, &mut sources, &mut diagnostics);
        assert_eq!(text(&diagnostics, &sources, Colour::Never), "", "{name}");
        assert!(document.is_some(), "{name}");
    }
}

/// Each word of the article stands in the source once, or is named as lost.
#[test]
fn no_word_of_a_web_page_vanishes_in_silence() {
    let Imported { files, report, problems } = imported("ferry.html");
    let lost: String = problems.iter().map(|problem| problem.message.clone() + " ").collect();
    let kept: String = files.iter().filter_map(|(_, bytes)| String::from_utf8(bytes.clone()).ok()).collect();
    let all = (lost + &kept + &report).replace(['\\', '*', '`', '"', '…'], "").to_lowercase();
    let page = std::fs::read_to_string(Path::new(FOLDER).join("ferry.html")).expect("the page is there");
    let body = page.split_once("<body>").expect("a body").1.split_once("<script>").expect("a script").0;
    let mut shown = String::new();
    let mut is_tag = false;
    for character in body.chars() {
        match character {
            '<' => is_tag = true,
            '>' => (is_tag, shown) = (false, shown + " "),
            other if !is_tag => shown.push(other),
            _ => {}
        }
    }
    let words = shown.replace("&amp;", " ").replace("&lt;", " ").replace("&gt;", " ").to_lowercase();
    let missing: Vec<&str> = words
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().any(char::is_alphabetic) && !all.contains(word))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}
