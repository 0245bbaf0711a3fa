//! What each page of an edition must have, whether it is a page for a browser
//! or one of a book: ids, labels, alternatives, headings, tables.

use std::collections::BTreeSet;

use crate::elements::Element;
use crate::verify::{Fault, FaultKind};

/// Adds what is wrong in `root` by itself, wherever its links lead.
pub fn check(root: &Element, faults: &mut Vec<Fault>) {
    let ids = check_ids(root, faults);
    for element in root.descendants().filter(|element| element.attribute("aria-hidden") != Some("true")) {
        let mut say = |message: String| {
            let id = element.id().filter(|id| !id.is_empty()).map(str::to_string);
            faults.push(Fault { kind: FaultKind::Structure, message, id });
        };
        for attribute in ["aria-labelledby", "aria-describedby", "for", "headers"] {
            for target in element.attribute(attribute).unwrap_or_default().split_ascii_whitespace() {
                if !ids.contains(target) {
                    say(format!("`{attribute}` names `{target}`, which is not there"));
                }
            }
        }
        match element.name.as_str() {
            "img" => check_alternative(element, &mut say),
            "a" => check_link(element, &mut say),
            "nav" if !is_named(element) => say("a list of links has no name that a screen reader could say".to_string()),
            "th" if element.attribute("scope").is_none_or(str::is_empty) => {
                say("a header cell does not say for which cells it is (`scope`)".to_string());
            }
            "table" if element.find("th").is_none() => say("a table has no header cell".to_string()),
            _ => {}
        }
    }
    check_headings(root, faults);
}

fn check_ids<'a>(root: &'a Element, faults: &mut Vec<Fault>) -> BTreeSet<&'a str> {
    let mut ids = BTreeSet::new();
    for id in root.descendants().filter_map(Element::id) {
        if !ids.insert(id) {
            let message = format!("the id `{id}` stands at two places");
            faults.push(Fault { kind: FaultKind::Structure, message, id: Some(id.to_string()) });
        }
    }
    ids
}

fn check_alternative(element: &Element, say: &mut dyn FnMut(String)) {
    match element.attribute("alt").map(str::trim) {
        None => say("an image has no alternative text".to_string()),
        Some("") => say("the alternative text of an image is empty".to_string()),
        Some(_) => {}
    }
}

/// WCAG 2.2 2.4.4: a link is known by its words.
fn check_link(element: &Element, say: &mut dyn FnMut(String)) {
    let target = element.attribute("href");
    let is_mark = element.has_role("doc-noteref");
    if target.is_none_or(str::is_empty) {
        say("a link leads nowhere".to_string());
    }
    if element.has_role("doc-backlink") && !is_named(element) {
        say("the way back from a note has no name that a screen reader could say".to_string());
    } else if element.words().is_empty() && !is_named(element) {
        let target = target.unwrap_or_default();
        let kind = if is_mark { "a note mark" } else { "a link" };
        say(format!("{kind} to `{target}` has neither words nor a name"));
    }
}

fn is_named(element: &Element) -> bool {
    let label = element.attribute("aria-label").is_some_and(|label| !label.trim().is_empty());
    label || element.attribute("aria-labelledby").is_some()
}

/// WCAG 2.2 1.3.1: levels tell how a text is built, so none is left out.
fn check_headings(root: &Element, faults: &mut Vec<Fault>) {
    let mut before = 0;
    for element in root.descendants() {
        let Some(level) = heading_level(element).filter(|_| !element.is_hidden()) else { continue };
        let mut say = |message| {
            faults.push(Fault { kind: FaultKind::Structure, message, id: element.id().map(str::to_string) });
        };
        if level > before + 1 {
            let after = if before == 0 { "nothing".to_string() } else { format!("one of level {before}") };
            say(format!("a heading of level {level} follows {after}"));
        }
        if element.words().is_empty() {
            say("a heading has no words".to_string());
        }
        before = level;
    }
}

/// The level of a heading, from 1; nothing for other elements.
pub fn heading_level(element: &Element) -> Option<usize> {
    let written = match element.name.as_bytes() {
        [b'h', digit @ b'1'..=b'6'] => usize::from(digit - b'0'),
        _ => return None,
    };
    Some(element.attribute("aria-level").and_then(|level| level.parse().ok()).unwrap_or(written))
}
