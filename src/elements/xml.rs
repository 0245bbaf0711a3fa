//! XML as elements, in bounded time and memory.

use roxmltree::{Document, Node as XmlNode, ParsingOptions};

use super::{DEPTH_LIMIT, Element, NODE_LIMIT, Node, tags};

pub const XHTML: &str = "http://www.w3.org/1999/xhtml";
pub const PACKAGE: &str = "http://www.idpf.org/2007/opf";
pub const CONTAINER: &str = "urn:oasis:names:tc:opendocument:xmlns:container";
pub const NCX: &str = "http://www.daisy.org/z3986/2005/ncx/";
/// No vocabulary: all names of elements have their prefixes.
pub const ANY: &str = "";
pub const SVG: &str = "http://www.w3.org/2000/svg";

/// The root of the XML file `bytes`, whose elements of `vocabulary` have plain
/// names. An error says why it is none.
pub fn parse(bytes: &[u8], vocabulary: &str) -> Result<Element, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "it is not text in UTF-8".to_string())?;
    // Entities can grow without bounds and hide elements; editions have none.
    if text.contains("<!ENTITY") {
        return Err("it declares entities".to_string());
    }
    if tags::are_overlong(text) || text.matches("xmlns").count() > NAMESPACE_LIMIT {
        return Err("an element has more attributes than can be read".to_string());
    }
    let options = ParsingOptions { allow_dtd: true, nodes_limit: NODE_LIMIT as u32, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|error| format!("it is not well-formed: {error}"))?;
    element(document.root_element(), vocabulary, 0)
}

/// Each declaration is copied to all that are made inside it.
const NAMESPACE_LIMIT: usize = 1000;

fn element(node: XmlNode, vocabulary: &str, depth: usize) -> Result<Element, String> {
    if depth > DEPTH_LIMIT {
        return Err(format!("more than {DEPTH_LIMIT} elements stand in each other"));
    }
    let name = match node.tag_name().namespace() {
        Some(known) if known == vocabulary => node.tag_name().name().to_string(),
        other => format!("{}:{}", prefix(other), node.tag_name().name()),
    };
    let attributes = node.attributes().map(|attribute| {
        let name = match attribute.namespace() {
            None => attribute.name().to_string(),
            other => format!("{}:{}", prefix(other), attribute.name()),
        };
        (name, attribute.value().to_string())
    });
    let mut out = Element { name, attributes: attributes.collect(), nodes: Vec::new() };
    for child in node.children() {
        if child.is_element() {
            out.nodes.push(Node::Element(element(child, vocabulary, depth + 1)?));
        } else if let Some(text) = child.text().filter(|_| child.is_text()) {
            out.nodes.push(Node::Text(text.to_string()));
        }
    }
    Ok(out)
}

fn prefix(namespace: Option<&str>) -> &'static str {
    match namespace {
        Some("http://www.w3.org/XML/1998/namespace") => "xml",
        Some("http://www.idpf.org/2007/ops") => "epub",
        Some("http://purl.org/dc/elements/1.1/") => "dc",
        Some("http://www.w3.org/1999/xlink") => "xlink",
        Some(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main" | "http://purl.oclc.org/ooxml/wordprocessingml/main",
        ) => "w",
        Some(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
            | "http://purl.oclc.org/ooxml/officeDocument/relationships",
        ) => "r",
        Some("http://schemas.openxmlformats.org/package/2006/relationships") => "rel",
        Some("http://schemas.openxmlformats.org/drawingml/2006/main" | "http://purl.oclc.org/ooxml/drawingml/main") => "a",
        Some(
            "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
            | "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
        ) => "wp",
        Some(
            "http://schemas.openxmlformats.org/officeDocument/2006/math" | "http://purl.oclc.org/ooxml/officeDocument/math",
        ) => "m",
        Some("http://schemas.openxmlformats.org/markup-compatibility/2006") => "mc",
        Some("http://purl.org/dc/terms/") => "dcterms",
        Some("urn:schemas-microsoft-com:vml") => "v",
        Some(XHTML) => "html",
        Some(SVG) => "svg",
        Some(_) | None => "other",
    }
}
