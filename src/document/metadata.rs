//! What `statement.yaml` says of a statement.

use std::collections::BTreeMap;

use super::{Evaluation, ImagePath, Language, Text, Translation};
use crate::diagnostics::Span;

/// All of it is checked; texts are in NFC and typographic already.
#[derive(Clone, Debug, PartialEq)]
pub struct Metadata {
    /// A URI that names the statement in all its languages and versions:
    /// `urn:uuid:…`, `urn:isbn:…`, `https://…`.
    pub identifier: String,
    /// The stem of the files' names: lower-case letters, digits and hyphens.
    pub slug: String,
    pub title: Text,
    pub subtitle: Option<Text>,
    pub authors: Vec<Text>,
    pub publisher: Option<Text>,
    pub language: Language,
    pub published: Date,
    /// The same as `published` until the text is changed.
    pub modified: Date,
    pub version: String,
    /// Where the version is written, if it is.
    pub version_span: Option<Span>,
    pub rights: Option<Text>,
    pub licence: Option<Licence>,
    pub description: Option<Text>,
    pub subjects: Vec<Text>,
    /// The absolute address at which the HTML edition is published.
    pub canonical: Option<String>,
    pub theme: String,
    pub cover: Cover,
    /// A short note on the text itself (its source, its making), for the colophon.
    pub note: Option<Text>,
    /// Of this version; an earlier one is not kept.
    pub evaluation: Option<Evaluation>,
    /// What is said of the translations; of one that is not among them, nothing is.
    pub translations: BTreeMap<Language, Translation>,
}

impl Metadata {
    /// Every text that readers see and that may be in another language.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        let Self { title, subtitle, authors, publisher, rights, description, subjects, note, cover, .. } = self;
        let alternative = match cover {
            Cover::Typeset => None,
            Cover::Image { image: _, alternative } => Some(alternative),
        };
        let optional =
            [subtitle.as_ref(), publisher.as_ref(), rights.as_ref(), description.as_ref(), note.as_ref(), alternative];
        [title].into_iter().chain(authors).chain(subjects).chain(optional.into_iter().flatten())
    }

    /// `our-core-values.en`: what the names of the editions' files begin with.
    pub fn stem(&self) -> String {
        format!("{}.{}", self.slug, self.language)
    }

    /// The year of the first publication, in the numerals of the language.
    pub fn year(&self) -> String {
        self.language.numerals(&self.published.year().to_string())
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Licence {
    pub name: String,
    pub url: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cover {
    /// Composed by the theme from title, authors and year.
    Typeset,
    Image {
        image: ImagePath,
        alternative: Text,
    },
}

/// A day in the Gregorian calendar (ISO 8601 `YYYY-MM-DD`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date(time::Date);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateError;

impl Date {
    /// The day written as `YYYY-MM-DD`; an error for any other form and for
    /// days that do not exist.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let format = time::macros::format_description!("[year]-[month]-[day]");
        if text.len() != 10 {
            return Err(DateError);
        }
        time::Date::parse(text, format).map(Self).map_err(|_| DateError)
    }

    /// The day, in UTC, on which `seconds` had passed since 1970; nothing after
    /// the year 9999.
    pub fn from_unix_seconds(seconds: u64) -> Option<Self> {
        let moment = time::OffsetDateTime::from_unix_timestamp(i64::try_from(seconds).ok()?).ok()?;
        Some(Self(moment.date()))
    }

    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// From 1 to 12.
    pub fn month(self) -> u8 {
        self.0.month().into()
    }

    /// From 1 to 31.
    pub fn day(self) -> u8 {
        self.0.day()
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_a_day_that_exists_in_the_long_form() {
        assert_eq!(Date::parse("2020-02-29").map(|day| day.to_string()), Ok("2020-02-29".to_string()));
        for wrong in ["2021-02-29", "2020-2-9", "29.02.2020", "", "+2020-02-2"] {
            assert_eq!(Date::parse(wrong), Err(DateError), "{wrong}");
        }
    }
}
