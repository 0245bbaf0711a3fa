//! The torture edition of all examples of the CommonMark specification.
//!
//! The specification (npm `commonmark-spec`) is no part of this repository:
//! `tests/commonmark.sh` puts it into the build folder. Each example is read
//! alone, under a heading of its own, with a canonical address. Those without an
//! error make one statement, a file each, so that no definition of a link
//! reaches another example; the others are listed in `commonmark/problems.txt`.
//!
//! Headings of an example stay at the levels at which they are written. So that
//! none is skipped, an example whose highest heading is of the third level has
//! a heading of the first and one of the second of its own above it.

mod shape;

use std::collections::BTreeMap;
use std::fmt::Write;

use chapbook::document::{Document, Words};
use chapbook::render::body::{Medium, Setting, section};
use chapbook::render::markup::xhtml;
use chapbook::source::Entry;
use sha2::{Digest, Sha256};

use crate::program::repository;
use crate::{golden, judged, whole};

/// Of `spec.txt` 0.31.2.
const SPECIFICATION_SHA256: &str = "257c41ad946f7a1414a499aca402a1aa8fdac3678532266611348c1cf54f4b80";
const EXAMPLES: usize = 652;
const FEWEST_IN_THE_EDITIONS: usize = 520;
const METADATA: &str = "language: en\npublished: 2024-05-01\nversion: \"1\"\ncanonical: https://example.org/statement/\n";

/// What CommonMark allows and an editor is warned of.
const WARNINGS: [&str; 3] = ["code-info-not-read", "link-title", "unused-link-definition"];

/// An example of which the document is not, element for element, what the
/// specification's HTML says, and why that is right.
const OF_ANOTHER_SHAPE: [(usize, &str); 4] = [
    (218, "a quotation without a word is not shown"),
    (239, "a quotation without a word is not shown"),
    (240, "a quotation without a word is not shown"),
    (334, "code of nothing but spaces is not shown"),
];

struct Example {
    number: usize,
    /// The heading of the specification under which it stands.
    chapter: String,
    markdown: String,
    html: String,
}

#[test]
fn the_examples_of_commonmark_make_editions() {
    let Some(specification) = specification() else { return };
    let examples = examples(&specification);
    assert_eq!(examples.len(), EXAMPLES, "the specification is written in another way");
    let mut problems = String::new();
    let mut wrong_shapes = Vec::new();
    let mut accepted = Vec::new();
    for example in &examples {
        match read(example) {
            Ok((document, levels)) => {
                let is_right = shape::of(&body(&document)) == expected(example, levels);
                if is_right == OF_ANOTHER_SHAPE.iter().any(|(number, _)| *number == example.number) {
                    wrong_shapes.push(example.number);
                }
                accepted.push((example, levels));
            }
            Err(mut codes) => {
                codes.retain(|code| !WARNINGS.contains(code));
                writeln!(problems, "{}: {}", example.number, codes.join(", ")).unwrap();
            }
        }
    }
    golden::check(repository("tests/it/commonmark/problems.txt").to_str().expect("UTF-8"), &problems);
    assert!(wrong_shapes.is_empty(), "not what the specification says: {wrong_shapes:?}");
    assert!(accepted.len() >= FEWEST_IN_THE_EDITIONS, "only {} examples are in the editions", accepted.len());
    let (_, words) = whole::check(&statement(&accepted), &WARNINGS);
    println!("CommonMark: {} of {EXAMPLES} examples are in the editions, {words} words", accepted.len());
}

/// Each example under a heading of its own; nothing where the specification is not there.
pub fn texts() -> Vec<String> {
    let examples = specification().map(|specification| examples(&specification)).unwrap_or_default();
    examples.iter().map(|example| section_of(example, 1..=1)).collect()
}

/// `spec.txt`; nothing where it was not fetched, which is a failure in continuous integration.
fn specification() -> Option<String> {
    let path = judged::build_folder().join("commonmark-spec/package/spec.txt");
    let Ok(text) = std::fs::read_to_string(&path) else {
        assert!(
            std::env::var_os("CI").is_none_or(|ci| ci != "true"),
            "{} is not there: run tests/commonmark.sh",
            path.display()
        );
        eprintln!("skipped: {} is not there; tests/commonmark.sh fetches it with npm", path.display());
        return None;
    };
    let hash: String = Sha256::digest(&text).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hash, SPECIFICATION_SHA256, "{} is another version", path.display());
    Some(text)
}

/// An example stands between two fences, its Markdown and its HTML parted by a
/// full stop; an arrow stands for a tab.
fn examples(specification: &str) -> Vec<Example> {
    let fence = "`".repeat(32);
    let begin = format!("{fence} example");
    let mut out: Vec<Example> = Vec::new();
    let mut chapter = String::new();
    let mut lines = specification.lines();
    while let Some(line) = lines.next() {
        if let Some(title) = line.strip_prefix('#') {
            chapter = title.trim_start_matches('#').trim().to_string();
        } else if line == begin {
            let mut part = |end: &str| -> String {
                lines.by_ref().take_while(|line| *line != end).map(|line| format!("{}\n", line.replace('→', "\t"))).collect()
            };
            let (markdown, html) = (part("."), part(&fence));
            out.push(Example { number: out.len() + 1, chapter: chapter.clone(), markdown, html });
        }
    }
    out
}

/// The document of `example` alone, and how many headings stand above it; or the codes of its problems.
fn read(example: &Example) -> Result<(Document, usize), Vec<&'static str>> {
    let alone = |levels: usize| {
        let text = format!("---\ntitle: An example\n{METADATA}---\n{}", section_of(example, 1..=levels));
        let file = ("example.md".to_string(), text.into_bytes());
        let (document, codes) = whole::document(&[file], &Entry::File("example.md".into()));
        let document = document.ok_or(codes)?;
        whole::fits_the_typeface(&document).then_some(document).ok_or(vec!["glyph-missing"])
    };
    let first = alone(1);
    let is_skipped = |codes: &Vec<&str>| codes.contains(&"heading-level-skipped");
    for levels in 2..=5 {
        if !first.as_ref().is_err_and(is_skipped) {
            break;
        }
        let deeper = alone(levels);
        if !deeper.as_ref().is_err_and(is_skipped) {
            return deeper.map(|document| (document, levels));
        }
    }
    first.map(|document| (document, 1))
}

/// The example under a heading of each of `levels`.
fn section_of(example: &Example, levels: std::ops::RangeInclusive<usize>) -> String {
    let headings: String = levels.map(|level| format!("{} Example {}\n\n", "#".repeat(level), example.number)).collect();
    headings + &example.markdown
}

/// One statement of all of them: those without headings are sections of the
/// chapters of the specification, the others stand beside the chapters.
fn statement(examples: &[(&Example, usize)]) -> Vec<(String, Vec<u8>)> {
    let mut yaml = format!("title: The Examples of CommonMark\n{METADATA}texts:\n");
    let mut files = BTreeMap::new();
    let mut open: Option<&str> = None;
    for (example, levels) in examples {
        let has_headings = shape::has_headings(&example.html);
        let mut text = String::new();
        if has_headings {
            open = None;
            text = section_of(example, 1..=*levels);
        } else {
            if open != Some(&example.chapter) {
                open = Some(&example.chapter);
                writeln!(text, "# From example {}\n", example.number).unwrap();
            }
            text += &section_of(example, 2..=2);
        }
        let name = format!("{:03}.md", example.number);
        writeln!(yaml, "  - {name}").unwrap();
        files.insert(name, text.into_bytes());
    }
    files.insert("statement.yaml".into(), yaml.into_bytes());
    files.into_iter().collect()
}

fn body(document: &Document) -> String {
    let words = Words::english();
    let address = |id: &str| format!("#{id}");
    let image = |path: &chapbook::document::ImagePath| path.0.clone();
    let pages = chapbook::render::pages::PageStarts::default();
    let setting = Setting {
        document,
        words: &words,
        medium: Medium::Book,
        heading_level: 1,
        address: &address,
        pages: &pages,
        image: &image,
    };
    let nodes: Vec<_> = document.sections.iter().map(|part| section(&setting, part)).collect();
    xhtml(&nodes)
}

/// What the specification says, below the headings that were put above it.
fn expected(example: &Example, levels: usize) -> Vec<String> {
    let headings = format!("<h1>Example {}</h1>", example.number).repeat(levels);
    shape::of(&(headings + &example.html))
}
