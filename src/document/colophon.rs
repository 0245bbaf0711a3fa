//! What an edition says of itself in its colophon: the same facts, in the same
//! order, in every format.

use super::{Accessibility, Document, Endonym, Format, Language, Metadata, PageList, Phrase, Text, Translation, Words};

/// What is said of an edition and does not follow from the document alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imprint {
    /// The families of its type, the text's first.
    pub typefaces: Vec<String>,
    /// The formats in which the statement is made, in the order of [`Format::ALL`].
    pub formats: Vec<Format>,
    /// Whether EPUB and HTML mark where the pages of the PDF begin.
    pub pages: PageList,
    /// What is said of the translation; nothing of the original.
    pub translation: Option<Translation>,
    /// The languages of the statement, this one among them, the original
    /// first; empty if there is only one.
    pub languages: Vec<Endonym>,
    /// The language of the original, if it is among them.
    pub original: Option<Language>,
    /// Where the HTML edition of the original is published, if that is known.
    pub original_address: Option<String>,
}

/// One fact: a word of the program and what is said to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    pub name: FactName,
    pub value: FactValue,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactName {
    AboutTheText,
    Version,
    Published,
    Modified,
    Translation,
    Authors,
    Publisher,
    Rights,
    Licence,
    Identifier,
    Typeface,
    Editions,
    Address,
    Accessibility,
}

impl FactName {
    /// The word that readers see.
    pub fn word(self, words: &Words) -> &Text {
        match self {
            Self::AboutTheText => &words.about_the_text,
            Self::Version => &words.version,
            Self::Published => &words.published,
            Self::Modified => &words.modified,
            Self::Translation => &words.translation,
            Self::Authors => &words.authors,
            Self::Publisher => &words.publisher,
            Self::Rights => &words.rights,
            Self::Licence => &words.licence,
            Self::Identifier => &words.identifier,
            Self::Typeface => &words.typeface,
            Self::Editions => &words.editions,
            Self::Address => &words.address,
            Self::Accessibility => &words.accessibility,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactValue {
    /// Words of the document or of the program, each with its language.
    Text(Phrase),
    /// What reads from left to right in every language: an identifier, a name of type.
    Machine(String),
    /// Words of the document that lead to an address; where they are in the letters
    /// of addresses themselves, they are set as one.
    Link { text: String, url: String },
    /// An address that is shown as it is.
    Address(String),
    /// The formats of the statement. Where files can lie beside the edition,
    /// each leads to its own.
    Formats(Vec<Format>),
}

/// The facts of the colophon of the edition of `document` in `format`, in their order.
pub fn colophon(document: &Document, words: &Words, imprint: &Imprint, format: Format) -> Vec<Fact> {
    let metadata = &document.metadata;
    let mut facts = Vec::new();
    let mut say = |name, value: Option<FactValue>| facts.extend(value.map(|value| Fact { name, value }));
    let text = |text: &Option<Text>| text.as_ref().map(|text| FactValue::Text(words.remarked(text)));
    let date = |date| Some(FactValue::Text(words.date(date)));
    say(FactName::AboutTheText, text(&metadata.note));
    say(FactName::Version, Some(FactValue::Machine(metadata.version.clone())));
    say(FactName::Published, date(metadata.published));
    if metadata.modified != metadata.published {
        say(FactName::Modified, date(metadata.modified));
    }
    let translation = imprint.translation.as_ref().map(|translation| translated(metadata, translation, words));
    say(FactName::Translation, translation.map(FactValue::Text));
    let names = || metadata.authors.iter().map(|name| words.remarked(name));
    let authors = || FactValue::Text(Phrase::joined(names(), &words.separator().into()));
    say(FactName::Authors, (!metadata.authors.is_empty()).then(authors));
    say(FactName::Publisher, text(&metadata.publisher));
    say(FactName::Rights, text(&metadata.rights));
    let licence = metadata.licence.clone().map(|licence| match licence.url {
        Some(url) => FactValue::Link { text: licence.name, url },
        None if licence.name.is_ascii() => FactValue::Machine(licence.name),
        None => FactValue::Text(Text::from(licence.name).into()),
    });
    say(FactName::Licence, licence);
    say(FactName::Identifier, Some(FactValue::Machine(metadata.identifier.clone())));
    let typefaces = &imprint.typefaces;
    say(FactName::Typeface, (!typefaces.is_empty()).then(|| FactValue::Machine(typefaces.join(", "))));
    say(FactName::Editions, (!imprint.formats.is_empty()).then(|| FactValue::Formats(imprint.formats.clone())));
    say(FactName::Address, metadata.canonical.clone().map(FactValue::Address));
    let accessibility = Accessibility::of(document, imprint.pages);
    let accessibility = match format {
        Format::Pdf => accessibility.on_paper(),
        Format::Epub | Format::Html => accessibility,
    };
    say(FactName::Accessibility, Some(FactValue::Text(accessibility.summary(words))));
    facts
}

/// Who translated, whether the whole of it, and what became of it; then what is
/// translated from an earlier wording and has no fact of its own.
fn translated(metadata: &Metadata, translation: &Translation, words: &Words) -> Phrase {
    let Metadata { title, subtitle, description, subjects, .. } = metadata;
    let texts = [title].into_iter().chain(subtitle).chain(description).chain(subjects);
    let outdated = texts.filter(|text| text.is_outdated).map(|text| words.remarked(text));
    let translators = &translation.translators;
    let by = (!translators.is_empty()).then(|| words.translated_by(translators));
    words.sentences(by.into_iter().chain(translation.standing(words)).chain(outdated))
}
