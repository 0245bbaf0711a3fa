//! The package document (EPUB 3.3 §5): what the book is, of which files it
//! consists, and in which order they are read.

use uuid::Uuid;

use super::xml;
use super::{Resource, accessibility};
use crate::document::{Document, Metadata, Text, Words};
use crate::render::markup::{Node, text};
use crate::render::pages::PageStart;
use crate::render::pdf;

/// Where the file of the cover's picture stands among the resources.
pub const COVER_IMAGE: &str = "cover-image";
/// The identifier of the table of contents for old readers.
pub const NCX: &str = "ncx";

/// The package document of a book made of `resources`; `spine` are the ids of
/// its pages in reading order.
pub fn package(
    document: &Document,
    words: &Words,
    resources: &[Resource],
    spine: &[String],
    page_starts: &[PageStart],
) -> String {
    let language = &document.metadata.language;
    let direction = language.direction().as_str();
    let children = vec![
        xml::lines("metadata", &[("xmlns:dc", "http://purl.org/dc/elements/1.1/")], metadata(document, words, page_starts)),
        xml::lines("manifest", &[], resources.iter().map(item).collect()),
        xml::lines(
            "spine",
            &[("toc", NCX), ("page-progression-direction", direction)],
            spine.iter().map(|id| xml::element("itemref", &[("idref", id)], vec![])).collect(),
        ),
    ];
    let attributes = [
        ("xmlns", "http://www.idpf.org/2007/opf"),
        ("version", "3.0"),
        ("unique-identifier", EDITION),
        ("xml:lang", language.tag()),
        ("dir", direction),
    ];
    xml::document(xml::lines("package", &attributes, children))
}

/// The identifier of this statement in this language: a UUID that follows from
/// both, and stays the same in every version (EPUB 3.3 §5.4.1).
pub fn edition_identifier(metadata: &Metadata) -> String {
    let name = format!("{}#{}", metadata.identifier, metadata.language);
    Uuid::new_v5(&Uuid::NAMESPACE_URL, name.as_bytes()).urn().to_string()
}

const EDITION: &str = "edition-identifier";

fn metadata(document: &Document, words: &Words, page_starts: &[PageStart]) -> Vec<Node> {
    let metadata = &document.metadata;
    let mut list = Vec::new();
    list.push(dc("dc:identifier", Some(EDITION), &edition_identifier(metadata)));
    list.push(dc("dc:identifier", Some("statement-identifier"), &metadata.identifier));
    titles(metadata, &mut list);
    list.push(dc("dc:language", None, metadata.language.tag()));
    for (number, author) in metadata.authors.iter().enumerate() {
        let id = format!("creator-{}", number + 1);
        list.push(said("dc:creator", Some(&id), author));
        list.push(refinement(&id, "role", "aut", &[("scheme", "marc:relators")]));
    }
    let optional = |name, text: &Option<Text>| text.as_ref().map(|text| said(name, None, text));
    list.extend(optional("dc:publisher", &metadata.publisher));
    list.push(dc("dc:date", None, &metadata.published.to_string()));
    list.extend(optional("dc:rights", &metadata.rights));
    list.extend(optional("dc:description", &metadata.description));
    list.extend(metadata.canonical.iter().map(|address| dc("dc:source", None, address)));
    list.extend(metadata.subjects.iter().map(|subject| said("dc:subject", None, subject)));
    if let Some(licence) = &metadata.licence {
        list.push(meta("dcterms:license", licence.url.as_ref().unwrap_or(&licence.name)));
    }
    list.push(meta("dcterms:modified", &format!("{}T00:00:00Z", metadata.modified)));
    list.push(meta("schema:version", &metadata.version));
    list.extend(accessibility::metadata(document, words, page_starts));
    if !page_starts.is_empty() {
        // EPUB Accessibility 1.1 §3.2.2: whose pages they are.
        list.push(meta("pageBreakSource", &pdf::identifier(metadata)));
    }
    // For readers of EPUB 2, which look for the cover here.
    list.push(xml::element("meta", &[("name", "cover"), ("content", COVER_IMAGE)], vec![]));
    let maker = concat!("Chapbook ", env!("CARGO_PKG_VERSION"));
    list.push(xml::element("meta", &[("name", "generator"), ("content", maker)], vec![]));
    list
}

fn titles(metadata: &Metadata, list: &mut Vec<Node>) {
    let mut add = |id, kind, text: &Text, place| {
        list.push(said("dc:title", Some(id), text));
        list.push(refinement(id, "title-type", kind, &[]));
        list.push(refinement(id, "display-seq", place, &[]));
    };
    add("title", "main", &metadata.title, "1");
    if let Some(subtitle) = &metadata.subtitle {
        add("subtitle", "subtitle", subtitle, "2");
    }
    if let Some(sorted) = sorted_title(metadata) {
        let language = xml::language_attributes(metadata.title.language.as_ref());
        list.push(refinement("title", "file-as", &sorted, &language));
    }
}

/// The title as a library files it, where that differs: `Open Letter, An`.
/// Names of authors are left as written: whether the family name comes last
/// cannot be known.
fn sorted_title(metadata: &Metadata) -> Option<String> {
    let Text { content, language, is_outdated: _ } = &metadata.title;
    let articles: &[&str] = match language.as_ref().unwrap_or(&metadata.language).primary() {
        "en" => &["The", "An", "A"],
        "de" => &["Der", "Die", "Das", "Ein", "Eine"],
        "fr" => &["Le", "La", "Les", "Un", "Une"],
        "es" => &["El", "La", "Los", "Las", "Un", "Una"],
        _ => &[],
    };
    let (first, rest) = content.split_once(' ')?;
    articles.contains(&first).then(|| format!("{rest}, {first}"))
}

fn dc(name: &'static str, id: Option<&str>, words: &str) -> Node {
    let attributes: Vec<(&'static str, &str)> = id.into_iter().map(|id| ("id", id)).collect();
    xml::element(name, &attributes, vec![text(words)])
}

/// Words with their language (EPUB 3.3 §5.3).
fn said(name: &'static str, id: Option<&str>, words: &Text) -> Node {
    let mut attributes: Vec<(&'static str, &str)> = id.into_iter().map(|id| ("id", id)).collect();
    attributes.extend(xml::language_attributes(words.language.as_ref()));
    xml::element(name, &attributes, vec![text(&words.content)])
}

fn meta(property: &str, words: &str) -> Node {
    xml::element("meta", &[("property", property)], vec![text(words)])
}

fn refinement(id: &str, property: &str, words: &str, more: &[(&'static str, &str)]) -> Node {
    let refines = format!("#{id}");
    let attributes = [&[("refines", refines.as_str()), ("property", property)], more].concat();
    xml::element("meta", &attributes, vec![text(words)])
}

fn item(resource: &Resource) -> Node {
    let mut attributes = vec![("id", resource.id.as_str()), ("href", &resource.path), ("media-type", resource.media_type)];
    attributes.extend(resource.properties.map(|properties| ("properties", properties)));
    xml::element("item", &attributes, vec![])
}
