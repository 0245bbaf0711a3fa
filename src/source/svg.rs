//! Whether an SVG image is a picture and nothing else.

use roxmltree::{Document, Node, ParsingOptions};

use super::images::Unfit;

const NODES_MAX: u32 = 200_000;
const SVG: &str = "http://www.w3.org/2000/svg";
/// Elements that run, animate, or embed something else.
const UNSAFE: [&str; 14] = [
    "script",
    "foreignObject",
    "iframe",
    "object",
    "embed",
    "audio",
    "video",
    "canvas",
    "handler",
    "listener",
    "set",
    "animate",
    "animateTransform",
    "animateMotion",
];

/// Width and height in user units, rounded up.
pub(super) fn check(bytes: &[u8]) -> Result<(u32, u32), Unfit> {
    let text = std::str::from_utf8(bytes).map_err(|_| Unfit::Unreadable("is not in UTF-8".into()))?;
    let options = ParsingOptions { allow_dtd: false, nodes_limit: NODES_MAX, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::DtdDetected => Unfit::Unsafe("a document type declaration".into()),
        error => Unfit::Unreadable(format!("is not XML ({error})")),
    })?;
    let root = document.root_element();
    if !root.has_tag_name((SVG, "svg")) {
        return Err(Unfit::Unreadable("is not SVG".into()));
    }
    for node in document.descendants() {
        check_node(node)?;
    }
    size(root).ok_or_else(|| Unfit::Unreadable("has neither `width` and `height` nor a `viewBox`".into()))
}

fn check_node(node: Node<'_, '_>) -> Result<(), Unfit> {
    if node.is_pi() {
        return Err(Unfit::Unsafe("a processing instruction".into()));
    }
    if !node.is_element() {
        return Ok(());
    }
    let name = node.tag_name().name();
    if UNSAFE.iter().any(|known| known.eq_ignore_ascii_case(name)) {
        return Err(Unfit::Unsafe(format!("a `<{name}>`")));
    }
    if name == "style" && node.descendants().filter_map(|inside| inside.text()).any(reaches_out) {
        return Err(Unfit::Unsafe("a style that loads another file".into()));
    }
    for attribute in node.attributes() {
        let (key, value) = (attribute.name(), attribute.value());
        if key.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("on")) {
            return Err(Unfit::Unsafe(format!("an event handler, `{key}`")));
        }
        let is_reference = key.eq_ignore_ascii_case("href") || key.eq_ignore_ascii_case("src");
        if (is_reference && !is_inside(value)) || reaches_out(value) {
            return Err(Unfit::Unsafe(format!(
                "a reference to another file, `{}`",
                value.chars().take(60).collect::<String>()
            )));
        }
    }
    Ok(())
}

/// Whether a style refers to something outside of the image.
fn reaches_out(style: &str) -> bool {
    let style = style.to_ascii_lowercase();
    // An escape could hide either word.
    if style.contains("@import") || (style.contains('\\') && style.contains('(')) {
        return true;
    }
    style.split("url(").skip(1).any(|rest| !is_inside(rest.trim_start_matches([' ', '\t', '\n', '\r', '"', '\''])))
}

fn is_inside(reference: &str) -> bool {
    let reference = reference.trim();
    let data = ["data:image/png;base64,", "data:image/jpeg;base64,", "data:image/gif;base64,", "data:image/webp;base64,"];
    reference.starts_with('#') || data.iter().any(|start| reference.starts_with(start))
}

fn size(root: Node<'_, '_>) -> Option<(u32, u32)> {
    let side = |name: &str| root.attribute(name).and_then(length);
    let view_box: Option<Vec<f64>> = root.attribute("viewBox").map(|numbers| {
        numbers
            .split([' ', ',', '\t', '\n', '\r'])
            .filter(|part| !part.is_empty())
            .filter_map(|part| part.parse().ok())
            .collect()
    });
    let from_box = |index: usize| view_box.as_ref().filter(|numbers| numbers.len() == 4).map(|numbers| numbers[index]);
    let width = side("width").or(from_box(2))?;
    let height = side("height").or(from_box(3))?;
    let is_size = |side: f64| side.is_finite() && side > 0.0 && side < 1e6;
    (is_size(width) && is_size(height)).then(|| (width.ceil() as u32, height.ceil() as u32))
}

/// CSS pixels (CSS Values 3 §6.2); nothing for a percentage.
fn length(text: &str) -> Option<f64> {
    let text = text.trim();
    let unit_start = text.find(|c: char| c.is_ascii_alphabetic() || c == '%').unwrap_or(text.len());
    let number: f64 = text[..unit_start].trim().parse().ok()?;
    let pixels = match &text[unit_start..] {
        "" | "px" => 1.0,
        "pt" => 96.0 / 72.0,
        "pc" => 16.0,
        "mm" => 96.0 / 25.4,
        "cm" => 96.0 / 2.54,
        "in" => 96.0,
        "em" => 16.0,
        _ => return None,
    };
    Some(number * pixels)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(inside: &str) -> &'static str {
        let svg = format!("<svg xmlns='{SVG}' xmlns:xlink='http://www.w3.org/1999/xlink' viewBox='0 0 10 20'>{inside}</svg>");
        match check(svg.as_bytes()) {
            Ok((10, 20)) => "shown",
            Ok(_) => "another size",
            Err(Unfit::Unsafe(_)) => "unsafe",
            Err(Unfit::Unreadable(_) | Unfit::TooLarge { .. }) => "unreadable",
        }
    }

    #[test]
    fn only_pictures_are_shown() {
        let cases = [
            ("<path d='M0 0'/><use href='#a'/><rect fill='url(#a)' style='fill:url(\"#b\")'/>", "shown"),
            ("<script>alert(1)</script>", "unsafe"),
            ("<rect onclick='x'/>", "unsafe"),
            ("<foreignObject/>", "unsafe"),
            ("<image xlink:href='https://example.org/a.png'/>", "unsafe"),
            ("<image href='file:///etc/passwd'/>", "unsafe"),
            ("<a href='javascript:x'/>", "unsafe"),
            ("<style>@import 'a.css'</style>", "unsafe"),
            ("<rect style='fill: url(a.svg#b)'/>", "unsafe"),
            ("<?xml-stylesheet href='a'?>", "unsafe"),
            ("<g>", "unreadable"),
        ];
        for (inside, expected) in cases {
            assert_eq!(outcome(inside), expected, "{inside}");
        }
        let entity =
            "<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><svg xmlns='http://www.w3.org/2000/svg'>&x;</svg>";
        assert!(matches!(check(entity.as_bytes()), Err(Unfit::Unsafe(_))));
        assert!(matches!(check(b"<html/>"), Err(Unfit::Unreadable(_))));
    }
}
