//! What is kept between two settings of a text, so that the second, of a text
//! with a few other words, is quick.

use super::compile::Found;
use super::sheets::{Sheets, lay_out};
use super::units::Breaks;
use super::world::{Desk, Faces};
use super::{MAIN, images, texts, writer};
use crate::diagnostics::{Diagnostics, Sources};
use crate::document::{Document, Imprint, Words};
use crate::fonts::Library;
use crate::theme::Theme;

/// How many pages are set, all attempts together, so that nothing stands wrong
/// where one ends. A long text stays as Typst sets it first.
const PAGES_SET_MAX: usize = 400;

/// What Typst was given last, and what it found. It knows the parts of a text
/// that stay by the file that they are in.
#[derive(Default)]
pub struct Press {
    /// In the order in which breaks were added.
    attempts: Vec<Attempt>,
}

struct Attempt {
    desk: Desk,
    /// Nothing after an error.
    found: Option<Found>,
}

/// From what setting begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beginning {
    /// The pages come out as in a press that was never used.
    Nothing,
    /// What was found when the text was set before, which takes half of the time.
    Before,
}

/// What is set, and with what.
#[derive(Clone, Copy)]
pub struct Manuscript<'a> {
    pub document: &'a Document,
    pub words: &'a Words,
    pub theme: &'a Theme,
    pub library: &'a Library,
    pub imprint: &'a Imprint,
    /// The files that document and theme were read from.
    pub sources: &'a Sources,
}

impl Press {
    /// The manuscript on pages; all errors if it cannot be set.
    pub fn set(&mut self, manuscript: &Manuscript, beginning: Beginning) -> Result<Sheets, Diagnostics> {
        let (mut breaks, mut pages_set) = (Breaks::new(), 0);
        loop {
            let number = breaks.len();
            let sheets = self.attempt(number, manuscript, &breaks, beginning)?;
            pages_set += sheets.count();
            // A break that is there already did not help.
            match sheets.misplaced().iter().map(|misplaced| &misplaced.before).find(|before| !breaks.contains(before)) {
                Some(before) if pages_set < PAGES_SET_MAX => breaks.insert(before.clone()),
                Some(_) | None => {
                    self.attempts.truncate(number + 1);
                    return Ok(sheets);
                }
            };
        }
    }

    /// The attempt with this number, on the desk of the same one before.
    fn attempt(
        &mut self,
        number: usize,
        manuscript: &Manuscript,
        breaks: &Breaks,
        beginning: Beginning,
    ) -> Result<Sheets, Diagnostics> {
        let Manuscript { document, words, theme, library, imprint, sources } = *manuscript;
        let book = writer::book_with(document, words, imprint, breaks);
        let (texts, images, faces) = (texts(book.text.clone(), theme), images(document), Faces::of(library));
        let before = self.attempts.get(number).or(self.attempts.last());
        let desk = match before {
            None => Desk::new(MAIN, texts, images, faces),
            Some(before) => before.desk.clone().laid_anew(texts, images, faces),
        };
        let known = match beginning {
            Beginning::Nothing => None,
            Beginning::Before => before.and_then(|before| before.found.clone()),
        };
        let made = lay_out(desk.clone(), known.as_ref(), book, document, theme, sources);
        let attempt = Attempt { desk, found: made.as_ref().ok().map(|sheets| sheets.found().clone()) };
        match self.attempts.get_mut(number) {
            Some(before) => *before = attempt,
            None => self.attempts.push(attempt),
        }
        made
    }
}
