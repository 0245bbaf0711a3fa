//! The printed edition: a tagged PDF, set by Typst, that claims PDF/UA-1 and
//! PDF/A-2a together.
//!
//! The document becomes calls of functions (`writer`), the theme's `print.typ`
//! says what they look like, Typst lays the pages out and writes the file.

mod about;
mod ahead;
mod clusters;
mod compile;
mod compress;
mod corrections;
mod decorations;
mod first_strong;
mod keeping;
mod links;
mod literals;
mod locales;
mod looks;
mod meanings;
mod note_numbers;
mod page_ends;
mod page_starts;
mod pictures;
mod pieces;
mod places;
mod positions;
mod press;
mod problems;
mod reading_order;
mod remembered;
mod sheets;
mod tokens;
mod units;
mod world;
mod writer;

use std::collections::BTreeMap;
use std::sync::Arc;

use typst::foundations::Smart;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};
use uuid::Uuid;

use crate::diagnostics::{Diagnostics, Sources};
use crate::document::{Document, Imprint, Metadata, Words};
use crate::fonts::Library;
use crate::render::pages::PageStart;
use crate::theme::{self, Theme};
use world::{Desk, Faces};

pub use page_ends::{Fault, Misplaced};
pub use pictures::{PicturePlan, plan_cover, plan_sharing_picture};
pub use press::{Beginning, Manuscript, Press};
pub use reading_order::in_reading_order;
pub use remembered::{Forgetful, Memory};
pub use sheets::{RunStart, Sheets};
pub use writer::{Written, book};

/// A finished PDF.
#[derive(Clone, Debug)]
pub struct Pdf {
    pub bytes: Vec<u8>,
    pub pages: usize,
    /// At which words its pages begin.
    pub page_starts: Vec<PageStart>,
    /// The generated file from which it was set.
    pub typst: String,
    /// Warnings.
    pub diagnostics: Diagnostics,
}

/// `document` as a PDF in the look of `theme`; all errors if it cannot be made.
/// `sources` are the files that `document` and `theme` were read from.
pub fn render(
    document: &Document,
    words: &Words,
    theme: &Theme,
    library: &Library,
    imprint: &Imprint,
    sources: &Sources,
) -> Result<Pdf, Diagnostics> {
    let manuscript = Manuscript { document, words, theme, library, imprint, sources };
    set(&manuscript, &Forgetful)?.export()
}

/// The pages of a PDF, laid out and not yet written, with what they were made of.
pub struct Pages<'a> {
    document: &'a Document,
    theme: &'a Theme,
    sources: &'a Sources,
    sheets: Sheets,
}

/// `manuscript` on pages, quickly if `memory` knows the text; what follows from them can be made while
/// [`Pages::export`] writes the file. Otherwise as [`render`].
pub fn set<'a>(manuscript: &Manuscript<'a>, memory: &dyn Memory) -> Result<Pages<'a>, Diagnostics> {
    let sheets = Press::default().set_remembering(manuscript, memory)?;
    let Manuscript { document, theme, sources, .. } = *manuscript;
    Ok(Pages { document, theme, sources, sheets })
}

/// `book`, which was written for `document`, on pages; otherwise as [`set`].
pub fn set_book<'a>(
    book: Written,
    document: &'a Document,
    theme: &'a Theme,
    library: &Library,
    sources: &'a Sources,
) -> Result<Pages<'a>, Diagnostics> {
    let desk = desk(book.text.clone(), document, theme, library);
    let sheets = sheets::lay_out(desk, None, book, document, theme, sources)?.finished(document);
    Ok(Pages { document, theme, sources, sheets })
}

impl Pages<'_> {
    /// At which words the pages begin.
    pub fn page_starts(&self) -> &[PageStart] {
        self.sheets.page_starts()
    }

    /// What stands wrong where pages end: what [`set`] could not mend.
    pub fn misplaced(&self) -> &[Misplaced] {
        self.sheets.misplaced()
    }

    /// The generated file from which they were set.
    pub fn typst(&self) -> &str {
        self.sheets.typst()
    }

    /// The finished file; all errors if it cannot keep what it claims.
    pub fn export(self) -> Result<Pdf, Diagnostics> {
        self.sheets.export(self.document, self.theme, self.sources)
    }
}

/// Makes what every book needs and none changes, on a thread that has nothing else
/// to do, while the first one is read.
pub fn warm_up() {
    rayon::spawn(world::warm_up);
}

/// As [`warm_up`], what every book needs that is in the look of `theme`.
pub fn warm_up_theme(theme: &Theme) {
    let texts = texts_of(theme);
    rayon::spawn(|| world::evaluate(PRINT, texts));
}

/// Forgets what Typst remembers of texts that were set before the last
/// `recent` calls of this function, so that memory does not grow with them.
pub fn forget(recent: usize) {
    comemo::evict(recent);
}

/// The identifier of the printed edition of this statement in this language: a
/// UUID that follows from both, and stays the same in every version.
pub fn identifier(metadata: &Metadata) -> String {
    let name = format!("{}#{}#pdf", metadata.identifier, metadata.language);
    Uuid::new_v5(&Uuid::NAMESPACE_URL, name.as_bytes()).urn().to_string()
}

/// Everything that `typst compile main.typ` needs to set `main`, a book of
/// `document`, by path.
pub fn typst_files(document: &Document, theme: &Theme, main: String) -> BTreeMap<String, Vec<u8>> {
    let texts = texts(main, theme).into_iter().map(|(path, text)| (path, text.into_bytes()));
    let images = images(document).into_iter().map(|(path, bytes)| (path, bytes.to_vec()));
    let fonts = theme.font_files.iter().map(|file| {
        let name = file.path.rsplit('/').next().unwrap_or(&file.path);
        (format!("fonts/{name}"), file.bytes.to_vec())
    });
    texts.chain(images).chain(fonts).collect()
}

const MAIN: &str = "main.typ";

/// What the main file imports.
const PRINT: &str = "print.typ";

fn desk(main: String, document: &Document, theme: &Theme, library: &Library) -> Desk {
    Desk::new(MAIN, texts(main, theme), images(document), Faces::of(library))
}

fn texts(main: String, theme: &Theme) -> BTreeMap<String, String> {
    let mut texts = texts_of(theme);
    texts.insert(MAIN.to_string(), main);
    texts
}

/// The files of `theme`, which are the same for all books in one language.
fn texts_of(theme: &Theme) -> BTreeMap<String, String> {
    let tokens = theme::typst(&theme.tokens) + &theme::typst_of_languages(theme);
    std::iter::once(("tokens.typ".to_string(), tokens)).chain(theme.print.clone()).collect()
}

fn images(document: &Document) -> BTreeMap<String, Arc<[u8]>> {
    document.images.iter().map(|(path, image)| (writer::image_file(document, path), image.bytes.clone())).collect()
}

/// PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2), with an identifier that is
/// the same in every version of an edition. The date is set in the document.
fn options(document: &Document) -> PdfOptions {
    let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a]).expect("the two standards go together");
    let metadata = &document.metadata;
    PdfOptions {
        ident: Smart::Custom(identifier(metadata)),
        creator: Smart::Custom(Some("Chapbook".to_string())),
        standards,
        ..PdfOptions::default()
    }
}
