//! The languages that an edition names, so that readers find their own.

use super::collection::{Collection, InLanguage};
use crate::document::{Endonym, Language};

/// The languages that editions name, the original first; none if there would
/// be one only.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    pub languages: Vec<Endonym>,
    /// The language of the original, if it is among them.
    pub original: Option<Language>,
    /// Where the HTML edition of the original is published, if that is known.
    pub original_address: Option<String>,
}

impl Named {
    /// Those languages of `collection` for which `is_there` holds.
    pub fn of(collection: &Collection, is_there: impl Fn(&InLanguage) -> bool) -> Self {
        let there = collection.languages.iter().filter(|language| is_there(language));
        let languages: Vec<Endonym> = there.map(|language| language.endonym.clone()).collect();
        if languages.len() < 2 {
            return Self::default();
        }
        let metadata = &collection.original().document.metadata;
        let original = languages.iter().find(|endonym| endonym.language == metadata.language);
        Self {
            original: original.map(|endonym| endonym.language.clone()),
            original_address: metadata.canonical.clone(),
            languages,
        }
    }

    /// The languages of `collection` whose tags are among `tags`, as [`Named::tags`] gives them.
    pub fn from_tags(collection: &Collection, tags: &str) -> Self {
        Self::of(collection, |language| tags.split(' ').any(|tag| tag == language.language().tag()))
    }

    /// The tags with spaces between them.
    pub fn tags(&self) -> String {
        self.languages.iter().map(|endonym| endonym.language.tag()).collect::<Vec<_>>().join(" ")
    }
}
