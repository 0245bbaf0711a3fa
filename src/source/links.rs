//! Destinations of links → targets.

use std::collections::BTreeSet;

use url::Url;

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
            match canonical.join(destination) {
                Ok(url) => return Some(Target::Url(url.into())),
                Err(_) => diagnostics.bad_address(span, destination),
            }
            return None;
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
    match Url::parse(destination) {
        Ok(url) if is_whole => Some(Target::Url(url.into())),
        _ => {
            diagnostics.bad_address(span, destination);
            None
        }
    }
}
