//! The examples, one folder for each language there is one in.

use crate::document::Language;

/// The example in one language.
pub(super) struct Texts {
    tag: &'static str,
    /// `statement.yaml` with names in braces where answers go.
    pub statement: &'static str,
    /// How an author may be called.
    pub author: &'static str,
    /// In their order.
    pub files: [(&'static str, &'static str); 2],
}

impl Texts {
    pub fn language(&self) -> Language {
        Language::parse(self.tag).expect("a tag of ours")
    }
}

/// The example in `language` whatever its region, or else in English.
pub(super) fn of(language: &Language) -> &'static Texts {
    ALL.iter().find(|texts| texts.tag == language.primary()).unwrap_or(&ALL[0])
}

const ALL: [Texts; 4] = [
    Texts {
        tag: "en",
        statement: include_str!("texts/en/statement.yaml"),
        author: "Our Name",
        files: [
            ("introduction.md", include_str!("texts/en/introduction.md")),
            ("promises.md", include_str!("texts/en/promises.md")),
        ],
    },
    Texts {
        tag: "es",
        statement: include_str!("texts/es/statement.yaml"),
        author: "Nuestro Nombre",
        files: [
            ("introduccion.md", include_str!("texts/es/introduccion.md")),
            ("promesas.md", include_str!("texts/es/promesas.md")),
        ],
    },
    Texts {
        tag: "fr",
        statement: include_str!("texts/fr/statement.yaml"),
        author: "Notre Nom",
        files: [
            ("introduction.md", include_str!("texts/fr/introduction.md")),
            ("promesses.md", include_str!("texts/fr/promesses.md")),
        ],
    },
    Texts {
        tag: "de",
        statement: include_str!("texts/de/statement.yaml"),
        author: "Unser Name",
        files: [
            ("einleitung.md", include_str!("texts/de/einleitung.md")),
            ("versprechen.md", include_str!("texts/de/versprechen.md")),
        ],
    },
];
