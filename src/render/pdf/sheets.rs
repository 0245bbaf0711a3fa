//! The pages of a text, laid out: what can be known of them, and made of them.

use typst::World;
use typst::diag::Warned;
use typst::ecow::EcoVec;
use typst_layout::{Page, PagedDocument};
use typst_render::RenderOptions;

use super::locales::Locales;
use super::places::Places;
use super::problems::Reporter;
use super::reading_order::in_reading_order;
use super::world::Desk;
use super::writer::Written;
use super::{Pdf, compile, compress, corrections, options, page_starts, stranded};
use crate::diagnostics::{Diagnostics, Sources};
use crate::document::{Anchor, Document, NoteId};
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
    diagnostics: Diagnostics,
}

/// Where a section, block, item, cell or term begins on paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunStart {
    pub run: Anchor,
    /// Which page of the file, from 1.
    pub page: usize,
}

/// `book`, which was written for `document`, on pages, with what lies on `desk`.
pub fn lay_out(
    desk: Desk,
    book: Written,
    document: &Document,
    theme: &Theme,
    sources: &Sources,
) -> Result<Sheets, Diagnostics> {
    let Written { text, places, literals, locales } = book;
    let mut diagnostics = Diagnostics::new();
    let mut reporter = Reporter { desk: &desk, places: &places, theme, sources, diagnostics: &mut diagnostics };

    let Warned { output, warnings } = compile(&desk);
    reporter.warnings(&warnings);
    let pages = output.unwrap_or_else(|errors| {
        reporter.errors(&errors);
        PagedDocument::new(EcoVec::new(), Default::default())
    });
    if diagnostics.has_errors() {
        return Err(diagnostics);
    }
    let pages = in_reading_order(pages);
    let language = &document.metadata.language;
    let (page_starts, run_starts) = match desk.source(desk.main()) {
        Ok(main) => page_starts::starts(&pages, &main, &literals, language),
        Err(_) => (Vec::new(), Vec::new()),
    };
    Ok(Sheets { desk, typst: text, places, locales, pages, page_starts, run_starts, diagnostics })
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

    /// The first note that begins on an earlier page than its mark.
    pub fn note_before_its_mark(&self) -> Option<NoteId> {
        stranded::stranded(&self.pages)
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
        self.pages.pages().get(page).map(looks)
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

fn looks(page: &Page) -> u128 {
    typst::utils::hash128(&page.frame)
}
