//! The keys of `statement.yaml`: the one table that the reader, the schema and
//! the nearest right key are made from.

/// A key of the metadata.
pub(super) struct Key {
    pub name: &'static str,
    pub kind: Kind,
    pub need: Need,
    /// For the schema: what it is for and what happens without it.
    pub description: &'static str,
    pub example: &'static str,
    /// What people write when they mean this key.
    pub also: &'static [&'static str],
}

impl Key {
    /// `title: Harbour Charter`, on one line.
    pub fn example_line(&self) -> String {
        match self.example.strip_prefix("- ") {
            Some(item) => format!("{}: [{item}]", self.name),
            None => format!("{}: {}", self.name, self.example),
        }
    }
}

/// What the value of a key looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    /// Lower-case Latin letters, digits and hyphens.
    Slug,
    /// A URI.
    Identifier,
    /// A BCP 47 tag.
    Language,
    /// `YYYY-MM-DD`
    Date,
    /// An absolute `http:` or `https:` address.
    Url,
    /// A list of texts.
    Texts,
    /// A list of the paths of Markdown files.
    Paths,
    /// A text, or a mapping with [`LICENCE`]'s keys.
    Licence,
    /// `typeset`, or a mapping with [`COVER`]'s keys.
    Cover,
    /// A mapping with [`EVALUATION`]'s keys.
    Evaluation,
    /// A version and level of WCAG.
    Conformance,
    /// A mapping from language tags to mappings with [`TRANSLATION`]'s keys.
    Languages,
    /// `draft` or `reviewed`
    State,
    /// `true` or `false`
    Truth,
}

impl Kind {
    /// How a message names what is expected.
    pub fn expected(self) -> &'static str {
        match self {
            Self::Text
            | Self::Slug
            | Self::Identifier
            | Self::Language
            | Self::Date
            | Self::Url
            | Self::Conformance
            | Self::State => "a text",
            Self::Texts => "a list of texts",
            Self::Paths => "a list of Markdown files",
            Self::Licence => "a text, or `name` and `url`",
            Self::Cover => "`typeset`, or `image` and `alternative`",
            Self::Evaluation => "`by`, `date` and `report`",
            Self::Languages => "a language with what is said of its translation",
            Self::Truth => "`true` or `false`",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    Required,
    Optional,
    /// Required in `statement.yaml`, refused in the front matter of a file,
    /// which is its own text.
    FolderOnly,
}

pub(super) const STATEMENT: &[Key] = &[
    Key {
        name: "identifier",
        kind: Kind::Identifier,
        need: Need::Optional,
        description: "A URI that names the statement in all its languages and versions, such as `urn:uuid:…` or \
                      `urn:isbn:…`. Without it, one is made from the canonical address, or else from slug, title and \
                      language; write one to keep it when those change.",
        example: "urn:isbn:9780000000002",
        also: &["id", "uuid", "isbn", "uri"],
    },
    Key {
        name: "slug",
        kind: Kind::Slug,
        need: Need::Optional,
        description: "What the names of the files begin with: lower-case Latin letters, digits and hyphens. Without it, \
                      it is made from the title.",
        example: "harbour-charter",
        also: &["name", "filename", "file"],
    },
    Key {
        name: "title",
        kind: Kind::Text,
        need: Need::Required,
        description: "The title of the statement.",
        example: "Harbour Charter",
        also: &["heading"],
    },
    Key {
        name: "subtitle",
        kind: Kind::Text,
        need: Need::Optional,
        description: "The second line of the title page.",
        example: "What we owe to those who land here",
        also: &[],
    },
    Key {
        name: "authors",
        kind: Kind::Texts,
        need: Need::Optional,
        description: "Who wrote the statement: people or bodies, in the order to be shown.",
        example: "- The Harbour Board",
        also: &["author", "by", "creator", "creators"],
    },
    Key {
        name: "publisher",
        kind: Kind::Text,
        need: Need::Optional,
        description: "Who publishes the editions.",
        example: "Town of Northhaven",
        also: &[],
    },
    Key {
        name: "language",
        kind: Kind::Language,
        need: Need::Required,
        description: "The language of the text as a BCP 47 tag: `en`, `pt-BR`, `zh-Hans`.",
        example: "en",
        also: &["lang", "locale"],
    },
    Key {
        name: "published",
        kind: Kind::Date,
        need: Need::Required,
        description: "The day on which the statement was first published, as YYYY-MM-DD.",
        example: "2024-05-01",
        also: &["date", "created", "issued", "year"],
    },
    Key {
        name: "modified",
        kind: Kind::Date,
        need: Need::Optional,
        description: "The day of this version, as YYYY-MM-DD. Without it, the day of publication.",
        example: "2024-09-30",
        also: &["updated", "revised", "changed"],
    },
    Key {
        name: "version",
        kind: Kind::Text,
        need: Need::Optional,
        description: "The version of the text, raised whenever it changes. Without it, 1.",
        example: "2.1",
        also: &["edition", "revision"],
    },
    Key {
        name: "rights",
        kind: Kind::Text,
        need: Need::Optional,
        description: "The rights statement, as it is to be shown.",
        example: "© 2024 Town of Northhaven",
        also: &["copyright"],
    },
    Key {
        name: "licence",
        kind: Kind::Licence,
        need: Need::Optional,
        description: "The licence under which the text may be used: its name, or its name and its address.",
        example: "{ name: CC BY 4.0, url: https://creativecommons.org/licenses/by/4.0/ }",
        also: &["license"],
    },
    Key {
        name: "description",
        kind: Kind::Text,
        need: Need::Optional,
        description: "What the statement is, in a sentence or two: for catalogues, search and shared links.",
        example: "The promises of the harbour to everybody who lands here.",
        also: &["summary", "abstract"],
    },
    Key {
        name: "subjects",
        kind: Kind::Texts,
        need: Need::Optional,
        description: "What the statement is about: words for catalogues.",
        example: "- harbours",
        also: &["keywords", "tags", "topics", "subject", "categories"],
    },
    Key {
        name: "canonical",
        kind: Kind::Url,
        need: Need::Optional,
        description: "The absolute address at which the HTML edition is published.",
        example: "https://northhaven.example/charter",
        also: &["url", "address", "link", "website"],
    },
    Key {
        name: "theme",
        kind: Kind::Text,
        need: Need::Optional,
        description: "The name of the theme. Without it, `default`.",
        example: "default",
        also: &["style", "template"],
    },
    Key {
        name: "cover",
        kind: Kind::Cover,
        need: Need::Optional,
        description: "`typeset` (also without this key): a cover composed by the theme; or an image with a text that \
                      says what it shows.",
        example: "{ image: images/cover.png, alternative: A lighthouse at dusk }",
        also: &["image", "picture"],
    },
    Key {
        name: "note",
        kind: Kind::Text,
        need: Need::Optional,
        description: "A short note on the text itself, its source and its making, shown in the colophon.",
        example: "A plain-language edition made by volunteers.",
        also: &["notes", "comment", "about"],
    },
    Key {
        name: "evaluation",
        kind: Kind::Evaluation,
        need: Need::Optional,
        description: "Who evaluated the accessibility of the editions of this version, when, and where the report is. Only \
                      with it do the editions claim to conform to a standard.",
        example: "{ by: The Readers’ Guild, date: 2024-10-02, report: \"https://guild.example/charter\" }",
        also: &["accessibility", "certification", "evaluated", "certified"],
    },
    Key {
        name: "languages",
        kind: Kind::Languages,
        need: Need::Optional,
        description: "What is said of the translations, by their language tags. One that is not listed is a complete draft.",
        example: "{ es: { state: draft, translators: [Ana Ruiz] } }",
        also: &["translations", "locales"],
    },
    Key {
        name: "texts",
        kind: Kind::Paths,
        need: Need::FolderOnly,
        description: "The Markdown files that make up the text, in their order.",
        example: "- charter.md",
        also: &["text", "files", "chapters", "content", "contents", "sections"],
    },
];

pub(super) const LICENCE: &[Key] = &[
    Key {
        name: "name",
        kind: Kind::Text,
        need: Need::Required,
        description: "The name of the licence.",
        example: "CC BY 4.0",
        also: &["title"],
    },
    Key {
        name: "url",
        kind: Kind::Url,
        need: Need::Optional,
        description: "The absolute address of its text.",
        example: "https://creativecommons.org/licenses/by/4.0/",
        also: &["link", "address"],
    },
];

pub(super) const COVER: &[Key] = &[
    Key {
        name: "image",
        kind: Kind::Text,
        need: Need::Required,
        description: "The path of the image below the folder of the statement.",
        example: "images/cover.png",
        also: &["path", "file", "src", "url"],
    },
    Key {
        name: "alternative",
        kind: Kind::Text,
        need: Need::Required,
        description: "What the image shows, for those who do not see it.",
        example: "A lighthouse at dusk",
        also: &["alt", "description"],
    },
];

pub(super) const EVALUATION: &[Key] = &[
    Key {
        name: "by",
        kind: Kind::Text,
        need: Need::Required,
        description: "The party that evaluated the editions; of a body, its name and not that of a person.",
        example: "The Readers’ Guild",
        also: &["evaluator", "certifier", "who", "name"],
    },
    Key {
        name: "date",
        kind: Kind::Date,
        need: Need::Required,
        description: "The day of the evaluation, as YYYY-MM-DD. When it is before the day of this version, it was another \
                      text that was evaluated, and the editions do not speak of it.",
        example: "2024-10-02",
        also: &["day", "when", "on"],
    },
    Key {
        name: "report",
        kind: Kind::Url,
        need: Need::Required,
        description: "The absolute address of the report.",
        example: "https://guild.example/charter",
        also: &["url", "link", "address"],
    },
    Key {
        name: "conforms-to",
        kind: Kind::Conformance,
        need: Need::Optional,
        description: "What the editions were found to conform to: a version and level of WCAG. Without it, WCAG 2.2 AA.",
        example: "WCAG 2.2 AA",
        also: &["conformance", "conforms", "standard", "level"],
    },
];

pub(super) const TRANSLATION: &[Key] = &[
    Key {
        name: "state",
        kind: Kind::State,
        need: Need::Optional,
        description: "`draft` (also without this key): nobody who speaks the language from birth has reviewed it, and the \
                      editions say so; or `reviewed`, with `reviewers` and the day.",
        example: "reviewed",
        also: &["status"],
    },
    Key {
        name: "translators",
        kind: Kind::Texts,
        need: Need::Optional,
        description: "Who translated it: people or groups.",
        example: "- Ana Ruiz",
        also: &["translator", "by"],
    },
    Key {
        name: "reviewers",
        kind: Kind::Texts,
        need: Need::Optional,
        description: "Who reviewed it: people or groups who speak the language from birth.",
        example: "- Lena Ortiz",
        also: &["reviewer", "reviewed-by"],
    },
    Key {
        name: "reviewed",
        kind: Kind::Date,
        need: Need::Optional,
        description: "The day of the review, as YYYY-MM-DD.",
        example: "2024-09-30",
        also: &["date", "day"],
    },
    Key {
        name: "partial",
        kind: Kind::Truth,
        need: Need::Optional,
        description: "`true` where the translation may lack parts: they are shown in the original language and marked as \
                      being in it. Without it, a missing part is an error.",
        example: "true",
        also: &["incomplete"],
    },
];

/// Whether lines of `statement.yaml` can begin with `name:`.
pub fn is_key(name: &str) -> bool {
    STATEMENT.iter().any(|key| key.name == name)
}

/// The key of `table` that `written` was most likely meant to be.
pub(super) fn nearest(table: &[Key], written: &str) -> Option<&'static str> {
    let written = written.to_lowercase();
    table.iter().find(|key| key.also.contains(&written.as_str())).map(|key| key.name).or_else(|| {
        table
            .iter()
            .map(|key| (strsim::damerau_levenshtein(key.name, &written), key.name))
            .filter(|(distance, name)| *distance <= name.len().div_ceil(3))
            .min_by_key(|(distance, _)| *distance)
            .map(|(_, name)| name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_key_is_a_synonym_or_a_near_spelling() {
        let cases = [
            ("Title", Some("title")),
            ("langauge", Some("language")),
            ("license", Some("licence")),
            ("author", Some("authors")),
            ("tags", Some("subjects")),
            ("frobnicate", None),
        ];
        for (written, expected) in cases {
            assert_eq!(nearest(STATEMENT, written), expected, "{written}");
        }
    }

    #[test]
    fn no_synonym_is_a_key_or_stands_for_two() {
        for table in [STATEMENT, LICENCE, COVER, EVALUATION, TRANSLATION] {
            for word in table.iter().flat_map(|key| key.also) {
                assert!(table.iter().all(|key| key.name != *word), "{word}");
                assert_eq!(table.iter().filter(|key| key.also.contains(word)).count(), 1, "{word}");
            }
        }
    }
}
