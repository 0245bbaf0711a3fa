//! The small statement of these tests, with catalogs in three languages that
//! the embedded face has all letters of.

use std::path::Path;

use chapbook::diagnostics::{Diagnostics, MemoryFolder, Sources};
use chapbook::document::Language;
use chapbook::source::{self, Entry};
use chapbook::translation::{messages, po};

use crate::program::{STATEMENT, TEXT, folder, write};

/// Each text of the statement, then how the language is called, by language.
const TEXTS: [&str; 7] = [
    "A Small Statement",
    "Trust",
    "We keep our word.",
    "We say what we mean, and we do what we say.[^word]",
    "first",
    "second",
    "A word is a promise.",
];

const TRANSLATIONS: [(&str, &str, [&str; 7]); 3] = [
    (
        "es",
        "español",
        [
            "Una declaración breve",
            "Confianza",
            "Cumplimos nuestra palabra.",
            "Decimos lo que pensamos y hacemos lo que decimos.[^word]",
            "primero",
            "segundo",
            "Una palabra es una promesa.",
        ],
    ),
    (
        "he",
        "עברית",
        [
            "הצהרה קטנה",
            "אמון",
            "אנחנו עומדים במילתנו.",
            "אנו אומרים את שאנו חושבים ועושים את שאנו אומרים.[^word]",
            "ראשון",
            "שני",
            "מילה היא הבטחה.",
        ],
    ),
    (
        "ht",
        "kreyòl ayisyen",
        [
            "Yon ti deklarasyon",
            "Konfyans",
            "Nou kenbe pawòl nou.",
            "Nou di sa nou panse, epi nou fè sa nou di.[^word]",
            "premye",
            "dezyèm",
            "Yon pawòl se yon pwomès.",
        ],
    ),
];

/// The statement with its three catalogs, in a new folder.
pub fn small() -> tempfile::TempDir {
    let place = folder(&[("source/statement.yaml", STATEMENT.as_bytes()), ("source/text.md", TEXT.as_bytes())]);
    for (tag, _, _) in TRANSLATIONS {
        write(&path(place.path(), tag), catalog(STATEMENT, TEXT, tag).as_bytes());
    }
    place
}

/// Where the catalog of a language lies.
pub fn path(place: &Path, tag: &str) -> std::path::PathBuf {
    place.join(format!("source/languages/{tag}.po"))
}

/// A whole catalog of the statement that consists of `yaml` and `text`. What
/// is not one of our texts stays as it is.
pub fn catalog(yaml: &str, text: &str, tag: &str) -> String {
    let language = Language::parse(tag).expect("a tag");
    let (_, endonym, translations) = TRANSLATIONS.iter().find(|(known, _, _)| *known == tag).expect("one of ours");
    let (mut sources, mut problems) = (Sources::new(), Diagnostics::new());
    let files = MemoryFolder::new([("statement.yaml", yaml), ("text.md", text)]);
    let document = source::read(&files, &Entry::Folder, &mut sources, &mut problems).expect("a sound statement");
    let translated = |message: &chapbook::translation::Message| match TEXTS.iter().position(|text| *text == message.original) {
        Some(at) => translations[at].to_string(),
        None => message.suggestion.clone().unwrap_or_else(|| message.original.clone()),
    };
    let entry = |message: chapbook::translation::Message| po::Entry {
        translation: if message.kind == chapbook::translation::MessageKind::Endonym {
            endonym.to_string()
        } else {
            translated(&message)
        },
        context: Some(message.context),
        original: message.original,
        ..po::Entry::default()
    };
    let metadata = &document.metadata;
    po::write(&po::Catalog {
        header: po::new_header(&metadata.title.content, &metadata.identifier, Some(&language)),
        entries: messages(&document, Some(&language), &sources).into_iter().map(entry).collect(),
        ..po::Catalog::default()
    })
}
