//! Links.

use percent_encoding::percent_decode_str;
use url::Url;

use super::{Here, Reader};
use crate::elements::Element;
use crate::import::manuscript::plain;
use crate::import::tidy;
use crate::markdown::Piece;

impl Reader<'_> {
    pub(super) fn link(&mut self, element: &Element, here: &Here) -> Vec<Piece> {
        let was_in_link = std::mem::replace(&mut self.is_in_link, true);
        let pieces = self.pieces(&element.nodes, here);
        self.is_in_link = was_in_link;
        let Some(href) = element.attribute("href").map(str::trim).filter(|href| !href.is_empty()) else { return pieces };
        if tidy::is_empty(&pieces) {
            return pieces;
        }
        match self.destination(href) {
            Some(destination) => vec![Piece::Link { destination, pieces }],
            None => {
                let help = "write `[words](https://…)` with the whole address";
                self.gathering.lose(
                    format!("a link to `{}` was left out, and its words were kept", shortened(href)),
                    &plain(&pieces),
                    help,
                );
                pieces
            }
        }
    }

    fn destination(&mut self, href: &str) -> Option<String> {
        if self.is_own {
            return Some(match href.split_once('#').filter(|(path, _)| !path.contains(':')) {
                Some((_, id)) => format!("#{}", percent_decode_str(id).decode_utf8_lossy()),
                None => href.to_string(),
            });
        }
        if let Some(place) = self.page.place(href) {
            return Some(format!("#{place}"));
        }
        let url = Url::parse(href)
            .or_else(|_| self.page.base.map_or(Err(url::ParseError::RelativeUrlWithoutBase), |base| base.join(href)))
            .ok()?;
        if let Some(place) = self.place_here(&url) {
            return Some(place);
        }
        if let Some(target) = target_of_detour(&url) {
            self.detours += 1;
            return Some(target.to_string());
        }
        matches!(url.scheme(), "http" | "https" | "mailto" | "tel").then(|| url.to_string())
    }

    /// Browsers write the whole address even of a place in the page that they save.
    fn place_here(&self, url: &Url) -> Option<String> {
        let (page, id) = (self.page.base?, url.fragment()?);
        let is_same = page.as_str().split('#').next() == url.as_str().split('#').next();
        is_same.then(|| format!("##{}", percent_decode_str(id).decode_utf8_lossy()))
    }

    /// Says of links that led through a page that counts who follows them.
    pub(super) fn list_detours(&mut self) {
        if self.detours > 0 {
            let what = match self.detours {
                1 => "a link led through a page that counts its readers; it leads to its true address now".to_string(),
                count => {
                    format!("{count} links led through a page that counts their readers; they lead to their true addresses now")
                }
            };
            self.gathering.lose_at(what, "all over the text", "look whether they lead where they should");
        }
    }
}

/// Where a link leads that goes through Google Docs, Facebook or Outlook first.
fn target_of_detour(url: &Url) -> Option<Url> {
    let key = match (url.host_str()?, url.path()) {
        ("www.google.com" | "google.com", "/url") => "q",
        ("l.facebook.com" | "lm.facebook.com", "/l.php") => "u",
        (host, "/") if host.ends_with(".safelinks.protection.outlook.com") => "url",
        _ => return None,
    };
    let (_, target) = url.query_pairs().find(|(name, _)| name == key || (key == "q" && name == "url"))?;
    Url::parse(&target).ok().filter(|target| matches!(target.scheme(), "http" | "https" | "mailto"))
}

fn shortened(href: &str) -> String {
    if href.chars().count() > 80 { href.chars().take(79).chain(['…']).collect() } else { href.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_detour_ends_at_the_true_address() {
        let cases = [
            ("https://www.google.com/url?q=https://a.example/b%3Fc%3D1&sa=D&ust=1", Some("https://a.example/b?c=1")),
            ("https://l.facebook.com/l.php?u=https%3A%2F%2Fa.example%2F&h=x", Some("https://a.example/")),
            (
                "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.example%2F&data=x",
                Some("https://a.example/"),
            ),
            ("https://www.google.com/url?q=javascript:alert(1)", None),
            ("https://www.google.com/search?q=https://a.example/", None),
            ("https://a.example/url?q=https://b.example/", None),
        ];
        for (href, expected) in cases {
            let target = target_of_detour(&Url::parse(href).expect("an address"));
            assert_eq!(target.as_ref().map(Url::as_str), expected, "{href}");
        }
    }
}
