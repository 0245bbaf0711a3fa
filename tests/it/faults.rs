//! Faults that our own renderers might have, planted: the element tree of a page
//! or the calls for Typst are edited before the edition is finished. `verify`
//! must name each at its block. Those of the PDF are in `faults/pdf.txt`, written
//! as the damages are.

mod tree;

use chapbook::diagnostics::{Colour, text};
use chapbook::document::Format;
use chapbook::render::{epub, html, pdf};

use crate::damage::{Case, cases, pages::spoilt};
use crate::finished::{every_construct, is_found, keep_score};
use tree::{BOOK_FAULTS, Fault, PAGE_FAULTS};

#[test]
fn each_planted_fault_is_found_at_its_block() {
    let mut missed = Vec::new();
    for Fault { name, code, at, says, edit } in PAGE_FAULTS {
        let made = every_construct();
        let mut parts = html::parts(&made.document, &made.words, &made.imprint, made.page_starts());
        let whole = parts.clone();
        edit(&mut parts);
        assert!(parts != whole, "{name}: nothing is planted");
        let page = html::page(&made.document, &made.theme, &made.faces, &made.imprint, &made.siblings(), parts);
        missed.extend(check(name, Format::Html, &page, code, at, says));
    }
    for Fault { name, code, at, says, edit } in BOOK_FAULTS {
        let made = every_construct();
        let mut pages = epub::pages(&made.document, &made.words, &made.imprint, made.page_starts());
        let whole: Vec<_> = pages.iter().map(|page| page.body.clone()).collect();
        pages.iter_mut().for_each(|page| edit(&mut page.body));
        assert!(pages.iter().zip(&whole).any(|(page, whole)| page.body != *whole), "{name}: nothing is planted");
        missed.extend(check(name, Format::Epub, &made.bind(&pages), code, at, says));
    }
    let print_faults = cases("tests/it/faults/pdf.txt");
    for Case { name, codes, at, says, steps, .. } in &print_faults {
        let made = every_construct();
        let mut book = pdf::book(&made.document, &made.words, &made.imprint);
        book.text = steps.iter().fold(book.text, |text, step| spoilt(text, step));
        let at = at.as_deref().unwrap_or_default();
        missed.extend(check(name, Format::Pdf, &made.set(book).bytes, &codes[0], at, says));
    }
    let all = PAGE_FAULTS.len() + BOOK_FAULTS.len() + print_faults.len();
    keep_score("faults found", all - missed.len(), all);
    assert!(all >= 18);
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

/// What was found instead, if the fault was not found.
fn check(name: &str, format: Format, bytes: &[u8], code: &str, at: &str, says: &str) -> Option<String> {
    let made = every_construct();
    assert!(!at.is_empty() || !says.is_empty(), "{name}: where must it be found?");
    let place = (!at.is_empty()).then(|| made.place(at));
    let found = made.verify(format, bytes);
    if is_found(&found, code, place, says) {
        return None;
    }
    let report: String = text(&found, &made.sources, Colour::Never).chars().take(4_000).collect();
    Some(format!("=== {name} ({})\n{report}", format.name()))
}
