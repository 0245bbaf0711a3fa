//! From places in one document to places in many files: every `#anchor` gets
//! the name of the file in which it stands.

use std::collections::BTreeMap;

use super::pages::Page;
use crate::render::markup::Node;

/// Makes every link inside the book lead to the right file.
pub fn resolve(pages: &mut [Page]) {
    let paths = paths(pages);
    for page in pages {
        let path = page.path();
        rewrite(&mut page.body, &path, &paths);
    }
}

/// In which file each id stands.
pub fn paths(pages: &[Page]) -> BTreeMap<String, String> {
    let mut paths = BTreeMap::new();
    for page in pages {
        gather(&page.body, &page.path(), &mut paths);
    }
    paths
}

fn gather(nodes: &[Node], path: &str, paths: &mut BTreeMap<String, String>) {
    for node in nodes {
        if let Node::Element(element) = node {
            if let Some(id) = element.attribute("id") {
                paths.insert(id.to_string(), path.to_string());
            }
            gather(&element.children, path, paths);
        }
    }
}

/// Addresses of other documents never begin with `#`, so what does is ours.
fn rewrite(nodes: &mut [Node], path: &str, paths: &BTreeMap<String, String>) {
    for node in nodes {
        if let Node::Element(element) = node {
            for (name, value) in &mut element.attributes {
                if *name != "href" {
                    continue;
                }
                if let Some(target) = value.strip_prefix('#').and_then(|id| paths.get(id)).filter(|target| *target != path) {
                    *value = format!("{target}{value}");
                }
            }
            rewrite(&mut element.children, path, paths);
        }
    }
}
