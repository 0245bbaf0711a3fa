//! The catalogs of a statement: the files `languages/*.po` in its folder.

use super::declared::check_declared;
use super::po::{self, Catalog, STATEMENT_FIELD};
use crate::diagnostics::{Diagnostics, Folder, SourceId, Sources, Span};
use crate::document::{Document, Language};

/// Where the catalogs are, below the folder of the statement.
pub const FOLDER: &str = "languages";

/// A catalog and what it is for.
#[derive(Clone, Debug)]
pub struct CatalogFile {
    pub language: Language,
    /// `languages/ar.po`
    pub path: String,
    pub source: SourceId,
    pub catalog: Catalog,
}

/// `languages/ar.po`: the path of the catalog for `language`.
pub fn catalog_path(language: &Language) -> String {
    format!("{FOLDER}/{language}.po")
}

/// The catalogs of `document` in the folder it was read from, by their tags;
/// without those of which an error was reported: that cannot be read, that are of
/// no language, of one that another catalog or the original is in, or of another
/// statement. A translation that the metadata speaks of needs one.
pub fn catalogs(
    folder: &dyn Folder,
    document: &Document,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Vec<CatalogFile> {
    let mut found: Vec<CatalogFile> = Vec::new();
    let mut named: Vec<Language> = Vec::new();
    for path in folder.list(FOLDER) {
        let Some(name) = path.strip_prefix("languages/").and_then(|name| name.strip_suffix(".po")) else { continue };
        if name.contains('/') {
            continue;
        }
        named.extend(Language::parse(name));
        let bytes = match folder.read(&path) {
            Ok(bytes) => bytes,
            Err(error) => {
                diagnostics.cannot_read_file(None, &path, &error.to_string());
                continue;
            }
        };
        let mut problems = Diagnostics::new();
        let Some((catalog, header)) = po::read_bytes(&path, bytes, sources, &mut problems)
            .and_then(|catalog| catalog.header_span.map(|header| (catalog, header)))
        else {
            diagnostics.append(problems);
            continue;
        };
        let source = header.source;
        let language = language(name, &path, source, sources, &mut problems);
        if let Some(language) = language {
            let file = CatalogFile { language, path, source, catalog };
            check_language(&file, &found, document, sources, &mut problems);
            check_statement(&file, document, sources, &mut problems);
            if !problems.has_errors() {
                found.push(file);
            }
        }
        diagnostics.append(problems);
    }
    check_declared(document, &named, diagnostics);
    found
}

/// The language that a catalog called `name` is for.
fn language(name: &str, path: &str, source: SourceId, sources: &Sources, diagnostics: &mut Diagnostics) -> Option<Language> {
    let span = first_line(source, sources);
    let Ok(language) = Language::parse(name) else {
        let likely = Language::parse(&name.replace('_', "-")).ok();
        diagnostics.catalog_file_name(span, path, likely.as_ref().map(Language::tag));
        return None;
    };
    if !language.is_registered() {
        diagnostics.unknown_language(span, name);
        return None;
    }
    if language.tag() != name {
        diagnostics.catalog_file_name(span, path, Some(language.tag()));
        return None;
    }
    Some(language)
}

fn check_language(
    file: &CatalogFile,
    others: &[CatalogFile],
    document: &Document,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) {
    let (language, span) = (&file.language, first_line(file.source, sources));
    if language.is_same_as(&document.metadata.language) {
        diagnostics.catalog_of_original(span, language.tag());
    }
    if let Some(other) = others.iter().find(|other| other.language.is_same_as(language)) {
        diagnostics.two_catalogs(span, first_line(other.source, sources), language.tag(), other.language.tag());
    }
    // Tools write `Language` as gettext's locales are called, which cannot say every script.
    for (name, is_other) in [("X-Language", script_differs as Differs), ("Language", primary_differs)] {
        if let Some(written) = file.catalog.field(name).filter(|written| is_other(language, written)) {
            let place = field_span(file, name, sources);
            diagnostics.catalog_language_differs(place, language.tag(), written);
            return;
        }
    }
}

type Differs = fn(&Language, &str) -> bool;

fn script_differs(language: &Language, written: &str) -> bool {
    let same = |other: Language| {
        other.is_same_as(language) || (other.primary(), other.script()) == (language.primary(), language.script())
    };
    !written.is_empty() && !Language::parse(written).is_ok_and(same)
}

/// `zh_Hans`, `sr@latin`, `pt_BR`
fn primary_differs(language: &Language, written: &str) -> bool {
    let primary = written.split(['_', '-', '@', '.']).next().unwrap_or_default();
    let same = |other: Language| Language::parse(language.primary()).is_ok_and(|own| own.is_same_as(&other));
    !written.is_empty() && !Language::parse(primary).is_ok_and(same)
}

/// A catalog that does not say what it is of, as some tools make them, is taken.
fn check_statement(file: &CatalogFile, document: &Document, sources: &Sources, diagnostics: &mut Diagnostics) {
    let own = &document.metadata.identifier;
    if let Some(identifier) =
        file.catalog.field(STATEMENT_FIELD).filter(|identifier| !identifier.is_empty() && identifier != own)
    {
        diagnostics.catalog_of_another_statement(field_span(file, STATEMENT_FIELD, sources), identifier, own);
    }
}

fn first_line(source: SourceId, sources: &Sources) -> Span {
    let text = sources.text(source);
    Span::new(source, 0, text.find(['\r', '\n']).unwrap_or(text.len()))
}

/// Where a field of the header is written.
fn field_span(file: &CatalogFile, name: &str, sources: &Sources) -> Span {
    let header = file.catalog.header_span.unwrap_or_else(|| first_line(file.source, sources));
    let text = sources.slice(header);
    let start = text.find(&format!("\"{name}:")).or_else(|| text.find(&format!("{name}:")));
    start.map_or(header, |at| {
        let end = text[at..].find(['\r', '\n']).map_or(text.len(), |length| at + length);
        Span::new(header.source, header.start + at, header.start + end)
    })
}
