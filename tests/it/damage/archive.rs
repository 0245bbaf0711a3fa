//! Books, damaged: their pages as those of HTML, after a step `in PATH`.
//!
//! | step | does |
//! | --- | --- |
//! | `lose PATH` | the archive has no such part |
//! | `flip PATH` | one byte of the part, as it is packed, is another |
//! | `flip each part` | the same, with one damaged book for each part |
//! | `cut-file 1/2` | the file ends there |

use super::{cut_off, pages, parted};
use crate::verify_books::{Part, pack, parts};

/// The book after these steps; several books if each part is spoilt.
pub fn spoilt(whole: &[u8], steps: &[String]) -> Vec<Vec<u8>> {
    let (mut parts, mut current) = (parts(whole), String::new());
    for step in steps {
        match parted(step, " ") {
            ("in", path) => current = path.to_string(),
            ("lose", path) => {
                part(&mut parts, path);
                parts.retain(|(other, _)| other != path);
            }
            ("flip", "each part") => return parts.iter().map(|(path, _)| flipped(whole, path)).collect(),
            ("flip", path) => return vec![flipped(whole, path)],
            ("cut-file", share) => return vec![cut_off(whole, share)],
            _ => {
                let (_, bytes) = part(&mut parts, &current);
                let page = String::from_utf8(std::mem::take(bytes)).unwrap();
                *bytes = pages::spoilt(page, step).into_bytes();
            }
        }
    }
    vec![pack(&parts)]
}

fn part<'a>(parts: &'a mut [Part], path: &str) -> &'a mut Part {
    parts.iter_mut().find(|(other, _)| other == path).unwrap_or_else(|| panic!("the book has no part `{path}`"))
}

/// The byte in the middle of what is packed as the part, changed in one bit.
fn flipped(whole: &[u8], path: &str) -> Vec<u8> {
    let short = |at: usize| usize::from(u16::from_le_bytes([whole[at], whole[at + 1]]));
    let long = |at: usize| short(at) + short(at + 2) * 65536;
    let mut header = 0;
    loop {
        assert!(whole[header..].starts_with(b"PK\x03\x04"), "the book has no part `{path}`");
        let (name, packed) = (header + 30, long(header + 18));
        let start = name + short(header + 26) + short(header + 28);
        if whole[name..].starts_with(path.as_bytes()) && short(header + 26) == path.len() {
            let mut bytes = whole.to_vec();
            bytes[start + packed / 2] ^= 1;
            return bytes;
        }
        header = start + packed;
    }
}
