//! Finds and decodes the files of a source.

use super::TextFile;
use super::metadata::{self, Form, Statement};
use super::{front_matter, paths};
use crate::diagnostics::{Diagnostics, Folder, ReadError, SourceId, Sources, Span, inside, nearest};
use crate::yaml::YamlInput;

const TEXT_BYTES_MAX: usize = 4 * 1024 * 1024;
const STATEMENT: &str = "statement.yaml";

/// What could be read of the files of a statement.
pub(super) struct Parts {
    pub statement: Statement,
    pub texts: Vec<TextFile>,
    /// Whether every text that is listed was read.
    pub is_complete: bool,
}

/// The parts of the statement that `statement.yaml` describes; nothing if that
/// cannot be read.
pub(super) fn folder(folder: &dyn Folder, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Option<Parts> {
    let source = text(folder, STATEMENT, None, sources, diagnostics).ok()?;
    let yaml = YamlInput::whole(source, sources);
    let statement = metadata::read(yaml, Form::Folder, sources, diagnostics);
    let mut texts = Vec::new();
    let mut is_complete = true;
    let mut read: Vec<(String, Span)> = Vec::new();
    let mut meant = Vec::new();
    for listed in &statement.texts {
        let Some(path) = paths::resolve(STATEMENT, &listed.path) else {
            diagnostics.outside_source_folder(Some(listed.span), &listed.path);
            is_complete = false;
            continue;
        };
        if let Some((_, first)) = read.iter().find(|(known, _)| *known == path) {
            diagnostics.listed_twice(listed.span, *first, &listed.path);
            continue;
        }
        match text(folder, &path, Some(listed.span), sources, diagnostics) {
            Ok(source) => texts.push(TextFile { path: path.clone(), source, start: mark_length(sources.text(source)) }),
            Err(other) => {
                is_complete = false;
                meant.extend(other);
            }
        }
        read.push((path, listed.span));
    }
    let named: Vec<&str> = read.iter().map(|(path, _)| path).chain(&meant).map(String::as_str).collect();
    report_unlisted(folder, &named, statement.texts.first().map(|listed| listed.span), diagnostics);
    Some(Parts { statement, texts, is_complete })
}

/// The parts of the statement that is the one file `name`.
pub(super) fn single(folder: &dyn Folder, name: &str, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Option<Parts> {
    let source = text(folder, name, None, sources, diagnostics).ok()?;
    let parts = front_matter::split(source, sources, diagnostics)?;
    let statement = metadata::read(parts.yaml, Form::SingleFile, sources, diagnostics);
    let path = inside(name).unwrap_or_default();
    Some(Parts { statement, texts: vec![TextFile { path, source, start: parts.text_start }], is_complete: true })
}

/// Reports the first character of the text that no edition can show.
pub(super) fn check_characters(text: &TextFile, sources: &Sources, diagnostics: &mut Diagnostics) {
    let is_wrong = |c: char| {
        (c.is_control() && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}' | '\u{2028}' | '\u{2029}')
    };
    let written = &sources.text(text.source)[text.start..];
    if let Some((at, character)) = written.char_indices().find(|(_, character)| is_wrong(*character)) {
        let start = text.start + at;
        diagnostics.control_character(Span::new(text.source, start, start + character.len_utf8()), character);
    }
}

/// The bytes of the byte-order mark, if there is one.
fn mark_length(text: &str) -> usize {
    if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
}

/// The text at `path`. After a problem was reported, the file that was most
/// likely meant, if there is one.
fn text(
    folder: &dyn Folder,
    path: &str,
    place: Option<Span>,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<SourceId, Option<String>> {
    let bytes = match folder.read(path) {
        Ok(bytes) => bytes,
        Err(ReadError::NotFound) => {
            let files = folder.list("");
            let texts = files.iter().map(String::as_str).filter(|file| is_text(file) || is_yaml(file));
            let meant = nearest(path, texts);
            diagnostics.file_not_found(place, path, meant);
            return Err(meant.map(str::to_string));
        }
        Err(error) => {
            let meant = match &error {
                ReadError::OtherCase { actual } => Some(actual.clone()),
                ReadError::NotFound
                | ReadError::Outside
                | ReadError::NotAFile
                | ReadError::TooLarge { .. }
                | ReadError::Other(_) => None,
            };
            unreadable(error, path, place, TEXT_BYTES_MAX, diagnostics);
            return Err(meant);
        }
    };
    if bytes.len() > TEXT_BYTES_MAX {
        diagnostics.file_too_large(place, path, bytes.len() as u64, TEXT_BYTES_MAX);
        return Err(None);
    }
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let source = sources.add(path, String::from_utf8_lossy(error.as_bytes()));
            diagnostics.not_utf8(Span::new(source, at, at + '\u{fffd}'.len_utf8()));
            return Err(None);
        }
    };
    let nul = text.find('\0');
    let source = sources.add(path, text);
    if let Some(at) = nul {
        diagnostics.nul_byte(Span::new(source, at, at + 1));
        return Err(None);
    }
    Ok(source)
}

/// Reports why a file that is there could not be read.
pub(super) fn unreadable(error: ReadError, path: &str, place: Option<Span>, bytes_max: usize, diagnostics: &mut Diagnostics) {
    match &error {
        ReadError::NotFound => diagnostics.file_not_found(place, path, None),
        ReadError::Outside => diagnostics.outside_source_folder(place, path),
        ReadError::OtherCase { actual } => diagnostics.file_name_case(place, path, actual),
        ReadError::TooLarge { bytes } => diagnostics.file_too_large(place, path, *bytes, bytes_max),
        ReadError::NotAFile | ReadError::Other(_) => diagnostics.cannot_read_file(place, path, &error.to_string()),
    }
}

fn report_unlisted(folder: &dyn Folder, named: &[&str], place: Option<Span>, diagnostics: &mut Diagnostics) {
    let Some(place) = place else { return };
    for path in folder.list("") {
        let is_hidden = path.split('/').any(|part| part.starts_with('.'));
        if is_text(&path) && !is_hidden && !named.contains(&path.as_str()) {
            diagnostics.file_not_listed(place, &path);
        }
    }
}

fn is_text(path: &str) -> bool {
    let path = path.to_ascii_lowercase();
    path.ends_with(".md") || path.ends_with(".markdown")
}

fn is_yaml(path: &str) -> bool {
    let path = path.to_ascii_lowercase();
    path.ends_with(".yaml") || path.ends_with(".yml")
}
