//! What was found out about a text when it was set, so that it need not be found
//! out again: before which blocks its pages have to end.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::units::Breaks;
use super::world::Faces;
use crate::document::Anchor;

/// Where such things are kept between runs, by a key that names all they depend
/// on. Nothing depends on it but time.
pub trait Memory: Sync {
    /// What was remembered last for `key`, if it is still there.
    fn recall(&self, key: &str) -> Option<Vec<u8>>;
    fn remember(&self, key: &str, bytes: &[u8]);
}

/// Remembers nothing.
pub struct Forgetful;

impl Memory for Forgetful {
    fn recall(&self, _: &str) -> Option<Vec<u8>> {
        None
    }

    fn remember(&self, _: &str, _: &[u8]) {}
}

/// Where the attempts to set a text stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    pub breaks: Breaks,
    /// How many pages the attempts before had, all together. It counts on from
    /// there, so that what is remembered changes no page.
    pub pages_set: usize,
}

impl Standing {
    /// A line with the number of pages, then one for each break.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = format!("{}\n", self.pages_set);
        for anchor in &self.breaks {
            out.push_str(anchor.as_str());
            out.push('\n');
        }
        out.into_bytes()
    }

    pub fn from_bytes(bytes: Vec<u8>) -> Option<Self> {
        let text = String::from_utf8(bytes).ok()?;
        let mut lines = text.lines();
        let pages_set = lines.next()?.parse().ok()?;
        Some(Self { breaks: lines.map(Anchor::new).collect(), pages_set })
    }
}

/// SHA-256, in hexadecimal, of all that Typst is given and of `purpose`.
pub fn key(purpose: &str, texts: &BTreeMap<String, String>, images: &BTreeMap<String, Arc<[u8]>>, faces: &Faces) -> String {
    let mut hash = Sha256::new();
    let mut add = |part: &[u8]| {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    };
    add(concat!(env!("CARGO_PKG_VERSION"), " ").as_bytes());
    add(purpose.as_bytes());
    for (path, text) in texts {
        add(path.as_bytes());
        add(text.as_bytes());
    }
    for (path, bytes) in images {
        add(path.as_bytes());
        add(bytes);
    }
    for font in faces.iter() {
        add(font.info().family.as_bytes());
        add(format!("{:?} {}", font.info().variant, font.data().len()).as_bytes());
    }
    hash.finalize().iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_standing_is_read_as_it_was_written() {
        let breaks = ["trust.2", "what-we-ask.3.1"].into_iter().map(Anchor::new).collect();
        for standing in [Standing::default(), Standing { breaks, pages_set: 26 }] {
            assert_eq!(Standing::from_bytes(standing.to_bytes()), Some(standing));
        }
        assert_eq!(Standing::from_bytes(b"trust.2\n".to_vec()), None);
        assert_eq!(Standing::from_bytes(Vec::new()), None);
    }
}
