//! Addresses in a book and the places they lead to (RFC 3986 §5).

use percent_encoding::percent_decode_str;

use crate::verify::elements::is_remote;

/// A place in a book: the path of a part, and an id in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub path: String,
    pub id: Option<String>,
}

/// The place to which `address` leads from a part in `folder`; nothing if that
/// is outside the book.
pub fn inside(folder: &str, address: &str) -> Option<Place> {
    if is_remote(address) || address.starts_with("data:") || address.starts_with('/') || address.contains('?') {
        return None;
    }
    let (path, id) = match address.split_once('#') {
        Some((path, id)) => (path, Some(id)),
        None => (address, None),
    };
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let decoded = percent_decode_str(path).decode_utf8().ok()?;
    for part in decoded.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            name => parts.push(name),
        }
    }
    let id = match id {
        Some(id) => Some(percent_decode_str(id).decode_utf8().ok()?.into_owned()),
        None => None,
    };
    Some(Place { path: parts.join("/"), id })
}

/// The place to which `address` leads from the part `path`.
pub fn from_part(path: &str, address: &str) -> Option<Place> {
    match address.strip_prefix('#') {
        Some(id) => Some(Place { path: path.to_string(), id: Some(id.to_string()) }),
        None => inside(folder(path), address),
    }
}

/// The folder in which the part `path` stands.
pub fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_leads_to_a_part_or_outside() {
        let cases = [
            ("EPUB/a.xhtml", "b.xhtml#c", Some(("EPUB/b.xhtml", Some("c")))),
            ("EPUB/a.xhtml", "#c", Some(("EPUB/a.xhtml", Some("c")))),
            ("EPUB/a.xhtml", "../b%20c.css", Some(("b c.css", None))),
            ("EPUB/text/a.xhtml", "../images/b.png", Some(("EPUB/images/b.png", None))),
            ("a.xhtml", "../b.png", None),
            ("EPUB/a.xhtml", "../../b.png", None),
            ("EPUB/a.xhtml", "https://a.org/b", None),
            ("EPUB/a.xhtml", "/b.png", None),
            ("EPUB/a.xhtml", "mailto:a@b.org", None),
        ];
        for (from, address, expected) in cases {
            let found = from_part(from, address);
            let found = found.as_ref().map(|place| (place.path.as_str(), place.id.as_deref()));
            assert_eq!(found, expected, "{from} {address}");
        }
    }
}
