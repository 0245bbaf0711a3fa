//! How languages are called in themselves.

use crate::document::{Language, endonym};

/// The name of `language`, or its tag where none is known.
pub fn name(language: &Language) -> String {
    known(language).map_or_else(|| language.tag().to_string(), str::to_string)
}

/// The name of `language` after CLDR.
pub fn known(language: &Language) -> Option<&'static str> {
    endonym(language)
}
