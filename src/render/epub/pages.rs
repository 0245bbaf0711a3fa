//! The pages of a book, one XHTML document each (EPUB 3.3 §6.1).

use super::outline::{Entry, Label};
use super::voice::Voice;
use super::xml::{self, Node};
use super::{STYLE, links, matter, navigation, text};

/// One XHTML document of the book.
pub struct Page {
    /// Its id in the package and the stem of its path.
    pub id: String,
    pub title: Label,
    /// The `epub:type` of its body.
    pub kind: &'static str,
    pub body: Vec<Node>,
}

impl Page {
    pub fn path(&self) -> String {
        path(&self.id)
    }
}

pub const COVER: &str = "cover";
pub const TITLE_PAGE: &str = "title-page";
pub const CONTENTS: &str = "contents";
pub const OPENING: &str = "opening";
pub const NOTES: &str = "notes";
pub const COLOPHON: &str = "colophon";

pub fn path(id: &str) -> String {
    format!("{id}.xhtml")
}

/// The id of the page of the section with this index.
pub fn section_id(index: usize) -> String {
    format!("section-{}", index + 1)
}

/// All pages in reading order; the contents list `outline`.
pub fn pages(voice: &Voice, families: &[&str], outline: &[Entry]) -> Vec<Page> {
    let document = voice.document;
    let mut list = vec![matter::cover(voice), matter::title_page(voice), navigation::page(voice, outline)];
    if !document.opening.is_empty() {
        list.push(text::opening(voice));
    }
    list.extend(document.sections.iter().enumerate().map(|(index, section)| text::section(voice, index, section)));
    if !document.notes.is_empty() {
        list.push(text::notes(voice));
    }
    list.push(matter::colophon(voice, families));
    links::resolve(&mut list);
    list
}

/// The page as a file.
pub fn xhtml(page: &Page, voice: &Voice) -> String {
    let language = &voice.document.metadata.language;
    let title = xml::element("title", &[], vec![xml::text(page.title.text())]);
    let style = xml::element("link", &[("rel", "stylesheet"), ("type", "text/css"), ("href", STYLE)], vec![]);
    let head = xml::element("head", &[], vec![xml::element("meta", &[("charset", "utf-8")], vec![]), title, style]);
    let body = xml::element("body", &[("epub:type", page.kind)], page.body.clone());
    let attributes = [
        ("xmlns", "http://www.w3.org/1999/xhtml"),
        ("xmlns:epub", "http://www.idpf.org/2007/ops"),
        ("lang", language.tag()),
        ("xml:lang", language.tag()),
        ("dir", language.direction().as_str()),
    ];
    xml::page(&xml::element("html", &attributes, vec![head, body]))
}
