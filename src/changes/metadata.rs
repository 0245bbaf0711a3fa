//! What the metadata say otherwise.

use super::edit::Part;
use super::edit::{Edit, EditKind, PartKind, PartOf};
use super::hunks::{Hunk, hunks};
use super::tokens::Token;
use crate::document::{Cover, Document, Metadata};
use unicode_segmentation::UnicodeSegmentation;

/// The edits of the metadata that readers see, in the order of `statement.yaml`.
pub fn edits(old: &Document, new: &Document) -> Vec<Edit> {
    let fields = fields(&old.metadata).into_iter().zip(fields(&new.metadata));
    let edit = |((name, before), (_, after)): ((&'static str, String), (&str, String))| {
        (before != after)
            .then(|| Edit { parts: parts(&before, &after), ..Edit::new(EditKind::Changed, PartOf::Metadata(name)) })
    };
    fields.filter_map(edit).collect()
}

fn fields(metadata: &Metadata) -> Vec<(&'static str, String)> {
    let optional = |text: &Option<String>| text.clone().unwrap_or_default();
    let Metadata {
        identifier,
        slug: _,
        title,
        subtitle,
        authors,
        publisher,
        language: _,
        published,
        modified,
        version,
        version_span: _,
        rights,
        licence,
        description,
        subjects,
        canonical,
        theme: _,
        cover,
        note,
        evaluation: _,
        translations: _,
    } = metadata;
    let licence = licence.as_ref().map(|licence| licence.name.clone()).unwrap_or_default();
    let cover = match cover {
        Cover::Typeset => String::new(),
        Cover::Image { image, alternative } => format!("{} ({alternative})", image.0),
    };
    vec![
        ("title", title.clone()),
        ("subtitle", optional(subtitle)),
        ("authors", authors.join(", ")),
        ("publisher", optional(publisher)),
        ("identifier", identifier.clone()),
        ("version", version.clone()),
        ("published", published.to_string()),
        ("modified", modified.to_string()),
        ("rights", optional(rights)),
        ("licence", licence),
        ("description", optional(description)),
        ("subjects", subjects.join(", ")),
        ("canonical", optional(canonical)),
        ("cover", cover),
        ("note", optional(note)),
    ]
}

/// A date, a version or an address is one word here.
fn parts(before: &str, after: &str) -> Vec<Part> {
    let tokens = |text: &str| -> Vec<Token> {
        let has_words = text.contains(' ');
        if has_words { text.split_word_bounds().map(Token::text).collect() } else { vec![Token::text(text)] }
    };
    let (before, after) = (tokens(before), tokens(after));
    let mut parts = Vec::new();
    let mut say = |kind, tokens: &[Token]| {
        let text: String = tokens.iter().map(Token::shown).collect();
        if !text.is_empty() {
            parts.push(Part::new(kind, text));
        }
    };
    for hunk in hunks(&before, &after) {
        match hunk {
            Hunk::Same(_, new) => say(PartKind::Same, &new),
            Hunk::Changed { deleted, inserted } => {
                say(PartKind::Deleted, &deleted);
                say(PartKind::Inserted, &inserted);
            }
        }
    }
    parts
}
