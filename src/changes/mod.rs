//! Two versions of a document → what differs, and a document that shows it.
//!
//! Parts are paired first (`plan`): by what they say, by their anchors, by how
//! alike they are, in whatever form (`reshaping`), and what is left over by where
//! else it stands. Then the words of each pair are compared (`hunks`). One walk over
//! both makes the redline and the list of edits, so that they cannot disagree.

mod align;
mod code;
mod columns;
mod edit;
mod figures;
mod finish;
mod forms;
mod hunks;
mod lists;
mod marking;
mod markup;
mod metadata;
mod moved;
mod names;
mod plan;
mod redline;
mod reshaping;
mod runs;
mod sameness;
mod summary;
mod tables;
mod tokens;
mod tree;
mod whole;

pub use edit::{Edit, EditKind, LinkEdit, Origin, Part, PartKind, PartOf, SectionOfEdit};
pub use runs::each as each_run;

use crate::document::{Document, Words};

/// What differs between two versions of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Changes {
    /// In the order of the redline; those of the metadata first.
    pub edits: Vec<Edit>,
    /// The new version with all that the old one said otherwise.
    pub redline: Document,
}

/// How the two versions are called.
#[derive(Clone, Copy, Debug)]
pub struct Labels<'a> {
    pub old: &'a str,
    pub new: &'a str,
}

impl Changes {
    /// How many words are new.
    pub fn words_inserted(&self) -> usize {
        self.edits.iter().map(|edit| edit.words(PartKind::Inserted)).sum()
    }

    /// How many words are gone.
    pub fn words_deleted(&self) -> usize {
        self.edits.iter().map(|edit| edit.words(PartKind::Deleted)).sum()
    }

    /// How many passages stand elsewhere now.
    pub fn moved(&self) -> usize {
        self.edits.iter().filter(|edit| edit.kind == EditKind::Moved).count()
    }

    /// The sections with edits, in their order, each once; the opening is none.
    pub fn sections(&self) -> Vec<&SectionOfEdit> {
        let mut sections: Vec<&SectionOfEdit> = Vec::new();
        for section in self.edits.iter().filter_map(|edit| edit.section.as_ref()) {
            if !sections.iter().any(|known| known.anchor == section.anchor) {
                sections.push(section);
            }
        }
        sections
    }
}

/// What differs between `old` and `new`, which are in the same language; `words`
/// are the program's in that language, and `labels` what the redline calls them.
pub fn compare(old: &Document, new: &Document, words: &Words, labels: Labels) -> Changes {
    let (old_tree, new_tree) = (tree::Tree::of(old), tree::Tree::of(new));
    let plan = plan::plan(&old_tree, &new_tree);
    let names = names::VersionNames::of(old, new, &old_tree, &new_tree, &plan);
    let redliner = redline::Redliner::new(old, new, &old_tree, &new_tree, &plan, &names, words);
    let (mut redline, mut edits) = redliner.document();
    let of_metadata = metadata::changed(old, new);
    edits.splice(0..0, of_metadata.iter().map(|field| field.edit.clone()));
    let mut changes = Changes { edits, redline: new.clone() };
    summary::put(&mut redline, &changes, &of_metadata, words, labels);
    finish::finish(&mut redline);
    changes.redline = redline;
    changes
}
