//! The HTML edition as a browser and its reader have it.

use std::collections::BTreeSet;

use chapbook::diagnostics::{Diagnostics, MemoryFolder, Sources};
use chapbook::document::{Accessibility, Document, Format, Imprint, Language, PageList, Translation, Words};
use chapbook::render::body::{Medium, Setting, notes, opening, section};
use chapbook::render::index::{IndexFile, IndexRow, Shelf, Standing};
use chapbook::render::markup::{Node, element, xhtml};
use chapbook::render::pages::PageStarts;
use chapbook::render::{Sibling, html, index};
use chapbook::source::{Entry, read};
use chapbook::theme::{self, Theme};

const EVERY_CONSTRUCT: &str = include_str!("html/every-construct.md");

fn document(text: &str) -> Document {
    let folder = MemoryFolder::new([("a.md", text.as_bytes()), ("square.png", include_bytes!("../cases/square.png"))]);
    let mut diagnostics = Diagnostics::new();
    let document = read(&folder, &Entry::File("a.md".to_string()), &mut Sources::new(), &mut diagnostics);
    document.unwrap_or_else(|| panic!("{diagnostics:?}"))
}

fn default_theme() -> Theme {
    theme::load("default", &[], &mut Sources::new(), &mut Diagnostics::new()).expect("the default theme is right")
}

fn page(text: &str) -> String {
    let siblings = [Sibling { format: "PDF", file_name: "charter.en.pdf".to_string() }];
    let imprint = Imprint { formats: Format::ALL.to_vec(), ..Imprint::default() };
    let bytes = html::render(&document(text), &Words::english(), &default_theme(), &[], &imprint, &siblings, &[]);
    String::from_utf8(bytes).expect("UTF-8")
}

/// The values of an attribute, in order.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let before = format!(" {attribute}=\"");
    page.split(&before).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn every_id_is_there_once_and_every_link_leads_somewhere() {
    let page = page(EVERY_CONSTRUCT);
    let ids = values(&page, "id");
    let unique: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len(), "{ids:?}");
    for address in values(&page, "href").iter().filter_map(|address| address.strip_prefix('#')) {
        assert!(unique.contains(address), "{address}");
    }
    for label in values(&page, "aria-labelledby") {
        assert!(unique.contains(label), "{label}");
    }
    assert!(unique.is_superset(&BTreeSet::from(["soil", "trust", "note-1", "mark-1", "mark-1-2"])), "{unique:?}");
}

#[test]
fn there_is_one_title_and_no_way_out() {
    let page = page(EVERY_CONSTRUCT);
    assert_eq!((page.matches("<h1").count(), page.matches("<main").count(), page.matches("<script").count()), (1, 1, 1));
    assert_eq!(page.matches("<style").count(), 1);
    assert!(page.contains("<script type=\"application/ld+json\">{"));
    assert!(page.contains("default-src 'none'"));
    for source in values(&page, "src") {
        assert!(source.starts_with("data:image/png;base64,"), "{source}");
    }
    assert!(!page.contains("url(http") && !page.contains("@import"));
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    assert_eq!(page(EVERY_CONSTRUCT), page(EVERY_CONSTRUCT));
}

#[test]
fn what_machines_read_names_the_edition() {
    let page = page(EVERY_CONSTRUCT);
    for expected in [
        "<link rel=\"canonical\" href=\"https://example.org/charter/charter.en.html\">",
        "type=\"application/pdf\" title=\"PDF\" href=\"https://example.org/charter/charter.en.pdf\"",
        "<meta property=\"og:title\" content=\"A Charter of the Garden\">",
        "\"datePublished\":\"2024-05-01\"",
        "alert(1)\\u003c/script>",
    ] {
        assert!(page.contains(expected), "{expected}");
    }
}

/// The text's part of the page, without the links of blocks to themselves.
fn body(text: &str) -> String {
    let document = document(&format!("---\ntitle: A\nlanguage: en\npublished: 2024-05-01\n---\n{text}"));
    as_book(&document)
}

fn as_book(document: &Document) -> String {
    let address = |id: &str| format!("#{id}");
    let image = |path: &chapbook::document::ImagePath| path.0.clone();
    let words = Words::english();
    let pages = PageStarts::default();
    let setting = Setting {
        document,
        words: &words,
        medium: Medium::Book,
        heading_level: 1,
        address: &address,
        pages: &pages,
        image: &image,
    };
    let mut nodes = opening(&setting);
    nodes.extend(document.sections.iter().map(|part| section(&setting, part)));
    nodes.extend(notes(&setting));
    xhtml(&nodes)
}

#[test]
fn each_construct_is_the_element_that_means_it() {
    let cases = [
        ("> [!KEY]\n> Be kind.", "<p class=\"key\" id=\"opening.1\">Be kind.</p>"),
        ("3. a\n4. b", "<ol start=\"3\" class=\"tight\" id=\"opening.1\">"),
        ("- [x] a\n- [ ] b", "<span class=\"state done\">done: </span>"),
        ("> Words.\n>\n> — Name", "<figcaption>Name</figcaption>"),
        ("> [!TIP]\n> Water.", "role=\"doc-tip\" class=\"callout tip\" aria-labelledby=\"_opening.1.label\""),
        ("| A | B |\n|---|--:|\n| 1 | 2 |", "scope=\"col\" class=\"end\">B</th>"),
        ("a[^n]\n\n[^n]: b", "<a class=\"back\" href=\"#mark-1\" role=\"doc-backlink\" epub:type=\"backlink\""),
        ("---", "<hr id=\"opening.1\"/>"),
        ("<span lang=\"ar\" dir=\"rtl\">سلام</span> a", "<span lang=\"ar\" xml:lang=\"ar\" dir=\"rtl\">سلام</span>"),
        ("![A square](square.png)", "<img src=\"square.png\" alt=\"A square\" width="),
    ];
    for (text, expected) in cases {
        let shown = body(text);
        assert!(shown.contains(expected), "{expected}\n{shown}");
    }
}

#[test]
fn the_body_of_a_book_is_well_formed() {
    let nodes = as_book(&document(EVERY_CONSTRUCT));
    let whole = format!("<body xmlns:epub=\"http://www.idpf.org/2007/ops\">{nodes}</body>");
    roxmltree::Document::parse(&whole).expect("well-formed");
}

fn index_row(tag: &str, endonym: &str, standing: Standing) -> IndexRow {
    let file = |format: Format| IndexFile {
        format,
        file_name: format!("charter.{tag}.{}", format.extension()),
        bytes: 123_456,
        pages: (format == Format::Pdf).then_some(12),
        standing,
    };
    IndexRow {
        language: Language::parse(tag).expect("a tag"),
        endonym: endonym.to_string(),
        title: format!("Charter <{tag}>").into(),
        translation: (tag != "en").then(Translation::default),
        files: Format::ALL.into_iter().map(file).collect(),
        accessibility: Some(Accessibility::of(&document(EVERY_CONSTRUCT), PageList::Absent)),
    }
}

fn page_of_editions(rows: Vec<IndexRow>) -> String {
    let shelf = Shelf {
        title: "Charter <b>".into(),
        subtitle: None,
        language: rows[0].language.clone(),
        version: "1.0".to_string(),
        date: chapbook::document::Date::parse("2024-05-01").expect("a day"),
        description: None,
        cover_png: vec![1, 2, 3],
        rows,
    };
    let words = Words::english_in(&shelf.language);
    String::from_utf8(index::render(&shelf, &default_theme(), &[], &words)).expect("UTF-8")
}

#[test]
fn the_page_of_editions_leads_to_every_file() {
    let page = page_of_editions(vec![index_row("ar", "العربية", Standing::Older)]);
    for expected in [
        "href=\"charter.ar.pdf\"",
        "href=\"SHA256SUMS\"",
        "<span lang=\"en\" dir=\"ltr\">12 pages</span>, 124\u{a0}kB",
        "<html lang=\"ar\" dir=\"rtl\"",
        "<title>Charter &lt;b&gt;</title>",
        "<h2>Charter &lt;b&gt;</h2>",
        "older than",
    ] {
        assert!(page.contains(expected), "{expected}");
    }
    assert!(!page.contains("<table"), "one language needs no table");
}

#[test]
fn the_page_of_editions_has_a_row_for_each_language_and_offers_the_readers_own_first() {
    let rows = [("en", "English"), ("ar", "العربية"), ("zh-Hans", "简体中文"), ("zh-Hant", "繁體中文")];
    let standing = |tag: &str| if tag == "ar" { Standing::Older } else { Standing::Current };
    let page = page_of_editions(rows.iter().map(|(tag, endonym)| index_row(tag, endonym, standing(tag))).collect());
    let (before, table) = page.split_once("<table").expect("there is a table");
    let (table, _) = table.split_once("</table>").expect("it ends");
    assert_eq!((table.matches("scope=\"row\"").count(), table.matches("scope=\"col\"").count()), (4, 4));
    assert_eq!(table.matches("<td>").count(), 12);
    assert_eq!(table.matches("older than").count(), 1, "once for the row");
    assert!(table.contains("<span class=\"endonym\" lang=\"ar\" dir=\"rtl\">العربية</span>"));
    assert!(table.contains("href=\"charter.ar.epub\" hreflang=\"ar\""));
    let asked: Vec<&str> = values(before, "systemLanguage");
    let is_asked = |row: usize, tag: &str| asked[row].split(", ").any(|known| known == tag);
    assert!(is_asked(0, "en") && is_asked(0, "en-US") && is_asked(1, "ar-EG"), "{asked:?}");
    assert!(is_asked(2, "zh-Hans") && is_asked(2, "zh") && is_asked(2, "zh-CN") && !is_asked(2, "zh-TW"), "{asked:?}");
    assert!(is_asked(3, "zh-Hant") && !is_asked(3, "zh") && is_asked(3, "zh-TW"), "{asked:?}");
    assert_eq!(before.matches("<foreignObject").count(), 5, "the last is for everybody else");
}

#[test]
fn an_element_can_be_built_from_parts() {
    let node: Node = element("p").and(element("b").and(chapbook::render::markup::text("a"))).into();
    assert_eq!(xhtml(&[node]), "<p><b>a</b></p>\n");
}
