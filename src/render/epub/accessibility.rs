//! What the package says about accessibility (EPUB Accessibility 1.1 §2.2 and
//! §3.5), written from the document's own list. Conformance is claimed only
//! where somebody is named who found it.

use super::xml;
use crate::document::{AccessMode, Accessibility, Document, Evaluation, PageList, Words};
use crate::render::markup::{Node, text};
use crate::render::pages::PageStart;

/// What can be said of this book.
pub fn of(document: &Document, page_starts: &[PageStart]) -> Accessibility {
    let pages = if page_starts.is_empty() { PageList::Absent } else { PageList::Present };
    Accessibility::of(document, pages)
}

/// The elements of the package's metadata.
pub fn metadata(document: &Document, words: &Words, page_starts: &[PageStart]) -> Vec<Node> {
    let accessibility = of(document, page_starts);
    let Accessibility { modes, sufficient, features, hazard, evaluation } = &accessibility;
    let mut list: Vec<Node> = Vec::new();
    let mut say = |property, value: &str| list.push(meta(&[("property", property)], value));
    modes.iter().for_each(|mode| say("schema:accessMode", mode.as_str()));
    for modes in sufficient {
        let modes: Vec<&str> = modes.iter().copied().map(AccessMode::as_str).collect();
        say("schema:accessModeSufficient", &modes.join(","));
    }
    features.iter().for_each(|feature| say("schema:accessibilityFeature", feature.as_str()));
    say("schema:accessibilityHazard", hazard.as_str());
    // Of a summary in several languages the package can say none.
    let summary = accessibility.summary(words);
    let property = [("property", "schema:accessibilitySummary")];
    let attributes = [&property[..], &xml::language_attributes(summary.language())].concat();
    list.push(meta(&attributes, &summary.content()));
    list.extend(evaluation.iter().flat_map(conformance));
    list
}

/// §3.5.2 and §3.5.3: the claim, who makes it, when and in which report.
fn conformance(evaluation: &Evaluation) -> [Node; 4] {
    let Evaluation { by, date, report, conformance } = evaluation;
    let report = [("rel", "a11y:certifierReport"), ("refines", "#certifier"), ("href", report)];
    [
        meta(&[("property", "dcterms:conformsTo"), ("id", "conformance")], &conformance.epub()),
        meta(&[("property", "a11y:certifiedBy"), ("refines", "#conformance"), ("id", "certifier")], by),
        meta(&[("property", "dcterms:date"), ("refines", "#certifier")], &date.to_string()),
        xml::element("link", &report, vec![]),
    ]
}

fn meta(attributes: &[(&'static str, &str)], words: &str) -> Node {
    xml::element("meta", attributes, vec![text(words)])
}
