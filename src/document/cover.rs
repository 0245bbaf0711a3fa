//! What a cover says.

use super::{Metadata, Phrase, Text, Words};

/// Who speaks: the authors, or else the publisher.
pub fn speakers(metadata: &Metadata, words: &Words) -> Option<Phrase> {
    match metadata.authors.as_slice() {
        [] => metadata.publisher.clone().map(Phrase::from),
        authors => Some(words.listed_texts(authors.iter().cloned())),
    }
}

/// What the picture of a typeset cover shows, for those who do not see it. An
/// alternative is in one language, so what is in another than the title is left
/// out: it stands on the title page, which comes next.
pub fn cover_words(metadata: &Metadata, words: &Words) -> Text {
    let Metadata { title, subtitle, authors, publisher, .. } = metadata;
    let makers = if authors.is_empty() { publisher.as_slice() } else { authors };
    let parts = [title].into_iter().chain(subtitle).chain(makers).filter(|text| text.language == title.language);
    let names: Vec<String> = parts.map(|text| text.content.clone()).chain([metadata.year()]).collect();
    Text { content: words.listed(&names), ..title.clone() }
}

/// What the title page says under title and subtitle if one of them is translated
/// from an earlier wording.
pub fn title_remark(metadata: &Metadata, words: &Words) -> Option<Text> {
    let Metadata { title, subtitle, .. } = metadata;
    [title].into_iter().chain(subtitle).any(|text| text.is_outdated).then(|| words.remark())
}
