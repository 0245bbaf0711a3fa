//! Files that are no editions, or not whole: each ends in a plain report.

use chapbook::document::{Format, Imprint, Words};
use chapbook::render::epub;
use chapbook::verify::{self, Fault, FaultKind, Found};

use crate::epub_samples as samples;
use crate::verify_books::{every_construct, messages, pack, parts};

#[test]
fn what_is_no_page_of_ours_is_said() {
    let ours = String::from_utf8(every_construct().html.clone()).unwrap();
    let (head, _) = ours.split_once("<main").unwrap();
    let nested = |tag: &str| format!("{head}{}", tag.repeat(1_000_000));
    let many = |one: &dyn Fn(usize) -> String| (0..300_000).map(one).collect::<String>();
    let too_deep = "more than 200 elements stand in each other";
    let too_many = "an element has more attributes than can be read";
    let not_ours = "the page does not say that Chapbook made it";
    let cases: Vec<(Vec<u8>, FaultKind, &str)> = vec![
        (Vec::new(), FaultKind::Unreadable, "the file is empty"),
        (b"caf\xe9".to_vec(), FaultKind::Unreadable, "the file is not text in UTF-8: byte 3 cannot stand there"),
        (b"\xff\xfe<\0h\0".to_vec(), FaultKind::Unreadable, "the file is not text in UTF-8: byte 0 cannot stand there"),
        (b"Only words.".to_vec(), FaultKind::Foreign, not_ours),
        (b"\0\0\0\0".to_vec(), FaultKind::Foreign, not_ours),
        (b"<!DOCTYPE html><title>Another</title><main>Hello</main>".to_vec(), FaultKind::Foreign, not_ours),
        (b"<meta name=generator content='Chapbook 9'><h1>All editions</h1>".to_vec(), FaultKind::Foreign, not_ours),
        (nested("<div>").into_bytes(), FaultKind::Unreadable, too_deep),
        (nested("<b>").into_bytes(), FaultKind::Unreadable, too_deep),
        (nested("<svg>").into_bytes(), FaultKind::Unreadable, too_deep),
        (nested("<table><td>").into_bytes(), FaultKind::Unreadable, too_deep),
        (many(&|index| format!("<b id={index}>")).into_bytes(), FaultKind::Unreadable, too_deep),
        (format!("{head}<p {}>", many(&|index| format!("a{index} "))).into_bytes(), FaultKind::Unreadable, too_many),
        (
            format!("{head}<!-- <i x=\" --><p {}>", many(&|index| format!("a{index}/"))).into_bytes(),
            FaultKind::Unreadable,
            too_many,
        ),
        (
            format!(
                "{head}<p>{}{}",
                (0..150).map(|index| format!("<b id={index}>")).collect::<String>(),
                "</p><p>x".repeat(100_000)
            )
            .into_bytes(),
            FaultKind::Unreadable,
            "the page has more than 1000000 elements",
        ),
    ];
    for (bytes, kind, message) in cases {
        let start = String::from_utf8_lossy(&bytes[..bytes.len().min(60)]).into_owned();
        let fault = verify::html::read(&bytes).unwrap_err();
        assert_eq!((fault.kind, fault.message.as_str()), (kind, message), "{start}");
    }
}

#[test]
fn a_page_as_deep_as_can_be_is_read() {
    let ours = String::from_utf8(every_construct().html.clone()).unwrap();
    let (start, end) = ("<blockquote>".repeat(190), "</blockquote>".repeat(190));
    let deep = ours.replacen("<hr id=\"opening.4\">", &format!("{start}<p>Deep down.</p>{end}"), 1);
    let lines = verify::html::read(deep.as_bytes()).unwrap().transcript.lines;
    assert!(lines.iter().any(|line| line.text() == "Deep down." && line.within.len() == 190));
}

#[test]
fn what_is_said_of_much_is_not_copied_without_end() {
    let ours = String::from_utf8(every_construct().html.clone()).unwrap();
    let address = "a".repeat(1_000_000);
    let words = "<i lang=\"en\" dir=\"ltr\">x</i><i lang=\"de\" dir=\"ltr\">y</i>".repeat(50_000);
    let page = ours.replacen("<hr id=\"opening.4\">", &format!("<p><a href=\"https://{address}\">{words}</a></p>"), 1);
    let found = verify::html::read(page.as_bytes()).unwrap();
    let copied: usize = found
        .transcript
        .lines
        .iter()
        .flat_map(|line| &line.pieces)
        .filter_map(|piece| piece.link.as_ref())
        .map(String::len)
        .sum();
    assert!(copied < 110_000_000, "{copied}");
}

#[test]
fn a_page_that_is_cut_off_is_not_whole() {
    let whole = &every_construct().html;
    for share in 1..20 {
        let cut = &whole[..whole.len() * share / 20];
        let cut = &cut[..String::from_utf8_lossy(cut).trim_end_matches('\u{fffd}').len()];
        assert!(verify::html::read(cut).map_or(true, |found| !found.faults.is_empty()), "{share}/20");
    }
}

#[test]
fn what_is_no_book_of_ours_is_said() {
    let book = &every_construct().epub;
    let whole = parts(book);
    let with = |path: &str, bytes: &[u8]| {
        let mut parts = whole.clone();
        parts.iter_mut().find(|(name, _)| name == path).unwrap().1 = bytes.to_vec();
        pack(&parts)
    };
    let without = |path: &str| pack(&whole.iter().filter(|(name, _)| name != path).cloned().collect::<Vec<_>>());
    let text = |path: &str| String::from_utf8(whole.iter().find(|(name, _)| name == path).unwrap().1.clone()).unwrap();
    let package = text("EPUB/package.opf");
    let (container, opf) = ("META-INF/container.xml", "EPUB/package.opf");
    let unreadable = FaultKind::Unreadable;
    let cases: Vec<(&str, Vec<u8>, FaultKind, &str)> = vec![
        ("empty", Vec::new(), unreadable, "the file is empty"),
        ("words", b"no archive".repeat(9), unreadable, "the file is no zip archive, or its end is missing"),
        ("PK alone", b"PK\x03\x04".to_vec(), unreadable, "the file is no zip archive, or its end is missing"),
        ("a page", every_construct().html.clone(), unreadable, "the file is no zip archive, or its end is missing"),
        ("half", book[..book.len() / 2].to_vec(), unreadable, "the file is no zip archive, or its end is missing"),
        (
            "no container",
            without(container),
            FaultKind::Foreign,
            "the file is a zip archive and no EPUB: it has no `META-INF/container.xml`",
        ),
        ("empty container", with(container, b"<a/>"), unreadable, "`META-INF/container.xml` names no package document"),
        (
            "no package",
            without(opf),
            unreadable,
            "the package document `EPUB/package.opf`, which the container names, is not in the archive",
        ),
        ("a page as package", with(opf, b"<a/>"), unreadable, "`EPUB/package.opf` is no package document"),
        ("not UTF-8", with(opf, b"<a>\xe9</a>"), unreadable, "`EPUB/package.opf` cannot be read: it is not text in UTF-8"),
        (
            "of another program",
            with(opf, package.replace("Chapbook", "Binder").as_bytes()),
            FaultKind::Foreign,
            "the book does not say that Chapbook made it",
        ),
        (
            "no page",
            with(opf, package.replace("<itemref", "<itemrex").replace("</itemref", "</itemrex").as_bytes()),
            unreadable,
            "the book has no page that can be read",
        ),
    ];
    for (name, bytes, kind, message) in cases {
        let fault = verify::epub::read(&bytes).unwrap_err();
        assert_eq!((fault.kind, fault.message.as_str()), (kind, message), "{name}");
    }
}

#[test]
fn xml_that_would_never_end_is_refused() {
    let entities: String = (1..40).map(|n| format!("<!ENTITY e{n} \"&e{};&e{};\">", n - 1, n - 1)).collect();
    let bomb =
        format!("<!DOCTYPE html [<!ENTITY e0 \"words\">{entities}]><html xmlns=\"http://www.w3.org/1999/xhtml\">&e39;</html>");
    let root = "<html xmlns=\"http://www.w3.org/1999/xhtml\">";
    let attributes: String = (0..300_000).map(|index| format!(" a{index}=\"\"")).collect();
    let spaces: String = (0..5000).map(|index| format!("<a xmlns:n{index}=\"u\">")).collect();
    let cases = [
        (bomb, "it declares entities"),
        (format!("{root}{}", "<b>".repeat(400_000)), "it is not well-formed: the root node was opened but never closed"),
        (
            format!("{root}{}{}</html>", "<b>".repeat(400_000), "</b>".repeat(400_000)),
            "more than 200 elements stand in each other",
        ),
        (format!("{root}<p{attributes}/></html>"), "an element has more attributes than can be read"),
        (format!("{root}{spaces}{}</html>", "</a>".repeat(5000)), "an element has more attributes than can be read"),
        (format!("{root}{}</html>", "<p/>".repeat(1_500_000)), "it is not well-formed: nodes limit reached"),
    ];
    for (page, reason) in cases {
        let mut parts = parts(&every_construct().epub);
        parts.iter_mut().find(|(name, _)| name == "EPUB/section-2.xhtml").unwrap().1 = page.into_bytes();
        let found = verify::epub::read(&pack(&parts)).unwrap();
        let expected = format!("`EPUB/section-2.xhtml` cannot be read: {reason}");
        assert!(
            messages(&found.faults).contains(&expected),
            "{expected}\n{:?}",
            &messages(&found.faults)[..3.min(found.faults.len())]
        );
    }
}

/// The places of the headers in a small book: of parts, of the directory, and of its end.
struct Layout {
    headers: Vec<std::ops::Range<usize>>,
    directory: usize,
}

fn layout(book: &[u8]) -> Layout {
    let short = |at: usize| usize::from(u16::from_le_bytes([book[at], book[at + 1]]));
    let long = |at: usize| short(at) + short(at + 2) * 65536;
    let (mut headers, mut at) = (Vec::new(), 0);
    while book[at..].starts_with(b"PK\x03\x04") {
        let end = at + 30 + short(at + 26) + short(at + 28);
        headers.push(at..end);
        at = end + long(at + 18);
    }
    Layout { headers, directory: at }
}

fn small_book() -> Vec<u8> {
    let imprint = Imprint { typefaces: Vec::new(), formats: Format::ALL.to_vec(), ..Imprint::default() };
    epub::render(&samples::opening_only(), &Words::english(), &samples::theme(), &[], &imprint, &samples::png(), &[])
}

#[test]
fn no_byte_of_an_archive_can_be_changed_unseen() {
    let mut book = small_book();
    assert_eq!(messages(&verify::epub::read(&book).unwrap().faults), [""; 0]);
    let Layout { headers, directory } = layout(&book);
    let in_header = |at: &usize| *at >= directory || headers.iter().any(|header| header.contains(at));
    // The last byte of a packed part has bits that belong to nothing (RFC 1951 §3.2.3).
    let is_last = |at: usize| at + 1 == directory || headers.iter().any(|header| header.start == at + 1);
    let is_tried = |at: &usize| in_header(at) || (at.is_multiple_of(13) && !is_last(*at));
    let places: Vec<usize> = (0..book.len()).filter(is_tried).collect();
    for &at in &places {
        for change in [1 << (at % 8), 0xff] {
            book[at] ^= change;
            if let Ok(Found { faults, .. }) = verify::epub::read(&book) {
                assert!(!faults.is_empty(), "byte {at} of {}, changed by {change:#x}", book.len());
            }
            book[at] ^= change;
        }
    }
    assert!(places.len() > 1500, "{}", places.len());
}

#[test]
fn a_book_that_is_cut_off_or_longer_is_not_whole() {
    let book = small_book();
    for end in (0..book.len()).step_by(7) {
        let fault: Fault = verify::epub::read(&book[..end]).unwrap_err();
        assert_eq!(fault.kind, FaultKind::Unreadable, "{end}");
    }
    let longer = [book.as_slice(), b"more"].concat();
    assert_eq!(messages(&verify::epub::read(&longer).unwrap().faults), ["the end of the archive does not fit its parts"]);
}

#[test]
fn a_bomb_is_not_unpacked() {
    let mut book = pack(&[("mimetype".into(), b"application/epub+zip".to_vec()), ("zeros".into(), vec![0; 20_000_000])]);
    let said = "the part `zeros` of the archive is damaged";
    // It says that it is small, in both headers.
    let Layout { headers, directory } = layout(&book);
    let second = directory + 46 + "mimetype".len();
    for at in [headers[1].start + 22, second + 24] {
        book[at..at + 4].copy_from_slice(&1000_u32.to_le_bytes());
    }
    assert_eq!(verify::epub::read(&book).unwrap_err().message, said);
    // It says that it is as large as a disk.
    for at in [headers[1].start + 22, second + 24] {
        book[at..at + 4].copy_from_slice(&0xf000_0000_u32.to_le_bytes());
    }
    let said = "the archive unpacks to more than 128 MB or 20000 parts";
    assert_eq!(verify::epub::read(&book).unwrap_err().message, said);
}
