//! One language in a studio: the last statement in it that could be rendered,
//! and what was made of it.

use std::sync::Arc;

use rayon::prelude::*;

use super::seen::{self, Book, BookFile, PageSeen, PageSet, ProblemSeen, RunPlace, SpineItem, View};
use crate::diagnostics::{Diagnostics, Sources};
use crate::document::{Format, Imprint};
use crate::editions::collection::Statement;
use crate::editions::named::Named;
use crate::editions::prepare::{self, Company};
use crate::editions::{Cache, make};
use crate::fonts::{self, ScreenFace, SubsetPlan};
use crate::render::pdf::{Beginning, Manuscript};
use crate::render::{PageStart, epub, html, pdf};

/// A statement in one language without errors, with all it was read with.
pub struct Good {
    pub statement: Statement,
    pub named: Named,
    pub sources: Arc<Sources>,
    pub company: Company,
}

/// What is kept of one language.
pub struct Shown {
    good: Good,
    /// Whether `good` is what the source says now.
    is_current: bool,
    press: pdf::Press,
    html: Kept<Vec<u8>>,
    epub: Kept<Book>,
    paper: Kept<Paper>,
    pdf: Kept<Vec<u8>>,
}

/// The pages, and what is told of them.
struct Paper {
    sheets: pdf::Sheets,
    seen: PageSet,
}

/// What was made last.
struct Kept<T> {
    content: Option<T>,
    problems: Vec<ProblemSeen>,
    /// Whether it was made, or could not be made, of the statement as it is now.
    is_new: bool,
    /// Whether `content` was.
    is_good: bool,
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self { content: None, problems: Vec::new(), is_new: false, is_good: false }
    }
}

impl<T> Kept<T> {
    fn put(&mut self, made: Result<(T, Diagnostics), Diagnostics>, sources: &Sources) {
        self.is_new = true;
        self.is_good = made.is_ok();
        match made {
            Ok((content, warnings)) => {
                self.content = Some(content);
                self.problems = seen::problems(&warnings, sources);
            }
            Err(errors) => self.problems = seen::problems(&errors, sources),
        }
    }

    fn view<S>(&self, is_current: bool, show: impl FnOnce(&T) -> S) -> View<S> {
        View {
            content: self.content.as_ref().map(show),
            problems: self.problems.clone(),
            is_current: is_current && self.is_good,
        }
    }
}

impl Shown {
    pub fn new(good: Good) -> Self {
        let press = pdf::Press::default();
        let (html, epub, paper, pdf) = (Kept::default(), Kept::default(), Kept::default(), Kept::default());
        Self { good, is_current: true, press, html, epub, paper, pdf }
    }

    /// Takes what the source says now.
    pub fn renew(&mut self, good: Good) {
        self.good = good;
        self.is_current = true;
        self.html.is_new = false;
        self.epub.is_new = false;
        self.paper.is_new = false;
        self.pdf.is_new = false;
    }

    /// Keeps what the source said, for it has errors now.
    pub fn keep(&mut self) {
        self.is_current = false;
    }

    pub fn html(&mut self, cache: &Cache) -> View<Vec<u8>> {
        if !self.html.is_new {
            let made = self.make_html(cache);
            self.html.put(made, &self.good.sources);
        }
        self.html.view(self.is_current, Clone::clone)
    }

    fn make_html(&self, cache: &Cache) -> Result<(Vec<u8>, Diagnostics), Diagnostics> {
        let Statement { document, words, theme, .. } = &self.good.statement;
        let (imprint, faces) = self.prepare(cache)?;
        let siblings = prepare::siblings(document, &Format::ALL, self.good.company);
        let bytes = html::render(document, words, theme, &faces, &imprint, &siblings, self.page_starts());
        Ok((bytes, Diagnostics::new()))
    }

    pub fn epub(&mut self, cache: &Cache) -> View<Book> {
        if !self.epub.is_new {
            let made = self.make_epub(cache);
            self.epub.put(made, &self.good.sources);
        }
        self.epub.view(self.is_current, Clone::clone)
    }

    fn make_epub(&self, cache: &Cache) -> Result<(Book, Diagnostics), Diagnostics> {
        let statement = &self.good.statement;
        let Statement { document, words, theme, .. } = statement;
        let (imprint, faces) = self.prepare(cache)?;
        let cover = prepare::cover(statement, cache)?;
        let starts = self.page_starts();
        let pages = epub::pages(document, words, &imprint, starts);
        let spine = pages.iter().map(|page| SpineItem { path: page.path_in_container(), title: page.title_text() }).collect();
        let file = |epub::File { path, media_type, bytes }| BookFile { path, media_type, bytes };
        let files = epub::files(document, words, theme, &faces, &cover, starts, &pages).into_iter().map(file).collect();
        Ok((Book { files, spine, progression: document.metadata.language.direction() }, Diagnostics::new()))
    }

    pub fn pages(&mut self) -> View<PageSet> {
        if !self.paper.is_new {
            self.set(Beginning::Before);
        }
        self.paper.view(self.is_current, |paper| paper.seen.clone())
    }

    fn set(&mut self, beginning: Beginning) {
        let Good { statement, sources, .. } = &self.good;
        let Statement { document, words, theme, library, .. } = statement;
        let imprint = self.imprint(&self.plans());
        let manuscript = Manuscript { document, words, theme, library, imprint: &imprint, sources };
        let made = self.press.set(&manuscript, beginning).map(|sheets| {
            let (warnings, seen) = (sheets.diagnostics().clone(), page_set(&sheets));
            (Paper { sheets, seen }, warnings)
        });
        self.paper.put(made, sources);
        // They can say now where pages begin.
        self.html.is_new = false;
        self.epub.is_new = false;
    }

    pub fn page_picture(&self, page: usize, pixels_per_point: f32) -> Option<Vec<u8>> {
        self.paper.content.as_ref()?.sheets.png(page.checked_sub(1)?, pixels_per_point)
    }

    /// Set from nothing, as a build sets it: the file is to be the same.
    pub fn pdf(&mut self) -> View<Vec<u8>> {
        if !self.pdf.is_new {
            self.set(Beginning::Nothing);
            let Good { statement, sources, .. } = &self.good;
            match self.paper.content.as_ref().filter(|_| self.paper.is_good) {
                Some(paper) => {
                    let made = paper.sheets.export(&statement.document, &statement.theme, sources);
                    self.pdf.put(made.map(|made| (made.bytes, made.diagnostics)), sources);
                }
                None => {
                    (self.pdf.is_new, self.pdf.is_good) = (true, false);
                    self.pdf.problems = self.paper.problems.clone();
                }
            }
        }
        self.pdf.view(self.is_current, Clone::clone)
    }

    /// Where the pages begin, if they are set as the statement is now.
    fn page_starts(&self) -> &[PageStart] {
        let is_known = self.paper.is_new && self.paper.is_good;
        self.paper.content.as_ref().filter(|_| is_known).map(|paper| paper.sheets.page_starts()).unwrap_or_default()
    }

    fn prepare(&self, cache: &Cache) -> Result<(Imprint, Vec<ScreenFace>), Diagnostics> {
        let plans = self.plans();
        Ok((self.imprint(&plans), prepare::faces(&plans, &self.good.statement.theme, cache)?))
    }

    fn plans(&self) -> Vec<SubsetPlan> {
        let Statement { document, words, theme, library, .. } = &self.good.statement;
        fonts::plan_screen_faces(document, words, theme, library)
    }

    fn imprint(&self, plans: &[SubsetPlan]) -> Imprint {
        make::imprint(&self.good.statement, plans, &Format::ALL, &self.good.named)
    }
}

fn page_set(sheets: &pdf::Sheets) -> PageSet {
    let page = |index| {
        let (width_points, height_points) = sheets.size_points(index)?;
        Some(PageSeen { width_points, height_points, looks: format!("{:032x}", sheets.looks(index)?) })
    };
    let places = sheets.run_starts().iter().map(|start| RunPlace { id: start.run.clone(), page: start.page });
    PageSet { pages: (0..sheets.count()).into_par_iter().filter_map(page).collect(), places: places.collect() }
}
