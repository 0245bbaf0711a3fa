//! The files that lie beside an edition.

/// A file with the same text in another format, or the picture for sharing (`PNG`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sibling {
    /// As readers know it: `PDF`, `EPUB`, `HTML`, `PNG`.
    pub format: &'static str,
    pub file_name: String,
}

impl Sibling {
    /// Whether it is the picture for sharing, which is no edition.
    pub fn is_picture(&self) -> bool {
        self.format == "PNG"
    }

    pub fn media_type(&self) -> Option<&'static str> {
        match self.format {
            "PDF" => Some("application/pdf"),
            "EPUB" => Some("application/epub+zip"),
            "HTML" => Some("text/html"),
            "PNG" => Some("image/png"),
            _ => None,
        }
    }

    /// The address of the file from a file beside it (RFC 3986 §4.2: a colon
    /// would make it a scheme).
    pub fn address(&self) -> String {
        let mut out = String::new();
        for byte in self.file_name.bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
                other => out.push_str(&format!("%{other:02X}")),
            }
        }
        out
    }

    /// The whole address of the file if it is published beside `canonical`.
    pub fn address_beside(&self, canonical: &str) -> String {
        let path_start = canonical.find("://").map_or(0, |at| at + 3);
        let path_end = canonical.find(['?', '#']).unwrap_or(canonical.len());
        let folder = match canonical[path_start..path_end].rfind('/') {
            Some(slash) => &canonical[..path_start + slash],
            None => &canonical[..path_end],
        };
        format!("{folder}/{}", self.address())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_published_beside_the_canonical_one() {
        let sibling = Sibling { format: "PDF", file_name: "our values.en.pdf".to_string() };
        let cases = ["https://a.org", "https://a.org/", "https://a.org/x.html", "https://a.org?a=/b/c"];
        for canonical in cases {
            assert_eq!(sibling.address_beside(canonical), "https://a.org/our%20values.en.pdf", "{canonical}");
        }
        assert_eq!(sibling.address_beside("https://a.org/en/values"), "https://a.org/en/our%20values.en.pdf");
    }
}
