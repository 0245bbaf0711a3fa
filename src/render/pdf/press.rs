//! What is kept between two settings of a text, so that the second, of a text
//! with a few other words, is quick.

use super::compile::Found;
use super::remembered::{self, Memory, Standing};
use super::sheets::{Laid, Sheets, lay_out};
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

impl Manuscript<'_> {
    /// Names all on which it depends where its pages end.
    fn key(&self) -> String {
        let Self { document, words, theme, library, imprint, sources: _ } = *self;
        let book = writer::book(document, words, imprint);
        remembered::key("ends of pages 1", &texts(book.text, theme), &images(document), &Faces::of(library))
    }
}

impl Press {
    /// The manuscript on pages; all errors if it cannot be set.
    pub fn set(&mut self, manuscript: &Manuscript, beginning: Beginning) -> Result<Sheets, Diagnostics> {
        let mut standing = Standing::default();
        self.set_from(&mut standing, manuscript, beginning)
    }

    /// As [`Press::set`] from nothing, beginning where `memory` says that the last
    /// attempt began when this text was set before: the pages come out the same.
    pub fn set_remembering(&mut self, manuscript: &Manuscript, memory: &dyn Memory) -> Result<Sheets, Diagnostics> {
        let key = manuscript.key();
        let known = memory.recall(&key).and_then(Standing::from_bytes);
        let mut standing = known.clone().unwrap_or_default();
        let sheets = self.set_from(&mut standing, manuscript, Beginning::Nothing)?;
        // A text that is right at once needs no memory.
        if !standing.breaks.is_empty() && known.as_ref() != Some(&standing) {
            memory.remember(&key, &standing.to_bytes());
        }
        Ok(sheets)
    }

    /// Leaves in `standing` where the last attempt began.
    fn set_from(
        &mut self,
        standing: &mut Standing,
        manuscript: &Manuscript,
        beginning: Beginning,
    ) -> Result<Sheets, Diagnostics> {
        let mut number = 0;
        loop {
            let laid = self.attempt(number, manuscript, &standing.breaks, beginning)?;
            let pages_set = standing.pages_set + laid.count();
            // A break that is there already did not help.
            let before = laid.misplaced().iter().map(|misplaced| &misplaced.before);
            match before.into_iter().find(|before| !standing.breaks.contains(before)) {
                Some(before) if pages_set < PAGES_SET_MAX => {
                    standing.breaks.insert(before.clone());
                    standing.pages_set = pages_set;
                    number += 1;
                }
                Some(_) | None => {
                    self.attempts.truncate(number + 1);
                    return Ok(laid.finished(manuscript.document));
                }
            }
        }
    }

    /// The attempt with this number, on the desk of the same one before.
    fn attempt<'a>(
        &mut self,
        number: usize,
        manuscript: &Manuscript<'a>,
        breaks: &Breaks,
        beginning: Beginning,
    ) -> Result<Laid<'a>, Diagnostics> {
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
        let attempt = Attempt { desk, found: made.as_ref().ok().map(|laid| laid.found().clone()) };
        match self.attempts.get_mut(number) {
            Some(before) => *before = attempt,
            None => self.attempts.push(attempt),
        }
        made
    }
}
