//! Makes a source folder from a text that was written elsewhere: plain text,
//! Markdown, a web page, a Word document or a book. What cannot be known is
//! guessed, and the report says what was; what cannot be carried over is a
//! warning with its place.
//!
//! Plain text and Markdown are taken line by line. The other formats become a
//! [`manuscript::Manuscript`] first, which `writer` and `folder` write. Pages of
//! the web and of books share one reader, `page`.
//!
//! Libraries that find the article of a page (dom_smoothie was looked at) hand
//! back a page from which they have dropped the rest without a word, with names
//! and roles cleaned away. Here every part that is left out is listed, and our own
//! editions are known by their names; so `page::article` is our own.

mod cells;
mod docx;
mod epub;
mod escape;
mod folder;
mod gathering;
mod language;
mod manuscript;
mod markdown;
mod package;
mod page;
mod plain;
mod rights;
mod statement;
mod tidy;
mod writer;

use crate::diagnostics::{Diagnostics, Folder};
use crate::document::Date;

/// The source folder made from the bytes of the file called `name`, which lies
/// in `folder`: what the file is, its name says (`.md`, `.html`, `.docx`,
/// `.epub`), else its first bytes, else it is plain text. `today` is the day of
/// publication if the text names none. An error if the file is empty, damaged,
/// larger or more deeply nested than can be read, or none of these.
pub fn read(name: &str, bytes: &[u8], folder: &dyn Folder, today: Date) -> Result<Imported, Diagnostics> {
    let manuscript = match Kind::of(name, bytes) {
        Kind::Page => page::read(name, bytes, folder),
        Kind::Word => docx::read(bytes),
        Kind::Book => epub::read(name, bytes),
        Kind::Markdown => return Ok(statement::write(name, markdown::read(&decode(name, bytes)?), today)),
        Kind::Plain => return Ok(statement::write(name, plain::read(&decode(name, bytes)?), today)),
    };
    match manuscript {
        Ok(manuscript) if manuscript.blocks.is_empty() => Err(refused(name, "has no text")),
        Ok(manuscript) => Ok(folder::write(name, manuscript, today)),
        Err(why) => Err(refused(name, &why)),
    }
}

/// `why` goes on after the name of the file.
fn refused(name: &str, why: &str) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    diagnostics.cannot_import(name, why);
    diagnostics
}

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Plain,
    Markdown,
    Page,
    Word,
    Book,
}

impl Kind {
    fn of(name: &str, bytes: &[u8]) -> Self {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
        match ending.as_str() {
            "md" | "markdown" => Self::Markdown,
            "html" | "htm" | "xhtml" => Self::Page,
            "docx" => Self::Word,
            "epub" => Self::Book,
            _ if bytes.starts_with(b"<!DOCTYPE html") || bytes.starts_with(b"<html") => Self::Page,
            _ => Self::Plain,
        }
    }
}

/// The files of a source folder, and what is to be said about them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// By path below the folder, with `/`.
    pub files: Vec<(String, Vec<u8>)>,
    /// What was recognised and what was guessed, in lines that end with `\n`.
    pub report: String,
    /// What could not be carried over, as warnings.
    pub problems: Diagnostics,
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
