//! The page that leads to all editions: each with a picture of its cover, its
//! formats and what they are for.

use super::markup::{Element, Node, element, text};
use super::page::{data_url, meta, page};
use super::{Sibling, body::in_language};
use crate::document::{Accessibility, Date, Language, Words};
use crate::fonts::ScreenFace;
use crate::theme::Theme;

/// The bytes of the page, in the order of `entries`. It lies beside the files
/// it names and beside `SHA256SUMS`.
pub fn render(entries: &[IndexEntry], theme: &Theme, faces: &[ScreenFace], words: &Words) -> Vec<u8> {
    let mut titles: Vec<&str> = entries.iter().map(|entry| entry.title.as_str()).collect();
    titles.dedup();
    let title = match titles.as_slice() {
        [one] => format!("{one}: {}", words.editions),
        _ => words.editions.to_string(),
    };
    let header = element("header").with("class", "shelf-head").and(element("h1").and(text(&words.editions)));
    let main = element("main").with("class", "shelf").holding(entries.iter().map(|entry| shown(entry, words)));
    let footer = element("footer").with("class", "shelf-foot").holding(accessibility(entries, words)).holding(sums(words));
    let description = entries.iter().find_map(|entry| entry.description.as_ref());
    let head = description.map(|words| meta("description", words).into()).into_iter().collect();
    page(&words.language, &title, theme, faces, head, vec![header.into(), main.into(), footer.into()])
}

/// The editions of a statement in one language.
#[derive(Clone, Debug)]
pub struct IndexEntry {
    pub title: String,
    pub subtitle: Option<String>,
    pub language: Language,
    pub version: String,
    pub date: Date,
    pub description: Option<String>,
    /// The picture of the cover.
    pub cover_png: Vec<u8>,
    pub files: Vec<IndexFile>,
    pub accessibility: Accessibility,
    pub standing: Standing,
}

#[derive(Clone, Debug)]
pub struct IndexFile {
    /// `PDF`, `EPUB`, `HTML`.
    pub format: &'static str,
    pub file_name: String,
    pub bytes: u64,
    pub pages: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Current,
    /// The last good one: it could not be made again from the present text.
    Older,
}

fn shown(entry: &IndexEntry, words: &Words) -> Node {
    let IndexEntry { title, subtitle, language, version, date, description, cover_png, files, accessibility: _, standing } =
        entry;
    let in_its_language = |element: Element| in_language(element, (*language != words.language).then_some(language));
    let line = |class: &'static str, text: &String| {
        Node::from(in_its_language(element("p").with("class", class)).and(super::markup::text(text)))
    };
    let cover = element("img").with("class", "jacket").with("src", data_url("image/png", cover_png)).with("alt", "");
    let facts = format!("{} {version} · {} · {}", words.version, words.date(*date), language.tag());
    let older =
        (*standing == Standing::Older).then(|| element("p").with("class", "older").and(text(&words.older_edition)).into());
    let about = element("div")
        .with("class", "about")
        .and(in_its_language(element("h2")).and(text(title)))
        .holding(subtitle.as_ref().map(|words| line("subtitle", words)))
        .holding(description.as_ref().map(|words| line("description", words)))
        .and(element("p").with("class", "facts").and(text(facts)))
        .holding(older)
        .and(element("ul").with("class", "files").holding(files.iter().map(|file| file_shown(entry, file, words))));
    element("article").with("class", "edition").and(cover).and(about).into()
}

fn file_shown(entry: &IndexEntry, file: &IndexFile, words: &Words) -> Node {
    let IndexFile { format, file_name, bytes, pages } = file;
    let address = Sibling { format, file_name: file_name.clone() }.address();
    let purpose = match *format {
        "PDF" => &words.what_pdf_is_for,
        "EPUB" => &words.what_epub_is_for,
        "HTML" => &words.what_html_is_for,
        _ => "",
    };
    let extent = match pages {
        Some(pages) => words.listed(&[words.page_count(*pages), size(*bytes, words)]),
        None => size(*bytes, words),
    };
    let link = element("a")
        .with("href", address)
        .with("hreflang", entry.language.tag())
        .and(element("span").with("class", "format").and(text(*format)))
        .and(text(" "))
        .and(element("span").with("class", "extent").and(text(extent)));
    element("li").and(link).and(element("p").and(text(purpose))).into()
}

/// Kilobytes and megabytes of a thousand, as file managers count them.
fn size(bytes: u64, words: &Words) -> String {
    let written = match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{:.1} MB", bytes as f64 / 1_000_000.0),
    };
    words.language.numerals(&written)
}

/// What the editions can do, what a program checked, and who evaluated them;
/// once for all languages of which the same can be said.
fn accessibility(entries: &[IndexEntry], words: &Words) -> Vec<Node> {
    let mut groups: Vec<(&Accessibility, Vec<&str>)> = Vec::new();
    for entry in entries {
        match groups.iter_mut().find(|(said, _)| **said == entry.accessibility) {
            Some((_, tags)) => tags.push(entry.language.tag()),
            None => groups.push((&entry.accessibility, vec![entry.language.tag()])),
        }
    }
    if groups.is_empty() {
        return Vec::new();
    }
    let is_one = groups.len() == 1;
    let mut list: Vec<Node> = vec![element("h2").and(text(&words.accessibility)).into()];
    for (said, tags) in groups {
        if !is_one {
            list.push(element("h3").and(element("bdi").and(text(tags.join(", ")))).into());
        }
        let item = |sentence: String| Node::from(element("li").and(text(sentence)));
        list.push(element("ul").holding(said.sentences(words).into_iter().map(item)).into());
        if let Some(evaluation) = &said.evaluation {
            let link = element("a").with("href", evaluation.report.as_str()).and(text(&words.report));
            list.push(element("p").and(link).into());
        }
    }
    list
}

fn sums(words: &Words) -> Vec<Node> {
    let link = element("a").with("href", "SHA256SUMS").and(text("SHA256SUMS"));
    let command = |line: &str| Node::from(element("code").and(text(line)));
    let how = element("p").and(text(&words.how_to_check)).and(text(" "));
    vec![
        element("h2").and(text(&words.checksums)).into(),
        how.and(link).into(),
        element("pre")
            .with("dir", "ltr")
            .with("translate", "no")
            .and(command("sha256sum -c SHA256SUMS\nshasum -a 256 -c SHA256SUMS"))
            .into(),
    ]
}
