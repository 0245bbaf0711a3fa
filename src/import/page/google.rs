//! Web pages that Google Docs wrote: lists in lists stand one behind the other,
//! and comments look like notes.

use crate::elements::Element;
use crate::import::manuscript::words;

/// The level, from 0, of a list as Google Docs writes it, one behind the other
/// whatever stands in which (`lst-kix_a1b2c3-1`), and whether it begins anew.
pub(super) fn level(list: &Element) -> (usize, bool) {
    let classes = list.attribute("class").unwrap_or_default().split_ascii_whitespace();
    let level = classes.filter_map(|class| class.strip_prefix("lst-kix_")?.rsplit_once('-')?.1.parse().ok()).next();
    match level {
        Some(level) => (level, list.has_class("start")),
        None => (0, true),
    }
}

/// Whether a link is the mark of a comment: `<a href="#cmnt1" id="cmnt_ref1">[a]</a>`.
pub(super) fn is_comment_mark(link: &Element) -> bool {
    link.name == "a" && link.id().is_some_and(|id| id.starts_with("cmnt_ref"))
}

/// Whether a link leads to a comment, or back from one.
pub(super) fn is_of_comment(link: &Element) -> bool {
    link.attribute("href").is_some_and(|href| href.starts_with("#cmnt"))
}

/// What a comment says: `<div><p><a href="#cmnt_ref1" id="cmnt1">[a]</a>words</p></div>`.
pub(super) fn comment(element: &Element) -> Option<String> {
    let mark = element.elements().next().filter(|_| matches!(element.name.as_str(), "div" | "p"))?;
    let mark = if mark.name == "p" { mark.elements().next()? } else { mark };
    let leads_back = |href: &str| href.starts_with("#cmnt_ref");
    let said = element.words();
    mark.attribute("href").is_some_and(leads_back).then(|| words(said.strip_prefix(&mark.words()).unwrap_or(&said)))
}
