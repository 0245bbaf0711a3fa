//! Makes a source folder from a text that was written elsewhere: plain text or
//! Markdown. What cannot be known is guessed, and the report says what was.

mod escape;
mod language;
mod markdown;
mod plain;
mod rights;
mod statement;

use crate::diagnostics::Diagnostics;
use crate::document::Date;

/// The source folder made from the bytes of the file called `name`, Markdown
/// if its name ends in `.md` or `.markdown`, else plain text. `today` is the
/// day of publication if the text names no year. An error if the file is
/// empty or is no UTF-8 text.
pub fn read(name: &str, bytes: &[u8], today: Date) -> Result<Imported, Diagnostics> {
    let text = decode(name, bytes)?;
    let lower = name.to_lowercase();
    let draft = if lower.ends_with(".md") || lower.ends_with(".markdown") { markdown::read(&text) } else { plain::read(&text) };
    Ok(statement::write(name, draft, today))
}

/// The files of a source folder, and what is to be said about them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// By path below the folder, with `/`.
    pub files: Vec<(String, Vec<u8>)>,
    /// What was recognised and what was guessed, in lines that end with `\n`.
    pub report: String,
}

/// What was recognised in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Draft {
    title: Option<Found>,
    rights: Option<Found>,
    headings: Vec<Found>,
    /// Where a heading may have been lost: paragraphs that stand apart from the
    /// one before them, where others in such a place have a heading.
    headless: Vec<Found>,
    /// The metadata as YAML, if the text came with some.
    metadata: Option<String>,
    /// Markdown that ends with `\n`, if there is any.
    text: String,
}

/// Words and the line, from 1, on which they begin.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Found {
    text: String,
    line: usize,
}

fn decode(name: &str, bytes: &[u8]) -> Result<String, Diagnostics> {
    let mut diagnostics = Diagnostics::new();
    match std::str::from_utf8(bytes) {
        Err(error) => {
            let line = bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count() + 1;
            diagnostics.cannot_import(name, &format!("is not UTF-8 text from line {line} on"));
        }
        Ok(text) if text.contains('\0') => diagnostics.cannot_import(name, "is not a text: it contains NUL bytes"),
        Ok(text) if text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty() => {
            diagnostics.cannot_import(name, "is empty");
        }
        Ok(text) => {
            let text = text.strip_prefix('\u{feff}').unwrap_or(text);
            return Ok(text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n"));
        }
    }
    Err(diagnostics)
}
