//! Whether the manifest and the spine name what is in the archive, as what it
//! is (EPUB 3.3 §5.6, §5.7).

use std::collections::BTreeSet;

use super::archive::Archive;
use super::package::{Item, Package};
use super::paths;
use crate::elements::{Element, xml};
use crate::verify::Fault;
use crate::verify::elements;

pub fn check(archive: &Archive, package: &Package, faults: &mut Vec<Fault>) {
    let mut say = |message: String| faults.push(Fault::structure(message));
    check_items(archive, package, &mut say);
    check_spine(package, &mut say);
    let only = |property: &str| package.items.iter().filter(|item| item.has_property(property)).count();
    for (property, words) in [("nav", "contents (`nav`)"), ("cover-image", "picture of the cover (`cover-image`)")] {
        let count = only(property);
        if count != 1 {
            say(format!("the manifest names {count} files as the {words} instead of one"));
        }
    }
    let old_cover = package.metadata().find(|element| element.attribute("name") == Some("cover"));
    let cover = package.items.iter().find(|item| item.has_property("cover-image"));
    if old_cover.is_some_and(|meta| meta.attribute("content") != cover.map(|item| item.id.as_str())) {
        say("the cover for old readers is not the picture of the cover".to_string());
    }
    for item in &package.items {
        let Some((path, bytes)) = item.path.as_ref().and_then(|path| Some((path, archive.parts.get(path)?))) else { continue };
        check_kind(item, path, bytes, &mut say);
        check_contents(item, path, bytes, package, &mut say);
    }
}

fn check_items(archive: &Archive, package: &Package, say: &mut dyn FnMut(String)) {
    let (mut ids, mut listed) = (BTreeSet::new(), BTreeSet::new());
    for item in &package.items {
        if item.id.is_empty() || !ids.insert(&item.id) {
            say(format!("the manifest has no id, or one that is taken, for `{}`", item.href));
        }
        match &item.path {
            None => say(format!("the manifest names `{}`, which is outside the book", item.href)),
            Some(path) if !archive.parts.contains_key(path) => {
                say(format!("the manifest names `{path}`, which is not in the archive"));
            }
            Some(path) if !listed.insert(path.as_str()) => say(format!("the manifest names `{path}` twice")),
            Some(_) => {}
        }
    }
    for path in archive.parts.keys() {
        let is_packaging = matches!(path.as_str(), "mimetype" | "META-INF/container.xml") || *path == package.path;
        if path == "META-INF/encryption.xml" {
            say("parts of the book are encrypted".to_string());
        } else if !is_packaging && !listed.contains(path.as_str()) {
            say(format!("`{path}` is in the archive and not in the manifest"));
        }
    }
}

fn check_spine(package: &Package, say: &mut dyn FnMut(String)) {
    let mut read = BTreeSet::new();
    for id in &package.spine {
        match package.item(id) {
            None => say(format!("the spine names `{id}`, which is not in the manifest")),
            Some(item) if !item.is_page() => say(format!("the spine names `{}`, which is no page of XHTML", item.href)),
            Some(_) => {}
        }
        if !read.insert(id) {
            say(format!("the spine names `{id}` twice"));
        }
    }
    for item in package.items.iter().filter(|item| item.is_page() && !read.contains(&item.id)) {
        say(format!("the page `{}` is not in the spine, so nobody reads it", item.href));
    }
    let ncx = package.root.find("spine").and_then(|spine| spine.attribute("toc")).and_then(|id| package.item(id));
    if ncx.is_none_or(|item| item.media_type != NCX_TYPE) {
        say("the spine does not name the contents for old readers (NCX)".to_string());
    }
}

const NCX_TYPE: &str = "application/x-dtbncx+xml";

/// The first bytes tell what a file is.
fn check_kind(item: &Item, path: &str, bytes: &[u8], say: &mut dyn FnMut(String)) {
    let is_it = match item.media_type.as_str() {
        "image/png" => bytes.starts_with(b"\x89PNG\r\n\x1a\n"),
        "image/jpeg" => bytes.starts_with(b"\xff\xd8\xff"),
        "image/gif" => bytes.starts_with(b"GIF8"),
        "image/webp" => bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP"),
        "font/woff2" => bytes.starts_with(b"wOF2"),
        "image/svg+xml" => is_root(bytes, xml::SVG, "svg"),
        NCX_TYPE => is_root(bytes, xml::NCX, "ncx"),
        "application/xhtml+xml" => path.ends_with(".xhtml"),
        "text/css" => path.ends_with(".css"),
        "text/plain" => path.ends_with(".txt"),
        _ => false,
    };
    if !is_it {
        say(format!("`{path}` is not what the manifest says, `{}`", item.media_type));
    }
}

fn is_root(bytes: &[u8], vocabulary: &str, name: &str) -> bool {
    xml::parse(bytes, vocabulary).is_ok_and(|root| root.name == name)
}

/// Nothing in style sheets and drawings is fetched or run.
fn check_contents(item: &Item, path: &str, bytes: &[u8], package: &Package, say: &mut dyn FnMut(String)) {
    let is_inside = |address: &str| paths::from_part(path, address).is_some_and(|place| package.lists(&place.path));
    match item.media_type.as_str() {
        "text/css" => match std::str::from_utf8(bytes) {
            Ok(sheet) => elements::check_style(sheet, &is_inside, &mut |message| say(format!("`{path}`: {message}"))),
            Err(_) => say(format!("`{path}` is not text in UTF-8")),
        },
        "image/svg+xml" => {
            let root = xml::parse(bytes, xml::SVG).unwrap_or_default();
            for element in root.descendants() {
                let reaches_out = |(name, value): &(String, String)| {
                    name.ends_with("href") && !value.starts_with(['#']) && !value.starts_with("data:")
                };
                let runs = element.name == "script" || element.attributes.iter().any(|(name, _)| name.starts_with("on"));
                if runs || element.attributes.iter().any(reaches_out) || sheet_reaches_out(element) {
                    say(format!("the drawing `{path}` fetches or runs something"));
                    break;
                }
            }
        }
        _ => {}
    }
}

fn sheet_reaches_out(element: &Element) -> bool {
    let mut found = false;
    if element.name == "style" {
        let is_inside = |address: &str| address.starts_with('#') || address.starts_with("data:");
        elements::check_style(&element.words(), &is_inside, &mut |_| found = true);
    }
    found
}
