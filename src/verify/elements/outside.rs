//! Whether an edition needs anything but itself: no request, and no script.

use crate::elements::Element;
use crate::verify::{Fault, FaultKind};

/// Adds what in `root` is fetched or run. `is_inside` tells of an address that
/// it leads to something in the edition.
pub fn check_nothing_from_outside(root: &Element, is_inside: &dyn Fn(&str) -> bool, faults: &mut Vec<Fault>) {
    for element in root.descendants() {
        let mut say = |message: String| {
            faults.push(Fault { kind: FaultKind::Structure, message, id: element.id().map(str::to_string) });
        };
        let name = element.name.as_str();
        if FOREIGN.contains(&name) {
            say(format!("a `{name}` element stands here, which can fetch or run something"));
        }
        if name == "script" && element.attribute("type") != Some("application/ld+json") {
            say("a script stands here; editions have none".to_string());
        }
        if name == "meta" && element.attribute("http-equiv").is_some_and(|kind| kind.eq_ignore_ascii_case("refresh")) {
            say("the page replaces itself with another (`refresh`)".to_string());
        }
        for (attribute, value) in &element.attributes {
            let fetches = FETCHING.contains(&attribute.as_str()) || (attribute == "href" && name == "link" && loads(element));
            if fetches && !is_inside(value) {
                say(format!("`{attribute}` fetches `{}`, which is not in the edition", shortened(value)));
            }
            if attribute.starts_with("on") && name != "svg" {
                say(format!("`{attribute}` runs a script; editions have none"));
            }
            if attribute == "style" {
                check_style(value, is_inside, &mut say);
            }
        }
        if name == "style" {
            let sheet: String = element.nodes.iter().filter_map(crate::elements::Node::text).collect();
            check_style(&sheet, is_inside, &mut say);
        }
    }
}

/// Calls `say` for each thing that the style sheet fetches and that is not inside.
pub fn check_style(sheet: &str, is_inside: &dyn Fn(&str) -> bool, say: &mut dyn FnMut(String)) {
    let sheet = without_comments(sheet);
    let lower = sheet.to_ascii_lowercase();
    if lower.contains("@import") {
        say("the style sheet imports another one".to_string());
    }
    if lower.contains("image-set(") || lower.contains("src(") {
        say("the style sheet chooses files by itself (`image-set`, `src`)".to_string());
    }
    for (at, _) in lower.match_indices("url(") {
        let rest = &sheet[at + 4..];
        let address = rest.split(')').next().unwrap_or(rest).trim().trim_matches(['"', '\'']);
        if !is_inside(address) {
            say(format!("the style sheet fetches `{}`, which is not in the edition", shortened(address)));
        }
    }
}

/// Whether an address leads to another machine (RFC 3986 §4.2, §4.3).
pub fn is_remote(address: &str) -> bool {
    let address = address.trim_start();
    let scheme_end = address.find(':').filter(|end| !address[..*end].contains(['/', '?', '#']));
    address.starts_with("//") || scheme_end.is_some_and(|end| !address[..end].eq_ignore_ascii_case("data"))
}

/// A `link` that loads its target, rather than naming it.
fn loads(element: &Element) -> bool {
    let rel = element.attribute("rel").unwrap_or_default();
    !rel.split_ascii_whitespace().all(|word| NAMING.iter().any(|known| known.eq_ignore_ascii_case(word))) || rel.is_empty()
}

fn without_comments(sheet: &str) -> String {
    let mut out = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    out + rest
}

fn shortened(address: &str) -> String {
    match address.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", &address[..end]),
        None => address.to_string(),
    }
}

const FETCHING: [&str; 9] = ["src", "srcset", "imagesrcset", "poster", "data", "background", "action", "formaction", "ping"];

/// Relations that name another resource and load nothing (WHATWG HTML §4.6.7).
const NAMING: [&str; 6] = ["canonical", "alternate", "license", "author", "help", "next"];

/// Elements that no edition has.
const FOREIGN: [&str; 17] = [
    "iframe", "frame", "object", "embed", "applet", "video", "audio", "source", "track", "base", "form", "input", "button",
    "portal", "svg", "math", "template",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_sheet_that_fetches_is_found() {
        let cases = [
            ("a { color: red } /* url(https://a.org/b) */", 0),
            ("@font-face { src: url(data:font/woff2;base64,AAAA) }", 0),
            ("a { background: url( 'https://a.org/b.png' ) }", 1),
            ("a { background: URL(//a.org/b.png) }", 1),
            ("@import \"b.css\";", 1),
            ("a { background: image-set(\"https://a.org/b.png\" 1x) }", 1),
        ];
        for (sheet, expected) in cases {
            let mut found = Vec::new();
            check_style(sheet, &|address| !is_remote(address), &mut |message| found.push(message));
            assert_eq!(found.len(), expected, "{sheet}: {found:?}");
        }
    }

    #[test]
    fn an_address_with_a_scheme_or_a_host_is_remote() {
        let cases =
            [("https://a.org", true), ("//a.org/x", true), ("data:,x", false), ("images/a:b.png", false), ("a:b", true)];
        for (address, expected) in cases {
            assert_eq!(is_remote(address), expected, "{address}");
        }
    }
}
