//! A folder on the disk that cannot be left.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::diagnostics::{Folder, ReadError, inside};

/// Larger files are refused unread.
const BYTES_MAX: u64 = 64 * 1024 * 1024;
const DEPTH_MAX: usize = 8;

/// The folder at `root`; symbolic links that lead out of it are not followed.
#[derive(Clone, Debug)]
pub struct DiskFolder {
    root: PathBuf,
}

impl DiskFolder {
    /// An error if there is no folder at `root`.
    pub fn open(root: &Path) -> std::io::Result<Self> {
        let root = root.canonicalize()?;
        if !root.is_dir() {
            return Err(std::io::Error::new(ErrorKind::NotADirectory, "not a folder"));
        }
        Ok(Self { root })
    }
}

impl Folder for DiskFolder {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        let path = inside(path).ok_or(ReadError::Outside)?;
        let wanted = self.root.join(&path);
        let found = match wanted.canonicalize() {
            Ok(found) => found,
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                return Err(match self.other_case(&path) {
                    Some(actual) => ReadError::OtherCase { actual },
                    None => ReadError::NotFound,
                });
            }
            Err(error) => return Err(ReadError::Other(error.to_string())),
        };
        if !found.starts_with(&self.root) {
            return Err(ReadError::Outside);
        }
        // Where the case of names does not matter to the system, it matters to us.
        if cfg!(any(windows, target_os = "macos"))
            && let Some(actual) = self.other_case(&path)
        {
            return Err(ReadError::OtherCase { actual });
        }
        let facts = fs::metadata(&found).map_err(|error| ReadError::Other(error.to_string()))?;
        if !facts.is_file() {
            return Err(ReadError::NotAFile);
        }
        if facts.len() > BYTES_MAX {
            return Err(ReadError::TooLarge { bytes: facts.len() });
        }
        fs::read(&found).map_err(|error| ReadError::Other(error.to_string()))
    }

    fn list(&self, path: &str) -> Vec<String> {
        let mut files = Vec::new();
        if let Some(path) = inside(path) {
            list(&self.root.join(&path), &path, DEPTH_MAX, &mut files);
        }
        files.sort();
        files
    }
}

impl DiskFolder {
    /// The path that differs from `path` in the case of letters only.
    fn other_case(&self, path: &str) -> Option<String> {
        let mut folder = self.root.clone();
        let mut actual = Vec::new();
        for part in path.split('/') {
            let names: Vec<String> =
                fs::read_dir(&folder).ok()?.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
            let name = match names.iter().find(|name| *name == part) {
                Some(same) => same,
                None => names.iter().filter(|name| name.to_lowercase() == part.to_lowercase()).min()?,
            };
            folder.push(name);
            actual.push(name.clone());
        }
        let actual = actual.join("/");
        (actual != path).then_some(actual)
    }
}

/// Hidden files and symbolic links are passed over.
fn list(folder: &Path, prefix: &str, depth: usize, files: &mut Vec<String>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let (Ok(name), Ok(kind)) = (entry.file_name().into_string(), entry.file_type()) else { continue };
        if name.starts_with('.') {
            continue;
        }
        let path = if prefix.is_empty() { name } else { format!("{prefix}/{name}") };
        if kind.is_file() {
            files.push(path);
        } else if kind.is_dir() && depth > 0 {
            list(&entry.path(), &path, depth - 1, files);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> (tempfile::TempDir, DiskFolder) {
        let outer = tempfile::tempdir().expect("a temporary folder");
        fs::write(outer.path().join("secret.md"), "secret").expect("written");
        let root = outer.path().join("source");
        fs::create_dir_all(root.join("images")).expect("made");
        fs::write(root.join("images/Sun.png"), "sun").expect("written");
        let folder = DiskFolder::open(&root).expect("a folder");
        (outer, folder)
    }

    #[test]
    fn names_are_exact_and_the_other_case_is_named() {
        let (_outer, folder) = folder();
        assert_eq!(folder.read("images/Sun.png"), Ok(b"sun".to_vec()));
        assert_eq!(folder.read("Images/sun.png"), Err(ReadError::OtherCase { actual: "images/Sun.png".into() }));
        assert_eq!(folder.read("moon.png"), Err(ReadError::NotFound));
        assert_eq!(folder.read("images"), Err(ReadError::NotAFile));
        assert_eq!(folder.list(""), ["images/Sun.png"]);
    }

    #[test]
    fn nothing_outside_is_read() {
        let (_outer, folder) = folder();
        assert_eq!(folder.read("../secret.md"), Err(ReadError::Outside));
        assert_eq!(folder.read("/etc/passwd"), Err(ReadError::Outside));
    }

    #[cfg(unix)]
    #[test]
    fn a_symbolic_link_does_not_lead_out() {
        let (outer, folder) = folder();
        std::os::unix::fs::symlink(outer.path().join("secret.md"), outer.path().join("source/inner.md")).expect("linked");
        assert_eq!(folder.read("inner.md"), Err(ReadError::Outside));
    }
}
