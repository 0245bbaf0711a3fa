//! Where a document leads outside of itself.

use super::{Anchor, Document, Inline, Link, Place, Target, Visitor, walk};
use crate::diagnostics::Span;

/// An address outside the document, and where it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutsideAddress {
    /// As it is in the links: absolute and percent-encoded.
    pub url: String,
    /// Every link that leads there; none for an address of the metadata.
    pub spans: Vec<Span>,
}

/// Every address that a link of `document` leads to, each once, in the order
/// of reading; then those of the licence and of the report of an evaluation.
/// The canonical address is not among them: it is where the editions are to be.
pub fn outside_addresses(document: &Document) -> Vec<OutsideAddress> {
    let mut found = Found { list: Vec::new() };
    walk(document, &mut found);
    let metadata = &document.metadata;
    let licence = metadata.licence.as_ref().and_then(|licence| licence.url.as_ref());
    let report = metadata.evaluation.as_ref().map(|evaluation| &evaluation.report);
    for url in licence.into_iter().chain(report) {
        found.add(url, None);
    }
    found.list
}

struct Found {
    list: Vec<OutsideAddress>,
}

impl Found {
    fn add(&mut self, url: &str, span: Option<Span>) {
        match self.list.iter_mut().find(|address| address.url == url) {
            Some(known) => known.spans.extend(span),
            None => self.list.push(OutsideAddress { url: url.to_string(), spans: span.into_iter().collect() }),
        }
    }

    fn look(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            if let Inline::Link(Link { target: Target::Url(url), inlines: _, span }) = inline {
                self.add(url, Some(*span));
            }
            self.look(inline.inner());
        }
    }
}

impl Visitor for Found {
    fn run(&mut self, _: Place, _: &Anchor, inlines: &[Inline], _: Span) {
        self.look(inlines);
    }

    fn text(&mut self, _: Place, _: &Anchor, _: &str, _: Span) {}
}
