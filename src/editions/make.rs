//! All editions of a statement in one language, in memory.

use std::sync::Mutex;
use std::time::Duration;

use super::collection::Statement;
use super::manifest::FaceEntry;
use super::named::Named;
use super::prepare::{self, Company, Pictures};
use super::{Comparison, Format, Progress, Request, TypstFiles, records, timed};
use crate::diagnostics::{Diagnostics, Sources, Span};
use crate::document::{Anchor, Document, Imprint, Inline, PageList, Place, Visitor, plain_text, walk};
use crate::fonts::{self, ScreenFace, SubsetPlan};
use crate::render::{PageStart, epub, html, pdf};
use crate::verify::{self, Original};

/// What was made and not yet written.
pub struct Made {
    pub list: Vec<MadeEdition>,
    pub faces: Vec<ScreenFace>,
    pub face_entries: Vec<FaceEntry>,
    pub pictures: Pictures,
    /// Paths below the folder for the Typst files, and their content.
    pub typst_files: Vec<(String, Vec<u8>)>,
}

pub struct MadeEdition {
    pub format: Format,
    pub bytes: Vec<u8>,
    /// Of a PDF.
    pub pages: Option<usize>,
    pub time: Duration,
}

/// The formats asked for, made at the same time on as many threads as there
/// are: Typst sets the pages of the PDF while fonts are subsetted and
/// pictures drawn; then its file is written while the other two are, which say
/// where its pages begin. Nothing if there was an error.
pub fn make(
    statement: &Statement,
    named: &Named,
    request: &Request,
    progress: &dyn Progress,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Made> {
    let workshop = Workshop::open(statement, named, request, progress);
    let (set, prepared) = rayon::join(|| workshop.set(sources), || workshop.prepare());
    // Without a PDF there are no pages to be named.
    let page_starts = set.as_ref().map(|set| set.pages.page_starts().to_vec()).unwrap_or_default();
    let typst = set.as_ref().map(|set| set.pages.typst().to_string());
    let (pdf, screen) = rayon::join(
        || set.and_then(|set| workshop.export(set)),
        || prepared.map(|prepared| workshop.screen(prepared, &page_starts)),
    );
    workshop.tell(diagnostics);
    if diagnostics.has_errors() {
        return None;
    }
    let typst_files = match request.typst {
        TypstFiles::Drop => Vec::new(),
        TypstFiles::Keep => {
            let Statement { document, words, theme, .. } = statement;
            let main = typst.unwrap_or_else(|| pdf::book(document, words, &workshop.imprint).text);
            pdf::typst_files(document, theme, main).into_iter().collect()
        }
    };
    let mut screen = screen.expect("without an error there are faces");
    let list = [pdf, screen.epub.take(), screen.html.take()].into_iter().flatten().collect();
    let Screen { epub: _, html: _, faces, face_entries, pictures } = screen;
    Some(Made { list, faces, face_entries, pictures, typst_files })
}

/// Faces and pictures alone, for the page that leads to the editions. Nothing
/// if there was an error.
pub fn prepare(
    statement: &Statement,
    request: &Request,
    progress: &dyn Progress,
    diagnostics: &mut Diagnostics,
) -> Option<Prepared> {
    let workshop = Workshop::open(statement, &Named::default(), request, progress);
    let prepared = workshop.prepare();
    workshop.tell(diagnostics);
    prepared
}

/// What the editions say of themselves when `formats` are made together and
/// `named` are the languages.
pub fn imprint(statement: &Statement, plans: &[SubsetPlan], formats: &[Format], named: &Named) -> Imprint {
    let Named { languages, original, original_address } = named.clone();
    Imprint {
        typefaces: typefaces(statement, plans),
        formats: formats.to_vec(),
        pages: page_list(statement, formats),
        translation: statement.translation.clone(),
        languages,
        original,
        original_address,
    }
}

/// Whether there are pages that can be named when `formats` are made together.
pub fn page_list(statement: &Statement, formats: &[Format]) -> PageList {
    let has_pages = formats.contains(&Format::Pdf) && has_words(&statement.document);
    if has_pages { PageList::Present } else { PageList::Absent }
}

/// Whether there is running text, at the words of which pages can begin.
fn has_words(document: &Document) -> bool {
    struct Words(bool);
    impl Visitor for Words {
        fn run(&mut self, _: Place, _: &Anchor, inlines: &[Inline], _: Span) {
            self.0 |= !plain_text(inlines).trim().is_empty();
        }

        fn text(&mut self, _: Place, _: &Anchor, _: &str, _: Span) {}
    }
    let mut words = Words(false);
    walk(document, &mut words);
    words.0
}

/// The families of the planned faces, in the order in which the theme names them.
fn typefaces(statement: &Statement, plans: &[SubsetPlan]) -> Vec<String> {
    let mut list: Vec<String> = Vec::new();
    for family in statement.theme.tokens.font_stacks().flat_map(|(_, families)| families) {
        if !list.contains(family) && plans.iter().any(|plan| plan.family() == family) {
            list.push(family.clone());
        }
    }
    list
}

struct Workshop<'a> {
    statement: &'a Statement,
    request: &'a Request,
    progress: &'a dyn Progress,
    plans: Vec<SubsetPlan>,
    imprint: Imprint,
    problems: Mutex<Diagnostics>,
}

/// The pages of the PDF, and how long they took.
struct Set<'a> {
    pages: pdf::Pages<'a>,
    time: Duration,
}

/// What the editions for the screen need.
pub struct Prepared {
    pub faces: Vec<ScreenFace>,
    /// What the manifest says of the files of the faces.
    pub face_entries: Vec<FaceEntry>,
    pub pictures: Pictures,
}

/// What is read on a screen, and what belongs to it.
struct Screen {
    epub: Option<MadeEdition>,
    html: Option<MadeEdition>,
    faces: Vec<ScreenFace>,
    face_entries: Vec<FaceEntry>,
    pictures: Pictures,
}

impl<'a> Workshop<'a> {
    fn open(statement: &'a Statement, named: &Named, request: &'a Request, progress: &'a dyn Progress) -> Self {
        let plans = fonts::plan_screen_faces(&statement.document, &statement.words, &statement.theme, &statement.library);
        let imprint = imprint(statement, &plans, &request.formats, named);
        Self { statement, request, progress, plans, imprint, problems: Mutex::new(Diagnostics::new()) }
    }

    /// Hands over what was reported.
    fn tell(&self, diagnostics: &mut Diagnostics) {
        diagnostics.append(std::mem::take(&mut *self.problems.lock().expect("no thread panics while it reports")));
    }

    fn report(&self, found: Diagnostics) {
        self.problems.lock().expect("no thread panics while it reports").append(found);
    }

    /// Runs `make` if the format is asked for.
    fn edition(&self, format: Format, make: impl FnOnce() -> Vec<u8>) -> Option<MadeEdition> {
        if !self.request.formats.contains(&format) {
            return None;
        }
        self.progress.started(self.statement.language(), format);
        let (bytes, time) = timed(make);
        self.progress.finished(self.statement.language(), format);
        self.compare(format, &bytes);
        Some(MadeEdition { format, bytes, pages: None, time })
    }

    /// Reads the finished bytes back: what is not as it must be is never written.
    fn compare(&self, format: Format, bytes: &[u8]) {
        match self.request.comparison {
            Comparison::Skip => {}
            Comparison::Run => {
                let Statement { document, words, .. } = self.statement;
                let mut found = Diagnostics::new();
                verify::verify(&Original { document, words, imprint: &self.imprint }, format, bytes, &mut found);
                self.report(found.in_edition(&self.statement.file_name(format)));
            }
        }
    }

    fn set<'s>(&'s self, sources: &'s Sources) -> Option<Set<'s>> {
        if !self.request.formats.contains(&Format::Pdf) {
            return None;
        }
        self.progress.started(self.statement.language(), Format::Pdf);
        let Statement { document, words, theme, library, .. } = self.statement;
        let (set, time) = timed(|| {
            let manuscript = pdf::Manuscript { document, words, theme, library, imprint: &self.imprint, sources };
            pdf::set(&manuscript, &self.request.cache)
        });
        match set {
            Ok(pages) => Some(Set { pages, time }),
            Err(found) => {
                self.report(found);
                self.progress.finished(self.statement.language(), Format::Pdf);
                None
            }
        }
    }

    fn export(&self, set: Set) -> Option<MadeEdition> {
        let (made, time) = timed(|| set.pages.export());
        self.progress.finished(self.statement.language(), Format::Pdf);
        match made {
            Ok(made) => {
                self.report(made.diagnostics);
                self.compare(Format::Pdf, &made.bytes);
                let time = set.time + time;
                Some(MadeEdition { format: Format::Pdf, bytes: made.bytes, pages: Some(made.pages), time })
            }
            Err(found) => {
                self.report(found);
                None
            }
        }
    }

    fn prepare(&self) -> Option<Prepared> {
        // Asked for when the files are written, and made here while pages are set.
        self.statement.fingerprint();
        let is_alone = self.request.company() == Company::None;
        if is_alone && self.request.formats == [Format::Pdf] {
            // Pages have their faces in them, and nothing lies beside them.
            return Some(Prepared { faces: Vec::new(), face_entries: Vec::new(), pictures: Pictures::default() });
        }
        let (faces, pictures) = rayon::join(|| self.faces(), || self.pictures());
        let faces = faces?;
        let face_entries = records::faces(&self.statement.library, &faces);
        Some(Prepared { faces, face_entries, pictures })
    }

    fn screen(&self, prepared: Prepared, page_starts: &[PageStart]) -> Screen {
        let Prepared { faces, face_entries, pictures } = prepared;
        let Statement { document, words, theme, .. } = self.statement;
        let imprint = &self.imprint;
        let (epub, html) = rayon::join(
            || {
                self.edition(Format::Epub, || {
                    epub::render(document, words, theme, &faces, imprint, &pictures.cover, page_starts)
                })
            },
            || {
                let others = prepare::siblings(document, &self.request.formats, self.request.company());
                self.edition(Format::Html, || html::render(document, words, theme, &faces, imprint, &others, page_starts))
            },
        );
        Screen { epub, html, faces, face_entries, pictures }
    }

    fn faces(&self) -> Option<Vec<ScreenFace>> {
        let made = prepare::faces(&self.plans, &self.statement.theme, &self.request.cache);
        made.map_err(|found| self.report(found)).ok()
    }

    fn pictures(&self) -> Pictures {
        let (statement, cache, company) = (self.statement, &self.request.cache, self.request.company());
        let drawn = |picture: Result<Vec<u8>, Diagnostics>| picture.map_err(|found| self.report(found)).unwrap_or_default();
        let (cover, sharing) = rayon::join(
            || {
                let is_shown = company == Company::Collection || self.request.formats.contains(&Format::Epub);
                if is_shown { drawn(prepare::cover(statement, cache)) } else { Vec::new() }
            },
            || {
                let (name, picture) = prepare::sharing(statement, company, cache)?;
                Some((name, drawn(picture)))
            },
        );
        Pictures { cover, sharing }
    }
}
