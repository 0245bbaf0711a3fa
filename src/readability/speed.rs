//! How fast a language is read aloud.

use super::passage::Unit;
use crate::document::Language;

/// Words or characters in a minute, read aloud by practised readers: S.
/// Trauzettel-Klosinski and K. Dietz, "Standardized assessment of reading
/// performance: the New International Reading Speed Texts IReST", Investigative
/// Ophthalmology & Visual Science 53 (2012), 5452–5461. Compared with the table that
/// Yoast SEO takes from it, which has all of these but the characters of Chinese.
/// Languages that it does not have are given its mean: 184 words or 863 characters,
/// of its abstract. These readers are 18 to 35 years old and read a paragraph as
/// fast as they can; M. Brysbaert, "How many words do we read per minute?", Journal
/// of Memory and Language 109 (2019), finds 183 English words a minute read aloud.
pub(super) fn per_minute(language: &Language, unit: Unit) -> f64 {
    match (unit, language.primary()) {
        (Unit::Characters, "zh" | "yue") => 255.0,
        (Unit::Characters, "ja") => 357.0,
        (Unit::Characters, _) => 863.0,
        (Unit::Words, "ar") => 138.0,
        (Unit::Words, "nl") => 202.0,
        (Unit::Words, "en") => 228.0,
        (Unit::Words, "fi") => 161.0,
        (Unit::Words, "fr") => 195.0,
        (Unit::Words, "de") => 179.0,
        (Unit::Words, "he") => 187.0,
        (Unit::Words, "it") => 188.0,
        (Unit::Words, "pl") => 166.0,
        (Unit::Words, "pt") => 181.0,
        (Unit::Words, "ru") => 184.0,
        (Unit::Words, "sl") => 180.0,
        (Unit::Words, "es") => 218.0,
        (Unit::Words, "sv") => 199.0,
        (Unit::Words, "tr") => 166.0,
        (Unit::Words, _) => 184.0,
    }
}
