//! The ways to the other languages: what readers are shown, and what machines
//! are told in the head, must be the same.

use std::collections::BTreeSet;

use crate::document::{Document, Imprint, alternates as expected_alternates};
use crate::elements::Element;
use crate::verify::{Fault, FaultKind};

/// What the head says of other languages: tag and address, in its order.
pub fn alternates(root: &Element) -> Vec<(String, String)> {
    let links = root.all("link").filter(|link| link.has_word("rel", "alternate"));
    links
        .filter_map(|link| {
            Some((link.attribute("hreflang")?.to_string(), link.attribute("href").unwrap_or_default().to_string()))
        })
        .collect()
}

pub fn is_switcher(nav: &Element) -> bool {
    nav.has_class("languages")
}

/// Adds what is wrong with the list of languages on the page: a name whose
/// language is not that of the edition it leads to, and languages of which
/// readers and machines are told different things.
pub fn check(root: &Element, faults: &mut Vec<Fault>) {
    let mut say = |message: String| faults.push(Fault { kind: FaultKind::Structure, message, id: None });
    let told: BTreeSet<String> =
        alternates(root).into_iter().map(|(tag, _)| tag).filter(|tag| !tag.eq_ignore_ascii_case("x-default")).collect();
    let mut shown = BTreeSet::new();
    let mut current = 0;
    for switcher in root.all("nav").filter(|nav| is_switcher(nav)) {
        for name in switcher.all("li").flat_map(|item| item.elements()) {
            let tag = name.attribute("lang").unwrap_or_default();
            shown.insert(tag.to_string());
            current += usize::from(name.attribute("aria-current").is_some());
            if name.name == "a" && name.attribute("hreflang") != Some(tag) {
                let leads = name.attribute("hreflang").unwrap_or("no language");
                say(format!("“{}” is said to be in `{tag}` and to lead to `{leads}`", name.words()));
            }
        }
    }
    if shown != told {
        let different: Vec<&str> = shown.symmetric_difference(&told).map(String::as_str).collect();
        say(format!("readers and search engines are not led to the same languages: {}", different.join(", ")));
    }
    if !shown.is_empty() && current != 1 {
        say(format!("in the list of languages, {current} are marked as that of this page instead of one"));
    }
}

/// Adds what `found`, as said in the head of the edition of `document`, lacks
/// or says of other editions than those that `imprint` names.
pub fn check_alternates(found: &[(String, String)], document: &Document, imprint: &Imprint, faults: &mut Vec<Fault>) {
    let mut expected = BTreeSet::new();
    for alternate in expected_alternates(&document.metadata, imprint) {
        let address = alternate.target().to_string();
        if alternate.is_original {
            expected.insert(("x-default".to_string(), address.clone()));
        }
        expected.insert((alternate.endonym.language.to_string(), address));
    }
    for missing in expected.iter().filter(|wanted| !found.contains(wanted)) {
        faults.push(Fault::structure(format!("the head of the page does not say that `{}` is at `{}`", missing.0, missing.1)));
    }
    for (tag, address) in found.iter().filter(|said| !expected.contains(said)) {
        faults.push(Fault::structure(format!("the head of the page says that `{tag}` is at `{address}`, which is not so")));
    }
}
