//! The torture edition of our own constructs: every pair of an outer and an
//! inner one, and each that can stand in itself, to the limit of depth.
//!
//! Each pair is written from the list in `torture/constructs.rs` and read
//! alone. It is *permitted* if it is read without a problem and the document
//! then holds the inner construct directly in the outer one. What is not
//! permitted is in `torture/refused.txt`, with the codes of its problems, or
//! as `other Markdown` where the two together mean something else to Markdown.

mod constructs;
mod nesting;

use std::fmt::Write;

use chapbook::document::Document;
use chapbook::source::Entry;

use crate::program::repository;
use crate::{golden, whole};
use constructs::{Construct, Inner, blocks, chains, containers, inlines, places, spans};

const METADATA: &str = "published: 2024-05-01\nversion: \"1\"\n";
/// What links lead to.
const TARGET: &str = "# A place {#place}\n\nHere is the place that links lead to.\n\n";
/// How deep blocks, and how deep inlines, may nest.
const DEPTH_MAX: usize = 16;

/// A pair, as it is written in a text.
struct Pair {
    outer: &'static str,
    inner: &'static str,
    markdown: String,
}

#[test]
fn every_permitted_pair_of_constructs_makes_editions() {
    let mut refused = String::new();
    let mut permitted = Vec::new();
    for pair in pairs() {
        match alone(&pair.markdown) {
            Err(codes) => writeln!(refused, "{} > {}: {}", pair.outer, pair.inner, codes.join(", ")).unwrap(),
            Ok(document) if holds(&document, &pair) => permitted.push(pair),
            Ok(_) => writeln!(refused, "{} > {}: other Markdown", pair.outer, pair.inner).unwrap(),
        }
    }
    golden::check(repository("tests/it/torture/refused.txt").to_str().expect("UTF-8"), &refused);
    assert!(permitted.len() > 500, "only {} pairs are permitted", permitted.len());
    // Lines of both directions; the words stay English.
    let editions = [
        ("en", whole::check(&statement("en", &permitted), &[])),
        ("he", whole::check_unjudged(&statement("he", &permitted), &[])),
    ];
    for (language, (document, words)) in editions {
        let lost: Vec<_> =
            permitted.iter().filter(|pair| !holds(&document, pair)).map(|pair| (pair.outer, pair.inner)).collect();
        assert!(lost.is_empty(), "permitted alone, and not in the statement: {lost:?}");
        println!(
            "constructs: {} pairs are in the editions of the language `{language}`, {} are refused, {words} words",
            permitted.len(),
            refused.lines().count()
        );
    }
}

#[test]
fn what_stands_in_itself_is_refused_below_the_limit_of_depth() {
    let mut checked = 0;
    for chain in chains() {
        let document =
            alone(&chain.of(DEPTH_MAX)).unwrap_or_else(|codes| panic!("{}, {DEPTH_MAX} deep: {codes:?}", chain.name));
        assert_eq!(nesting::depth(&document, chain.kind), DEPTH_MAX, "{}", chain.name);
        let codes = alone(&chain.of(DEPTH_MAX + 1)).expect_err(chain.name);
        assert_eq!(codes, ["nested-too-deeply"], "{}", chain.name);
        checked += 1;
    }
    assert!(checked > 15);
}

/// The document of `markdown` alone; or the codes of its problems.
fn alone(markdown: &str) -> Result<Document, Vec<&'static str>> {
    let text = format!("---\ntitle: One pair\nlanguage: en\n{METADATA}---\n{TARGET}# The pair\n\n{markdown}\n");
    let files = [("pair.md".to_string(), text.into_bytes()), square()];
    let (document, codes) = whole::document(&files, &Entry::File("pair.md".into()));
    let document = document.filter(|_| codes.is_empty()).ok_or(codes)?;
    whole::fits_the_typeface(&document).then_some(document).ok_or(vec!["glyph-missing"])
}

fn square() -> (String, Vec<u8>) {
    ("square.png".into(), include_bytes!("../cases/square.png").to_vec())
}

fn holds(document: &Document, pair: &Pair) -> bool {
    nesting::pairs(document).contains(&(pair.outer, pair.inner))
}

/// Blocks in blocks, inlines in what holds them, inlines in inlines. The number
/// of a pair is in its words, and in the names of its notes.
fn pairs() -> Vec<Pair> {
    let mut out: Vec<Pair> = Vec::new();
    let mut add = |outers: Vec<Construct>, inners: Vec<Inner>, around: fn(String) -> String| {
        for outer in &outers {
            for inner in &inners {
                let number = (out.len() + 1).to_string();
                let mut markdown = around((outer.write)(&inner.markdown));
                if inner.markdown.contains("[^mark-№]") {
                    markdown += "\n\n[^mark-№]: Marked in №.";
                }
                out.push(Pair { outer: outer.name, inner: inner.name, markdown: markdown.replace('№', &number) });
            }
        }
    };
    add(containers(), blocks(), |block| block);
    add(places(), inlines(), |block| block);
    add(spans(), inlines(), |span| format!("Before №, {span} after №."));
    out
}

/// A statement in `language`: a file and a section for each outer construct, then the chains. A key
/// sentence and a title need a section to themselves.
fn statement(language: &str, pairs: &[Pair]) -> Vec<(String, Vec<u8>)> {
    let outers: Vec<&str> = pairs.iter().map(|pair| pair.outer).fold(Vec::new(), |mut known, outer| {
        if !known.contains(&outer) {
            known.push(outer);
        }
        known
    });
    let mut texts = vec![TARGET.to_string()];
    for outer in outers {
        let mut text = format!("# In a {outer}\n\n");
        for pair in pairs.iter().filter(|pair| pair.outer == outer) {
            let begin = if [outer, pair.inner].contains(&"key sentence") { "## In a section" } else { "The next is" };
            writeln!(text, "{begin} {}: {}\n\n{}\n", pair.outer, pair.inner, pair.markdown).unwrap();
        }
        texts.push(text);
    }
    let mut text = "# As deep as may be\n\n".to_string();
    for chain in chains() {
        writeln!(text, "The next is {}.\n\n{}\n", chain.name, chain.of(DEPTH_MAX)).unwrap();
    }
    texts.push(text);

    let mut yaml = format!("title: Every Pair of Constructs\nlanguage: {language}\n{METADATA}texts:\n");
    let mut files = vec![square()];
    for (index, text) in texts.into_iter().enumerate() {
        writeln!(yaml, "  - {index:02}.md").unwrap();
        files.push((format!("{index:02}.md"), text.into_bytes()));
    }
    files.push(("statement.yaml".into(), yaml.into_bytes()));
    files
}
