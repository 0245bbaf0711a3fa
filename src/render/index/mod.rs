//! The page that leads to all editions: a picture of the cover, and the files
//! of each language with what they are for.

use super::body::{phrase, said};
use super::markup::{Element, Node, element, text};
use super::page::{data_url, meta_said, page};
use crate::document::{Accessibility, Date, Format, Language, Phrase, Text, Translation, Words, relative_address};
use crate::fonts::ScreenFace;
use crate::theme::Theme;

mod table;
mod yours;

/// The bytes of the page. It lies beside the files it names and beside
/// `SHA256SUMS`.
pub fn render(shelf: &Shelf, theme: &Theme, faces: &[ScreenFace], words: &Words) -> Vec<u8> {
    // A title is in one language: where the word is in another, the statement's name has to do.
    let title = match &words.editions {
        Text { content, language: None, is_outdated: _ } => format!("{}: {content}", shelf.title.content).into(),
        Text { content: _, language: Some(_), is_outdated: _ } => shelf.title.clone(),
    };
    let header = element("header").with("class", "shelf-head").and(element("h1").and(said(&words.editions)));
    let mut main = element("main").with("class", "shelf").and(statement(shelf, words));
    if shelf.rows.len() > 1 {
        main = main.and(table::table(shelf, words));
    }
    let footer = element("footer").with("class", "shelf-foot").holding(accessibility(&shelf.rows, words)).holding(sums(words));
    let mut head: Vec<Node> = shelf.description.iter().map(|words| meta_said("description", words).into()).collect();
    head.extend(links(shelf));
    page(&words.language, &title, theme, faces, head, vec![header.into(), main.into(), footer.into()])
}

/// A statement and its editions.
#[derive(Clone, Debug)]
pub struct Shelf {
    /// Of the original, as all that is not in the rows.
    pub title: Text,
    pub subtitle: Option<Text>,
    pub language: Language,
    pub version: String,
    pub date: Date,
    pub description: Option<Text>,
    /// The picture of the cover.
    pub cover_png: Vec<u8>,
    /// The original's first.
    pub rows: Vec<IndexRow>,
}

/// The editions in one language.
#[derive(Clone, Debug)]
pub struct IndexRow {
    pub language: Language,
    /// How the language is called in itself.
    pub endonym: String,
    /// In the language of the row, unless it says another.
    pub title: Text,
    /// What is said of the translation; nothing of the original.
    pub translation: Option<Translation>,
    pub files: Vec<IndexFile>,
    /// Nothing where it is not known, of editions that could not be made anew.
    pub accessibility: Option<Accessibility>,
}

#[derive(Clone, Debug)]
pub struct IndexFile {
    pub format: Format,
    pub file_name: String,
    pub bytes: u64,
    pub pages: Option<usize>,
    pub standing: Standing,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Current,
    /// The last good one: it could not be made again from the present text.
    Older,
}

impl IndexRow {
    fn is_older(&self) -> bool {
        self.files.iter().any(|file| file.standing == Standing::Older)
    }

    fn file(&self, format: Format) -> Option<&IndexFile> {
        self.files.iter().find(|file| file.format == format)
    }

    /// `element` as being in the language of the row.
    fn own(&self, element: Element) -> Element {
        element.with("lang", self.language.tag()).with("dir", self.language.direction().as_str())
    }
}

/// For programs that choose by the reader's languages: where the page is in each.
fn links(shelf: &Shelf) -> Vec<Node> {
    let link = |row: &IndexRow| {
        let file = row.file(Format::Html)?;
        let link = element("link").with("rel", "alternate").with("hreflang", row.language.tag());
        Some(link.with("href", relative_address(&file.file_name)).into())
    };
    if shelf.rows.len() > 1 { shelf.rows.iter().filter_map(link).collect() } else { Vec::new() }
}

/// The cover, and what is said of the original; then the files of the reader's
/// own language, or of the only one.
fn statement(shelf: &Shelf, words: &Words) -> Node {
    let Shelf { title, subtitle, language, version, date, description, cover_png, rows } = shelf;
    let line = |class: &'static str, words: &Text| Node::from(element("p").with("class", class).and(said(words)));
    let cover = element("img").with("class", "jacket").with("src", data_url("image/png", cover_png)).with("alt", "");
    let mut facts = Phrase::from(words.version.clone());
    facts.push(format!(" {version} · ").into());
    facts.append(words.date(*date));
    if rows.len() < 2 {
        facts.push(format!(" · {}", language.tag()).into());
    }
    let about = element("div")
        .with("class", "about")
        .and(element("h2").and(said(title)))
        .holding(subtitle.as_ref().map(|words| line("subtitle", words)))
        .holding(description.as_ref().map(|words| line("description", words)))
        .and(element("p").with("class", "facts").holding(phrase(&facts)));
    let about = match rows.as_slice() {
        [only] => about
            .holding(only.is_older().then(|| older(words)))
            .and(element("ul").with("class", "files").holding(only.files.iter().map(|file| file_shown(only, file, words)))),
        rows => about.and(yours::yours(rows)),
    };
    element("article").with("class", "edition").and(cover).and(about).into()
}

fn older(words: &Words) -> Node {
    element("p").with("class", "older").and(said(&words.older_edition)).into()
}

fn file_shown(row: &IndexRow, file: &IndexFile, words: &Words) -> Node {
    let link = element("a")
        .with("href", relative_address(&file.file_name))
        .with("hreflang", row.language.tag())
        .and(element("span").with("class", "format").and(text(file.format.name())))
        .and(text(" "))
        .and(element("span").with("class", "extent").holding(phrase(&extent(file, words))));
    element("li").and(link).and(element("p").and(said(purpose(file.format, words)))).into()
}

fn purpose(format: Format, words: &Words) -> &Text {
    match format {
        Format::Pdf => &words.what_pdf_is_for,
        Format::Epub => &words.what_epub_is_for,
        Format::Html => &words.what_html_is_for,
    }
}

fn extent(file: &IndexFile, words: &Words) -> Phrase {
    let size = Text::from(size(file.bytes, words)).into();
    match file.pages {
        Some(pages) => Phrase::joined([words.page_count(pages), size], &words.separator().into()),
        None => size,
    }
}

/// What became of the text in the language of a row, in sentences.
fn standing(row: &IndexRow, words: &Words) -> Phrase {
    match &row.translation {
        Some(translation) => words.sentences(translation.standing(words)),
        None => words.original.clone().into(),
    }
}

/// Kilobytes and megabytes of a thousand, as file managers count them.
fn size(bytes: u64, words: &Words) -> String {
    let written = match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{}\u{a0}kB", bytes.div_ceil(1_000)),
        _ => format!("{:.1}\u{a0}MB", bytes as f64 / 1_000_000.0),
    };
    words.language.numerals(&written)
}

/// What the editions can do, what a program checked, and who evaluated them;
/// once for all languages of which the same can be said.
fn accessibility(rows: &[IndexRow], words: &Words) -> Vec<Node> {
    let mut groups: Vec<(&Accessibility, Vec<&str>)> = Vec::new();
    for (row, said) in rows.iter().filter_map(|row| Some((row, row.accessibility.as_ref()?))) {
        match groups.iter_mut().find(|(other, _)| *other == said) {
            Some((_, tags)) => tags.push(row.language.tag()),
            None => groups.push((said, vec![row.language.tag()])),
        }
    }
    if groups.is_empty() {
        return Vec::new();
    }
    let is_one = groups.len() == 1;
    let mut list: Vec<Node> = vec![element("h2").and(said(&words.accessibility)).into()];
    for (of_them, tags) in groups {
        if !is_one {
            list.push(element("h3").and(element("bdi").and(text(tags.join(", ")))).into());
        }
        let item = |sentence: Phrase| Node::from(element("li").holding(phrase(&sentence)));
        list.push(element("ul").holding(of_them.sentences(words).into_iter().map(item)).into());
        if let Some(evaluation) = &of_them.evaluation {
            let link = element("a").with("href", evaluation.report.as_str()).and(said(&words.report));
            list.push(element("p").and(link).into());
        }
    }
    list
}

fn sums(words: &Words) -> Vec<Node> {
    let link = element("a").with("href", "SHA256SUMS").and(text("SHA256SUMS"));
    let command = |line: &str| Node::from(element("code").and(text(line)));
    let how = element("p").and(said(&words.how_to_check)).and(text(" "));
    vec![
        element("h2").and(said(&words.checksums)).into(),
        how.and(link).into(),
        element("pre")
            .with("dir", "ltr")
            .with("translate", "no")
            .and(command("sha256sum -c SHA256SUMS\nshasum -a 256 -c SHA256SUMS"))
            .into(),
    ]
}
