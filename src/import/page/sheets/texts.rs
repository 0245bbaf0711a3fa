//! The texts of the style sheets of pages, each file read and decoded once.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::elements::{Element, Node};

/// The style sheets that lie beside pages.
pub(in crate::import) struct Sheets<'f> {
    files: &'f dyn Fn(&str) -> Result<Vec<u8>, String>,
    /// By path; nothing for what is not there or is too long.
    known: BTreeMap<String, Option<Rc<str>>>,
    /// How many bytes of files were read.
    read: usize,
}

/// The style sheets of the largest sites are some megabytes.
const BYTE_LIMIT: usize = 10_000_000;
/// Those of all pages of a book.
pub(super) const READ_LIMIT: usize = 100_000_000;

impl<'f> Sheets<'f> {
    /// Those of which `files` gives the bytes.
    pub fn new(files: &'f dyn Fn(&str) -> Result<Vec<u8>, String>) -> Self {
        Self { files, known: BTreeMap::new(), read: 0 }
    }

    /// The style sheets that a page has in itself, and those that it names, which
    /// `path` finds, in their order; and how many are missing.
    pub fn of_page(&mut self, root: &Element, path: &dyn Fn(&str) -> Option<String>) -> (Vec<Rc<str>>, usize) {
        let (mut texts, mut missing, mut bytes) = (Vec::new(), 0, 0);
        for element in root.descendants() {
            let is_for_screens =
                element.attribute("media").is_none_or(|media| media.contains("screen") || media.contains("all"));
            let is_sheet =
                element.name == "link" && element.has_word("rel", "stylesheet") && !element.has_word("rel", "alternate");
            let text = match element.name.as_str() {
                "style" if is_for_screens => Some(Rc::from(element.nodes.iter().filter_map(Node::text).collect::<String>())),
                "link" if is_sheet && is_for_screens => {
                    element.attribute("href").and_then(path).and_then(|path| self.text(path))
                }
                _ => continue,
            };
            match text.filter(|text: &Rc<str>| bytes + text.len() <= BYTE_LIMIT) {
                Some(text) => {
                    bytes += text.len();
                    texts.push(text);
                }
                None => missing += 1,
            }
        }
        (texts, missing)
    }

    fn text(&mut self, path: String) -> Option<Rc<str>> {
        let Self { files, known, read } = self;
        let found = known.entry(path).or_insert_with_key(|path| {
            let bytes = if *read > READ_LIMIT { None } else { files(path).ok() }?;
            *read += bytes.len();
            (bytes.len() <= BYTE_LIMIT).then(|| String::from_utf8_lossy(&bytes).into())
        });
        found.clone()
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::elements::html;

    /// How many sheets the page has and misses, and how often a file was read.
    fn check(page: &str, length: usize, expected: (usize, usize, usize)) {
        let count = Cell::new(0);
        let files = |_: &str| {
            count.set(count.get() + 1);
            Ok(vec![b' '; length])
        };
        let root = html::parse(page).expect("a page").root;
        let (texts, missing) = Sheets::new(&files).of_page(&root, &|href| Some(href.to_string()));
        assert_eq!((texts.len(), missing, count.get()), expected);
    }

    #[test]
    fn each_sheet_is_read_once_and_none_without_end() {
        let links =
            |count: usize| (0..count).map(|number| format!("<link rel=stylesheet href={number}.css>")).collect::<String>();
        check(&("<style>a</style>".to_string() + &links(1).repeat(1_000)), 10, (1_001, 0, 1));
        check(&links(1).repeat(1_000), BYTE_LIMIT + 1, (0, 1_000, 1));
        check(&links(1_000), READ_LIMIT, (0, 1_000, 2));
        check(&links(1).repeat(1_000), BYTE_LIMIT / 10, (10, 990, 1));
    }
}
