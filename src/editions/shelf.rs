//! What the page of editions shows, from what the manifest records.

use super::collection::{Collection, InLanguage, Statement};
use super::make::{Prepared, page_list};
use super::manifest::{Entry, LanguageEntry, Manifest};
use super::records::{ORIGINAL, PARTIAL};
use crate::document::{Accessibility, Completeness, Format, Language, Text, Translation};
use crate::render::index::{IndexFile, IndexRow, Shelf, Standing};

/// What the page of editions shows.
pub fn shelf(collection: &Collection, manifest: &Manifest, prepared: &Prepared) -> Shelf {
    let metadata = &collection.original().document.metadata;
    let row = |entry: &LanguageEntry| {
        let language = collection.languages.iter().find(|language| language.language().tag() == entry.tag)?;
        let editions: Vec<&Entry> = manifest.editions.iter().filter(|edition| edition.language == entry.tag).collect();
        Some(IndexRow {
            language: language.language().clone(),
            endonym: entry.endonym.clone(),
            title: Text {
                content: entry.title.clone(),
                language: entry.title_language.as_deref().and_then(|tag| Language::parse(tag).ok()),
                is_outdated: false,
            },
            translation: translation_shown(language, entry),
            accessibility: language.ready().map(|statement| accessibility(statement, &editions)),
            files: editions.into_iter().filter_map(file_shown).collect(),
        })
    };
    Shelf {
        title: metadata.title.clone(),
        subtitle: metadata.subtitle.clone(),
        language: metadata.language.clone(),
        version: metadata.version.clone(),
        date: metadata.modified,
        description: metadata.description.clone(),
        cover_png: prepared.pictures.cover.clone(),
        rows: manifest.languages.iter().filter_map(row).collect(),
    }
}

/// Of a language whose catalog has errors, what its last editions say of themselves.
fn translation_shown(language: &InLanguage, entry: &LanguageEntry) -> Option<Translation> {
    let recorded = || {
        let completeness = if entry.completeness == PARTIAL { Completeness::Partial } else { Completeness::Complete };
        (entry.state != ORIGINAL).then(|| Translation { completeness, ..Translation::default() })
    };
    language.ready().map_or_else(recorded, |statement| statement.translation.clone())
}

fn accessibility(statement: &Statement, editions: &[&Entry]) -> Accessibility {
    let formats: Vec<Format> =
        Format::ALL.into_iter().filter(|format| editions.iter().any(|entry| entry.format == format.extension())).collect();
    Accessibility::of(&statement.document, page_list(statement, &formats))
}

fn file_shown(entry: &Entry) -> Option<IndexFile> {
    let format = Format::from_extension(&entry.format)?;
    let standing = if entry.is_current { Standing::Current } else { Standing::Older };
    Some(IndexFile { format, file_name: entry.file.clone(), bytes: entry.bytes, pages: entry.pages, standing })
}
