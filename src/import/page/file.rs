//! What browsers save → pages: the encoding of a file, where it was saved from,
//! and where its pictures are.

use url::Url;

use super::manuscript;
use crate::diagnostics::{Folder, inside};
use crate::elements::{Element, Node, html, tags};
use crate::import::manuscript::Manuscript;
use crate::import::saved::Saved;

/// The manuscript that the web page `bytes` is, which was saved in `folder` as
/// `name`. An error goes on after the name of the file.
pub(in crate::import) fn read(name: &str, bytes: &[u8], folder: &dyn Folder) -> Result<Manuscript, String> {
    let text = decoded(bytes);
    let address = saved_from(&text);
    let files = |path: &str| -> Result<Vec<u8>, String> {
        let path = inside(path).ok_or("lies outside of the folder of the page")?;
        folder.read(&path).map_err(|_| "was not saved beside the page".to_string())
    };
    manuscript(name, parsed(text)?, address, &files)
}

/// The manuscript that a page is which was saved with its pictures in one file.
pub(in crate::import) fn read_saved(name: &str, saved: Saved) -> Result<Manuscript, String> {
    let Saved { page, address, parts } = saved;
    let mut root = parsed(page)?;
    let number = |href: &str| {
        let whole = address.as_ref().and_then(|address| address.join(href).ok()).map(|url| url.to_string());
        let is_it = |(name, _): &(String, Vec<u8>)| name == href || whole.as_ref() == Some(name);
        parts.iter().position(is_it)
    };
    // Each part has a path for the time of reading: its number and its name.
    name_parts(&mut root, &|href| {
        let name = href.split(['?', '#']).next().unwrap_or_default().rsplit('/').next().unwrap_or_default();
        number(href).map(|number| format!("{number}/{name}"))
    });
    let files = |path: &str| -> Result<Vec<u8>, String> {
        let number = path.split('/').next().and_then(|number| number.parse::<usize>().ok());
        let part = number.and_then(|number| parts.get(number)).ok_or("was not saved with the page")?;
        Ok(part.1.clone())
    };
    manuscript(name, root, address.clone(), &files)
}

/// Has pictures and style sheets lead to the parts of the file.
fn name_parts(element: &mut Element, path: &dyn Fn(&str) -> Option<String>) {
    let key = match element.name.as_str() {
        "img" | "image" => Some("src"),
        "link" => Some("href"),
        _ => None,
    };
    for (name, value) in &mut element.attributes {
        if Some(name.as_str()) == key
            && let Some(path) = path(value.trim())
        {
            *value = path;
        }
    }
    for node in &mut element.nodes {
        if let Node::Element(inner) = node {
            name_parts(inner, path);
        }
    }
}

fn parsed(text: String) -> Result<Element, String> {
    if text.len() > BYTE_LIMIT {
        return Err(format!("is larger than {} MB", BYTE_LIMIT / 1_000_000));
    }
    Ok(html::parse(&readable(text)?).map_err(|why| format!("cannot be read: {why}"))?.root)
}

/// Where a browser saved the page from, which it says in its first lines:
/// `<!-- saved from url=(0024)https://example.org/page -->`.
fn saved_from(text: &str) -> Option<Url> {
    let (_, rest) = text.split_once("<!-- saved from url=(").filter(|(before, _)| before.len() < 4096)?;
    let (_, rest) = rest.split_once(')')?;
    let (address, _) = rest.split_once("-->")?;
    Url::parse(address.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https"))
}

/// The page without what costs a parser more than it says. Scripts are full of
/// what looks like tags; they say nothing, and a page that can be read only
/// without them is read so.
fn readable(text: String) -> Result<String, String> {
    if !tags::are_overlong(&text) {
        return Ok(text);
    }
    let shorter = [tags::without_scripts(&text), tags::without_machinery(&text)];
    let readable = shorter.into_iter().find(|text| !tags::are_overlong(text));
    readable.ok_or_else(|| "cannot be read: an element has more attributes than can be read".into())
}

/// A page with its pictures saved in it is some ten megabytes.
const BYTE_LIMIT: usize = 100_000_000;

/// In the encoding that its first bytes say, as browsers find it (WHATWG HTML §13.2.3).
pub(in crate::import) fn decoded(bytes: &[u8]) -> String {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_ascii_lowercase();
    let label = start.split_once("charset=").map(|(_, rest)| rest.trim_start_matches(['"', '\'']));
    let label =
        label.map(|rest| rest.split(|c: char| !(c.is_ascii_alphanumeric() || "-_:".contains(c))).next().unwrap_or_default());
    let declared = label.and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes()));
    let encoding = match declared {
        Some(encoding) if std::str::from_utf8(bytes).is_err() => encoding,
        Some(_) => encoding_rs::UTF_8,
        None if std::str::from_utf8(bytes).is_ok() => encoding_rs::UTF_8,
        None => encoding_rs::WINDOWS_1252,
    };
    encoding.decode(bytes).0.into_owned()
}
