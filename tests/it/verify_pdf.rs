//! The PDF edition as it is read back from its bytes.

use std::sync::OnceLock;

use chapbook::diagnostics::{Diagnostics, MemoryFolder, Sources};
use chapbook::document::{Imprint, Words};
use chapbook::source::{self, Entry};
use chapbook::verify::{Container, FaultKind, Found, LINE_END, Line, PAGE_END, PieceKind, Role, pdf};
use chapbook::{fonts, render, theme};

use crate::golden;
use crate::pdf_damage::Damaged;
use crate::program::repository;
use crate::statements::collect;

/// The PDF edition of the statement in a folder of the repository.
fn edition(path: &str) -> Vec<u8> {
    let mut files = Vec::new();
    collect(&repository(path), "", &mut files);
    let folder = MemoryFolder::new(files);
    let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
    let document = source::read(&folder, &Entry::Folder, &mut sources, &mut diagnostics).unwrap();
    let theme = theme::load("default", &[&folder], &mut sources, &mut diagnostics).unwrap();
    let words = Words::english_in(&document.metadata.language);
    let imprint = Imprint { typefaces: vec!["Libertinus Serif".into()], ..Imprint::default() };
    render::pdf::render(&document, &words, &theme, &fonts::library(&theme), &imprint, &sources).unwrap().bytes
}

fn every_construct() -> &'static [u8] {
    static EDITION: OnceLock<Vec<u8>> = OnceLock::new();
    EDITION.get_or_init(|| edition("tests/editions/every-construct"))
}

fn damaged() -> Damaged {
    Damaged::new(every_construct())
}

fn read(path: &str) -> Found {
    pdf::read(&edition(path)).unwrap()
}

/// The line that begins with this text.
fn line<'f>(found: &'f Found, text: &str) -> &'f Line {
    found.transcript.lines.iter().find(|line| line.text().starts_with(text)).unwrap_or_else(|| panic!("no line is `{text}`"))
}

/// The text of a line with its line ends shown.
fn set(line: &Line) -> String {
    let text: String = line.pieces.iter().map(|piece| piece.text.as_str()).collect();
    text.replace(LINE_END, "¶").replace(PAGE_END, "§")
}

#[test]
fn every_construct_is_read_as_it_was_written() {
    let found = pdf::read(every_construct()).unwrap();
    golden::check(&repository("tests/it/verify/every-construct.pdf.txt").to_string_lossy(), &shown(&found));
}

/// A transcript as a person reads it: where the line stands, what it is, its pieces.
fn shown(found: &Found) -> String {
    let transcript = &found.transcript;
    let mut out = format!("{} ({})\n", transcript.title, transcript.language);
    for (index, line) in transcript.lines.iter().enumerate() {
        let within: String = line.within.iter().map(|container| format!("{container:?} > ")).collect();
        let id = line.id.as_ref().map_or(String::new(), |id| format!(" #{id}"));
        out.push_str(&format!("{index} {within}{:?}{id}\n", line.role));
        for piece in &line.pieces {
            let kind = match piece.kind {
                PieceKind::Text => String::new(),
                PieceKind::Image | PieceKind::NoteMark | PieceKind::PageBreak => format!("{:?} ", piece.kind),
            };
            let language = if piece.language == transcript.language { String::new() } else { format!(" ({})", piece.language) };
            let link = piece.link.as_ref().map_or(String::new(), |link| format!(" -> {link}"));
            let text = piece.text.replace(LINE_END, "¶").replace(PAGE_END, "§").replace('\n', "⏎");
            out.push_str(&format!("    {kind}|{text}|{language}{link}\n"));
        }
    }
    for fault in &found.faults {
        out.push_str(&format!("{:?} {} {:?}\n", fault.kind, fault.message, fault.id));
    }
    out
}

#[test]
fn a_word_divided_by_the_layout_is_whole() {
    let found = read("tests/editions/deutsch");
    assert_eq!(found.transcript.language, "de");
    let divided = line(&found, "Unsere Öffnungszeiten");
    let (beginning, end) =
        ("Niemand muss eine Mitgliedschaftsbescheinigung vorlegen, ", "¶niemand eine Unbedenklichkeitserklärung");
    assert!(set(divided).contains(&format!("{beginning}{end}")), "{}", set(divided));
    let crossing = line(&found, "Meinungsverschiedenheiten");
    assert!(set(crossing).contains("Wer sich verletzt fühlt, §darf die Werkstattglocke läuten;"), "{}", set(crossing));
    let note = line(&found, "Die Verkehrssicherungspflicht");
    assert_eq!(note.within, [Container::Note { number: "1".into() }]);
    assert_eq!(line(&found, "Colophon").pieces[0].language, "en");
}

#[test]
fn hebrew_stands_in_logical_order() {
    let found = read("tests/editions/ivrit");
    let mixed = line(&found, "רשת ה־Wi-Fi בגינה");
    let pieces: Vec<_> = mixed.pieces.iter().map(|piece| (piece.language.as_str(), piece.link.as_deref())).collect();
    assert_eq!(pieces, [("he", None), ("he", Some("https://garden.example/he")), ("he", None)]);
    assert!(set(mixed).contains("הפרוטוקול ¶נכתב בתוכנת LibreOffice ונשמר כקובץ PDF."), "{}", set(mixed));
    let third = line(&found, "מחליטים יחד");
    assert_eq!(third.within, [Container::Item { ordinal: 3, number: Some("3".to_string()) }]);
    assert_eq!(third.pieces[1].link.as_deref(), Some("#open-gate"));
    let heading = line(&found, "כשיש מחלוקת");
    assert_eq!(heading.role, Role::Entry);
}

/// `damaged` is reported as `message`, and as nothing of another kind.
fn check(damaged: Damaged, kind: FaultKind, message: &str) {
    let faults = pdf::read(&damaged.bytes()).map_or_else(|fault| vec![fault], |found| found.faults);
    let is_said = faults.iter().any(|fault| fault.message.contains(message));
    assert!(is_said && faults.iter().all(|fault| fault.kind == kind), "{message}\n{faults:#?}");
}

#[test]
fn each_fault_of_the_structure_is_named() {
    let cases = [
        ("/Alt(Seven", "/Alz(Seven", "a picture on page 1 has no alternative text"),
        ("/DisplayDocTitle true", "/DisplayDocTitle false", "shows the name of the file instead of the title"),
        ("/Marked true", "/Marked false", "the tags are not declared"),
        ("/Lang(en)", "", "the language is not declared"),
        ("/S/H2", "/S/H3", "the heading `What we share` has level 3, where 2 is the deepest that can follow"),
        ("/Title(Our promises)", "/Title(Their promises)", "the bookmark of `Our promises` is called `Their promises`"),
        ("/First 4 0 R", "/First 5 0 R", "the heading `Our promises` has no bookmark in its place"),
        ("/Dest(customs)", "/Dest(manners)", "the link `Customs7` on page 3 leads nowhere"),
        ("/ParentTree", "/ParentTwig", "the text does not lead back to its tags"),
        ("/S/Title", "/S/Titel", "the tag `Titel` means nothing"),
        ("<pdfuaid:part>1", "<pdfuaid:part>2", "PDF/UA-1, the standard for accessible PDFs, is not declared"),
        ("<pdfaid:conformance>A", "<pdfaid:conformance>B", "PDF/A-2a, the standard for PDFs that last, is not declared"),
        ("<rdf:li xml:lang=\"x-default\">What", "<rdf:li xml:lang=\"x-default\">Wham", "the title is given in two ways"),
        (
            "<dc:language><rdf:Bag><rdf:li>en",
            "<dc:language><rdf:Bag><rdf:li>de",
            "the language is given in two ways: `en` and `de`",
        ),
        ("/S/Title/P", "/S/Title/K[]/P", "a screen reader never reads `What We` on page 2"),
        ("/S/Title/P", "/S/Title/K[0 0]/P", "a screen reader reads `What We` on page 2 twice"),
        ("/FontFile3", "/FontFileX", "is not in the file, so that another will be shown"),
        ("/ToUnicode", "/ToUnicorn", "does not say which letters it shows"),
        ("/Contents(Our promises, page 4)", "", "the link `Our promises4` on page 3 has no description"),
        ("/StructParent 2/", "/", "a link on page 3 does not lead back to its tag"),
        ("/Type/OBJR", "/Type/MORE", "a screen reader never meets a link on page 3"),
        ("/Type/OBJR", "/Type/MORE", "`Our promises4` on page 3 is called a link and is none"),
    ];
    for (from, to, message) in cases {
        check(damaged().replace(from, to), FaultKind::Structure, message);
    }
    let message = "the tab key does not follow the text on page 3";
    check(damaged().replace_all("/Tabs/S", ""), FaultKind::Structure, message);
}

#[test]
fn a_page_number_of_the_contents_and_a_mark_of_a_note_lead_where_they_say() {
    let contents = damaged().redirect("Our promises, page 4", "What we share, page 5");
    check(contents, FaultKind::Structure, "the contents show page 4 for `Our promises`, which is on page 5");
    let mark = "the mark of note 1 in `We are the people of Lantern Row: thirty-one doors, …` leads to";
    for (target, place) in [("Footnote 2", "note 2"), ("Our promises, page 4", "no note")] {
        check(damaged().redirect("Footnote 1", target), FaultKind::Structure, &format!("{mark} {place}"));
    }
}

#[test]
fn what_is_no_edition_of_ours_is_named() {
    check(damaged().replace("/StructTreeRoot ", "/StructTreeBoot "), FaultKind::Structure, "there are no tags");
    check(damaged().trailer("/Root", "/Encrypt 1 0 R/Root"), FaultKind::Unreadable, "it is encrypted");
    let other = damaged().replace("(Chapbook)", "(Notebook)").replace("CreatorTool>Chapbook", "CreatorTool>Notebook");
    check(other, FaultKind::Foreign, "it was made by `Notebook`");
}

#[test]
fn a_damaged_file_is_not_guessed_at() {
    let check_bytes = |bytes: &[u8], message: &str| {
        let fault = pdf::read(bytes).expect_err(message);
        assert_eq!(fault.kind, FaultKind::Unreadable, "{fault:?}");
        assert!(fault.message.contains(message), "{message}: {fault:?}");
    };
    let whole = every_construct();
    check_bytes(b"", "it is empty");
    check_bytes(b"<!DOCTYPE html>", "does not begin as a PDF does");
    for end in (9..whole.len() - 6).step_by(1009) {
        check_bytes(&whole[..end], "its end is missing");
    }
    check_bytes(&[&whole[..whole.len() / 2], b"\n%%EOF"].concat(), "does not say where the cross-reference table is");
    // A byte too many before the objects: viewers rebuild the table in silence.
    let mut moved = whole.to_vec();
    moved.insert(20, b' ');
    check_bytes(&moved, "cross-reference table");
    check_bytes(&damaged().misplaced(7), "its cross-reference table is wrong: object 7 is not where it says");
}

#[test]
fn damaged_parts_are_named() {
    let content = damaged().number("/Contents ");
    let bomb = packed(&vec![b' '; 80 << 20]);
    let stream = |data: &[u8]| {
        [format!("<</Length {}/Filter/FlateDecode>>\nstream\n", data.len()).as_bytes(), data, b"\nendstream"].concat()
    };
    let unreadable = FaultKind::Unreadable;
    check(damaged().object(content, &stream(&bomb)), unreadable, "unpacks to more than any statement can be");
    check(damaged().object(content, &stream(b"garbage")), unreadable, "it cannot be unpacked");
    check(damaged().object(content, b"<</Length 99999999999>>\nstream\n"), unreadable, "its stream cannot be read");
    check(damaged().object(content, &stream(&packed(b"BT ) ET"))), unreadable, "page 1 is damaged");
    let deep = [b"<</Length 0/A ".as_slice(), &vec![b'['; 1 << 20]].concat();
    check(damaged().object(content, &deep), unreadable, "is damaged");
    let tree = damaged().number("/StructTreeRoot ");
    let top = damaged().number("/S/Title/P ");
    check(damaged().replace("/S/Title/P", &format!("/S/Title/K[{top} 0 R]/P")), unreadable, "its structure leads in a circle");
    check(damaged().object(tree, &deep), unreadable, "is damaged");
    let pages = damaged().number("/Pages ");
    let circle = format!("<</Type/Pages/Count 1/Kids[{pages} 0 R]>>");
    check(damaged().object(pages, circle.as_bytes()), unreadable, "its pages lead in a circle");
    check(damaged().object(pages, b"<</Type/Pages/Count 0/Kids[]>>"), unreadable, "it has no pages");
    let nested = format!("{}{}", "<</S/Div/K ".repeat(300), ">>".repeat(300));
    check(damaged().replace("/S/Title/P", &format!("/S/Title/K {nested}/P")), unreadable, "damaged");
}

/// One byte wrong, in each part of the file: a report, or an edition; never a panic.
#[test]
fn any_byte_may_be_wrong() {
    let whole = every_construct();
    for (at, flip) in (0..whole.len()).step_by(389).zip([1_u8, 0x20, 0x80, 0xff].into_iter().cycle()) {
        let mut bytes = whole.to_vec();
        bytes[at] ^= flip;
        let _ = pdf::read(&bytes);
    }
}

/// As a zlib stream.
fn packed(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut writer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}
