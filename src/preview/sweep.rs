//! What can be seen of files without reading them.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Each file and folder that is there, by its path.
pub type Facts = BTreeMap<PathBuf, Seen>;

/// What tells a file from another one at the same path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Nothing of folders: whatever changes in them is seen itself.
    file: Option<(u64, Option<SystemTime>)>,
    /// Which file or folder of the disk it is, where the system says so.
    number: Option<(u64, u64)>,
}

const ENTRIES_MAX: usize = 10_000;
const DEPTH_MAX: usize = 8;

/// What is at `paths` and below them; hidden files are passed over.
pub fn sweep(paths: &[PathBuf]) -> Facts {
    let mut facts = Facts::new();
    for path in paths {
        look(path, DEPTH_MAX, &mut facts);
    }
    facts
}

fn look(path: &Path, depth: usize, facts: &mut Facts) {
    if facts.len() >= ENTRIES_MAX {
        return;
    }
    let Ok(metadata) = fs::metadata(path) else { return };
    let file = metadata.is_file().then(|| (metadata.len(), metadata.modified().ok()));
    facts.insert(path.to_path_buf(), Seen { file, number: number(&metadata) });
    if !metadata.is_dir() || depth == 0 {
        return;
    }
    for entry in fs::read_dir(path).into_iter().flatten().flatten() {
        if !entry.file_name().to_string_lossy().starts_with('.') {
            look(&entry.path(), depth - 1, facts);
        }
    }
}

#[cfg(unix)]
fn number(metadata: &Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    Some((metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
fn number(_: &Metadata) -> Option<(u64, u64)> {
    None
}
