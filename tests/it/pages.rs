//! The page-list: whoever reads on a screen finds the page that the others have
//! on paper, at the right word.

use std::io::{Cursor, Read};
use std::path::Path;

use chapbook::diagnostics::{Diagnostics, MemoryFolder, Sources};
use chapbook::document::{Document, Imprint, Words};
use chapbook::fonts;
use chapbook::render::pdf::{self, Pdf};
use chapbook::render::{epub, html};
use chapbook::source::{self, Entry};
use chapbook::theme::{self, Theme};
use unicode_normalization::UnicodeNormalization;

use crate::reading_back::{pdf_pages, words};
use crate::{epub_samples, statements};

const STATEMENTS: [&str; 6] = [
    "source",
    "tests/editions/long-sections",
    "tests/editions/every-construct",
    "tests/editions/deutsch",
    "tests/editions/ivrit",
    "tests/editions/letters",
];

/// A statement and its three editions.
struct Made {
    pdf: Pdf,
    epub: Vec<u8>,
    html: String,
}

fn make(document: &Document, theme: &Theme, sources: &Sources) -> Made {
    let (words, imprint) = (Words::english_in(&document.metadata.language), Imprint::default());
    let pdf = pdf::render(document, &words, theme, &fonts::library(theme), &imprint, sources).unwrap();
    let epub = epub::render(document, &words, theme, &[], &imprint, &epub_samples::png(), &pdf.page_starts);
    let html = html::render(document, &words, theme, &[], &imprint, &[], &pdf.page_starts);
    Made { pdf, epub, html: String::from_utf8(html).unwrap() }
}

fn made(folder: &str) -> Made {
    let mut files = Vec::new();
    statements::collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), "", &mut files);
    let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
    let document = source::read(&MemoryFolder::new(files), &Entry::Folder, &mut sources, &mut diagnostics).unwrap();
    let theme = theme::load("default", &[], &mut sources, &mut diagnostics).unwrap();
    make(&document, &theme, &sources)
}

fn made_of(text: &str) -> Made {
    let text = format!("---\ntitle: A\nlanguage: en\npublished: 2024-05-01\n---\n{text}\n");
    let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
    let folder = MemoryFolder::new([("a.md", text)]);
    let document = source::read(&folder, &Entry::File("a.md".into()), &mut sources, &mut diagnostics).unwrap();
    let theme = theme::load("default", &[], &mut sources, &mut diagnostics).unwrap();
    make(&document, &theme, &sources)
}

/// The pages of the book in the order of its spine, one after the other.
fn book(epub: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(epub)).unwrap();
    let mut out = String::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        if entry.name().unwrap().ends_with(".xhtml") {
            entry.read_to_string(&mut out).unwrap();
        }
    }
    out
}

fn file(epub: &[u8], name: &str) -> String {
    let mut text = String::new();
    zip::ZipArchive::new(Cursor::new(epub)).unwrap().by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The first words after the mark of page `number`, without what the program adds.
fn words_after_mark(edition: &str, number: usize) -> Vec<String> {
    let start = edition.find(&format!("id=\"_page-{number}\"")).unwrap_or_else(|| panic!("no mark of page {number}"));
    let mut rest = &edition[start + edition[start..].find('>').unwrap() + 1..];
    let mut text = String::new();
    while text.len() < 600 && !rest.is_empty() {
        for (begin, end) in [("<sup class=\"mark\">", "</sup>"), ("<span class=\"state", ": </span>")] {
            if rest.starts_with(begin) {
                rest = &rest[rest.find(end).unwrap() + end.len()..];
            }
        }
        match rest.strip_prefix('<') {
            Some(tag) => {
                let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
                if !["a", "em", "strong", "span", "code", "s", "sup", "sub", "bdi", "kbd", "cite"].contains(&name.as_str()) {
                    text.push('\n');
                }
                rest = &tag[tag.find('>').unwrap() + 1..];
            }
            None => {
                let end = rest.find('<').unwrap_or(rest.len());
                text.push_str(&rest[..end].replace("&amp;", "&").replace("&quot;", "\""));
                rest = &rest[end..];
            }
        }
    }
    words(&text)
}

/// Asserts that every mark is at the word with which its page begins.
fn check(name: &str, made: &Made) -> usize {
    let pages = pdf_pages(&made.pdf.bytes);
    let book = book(&made.epub);
    let mut is_cut = false;
    let mut checked = 0;
    for (index, page) in pages.iter().enumerate() {
        let number = index + 1;
        // A PDF may write the marks of a letter in another order: the same text to Unicode.
        let mut expected = words(&page.nfc().collect::<String>());
        if std::mem::replace(&mut is_cut, page.trim_end().ends_with('\u{ad}')) {
            expected.remove(0);
        }
        expected.truncate(5);
        if made.pdf.page_starts.iter().all(|start| start.number != number) {
            continue;
        }
        for (format, edition) in [("EPUB", &book), ("HTML", &made.html)] {
            let mut found = words_after_mark(edition, number);
            found.truncate(expected.len());
            assert_eq!(found, expected, "{name}: {format}, page {number}");
        }
        checked += 1;
    }
    checked
}

#[test]
fn each_mark_is_at_the_word_with_which_the_page_begins() {
    for folder in STATEMENTS {
        let made = made(folder);
        let checked = check(folder, &made);
        let numbers: Vec<usize> = made.pdf.page_starts.iter().map(|start| start.number).collect();
        // Title page and contents have no running text, and a colophon on a page of its own; every page between them has.
        let last = *numbers.last().unwrap();
        assert!(last + 1 >= made.pdf.pages, "{folder}: {last} of {}", made.pdf.pages);
        let expected: Vec<usize> = (numbers[0]..=last).collect();
        assert_eq!((checked, &numbers), (expected.len(), &expected), "{folder}");
    }
}

#[test]
fn a_page_may_begin_anywhere() {
    let filler = "Neighbours promise one another bread, light and an open door in every season of the year. ".repeat(4);
    let mut text = String::from("# First\n\nText.[^n]\n\n");
    for turn in 0..12 {
        text.push_str(&format!(
            "- {filler}\n\n  {filler}\n- *{filler}*[^n]\n\n> {filler}\n>\n> {filler}\n>\n> — Anna of number {turn}\n\n"
        ));
        text.push_str(&format!(
            "**{filler}** [{filler}](https://a.example/{turn}) `code {turn}` {filler}\n\n## Section {turn}\n\n"
        ));
        text.push_str("| One | Two |\n| --- | --- |\n");
        (0..9).for_each(|row| text.push_str(&format!("| Cell {turn} {row} | Bread for number {row} |\n")));
        text.push_str(&format!("\n> [!NOTE]\n> {filler}\n\nTerm {turn}\n: {filler}\n\n"));
    }
    text.push_str(&format!("[^n]: {filler}\n"));
    let made = made_of(&text);
    assert!(check("anywhere", &made) > 20);
}

#[test]
fn the_lists_name_every_page_in_order() {
    let made = made("tests/editions/long-sections");
    let labels: Vec<&str> = made.pdf.page_starts.iter().map(|start| start.label.as_str()).collect();
    assert!(labels.len() > 3);
    let contents = file(&made.epub, "EPUB/contents.xhtml");
    let list = contents.split("epub:type=\"page-list\"").nth(1).unwrap().split("</nav>").next().unwrap();
    let old = file(&made.epub, "EPUB/toc.ncx");
    let old = old.split("<pageList>").nth(1).unwrap();
    for (found, what) in
        [(list, "#_page-"), (old, "#_page-"), (made.html.split("class=\"pages\"").nth(1).unwrap(), "href=\"#_page-")]
    {
        let found: Vec<&str> = found.split(what).skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        assert_eq!(found, labels);
    }
    let package = file(&made.epub, "EPUB/package.opf");
    for said in ["pageBreakSource\">urn:uuid:", ">printPageNumbers<", ">pageNavigation<"] {
        assert!(package.contains(said), "{said}");
    }
}

#[test]
fn without_a_printed_edition_there_are_no_pages() {
    let mut files = Vec::new();
    statements::collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("source"), "", &mut files);
    let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
    let document = source::read(&MemoryFolder::new(files), &Entry::Folder, &mut sources, &mut diagnostics).unwrap();
    let theme = theme::load("default", &[], &mut sources, &mut diagnostics).unwrap();
    let (words, imprint) = (Words::english_in(&document.metadata.language), Imprint::default());
    let book = epub::render(&document, &words, &theme, &[], &imprint, &epub_samples::png(), &[]);
    let page = String::from_utf8(html::render(&document, &words, &theme, &[], &imprint, &[], &[])).unwrap();
    for text in [file(&book, "EPUB/package.opf"), file(&book, "EPUB/contents.xhtml"), file(&book, "EPUB/toc.ncx"), page] {
        for trace in ["page-list", "pageList", "pageBreak", "printPageNumbers", "doc-pagebreak", "class=\"pages\""] {
            assert!(!text.contains(trace), "{trace}");
        }
    }
}

#[test]
fn every_section_is_a_named_place_of_the_pdf() {
    let made = made_of("# Trust\n\nText.\n\n## Respect {#respect-each-other}\n\nText.");
    let text = String::from_utf8_lossy(&made.pdf.bytes);
    let names = text.split("/Dests").nth(1).expect("named destinations").split(">>").next().unwrap();
    for anchor in ["(trust)", "(respect-each-other)"] {
        assert!(names.contains(anchor), "{names}");
    }
}
