//! Destinations of links → targets.

use std::collections::BTreeSet;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use url::{Position, Url};

use super::outline::Addresses;
use super::{TextFile, paths};
use crate::diagnostics::{Diagnostics, Span, nearest};
use crate::document::{Anchor, Target};

pub(super) struct Links<'a> {
    texts: &'a [TextFile],
    addresses: &'a Addresses,
    canonical: Option<Url>,
    /// Anchors that links lead to, to be looked for when all ids are known.
    wanted: Vec<(Anchor, Span)>,
}

impl<'a> Links<'a> {
    pub fn new(texts: &'a [TextFile], addresses: &'a Addresses, canonical: Option<&str>) -> Self {
        let canonical = canonical.and_then(|address| Url::parse(address).ok());
        Self { texts, addresses, canonical, wanted: Vec::new() }
    }

    /// Where `destination`, written in the text `file`, leads; nothing if that
    /// is a problem. An anchor is looked for in [`Links::check`].
    pub fn target(&mut self, destination: &str, file: usize, span: Span, diagnostics: &mut Diagnostics) -> Option<Target> {
        let destination = destination.trim();
        if let Some(fragment) = destination.strip_prefix('#') {
            return Some(self.anchor(paths::decode(fragment), span));
        }
        match paths::scheme(destination) {
            Some(scheme) => absolute(destination, scheme, span, diagnostics),
            None => self.relative(destination, file, span, diagnostics),
        }
    }

    /// Reports the anchors that are not among `ids`.
    pub fn check(&self, ids: &BTreeSet<Anchor>, diagnostics: &mut Diagnostics) {
        for (anchor, span) in &self.wanted {
            if !ids.contains(anchor) {
                let known = ids.iter().map(Anchor::as_str).filter(|id| anchor.as_str().contains('.') || !id.contains('.'));
                diagnostics.unknown_anchor(*span, anchor.as_str(), nearest(anchor.as_str(), known));
            }
        }
    }

    fn anchor(&mut self, name: String, span: Span) -> Target {
        let anchor = Anchor::new(name);
        self.wanted.push((anchor.clone(), span));
        Target::Anchor(anchor)
    }

    fn relative(&mut self, destination: &str, file: usize, span: Span, diagnostics: &mut Diagnostics) -> Option<Target> {
        if destination.is_empty() {
            diagnostics.bad_address(span, destination);
            return None;
        }
        let (path, fragment) = destination.split_once('#').unwrap_or((destination, ""));
        let resolved = paths::resolve(&self.texts[file].path, path);
        if let Some(text) = self.texts.iter().position(|text| Some(&text.path) == resolved.as_ref()) {
            return self.in_text(text, &paths::decode(fragment), span);
        }
        let is_text = path.to_ascii_lowercase().ends_with(".md");
        if let (Some(canonical), false) = (&self.canonical, is_text) {
            let target = canonical.join(destination).ok().and_then(address);
            if target.is_none() {
                diagnostics.bad_address(span, destination);
            }
            return target;
        }
        let near = nearest(path, self.texts.iter().map(|text| text.path.as_str()));
        diagnostics.relative_link(span, destination, near);
        None
    }

    fn in_text(&mut self, text: usize, fragment: &str, span: Span) -> Option<Target> {
        if fragment.is_empty() {
            return self.addresses.starts.get(&text).cloned().map(Target::Anchor);
        }
        match self.addresses.headings.get(&(text, fragment.to_string())) {
            Some(anchor) => Some(Target::Anchor(anchor.clone())),
            None => Some(self.anchor(fragment.to_string(), span)),
        }
    }
}

fn absolute(destination: &str, scheme: &str, span: Span, diagnostics: &mut Diagnostics) -> Option<Target> {
    let scheme = scheme.to_ascii_lowercase();
    if !["http", "https", "mailto", "tel"].contains(&scheme.as_str()) {
        diagnostics.scheme_not_allowed(span, &scheme);
        return None;
    }
    let is_whole = match scheme.as_str() {
        "http" | "https" => destination[scheme.len() + 1..].starts_with("//"),
        "mailto" => destination[7..].split('?').next().is_some_and(|to| to.contains('@') && !to.contains(' ')),
        _ => destination[4..].chars().any(|c| c.is_ascii_digit()) && !destination.contains(' '),
    };
    let target = Url::parse(destination).ok().filter(|_| is_whole).and_then(address);
    if target.is_none() {
        diagnostics.bad_address(span, destination);
    }
    target
}

/// What a browser takes in a path, a query or a fragment and RFC 3986 §3.3 to §3.5 does not.
const NOT_IN_ADDRESS: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// `url` with every character encoded that an address may not hold, as EPUB
/// asks for (EPUB 3.3 §3.3); nothing if its host has an empty part.
fn address(url: Url) -> Option<Target> {
    if url.host_str().is_some_and(|host| host.trim_end_matches('.').split('.').any(str::is_empty)) {
        return None;
    }
    let (origin, rest) = (&url[..Position::BeforePath], &url[Position::BeforePath..]);
    Some(Target::Url(format!("{origin}{}", encoded_percent_signs(&utf8_percent_encode(rest, NOT_IN_ADDRESS).to_string()))))
}

/// `text` with `%25` for each `%` that does not begin an encoded character.
fn encoded_percent_signs(text: &str) -> String {
    let mut parts = text.split('%');
    let mut out = parts.next().unwrap_or("").to_string();
    for part in parts {
        let is_encoding = part.len() >= 2 && part.bytes().take(2).all(|byte| byte.is_ascii_hexdigit());
        out.push_str(if is_encoding { "%" } else { "%25" });
        out.push_str(part);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_holds_only_what_addresses_may_hold() {
        let cases = [
            ("https://example.org/a?b=\\*", Some("https://example.org/a?b=%5C*")),
            ("https://example.org/[a]?[b]#{c}", Some("https://example.org/%5Ba%5D?%5Bb%5D#%7Bc%7D")),
            ("https://example.org/100%/%2F%zz", Some("https://example.org/100%25/%2F%25zz")),
            ("https://[::1]/a", Some("https://[::1]/a")),
            ("https://example.org./", Some("https://example.org./")),
            ("https://../", None),
            ("mailto:a@example.org?subject=[b]", Some("mailto:a@example.org?subject=%5Bb%5D")),
        ];
        for (written, expected) in cases {
            let target = Url::parse(written).ok().and_then(address);
            assert_eq!(target, expected.map(|url| Target::Url(url.to_string())), "{written}");
        }
    }
}
