//! Languages by their BCP 47 tags, and what follows from them.

use icu_locale::{Locale, LocaleCanonicalizer, LocaleDirectionality, LocaleExpander};
use oxilangtag::LanguageTag;

/// A well-formed, normalised BCP 47 tag (RFC 5646) with its script and direction.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language {
    tag: String,
    script: Option<String>,
    direction: Direction,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    LeftToRight,
    RightToLeft,
}

impl Direction {
    /// `ltr` or `rtl`, as HTML's `dir` and Typst's `dir` say it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LanguageError;

impl Language {
    /// The language named by `tag`, in the case that RFC 5646 §2.1.1 recommends.
    /// An error if it is not well-formed or does not name a language.
    pub fn parse(tag: &str) -> Result<Self, LanguageError> {
        let tag = LanguageTag::parse_and_normalize(tag).map_err(|_| LanguageError)?;
        if !(2..=3).contains(&tag.primary_language().len()) || tag.private_use().is_some() {
            return Err(LanguageError);
        }
        let mut locale: Locale = tag.as_str().parse().map_err(|_| LanguageError)?;
        LocaleCanonicalizer::new_extended().canonicalize(&mut locale);
        LocaleExpander::new_extended().maximize(&mut locale.id);
        let script = locale.id.script.map(|script| script.as_str().to_string());
        let direction = if LocaleDirectionality::new_extended().is_right_to_left(&locale.id) {
            Direction::RightToLeft
        } else {
            Direction::LeftToRight
        };
        Ok(Self { tag: tag.into_inner(), script, direction })
    }

    /// The language of the program's own words.
    pub fn english() -> Self {
        Self { tag: "en".into(), script: Some("Latn".into()), direction: Direction::LeftToRight }
    }

    /// The whole tag: `zh-Hans`.
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// The primary language subtag: `zh`.
    pub fn primary(&self) -> &str {
        self.tag.split('-').next().expect("a tag has a first subtag")
    }

    /// The region subtag, if one is written: `BR` of `pt-BR`.
    pub fn region(&self) -> Option<&str> {
        LanguageTag::parse(self.tag.as_str()).ok().and_then(|tag| {
            let region = tag.region()?;
            let start = region.as_ptr() as usize - tag.as_str().as_ptr() as usize;
            self.tag.get(start..start + region.len())
        })
    }

    /// The script written in the tag or else the likely one (ISO 15924): `Latn`.
    pub fn script(&self) -> Option<&str> {
        self.script.as_deref()
    }

    /// Whether every part of the tag is in the registry of IANA (RFC 5646 §3), and
    /// it names a language: `und` and its kin say that there is none.
    pub fn is_registered(&self) -> bool {
        let names_none = ["und", "mul", "mis", "zxx"].contains(&self.primary());
        !names_none && language_tags::LanguageTag::parse(&self.tag).is_ok_and(|tag| tag.is_valid())
    }

    /// Whether `other` is another spelling of the same: `iw` of `he`, `sr-Cyrl` of
    /// `sr`; but `es-ES` is not `es`.
    pub fn is_same_as(&self, other: &Self) -> bool {
        self.canonical() == other.canonical()
    }

    /// The tag with today's subtags, and without a script that goes without saying.
    fn canonical(&self) -> Option<Locale> {
        let mut locale: Locale = self.tag.parse().ok()?;
        LocaleCanonicalizer::new_extended().canonicalize(&mut locale);
        locale.id.script = self.script.as_deref().and_then(|script| script.parse().ok());
        Some(locale)
    }

    /// The direction of the script, not of a list of languages.
    pub fn direction(&self) -> Direction {
        self.direction
    }
}

impl std::fmt::Display for Language {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.tag)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_normalised_and_know_script_and_direction() {
        let cases = [
            ("en", "en", "Latn", "ltr"),
            ("EN-us", "en-US", "Latn", "ltr"),
            ("zh-hans", "zh-Hans", "Hans", "ltr"),
            ("ar", "ar", "Arab", "rtl"),
            ("pa", "pa", "Guru", "ltr"),
            ("syr", "syr", "Syrc", "rtl"),
            ("ckb", "ckb", "Arab", "rtl"),
            ("he", "he", "Hebr", "rtl"),
        ];
        for (written, tag, script, direction) in cases {
            let language = Language::parse(written).expect(written);
            assert_eq!((language.tag(), language.script(), language.direction().as_str()), (tag, Some(script), direction));
        }
        assert_eq!(Language::parse("en"), Ok(Language::english()));
        assert_eq!(Language::parse("pt-BR").unwrap().region(), Some("BR"));
    }

    #[test]
    fn a_tag_exists_if_all_of_it_is_registered() {
        for good in ["en", "zh-Hans", "pt-BR", "es-419", "sr-Latn", "ht", "ca-valencia", "he", "iw"] {
            assert!(Language::parse(good).unwrap().is_registered(), "{good}");
        }
        for wrong in ["xq", "en-WW", "zh-Hanz", "ar-Arab-WW", "de-frensh", "und", "mul"] {
            assert!(!Language::parse(wrong).unwrap().is_registered(), "{wrong}");
        }
    }

    #[test]
    fn spellings_of_one_language_are_the_same() {
        let same = |one: &str, other: &str| Language::parse(one).unwrap().is_same_as(&Language::parse(other).unwrap());
        for (one, other) in [("he", "iw"), ("sr", "sr-Cyrl"), ("zh", "zh-Hans"), ("en-us", "en-US"), ("id", "in")] {
            assert!(same(one, other), "{one} {other}");
        }
        for (one, other) in [("es", "es-ES"), ("sr", "sr-Latn"), ("zh-Hans", "zh-Hant"), ("pt-BR", "pt-PT")] {
            assert!(!same(one, other), "{one} {other}");
        }
    }

    #[test]
    fn what_names_no_language_is_refused() {
        for wrong in ["", "e", "english", "en_US", "x-klingon", "i-klingon", "en-"] {
            assert_eq!(Language::parse(wrong), Err(LanguageError), "{wrong}");
        }
    }
}
