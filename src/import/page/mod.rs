//! Pages of HTML, from the web or in a book → blocks.

mod about;
mod article;
mod blocks;
mod colophon;
mod file;
mod google;
mod inlines;
mod links;
mod lists;
mod notes;
mod own;
mod quotations;
mod sheets;
mod tables;
mod word;

use percent_encoding::percent_decode_str;
use url::Url;

pub(super) use self::colophon::list_people;
pub(super) use self::file::{decoded, read, read_saved};
pub(super) use self::notes::{Notes, find as find_notes};
pub(super) use self::own::{facts, is_made_here, pin};
pub(super) use self::sheets::{Looks, Sheets};
use super::gathering::Gathering;
use super::manuscript::{Block, Manuscript, Note};
use crate::diagnostics::inside;
use crate::document::Language;
use crate::elements::Element;
use crate::markdown::Quotes;

/// The manuscript that the page `root` is, which was at `address`; `files` gives
/// the bytes of what was saved with it.
fn manuscript(
    name: &str,
    root: Element,
    address: Option<Url>,
    files: &dyn Fn(&str) -> Result<Vec<u8>, String>,
) -> Result<Manuscript, String> {
    let body = root.find("body").ok_or("is not a page of HTML")?;
    let mut gathering = Gathering::default();
    let is_own = is_made_here(&root);
    let figures = if is_own { article::Figures::default() } else { article::Figures::of(body) };
    let (mut about, base) = about::read(&root);
    let base = root.find("base").and(base.clone()).or(address.clone()).or(base);
    about.address = address.filter(|_| !is_own).map(|address| address.to_string());
    let article = if is_own { own::text(body) } else { article::find(body, &figures) };
    if is_own {
        own::complete(&mut about, name, body, &mut gathering, files);
    } else {
        about.title = about::title(&root, body, article).or(about.title);
    }
    let pages = [Page { file: "", root: body, base: base.as_ref(), is_in_book: false }];
    let notes = find_notes(&pages);
    if !is_own {
        about::list_left_out(body, article, about.title.as_deref(), &notes, &mut gathering);
    }
    let path = |href: &str| Some(decoded_path(href));
    let (texts, missing) = if is_own { (Vec::new(), 0) } else { Sheets::new(files).of_page(&root, &path) };
    let looks = Looks::of([(&root, texts)]);
    let mut reader = Reader::new(&mut gathering, &notes, &looks, files, about.language.as_deref(), is_own);
    reader.sheets_missing = missing;
    reader.figures = figures;
    if !is_own {
        reader.title = about.title.clone();
    }
    let mut blocks = reader.page(&pages[0], article);
    let mut notes = reader.notes();
    if is_own {
        own::pin(&mut blocks);
    } else {
        gathering.settle_links(&mut blocks, &mut notes);
    }
    let quotes = if is_own { Quotes::AsWritten } else { Quotes::ToSet };
    let Gathering { losses, images, .. } = gathering;
    Ok(Manuscript { about, blocks, notes, images, losses, quotes, origin: "said by the page" })
}

/// A path as it is on the disk: `My%20page_files/a.css?v=2` is `My page_files/a.css`.
fn decoded_path(path: &str) -> String {
    percent_decode_str(path.split(['?', '#']).next().unwrap_or_default()).decode_utf8_lossy().into_owned()
}

/// A page whose text is to be read.
#[derive(Clone, Copy)]
pub(super) struct Page<'a> {
    /// Its path in the book; empty for a page by itself.
    pub file: &'a str,
    pub root: &'a Element,
    /// The address at which it was published, if that is known.
    pub base: Option<&'a Url>,
    pub is_in_book: bool,
}

impl Page<'_> {
    /// The name of the place in these pages to which `href` leads: `file#id`.
    pub fn place(&self, href: &str) -> Option<String> {
        let (path, id) = href.split_once('#').unwrap_or((href, ""));
        let id = percent_decode_str(id).decode_utf8_lossy();
        if path.is_empty() {
            return Some(format!("{}#{id}", self.file));
        }
        let is_here = self.is_in_book && !path.contains(':') && !path.starts_with('/');
        is_here.then(|| self.beside(path)).flatten().map(|path| format!("{path}#{id}"))
    }

    /// The path of the file that this page calls `path`.
    pub fn beside(&self, path: &str) -> Option<String> {
        let folder = self.file.rsplit_once('/').map(|(folder, _)| format!("{folder}/")).unwrap_or_default();
        let path = percent_decode_str(path.split(['?', '#']).next().unwrap_or_default()).decode_utf8_lossy();
        inside(&format!("{folder}{path}"))
    }
}

/// The names under which links lead to `element`.
pub(super) fn names(element: &Element) -> Vec<String> {
    let name = element.attribute("name").filter(|_| element.name == "a");
    [element.id(), name].into_iter().flatten().filter(|name| !name.is_empty()).map(str::to_string).collect()
}

/// Reads pages of one text after the other.
pub(super) struct Reader<'a> {
    gathering: &'a mut Gathering,
    notes: &'a Notes<'a>,
    looks: &'a Looks,
    /// The bytes of the file with this path.
    files: &'a dyn Fn(&str) -> Result<Vec<u8>, String>,
    page: Page<'a>,
    /// Of the text as a whole.
    language: Option<Language>,
    /// Whether the pages are an edition of this program, whose classes are known.
    is_own: bool,
    /// The title, whose heading is not part of the text. Nothing after it was met.
    pub title: Option<String>,
    /// Names of the section whose heading comes next.
    pending: Vec<String>,
    /// Whether the notes are being read.
    is_in_note: bool,
    page_marks: usize,
    /// What is furniture of a page of the web; nothing of a book is.
    figures: article::Figures,
    /// How many style sheets are named and are not there.
    pub sheets_missing: usize,
    /// Whether the words of a link are being read, which are underlined everywhere.
    is_in_link: bool,
    /// Whether a table of contents was met.
    has_contents: bool,
    /// Links that led through a page that counts who follows them.
    detours: usize,
    /// Words whose look only a style sheet that is missing can tell.
    styled: usize,
}

/// What a place in a page stands in.
#[derive(Clone)]
struct Here {
    language: Option<Language>,
    /// How many lists, quotations and the like it stands in.
    depth: usize,
    /// Whether the words are heavy anyway, as those of headings are.
    is_heavy: bool,
}

static NOWHERE: Element = Element { name: String::new(), attributes: Vec::new(), nodes: Vec::new() };

impl<'a> Reader<'a> {
    pub fn new(
        gathering: &'a mut Gathering,
        notes: &'a Notes<'a>,
        looks: &'a Looks,
        files: &'a dyn Fn(&str) -> Result<Vec<u8>, String>,
        language: Option<&str>,
        is_own: bool,
    ) -> Self {
        let language = language.and_then(|tag| Language::parse(tag).ok());
        let page = Page { file: "", root: &NOWHERE, base: None, is_in_book: false };
        Self {
            gathering,
            notes,
            looks,
            files,
            page,
            language,
            is_own,
            title: None,
            pending: Vec::new(),
            is_in_note: false,
            page_marks: 0,
            figures: article::Figures::default(),
            sheets_missing: 0,
            is_in_link: false,
            has_contents: false,
            detours: 0,
            styled: 0,
        }
    }

    /// The blocks of what `element` of `page` holds.
    pub fn page(&mut self, page: &Page<'a>, element: &Element) -> Vec<Block> {
        self.page = *page;
        self.gathering.enter_place(format!("{}#", page.file));
        let here = Here { language: self.language.clone(), depth: 0, is_heavy: false };
        let here = self.entered(element, &here);
        self.flow(&element.nodes, &here)
    }

    /// Lists a page that is made anew for each edition: cover, title page, contents.
    pub fn leave_out(&mut self, page: &Page<'a>) {
        self.gathering.enter_place(format!("{}#", page.file));
        let words = article::words_apart(page.root);
        if !words.is_empty() {
            let help = "editions have their own: look whether it says something that is not in `statement.yaml`";
            let place = format!("`{}`: “{}”", page.file, super::gathering::excerpt(&words));
            self.gathering.lose_at("a page of the book that is no part of its text was left out", place, help);
        }
    }

    /// What the notes say, after all pages were read.
    pub fn notes(&mut self) -> Vec<Note> {
        self.is_in_note = true;
        let list: Vec<(&'a Page<'a>, &'a Element)> = self.notes.list.clone();
        let mut out = Vec::new();
        for (index, (page, element)) in list.into_iter().enumerate() {
            self.page = *page;
            let here = Here { language: self.language.clone(), depth: 1, is_heavy: false };
            let here = self.entered(element, &here);
            // In a list of descriptions the term is the way back.
            let mut blocks = match element.name.as_str() {
                "dl" => element.all("dd").flat_map(|words| self.flow(&words.nodes, &here)).collect(),
                _ => self.flow(&element.nodes, &here),
            };
            if blocks.is_empty() {
                self.gathering.lose("a note says nothing", &element.words(), "write what it says, or take its mark out");
                blocks.push(super::manuscript::BlockKind::Paragraph(vec![crate::markdown::Piece::Text("—".into())]).into());
            }
            out.push(Note { name: (index + 1).to_string(), blocks });
        }
        if self.page_marks > 0 && !self.is_own {
            let what = format!("{} marks of where the pages of a printed edition begin were left out", self.page_marks);
            self.gathering.lose_at(what, "all over the text", "new editions mark the pages of their own PDF");
        }
        self.lose_looks();
        self.list_detours();
        out
    }

    /// What style sheets that were not read may have said of the look of words.
    fn lose_looks(&mut self) {
        let help = "look whether `*emphasis*`, `**strong**` or `# ` is missing where it matters";
        if self.styled > 0 {
            let what = format!("{} words or groups of words lost a look that only a missing style sheet can tell", self.styled);
            self.gathering.lose_at(what, "all over the text", help);
        }
        if self.looks.are_too_many {
            let what = "the style sheets are too large to be read, so that words may have lost a look";
            self.gathering.lose_at(what, "all over the text", help);
        }
    }

    /// What stands in `element`, which stands `here`.
    fn entered(&mut self, element: &Element, here: &Here) -> Here {
        Here { language: self.foreign(element, here).or_else(|| here.language.clone()), ..here.clone() }
    }

    /// The language of `element`, where it is another one than that of what it stands in.
    fn foreign(&mut self, element: &Element, here: &Here) -> Option<Language> {
        let tag = element.attribute("lang").or_else(|| element.attribute("xml:lang")).filter(|tag| !tag.trim().is_empty())?;
        let language = Language::parse(tag.trim()).ok().filter(Language::is_registered);
        let Some(language) = language else {
            self.gathering.lose(
                format!("the language `{tag}` does not exist"),
                &element.words(),
                "write `<span lang=\"…\">words</span>` with the right tag",
            );
            return None;
        };
        let is_same = match &here.language {
            Some(known) if self.is_own => *known == language,
            Some(known) => known.primary() == language.primary() && known.script() == language.script(),
            None => true,
        };
        (!is_same).then_some(language)
    }
}
