//! Which links of a page are marks of notes, and which elements are the notes.
//!
//! Some pages say so (DPUB-ARIA, EPUB). Of others a note is known by a link of a
//! number or a sign to an element from which another link leads back to it.

use std::collections::BTreeMap;

use super::Page;
use crate::elements::{Element, Node};

/// Marks, notes and ways back, by the elements that they are.
#[derive(Default)]
pub(in crate::import) struct Notes<'a> {
    /// From a mark to the number of its note.
    pub marks: BTreeMap<usize, usize>,
    /// The notes in the order of their first marks.
    pub list: Vec<(&'a Page<'a>, &'a Element)>,
    /// Elements of notes: not part of the flow of text.
    pub bodies: BTreeMap<usize, usize>,
    /// Headings under which there are notes and nothing else.
    pub furniture: std::collections::BTreeSet<usize>,
    /// Links that lead from a note back to its mark.
    pub backs: std::collections::BTreeSet<usize>,
}

impl Notes<'_> {
    /// Whether `element` has no words but those of notes.
    pub(super) fn are_all_of(&self, element: &Element) -> bool {
        let is_note = |inner: &Element| self.bodies.contains_key(&key(inner)) || self.furniture.contains(&key(inner));
        is_note(element)
            || (element.elements().next().is_some()
                && element.elements().all(|inner| inner.words().is_empty() || self.are_all_of(inner))
                && element.nodes.iter().filter_map(Node::text).all(|text| text.trim().is_empty()))
    }
}

/// How an element is known in the maps: by where it is in memory.
pub(super) fn key(element: &Element) -> usize {
    std::ptr::from_ref(element) as usize
}

/// The notes of `pages`.
pub(in crate::import) fn find<'a>(pages: &'a [Page<'a>]) -> Notes<'a> {
    let mut index = Index::default();
    for page in pages {
        index.add(page, page.root);
    }
    let mut notes = Notes::default();
    let mut ways_back = BTreeMap::new();
    for (page, link) in &index.links {
        if super::google::is_of_comment(link) {
            continue;
        }
        let Some(target) = link.attribute("href").and_then(|href| page.place(href)) else { continue };
        let Some((body_page, target)) = index.ids.get(&target).copied() else { continue };
        let says_so = link.has_role("doc-noteref") || link.has_class("footnote-ref") || link.has_class("sdfootnoteanc");
        let body = index.body(target);
        // What leads back from a note is no mark, whatever it looks like.
        let is_back = notes.backs.contains(&key(link)) || link.has_role("doc-backlink");
        let is_note = matches!(body.name.as_str(), "li" | "aside" | "p" | "div" | "dl" | "dd" | "td" | "tr");
        if is_back || !is_note || (!says_so && !looks_like_mark(link)) || index.is_inside(link, body) {
            continue;
        }
        let backs = index.backs(body_page, body, page, link, &mut ways_back);
        if !says_so && backs.is_empty() {
            continue;
        }
        let says_back = |link: &&Element| link.has_role("doc-backlink") || link.has_class("footnote-back");
        if !notes.bodies.contains_key(&key(body)) {
            notes.bodies.insert(key(body), notes.list.len());
            notes.list.push((body_page, body));
            notes.backs.extend(body.all("a").filter(says_back).map(key));
        }
        notes.marks.insert(key(link), notes.bodies[&key(body)]);
        notes.backs.extend(backs);
    }
    let parents: BTreeMap<usize, &Element> =
        notes.list.iter().filter_map(|(_, body)| index.parents.get(&key(body))).map(|parent| (key(parent), *parent)).collect();
    notes.furniture.extend(parents.values().filter_map(|parent| heading_of_notes(parent, &notes.bodies)));
    notes
}

#[derive(Default)]
struct Index<'a> {
    ids: BTreeMap<String, (&'a Page<'a>, &'a Element)>,
    links: Vec<(&'a Page<'a>, &'a Element)>,
    parents: BTreeMap<usize, &'a Element>,
}

impl<'a> Index<'a> {
    fn add(&mut self, page: &'a Page<'a>, element: &'a Element) {
        for name in super::names(element) {
            self.ids.entry(format!("{}#{name}", page.file)).or_insert((page, element));
        }
        if element.name == "a" && element.attribute("href").is_some() {
            self.links.push((page, element));
        }
        for inner in element.elements() {
            self.parents.insert(key(inner), element);
            self.add(page, inner);
        }
    }

    /// The block that `target` is or stands in.
    fn body(&self, target: &'a Element) -> &'a Element {
        let is_inline = |element: &Element| {
            matches!(element.name.as_str(), "a" | "span" | "sup" | "b" | "strong" | "em" | "i" | "p" | "dt")
        };
        let (mut at, mut paragraph) = (target, None);
        while is_inline(at) {
            if at.name == "p" {
                paragraph = Some(at);
            }
            match self.parents.get(&key(at)) {
                Some(parent) => at = parent,
                None => return target,
            }
        }
        match paragraph {
            // A paragraph among others is a note by itself, but not the only one of its block.
            Some(paragraph) if at.name != "li" && at.name != "aside" && at.id().is_none() => paragraph,
            Some(_) | None => at,
        }
    }

    fn is_inside(&self, element: &Element, outer: &Element) -> bool {
        let mut at = key(element);
        loop {
            if at == key(outer) {
                return true;
            }
            match self.parents.get(&at) {
                Some(parent) => at = key(parent),
                None => return false,
            }
        }
    }

    /// The links in `body` that lead back to `mark`; those of bodies that were met are in `known`.
    fn backs(
        &self,
        body_page: &Page,
        body: &'a Element,
        page: &Page,
        mark: &'a Element,
        known: &mut BTreeMap<usize, BTreeMap<String, Vec<usize>>>,
    ) -> Vec<usize> {
        let ways = known.entry(key(body)).or_insert_with(|| {
            let mut ways: BTreeMap<String, Vec<usize>> = BTreeMap::new();
            for link in body.all("a") {
                if let Some(place) = link.attribute("href").and_then(|href| body_page.place(href)) {
                    ways.entry(place).or_default().push(key(link));
                }
            }
            ways
        });
        let mut names: Vec<String> = super::names(mark);
        if let Some(parent) = self.parents.get(&key(mark)) {
            names.extend(super::names(parent));
        }
        names.extend(mark.elements().flat_map(super::names));
        names.iter().filter_map(|name| ways.get(&format!("{}#{name}", page.file))).flatten().copied().collect()
    }
}

/// The heading of `parent` after which there are notes and nothing else.
fn heading_of_notes(parent: &Element, bodies: &BTreeMap<usize, usize>) -> Option<usize> {
    let mut last = None;
    let mut is_followed = false;
    for inner in parent.elements().filter(|inner| inner.name != "hr") {
        if bodies.contains_key(&key(inner)) {
            is_followed = true;
        } else {
            (last, is_followed) = (Some(inner), false);
        }
    }
    last.filter(|last| is_followed && super::blocks::is_heading(last)).map(key)
}

/// A number, a letter or a sign, in brackets or without: `[12]`, `*`.
fn looks_like_mark(link: &Element) -> bool {
    let words = link.words();
    let inner = words.trim_matches(['[', ']', '(', ')', ' ']);
    let is_number = !inner.is_empty() && inner.chars().count() <= 4 && inner.chars().all(char::is_numeric);
    let is_sign = (1..=3).contains(&inner.chars().count()) && inner.chars().all(|c| "*†‡§¶#".contains(c));
    let is_letter = inner.len() == 1 && inner != words && inner.chars().all(|c| c.is_ascii_lowercase());
    is_number || is_sign || is_letter
}
