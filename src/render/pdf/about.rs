//! What the theme is told about the statement: one dictionary of strings.

use super::locales::Locales;
use super::writer::{display_content, image_file, kept_content, string};
use crate::document::{
    Cover, Date, Document, Fact, FactName, FactValue, Format, Imprint, Language, Metadata, Text, Words, colophon, title_remark,
};
use crate::render::phrases::parts_of_title;
use crate::theme::script_of;

/// The head of every generated file: the theme, the way to mark a place, and
/// the dictionary `about`.
pub fn definitions(document: &Document, words: &Words, locales: &Locales) -> String {
    let Metadata {
        identifier,
        slug: _,
        title,
        subtitle,
        authors,
        publisher,
        language,
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
    } = &document.metadata;
    let licence = licence
        .as_ref()
        .map_or("none".to_string(), |licence| format!("(name: {}, url: {})", string(&licence.name), optional(&licence.url)));
    let cover = match cover {
        Cover::Typeset => "none".to_string(),
        Cover::Image { image, alternative } => {
            format!("(file: \"/{}\", alternative: {})", image_file(document, image), string(&alternative.content))
        }
    };
    let entries = [
        ("title", string(&title.content)),
        ("title-phrases", title_phrases(&title.content, title.language_in(language))),
        ("subtitle", optional_text(subtitle)),
        ("subtitle-in-words", subtitle.as_ref().map_or("none".to_string(), |text| in_words(text, language))),
        (
            "title-remark",
            title_remark(&document.metadata, words).map_or("none".to_string(), |text| format!("[{}]", said(&text, locales))),
        ),
        ("authors", array(authors)),
        ("publisher", optional_text(publisher)),
        ("year", string(&document.metadata.year())),
        ("version", string(version)),
        ("published", string(&words.date(*published).content())),
        ("modified", string(&words.date(*modified).content())),
        ("date", datetime(*modified)),
        ("identifier", string(identifier)),
        ("rights", optional_text(rights)),
        ("licence", licence),
        ("description", optional_text(description)),
        ("subjects", array(subjects)),
        ("canonical", optional(canonical)),
        ("note", optional_text(note)),
        ("cover", cover),
        ("language", string(language.primary())),
        ("region", locales.region(language)),
        ("direction", language.direction().as_str().to_string()),
        ("is-justified", language.is_justified().to_string()),
        ("has-word-spaces", language.has_word_spaces().to_string()),
        ("keeps-words", language.keeps_words().to_string()),
        ("numerals", string(&String::from_iter(language.list_numbers().numerals))),
        ("separator", string(&words.separator())),
        ("words", own_words(words, locales)),
        ("marks", marks(&document.metadata, locales)),
    ];
    let mut out =
        String::from("#import \"/print.typ\": *\n#let anchor(name) = [#metadata(none)#label(name)]\n#let about = (\n");
    for (name, value) in entries {
        out.push_str(&format!("  {name}: {value},\n"));
    }
    out.push_str(")\n");
    out
}

pub fn has_cover_image(document: &Document) -> bool {
    match document.metadata.cover {
        Cover::Typeset => false,
        Cover::Image { .. } => true,
    }
}

/// The words of the program that the theme puts where they belong.
fn own_words(words: &Words, locales: &Locales) -> String {
    let entries = [("contents", &words.contents), ("colophon", &words.colophon)];
    let entries: Vec<String> = entries.iter().map(|(name, word)| format!("{name}: [{}]", said(word, locales))).collect();
    format!("({})", entries.join(", "))
}

/// What is different of the texts that are in another language than the book, by
/// the name of the text.
fn marks(metadata: &Metadata, locales: &Locales) -> String {
    let cover = match &metadata.cover {
        Cover::Typeset => None,
        Cover::Image { image: _, alternative } => Some(alternative),
    };
    let one = |name: &str, text: Option<&Text>| Some((name.to_string(), text?.language.clone()?));
    let author = |(index, name): (usize, &Text)| one(&format!("author-{}", index + 1), Some(name));
    let marks = [
        one("title", Some(&metadata.title)),
        one("subtitle", metadata.subtitle.as_ref()),
        one("publisher", metadata.publisher.as_ref()),
        one("cover", cover),
    ];
    let entry = |(name, language): (String, Language)| {
        let (tag, region, direction) = (string(language.primary()), locales.region(&language), language.direction().as_str());
        let script = if script_of(&language) == script_of(&metadata.language) { "" } else { script_of(&language) };
        let (has_spaces, keeps_words) = (language.has_word_spaces(), language.keeps_words());
        format!(
            "{name}: (language: {tag}, region: {region}, direction: {direction}, script: {}, has-word-spaces: {has_spaces}, \
             keeps-words: {keeps_words}), ",
            string(script)
        )
    };
    let authors = metadata.authors.iter().enumerate().map(author);
    let entries: String = marks.into_iter().chain(authors).flatten().map(entry).collect();
    if entries.is_empty() { "(:)".to_string() } else { format!("({entries})") }
}

/// The call that sets the colophon: pairs of a word and what is said to it.
pub fn colophon_call(document: &Document, words: &Words, imprint: &Imprint, locales: &Locales) -> String {
    let mut out = String::from("#colophon(about, (\n");
    for Fact { name, value } in colophon(document, words, imprint, Format::Pdf) {
        let (key, word) = (key(name), said(name.word(words), locales));
        out.push_str(&format!("  (\"{key}\", [{word}], [{}]),\n", content(&value, locales)));
    }
    out.push_str("))\n");
    out
}

/// By which the theme knows a fact, if it shows it in a way of its own.
fn key(name: FactName) -> &'static str {
    match name {
        FactName::AboutTheText => "about-the-text",
        FactName::Version => "version",
        FactName::Published => "published",
        FactName::Translation => "translation",
        FactName::Modified => "modified",
        FactName::Authors => "authors",
        FactName::Publisher => "publisher",
        FactName::Rights => "rights",
        FactName::Licence => "licence",
        FactName::Identifier => "identifier",
        FactName::Typeface => "typeface",
        FactName::Editions => "editions",
        FactName::Address => "address",
        FactName::Accessibility => "accessibility",
    }
}

fn content(value: &FactValue, locales: &Locales) -> String {
    match value {
        FactValue::Text(phrase) => phrase.texts().iter().map(|text| said(text, locales)).collect(),
        FactValue::Machine(words) => format!("#machine[#{}]", string(words)),
        FactValue::Link { text, url } if text.is_ascii() => format!("#link({})[#machine[#{}]]", string(url), string(text)),
        FactValue::Link { text, url } => format!("#link({})[#{}]", string(url), string(text)),
        FactValue::Address(url) => format!("#link({0})[#machine[#{0}]]", string(url)),
        FactValue::Formats(formats) => {
            let names: Vec<&str> = formats.iter().map(|format| format.name()).collect();
            format!("#machine[#{}]", string(&names.join(", ")))
        }
    }
}

/// Words as content, in their language.
fn said(text: &Text, locales: &Locales) -> String {
    let Text { content, language, is_outdated: _ } = text;
    let is_kept = language.as_ref().unwrap_or(locales.language()).keeps_words();
    let words = if is_kept { kept_content(content) } else { format!("#{}", string(content)) };
    match language {
        None => words,
        Some(language) => format!("#foreign({})[{words}]", locales.arguments(language)),
    }
}

fn optional_text(text: &Option<Text>) -> String {
    text.as_ref().map_or("none".to_string(), |text| string(&text.content))
}

fn optional(text: &Option<String>) -> String {
    text.as_deref().map_or("none".to_string(), string)
}

/// An array of the parts of the title between which a line may end by sense.
fn title_phrases(title: &str, language: &Language) -> String {
    let parts: Vec<&str> = match language.has_word_spaces() {
        true => title.split(' ').collect(),
        false => parts_of_title(title, language),
    };
    format!("({},)", parts.into_iter().map(string).collect::<Vec<_>>().join(", "))
}

/// A text of the metadata in a document in `language`, in words that are not broken
/// where its language keeps them.
fn in_words(text: &Text, language: &Language) -> String {
    format!("[{}]", display_content(&text.content, text.language_in(language)))
}

/// An array also if there is one only, or none.
fn array(texts: &[Text]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| string(&text.content) + ",").collect();
    format!("({})", texts.join(" "))
}

fn datetime(date: Date) -> String {
    format!("datetime(year: {}, month: {}, day: {})", date.year(), date.month(), date.day())
}
