//! Archives of documents and books, opened.

use crate::archive::{self, Archive};

/// A part of a package: where it is, what it is, and what is said of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Part {
    pub path: String,
    pub kind: String,
    pub properties: String,
}

/// The archive that `bytes` are. An error goes on after the name of the file:
/// it is none, would unpack to too much, or names files outside of itself.
pub(super) fn open(bytes: &[u8]) -> Result<Archive<'_>, String> {
    let archive = archive::open(bytes).map_err(|why| format!("cannot be opened: {why}"))?;
    let leaves = |name: &str| {
        name.split(['/', '\\']).any(|part| part == "..")
            || name.starts_with(['/', '\\'])
            || name.as_bytes().get(1) == Some(&b':')
    };
    match archive.entries.iter().find(|entry| leaves(&entry.name)) {
        Some(entry) => Err(format!("is refused: it names a file outside of itself, `{}`", entry.name.escape_debug())),
        None => Ok(archive),
    }
}
