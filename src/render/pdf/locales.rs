//! What Typst is told about languages. It knows a language and a region of two
//! letters; every tag of the document gets such a pair of its own, which is
//! replaced by the tag in the finished file.

use std::collections::BTreeMap;

use super::writer::string;
use crate::document::{Document, Language, Words, languages_within};
use crate::theme::script_of;

/// A pair of language and region for each language of a document.
pub struct Locales {
    regions: BTreeMap<Language, Option<String>>,
    /// Of the document.
    language: Language,
}

impl Locales {
    /// Tags that Typst can say are left as they are; the others get a region
    /// that no tag of the document has.
    pub fn of(document: &Document, words: &Words) -> Self {
        let mut languages = languages_within(document);
        languages.extend(words.languages());
        let (plain, others): (Vec<Language>, Vec<Language>) =
            languages.into_iter().partition(|language| sayable(language).is_some());
        let mut regions: BTreeMap<Language, Option<String>> = BTreeMap::new();
        for language in plain {
            let region = sayable(&language).flatten();
            regions.insert(language, region);
        }
        for language in others {
            let region = candidates(&language).find(|region| {
                let is_taken = |(other, taken): (&Language, &Option<String>)| {
                    other.primary() == language.primary() && taken.as_ref() == Some(region)
                };
                !regions.iter().any(is_taken)
            });
            regions.insert(language, region);
        }
        Self { regions, language: document.metadata.language.clone() }
    }

    /// The region to go with the primary subtag, as Typst takes it: two letters, or `none`.
    pub fn region(&self, language: &Language) -> String {
        self.regions.get(language).and_then(Option::as_deref).map_or("none".to_string(), string)
    }

    /// Of the document.
    pub fn language(&self) -> &Language {
        &self.language
    }

    /// The arguments by which the theme's functions know a language: tag, region,
    /// direction, and the script where it is not the document's.
    pub fn arguments(&self, language: &Language) -> String {
        let (tag, region, direction) = (string(language.primary()), self.region(language), language.direction().as_str());
        let script = script_of(language);
        let script = if script == script_of(&self.language) { String::new() } else { format!(", script: {}", string(script)) };
        format!("{tag}, {region}, {direction}{script}")
    }

    /// The same for what has a language and is no text, by name.
    pub fn named_arguments(&self, language: Option<&Language>) -> String {
        let Some(language) = language else { return String::new() };
        format!(", language: {}, region: {}", string(language.primary()), self.region(language))
    }

    /// What Typst writes where another tag is meant, and that tag.
    pub fn corrections(&self) -> BTreeMap<String, String> {
        let mut corrections = BTreeMap::new();
        for (language, region) in &self.regions {
            let told = match region {
                Some(region) => format!("{}-{region}", language.primary()),
                None => language.primary().to_string(),
            };
            if told != language.tag() {
                corrections.insert(told, language.tag().to_string());
            }
        }
        corrections
    }
}

/// The region of a tag that is a language, or a language and a region of two
/// letters, and nothing else.
fn sayable(language: &Language) -> Option<Option<String>> {
    match language.tag().strip_prefix(language.primary())?.strip_prefix('-') {
        None => Some(None),
        Some(region) if region.len() == 2 => Some(Some(region.to_string())),
        Some(_) => None,
    }
}

/// Regions for a tag that has more: one by which Typst sets the script as it
/// should, the tag's own, then those that are nobody's (ISO 3166-1, user-assigned).
fn candidates(language: &Language) -> impl Iterator<Item = String> {
    let natural = match language.script() {
        Some("Hant") => Some("TW"),
        Some("Hans") => Some("CN"),
        _ => None,
    };
    let own = language.region().filter(|region| region.len() == 2);
    let unassigned = ('A'..='Z').map(|letter| format!("X{letter}")).chain(('M'..='Z').map(|letter| format!("Q{letter}")));
    [own, natural].into_iter().flatten().map(str::to_string).collect::<Vec<_>>().into_iter().chain(unassigned)
}
