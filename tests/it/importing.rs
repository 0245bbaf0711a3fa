//! Importing plain text and Markdown.

use chapbook::diagnostics::{Colour, Diagnostics, MemoryFolder, Sources, text};
use chapbook::document::Date;
use chapbook::source::Entry;
use chapbook::{import, source};

use crate::golden;

fn today() -> Date {
    Date::parse("2024-02-29").expect("a day")
}

/// A folder with nothing beside the file.
fn nothing() -> MemoryFolder {
    MemoryFolder::default()
}

/// The report and the files of the folder made from `tests/import/<name>`.
fn imported(name: &str) -> String {
    let bytes = std::fs::read(format!("tests/import/{name}")).expect("the text is in tests/import");
    let imported = import::read(name, &bytes, &nothing(), today()).expect("it is a text");
    let mut out = imported.report;
    for (path, bytes) in imported.files {
        out.push_str(&format!("\n== {path}\n{}", String::from_utf8(bytes).expect("UTF-8")));
    }
    out
}

#[test]
fn a_page_saved_as_plain_text_becomes_a_source_folder() {
    golden::check("tests/import/harbour.imported", &imported("harbour.txt"));
}

#[test]
fn markdown_stays_but_for_title_and_rights() {
    golden::check("tests/import/harbour-notes.imported", &imported("harbour-notes.md"));
}

#[test]
fn every_word_of_a_plain_text_is_kept_in_its_order() {
    let text = std::fs::read_to_string("tests/import/harbour.txt").expect("the text is in tests/import");
    let imported = import::read("harbour.txt", text.as_bytes(), &nothing(), today()).expect("it is a text");
    let markdown = String::from_utf8(imported.files[1].1.clone()).expect("UTF-8").replace('\\', "").replace("# ", "");
    let mut lines = text.lines();
    let title = lines.next().expect("a title");
    let words: Vec<_> = text.split_whitespace().skip(title.split_whitespace().count()).collect();
    let kept: Vec<_> = markdown.split_whitespace().collect();
    let rights: Vec<_> = text.lines().last().expect("a rights line").split_whitespace().collect();
    assert_eq!([kept, rights].concat(), words);
}

#[test]
fn line_ends_and_a_byte_order_mark_change_nothing() {
    let text = std::fs::read_to_string("tests/import/harbour.txt").expect("the text is in tests/import");
    let read = |text: &str| import::read("harbour.txt", text.as_bytes(), &nothing(), today()).expect("it is a text");
    assert_eq!(read(&format!("\u{feff}{}", text.replace('\n', "\r\n"))), read(&text));
}

#[test]
fn what_is_no_text_is_refused() {
    for bytes in [&b""[..], b" \r\n\xef\xbb\xbf", b"a\0b", b"\xff\xfe\x41\x00", b"Title\nna\xefve\n"] {
        let problems = import::read("a.txt", bytes, &nothing(), today()).expect_err("no text");
        let codes: Vec<_> = problems.iter().map(|problem| problem.code).collect();
        assert_eq!(codes, ["cannot-import"]);
    }
}

#[test]
fn an_imported_folder_is_read_without_a_problem() {
    for name in ["harbour.txt", "harbour-notes.md"] {
        let bytes = std::fs::read(format!("tests/import/{name}")).expect("the text is in tests/import");
        let folder = MemoryFolder::new(import::read(name, &bytes, &nothing(), today()).expect("it is a text").files);
        let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
        let document = source::read(&folder, &Entry::Folder, &mut sources, &mut diagnostics);
        assert_eq!(text(&diagnostics, &sources, Colour::Never), "", "{name}");
        assert!(document.is_some_and(|document| !document.sections.is_empty()));
    }
}

/// Of formats that cannot be read it is said how to save the text in one that can.
#[test]
fn what_to_do_with_other_formats_is_said() {
    let by_name = ["doc", "odt", "rtf", "pdf", "pages", "gdoc", "webarchive", "hwp", "mobi", "xlsx", "zip", "jpg"];
    let files = by_name.map(|ending| (format!("charter.{ending}"), b"Words".to_vec())).into_iter().chain([
        ("charter".to_string(), b"%PDF-1.7".to_vec()),
        ("charter.txt".to_string(), b"{\\rtf1 Words}".to_vec()),
        ("charter.docx".to_string(), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec()),
    ]);
    let said = files.map(|(name, bytes)| {
        let problems = import::read(&name, &bytes, &nothing(), today()).expect_err("it cannot be read");
        text(&problems, &Sources::new(), Colour::Never)
    });
    golden::check("tests/import/other-formats.report", &said.collect::<Vec<_>>().join("\n"));
}

#[test]
fn a_page_without_an_ending_is_known_by_its_first_bytes() {
    for start in ["<!DOCTYPE html>", "<html>", "<!-- saved from url=(0015)https://a.org/ -->\n<html>"] {
        let page = format!("{start}<body><p>Words</p></body></html>");
        let imported = import::read("page", page.as_bytes(), &nothing(), today()).expect("a page");
        assert_eq!(String::from_utf8_lossy(&imported.files[1].1), "Words\n");
    }
}
