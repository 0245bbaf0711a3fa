//! The navigation document (EPUB 3.3 §7) and the contents for old readers (NCX):
//! whether they lead somewhere, in order, and agree.

use super::archive::Archive;
use super::book::{Pages, Places};
use super::package::Package;
use super::paths::{self, Place};
use crate::elements::{Element, xml};
use crate::verify::Fault;
use crate::verify::elements::page_label;

/// One line of a list of places, and how deep it stands.
#[derive(Debug, PartialEq, Eq)]
struct Entry {
    depth: usize,
    label: String,
    place: Option<Place>,
    address: String,
}

/// What the navigation document has.
pub struct Navigation {
    pub has_contents: bool,
    pub has_page_list: bool,
}

/// What the navigation document of the book has; adds what is wrong with it.
pub fn check(archive: &Archive, package: &Package, pages: &Pages, places: &Places, faults: &mut Vec<Fault>) -> Navigation {
    let mut say = |message: String| faults.push(Fault::structure(message));
    let path = package.items.iter().find(|item| item.has_property("nav")).and_then(|item| item.path.as_deref());
    let page = path.and_then(|path| pages.list.iter().find(|page| page.path == path));
    let list = |kind: &str| {
        let nav = page.and_then(|page| page.root.all("nav").find(|nav| nav.has_word("epub:type", kind)));
        let mut entries = Vec::new();
        if let (Some(nav), Some(path)) = (nav, path) {
            gather(nav, path, 0, &mut entries);
        }
        entries
    };
    let (contents, landmarks, page_list) = (list("toc"), list("landmarks"), list("page-list"));
    if contents.is_empty() {
        say("the book has no contents (`toc`)".to_string());
    }
    if landmarks.is_empty() {
        say("the book has no list of its parts for reading systems (`landmarks`)".to_string());
    }
    for (entries, words) in [(&contents, "contents"), (&landmarks, "landmarks"), (&page_list, "list of pages")] {
        check_targets(entries, words, places, &mut say);
    }
    check_order(&contents, "contents", places, &mut say);
    check_order(&page_list, "list of pages", places, &mut say);
    check_page_breaks(&page_list, pages, &mut say);
    check_ncx(archive, package, &contents, &mut say);
    Navigation { has_contents: !contents.is_empty(), has_page_list: !page_list.is_empty() }
}

fn gather(element: &Element, path: &str, depth: usize, entries: &mut Vec<Entry>) {
    for inner in element.elements() {
        match inner.name.as_str() {
            "a" => {
                let address = inner.attribute("href").unwrap_or_default().to_string();
                entries.push(Entry { depth, label: inner.words(), place: paths::from_part(path, &address), address });
            }
            "ol" => gather(inner, path, depth + 1, entries),
            _ => gather(inner, path, depth, entries),
        }
    }
}

fn check_targets(entries: &[Entry], words: &str, places: &Places, say: &mut dyn FnMut(String)) {
    for entry in entries {
        if entry.place.as_ref().and_then(|place| places.order(place)).is_none() {
            say(format!("a line of the {words} leads to `{}`, which is not there", entry.address));
        }
        if entry.label.is_empty() {
            say(format!("a line of the {words}, to `{}`, has no words", entry.address));
        }
    }
}

/// EPUB 3.3 §7.4.2: in the order of reading.
fn check_order(entries: &[Entry], words: &str, places: &Places, say: &mut dyn FnMut(String)) {
    let mut before = (0, 0);
    for entry in entries {
        let Some(order) = entry.place.as_ref().and_then(|place| places.order(place)) else { continue };
        if order < before {
            say(format!("in the {words}, `{}` stands after what comes after it", entry.address));
        }
        before = order;
    }
}

/// Each mark of a page is in the list of pages, and each line of the list is a mark.
fn check_page_breaks(page_list: &[Entry], pages: &Pages, say: &mut dyn FnMut(String)) {
    let mut listed = page_list.iter();
    for page in &pages.list {
        for mark in page.root.descendants().filter(|element| element.has_role("doc-pagebreak")) {
            let (label, place) = (page_label(mark), Place { path: page.path.clone(), id: mark.id().map(str::to_string) });
            match listed.next() {
                Some(entry) if entry.label == label && entry.place.as_ref() == Some(&place) => {}
                Some(entry) => {
                    say(format!("where page `{label}` is marked, the list of pages has page `{}`", entry.label));
                    return;
                }
                None => {
                    say(format!("page `{label}` is marked in the text and not in the list of pages"));
                    return;
                }
            }
        }
    }
    if let Some(entry) = listed.next() {
        say(format!("page `{}` is in the list of pages and not marked in the text", entry.label));
    }
}

/// The NCX says what the navigation document says (EPUB 3.3 §5.9.3).
fn check_ncx(archive: &Archive, package: &Package, contents: &[Entry], say: &mut dyn FnMut(String)) {
    let item = package.items.iter().find(|item| item.media_type == "application/x-dtbncx+xml");
    let Some((path, bytes)) = item.and_then(|item| item.path.as_ref()).and_then(|path| Some((path, archive.parts.get(path)?)))
    else {
        return;
    };
    let root = match xml::parse(bytes, xml::NCX) {
        Ok(root) => root,
        Err(error) => return say(format!("`{path}` cannot be read: {error}")),
    };
    let mut points = Vec::new();
    if let Some(map) = root.find("navMap") {
        gather_points(map, path, 1, &mut points);
    }
    let same = |one: &Entry, other: &Entry| (one.depth, &one.label, &one.place) == (other.depth, &other.label, &other.place);
    match points.iter().zip(contents).find(|(one, other)| !same(one, other)) {
        Some((point, entry)) => {
            say(format!("the contents say `{}`, and those for old readers `{}`", entry.label, point.label));
        }
        None if points.len() != contents.len() => {
            say(format!("the contents have {} lines, and those for old readers {}", contents.len(), points.len()));
        }
        None => {}
    }
    let said = |name: &str| root.all("meta").find(|meta| meta.attribute("name") == Some(name))?.attribute("content");
    let identifiers = package.metadata().filter(|element| element.name == "dc:identifier");
    let unique = identifiers.filter(|element| element.id() == package.root.attribute("unique-identifier")).map(Element::words);
    if said("dtb:uid").map(str::to_string) != unique.last() {
        say("the contents for old readers are those of another book (`dtb:uid`)".to_string());
    }
    let depth = points.iter().map(|point| point.depth).max().unwrap_or(0);
    if said("dtb:depth").and_then(|depth| depth.parse().ok()) != Some(depth) {
        say("the contents for old readers are not as deep as they say (`dtb:depth`)".to_string());
    }
}

fn gather_points(element: &Element, path: &str, depth: usize, points: &mut Vec<Entry>) {
    for point in element.elements().filter(|inner| inner.name == "navPoint") {
        let label = point.elements().find(|inner| inner.name == "navLabel").map(Element::words).unwrap_or_default();
        let content = point.elements().find(|inner| inner.name == "content");
        let address = content.and_then(|content| content.attribute("src")).unwrap_or_default().to_string();
        points.push(Entry { depth, label, place: paths::from_part(path, &address), address });
        gather_points(point, path, depth + 1, points);
    }
}
