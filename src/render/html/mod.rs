//! The HTML edition: one file that needs nothing beside it, neither script nor network.

mod colophon;
mod contents;
mod cover;
mod head;
mod languages;

use super::body::{self, Medium, Setting, said};
use super::markup::{Node, element};
use super::pages::{PageStart, PageStarts};
use super::{Sibling, page};
use crate::document::{Document, ImagePath, Imprint, Words};
use crate::fonts::ScreenFace;
use crate::theme::Theme;

/// The bytes of `document` as one HTML file. `siblings` are the other formats,
/// which stand beside it, and `page_starts` those of the PDF among them.
pub fn render(
    document: &Document,
    words: &Words,
    theme: &Theme,
    faces: &[ScreenFace],
    imprint: &Imprint,
    siblings: &[Sibling],
    page_starts: &[PageStart],
) -> Vec<u8> {
    page(document, theme, faces, imprint, siblings, parts(document, words, imprint, page_starts))
}

/// The page whose body holds `parts`, which are those of `document`.
pub fn page(
    document: &Document,
    theme: &Theme,
    faces: &[ScreenFace],
    imprint: &Imprint,
    siblings: &[Sibling],
    parts: Vec<Node>,
) -> Vec<u8> {
    let head = head::head(document, imprint, siblings);
    page::page(&document.metadata.language, &document.metadata.title, theme, faces, head, parts)
}

/// What the body of the page holds.
pub fn parts(document: &Document, words: &Words, imprint: &Imprint, page_starts: &[PageStart]) -> Vec<Node> {
    let address = |id: &str| format!("#{id}");
    let image = |path: &ImagePath| match document.images.get(path) {
        Some(image) => page::data_url(image.format.media_type(), &image.bytes),
        None => String::new(),
    };
    let starts = PageStarts::new(page_starts);
    let setting =
        Setting { document, words, medium: Medium::Screen, heading_level: 2, address: &address, pages: &starts, image: &image };
    let main = element("main")
        .with("id", TEXT)
        .with("tabindex", "-1")
        .holding(body::opening(&setting))
        .holding(document.sections.iter().map(|section| body::section(&setting, section)))
        .holding(body::notes(&setting));
    let skip = element("a").with("class", "skip").with("href", address(TEXT)).and(said(&words.skip_to_text));
    let mut parts: Vec<Node> = vec![skip.into()];
    parts.extend(languages::switcher(&setting, imprint));
    parts.push(cover::cover(&setting));
    parts.extend(contents::contents(&setting, page_starts));
    parts.extend([main.into(), colophon::part(&setting, imprint)]);
    parts
}

/// The id of the text, for those who skip what stands before it.
const TEXT: &str = "_text";
