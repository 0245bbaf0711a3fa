//! Where a text has headings and images, for those who change it as it is written.

use std::ops::{Range, RangeInclusive};

use comrak::arena_tree::NodeEdge;
use comrak::nodes::NodeValue;

use super::message::GUARD;
use super::places::Places;
use super::reader::Node;
use crate::diagnostics::{Sources, Span};

/// The headings and images of `text`, whose lines end with `\n`, in their order.
/// What is code is neither.
pub fn outline(text: &str) -> Outline {
    let mut sources = Sources::new();
    let source = sources.add("", text);
    let places = Places::new(source, text, 0);
    let arena = comrak::Arena::new();
    let root = comrak::parse_document(&arena, text, &super::options());
    let headings = root.children().filter_map(heading).collect();
    Outline { headings, images: root.descendants().filter_map(|node| image(node, &places)).collect() }
}

/// The characters of one line of Markdown: without its marks, an address in
/// brackets after the words that lead to it.
pub fn characters(text: &str) -> String {
    let line = format!("{GUARD}{}", text.replace(['\r', '\n'], " "));
    let arena = comrak::Arena::new();
    let mut out = String::new();
    gather(comrak::parse_document(&arena, &line, &super::options()), Addresses::Kept, &mut out);
    out.strip_prefix(GUARD).unwrap_or(&out).trim().to_string()
}

/// What [`outline`] found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// Those that stand in no list, quotation and the like.
    pub headings: Vec<WrittenHeading>,
    pub images: Vec<WrittenImage>,
}

/// A heading as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenHeading {
    /// From 1 to 6.
    pub level: u8,
    /// The characters alone.
    pub title: String,
    /// From 1; the last one is the line under its words where it is underlined.
    pub lines: RangeInclusive<usize>,
    pub is_underlined: bool,
}

/// An image as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenImage {
    pub path: String,
    /// The characters alone; may be empty.
    pub alternative: String,
    pub caption: Option<String>,
    /// Where it is in the text, with its attributes.
    pub bytes: Range<usize>,
    /// Whether `{…}` stands behind it.
    pub has_attributes: bool,
}

fn heading(node: Node<'_>) -> Option<WrittenHeading> {
    let data = node.data();
    let NodeValue::Heading(heading) = &data.value else { return None };
    let mut title = String::new();
    gather(node, Addresses::LeftOut, &mut title);
    let lines = data.sourcepos.start.line..=data.sourcepos.end.line;
    Some(WrittenHeading { level: heading.level, title: title.trim().to_string(), lines, is_underlined: heading.setext })
}

fn image(node: Node<'_>, places: &Places) -> Option<WrittenImage> {
    let data = node.data();
    let NodeValue::Image(link) = &data.value else { return None };
    let mut alternative = String::new();
    node.children().for_each(|inner| gather(inner, Addresses::LeftOut, &mut alternative));
    let span = placed(node, places);
    Some(WrittenImage {
        path: link.url.clone(),
        alternative: alternative.trim().to_string(),
        caption: Some(link.title.trim().to_string()).filter(|title| !title.is_empty()),
        bytes: span.start..span.end,
        has_attributes: data.attrs.is_some(),
    })
}

/// Where the image `node` is. comrak counts as if the backslashes of `\|` in a
/// cell were not there, so that it names too early a place.
fn placed(node: Node<'_>, places: &Places) -> Span {
    let (start, end) = places.range(node.data().sourcepos);
    let span = places.bytes(start, end);
    let is_whole = |image: &str| image.starts_with("![") && image.ends_with([')', ']', '}']);
    if is_whole(places.slice(span)) {
        return span;
    }
    let rest = places.rest_of_line(span);
    let skipped = rest.find("![").unwrap_or(0);
    let least = skipped + span.end - span.start;
    let end = (least..=rest.len()).find(|end| rest.get(skipped..*end).is_some_and(is_whole)).unwrap_or(least);
    places.bytes(span.start + skipped, span.start + end)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Addresses {
    Kept,
    LeftOut,
}

/// However deep marks are nested: without calling itself.
fn gather(node: Node<'_>, addresses: Addresses, out: &mut String) {
    let mut link_starts = Vec::new();
    for edge in node.traverse() {
        match edge {
            NodeEdge::Start(node) => match &node.data().value {
                NodeValue::Text(text) => out.push_str(text),
                NodeValue::Code(code) => out.push_str(&code.literal),
                NodeValue::HtmlInline(html) => out.push_str(html),
                NodeValue::SoftBreak | NodeValue::LineBreak => out.push(' '),
                NodeValue::FootnoteReference(note) => out.push_str(&format!("[^{}]", note.name)),
                NodeValue::Link(_) => link_starts.push(out.len()),
                _ => {}
            },
            NodeEdge::End(node) => {
                if let NodeValue::Link(link) = &node.data().value
                    && let Some(start) = link_starts.pop()
                    && addresses == Addresses::Kept
                    && out[start..] != *link.url.as_str()
                {
                    out.push_str(&format!(" ({})", link.url));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_have_their_lines_however_they_are_drawn() {
        let text = "One\n===\n\n## *Two* `b` #\n\n```\n# code\n```\n\n> # Said\n\nThree\nlines\n---\n";
        let found: Vec<_> = outline(text).headings.into_iter().map(|h| (h.level, h.title, h.lines, h.is_underlined)).collect();
        let expected = [
            (1, "One".to_string(), 1..=2, true),
            (2, "Two b".to_string(), 4..=4, false),
            (2, "Three lines".to_string(), 12..=14, true),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn images_have_their_bytes_however_they_are_named() {
        let text =
            "É ![A *lamp*](a.png \"Dusk\"){width=5} `![no](b.png)`\n\n> - ![Bell][b]\n\n    ![code](c.png)\n\n[b]: d%20e.png\n";
        let images = outline(text).images;
        let found: Vec<_> = images.iter().map(|image| (image.path.as_str(), &text[image.bytes.clone()])).collect();
        assert_eq!(found, [("a.png", "![A *lamp*](a.png \"Dusk\"){width=5}"), ("d%20e.png", "![Bell][b]")]);
        assert_eq!((images[0].alternative.as_str(), images[0].caption.as_deref()), ("A lamp", Some("Dusk")));
        assert!(images[0].has_attributes && !images[1].has_attributes);
    }

    #[test]
    fn images_in_cells_have_their_bytes_behind_escaped_pipes() {
        let text = "| A |\n| --- |\n| a \\| b ![x \\| y](a.png) c | \n| ![z](b.png) |\n";
        let found: Vec<_> = outline(text).images.into_iter().map(|image| text[image.bytes].to_string()).collect();
        assert_eq!(found, ["![x \\| y](a.png)", "![z](b.png)"]);
    }

    #[test]
    fn a_line_keeps_every_word_and_address() {
        let cases = [
            ("The *Charter* of `us`", "The Charter of us"),
            ("1. Not a list", "1. Not a list"),
            ("# 5 * 3", "# 5 * 3"),
            ("See [there](https://a.example) \\*", "See there (https://a.example) *"),
            ("![A lamp](a.png) & <b>more</b>", "A lamp & <b>more</b>"),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(characters(text), expected, "{text}");
        }
        let deep = "*a _b ".repeat(10_000) + &"c_ c* ".repeat(10_000);
        assert!(characters(&deep).starts_with("a b a b"));
    }
}
