//! What the theme is told about the statement: one dictionary of strings.

use super::locales::Locales;
use super::writer::{image_file, kept_content, string};
use crate::document::{Cover, Date, Document, Fact, FactName, FactValue, Format, Imprint, Language, Metadata, Words, colophon};
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
            format!("(file: \"/{}\", alternative: {})", image_file(document, image), string(alternative))
        }
    };
    let entries = [
        ("title", string(title)),
        ("subtitle", optional(subtitle)),
        ("authors", array(authors)),
        ("publisher", optional(publisher)),
        ("year", string(&document.metadata.year())),
        ("version", string(version)),
        ("published", string(&words.date(*published))),
        ("modified", string(&words.date(*modified))),
        ("date", datetime(*modified)),
        ("identifier", string(identifier)),
        ("rights", optional(rights)),
        ("licence", licence),
        ("description", optional(description)),
        ("subjects", array(subjects)),
        ("canonical", optional(canonical)),
        ("note", optional(note)),
        ("cover", cover),
        ("language", string(language.primary())),
        ("region", locales.region(language)),
        ("direction", language.direction().as_str().to_string()),
        ("is-justified", language.is_justified().to_string()),
        ("has-word-spaces", language.has_word_spaces().to_string()),
        ("keeps-words", language.keeps_words().to_string()),
        ("numerals", string(&String::from_iter(language.list_numbers().numerals))),
        ("separator", string(&words.separator())),
        ("words", own_words(words, language, locales)),
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

/// The program's words, in the document's variety of their language if they share it.
fn own_words(words: &Words, document: &Language, locales: &Locales) -> String {
    let is_shared = words.language.primary() == document.primary();
    let language = if is_shared { document } else { &words.language };
    let entries = [("language", language.primary()), ("contents", &words.contents), ("colophon", &words.colophon)];
    let entries: Vec<String> = entries.iter().map(|(name, word)| format!("{name}: {}", string(word))).collect();
    let (region, direction) = (locales.region(language), language.direction().as_str());
    format!("(region: {region}, direction: {direction}, script: {}, {})", string(script_of(language)), entries.join(", "))
}

/// The call that sets the colophon: pairs of a word and what is said to it.
pub fn colophon_call(document: &Document, words: &Words, imprint: &Imprint) -> String {
    let mut out = String::from("#colophon(about, (\n");
    for Fact { name, value } in colophon(document, words, imprint, Format::Pdf) {
        let (key, word) = (key(name), string(name.word(words)));
        out.push_str(&format!("  (\"{key}\", {word}, [{}]),\n", content(&value, &document.metadata.language)));
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

fn content(value: &FactValue, language: &Language) -> String {
    let text = |words: &str| if language.keeps_words() { kept_content(words) } else { format!("#{}", string(words)) };
    match value {
        FactValue::Text(words) => text(words),
        FactValue::Program(words) => format!("#own-words(about, [{}])", text(words)),
        FactValue::Machine(words) => format!("#machine[#{}]", string(words)),
        FactValue::Link { text, url } => format!("#link({})[#{}]", string(url), string(text)),
        FactValue::Address(url) => format!("#link({0})[#machine[#{0}]]", string(url)),
        FactValue::Formats(formats) => {
            let names: Vec<&str> = formats.iter().map(|format| format.name()).collect();
            format!("#machine[#{}]", string(&names.join(", ")))
        }
    }
}

fn optional(text: &Option<String>) -> String {
    text.as_deref().map_or("none".to_string(), string)
}

/// An array also if there is one only, or none.
fn array(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| string(text) + ",").collect();
    format!("({})", texts.join(" "))
}

fn datetime(date: Date) -> String {
    format!("datetime(year: {}, month: {}, day: {})", date.year(), date.month(), date.day())
}
