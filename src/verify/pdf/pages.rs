//! The pages of a file and their labels (ISO 32000-1 §7.7.3 and §12.4.2).

use std::collections::HashSet;

use super::file::File;
use super::syntax::{Dictionary, Value};
use crate::verify::Fault;

/// How deep the tree of pages is at most.
const DEPTH: usize = 32;

pub struct Page<'a> {
    /// The number of its object.
    pub object: u32,
    pub dictionary: Dictionary<'a>,
    pub resources: Dictionary<'a>,
    /// The page number that is printed on it, or would be.
    pub label: String,
}

/// The pages in order; a fault if there are none or their tree is no tree.
pub fn pages<'a>(file: &File<'a>, catalog: &Dictionary<'a>) -> Result<Vec<Page<'a>>, Fault> {
    let mut pages = Vec::new();
    let root = catalog.reference("Pages").ok_or_else(no_pages)?;
    collect(file, root, Dictionary::default(), &mut HashSet::new(), 0, &mut pages)?;
    if pages.is_empty() {
        return Err(no_pages());
    }
    let mut labels = Vec::new();
    number_tree(file, &file.dictionary(catalog, "PageLabels"), &mut |first, value| labels.push((first, value)));
    labels.sort_by_key(|(first, _)| *first);
    for (index, page) in pages.iter_mut().enumerate() {
        page.label = label(file, &labels, index);
    }
    Ok(pages)
}

fn no_pages() -> Fault {
    Fault::unreadable("it has no pages")
}

fn collect<'a>(
    file: &File<'a>,
    object: u32,
    inherited: Dictionary<'a>,
    seen: &mut HashSet<u32>,
    depth: usize,
    pages: &mut Vec<Page<'a>>,
) -> Result<(), Fault> {
    if depth > DEPTH || !seen.insert(object) {
        return Err(Fault::unreadable("its pages lead in a circle"));
    }
    let Value::Dictionary(dictionary) = file.object(object) else {
        return Err(Fault::unreadable(format!("a page is missing (object {object})")));
    };
    let resources = if dictionary.has("Resources") { file.dictionary(&dictionary, "Resources") } else { inherited };
    if dictionary.has("Kids") {
        for kid in file.list(&dictionary, "Kids") {
            let kid = kid.reference().ok_or_else(no_pages)?;
            collect(file, kid, resources.clone(), seen, depth + 1, pages)?;
        }
    } else {
        pages.push(Page { object, dictionary, resources, label: String::new() });
    }
    Ok(())
}

/// Calls `visit` with each entry of a number tree (§7.9.7).
pub fn number_tree<'a>(file: &File<'a>, root: &Dictionary<'a>, visit: &mut impl FnMut(u32, Value<'a>)) {
    tree(file, root, "Nums", &mut HashSet::new(), &mut |key, value| {
        if let Some(number) = key.index() {
            visit(number, value);
        }
    });
}

/// Calls `visit` with each entry of a name tree (§7.9.6).
pub fn name_tree<'a>(file: &File<'a>, root: &Dictionary<'a>, visit: &mut impl FnMut(String, Value<'a>)) {
    tree(file, root, "Names", &mut HashSet::new(), &mut |key, value| {
        if let Some(name) = key.key() {
            visit(name, value);
        }
    });
}

fn tree<'a>(
    file: &File<'a>,
    node: &Dictionary<'a>,
    leaves: &str,
    seen: &mut HashSet<u32>,
    visit: &mut impl FnMut(&Value<'a>, Value<'a>),
) {
    for pair in file.list(node, leaves).chunks_exact(2) {
        visit(&pair[0], pair[1].clone());
    }
    for kid in file.list(node, "Kids") {
        let Some(object) = kid.reference() else { continue };
        if seen.len() < 4096
            && seen.insert(object)
            && let Value::Dictionary(kid) = file.object(object)
        {
            tree(file, &kid, leaves, seen, visit);
        }
    }
}

fn label(file: &File, labels: &[(u32, Value)], index: usize) -> String {
    let Some((first, value)) = labels.iter().rev().find(|(first, _)| *first as usize <= index) else {
        return (index + 1).to_string();
    };
    let value = file.resolve(value);
    let Some(style) = value.dictionary() else { return (index + 1).to_string() };
    let start = style.get("St").index().unwrap_or(1) as usize;
    let number = start.saturating_add(index - *first as usize);
    let prefix = style.get("P").text().unwrap_or_default();
    match style.get("S").name() {
        Some("r") => prefix + &roman(number),
        Some("R") => prefix + &roman(number).to_uppercase(),
        Some(_) => format!("{prefix}{number}"),
        None => prefix,
    }
}

fn roman(number: usize) -> String {
    const PARTS: [(usize, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut left = number.min(10_000);
    let mut text = String::new();
    for (value, letters) in PARTS {
        while left >= value {
            text.push_str(letters);
            left -= value;
        }
    }
    text
}
