//! EPUB 3.3: a package writer of our own. Each part of the book has its file
//! here; [`render`] puts them together.

mod accessibility;
mod container;
mod links;
mod matter;
mod navigation;
mod ncx;
mod outline;
mod package;
mod pages;
mod style;
mod text;
mod xml;

use std::collections::BTreeSet;

use crate::document::{Cover, Document, ImagePath, Imprint, Words};
use crate::fonts::ScreenFace;
use crate::render::body::{Medium, Setting};
use crate::render::pages::{PageStart, PageStarts};
use crate::theme::Theme;
use container::Entry;

pub use pages::Page;

/// The bytes of `document` as an EPUB. `cover_png` is the picture of the cover;
/// an image that the document names as its cover takes its place. `page_starts`
/// are those of the PDF that lies beside it; none if none does.
pub fn render(
    document: &Document,
    words: &Words,
    theme: &Theme,
    faces: &[ScreenFace],
    imprint: &Imprint,
    cover_png: &[u8],
    page_starts: &[PageStart],
) -> Vec<u8> {
    let pages = pages(document, words, imprint, page_starts);
    bind(document, words, theme, faces, cover_png, page_starts, &pages)
}

/// The pages of the book, in reading order.
pub fn pages(document: &Document, words: &Words, imprint: &Imprint, page_starts: &[PageStart]) -> Vec<Page> {
    let address = |id: &str| format!("#{id}");
    let image = |path: &ImagePath| image_path(document, path);
    let starts = PageStarts::new(page_starts);
    let setting =
        Setting { document, words, medium: Medium::Book, heading_level: 1, address: &address, pages: &starts, image: &image };
    pages::pages(&setting, imprint, &outline::outline(document, words), page_starts)
}

/// The book of these `pages`, which are those of `document`.
pub fn bind(
    document: &Document,
    words: &Words,
    theme: &Theme,
    faces: &[ScreenFace],
    cover_png: &[u8],
    page_starts: &[PageStart],
    pages: &[Page],
) -> Vec<u8> {
    let files = files(document, words, theme, faces, cover_png, page_starts, pages);
    container::pack(PACKAGE, files.into_iter().map(|File { path, bytes, media_type: _ }| Entry { path, bytes }).collect())
}

/// A file of a book; `path` is relative to the root of the container.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    pub path: String,
    pub media_type: &'static str,
    pub bytes: Vec<u8>,
}

/// The files of the book of these `pages`, the package document first. The
/// container has two more, which are the same in every book.
pub fn files(
    document: &Document,
    words: &Words,
    theme: &Theme,
    faces: &[ScreenFace],
    cover_png: &[u8],
    page_starts: &[PageStart],
    pages: &[Page],
) -> Vec<File> {
    let outline = outline::outline(document, words);
    let spine: Vec<String> = pages.iter().map(|page| page.id.clone()).collect();
    let mut resources: Vec<Resource> = pages.iter().map(|page| page_resource(page, document)).collect();
    resources.push(Resource::new(
        "ncx",
        "toc.ncx",
        "application/x-dtbncx+xml",
        ncx::ncx(&document.metadata, words, &outline, &page_targets(pages, page_starts)),
    ));
    resources.push(Resource::new("style", STYLE, "text/css", style::style_sheet(theme, faces)));
    resources.extend(font_resources(faces));
    resources.extend(image_resources(document, cover_png));
    let package = package::package(document, words, &resources, &spine, page_starts).into_bytes();
    let package = File { path: PACKAGE.to_string(), media_type: "application/oebps-package+xml", bytes: package };
    let in_folder = |resource: Resource| {
        let Resource { path, media_type, bytes, id: _, properties: _ } = resource;
        File { path: in_container(&path), media_type, bytes }
    };
    std::iter::once(package).chain(resources.into_iter().map(in_folder)).collect()
}

/// Where a file that lies beside the package document is in the container.
fn in_container(path: &str) -> String {
    format!("EPUB/{path}")
}

const PACKAGE: &str = "EPUB/package.opf";
const STYLE: &str = "book.css";
const TYPESET_COVER: &str = "images/cover.png";

/// Each page start that is in the book with its address, in order.
fn page_targets<'a>(pages: &[Page], page_starts: &'a [PageStart]) -> Vec<(&'a PageStart, String)> {
    let paths = links::paths(pages);
    let target = |start: &'a PageStart| Some((start, format!("{}#{}", paths.get(&start.id())?, start.id())));
    page_starts.iter().filter_map(target).collect()
}

/// A file beside the package document, as the manifest names it (EPUB 3.3 §5.6.2).
struct Resource {
    id: String,
    path: String,
    media_type: &'static str,
    properties: Option<&'static str>,
    bytes: Vec<u8>,
}

impl Resource {
    fn new(id: impl Into<String>, path: impl Into<String>, media_type: &'static str, bytes: impl Into<Vec<u8>>) -> Self {
        Self { id: id.into(), path: path.into(), media_type, properties: None, bytes: bytes.into() }
    }
}

fn page_resource(page: &Page, document: &Document) -> Resource {
    let mut resource = Resource::new(&page.id, page.path(), "application/xhtml+xml", pages::xhtml(page, document));
    resource.properties = (page.id == pages::CONTENTS).then_some("nav");
    resource
}

/// Each face, and each licence once.
fn font_resources(faces: &[ScreenFace]) -> Vec<Resource> {
    let font = |(index, face): (usize, &ScreenFace)| {
        Resource::new(format!("font-{}", index + 1), format!("fonts/{}", face.file_name), "font/woff2", face.woff2.to_vec())
    };
    let licences: BTreeSet<&str> = faces.iter().map(|face| face.licence.as_str()).collect();
    let licence = |(index, text): (usize, &str)| {
        Resource::new(format!("licence-{}", index + 1), format!("fonts/licence-{}.txt", index + 1), "text/plain", text)
    };
    let mut list: Vec<Resource> = faces.iter().enumerate().map(font).collect();
    list.extend(licences.into_iter().enumerate().map(licence));
    list
}

/// The images of the text and the picture of the cover, which may be one of them.
fn image_resources(document: &Document, cover_png: &[u8]) -> Vec<Resource> {
    let mut list = Vec::new();
    if document.metadata.cover == Cover::Typeset {
        list.push(Resource::new(package::COVER_IMAGE, TYPESET_COVER, "image/png", cover_png));
    }
    for (path, image) in &document.images {
        let is_cover = matches!(&document.metadata.cover, Cover::Image { image, .. } if image == path);
        let id = if is_cover { package::COVER_IMAGE.to_string() } else { format!("image-{}", number(document, path)) };
        list.push(Resource::new(id, image_path(document, path), image.format.media_type(), image.bytes.to_vec()));
    }
    for resource in &mut list {
        if resource.id == package::COVER_IMAGE {
            resource.properties = Some("cover-image");
        }
    }
    list
}

/// Where the picture of the cover stands in the book.
fn cover_path(document: &Document) -> String {
    match &document.metadata.cover {
        Cover::Typeset => TYPESET_COVER.to_string(),
        Cover::Image { image, .. } => image_path(document, image),
    }
}

/// Where an image stands in the book: its own name may hold any character.
fn image_path(document: &Document, path: &ImagePath) -> String {
    let extension = document.images[path].format.extension();
    format!("images/image-{}.{extension}", number(document, path))
}

fn number(document: &Document, path: &ImagePath) -> usize {
    document.images.keys().take_while(|other| *other != path).count() + 1
}
