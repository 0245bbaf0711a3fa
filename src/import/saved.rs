//! Web pages that a browser saved in one file with their pictures: MHTML
//! (RFC 2557), of Chrome, Edge, Opera, Internet Explorer and Word.

use std::collections::BTreeMap;

use mailparse::{MailHeaderMap, ParsedMail};
use url::Url;

/// What was saved.
pub(super) struct Saved {
    /// The page, in UTF-8.
    pub page: String,
    /// Where it was, if that is said.
    pub address: Option<Url>,
    /// Pictures and style sheets: their addresses (`https://…`, `cid:…`), and their bytes.
    pub parts: Vec<(String, Vec<u8>)>,
}

/// What the file `bytes` has in it. An error goes on after the name of the file.
pub(super) fn open(bytes: &[u8]) -> Result<Saved, String> {
    if bytes.len() > BYTE_LIMIT {
        return Err(format!("is larger than {} MB", BYTE_LIMIT / 1_000_000));
    }
    if bytes.windows(2).take(HEADER_LIMIT).all(|pair| pair != b"\n\n" && pair != b"\n\r") {
        return Err(NOTHING.into());
    }
    let mail = mailparse::parse_mail(bytes).map_err(|_| "cannot be read: it is damaged")?;
    let said = |name: &str| mail.headers.get_first_value(name);
    let start = said("Content-Type").and_then(|kind| mailparse::parse_content_type(&kind).params.remove("start"));
    let parts: Vec<&ParsedMail> = mail.parts().take(PART_LIMIT).collect();
    let is_page = |part: &&&ParsedMail| matches!(part.ctype.mimetype.as_str(), "text/html" | "application/xhtml+xml");
    let is_start = |part: &&&ParsedMail| start.is_some() && part.headers.get_first_value("Content-ID") == start;
    let page =
        parts.iter().find(|part| is_page(part) && is_start(part)).or_else(|| parts.iter().find(is_page)).ok_or(NOTHING)?;
    let address = said("Snapshot-Content-Location").or_else(|| page.headers.get_first_value("Content-Location"));
    let mut found = BTreeMap::new();
    for part in parts.iter().filter(|part| part.subparts.is_empty() && !std::ptr::eq(**part, *page)) {
        let id = part.headers.get_first_value("Content-ID");
        let id = id.map(|id| format!("cid:{}", id.trim().trim_start_matches('<').trim_end_matches('>')));
        let names: Vec<String> = part.headers.get_first_value("Content-Location").into_iter().chain(id).collect();
        if !names.is_empty() {
            let bytes = part.get_body_raw().map_err(|_| "cannot be read: a part of it is damaged")?;
            for name in names {
                found.entry(name.trim().to_string()).or_insert_with(|| bytes.clone());
            }
        }
    }
    let text = page.get_body_raw().map_err(|_| "cannot be read: it is damaged")?;
    let charset = page.ctype.params.get("charset").and_then(|name| encoding_rs::Encoding::for_label(name.as_bytes()));
    let page = match charset {
        Some(encoding) => encoding.decode(&text).0.into_owned(),
        None => super::page::decoded(&text),
    };
    Ok(Saved { page, address: address.and_then(|address| Url::parse(address.trim()).ok()), parts: found.into_iter().collect() })
}

const NOTHING: &str = "has no web page in it: save the page anew with Firefox, Chrome or Edge";

/// A page with all its pictures is some ten megabytes.
const BYTE_LIMIT: usize = 100_000_000;
/// A page of a large site has some hundreds.
const PART_LIMIT: usize = 10_000;
/// So far from its start the headers of a page end.
const HEADER_LIMIT: usize = 64 * 1024;
