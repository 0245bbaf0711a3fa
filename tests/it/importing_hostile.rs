//! Files made to hurt a program that reads them: each ends in a plain error.

use std::io::Write;

use chapbook::diagnostics::MemoryFolder;
use chapbook::document::Date;
use chapbook::import;
use zip::write::SimpleFileOptions;

/// What the one problem of importing `bytes` says.
fn refusal(name: &str, bytes: &[u8]) -> String {
    let today = Date::parse("2024-02-29").expect("a day");
    let problems = import::read(name, bytes, &MemoryFolder::default(), today).expect_err("it is refused");
    let messages: Vec<(&str, String)> = problems.iter().map(|problem| (problem.code, problem.message.clone())).collect();
    match messages.as_slice() {
        [("cannot-import", message)] => message.clone(),
        other => panic!("one problem is expected: {other:?}"),
    }
}

fn check(name: &str, bytes: &[u8], expected: &str) {
    let message = refusal(name, bytes);
    assert!(message.contains(expected), "{message}");
}

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a name");
        writer.write_all(bytes).expect("memory");
    }
    writer.finish().expect("an archive").into_inner()
}

const DOCUMENT: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

fn docx(body: &str) -> Vec<u8> {
    let document = format!("<w:document xmlns:w=\"{DOCUMENT}\"><w:body>{body}</w:body></w:document>");
    archive(&[("word/document.xml", document.as_bytes())])
}

const CONTAINER: &str = "<container xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles>\
    <rootfile full-path=\"a.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles></container>";
const PACKAGE: &str = "<package xmlns=\"http://www.idpf.org/2007/opf\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\
    <metadata><dc:title>A</dc:title></metadata><manifest><item id=\"a\" href=\"a.xhtml\" media-type=\"application/xhtml+xml\"/>\
    </manifest><spine><itemref idref=\"a\"/></spine></package>";

fn epub(page: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let mut parts: Vec<(&str, &[u8])> =
        vec![("META-INF/container.xml", CONTAINER.as_bytes()), ("a.opf", PACKAGE.as_bytes()), ("a.xhtml", page.as_bytes())];
    parts.extend(more);
    archive(&parts)
}

fn page(body: &str) -> String {
    format!("<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>A</title></head><body>{body}</body></html>")
}

#[test]
fn the_harmless_ones_are_read() {
    let today = Date::parse("2024-02-29").expect("a day");
    for (name, bytes) in
        [("a.docx", docx("<w:p><w:r><w:t>Words</w:t></w:r></w:p>")), ("a.epub", epub(&page("<p>Words</p>"), &[]))]
    {
        let imported = import::read(name, &bytes, &MemoryFolder::default(), today).expect(name);
        assert_eq!(String::from_utf8_lossy(&imported.files[1].1), "Words\n", "{name}");
    }
}

#[test]
fn a_bomb_is_refused_before_it_is_unpacked() {
    let zeros = vec![b' '; 130_000_000];
    check("a.docx", &archive(&[("word/document.xml", &zeros)]), "unpacks to more than 128 MB");
    check("a.epub", &epub(&page("<p>Words</p>"), &[("big.css", &zeros)]), "unpacks to more than 128 MB");
}

#[test]
fn a_size_that_lies_is_damage() {
    let mut bytes = docx(&"<w:p/>".repeat(100_000));
    // The size in the central directory (APPNOTE 6.3.10 §4.3.12), made a hundred bytes.
    let record = bytes.windows(4).rposition(|window| window == b"PK\x01\x02").expect("a record");
    bytes[record + 24..record + 28].copy_from_slice(&100u32.to_le_bytes());
    check("a.docx", &bytes, "`word/document.xml` of the archive is damaged");
}

#[test]
fn names_that_leave_the_archive_are_refused() {
    for name in ["../evil.png", "/etc/passwd", "a/../../b", "..\\evil", "C:\\evil"] {
        check("a.epub", &epub(&page("<p>Words</p>"), &[(name, b"x")]), "names a file outside of itself");
    }
}

#[test]
fn entities_that_grow_are_refused() {
    let mut bomb = String::from("<!DOCTYPE html [<!ENTITY a0 \"words words words\">");
    for number in 1..30 {
        bomb.push_str(&format!("<!ENTITY a{number} \"{}\">", format!("&a{};", number - 1).repeat(10)));
    }
    bomb.push_str("]>");
    check("a.epub", &epub(&(bomb.clone() + &page("<p>&a29;</p>")), &[]), "declares entities");
    let document = format!(
        "{bomb}<w:document xmlns:w=\"{DOCUMENT}\"><w:body><w:p><w:r><w:t>&a29;</w:t></w:r></w:p></w:body></w:document>"
    );
    check("a.docx", &archive(&[("word/document.xml", document.as_bytes())]), "declares entities");
}

#[test]
fn a_million_elements_in_each_other_are_refused() {
    let million = 1_000_000;
    let deep = |open: &str, close: &str| open.repeat(million) + "Words" + &close.repeat(million);
    check("a.html", format!("<body>{}", deep("<div>", "</div>")).as_bytes(), "stand in each other");
    check("a.html", format!("<body>{}", deep("<b>", "</b>")).as_bytes(), "");
    check("a.html", format!("<body>{}", deep("<table><tr><td>", "")).as_bytes(), "");
    check("a.epub", &epub(&page(&deep("<div>", "</div>")), &[]), "");
    check("a.docx", &docx(&deep("<w:sdt>", "</w:sdt>")), "");
}

#[test]
fn more_elements_than_can_be_read_are_refused() {
    check("a.html", format!("<body>{}", "<p>a</p>".repeat(1_000_000)).as_bytes(), "more than 1000000 elements");
    check("a.html", format!("<body><p {}>a", "a=1 ".repeat(100_000)).as_bytes(), "more attributes");
    check("a.docx", &docx(&"<w:p/>".repeat(1_100_000)), "cannot be read");
}

#[test]
fn a_huge_table_is_read_in_bounded_time() {
    let today = Date::parse("2024-02-29").expect("a day");
    let rows = "<tr><td colspan=1000 rowspan=60000>a<td>b</tr>".repeat(20_000);
    let page = format!("<body><table>{rows}</table>");
    let imported = import::read("a.html", page.as_bytes(), &MemoryFolder::default(), today).expect("a table");
    assert!(imported.problems.iter().any(|problem| problem.message.contains("more than 64 columns")));
    assert!(imported.files[1].1.len() < 20_000_000);
}

#[test]
fn what_is_cut_off_is_refused() {
    for (name, bytes) in
        [("a.docx", docx("<w:p><w:r><w:t>Words</w:t></w:r></w:p>")), ("a.epub", epub(&page("<p>Words</p>"), &[]))]
    {
        for length in [0, 1, 10, bytes.len() / 2, bytes.len() - 1] {
            refusal(name, &bytes[..length]);
        }
    }
}

#[test]
fn what_is_no_document_says_so() {
    check("a.docx", &archive(&[("word/styles.xml", b"<a/>")]), "is no Word document");
    check("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "an old or an encrypted Word document");
    check("a.mhtml", b"MIME-Version: 1.0\n\nWords", "has no web page in it");
    check("a.docx", &docx(""), "has no text");
    check("a.epub", &archive(&[("a.opf", PACKAGE.as_bytes())]), "is no book");
}

/// A text may be empty because all that it has cannot be carried over.
#[test]
fn what_an_empty_text_has_lost_is_named() {
    let today = Date::parse("2024-02-29").expect("a day");
    let page = b"<html><body><nav>Menu</nav></body></html>";
    let problems = import::read("a.html", page, &MemoryFolder::default(), today).expect_err("it has no text");
    let messages: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
    let menu = "a part of the page that is no part of its text (`nav`) was left out: before the first paragraph: “Menu”";
    assert_eq!(messages, ["`a.html` has no text", menu]);
}

#[test]
fn a_locked_book_is_refused_and_one_with_locked_fonts_is_read() {
    let locked = |method: &str| {
        format!(
            "<encryption xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\" xmlns:enc=\"http://www.w3.org/2001/04/xmlenc#\">\
             <enc:EncryptedData><enc:EncryptionMethod Algorithm=\"{method}\"/></enc:EncryptedData></encryption>"
        )
    };
    let book = |method: &str| epub(&page("<p>Words</p>"), &[("META-INF/encryption.xml", locked(method).as_bytes())]);
    check("a.epub", &book("http://www.w3.org/2001/04/xmlenc#aes128-cbc"), "is encrypted");
    let today = Date::parse("2024-02-29").expect("a day");
    let fonts = book("http://www.idpf.org/2008/embedding");
    import::read("a.epub", &fonts, &MemoryFolder::default(), today).expect("its text is not locked");
}

fn read(name: &str, bytes: &[u8]) -> import::Imported {
    let today = Date::parse("2024-02-29").expect("a day");
    import::read(name, bytes, &MemoryFolder::default(), today).expect(name)
}

fn messages(imported: &import::Imported) -> Vec<&str> {
    imported.problems.iter().map(|problem| problem.message.as_str()).collect()
}

/// An archive in an archive is a file that no text names: it is never opened.
#[test]
fn an_archive_in_an_archive_is_left_alone() {
    let bomb = archive(&[("bomb.bin", &vec![0; 100_000_000])]);
    let imported = read("a.epub", &epub(&page("<p>Words</p>"), &[("bomb.zip", &bomb)]));
    assert_eq!(imported.files.len(), 2);
}

/// Many records of the directory that lead to one part: each is counted.
#[test]
fn parts_that_lie_on_each_other_are_counted_each() {
    let large = vec![b' '; 1_000_000];
    let bytes = archive(&[("a.css", &large)]);
    let start = bytes.windows(4).position(|window| window == b"PK\x01\x02").expect("a record");
    let end = bytes.windows(4).rposition(|window| window == b"PK\x05\x06").expect("an end");
    let (count, record) = (1000_u16, &bytes[start..end]);
    let mut bomb = bytes[..start].to_vec();
    (0..count).for_each(|_| bomb.extend(record));
    let mut last = bytes[end..].to_vec();
    last[8..10].copy_from_slice(&count.to_le_bytes());
    last[10..12].copy_from_slice(&count.to_le_bytes());
    last[12..16].copy_from_slice(&(u32::from(count) * record.len() as u32).to_le_bytes());
    bomb.extend(last);
    assert!(bomb.len() < 100_000);
    check("a.epub", &bomb, "unpacks to more than 128 MB");
}

#[test]
fn a_size_that_nobody_has_is_refused() {
    let mut bytes = docx("<w:p/>");
    let record = bytes.windows(4).rposition(|window| window == b"PK\x01\x02").expect("a record");
    bytes[record + 24..record + 28].copy_from_slice(&1_000_000_000_u32.to_le_bytes());
    check("a.docx", &bytes, "unpacks to more than 128 MB");
}

/// A part that a text calls by ever new names is unpacked and named once.
#[test]
fn a_part_with_many_names_is_unpacked_once() {
    let names = (0..10_000).map(|number| format!("a.png?{number}")).chain((0..100).map(|number| "./".repeat(number) + "a.png"));
    let images: String = names.map(|name| format!("<p><img src=\"{name}\" alt=\"x\"/></p>")).collect();
    let imported = read("a.epub", &epub(&page(&images), &[("a.png", &vec![0; 100_000_000])]));
    assert_eq!(
        messages(&imported),
        ["an image was left out, because it is larger than 32 MiB: before the first paragraph: “a.png”"]
    );
    assert_eq!(imported.files.len(), 2);
}

#[test]
fn names_of_devices_become_names_of_files() {
    let png = std::fs::read("tests/import/documents/lamp.png").expect("a picture");
    let imported = read("a.epub", &epub(&page("<p><img src=\"aux.png\" alt=\"A lamp\"/></p>"), &[("aux.png", &png)]));
    assert_eq!(imported.files[2].0, "images/statement.png");
}

#[test]
fn pages_that_stand_for_each_other_in_a_circle_are_left_out() {
    let items = "<item id=\"b\" href=\"b.xml\" media-type=\"application/xml\" fallback=\"c\"/>\
                 <item id=\"c\" href=\"c.xml\" media-type=\"application/xml\" fallback=\"b\"/></manifest>";
    let package = PACKAGE.replace("</manifest>", items).replace("</spine>", "<itemref idref=\"b\"/></spine>");
    let page = page("<p>Words</p>");
    let parts = [("META-INF/container.xml", CONTAINER), ("a.opf", &package), ("a.xhtml", &page)];
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    let imported = read("a.epub", &archive(&parts));
    assert_eq!(messages(&imported), ["a page of the book that is no text was left out: `b.xml`"]);
}

#[test]
fn styles_that_rest_on_each_other_in_a_circle_end() {
    let style = |id: &str, base: &str| {
        format!("<w:style w:type=\"character\" w:styleId=\"{id}\"><w:basedOn w:val=\"{base}\"/></w:style>")
    };
    let styles = format!("<w:styles xmlns:w=\"{DOCUMENT}\">{}{}</w:styles>", style("a", "b"), style("b", "a"));
    let run = "<w:p><w:r><w:rPr><w:rStyle w:val=\"a\"/></w:rPr><w:t>Words</w:t></w:r></w:p>";
    let document = format!("<w:document xmlns:w=\"{DOCUMENT}\"><w:body>{run}</w:body></w:document>");
    let parts = [("word/document.xml", document.as_bytes()), ("word/styles.xml", styles.as_bytes())];
    assert_eq!(String::from_utf8_lossy(&read("a.docx", &archive(&parts)).files[1].1), "Words\n");
}

#[test]
fn a_hundred_thousand_lists_are_read() {
    let count = 100_000;
    let kinds: String = (0..count)
        .map(|id| {
            format!(
                "<w:abstractNum w:abstractNumId=\"{id}\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"decimal\"/></w:lvl></w:abstractNum>\
                 <w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{id}\"/></w:num>"
            )
        })
        .collect();
    let numbering = format!("<w:numbering xmlns:w=\"{DOCUMENT}\">{kinds}</w:numbering>");
    let item =
        |id: usize| format!("<w:p><w:pPr><w:numPr><w:numId w:val=\"{id}\"/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>");
    let items: String = (1..count).map(item).collect();
    let document = format!("<w:document xmlns:w=\"{DOCUMENT}\"><w:body>{items}</w:body></w:document>");
    let parts = [("word/document.xml", document.as_bytes()), ("word/numbering.xml", numbering.as_bytes())];
    let imported = read("a.docx", &archive(&parts));
    assert_eq!(String::from_utf8_lossy(&imported.files[1].1).matches('a').count(), count - 1);
}

/// Each of these once took minutes, because something was looked at again for each that stood in it or beside it.
#[test]
fn pages_whose_parts_are_many_are_read_in_bounded_time() {
    let menus = format!("<body>{}{}", "<div class=menu>".repeat(150), "<p>a</p>".repeat(200_000));
    assert_eq!(read("a.html", menus.as_bytes()).files[1].1.len(), 3 * 200_000 - 1);
    let mark = |id: usize| format!("<p>a <a id=r{id} href=#n{id}>{id}</a></p>");
    let note = |id: usize| format!("<p><a id=n{id} href=#r{id}>{id}</a> b</p>");
    let count = 9_999;
    let notes =
        format!("<body>{}<div>{}</div>", (0..count).map(mark).collect::<String>(), (0..count).map(note).collect::<String>());
    assert!(read("a.html", notes.as_bytes()).report.contains("notes      9999"));
    let sheet =
        format!("<style>{}</style><body>{}", ".a .b{font-style:italic}".repeat(100_000), "<i class=b>a</i>".repeat(50_000));
    let imported = read("a.html", sheet.as_bytes());
    assert!(messages(&imported).iter().any(|message| message.starts_with("the style sheets are too large")));
    let images = "<p><img src=x.png alt=x>".repeat(20_000);
    let imported = read("a.html", format!("<body>{images}").as_bytes());
    assert!(imported.problems.iter().count() < 300);
}

#[test]
fn a_saved_page_in_parts_without_end_is_refused() {
    let parts = "Content-Type: multipart/related; boundary=\"a\"\n\n--a\n".repeat(100_000);
    check("a.mhtml", format!("MIME-Version: 1.0\n{parts}").as_bytes(), "has no web page in it");
    check("a.mhtml", format!("MIME-Version: 1.0\n{}", "X: y\n".repeat(1_000_000)).as_bytes(), "has no web page in it");
}
