//! Hostile and broken input, through the built program: a clear report and
//! exit code 1, or right editions; never a panic, never minutes.

use std::process::Output;

use chapbook::document::Format;
use chapbook::verify::{self, Line};

use crate::program::{STATEMENT, TEXT, folder, run, stderr, stdout, write};
use crate::reading_back::{first_lost, words};

/// Builds `source/` with `text` and returns what the program said.
fn build_text(text: &[u8]) -> (tempfile::TempDir, Output) {
    let place = folder(&[("source/statement.yaml", STATEMENT.as_bytes()), ("source/text.md", text)]);
    let output = run(place.path(), &["build"]);
    (place, output)
}

fn build_yaml(yaml: &[u8]) -> Output {
    let place = folder(&[("source/statement.yaml", yaml), ("source/text.md", TEXT.as_bytes())]);
    run(place.path(), &["build"])
}

fn build_single(text: &[u8]) -> Output {
    let place = folder(&[("text.md", text)]);
    run(place.path(), &["build", "text.md"])
}

/// Fails unless the run ended with exit code 1 and an error of this code.
#[track_caller]
fn check_refused(output: &Output, code: &str) {
    let report = stderr(output);
    assert!(!report.contains("panicked"), "{report}");
    assert_eq!(output.status.code(), Some(1), "{report}");
    let short: String = report.chars().take(2_000).collect();
    assert!(report.contains(&format!("error[{code}]")), "no {code}:\n{short}");
    assert!(report.len() < 20_000, "a report of {} bytes", report.len());
}

/// Fails unless editions were made that say `wanted`, word for word.
#[track_caller]
fn check_said(place: &tempfile::TempDir, output: &Output, wanted: &str) {
    assert!(output.status.success(), "{}", stderr(output));
    let wanted = words(wanted);
    for format in Format::ALL {
        let path = format!("output/a-small-statement.en.{}", format.extension());
        let found = verify::read(format, &std::fs::read(place.path().join(path)).expect("there")).expect("can be read");
        let text: Vec<String> = found.transcript.lines.iter().map(Line::text).collect();
        assert_eq!(first_lost(&wanted, &words(&text.join("\n"))), None, "in the {}", format.name());
    }
}

#[test]
fn front_matter_that_is_missing_or_never_closed() {
    check_refused(&build_single(b""), "missing-front-matter");
    check_refused(&build_single(b"# A text\n\nWithout front matter.\n"), "missing-front-matter");
    check_refused(&build_single(b"---\ntitle: A text\n\n# A text\n"), "unclosed-front-matter");
}

#[test]
fn yaml_that_is_broken() {
    check_refused(&build_yaml(b""), "empty-metadata");
    check_refused(&build_yaml(b"title: A\n\tlanguage: en\n"), "tab-in-yaml");
    check_refused(&build_yaml(b"title: A: B\n"), "yaml-syntax");
    check_refused(&build_yaml(format!("{STATEMENT}title: Again\n").as_bytes()), "duplicate-key");
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        bomb.push_str(&format!("a{level}: &a{level} [{}]\n", vec![format!("*a{}", level - 1); 9].join(", ")));
    }
    check_refused(&build_yaml(bomb.as_bytes()), "yaml-alias");
}

#[test]
fn bytes_that_are_no_text() {
    let (_place, output) = build_text(b"# Caf\xe9\n\nLatin-1.\n");
    check_refused(&output, "not-utf8");
    let (_place, output) = build_text(b"# Zero\n\nA \0 byte.\n");
    check_refused(&output, "nul-byte");
    check_refused(&build_yaml(b"title: \xff\xfe\n"), "not-utf8");
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_are_right() {
    let text = format!("\u{feff}{}", TEXT.replace('\n', "\r\n"));
    let yaml = format!("\u{feff}{}", STATEMENT.replace('\n', "\r\n"));
    let marked = folder(&[("source/statement.yaml", yaml.as_bytes()), ("source/text.md", text.as_bytes())]);
    let plain = folder(&[("source/statement.yaml", STATEMENT.as_bytes()), ("source/text.md", TEXT.as_bytes())]);
    for place in [&marked, &plain] {
        let output = run(place.path(), &["build"]);
        assert!(output.status.success(), "{}", stderr(&output));
    }
    for format in ["pdf", "epub", "html"] {
        let read = |place: &tempfile::TempDir| {
            std::fs::read(place.path().join(format!("output/a-small-statement.en.{format}"))).expect("there")
        };
        assert!(read(&marked) == read(&plain), "{format}");
    }
}

#[test]
fn nesting_without_end() {
    for deep in [">".repeat(100_000), "- ".repeat(100_000), "1. ".repeat(100_000), "> - ".repeat(50_000)] {
        let (_place, output) = build_text(format!("# Deep\n\n{deep}text\n").as_bytes());
        check_refused(&output, "nested-too-deeply");
    }
    let stars = "*a **b ".repeat(50_000);
    let (_place, output) = build_text(format!("# Deep\n\n{stars}\n").as_bytes());
    assert!(!stderr(&output).contains("panicked"), "{}", stderr(&output));
    assert!(matches!(output.status.code(), Some(0 | 1)));
    let brackets = "[".repeat(100_000);
    let (_place, output) = build_text(format!("# Deep\n\n{brackets}\n").as_bytes());
    assert!(!stderr(&output).contains("panicked"), "{}", stderr(&output));
    assert!(matches!(output.status.code(), Some(0 | 1)));
}

#[test]
fn a_paragraph_of_twenty_megabytes() {
    let (_place, output) = build_text(format!("# Long\n\n{}\n", "word ".repeat(4_000_000)).as_bytes());
    check_refused(&output, "file-too-large");
}

#[test]
fn images_that_are_not_what_they_claim() {
    let cases: [(&str, Vec<u8>, &str); 5] = [
        ("a.png", b"this is no image".to_vec(), "image-unreadable"),
        ("a.png", huge_png(), "image-too-large"),
        ("a.svg", svg("<script>alert(1)</script>"), "image-unsafe"),
        ("a.svg", svg("<image href=\"https://example.org/a.png\" width=\"1\" height=\"1\"/>"), "image-unsafe"),
        (
            "a.svg",
            [b"<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n".to_vec(), svg("<text>&x;</text>")].concat(),
            "image-unsafe",
        ),
    ];
    for (name, bytes, code) in cases {
        let text = format!("# Picture\n\n![A picture]({name})\n");
        let place = folder(&[("source/statement.yaml", STATEMENT.as_bytes()), ("source/text.md", text.as_bytes())]);
        write(&place.path().join("source").join(name), &bytes);
        check_refused(&run(place.path(), &["build"]), code);
    }
}

fn svg(inner: &str) -> Vec<u8> {
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\">{inner}</svg>").into_bytes()
}

/// A header that claims 60,000 × 60,000 pixels, and nothing behind it.
fn huge_png() -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bytes.extend(60_000u32.to_be_bytes());
    bytes.extend(60_000u32.to_be_bytes());
    bytes.extend([8, 6, 0, 0, 0]);
    bytes.extend([0x80, 0xd2, 0x75, 0x42]);
    bytes.extend(b"\0\0\0\x02IDAT\x78\x9c");
    bytes.extend(0x62a4_912b_u32.to_be_bytes());
    bytes.extend(b"\0\0\0\0IEND\xae\x42\x60\x82");
    bytes
}

#[test]
fn paths_that_lead_outside() {
    let (_place, output) = build_text(b"# Out\n\n![secrets](../../etc/passwd)\n");
    check_refused(&output, "outside-source-folder");
    let yaml = STATEMENT.replace("text.md", "../../etc/passwd");
    check_refused(&build_yaml(yaml.as_bytes()), "outside-source-folder");
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_that_leads_outside() {
    let text = b"# Out\n\n![secrets](inner.png)\n";
    let place = folder(&[("source/statement.yaml", STATEMENT.as_bytes()), ("source/text.md", text), ("secret.png", b"x")]);
    std::os::unix::fs::symlink(place.path().join("secret.png"), place.path().join("source/inner.png")).expect("linked");
    check_refused(&run(place.path(), &["build"]), "outside-source-folder");
}

#[test]
fn a_heading_of_marks_alone_has_an_anchor() {
    let text = "# e\u{301}\u{323}\u{31b}\n\nText.\n\n# +\u{301}+\n\nMore text.\n";
    let (place, output) = build_text(text.as_bytes());
    check_said(&place, &output, "Text More text");
    let (_place, output) = build_text("# 🌻🌻\n\nText.\n".as_bytes());
    check_refused(&output, "glyph-missing");
}

#[test]
fn what_looks_like_code_stays_text() {
    let text = "# Code #set page(width: 1cm)\n\n\
        \\#set page(fill: red) \\</style>\\<script>alert(1)\\</script> ]]> ]{ #{1+1} $x$ @label &amp;amp; \\\\ \"quoted\" //comment\n\n\
        - `</style><script>` and `]]>` and `#panic()`\n";
    let (place, output) = build_text(text.as_bytes());
    let wanted = "Code set page width 1cm set page fill red style script alert 1 script 1 1 x label amp quoted comment style script and and panic";
    check_said(&place, &output, wanted);
    let html = std::fs::read_to_string(place.path().join("output/a-small-statement.en.html")).expect("there");
    assert!(!html.contains("<script>alert"), "text became script");
}

#[test]
fn names_that_differ_in_case_only() {
    let yaml = STATEMENT.replace("text.md", "Text.md");
    let output = build_yaml(yaml.as_bytes());
    check_refused(&output, "file-name-case");
    assert!(stderr(&output).contains("`text.md`"), "{}", stderr(&output));
}

#[test]
fn problems_of_metadata_text_and_theme_are_reported_together() {
    let yaml =
        STATEMENT.replace("language: en", "language: english\ntheme: nowhere\ncover: { image: gone.png, alternative: A gate }");
    assert_ne!(yaml, STATEMENT);
    let place = folder(&[("source/statement.yaml", yaml.as_bytes()), ("source/text.md", b"See [here](#nowhere).\n")]);
    let output = run(place.path(), &["build"]);
    for code in ["bad-language-tag", "theme-not-found", "image-not-found", "unknown-anchor"] {
        check_refused(&output, code);
    }
    assert!(stderr(&output).contains("4 errors"), "{}", stderr(&output));

    let output = build_single(b"---\ntitle: [\n---\n\n### A\n\n##### B\n");
    check_refused(&output, "yaml-syntax");
    check_refused(&output, "heading-level-skipped");
}

#[test]
fn windows_paths_in_a_source_are_understood() {
    let text = b"# Trust\n\n> [!KEY]\n> Text.\n\nMore.\n";
    let yaml = STATEMENT.replace("text.md", "'parts\\text.md'");
    let place = folder(&[("source/statement.yaml", yaml.as_bytes()), ("source/parts/text.md", text)]);
    let output = run(place.path(), &["build", "--format", "json"]);
    assert!(output.status.success(), "{}", stdout(&output));
}
