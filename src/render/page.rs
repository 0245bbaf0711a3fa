//! What every page for a browser begins with: it carries its styles and faces
//! inside, and forbids itself to fetch anything.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use sha2::{Digest, Sha256};

use super::body::in_language;
use super::markup::{Element, Node, element, html, script, text};
use crate::document::{Language, Text};
use crate::fonts::ScreenFace;
use crate::theme::{Theme, Value, css, css_of_languages, css_value, css_value_dark};

/// A whole page: `head` stands in its head after what all pages have.
pub fn page(
    language: &Language,
    title: &Text,
    theme: &Theme,
    faces: &[ScreenFace],
    head: Vec<Node>,
    body: Vec<Node>,
) -> Vec<u8> {
    let head = element("head")
        .and(element("meta").with("charset", "utf-8"))
        .and(meta("viewport", "width=device-width, initial-scale=1"))
        .and(element("meta").with("http-equiv", "Content-Security-Policy").with("content", policy(&head)))
        // It holds no elements (HTML §4.2.2), so it is in one language; that one it can say.
        .and(in_language(element("title"), title.language.as_ref()).and(text(&title.content)))
        .holding(head)
        .and(meta("generator", concat!("Chapbook ", env!("CARGO_PKG_VERSION"))))
        .holding(theme_colours(theme))
        .and(element("style").and(text(style_sheet(theme, faces))));
    let root = element("html")
        .with("lang", language.tag())
        .with("dir", language.direction().as_str())
        .with_some("class", language.is_justified().then_some("justified"))
        .and(head)
        .and(element("body").holding(body));
    format!("<!DOCTYPE html>\n{}", html(&[root.into()])).into_bytes()
}

/// No request and no script but the data in `head`, named by their sums: all
/// there is to show is in the file.
fn policy(head: &[Node]) -> String {
    let mut policy = String::from("default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:");
    for node in head {
        let Node::Element(Element { name: "script", attributes: _, children }) = node else { continue };
        let Some(Node::Text(json)) = children.first() else { continue };
        policy.push_str(&format!("; script-src 'sha256-{}'", STANDARD.encode(Sha256::digest(script(json)))));
    }
    policy + "; base-uri 'none'; form-action 'none'"
}

pub fn meta(name: &str, content: &str) -> Element {
    element("meta").with("name", name).with("content", content)
}

/// The same of words: their language is also that of the attribute (HTML §3.2.6.2).
pub fn meta_said(name: &str, content: &Text) -> Element {
    in_language(meta(name, &content.content), content.language.as_ref())
}

/// `bytes` as an address that holds them (RFC 2397).
pub fn data_url(media_type: &str, bytes: &[u8]) -> String {
    format!("data:{media_type};base64,{}", STANDARD.encode(bytes))
}

/// The colour of the browser's own frame, by day and by night.
fn theme_colours(theme: &Theme) -> Vec<Node> {
    let Some(value @ Value::Colour { .. }) = theme.tokens.get("color-background") else {
        return Vec::new();
    };
    let light = css_value(value);
    let dark = css_value_dark(value).unwrap_or_else(|| light.clone());
    let of = |scheme: &str, colour: &str| {
        meta("theme-color", colour).with("media", format!("(prefers-color-scheme: {scheme})")).into()
    };
    vec![of("light", &light), of("dark", &dark)]
}

fn style_sheet(theme: &Theme, faces: &[ScreenFace]) -> String {
    let mut sheet = css(&theme.tokens);
    let mut licences: Vec<&str> = faces.iter().map(|face| face.licence.as_str()).filter(|text| !text.is_empty()).collect();
    licences.dedup();
    for licence in licences {
        sheet.push_str(&format!("/* {} */\n", licence.replace("*/", "* /")));
    }
    sheet.extend(faces.iter().map(font_face));
    sheet.push_str(&css_of_languages(theme));
    sheet.push_str(&theme.screen_css);
    sheet
}

fn font_face(face: &ScreenFace) -> String {
    let (family, weight, style) = (&face.family, face.weight, face.style.css());
    let source = data_url("font/woff2", &face.woff2);
    format!(
        "@font-face {{ font-family: \"{family}\"; font-weight: {weight}; font-style: {style}; font-display: block; \
         src: url({source}) format(\"woff2\") }}\n"
    )
}
