//! Makes a source folder from a text that was written elsewhere: plain text,
//! Markdown, a web page, a Word document or a book. What cannot be known is
//! guessed, and the report says what was; what cannot be carried over is a
//! warning with its place.
//!
//! Plain text and Markdown become a `Draft`, whose text is Markdown already. The
//! other formats become a `Manuscript` first, which `writer` and `folder` write.
//! Pages of the web and of books share one reader, `page`.
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
mod foreign;
mod formula;
mod front_matter;
mod gathering;
mod language;
mod manuscript;
mod markdown;
mod package;
mod page;
mod pictures;
mod plain;
mod rights;
mod saved;
mod statement;
mod tidy;
mod writer;

use self::front_matter::Own;
use self::manuscript::{About, Loss};
use crate::diagnostics::{Diagnostics, Folder};
use crate::document::Date;

/// The source folder made from the bytes of the file called `name`, which lies
/// in `folder`: what the file is, its name says (`.md`, `.html`, `.mhtml`,
/// `.docx`, `.epub`), else its first bytes, else it is plain text. `today` is the
/// day of publication if the text names none. An error if the file is empty,
/// damaged, larger or more deeply nested than can be read, or none of these: of
/// well-known formats it says how the text is saved in one that can be read.
pub fn read(name: &str, bytes: &[u8], folder: &dyn Folder, today: Date) -> Result<Imported, Diagnostics> {
    let manuscript = match Kind::of(name, bytes) {
        Kind::Page => page::read(name, bytes, folder),
        Kind::Archive => saved::open(bytes).and_then(|saved| page::read_saved(name, saved)),
        Kind::Foreign(why) => Err(why.to_string()),
        Kind::Word => docx::read(bytes),
        Kind::Book => epub::read(name, bytes),
        Kind::Markdown => {
            let draft = markdown::read(&decode(name, bytes)?, folder).map_err(|why| refused(name, &why, PUT_RIGHT))?;
            return Ok(statement::write(name, draft, today));
        }
        Kind::Plain => return Ok(statement::write(name, plain::read(&decode(name, bytes)?), today)),
    };
    match manuscript {
        Ok(manuscript) if manuscript.blocks.is_empty() => Err(empty(name, &manuscript)),
        Ok(manuscript) => Ok(folder::write(name, manuscript, today)),
        Err(why) => Err(refused(name, &why, SAVE_ANEW)),
    }
}

/// A text may be empty because all that it has cannot be carried over.
fn empty(name: &str, manuscript: &manuscript::Manuscript) -> Diagnostics {
    let mut diagnostics =
        refused(name, if manuscript.about.title.is_some() { "has a title and no text" } else { "has no text" }, SAVE_ANEW);
    folder::list(&manuscript.losses, &mut diagnostics);
    diagnostics
}

/// `why` goes on after the name of the file.
fn refused(name: &str, why: &str, help: &str) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    diagnostics.cannot_import(name, why, help);
    diagnostics
}

const SAVE_ANEW: &str = "save it anew as plain text, Markdown, HTML, Word document (DOCX) or EPUB";
const PUT_RIGHT: &str =
    "put these lines right; or take them out, import the text, and write what they say into `statement.yaml`";

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Plain,
    Markdown,
    Page,
    /// A web page in one file with its pictures (MHTML).
    Archive,
    Word,
    Book,
    /// A format that cannot be read; says what to do instead.
    Foreign(&'static str),
}

impl Kind {
    fn of(name: &str, bytes: &[u8]) -> Self {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
        let known = match ending.as_str() {
            "md" | "markdown" | "mdown" | "mkd" | "qmd" | "rmd" => Some(Self::Markdown),
            "html" | "htm" | "xhtml" | "xht" => Some(Self::Page),
            "mhtml" | "mht" => Some(Self::Archive),
            "docx" | "docm" | "dotx" | "dotm" => Some(Self::Word),
            "epub" => Some(Self::Book),
            _ => None,
        };
        let by_bytes = || {
            let start = String::from_utf8_lossy(&bytes[..bytes.len().min(512)]).trim_start().to_ascii_lowercase();
            if ["<!doctype html", "<html", "<!-- saved from url"].iter().any(|first| start.starts_with(first)) {
                Self::Page
            } else if start.starts_with("mime-version:") || start.starts_with("from: <saved by") {
                Self::Archive
            } else {
                Self::Plain
            }
        };
        let foreign = foreign::by_bytes(bytes).or_else(|| known.is_none().then(|| foreign::by_name(&ending)).flatten());
        foreign.map(Self::Foreign).or(known).unwrap_or_else(by_bytes)
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
    /// The fields of `statement.yaml` of which the text says nothing; an edition of
    /// this program says all that its statement has.
    pub unsaid: Vec<&'static str>,
}

/// What was recognised in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Draft {
    title: Option<Found>,
    rights: Option<Found>,
    /// A tag that exists.
    language: Option<Found>,
    /// `YYYY-MM-DD`
    published: Option<Found>,
    /// Whether a day of publication is named, though perhaps in a form that cannot be read.
    is_dated: bool,
    /// `YYYY-MM-DD`
    modified: Option<Found>,
    /// What else is said of the text.
    about: About,
    /// Front matter that is the metadata as it is.
    own: Option<Own>,
    /// Whether the text came with front matter that was read.
    has_front_matter: bool,
    headings: Vec<Found>,
    /// Where a heading may have been lost: paragraphs that stand apart from the
    /// one before them, where others in such a place have a heading.
    headless: Vec<Found>,
    /// By path below the source folder.
    images: Vec<(String, Vec<u8>)>,
    losses: Vec<Loss>,
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
            diagnostics.cannot_import(name, &format!("is not UTF-8 text from line {line} on"), SAVE_ANEW);
        }
        Ok(text) if text.contains('\0') => diagnostics.cannot_import(name, "is not a text: it contains NUL bytes", SAVE_ANEW),
        Ok(text) if text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty() => {
            diagnostics.cannot_import(name, "is empty", SAVE_ANEW);
        }
        Ok(text) => {
            let text = text.strip_prefix('\u{feff}').unwrap_or(text);
            return Ok(text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n"));
        }
    }
    Err(diagnostics)
}
