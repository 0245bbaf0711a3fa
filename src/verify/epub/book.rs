//! The pages of a book in the order of reading, and what is where in them.

use std::collections::{BTreeMap, BTreeSet};

use super::archive::Archive;
use super::package::Package;
use super::paths::{self, Place};
use crate::elements::{Element, NODE_LIMIT, xml};
use crate::verify::elements::{self, Languages, Searches};
use crate::verify::{Fault, FaultKind, Line};

/// The pages of the spine that could be read.
#[derive(Debug)]
pub struct Pages {
    pub list: Vec<Page>,
}

/// One XHTML document of the book.
#[derive(Debug)]
pub struct Page {
    /// In the archive.
    pub path: String,
    pub root: Element,
}

/// The pages that the spine names, each once; what cannot be read is a fault.
/// An error if there is none at all, or more than can be read.
pub fn pages(archive: &Archive, package: &Package, faults: &mut Vec<Fault>) -> Result<Pages, Fault> {
    let mut list: Vec<Page> = Vec::new();
    let (mut nodes, mut read) = (0, BTreeSet::new());
    for id in &package.spine {
        let Some(path) = package.item(id).and_then(|item| item.path.as_ref()) else { continue };
        let Some(bytes) = archive.parts.get(path).filter(|_| read.insert(path)) else { continue };
        match xml::parse(bytes, xml::XHTML) {
            Ok(root) => {
                nodes += root.descendants().count();
                list.push(Page { path: path.clone(), root });
            }
            Err(error) => faults.push(Fault::structure(format!("`{path}` cannot be read: {error}"))),
        }
        if nodes > NODE_LIMIT {
            return Err(Fault::unreadable(format!("the book has more than {NODE_LIMIT} elements")));
        }
    }
    if list.is_empty() {
        return Err(Fault::unreadable("the book has no page that can be read"));
    }
    Ok(Pages { list })
}

/// What stands where in the pages.
pub struct Places<'a> {
    pages: BTreeMap<&'a str, PagePlaces<'a>>,
}

struct PagePlaces<'a> {
    /// The place of the page in the spine.
    order: usize,
    /// With the place of each element in its page.
    ids: BTreeMap<&'a str, (usize, &'a Element)>,
    /// The first id in the page that is not the mark of a page of the PDF.
    first: Option<&'a str>,
}

impl<'a> Places<'a> {
    pub fn of(pages: &'a Pages) -> Self {
        let places = |(order, page): (usize, &'a Page)| {
            let with_id = |(at, element): (usize, &'a Element)| Some((element.id()?, (at, element)));
            let ids = page.root.descendants().enumerate().filter_map(with_id).collect();
            let body = page.root.find("body");
            let marked = body.into_iter().flat_map(Element::descendants);
            let first = marked.filter(|element| !element.has_role("doc-pagebreak")).find_map(Element::id);
            (page.path.as_str(), PagePlaces { order, ids, first })
        };
        Self { pages: pages.list.iter().enumerate().map(places).collect() }
    }

    /// The element at a place with an id.
    pub fn element(&self, place: &Place) -> Option<&'a Element> {
        let page = self.pages.get(place.path.as_str())?;
        page.ids.get(place.id.as_deref()?).map(|(_, element)| *element)
    }

    /// The place in the order of reading: of the page, and in it. Nothing if
    /// the place does not exist.
    pub fn order(&self, place: &Place) -> Option<(usize, usize)> {
        let page = self.pages.get(place.path.as_str())?;
        match &place.id {
            None => Some((page.order, 0)),
            Some(id) => page.ids.get(id.as_str()).map(|(at, _)| (page.order, *at)),
        }
    }

    /// How a transcript says where `address`, in the page `path`, leads:
    /// `#anchor` for a place in the book, which stands for the page that it is
    /// the first place of. An address outside, or one that leads nowhere, is
    /// left as it is.
    pub fn address(&self, path: &str, address: &str) -> String {
        let Some(place) = paths::from_part(path, address).filter(|place| self.order(place).is_some()) else {
            return address.to_string();
        };
        let first = self.pages.get(place.path.as_str()).and_then(|page| page.first);
        match place.id.as_deref().or(first) {
            Some(id) => format!("#{id}"),
            None => place.path,
        }
    }
}

/// The lines of all pages.
pub fn lines(pages: &Pages, places: &Places, language: &str) -> Vec<Line> {
    let mut all: Vec<Line> = Vec::new();
    for page in &pages.list {
        let Some(body) = page.root.find("body") else { continue };
        let language = body.attribute("lang").or(page.root.attribute("lang")).unwrap_or(language);
        all.extend(elements::lines(body, language, &|address| places.address(&page.path, address)));
    }
    all
}

/// Adds what is wrong in the pages: each by itself, and where its links lead.
pub fn check(pages: &Pages, places: &Places, package: &Package, faults: &mut Vec<Fault>) {
    let (mut languages, mut searches) = (Languages::default(), Searches::default());
    let language = package.root.attribute("xml:lang");
    for page in &pages.list {
        let before = faults.len();
        let root = &page.root;
        if root.name != "html" || root.find("body").is_none() {
            faults.push(Fault::structure("it is no page of XHTML"));
        }
        if root.find("title").is_none_or(|title| title.words().is_empty()) {
            faults.push(Fault::structure("it has no title"));
        }
        if language.is_some() && root.attribute("lang").is_some_and(|own| Some(own) != language) {
            faults.push(Fault::structure("it is in another language than the book"));
        }
        let strange = root.descendants().find(|element| element.name.contains(':'));
        faults.extend(strange.map(|element| Fault::structure(format!("the element `{}` stands in it", element.name))));
        elements::check_language(root, &mut languages, faults);
        elements::check(root, faults);
        let is_inside = |address: &str| paths::from_part(&page.path, address).is_some_and(|place| package.lists(&place.path));
        elements::check_nothing_from_outside(root, &is_inside, faults);
        check_links(page, places, &mut searches, faults);
        for fault in &mut faults[before..] {
            fault.message = format!("`{}`: {}", page.path, fault.message);
        }
    }
}

/// Every link inside the book leads to something, a note mark to a note that
/// leads back to it.
fn check_links(page: &Page, places: &Places, searches: &mut Searches, faults: &mut Vec<Fault>) {
    for link in page.root.all("a") {
        let Some(href) = link.attribute("href").filter(|href| !elements::is_remote(href)) else { continue };
        let place = paths::from_part(&page.path, href);
        let mut say = |message: String| {
            faults.push(Fault { kind: FaultKind::Structure, message, id: link.id().map(str::to_string) });
        };
        let Some(place) = place.filter(|place| places.order(place).is_some()) else {
            say(format!("a link leads to `{href}`, which is not there"));
            continue;
        };
        if let (true, Some(id)) = (link.has_role("doc-noteref"), link.id()) {
            let mark = Place { path: page.path.clone(), id: Some(id.to_string()) };
            let leads_back = |inner: &Element| {
                let target = inner.attribute("href").and_then(|href| paths::from_part(&place.path, href));
                inner.has_role("doc-backlink") && target.as_ref() == Some(&mark)
            };
            let note = places.element(&place);
            if !note.is_some_and(|note| searches.find(note, leads_back)) {
                let note = place.id.unwrap_or(place.path);
                say(format!("note `{note}` does not lead back to this mark of it"));
            }
        }
    }
}
