//! What the page must have beside its words: what a browser is told in the
//! head, landmarks, links that lead somewhere, and nothing from outside.

use std::collections::BTreeMap;

use super::{languages, names};
use crate::elements::Element;
use crate::elements::html::Page;
use crate::verify::elements::{self, Languages, Searches};
use crate::verify::{Fault, FaultKind};

pub fn check(page: &Page) -> Vec<Fault> {
    let mut faults = Vec::new();
    let root = &page.root;
    if !page.has_doctype {
        faults.push(Fault::structure("the page does not begin with `<!DOCTYPE html>`"));
    }
    if let Some(message) = &page.mended {
        faults.push(Fault::structure(format!("the page is not well-formed HTML: {message}")));
    }
    check_head(root, &mut faults);
    check_landmarks(root, &mut faults);
    elements::check_language(root, &mut Languages::default(), &mut faults);
    elements::check(root, &mut faults);
    elements::check_nothing_from_outside(
        root,
        &|address| address.starts_with("data:") || address.starts_with('#'),
        &mut faults,
    );
    check_links(root, &mut faults);
    names::check(root, &mut faults);
    languages::check(root, &mut faults);
    faults
}

fn check_head(root: &Element, faults: &mut Vec<Fault>) {
    let charset = root.all("meta").find_map(|meta| meta.attribute("charset"));
    if !charset.is_some_and(|charset| charset.eq_ignore_ascii_case("utf-8")) {
        faults.push(Fault::structure("the page does not say that its text is in UTF-8"));
    }
    if root.find("title").is_none_or(|title| title.words().is_empty()) {
        faults.push(Fault::structure("the page has no title"));
    }
    let equivalent =
        |meta: &&Element| meta.attribute("http-equiv").is_some_and(|name| name.eq_ignore_ascii_case("content-security-policy"));
    match root.all("meta").find(equivalent).and_then(|meta| meta.attribute("content")) {
        None => faults.push(Fault::structure("the page does not forbid itself to fetch anything (`Content-Security-Policy`)")),
        Some(policy) => check_policy(policy, faults),
    }
    let data = root.all("script").count();
    if data > 1 {
        faults.push(Fault::structure(format!("the page has {data} blocks of data for machines instead of one")));
    }
}

/// Content Security Policy Level 3 §2.3: nothing but what is in the page.
fn check_policy(policy: &str, faults: &mut Vec<Fault>) {
    let mut has_default = false;
    for directive in policy.split(';') {
        let mut words = directive.split_ascii_whitespace();
        let Some(name) = words.next() else { continue };
        let sources: Vec<&str> = words.collect();
        has_default |= name == "default-src" && sources == ["'none'"];
        for source in sources {
            let is_closed = matches!(source, "'none'" | "data:" | "'unsafe-inline'") || source.starts_with("'sha256-");
            if !is_closed || (source == "'unsafe-inline'" && name != "style-src") {
                faults
                    .push(Fault::structure(format!("the page lets itself fetch or run what is not in it: `{name} {source}`")));
            }
        }
    }
    if !has_default {
        faults.push(Fault::structure("the page does not forbid itself to fetch anything (`default-src 'none'`)"));
    }
}

/// The parts that screen readers jump to (WAI-ARIA 1.2 §5.3.4), each once.
fn check_landmarks(root: &Element, faults: &mut Vec<Fault>) {
    let parts = [
        ("h1", "a heading of the first level, the title"),
        ("main", "a part that is the text (`main`)"),
        ("header", "a part that is the cover (`header`)"),
        ("footer", "a part that is the colophon (`footer`)"),
    ];
    for (name, words) in parts {
        match root.all(name).count() {
            1 => {}
            0 => faults.push(Fault::structure(format!("the page lacks {words}"))),
            more => faults.push(Fault::structure(format!("the page has {more} times {words}"))),
        }
    }
    let has_sections = root.find("main").is_some_and(|main| main.all("section").any(|part| !part.has_role("doc-endnotes")));
    if has_sections && !root.all("nav").any(|nav| !languages::is_switcher(nav)) {
        faults.push(Fault::structure("the page has no contents (`nav`)"));
    }
    let first_link = root.find("body").and_then(|body| body.find("a"));
    let main = root.find("main").and_then(Element::id);
    let leads = first_link.and_then(|link| link.attribute("href")).and_then(|href| href.strip_prefix('#'));
    if main.is_none() || leads != main {
        faults.push(Fault::structure("the first link of the page does not lead to the text, past the contents"));
    }
}

/// Every link inside the page leads to something, a note mark to a note that
/// leads back to it, and the contents lead forward.
fn check_links(root: &Element, faults: &mut Vec<Fault>) {
    let places: BTreeMap<&str, (usize, &Element)> =
        root.descendants().enumerate().filter_map(|(order, element)| Some((element.id()?, (order, element)))).collect();
    let mut say = |message: String, id: Option<&str>| {
        faults.push(Fault { kind: FaultKind::Structure, message, id: id.map(str::to_string) });
    };
    let mut searches = Searches::default();
    for link in root.all("a") {
        let Some(target) = link.attribute("href").and_then(|href| href.strip_prefix('#')) else { continue };
        match places.get(target) {
            None => say(format!("a link leads to `#{target}`, which is not there"), link.id()),
            Some((_, note)) if link.has_role("doc-noteref") => {
                let back = link.id().map(|id| format!("#{id}"));
                let leads_back = |inner: &Element| inner.has_role("doc-backlink") && inner.attribute("href") == back.as_deref();
                if !searches.find(note, leads_back) {
                    say(format!("note `{target}` does not lead back to this mark of it"), link.id());
                }
            }
            Some(_) => {}
        }
    }
    let mut before = 0;
    let contents = root.all("nav").filter(|nav| !nav.has_role("doc-pagelist")).flat_map(|nav| nav.all("a"));
    for link in contents.filter(|link| !link.attribute("href").is_some_and(|address| address.starts_with("#_page-"))) {
        let target = link.attribute("href").and_then(|href| href.strip_prefix('#')).unwrap_or_default();
        let Some((order, _)) = places.get(target) else { continue };
        if *order < before {
            say(format!("in the contents, `#{target}` stands after what comes after it"), Some(target));
        }
        before = *order;
    }
}
