//! The pages of a text, laid out: what can be known of them, and made of them.

use typst::World;
use typst::diag::Warned;
use typst::ecow::EcoVec;
use typst_layout::PagedDocument;
use typst_render::RenderOptions;

use super::compile::{Found, compile, compile_again};
use super::literals::{Literal, Literals};
use super::locales::Locales;
use super::page_ends::{self, Misplaced};
use super::places::Places;
use super::problems::Reporter;
use super::reading_order::in_reading_order;
use super::world::Desk;
use super::writer::Written;
use super::{Pdf, compress, corrections, decorations, looks, options, page_starts};
use crate::diagnostics::{Diagnostics, Sources};
use crate::document::{Anchor, Document};
use crate::render::pages::PageStart;
use crate::theme::Theme;

/// The pages, and what is needed to write them as a file.
pub struct Sheets {
    desk: Desk,
    typst: String,
    places: Places,
    locales: Locales,
    pages: PagedDocument,
    page_starts: Vec<PageStart>,
    run_starts: Vec<RunStart>,
    misplaced: Vec<Misplaced>,
    diagnostics: Diagnostics,
}

/// Where a section, block, item, cell or term begins on paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunStart {
    pub run: Anchor,
    /// Which page of the file, from 1.
    pub page: usize,
}

/// `book`, which was written for `document`, on pages, with what lies on `desk`;
/// quickly if little is other than what was `found` before.
pub fn lay_out<'a>(
    desk: Desk,
    found: Option<&Found>,
    book: Written<'a>,
    document: &Document,
    theme: &Theme,
    sources: &Sources,
) -> Result<Laid<'a>, Diagnostics> {
    let Written { text, places, literals, locales } = book;
    let mut diagnostics = Diagnostics::new();
    let mut reporter = Reporter { desk: &desk, places: &places, theme, sources, diagnostics: &mut diagnostics };

    let Warned { output, warnings } = found.map_or_else(|| compile(&desk), |found| compile_again(&desk, found));
    reporter.warnings(&warnings);
    let pages = output.unwrap_or_else(|errors| {
        reporter.errors(&errors);
        PagedDocument::new(EcoVec::new(), Default::default())
    });
    if diagnostics.has_errors() {
        return Err(diagnostics);
    }
    let main = desk.source(desk.main()).ok();
    let of_file = main.as_ref().map(|main| Literals::of_file(main, &literals));
    let misplaced = of_file.as_ref().map(|literals| page_ends::misplaced(document, &pages, literals)).unwrap_or_default();
    Ok(Laid { desk, typst: text, places, literals, locales, pages, misplaced, diagnostics })
}

/// The pages as Typst laid them out, before they are put into reading order.
pub struct Laid<'a> {
    desk: Desk,
    typst: String,
    places: Places,
    literals: Vec<Literal<'a>>,
    locales: Locales,
    pages: PagedDocument,
    misplaced: Vec<Misplaced>,
    diagnostics: Diagnostics,
}

impl Laid<'_> {
    /// How many pages there are.
    pub fn count(&self) -> usize {
        self.pages.pages().len()
    }

    pub(super) fn found(&self) -> &Found {
        self.pages.introspector()
    }

    /// What stands wrong where pages end, the first page first.
    pub fn misplaced(&self) -> &[Misplaced] {
        &self.misplaced
    }

    /// The pages of `document` in reading order, with where its runs begin.
    pub fn finished(self, document: &Document) -> Sheets {
        let Self { desk, typst, places, literals, locales, pages, misplaced, diagnostics } = self;
        let pages = in_reading_order(decorations::with_straight_lines(pages));
        let main = desk.source(desk.main()).ok();
        let literals = main.as_ref().map(|main| Literals::of_file(main, &literals));
        let starts = literals.as_ref().map(|literals| page_starts::starts(&pages, literals, &document.metadata.language));
        let (page_starts, run_starts) = starts.unwrap_or_default();
        Sheets { desk, typst, places, locales, pages, page_starts, run_starts, misplaced, diagnostics }
    }
}

impl Sheets {
    /// How many pages there are.
    pub fn count(&self) -> usize {
        self.pages.pages().len()
    }

    /// At which words the pages begin.
    pub fn page_starts(&self) -> &[PageStart] {
        &self.page_starts
    }

    /// Where each run of the text begins, in the order of the text.
    pub fn run_starts(&self) -> &[RunStart] {
        &self.run_starts
    }

    /// What stands wrong where pages end, the first page first.
    pub fn misplaced(&self) -> &[Misplaced] {
        &self.misplaced
    }

    /// The generated file from which they were set.
    pub fn typst(&self) -> &str {
        &self.typst
    }

    /// Warnings.
    pub fn diagnostics(&self) -> &Diagnostics {
        &self.diagnostics
    }

    /// Width and height of the page with this index, in points.
    pub fn size_points(&self, page: usize) -> Option<(f64, f64)> {
        self.pages.pages().get(page).map(|page| (page.frame.width().to_pt(), page.frame.height().to_pt()))
    }

    /// A number that is the same for pages that look the same.
    pub fn looks(&self, page: usize) -> Option<u128> {
        self.pages.pages().get(page).map(|page| looks::looks(&page.frame))
    }

    /// The page with this index as PNG.
    pub fn png(&self, page: usize, pixels_per_point: f32) -> Option<Vec<u8>> {
        let page = self.pages.pages().get(page)?;
        let options = RenderOptions { pixel_per_pt: f64::from(pixels_per_point).into(), render_bleed: false };
        let picture = typst_render::render(page, &options);
        Some(compress::png(picture.width(), picture.height(), picture.data()))
    }

    /// The file of these pages, which are those of `document`; all errors if it
    /// cannot keep what it claims.
    pub fn export(&self, document: &Document, theme: &Theme, sources: &Sources) -> Result<Pdf, Diagnostics> {
        let mut diagnostics = self.diagnostics.clone();
        match typst_pdf::pdf(&self.pages, &options(document)) {
            Ok(bytes) => {
                let bytes = corrections::corrected(bytes, &self.locales.corrections(), &document.metadata);
                let (page_starts, typst) = (self.page_starts.clone(), self.typst.clone());
                Ok(Pdf { bytes, pages: self.count(), page_starts, typst, diagnostics })
            }
            Err(errors) => {
                let (desk, places) = (&self.desk, &self.places);
                Reporter { desk, places, theme, sources, diagnostics: &mut diagnostics }.errors(&errors);
                Err(diagnostics)
            }
        }
    }
}
