//! Catalogs are read strictly and written stably.

use chapbook::diagnostics::{Diagnostics, Sources};
use chapbook::translation::po::{self, Catalog, Entry};

use crate::gettext;

pub const HEADER: &str = "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n";

pub fn read(text: &str) -> Result<Catalog, Vec<(&'static str, usize)>> {
    let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
    let catalog = po::read_bytes("languages/eo.po", text.as_bytes().to_vec(), &mut sources, &mut diagnostics);
    let line = |problem: &chapbook::diagnostics::Diagnostic| {
        problem.labels.first().map_or(0, |label| sources.position(label.span.source, label.span.start).line)
    };
    catalog.ok_or_else(|| diagnostics.iter().map(|problem| (problem.code, line(problem))).collect())
}

/// `catalog` as it would be if it had not been read from a file.
pub fn without_places(catalog: Catalog) -> Catalog {
    let bare = |entry: Entry| Entry { original_span: None, translation_span: None, ..entry };
    Catalog { header_span: None, entries: catalog.entries.into_iter().map(bare).collect(), ..catalog }
}

/// All that `msgcat` writes, as it writes it.
const EVERYTHING: &str = include_str!("../catalogs/everything.po");

#[test]
fn everything_that_msgcat_writes_is_read_and_written_again() {
    let catalog = read(EVERYTHING).expect("read");
    assert_eq!(po::write(&catalog), EVERYTHING);
    if let Some(said) = gettext::run("msgcat", &["--no-wrap", "-"], EVERYTHING) {
        assert_eq!(said.as_deref(), Ok(EVERYTHING), "msgcat writes it so");
    }
    assert_eq!(catalog.comments, ["A comment before the header.", "", " indented"]);
    assert_eq!(catalog.field("language"), Some("ar"));
    assert_eq!(catalog.field("X-Empty"), Some(""));
    let first = Entry {
        comments: vec!["of a translator".into()],
        extracted: vec!["for translators".into()],
        references: vec!["values.md".into(), "\u{2068}with space.md\u{2069}".into()],
        flags: vec!["no-wrap".into()],
        is_fuzzy: true,
        previous_context: Some("values.1".into()),
        previous: Some("one\ntwo".into()),
        context: Some("values.2".into()),
        original: "one\nthree\n".into(),
        translation: "\u{7}\u{8}\u{c}\u{b}\r\t\\\" é\n".into(),
        ..Entry::default()
    };
    let entries = without_places(catalog).entries;
    assert_eq!(entries[0], first);
    assert_eq!((entries[1].context.as_deref(), entries[1].is_obsolete), (None, false));
    assert_eq!((entries[2].translation.as_str(), entries[2].is_obsolete), ("of old\nand older", true));
}

#[test]
fn other_ways_of_writing_mean_the_same() {
    let plain = read(&format!("{HEADER}\nmsgctxt \"c\"\nmsgid \"ab é\"\nmsgstr \"x\\n\"\n")).expect("read");
    let written = [
        format!("\u{feff}{HEADER}\nmsgctxt \"c\"\nmsgid \"ab é\"\nmsgstr \"x\\n\"\n").replace('\n', "\r\n"),
        format!("{HEADER}msgctxt\"c\"msgid\"a\" \"b \"\n\n\"\\303\\xA9\"\nmsgstr\n  \"x\\n\""),
        format!("{HEADER}\n\t#, \n#,\n#~\nmsgctxt \"c\" msgid \"ab é\" msgstr \"x\\x0a\"\n# nothing follows"),
    ];
    for text in written {
        assert_eq!(read(&text).map(without_places), Ok(without_places(plain.clone())), "{text}");
    }
}

#[test]
fn places_are_those_of_keyword_and_text() {
    let text = format!("{HEADER}\nmsgctxt \"c\"\nmsgid \"a\"\nmsgstr \"\"\n\"b\"\n");
    let catalog = read(&text).expect("read");
    let slice = |span: Option<chapbook::diagnostics::Span>| span.map(|span| &text[span.start..span.end]);
    assert_eq!(slice(catalog.entries[0].original_span), Some("msgid \"a\""));
    assert_eq!(slice(catalog.entries[0].translation_span), Some("msgstr \"\"\n\"b\""));
    assert_eq!(slice(catalog.header_span), Some(HEADER.trim_end()));
}

/// The problems of the header and `rest`, lines counted from the end of the header.
fn check(rest: &str, expected: &[(&'static str, usize)]) {
    let found = read(&format!("{HEADER}{rest}")).expect_err("a problem");
    let found: Vec<_> = found.into_iter().map(|(code, line)| (code, line.saturating_sub(2))).collect();
    assert_eq!(found, expected, "{rest}");
}

#[test]
fn what_is_wrong_is_reported_at_its_line_once_for_each_message() {
    check("\nmsgid \"a\nmsgstr \"b\"\n", &[("catalog-syntax", 2)]);
    check("msgid \"a\" b\nmsgstr \"c\"", &[("catalog-syntax", 1)]);
    check("msgid a\nmsgstr \"c\"\n\nmsgid \"d\"\nmsgstr e", &[("catalog-syntax", 1), ("catalog-syntax", 5)]);
    check("msgtext \"a\"\nmsgid \"a\"\nmsgstr \"\"", &[("catalog-syntax", 1)]);
    check("domain \"a\"", &[("catalog-syntax", 1)]);
    check("msgid \"a\"\n# not here\nmsgstr \"b\"", &[("catalog-syntax", 2)]);
    check("msgid \"a\"\n\nmsgid \"b\"\nmsgstr \"b\"", &[("catalog-syntax", 3)]);
    check("msgid \"a\"", &[("catalog-syntax", 1)]);
    check("msgid \"a\"\nmsgstr", &[("catalog-syntax", 2)]);
    check("msgid\nmsgstr \"a\"", &[("catalog-syntax", 2)]);
    check("msgctxt \"a\"\nmsgstr \"a\"", &[("catalog-syntax", 2)]);
    check("msgstr \"a\"\nmsgstr \"a\"", &[("catalog-syntax", 1)]);
    check("msgctxt \"a\"\nmsgctxt \"a\"\nmsgid \"b\"\nmsgstr \"\"", &[("catalog-syntax", 2)]);
    check("#~ msgid \"a\"\nmsgstr \"\"", &[("catalog-syntax", 2)]);
    check("#| msgid \"a\"\n\"b\"\nmsgid \"c\"\nmsgstr \"\"", &[("catalog-syntax", 2)]);
    check("#| msgstr \"a\"", &[("catalog-syntax", 1)]);
    check("msgid \"\\q\"\nmsgstr \"\"", &[("catalog-escape", 1)]);
    check("msgid \"a\"\nmsgstr \"\"\n\"\\ud800\"", &[("catalog-escape", 3)]);
    check("msgid \"a\"\nmsgstr \"\\355\\240\\200\"", &[("catalog-escape", 2)]);
    check("msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[0] \"\"\nmsgstr[1] \"\"\n", &[("catalog-plural", 2)]);
    check(
        "msgid \"a\"\nmsgstr \"\"\nmsgctxt \"\"\nmsgid \"a\"\nmsgstr \"\"\nmsgid \"a\"\nmsgstr \"\"",
        &[("duplicate-message", 6)],
    );
    check("msgid \"a\"\nmsgstr \"\"\n\n#~ msgid \"a\"\n#~ msgstr \"b\"", &[("duplicate-message", 4)]);
    check("msgid \"\"\nmsgstr \"\"\n", &[("duplicate-message", 1)]);
}

#[test]
fn what_is_no_catalog_is_one_problem() {
    for text in ["PK\u{3}\u{4}", "Dear translator,\n\nhere it is.\n", "{\"a\": 1}", "\"a\"\nmsgid \"\"\nmsgstr \"\"\n"] {
        assert_eq!(read(text), Err(vec![("not-a-catalog", 1)]), "{text}");
    }
    assert_eq!(read("msgid \"a\0\"\nmsgstr \"\""), Err(vec![("nul-byte", 1)]));
    let latin = b"msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=ISO-8859-1\\n\"\n\nmsgid \"a\"\nmsgstr \"\xe9\"\n";
    let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
    assert_eq!(po::read_bytes("languages/eo.po", latin.to_vec(), &mut sources, &mut diagnostics), None);
    let problem = diagnostics.iter().next().expect("a problem");
    assert_eq!(
        (problem.code, sources.position(problem.labels[0].span.source, problem.labels[0].span.start).line),
        ("catalog-charset", 5)
    );
}

#[test]
fn a_catalog_has_a_header_in_utf_8() {
    let cases = [
        ("", "catalog-header-missing", 1),
        ("\n\nmsgid \"a\"\nmsgstr \"\"\n", "catalog-header-missing", 3),
        (
            "msgid \"a\"\nmsgstr \"\"\n\nmsgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n",
            "catalog-header-missing",
            1,
        ),
        ("msgid \"\"\nmsgstr \"\"\n\"Language: ar\\n\"\n", "catalog-charset", 2),
        (
            "msgid \"\"\nmsgstr \"\"\n\"Language: ar\\n\"\n\"Content-Type: text/plain; charset=CHARSET\\n\"\n",
            "catalog-charset",
            4,
        ),
        ("msgid \"\"\nmsgstr \"\"\n\"Language\\n\"\n\"Content-Type: text/plain; charset=utf-8\\n\"\n", "catalog-syntax", 3),
    ];
    for (text, code, line) in cases {
        assert_eq!(read(text), Err(vec![(code, line)]), "{text}");
    }
}

/// None of these is worth an assertion about time: each ends, and says little.
#[test]
fn hostile_files_end_with_few_problems() {
    let ten_megabytes = 10_000_000;
    let repeated = |text: &str| text.repeat(ten_megabytes / text.len());
    let cases = [
        repeated("nonsense "),
        repeated("\"\n"),
        repeated("# "),
        HEADER.to_string() + &repeated("#| "),
        HEADER.to_string() + &repeated("#| msgid \"\"\n"),
        HEADER.to_string() + &repeated("msgid \"a\"\n"),
        HEADER.to_string() + &repeated("msgid \"a\"\nmsgstr \"\"\n"),
        HEADER.to_string() + &repeated("msgid \"\\q\"\n\n"),
        HEADER.to_string() + "msgid \"" + &repeated("\\"),
        HEADER.to_string() + "msgid \"" + &repeated("\\377") + "\"",
        HEADER.to_string() + "#: " + &repeated("\u{2068}"),
    ];
    for text in cases {
        let found = read(&text).map_or_else(|found| found.len(), |_| 0);
        assert!(found <= 20, "{found} problems of {}…", &text.chars().skip(HEADER.len()).take(12).collect::<String>());
    }
    let many: String = (0..300_000).map(|number| format!("msgid \"{number}\"\nmsgstr \"\"\n")).collect();
    assert_eq!(read(&format!("{HEADER}{many}")).map(|catalog| catalog.entries.len()), Ok(300_000));
}
