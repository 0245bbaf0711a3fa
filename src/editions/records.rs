//! The files that speak of all editions: index page, sums, manifest.

use super::collection::{Collection, InLanguage, Statement};
use super::make::{MadeEdition, Prepared};
use super::manifest::{Entry, FORM, FaceEntry, Fingerprint, LanguageEntry, Manifest, OtherFile, sha256};
use super::named::Named;
use super::output::{Output, Renewed};
use super::shelf::shelf;
use super::writing::{NewFile, Staged};
use crate::document::{Completeness, Format, Language, State, Translation};
use crate::fonts::{self, ScreenFace};
use crate::render::index;

pub const MANIFEST: &str = "manifest.json";
pub const INDEX: &str = "index.html";
pub const SUMS: &str = "SHA256SUMS";

/// What was to be made.
pub struct Plan<'a> {
    pub collection: &'a Collection,
    /// The languages that were to be made now.
    pub wanted: Vec<&'a Language>,
}

/// The manifest, and the files to be written in the order of their importance:
/// index page, sums, manifest. `renewed` are the languages made now; of the
/// others stands there what `last` says of them, as far as it is still so.
pub fn records(
    output: &Output,
    plan: &Plan,
    renewed: &[Renewed],
    prepared: &Prepared,
    last: Option<&Manifest>,
) -> (Manifest, Vec<NewFile>) {
    let mut manifest = manifest(output, plan, renewed, last);
    let shelf = shelf(plan.collection, &manifest, prepared);
    let original = plan.collection.original();
    let page = index::render(&shelf, &original.theme, &prepared.faces, &original.words);
    manifest.files.push(OtherFile { file: INDEX.into(), sha256: sha256(&page) });
    manifest.files.sort_by(|a, b| a.file.cmp(&b.file));
    let files = [(INDEX, page), (SUMS, sums(&manifest).into_bytes()), (MANIFEST, manifest.bytes())];
    (manifest, files.into_iter().map(|(name, bytes)| NewFile { path: output.path(name), bytes }).collect())
}

fn manifest(output: &Output, plan: &Plan, renewed: &[Renewed], last: Option<&Manifest>) -> Manifest {
    let collection = plan.collection;
    let original = collection.original();
    let metadata = &original.document.metadata;
    let Fingerprint { text_hash, sections, anchors } = original.fingerprint().clone();
    let (mut languages, mut editions, mut files) = (Vec::new(), Vec::new(), Vec::new());
    for language in &collection.languages {
        let made = renewed.iter().find(|made| made.language == *language.language());
        let mut own: Vec<Entry> = made.map(|made| made.entries.clone()).unwrap_or_default();
        own.extend(kept(output, language, made, plan, last));
        if !own.is_empty() {
            languages.push(language_entry(language, &own, last));
        }
        files.extend(others(output, language, made, last));
        editions.append(&mut own);
    }
    Manifest {
        form: FORM,
        program: concat!("chapbook ", env!("CARGO_PKG_VERSION")).into(),
        identifier: metadata.identifier.clone(),
        title: metadata.title.content.clone(),
        version: metadata.version.clone(),
        published: metadata.published.to_string(),
        modified: metadata.modified.to_string(),
        source_hash: collection.source_hash.clone(),
        text_hash,
        faces: all_faces(renewed, &languages, last),
        languages,
        editions,
        files,
        sections,
        anchors,
    }
}

/// What is said of an edition that was made now.
pub fn entry(
    statement: &Statement,
    edition: &MadeEdition,
    staged: &Staged,
    together: &[Format],
    named: &Named,
    text_hash: &str,
) -> Entry {
    let metadata = &statement.document.metadata;
    Entry {
        file: statement.file_name(edition.format),
        language: metadata.language.to_string(),
        format: edition.format.extension().into(),
        title: metadata.title.content.clone(),
        title_language: metadata.title.language.as_ref().map(Language::to_string),
        version: metadata.version.clone(),
        modified: metadata.modified.to_string(),
        bytes: staged.bytes,
        sha256: staged.sha256.clone(),
        pages: edition.pages,
        text_hash: text_hash.to_string(),
        is_current: true,
        together: together.iter().map(|format| format.extension().to_string()).collect(),
        languages: named.tags(),
    }
}

/// The editions in `language` that an earlier run left and that were not made
/// now: formats and languages that nobody asked for, and those that failed.
fn kept(output: &Output, language: &InLanguage, made: Option<&Renewed>, plan: &Plan, last: Option<&Manifest>) -> Vec<Entry> {
    let statement = language.ready();
    let hash = statement.map(|statement| statement.fingerprint().text_hash.clone());
    let names: Option<Vec<String>> =
        statement.map(|statement| Format::ALL.iter().map(|format| statement.file_name(*format)).collect());
    let is_kept = |entry: &&Entry| {
        let is_ours = entry.language == language.language().tag();
        let is_made = made.is_some_and(|made| made.entries.iter().any(|other| other.format == entry.format));
        // The files of a language that could not be made may have had another name.
        let has_its_name = made.is_none() || names.as_ref().is_none_or(|names| names.contains(&entry.file));
        is_ours && !is_made && has_its_name && output.path(&entry.file).exists()
    };
    let earlier = last.map(|last| last.editions.as_slice()).unwrap_or_default();
    let aged = |entry: &Entry| {
        let has_failed = made.is_none() && plan.wanted.contains(&language.language());
        let is_same = hash.as_ref() == Some(&entry.text_hash);
        Entry { is_current: entry.is_current && is_same && !has_failed, ..entry.clone() }
    };
    earlier.iter().filter(is_kept).map(aged).collect()
}

/// What is said of a language in which there are the editions `own`.
fn language_entry(language: &InLanguage, own: &[Entry], last: Option<&Manifest>) -> LanguageEntry {
    let tag = language.language().tag();
    let is_current = own.iter().all(|entry| entry.is_current);
    let endonym = language.endonym.name.clone();
    if let Some(statement) = language.ready() {
        let (state, completeness) = standing(statement.translation.as_ref());
        let title = &statement.document.metadata.title;
        return LanguageEntry {
            tag: tag.into(),
            endonym,
            title: title.content.clone(),
            title_language: title.language.as_ref().map(Language::to_string),
            state: state.into(),
            completeness: completeness.into(),
            text_hash: statement.fingerprint().text_hash.clone(),
            is_current,
        };
    }
    // Its catalog has errors: what was true of its last editions is said of them.
    let earlier = last.and_then(|last| last.languages.iter().find(|entry| entry.tag == tag)).cloned();
    let earlier = earlier.unwrap_or_else(|| {
        let first = own.first();
        let (state, completeness) = standing(Some(&Translation::default()));
        LanguageEntry {
            tag: tag.into(),
            endonym,
            title: first.map(|entry| entry.title.clone()).unwrap_or_default(),
            title_language: first.and_then(|entry| entry.title_language.clone()),
            state: state.into(),
            completeness: completeness.into(),
            text_hash: first.map(|entry| entry.text_hash.clone()).unwrap_or_default(),
            is_current,
        }
    });
    LanguageEntry { is_current, ..earlier }
}

/// The states and degrees of completeness that the page of editions asks for.
pub const ORIGINAL: &str = "original";
pub const PARTIAL: &str = "partial";

fn standing(translation: Option<&Translation>) -> (&'static str, &'static str) {
    let Some(Translation { state, completeness, translators: _, span: _ }) = translation else { return (ORIGINAL, "complete") };
    let state = match state {
        State::Draft => "draft",
        State::Reviewed { .. } => "reviewed",
    };
    let completeness = match completeness {
        Completeness::Complete => "complete",
        Completeness::Partial => PARTIAL,
    };
    (state, completeness)
}

/// Pictures and Typst files, made now or left with editions that were not made.
fn others(output: &Output, language: &InLanguage, made: Option<&Renewed>, last: Option<&Manifest>) -> Vec<OtherFile> {
    if let Some(made) = made {
        return made.others.clone();
    }
    let earlier = last.map(|last| last.files.as_slice()).unwrap_or_default();
    // `our-core-values.ar.png`, and not `our-core-values.ar-EG.png`.
    let ending = format!(".{}.", language.language());
    let is_kept = |other: &&OtherFile| other.file.contains(&ending) && output.path(&other.file).exists();
    earlier.iter().filter(is_kept).cloned().collect()
}

/// The form that `sha256sum -c` and `shasum -a 256 -c` read.
fn sums(manifest: &Manifest) -> String {
    let editions = manifest.editions.iter().map(|entry| (&entry.file, &entry.sha256));
    let others = manifest.files.iter().map(|other| (&other.file, &other.sha256));
    let mut lines: Vec<_> = editions.chain(others).collect();
    lines.sort();
    lines.iter().map(|(file, sum)| format!("{sum}  {file}\n")).collect()
}

/// The faces of all editions; while some were left as they were, also those of
/// the last run.
fn all_faces(renewed: &[Renewed], languages: &[LanguageEntry], last: Option<&Manifest>) -> Vec<FaceEntry> {
    let mut faces: Vec<FaceEntry> = renewed.iter().flat_map(|made| made.faces.clone()).collect();
    if languages.iter().any(|entry| !renewed.iter().any(|made| made.language.tag() == entry.tag)) {
        faces.extend(last.map(|last| last.faces.clone()).unwrap_or_default());
    }
    faces.sort();
    faces.dedup();
    faces
}

/// The files of the faces that are in the editions.
pub fn faces(library: &fonts::Library, used: &[ScreenFace]) -> Vec<FaceEntry> {
    let is_used = |face: &&fonts::Face| {
        used.iter().any(|other| (&other.family, other.weight, other.style) == (&face.family, face.weight, face.style))
    };
    let mut faces: Vec<FaceEntry> = library.faces().iter().filter(is_used).map(FaceEntry::of).collect();
    faces.sort();
    faces
}
