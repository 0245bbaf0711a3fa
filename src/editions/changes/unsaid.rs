//! What one of two versions does not say: it is no change.

use std::collections::BTreeMap;

use super::pictures;
use super::reading::Text;
use crate::diagnostics::Span;
use crate::document::{Anchor, Document, Inline, Metadata, Note, Place, Visitor, plain_text, walk};

/// Gives each version what it does not say of itself as the other one says it: an
/// edition names no theme, and a page of the web perhaps no day.
pub fn settle(before: &mut Text, after: &mut Text) {
    // What is shown is the new one: it takes no image that it does not have.
    if before.unsaid.contains(&"cover") || after.unsaid.contains(&"cover") {
        let cover = after.document().metadata.cover.clone();
        before.document_mut().metadata.cover = cover;
    }
    let fields = before.unsaid.clone();
    take(&fields, &mut before.document_mut().metadata, &after.document().metadata);
    let fields = after.unsaid.clone();
    take(&fields, &mut after.document_mut().metadata, &before.document().metadata);
    if !after.is_source {
        let theme = before.document().metadata.theme.clone();
        after.document_mut().metadata.theme = theme;
    }
    if !before.is_source {
        pictures::settle(before.document_mut(), after.document());
        name_notes(&mut before.original, &after.original);
    } else if !after.is_source {
        pictures::settle(after.document_mut(), before.document());
    }
}

/// Calls the notes as those of `other` that say the same: translators know them by
/// their names, which no edition shows.
fn name_notes(document: &mut Document, other: &Document) {
    let (own, others) = (NoteTexts::of(document), NoteTexts::of(other));
    for note in &mut document.notes {
        let is_same = |known: &&Note| own.0.get(&note.anchor) == others.0.get(&known.anchor);
        if let Some(known) = other.notes.iter().find(is_same) {
            note.name.clone_from(&known.name);
        }
    }
}

/// What notes say, by their anchors.
#[derive(Default)]
struct NoteTexts(BTreeMap<Anchor, String>);

impl NoteTexts {
    fn of(document: &Document) -> Self {
        let mut texts = Self::default();
        walk(document, &mut texts);
        texts
    }

    fn add(&mut self, anchor: &Anchor, text: &str) {
        let stem = anchor.as_str().split('.').next().unwrap_or_default();
        if stem.starts_with("note-") {
            self.0.entry(Anchor::new(stem)).or_default().push_str(text);
        }
    }
}

impl Visitor for NoteTexts {
    fn run(&mut self, _place: Place, anchor: &Anchor, inlines: &[Inline], _span: Span) {
        self.add(anchor, &plain_text(inlines));
    }

    fn text(&mut self, _place: Place, anchor: &Anchor, text: &str, _span: Span) {
        self.add(anchor, text);
    }
}

fn take(fields: &[&'static str], own: &mut Metadata, other: &Metadata) {
    for field in fields {
        match *field {
            "identifier" => own.identifier.clone_from(&other.identifier),
            "slug" => own.slug.clone_from(&other.slug),
            "title" => own.title.clone_from(&other.title),
            "subtitle" => own.subtitle.clone_from(&other.subtitle),
            "authors" => own.authors.clone_from(&other.authors),
            "publisher" => own.publisher.clone_from(&other.publisher),
            "published" => own.published = other.published,
            "modified" => own.modified = other.modified,
            "version" => own.version.clone_from(&other.version),
            "rights" => own.rights.clone_from(&other.rights),
            "licence" => own.licence.clone_from(&other.licence),
            "description" => own.description.clone_from(&other.description),
            "subjects" => own.subjects.clone_from(&other.subjects),
            "canonical" => own.canonical.clone_from(&other.canonical),
            "note" => own.note.clone_from(&other.note),
            _ => {}
        }
    }
}
