//! The book: its container, its package, and the pages a reader meets.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use std::path::Path;

use chapbook::diagnostics::{Diagnostics, Sources};
use chapbook::document::{Conformance, Date, Document, Evaluation, Imprint, Words};
use chapbook::render::{epub, pdf};
use chapbook::{fonts, source};
use roxmltree::{Document as Xml, Node};

use crate::epub_samples as samples;

const OPS: &str = "http://www.idpf.org/2007/ops";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// Where to put the books, to look at them and to show them to judges.
const KEEP: &str = "CHAPBOOK_KEEP_EPUBS";

#[test]
fn books_can_be_kept_for_the_judges() {
    let Some(keep) = std::env::var_os(KEEP) else { return };
    let keep = |name: &str, bytes: Vec<u8>| std::fs::write(Path::new(&keep).join(format!("{name}.epub")), bytes).unwrap();
    for (name, document) in samples::all() {
        keep(name, book(&document));
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let editions = std::fs::read_dir(root.join("tests/editions")).unwrap().map(|entry| entry.unwrap().path());
    for folder in editions.filter(|path| path.is_dir()).chain([root.join("source")]) {
        keep(&format!("of-{}", folder.file_name().unwrap().to_string_lossy()), book_of(&folder));
    }
}

/// The book of a statement in a folder, in the default theme.
fn book_of(folder: &Path) -> Vec<u8> {
    let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
    let document = source::read(&samples::folder(folder), &source::Entry::Folder, &mut sources, &mut diagnostics);
    let document = document.unwrap_or_else(|| panic!("{}: {diagnostics:?}", folder.display()));
    let (words, theme) = (Words::english_in(&document.metadata.language), samples::theme());
    let cover = pdf::plan_cover(&document, &words, &theme, &fonts::library(&theme)).make().unwrap();
    epub::render(&document, &words, &theme, &samples::faces(&document, &theme), &Imprint::default(), &cover, &[])
}

#[test]
fn a_book_can_be_read_forward_from_its_local_headers() {
    for (name, document) in samples::all() {
        let entries = local_headers(&book(&document));
        let first = &entries[0];
        assert_eq!((first.name.as_str(), first.method, first.size), ("mimetype", 0, 20), "{name}");
        for entry in &entries {
            assert_eq!(entry.flags & 0b1000, 0, "{name}: a data descriptor follows {}", entry.name);
            assert_eq!(entry.extra, 0, "{name}: an extra field at {}", entry.name);
            assert_eq!(entry.moment, (0, 0x21), "{name}: {} is not of 1980-01-01", entry.name);
            assert!(entry.name.bytes().all(|byte| byte.is_ascii_graphic()), "{name}: {}", entry.name);
        }
    }
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    for (name, document) in samples::all() {
        assert!(book(&document) == book(&document), "{name}");
    }
}

#[test]
fn every_xml_file_is_well_formed_and_says_its_language() {
    for (name, document) in samples::all() {
        let language = document.metadata.language.clone();
        for (path, text) in texts(&files(&book(&document))) {
            let xml = parse(&text);
            let root = xml.root_element();
            if path.ends_with("container.xml") || path.ends_with(".svg") {
                continue;
            }
            assert_eq!(root.attribute((XML, "lang")), Some(language.tag()), "{name}: {path}");
            assert_eq!(root.attribute("dir"), Some(language.direction().as_str()), "{name}: {path}");
            if path.ends_with(".xhtml") {
                assert_eq!(root.attribute("lang"), Some(language.tag()), "{name}: {path}");
            }
        }
    }
}

#[test]
fn ids_are_unique_in_every_file_and_in_the_whole_text() {
    for (name, document) in samples::all() {
        let mut all = BTreeSet::new();
        for (path, text) in texts(&files(&book(&document))) {
            let xml = parse(&text);
            let ids: Vec<&str> = xml.descendants().filter_map(|node| node.attribute("id")).collect();
            let unique: BTreeSet<&str> = ids.iter().copied().collect();
            assert_eq!(ids.len(), unique.len(), "{name}: {path}: {ids:?}");
            if path.ends_with(".xhtml") {
                for id in unique {
                    assert!(all.insert(id.to_string()), "{name}: {id} is in two files");
                }
            }
        }
    }
}

#[test]
fn the_manifest_lists_exactly_the_files() {
    for (name, document) in samples::all() {
        let files = files(&book(&document));
        let text = text_of(&files, "EPUB/package.opf");
        let package = parse(&text);
        let listed: BTreeSet<String> =
            elements(&package, "item").map(|item| format!("EPUB/{}", attribute(item, "href"))).collect();
        let besides = ["mimetype", "META-INF/container.xml", "EPUB/package.opf"];
        let there: BTreeSet<String> = files.keys().filter(|path| !besides.contains(&path.as_str())).cloned().collect();
        assert_eq!(listed, there, "{name}");
        let spine: BTreeSet<&str> = elements(&package, "itemref").map(|item| attribute(item, "idref")).collect();
        let pages = elements(&package, "item").filter(|item| attribute(*item, "media-type") == "application/xhtml+xml");
        assert_eq!(spine, pages.map(|item| attribute(item, "id")).collect(), "{name}: every page is read in its turn");
    }
}

#[test]
fn every_reference_leads_somewhere() {
    for (name, document) in samples::all() {
        let files = files(&book(&document));
        let mut places: BTreeSet<String> = files.keys().cloned().collect();
        for (path, text) in texts(&files) {
            let xml = parse(&text);
            places.extend(xml.descendants().filter_map(|node| node.attribute("id")).map(|id| format!("{path}#{id}")));
        }
        for (path, text) in texts(&files).into_iter().filter(|(path, _)| path.starts_with("EPUB/")) {
            let xml = parse(&text);
            let references = xml.descendants().flat_map(|node| ["href", "src"].map(|name| node.attribute(name))).flatten();
            for reference in references.filter(|reference| !reference.contains(':')) {
                let target = match reference.strip_prefix('#') {
                    Some(_) => format!("{path}{reference}"),
                    None => format!("EPUB/{reference}"),
                };
                assert!(places.contains(&target), "{name}: {path} leads to {reference}");
            }
        }
    }
}

#[test]
fn the_way_to_a_note_and_back_is_whole() {
    let files = files(&book(&samples::everything()));
    let notes = text_of(&files, "EPUB/notes.xhtml");
    let notes = parse(&notes);
    let back: Vec<&str> =
        elements(&notes, "a").filter(|a| a.attribute("role") == Some("doc-backlink")).map(|a| attribute(a, "href")).collect();
    assert_eq!(back, ["section-1.xhtml#mark-1", "section-2.xhtml#mark-1-2", "section-1.xhtml#mark-2"]);
    let section = text_of(&files, "EPUB/section-1.xhtml");
    let section = parse(&section);
    let marks: Vec<Node> = section.descendants().filter(|node| node.attribute((OPS, "type")) == Some("noteref")).collect();
    assert_eq!(
        marks.iter().map(|mark| attribute(*mark, "href")).collect::<Vec<_>>(),
        ["notes.xhtml#note-1", "notes.xhtml#note-2"]
    );
    assert!(marks.iter().all(|mark| mark.attribute("role") == Some("doc-noteref")));
    let shown = notes.descendants().filter(|node| node.attribute((OPS, "type")) == Some("footnote"));
    assert_eq!(shown.map(|note| attribute(note, "id")).collect::<Vec<_>>(), ["note-1", "note-2"]);
}

#[test]
fn the_contents_follow_the_order_of_reading() {
    let files = files(&book(&samples::everything()));
    let expected = [
        ("Opening", "opening.xhtml"),
        ("Trust & respect", "section-1.xhtml"),
        ("What it asks", "section-1.xhtml#deeper"),
        ("In practice", "section-1.xhtml#deepest"),
        (samples::HOSTILE, "section-2.xhtml"),
        ("Notes", "notes.xhtml"),
        ("Colophon", "colophon.xhtml"),
    ];
    let contents = text_of(&files, "EPUB/contents.xhtml");
    let contents = parse(&contents);
    let toc = contents.descendants().find(|node| node.attribute((OPS, "type")) == Some("toc")).unwrap();
    let links = toc.descendants().filter(|node| node.has_tag_name((XHTML, "a")));
    let links: Vec<(String, String)> = links.map(|link| (words(link), attribute(link, "href").to_string())).collect();
    assert_eq!(links, expected.map(|(label, address)| (label.to_string(), address.to_string())));

    let ncx = text_of(&files, "EPUB/toc.ncx");
    let ncx = parse(&ncx);
    let points: Vec<Node> = elements(&ncx, "navPoint").collect();
    let labels = points.iter().map(|point| words(point.first_element_child().unwrap()));
    assert_eq!(labels.collect::<Vec<_>>(), expected.map(|(label, _)| label.to_string()));
    let orders = points.iter().map(|point| attribute(*point, "playOrder").to_string());
    assert_eq!(orders.collect::<Vec<_>>(), (1..=expected.len()).map(|order| order.to_string()).collect::<Vec<_>>());
    let package = text_of(&files, "EPUB/package.opf");
    let package = parse(&package);
    let uid = elements(&ncx, "meta").find(|meta| attribute(*meta, "name") == "dtb:uid").unwrap();
    let identifier = elements(&package, "identifier").next().unwrap();
    assert_eq!(Some(attribute(uid, "content")), identifier.text());
}

#[test]
fn the_package_says_what_the_metadata_say() {
    let text = text_of(&files(&book(&samples::everything())), "EPUB/package.opf");
    let package = parse(&text);
    let dc = |name: &str| elements(&package, name).map(|node| words(node)).collect::<Vec<_>>();
    assert_eq!(dc("title"), ["The Values & the People", "A sample <of> everything"]);
    assert_eq!(dc("creator"), ["Ada Example", "Ben “Sample” Ng"]);
    assert_eq!(dc("publisher"), ["The Society & Sons"]);
    assert_eq!(dc("language"), ["en"]);
    assert_eq!(dc("date"), ["2020-02-29"]);
    assert_eq!(dc("source"), ["https://example.org/values/?lang=en&x=1"]);
    assert_eq!(dc("subject"), ["Values", "Ethics"]);
    let meta = |name: &str| {
        let found = elements(&package, "meta").filter(|meta| meta.attribute("property") == Some(name));
        found.map(|meta| words(meta)).collect::<Vec<_>>()
    };
    assert_eq!(meta("dcterms:modified"), ["2021-03-01T00:00:00Z"]);
    assert_eq!(meta("file-as"), ["Values & the People, The"]);
    assert_eq!(meta("title-type"), ["main", "subtitle"]);
    assert_eq!(meta("schema:accessModeSufficient"), ["textual,visual", "textual"]);
    assert!(meta("schema:accessibilityFeature").contains(&"alternativeText".to_string()));
    assert!(meta("dcterms:conformsTo").is_empty());
}

#[test]
fn conformance_is_claimed_with_the_name_of_who_found_it() {
    let mut document = samples::images();
    document.metadata.evaluation = Some(Evaluation {
        by: "Readers & Guild".into(),
        date: Date::parse("2021-03-02").unwrap(),
        report: "https://example.org/report?a=1&b=2".into(),
        conformance: Conformance::parse("WCAG 2.1 AA").unwrap(),
    });
    let files = files(&book(&document));
    let text = text_of(&files, "EPUB/package.opf");
    let package = parse(&text);
    let meta = |name: &str| elements(&package, "meta").find(|meta| meta.attribute("property") == Some(name)).unwrap();
    let refines = |name: &str| meta(name).attribute("refines").and_then(|id| id.strip_prefix('#')).unwrap().to_string();
    let claim = meta("dcterms:conformsTo");
    assert_eq!(words(claim), "EPUB Accessibility 1.1 - WCAG 2.1 Level AA");
    assert_eq!(words(meta("a11y:certifiedBy")), "Readers & Guild");
    assert_eq!(Some(refines("a11y:certifiedBy").as_str()), claim.attribute("id"));
    let certifier = meta("a11y:certifiedBy").attribute("id").unwrap();
    assert_eq!(words(meta("dcterms:date")), "2021-03-02");
    assert_eq!(refines("dcterms:date"), certifier);
    let report = elements(&package, "link").find(|link| link.attribute("rel") == Some("a11y:certifierReport")).unwrap();
    assert_eq!(report.attribute("href"), Some("https://example.org/report?a=1&b=2"));
    assert_eq!(report.attribute("refines"), Some(format!("#{certifier}").as_str()));
    let summary = words(meta("schema:accessibilitySummary"));
    assert!(summary.contains("Readers & Guild evaluated the editions on 2 March 2021"), "{summary}");
}

#[test]
fn without_an_evaluation_the_summary_says_so() {
    let package = text_of(&files(&book(&samples::images())), "EPUB/package.opf");
    assert!(package.contains("nobody has judged yet"), "{package}");
    assert!(!package.contains("conformsTo") && !package.contains("a11y:"), "{package}");
}

#[test]
fn an_image_that_nobody_sees_is_not_claimed() {
    for (document, claimed) in [(samples::opening_only(), false), (samples::images(), true)] {
        let package = text_of(&files(&book(&document)), "EPUB/package.opf");
        assert_eq!(package.contains("alternativeText"), claimed);
        assert_eq!(package.contains(">visual<"), claimed);
    }
}

#[test]
fn a_book_from_right_to_left_turns_its_pages_that_way() {
    let files = files(&book(&samples::hebrew()));
    let text = text_of(&files, "EPUB/package.opf");
    let package = parse(&text);
    assert_eq!(elements(&package, "spine").next().unwrap().attribute("page-progression-direction"), Some("rtl"));
    // The program's words are English so far, and say so.
    let contents = text_of(&files, "EPUB/contents.xhtml");
    let contents = parse(&contents);
    let heading = elements(&contents, "h1").next().unwrap();
    let said = heading.descendants().find(|node| node.attribute("lang") == Some("en")).unwrap();
    assert_eq!((said.attribute("dir"), words(said)), (Some("ltr"), "Contents".to_string()));
}

#[test]
fn hostile_texts_stay_texts() {
    let files = files(&book(&samples::everything()));
    let text = text_of(&files, "EPUB/section-2.xhtml");
    let xml = parse(&text);
    assert!(elements(&xml, "script").next().is_none());
    assert_eq!(words(elements(&xml, "h1").next().unwrap()), samples::HOSTILE);
    assert_eq!(words(elements(&xml, "title").next().unwrap()), samples::HOSTILE);
}

#[test]
fn an_image_given_as_the_cover_is_the_cover() {
    let files = files(&book(&samples::images()));
    let text = text_of(&files, "EPUB/package.opf");
    let package = parse(&text);
    let cover = elements(&package, "item").find(|item| item.attribute("properties") == Some("cover-image")).unwrap();
    let old = elements(&package, "meta").find(|meta| meta.attribute("name") == Some("cover")).unwrap();
    assert_eq!(attribute(old, "content"), attribute(cover, "id"));
    assert_eq!(files[&format!("EPUB/{}", attribute(cover, "href"))], samples::png());
    let page = text_of(&files, "EPUB/cover.xhtml");
    assert!(page.contains("A dot on a field"));
}

fn book(document: &Document) -> Vec<u8> {
    let theme = samples::theme();
    epub::render(
        document,
        &Words::english_in(&document.metadata.language),
        &theme,
        &samples::faces(document, &theme),
        &Imprint::default(),
        &samples::png(),
        &[],
    )
}

fn files(book: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    let mut files = BTreeMap::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        assert!(files.insert(entry.name().unwrap().to_string(), bytes).is_none());
    }
    files
}

fn texts(files: &BTreeMap<String, Vec<u8>>) -> Vec<(String, String)> {
    let is_xml = |path: &&String| [".xhtml", ".opf", ".ncx", ".xml", ".svg"].iter().any(|ending| path.ends_with(ending));
    files.keys().filter(is_xml).map(|path| (path.clone(), text_of(files, path))).collect()
}

fn text_of(files: &BTreeMap<String, Vec<u8>>, path: &str) -> String {
    String::from_utf8(files.get(path).unwrap_or_else(|| panic!("no {path}")).clone()).unwrap()
}

const XHTML: &str = "http://www.w3.org/1999/xhtml";

fn parse(text: &str) -> Xml<'_> {
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    Xml::parse_with_options(text, options).unwrap()
}

fn elements<'a, 'input>(xml: &'a Xml<'input>, name: &'a str) -> impl Iterator<Item = Node<'a, 'input>> {
    xml.descendants().filter(move |node| node.is_element() && node.tag_name().name() == name)
}

fn attribute<'a>(node: Node<'a, '_>, name: &str) -> &'a str {
    node.attribute(name).unwrap_or_else(|| panic!("{:?} has no {name}", node.tag_name()))
}

fn words(node: Node) -> String {
    node.descendants().filter(|node| node.is_text()).filter_map(|node| node.text()).collect()
}

/// What a local file header says (APPNOTE 6.3 §4.3.7).
struct Header {
    name: String,
    flags: u16,
    method: u16,
    moment: (u16, u16),
    size: u32,
    extra: u16,
}

/// The headers as one who cannot seek meets them, up to the central directory.
fn local_headers(book: &[u8]) -> Vec<Header> {
    let mut list = Vec::new();
    let mut at = 0;
    while book[at..at + 4] == *b"PK\x03\x04" {
        let short = |offset: usize| u16::from_le_bytes(book[at + offset..at + offset + 2].try_into().unwrap());
        let long = |offset: usize| u32::from_le_bytes(book[at + offset..at + offset + 4].try_into().unwrap());
        let name_end = at + 30 + usize::from(short(26));
        list.push(Header {
            name: String::from_utf8(book[at + 30..name_end].to_vec()).unwrap(),
            flags: short(6),
            method: short(8),
            moment: (short(10), short(12)),
            size: long(22),
            extra: short(28),
        });
        at = name_end + usize::from(short(28)) + long(18) as usize;
    }
    assert_eq!(book[at..at + 4], *b"PK\x01\x02", "the central directory follows the last entry");
    list
}
