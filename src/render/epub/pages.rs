//! The pages of a book, one XHTML document each (EPUB 3.3 §6.1).

use super::outline::{Entry, Label};
use super::xml;
use super::{STYLE, links, matter, navigation, text};
use crate::document::{Document, Imprint, Text};
use crate::render::body::{Setting, in_language};
use crate::render::markup::{self, Node, element};
use crate::render::pages::PageStart;

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
    /// Beside the package document.
    pub fn path(&self) -> String {
        path(&self.id)
    }

    /// From the root of the container.
    pub fn path_in_container(&self) -> String {
        super::in_container(&self.path())
    }

    /// The characters of its title.
    pub fn title_text(&self) -> String {
        self.title.text().content
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

/// All pages in reading order; the contents list `outline` and `page_starts`.
pub fn pages(setting: &Setting, imprint: &Imprint, outline: &[Entry], page_starts: &[PageStart]) -> Vec<Page> {
    let document = setting.document;
    let mut list = vec![matter::cover(setting), matter::title_page(setting), navigation::page(setting, outline, page_starts)];
    if !document.opening.is_empty() {
        list.push(text::opening(setting));
    }
    list.extend(document.sections.iter().enumerate().map(|(index, section)| text::section(setting, index, section)));
    if !document.notes.is_empty() {
        list.push(text::notes(setting));
    }
    list.push(matter::colophon(setting, imprint));
    links::resolve(&mut list);
    list
}

/// The page as a file.
pub fn xhtml(page: &Page, document: &Document) -> String {
    let language = &document.metadata.language;
    let Text { content, language: of_title, is_outdated: _ } = page.title.text();
    let title = in_language(element("title"), of_title.as_ref()).and(markup::text(content)).into();
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
    xml::page(xml::element("html", &attributes, vec![head, body]))
}
