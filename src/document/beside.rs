//! Where the editions of a statement lie: all in one folder, on the disk and
//! where they are published, under names that follow from slug and language.

use super::{Endonym, Format, Imprint, Language, Metadata};

impl Metadata {
    /// The name of the file of the edition in `language` and `format`.
    pub fn file_name(&self, language: &Language, format: Format) -> String {
        format!("{}.{language}.{}", self.slug, format.extension())
    }
}

/// With more languages than this, pages fold the list of them.
pub const LANGUAGES_SHOWN_MAX: usize = 12;

/// The HTML edition of a statement in one of its languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternate {
    pub endonym: Endonym,
    /// From a file beside it.
    pub address: String,
    /// Where it is published, if that is known.
    pub published: Option<String>,
    pub is_original: bool,
    /// Whether it is the edition of which `metadata` speaks.
    pub is_this: bool,
}

impl Alternate {
    /// The address by which machines are led to it.
    pub fn target(&self) -> &str {
        self.published.as_deref().unwrap_or(&self.address)
    }
}

/// The HTML editions in all languages that `imprint` names, in its order; none
/// if there is one only. `metadata` is that of one of them.
pub fn alternates(metadata: &Metadata, imprint: &Imprint) -> Vec<Alternate> {
    let alternate = |endonym: &Endonym| {
        let is_original = imprint.original.as_ref() == Some(&endonym.language);
        let name = metadata.file_name(&endonym.language, Format::Html);
        let canonical = imprint.original_address.as_deref();
        let published =
            canonical.map(|canonical| if is_original { canonical.to_string() } else { address_beside(&name, canonical) });
        Alternate {
            endonym: endonym.clone(),
            address: relative_address(&name),
            published,
            is_original,
            is_this: endonym.language == metadata.language,
        }
    };
    imprint.languages.iter().map(alternate).collect()
}

/// The address of the file `name` from a file beside it (RFC 3986 §4.2: a
/// colon would make it a scheme).
pub fn relative_address(name: &str) -> String {
    let mut out = String::new();
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}

/// The whole address of the file `name` if it is published beside `canonical`.
pub fn address_beside(name: &str, canonical: &str) -> String {
    let path_start = canonical.find("://").map_or(0, |at| at + 3);
    let path_end = canonical.find(['?', '#']).unwrap_or(canonical.len());
    let folder = match canonical[path_start..path_end].rfind('/') {
        Some(slash) => &canonical[..path_start + slash],
        None => &canonical[..path_end],
    };
    format!("{folder}/{}", relative_address(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_published_beside_the_canonical_one() {
        let cases = ["https://a.org", "https://a.org/", "https://a.org/x.html", "https://a.org?a=/b/c"];
        for canonical in cases {
            assert_eq!(address_beside("our values.en.pdf", canonical), "https://a.org/our%20values.en.pdf", "{canonical}");
        }
        assert_eq!(address_beside("a.en.pdf", "https://a.org/en/values"), "https://a.org/en/a.en.pdf");
    }
}
