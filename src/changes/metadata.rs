//! What the metadata say otherwise.

use super::edit::{Edit, EditKind, PartOf};
use super::marking::marked;
use super::summary::spoken_token;
use super::tokens::{Token, words};
use crate::document::{Cover, Document, Metadata, Phrase, Text};

/// A field of the metadata that readers see, and that says something else now.
pub struct Field {
    pub name: &'static str,
    pub edit: Edit,
    /// What both versions say, with marks of what changed.
    pub tokens: Vec<Token>,
}

/// The changed fields, in the order of `statement.yaml`.
pub fn changed(old: &Document, new: &Document) -> Vec<Field> {
    let fields = fields(&old.metadata).into_iter().zip(fields(&new.metadata));
    let field = |((name, before), (_, after)): ((&'static str, Phrase), (&str, Phrase))| {
        if before.content() == after.content() {
            return None;
        }
        let marked = marked(&tokens(&before), &tokens(&after))?;
        let edit = Edit { parts: marked.parts, ..Edit::new(EditKind::Changed, PartOf::Metadata(name)) };
        Some(Field { name, edit, tokens: marked.tokens })
    };
    fields.filter_map(field).collect()
}

fn fields(metadata: &Metadata) -> Vec<(&'static str, Phrase)> {
    let own = |text: &str| Phrase::from(Text::from(text));
    let optional = |text: &Option<Text>| text.clone().map(Phrase::from).unwrap_or_default();
    let list = |texts: &[Text]| Phrase::joined(texts.iter().cloned().map(Phrase::from), &", ".into());
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
    let licence = licence.as_ref().map(|licence| own(&licence.name)).unwrap_or_default();
    let cover = match cover {
        Cover::Typeset => Phrase::default(),
        Cover::Image { image, alternative } => {
            let mut said = own(&format!("{} (", image.0));
            said.push(alternative.clone());
            said.push(")".into());
            said
        }
    };
    vec![
        ("title", title.clone().into()),
        ("subtitle", optional(subtitle)),
        ("authors", list(authors)),
        ("publisher", optional(publisher)),
        ("identifier", own(identifier)),
        ("version", own(version)),
        ("published", own(&published.to_string())),
        ("modified", own(&modified.to_string())),
        ("rights", optional(rights)),
        ("licence", licence),
        ("description", optional(description)),
        ("subjects", list(subjects)),
        ("canonical", own(canonical.as_deref().unwrap_or_default())),
        ("cover", cover),
        ("note", optional(note)),
    ]
}

/// A date, a version or an address is one word here.
fn tokens(phrase: &Phrase) -> Vec<Token> {
    let has_words = phrase.content().contains(' ');
    let of_text = |text: &Text| -> Vec<Token> {
        let marks = spoken_token(text).marks;
        let token = |word: &str| Token { marks: marks.clone(), ..Token::text(word) };
        if has_words { words(&text.content).into_iter().map(token).collect() } else { vec![token(&text.content)] }
    };
    phrase.texts().iter().flat_map(of_text).collect()
}
