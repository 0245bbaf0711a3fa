//! What a run holds besides its words, and must hold in every language.

use crate::document::{Inline, Language, Link};
use crate::markdown::destination;

/// In the order in which they stand in the run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Parts {
    /// Destinations.
    pub links: Vec<String>,
    /// Names.
    pub notes: Vec<String>,
    /// Paths.
    pub images: Vec<String>,
    pub codes: Vec<String>,
    /// Of words in another language.
    pub languages: Vec<Language>,
}

/// What of one kind a translation lacks, and what it has too much.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Difference {
    pub missing: Vec<String>,
    pub added: Vec<String>,
}

impl Difference {
    pub fn is_none(&self) -> bool {
        self.missing.is_empty() && self.added.is_empty()
    }
}

impl Parts {
    /// The parts of a run of the document, whose notes are called `note_names`.
    pub fn of(inlines: &[Inline], note_names: &[String]) -> Self {
        let mut parts = Self::default();
        parts.collect(inlines, note_names);
        parts
    }

    fn collect(&mut self, inlines: &[Inline], note_names: &[String]) {
        for inline in inlines {
            match inline {
                Inline::Link(Link { target, .. }) => self.links.push(destination(target)),
                Inline::NoteMark(mark) => self.notes.extend(note_names.get(mark.note.0).map(|name| folded(name))),
                Inline::Image { image, .. } => self.images.push(image.0.clone()),
                Inline::Code { text, .. } => self.codes.push(text.clone()),
                Inline::Foreign { language, .. } => self.languages.push(language.clone()),
                Inline::Text { .. }
                | Inline::LineBreak
                | Inline::Emphasis(_)
                | Inline::Strong(_)
                | Inline::Strikethrough(_)
                | Inline::Superscript(_)
                | Inline::Subscript(_)
                | Inline::Isolate(_)
                | Inline::Keyboard(_)
                | Inline::Citation(_)
                | Inline::Changed(_) => {}
            }
            self.collect(inline.inner(), note_names);
        }
    }
}

/// What `translated` lacks of `original` and has beyond it, each as often as it does.
pub(super) fn difference<T: Clone + PartialEq + std::fmt::Display>(original: &[T], translated: &[T]) -> Difference {
    Difference { missing: without(original, translated), added: without(translated, original) }
}

/// The same, where how often does not matter.
pub(super) fn difference_of_sets(original: &[String], translated: &[String]) -> Difference {
    let once = |list: &[String]| {
        let mut list = list.to_vec();
        list.sort();
        list.dedup();
        list
    };
    difference(&once(original), &once(translated))
}

fn without<T: Clone + PartialEq + std::fmt::Display>(list: &[T], taken: &[T]) -> Vec<String> {
    let mut taken = taken.to_vec();
    let mut out = Vec::new();
    for item in list {
        match taken.iter().position(|other| other == item) {
            Some(at) => {
                taken.swap_remove(at);
            }
            None => out.push(item.to_string()),
        }
    }
    out
}

/// The name of a note as CommonMark compares labels (§6.3).
pub(super) fn folded(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
