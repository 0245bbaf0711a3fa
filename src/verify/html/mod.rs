//! The HTML edition as a browser and its reader have it.

mod checks;
mod languages;
mod names;

pub use languages::check_alternates;

use super::elements;
use super::{Fault, Found, Transcript};
use crate::document::Format;
use crate::elements::{self as tree, Element, tags};

/// What the HTML edition `bytes` says, and what is wrong with it. An error if
/// it cannot be read as HTML, or is no edition of this program.
pub fn read(bytes: &[u8]) -> Result<Found, Fault> {
    if bytes.is_empty() {
        return Err(Fault::unreadable("the file is empty"));
    }
    if bytes.len() > BYTE_LIMIT {
        return Err(Fault::unreadable(format!("the file is larger than {} MB", BYTE_LIMIT / 1_000_000)));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        Fault::unreadable(format!("the file is not text in UTF-8: byte {at} cannot stand there"))
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if tags::are_overlong(text) {
        return Err(Fault::unreadable("an element has more attributes than can be read"));
    }
    let page = tree::html::parse(text).map_err(Fault::unreadable)?;
    if !is_ours(&page.root) {
        if is_made_here(&page.root) && text.starts_with("<!DOCTYPE html>") && !text.trim_end().ends_with("</html>") {
            return Err(Fault::unreadable("its end is missing"));
        }
        return Err(Fault::foreign("the page does not say that Chapbook made it"));
    }
    let language = page.root.attribute("lang").unwrap_or_default().to_string();
    let lines = match page.root.find("body") {
        Some(body) => elements::lines(body, &language, &str::to_string),
        None => Vec::new(),
    };
    let title = page.root.find("title");
    let title_language = title.and_then(|title| title.attribute("lang")).unwrap_or(&language).to_string();
    let title = title.map(Element::words).unwrap_or_default();
    let faults = checks::check(&page);
    let alternates = languages::alternates(&page.root);
    let transcript = Transcript { format: Format::Html, title, title_language, language, lines };
    Ok(Found { transcript, faults, alternates })
}

/// Editions hold their images; with many photographs they are some ten megabytes.
const BYTE_LIMIT: usize = 100_000_000;

/// Whether the page says that it was made with this program, and has the text
/// or the cover of an edition, which the page of all editions has not.
fn is_ours(root: &Element) -> bool {
    is_made_here(root) && root.descendants().any(|element| element.id() == Some("_text") || element.has_class("cover"))
}

fn is_made_here(root: &Element) -> bool {
    let generator = root.all("meta").find(|meta| meta.attribute("name") == Some("generator"));
    generator.and_then(|meta| meta.attribute("content")).is_some_and(|maker| maker.starts_with("Chapbook "))
}
