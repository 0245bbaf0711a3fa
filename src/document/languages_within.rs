//! Which languages a document is in.

use std::collections::BTreeSet;

use super::{Anchor, Document, Inline, Language, Place, Visitor, walk};
use crate::diagnostics::Span;

/// The language of `document` and every other that some of its words are in.
pub fn languages_within(document: &Document) -> BTreeSet<Language> {
    let mut languages = Languages(BTreeSet::from([document.metadata.language.clone()]));
    walk(document, &mut languages);
    document.metadata.texts().filter_map(|text| text.language.as_ref()).for_each(|language| languages.language(language));
    languages.0
}

struct Languages(BTreeSet<Language>);

impl Languages {
    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            if let Inline::Foreign { language, .. } = inline {
                self.language(language);
            }
            self.inlines(inline.inner());
        }
    }
}

impl Visitor for Languages {
    fn run(&mut self, _: Place, _: &Anchor, inlines: &[Inline], _: Span) {
        self.inlines(inlines);
    }

    fn text(&mut self, _: Place, _: &Anchor, _: &str, _: Span) {}

    fn language(&mut self, language: &Language) {
        if !self.0.contains(language) {
            self.0.insert(language.clone());
        }
    }
}
