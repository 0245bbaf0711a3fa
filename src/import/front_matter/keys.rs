//! What the keys mean that other programs have in their front matter: Pandoc's
//! manual (“Metadata variables”), Quarto's reference, Jekyll's and Hugo's front
//! matter, and the themes most used with them.

/// What is said by the value of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Title,
    Subtitle,
    Authors,
    Publisher,
    Language,
    Published,
    Modified,
    Rights,
    Licence,
    Description,
    Subjects,
    Canonical,
    Identifier,
    Slug,
    Version,
    Note,
    Cover,
    CoverAlternative,
}

/// What `key` means, however it is cased and parted; nothing if it says nothing of the text itself.
pub(super) fn meaning(key: &str) -> Option<Meaning> {
    let key = key.trim().to_lowercase().replace('_', "-");
    MEANINGS.iter().find(|(known, _)| *known == key).map(|(_, meaning)| *meaning)
}

const MEANINGS: &[(&str, Meaning)] = &[
    ("title", Meaning::Title),
    ("subtitle", Meaning::Subtitle),
    ("author", Meaning::Authors),
    ("authors", Meaning::Authors),
    ("creator", Meaning::Authors),
    ("publisher", Meaning::Publisher),
    ("lang", Meaning::Language),
    ("language", Meaning::Language),
    ("locale", Meaning::Language),
    ("date", Meaning::Published),
    ("published", Meaning::Published),
    ("publishdate", Meaning::Published),
    ("publish-date", Meaning::Published),
    ("pubdate", Meaning::Published),
    ("lastmod", Meaning::Modified),
    ("last-modified-at", Meaning::Modified),
    ("date-modified", Meaning::Modified),
    ("modified", Meaning::Modified),
    ("updated", Meaning::Modified),
    ("rights", Meaning::Rights),
    ("copyright", Meaning::Rights),
    ("licence", Meaning::Licence),
    ("license", Meaning::Licence),
    ("description", Meaning::Description),
    ("abstract", Meaning::Description),
    ("summary", Meaning::Description),
    ("excerpt", Meaning::Description),
    ("keywords", Meaning::Subjects),
    ("tags", Meaning::Subjects),
    ("categories", Meaning::Subjects),
    ("category", Meaning::Subjects),
    ("subjects", Meaning::Subjects),
    ("subject", Meaning::Subjects),
    ("canonical", Meaning::Canonical),
    ("canonical-url", Meaning::Canonical),
    ("canonicalurl", Meaning::Canonical),
    ("url", Meaning::Canonical),
    ("identifier", Meaning::Identifier),
    ("slug", Meaning::Slug),
    ("version", Meaning::Version),
    ("note", Meaning::Note),
    ("cover", Meaning::Cover),
    ("cover-image", Meaning::Cover),
    ("cover-image-alt", Meaning::CoverAlternative),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_known_however_it_is_cased_and_parted() {
        assert_eq!(meaning("Last_Modified_At"), Some(Meaning::Modified));
        assert_eq!(meaning("canonicalURL"), Some(Meaning::Canonical));
        assert_eq!(meaning("layout"), None);
    }
}
