//! What is kept between two settings of a text, so that the second, of a text
//! with a few other words, is quick.

use super::sheets::{Sheets, lay_out};
use super::stranded::{self, Breaks};
use super::world::{Desk, Faces};
use super::{MAIN, images, texts, writer};
use crate::diagnostics::{Diagnostics, Sources};
use crate::document::{Document, Imprint, Words};
use crate::fonts::Library;
use crate::theme::Theme;

/// How many pages are set, all attempts together, so that no note of a text
/// stands before its mark. A long text stays as Typst sets it first.
const PAGES_SET_MAX: usize = 400;

/// The files that Typst was given last. It knows the parts of a text that stay
/// by them.
#[derive(Default)]
pub struct Press {
    desk: Option<Desk>,
}

impl Press {
    /// `document` on pages, whatever was set before; all errors if it cannot be
    /// set. `sources` are the files that `document` and `theme` were read from.
    pub fn set(
        &mut self,
        document: &Document,
        words: &Words,
        theme: &Theme,
        library: &Library,
        imprint: &Imprint,
        sources: &Sources,
    ) -> Result<Sheets, Diagnostics> {
        let (mut breaks, mut pages_set) = (Breaks::new(), 0);
        loop {
            let book = writer::book_with(document, words, imprint, &breaks);
            let desk = self.laid_with(&book.text, document, theme, library);
            let sheets = lay_out(desk, book, document, theme, sources)?;
            pages_set += sheets.count();
            match sheets.note_before_its_mark().and_then(|note| stranded::break_before(document, note)) {
                Some(anchor) if pages_set < PAGES_SET_MAX && !breaks.contains(&anchor) => breaks.insert(anchor),
                // All is well, or the break did not help.
                Some(_) | None => return Ok(sheets),
            };
        }
    }

    fn laid_with(&mut self, main: &str, document: &Document, theme: &Theme, library: &Library) -> Desk {
        let (texts, images, faces) = (texts(main.to_string(), theme), images(document), Faces::of(library));
        let desk = match self.desk.take() {
            None => Desk::new(MAIN, texts, images, faces),
            Some(desk) => desk.laid_anew(texts, images, faces),
        };
        self.desk.insert(desk).clone()
    }
}
