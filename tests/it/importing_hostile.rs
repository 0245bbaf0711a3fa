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
    check("a.docx", &docx(""), "has no text");
    check("a.epub", &archive(&[("a.opf", PACKAGE.as_bytes())]), "is no book");
    check("a.html", b"<html><body><nav>Menu</nav></body></html>", "has no text");
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
