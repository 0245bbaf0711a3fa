//! The package document (EPUB 3.3 §5): the way to it, and what it lists.

use std::collections::{BTreeMap, BTreeSet};

use super::archive::Archive;
use super::paths::{folder, inside};
use crate::elements::{Element, xml};
use crate::verify::Fault;

/// What a book is made of.
#[derive(Debug)]
pub struct Package {
    pub path: String,
    pub root: Element,
    pub items: Vec<Item>,
    /// The ids of the items that are read, in the order of reading.
    pub spine: Vec<String>,
    /// The places of the items by their ids, and the paths of all items.
    by_id: BTreeMap<String, usize>,
    listed: BTreeSet<String>,
}

/// An item of the manifest (EPUB 3.3 §5.6.2).
#[derive(Debug)]
pub struct Item {
    pub id: String,
    /// In the archive; nothing if it is no path in it.
    pub path: Option<String>,
    pub href: String,
    pub media_type: String,
    pub properties: String,
}

impl Item {
    pub fn is_page(&self) -> bool {
        self.media_type == "application/xhtml+xml"
    }

    pub fn has_property(&self, property: &str) -> bool {
        self.properties.split_ascii_whitespace().any(|one| one == property)
    }
}

/// The package that `META-INF/container.xml` names (EPUB 3.3 §4.2.6.3.1). An
/// error if there is none: then nothing of the book can be found.
pub fn open(archive: &Archive) -> Result<Package, Fault> {
    let Some(container) = archive.parts.get("META-INF/container.xml") else {
        return Err(Fault::foreign("the file is a zip archive and no EPUB: it has no `META-INF/container.xml`"));
    };
    let broken = |path: &str, error: String| Fault::unreadable(format!("`{path}` cannot be read: {error}"));
    let container = xml::parse(container, xml::CONTAINER).map_err(|error| broken("META-INF/container.xml", error))?;
    let path = container.find("rootfile").and_then(|file| file.attribute("full-path"));
    let path = path.ok_or_else(|| Fault::unreadable("`META-INF/container.xml` names no package document"))?;
    let bytes = archive.parts.get(path).ok_or_else(|| {
        Fault::unreadable(format!("the package document `{path}`, which the container names, is not in the archive"))
    })?;
    let root = xml::parse(bytes, xml::PACKAGE).map_err(|error| broken(path, error))?;
    if root.name != "package" {
        return Err(Fault::unreadable(format!("`{path}` is no package document")));
    }
    let text = |element: &Element, name: &str| element.attribute(name).unwrap_or_default().to_string();
    let item = |element: &Element| Item {
        id: text(element, "id"),
        path: element.attribute("href").and_then(|href| inside(folder(path), href)).map(|place| place.path),
        href: text(element, "href"),
        media_type: text(element, "media-type"),
        properties: text(element, "properties"),
    };
    let items: Vec<Item> = root.find("manifest").into_iter().flat_map(|list| list.all("item")).map(item).collect();
    let spine = root.find("spine").into_iter().flat_map(|list| list.all("itemref")).map(|one| text(one, "idref")).collect();
    let by_id = items.iter().enumerate().rev().map(|(at, item)| (item.id.clone(), at)).collect();
    let listed = items.iter().filter_map(|item| item.path.clone()).collect();
    Ok(Package { path: path.to_string(), root, items, spine, by_id, listed })
}

impl Package {
    pub fn item(&self, id: &str) -> Option<&Item> {
        self.by_id.get(id).map(|at| &self.items[*at])
    }

    /// Whether the manifest lists the part at `path`.
    pub fn lists(&self, path: &str) -> bool {
        self.listed.contains(path)
    }

    /// The words of each metadata element of this name: `dc:title`.
    pub fn says(&self, name: &str) -> Vec<String> {
        self.metadata().filter(|element| element.name == name).map(Element::words).collect()
    }

    /// The value of each `meta` with this property that refines nothing.
    pub fn property(&self, property: &str) -> Vec<String> {
        let is_it = |element: &&Element| {
            element.name == "meta" && element.attribute("property") == Some(property) && element.attribute("refines").is_none()
        };
        self.metadata().filter(is_it).map(Element::words).collect()
    }

    pub fn metadata(&self) -> impl Iterator<Item = &Element> {
        self.root.find("metadata").into_iter().flat_map(Element::elements)
    }
}
