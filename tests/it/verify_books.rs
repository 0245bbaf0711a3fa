//! HTML and EPUB editions read back from their bytes: they say what they must,
//! and nothing is wrong with them.

use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use chapbook::diagnostics::{Diagnostics, Sources};
use chapbook::document::{Document, Format, Imprint, Words};
use chapbook::render::{Sibling, epub, html};
use chapbook::source;
use chapbook::verify::{self, Fault, Found, Line};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

use crate::epub_samples as samples;

/// The editions of a statement.
pub struct Edition {
    document: Document,
    imprint: Imprint,
    pub html: Vec<u8>,
    pub epub: Vec<u8>,
}

pub fn every_construct() -> &'static Edition {
    static EDITION: OnceLock<Edition> = OnceLock::new();
    EDITION.get_or_init(|| edition_of(&root().join("tests/editions/every-construct")))
}

pub fn hebrew() -> &'static Edition {
    static EDITION: OnceLock<Edition> = OnceLock::new();
    EDITION.get_or_init(|| edition_of(&root().join("tests/editions/ivrit")))
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn edition_of(path: &Path) -> Edition {
    let (folder, entry) = match path.is_dir() {
        true => (samples::folder(path), source::Entry::Folder),
        false => {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (samples::folder(path.parent().unwrap()), source::Entry::File(name))
        }
    };
    let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
    let document = source::read(&folder, &entry, &mut sources, &mut diagnostics);
    edition(document.unwrap_or_else(|| panic!("{}: {diagnostics:?}", path.display())))
}

pub fn edition(document: Document) -> Edition {
    let (words, theme) = (Words::english_in(&document.metadata.language), samples::theme());
    let faces = samples::faces(&document, &theme);
    let mut typefaces: Vec<String> = faces.iter().map(|face| face.family.clone()).collect();
    typefaces.dedup();
    let imprint = Imprint { typefaces, formats: Format::ALL.to_vec(), ..Imprint::default() };
    let sibling = |format: &'static str| Sibling { format, file_name: format!("{}.{}", document.metadata.stem(), format) };
    let siblings = [sibling("PDF"), sibling("EPUB")];
    let html = html::render(&document, &words, &theme, &faces, &imprint, &siblings, &[]);
    let epub = epub::render(&document, &words, &theme, &faces, &imprint, &samples::png(), &[]);
    Edition { document, imprint, html, epub }
}

/// The lines that `found` has, each as `id role <within> text`.
pub fn shown(found: &Found) -> Vec<String> {
    found.transcript.lines.iter().map(shown_line).collect()
}

/// Pieces are parted by `|`; where they are not plain words in the language of
/// the edition, they say so.
fn shown_line(line: &Line) -> String {
    let mut out = format!("{} {:?}", line.id.as_deref().unwrap_or("-"), line.role);
    for container in &line.within {
        out += &format!(" in {container:?}");
    }
    for piece in &line.pieces {
        out += &format!(" | {:?} {} {}", piece.kind, piece.language, piece.text);
        out += &piece.link.as_ref().map_or(String::new(), |link| format!(" -> {link}"));
    }
    out
}

/// The messages of `faults`, with the ids at which they are.
pub fn messages(faults: &[Fault]) -> Vec<String> {
    let one = |fault: &Fault| match &fault.id {
        Some(id) => format!("{} [{id}]", fault.message),
        None => fault.message.clone(),
    };
    faults.iter().map(one).collect()
}

/// A part of a book: its path and its bytes.
pub type Part = (String, Vec<u8>);

/// The parts of a book, in their order.
pub fn parts(book: &[u8]) -> Vec<Part> {
    let mut archive = ZipArchive::new(Cursor::new(book)).unwrap();
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        parts.push((part.name().unwrap().to_string(), bytes));
    }
    parts
}

/// A book of `parts`, packed as ours are.
pub fn pack(parts: &[Part]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in parts {
        let method = if path == "mimetype" { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let options = SimpleFileOptions::default().compression_method(method).last_modified_time(DateTime::DEFAULT);
        archive.start_file(path.as_str(), options.system(System::Unix).unix_permissions(0o644)).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn every_sample_says_what_it_must_and_nothing_is_wrong_with_it() {
    let editions: Vec<(&str, Edition)> = samples::all().into_iter().map(|(name, document)| (name, edition(document))).collect();
    let mut wrong = Vec::new();
    for (name, edition) in &editions {
        for (format, found) in
            [(Format::Html, verify::html::read(&edition.html)), (Format::Epub, verify::epub::read(&edition.epub))]
        {
            let Found { transcript, faults, alternates: _ } = found.unwrap_or_else(|fault| panic!("{name}: {fault:?}"));
            wrong.extend(messages(&faults).into_iter().map(|message| format!("{name} {format:?}: {message}")));
            let expected = verify::expected(
                &edition.document,
                &Words::english_in(&edition.document.metadata.language),
                &edition.imprint,
                format,
            );
            let mut diagnostics = Diagnostics::new();
            verify::compare(&edition.document, &expected, &transcript, &mut diagnostics);
            wrong.extend(diagnostics.iter().map(|problem| format!("{name} {format:?}: {}: {}", problem.code, problem.message)));
        }
    }
    assert!(editions.len() >= 4);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_page_says_its_lines() {
    let found = verify::html::read(&every_construct().html).unwrap();
    assert_eq!(found.transcript.title, "What We Owe Each Other on Lantern Row");
    assert_eq!(found.transcript.language, "en");
    let lines = shown(&found);
    let start = [
        "- SkipLink | Text en Skip to the text -> #_text",
        "- Title | Text en What We Owe Each Other on Lantern Row",
        "- TitleMatter | Text en A charter of neighbors",
        "- Picture | Image en Seven houses in a row under the moon, one window lit",
        "- TitleMatter | Text en Lantern Row Tenants’ Union, Ines Okafor-Lindqvist",
        "- TitleMatter | Text en 2024",
        "- Summary | Text en Contents",
        "- Entry | Text en Our promises -> #our-promises",
    ];
    assert_eq!(&lines[..start.len()], start);
    has(
        &lines,
        &[
            "opening.2.1 Paragraph in Quotation | Text en A street is a long table that nobody has laid yet.",
            "opening.2 Attribution | Text en Ines Okafor-Lindqvist, Letters to a Landlord",
            "opening.4 Divider",
            "our-promises Heading { level: 2 } | Text en Our promises",
            "our-promises.1 KeySentence | Text en No door on this street stays shut to a neighbor in need.",
            "what-we-share.6.3.p1 Paragraph in Item { ordinal: 3, number: Some(\"5\") } | Text en We tell the newest neighbor first. | NoteMark en 2 -> #note-2",
            "what-we-share.8.1.p1 Paragraph in Item { ordinal: 1, number: None } | Text en done: mend the pump",
            "what-we-share.4.2.p2 CalloutTitle in Item { ordinal: 2, number: None } in Callout | Text en Tip",
            "what-it-costs.2.r0c2 Cell { row: 0, column: 1, is_header: true } | Text en Doors",
            "what-it-costs.2.r3c4 Cell { row: 3, column: 3, is_header: false } | Text en songs, by  | Text en custom -> #customs",
            "how-we-live-by-them.2 Picture | Image en The street plan: seven houses along one road, with the pump at the end",
            "how-we-live-by-them.2 Caption | Text en The street, drawn by the children of no. 9",
            "customs.1.t1 Term | Text en Breakfast",
            "customs.1.d1.1 Paragraph in Details | Text en The first meal, eaten outdoors when it is dry.",
            "words-from-five-kitchens.3 Paragraph | Text he הרחוב הזה שייך לכולנו. המפתח אצל השכנים בבית 12.",
            "signs-and-keys.3 Code | Text en a block without a language\n  keeps its spaces",
            "note-3.1 Paragraph in Note { number: \"3\" } | Text en The smithy, the bindery, and Mr. Aubert’s boulangerie.\u{a0} | Text en ↑ -> #mark-3",
            "- Term | Text en License",
            "- Paragraph in Details | Text en CC BY 4.0 -> https://creativecommons.org/licenses/by/4.0/",
            "- Paragraph in Details in Item { ordinal: 2, number: None } | Text en EPUB -> lantern-row.en.epub",
        ],
    );
}

#[test]
fn the_book_says_its_lines_in_the_order_of_the_spine() {
    let lines = shown(&verify::epub::read(&every_construct().epub).unwrap());
    let start = [
        "- Picture | Image en Seven houses in a row under the moon, one window lit",
        "- Title | Text en What We Owe Each Other on Lantern Row",
        "- TitleMatter | Text en A charter of neighbors",
        "- TitleMatter | Text en Lantern Row Tenants’ Union",
        "- TitleMatter | Text en Ines Okafor-Lindqvist",
        "- TitleMatter | Text en 2024",
        "- Heading { level: 1 } | Text en Contents",
        "- Entry | Text en Opening -> #opening.1",
        "- Entry | Text en Our promises -> #our-promises",
        "- Entry | Text en What we share -> #what-we-share",
    ];
    assert_eq!(&lines[..start.len()], start);
    has(
        &lines,
        &[
            "- Entry | Text en Notes -> #_notes",
            "our-promises Heading { level: 1 } | Text en Our promises",
            "what-we-share.8.3.p2.2.p1 Paragraph in Item { ordinal: 3, number: None } in Item { ordinal: 2, number: None } | Text en open: ask the cat",
            "what-it-costs.2.r2c1 Cell { row: 2, column: 0, is_header: false } | Text en Workshops | NoteMark en 3 -> #note-3",
            "when-things-go-wrong.6.3 Attribution in Quotation | Text en the oldest goose",
            "note-2.2.1.p1 Paragraph in Note { number: \"2\" } in Item { ordinal: 1, number: Some(\"1\") } | Text en by hand, with everyone watching;",
            "- Term | Text en License",
        ],
    );
    assert!(lines.iter().all(|line| !line.contains("Landmarks")), "what is hidden is no line");
}

#[test]
fn every_piece_knows_its_language() {
    let found = verify::html::read(&hebrew().html).unwrap();
    assert_eq!(found.transcript.language, "he");
    has(
        &shown(&found),
        &["- SkipLink | Text en Skip to the text -> #_text", "- Summary | Text en Contents", "- Title | Text he אמנת הגינה"],
    );
}

#[test]
fn the_mark_of_a_page_opens_the_line_after_it() {
    let html = String::from_utf8(every_construct().html.clone()).unwrap();
    let mark = |label: &str| format!("<span id=\"_page-{label}\" role=\"doc-pagebreak\" aria-label=\"{label}\"></span>");
    let marked = html
        .replacen("<p id=\"opening.3\">", &format!("{}<p id=\"opening.3\">", mark("7")), 1)
        .replacen("and hard to do.", &format!("and {}hard to do.", mark("8")), 1)
        .replacen("</footer>", &format!("{}</footer>", mark("9")), 1);
    let lines = shown(&verify::html::read(marked.as_bytes()).unwrap());
    let at = |id: &str| lines.iter().find(|line| line.starts_with(id)).unwrap();
    assert!(at("opening.3 ").contains("Paragraph | PageBreak en 7 | Text en Read it with a pencil"), "{}", at("opening.3 "));
    assert!(
        at("our-promises.2 ").contains("easy to say and  | PageBreak en 8 | Text en hard to do."),
        "{}",
        at("our-promises.2 ")
    );
    assert!(lines.last().unwrap().ends_with("| PageBreak en 9"), "{:?}", lines.last());
}

fn has(lines: &[String], expected: &[&str]) {
    for line in expected {
        assert!(lines.iter().any(|found| found == line), "{line}\n\n{}", lines.join("\n"));
    }
}
