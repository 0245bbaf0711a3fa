//! Where files come from: the one door between the stages and the world.

use std::collections::BTreeMap;

/// Files by their path relative to a folder, with `/` between the parts. The
/// folder on a disk is in `editions`; [`MemoryFolder`] serves embedded themes
/// and tests.
pub trait Folder: Sync {
    /// The bytes of the file at `path`. A path never leads out of the folder,
    /// neither by `..` nor by being absolute nor through a symbolic link.
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError>;

    /// The paths of all files at any depth below `path` (`""`: the folder
    /// itself), sorted.
    fn list(&self, path: &str) -> Vec<String>;
}

/// Why a file could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    NotFound,
    /// The path leads out of the folder.
    Outside,
    /// There is a file whose name differs in the case of letters only; on some
    /// platforms it would be found, on others not.
    OtherCase {
        actual: String,
    },
    NotAFile,
    TooLarge {
        bytes: u64,
    },
    /// What the operating system said.
    Other(String),
}

/// What completes "it cannot be read: …".
impl std::fmt::Display for ReadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotFound => f.write_str("it is not there"),
            Self::Outside => f.write_str("it is outside the folder"),
            Self::OtherCase { actual } => write!(f, "its name is written `{actual}`"),
            Self::NotAFile => f.write_str("it is not a file"),
            Self::TooLarge { bytes } => write!(f, "it is too large ({} MiB)", bytes.div_ceil(1024 * 1024)),
            Self::Other(why) => f.write_str(why),
        }
    }
}

/// Files in memory.
#[derive(Clone, Debug, Default)]
pub struct MemoryFolder {
    files: BTreeMap<String, Vec<u8>>,
}

impl MemoryFolder {
    pub fn new<P: Into<String>, B: Into<Vec<u8>>>(files: impl IntoIterator<Item = (P, B)>) -> Self {
        Self { files: files.into_iter().map(|(path, bytes)| (path.into(), bytes.into())).collect() }
    }
}

impl Folder for MemoryFolder {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        let path = inside(path).ok_or(ReadError::Outside)?;
        match self.files.get(&path) {
            Some(bytes) => Ok(bytes.clone()),
            None if !self.list(&path).is_empty() => Err(ReadError::NotAFile),
            None => Err(match self.files.keys().find(|name| name.to_lowercase() == path.to_lowercase()) {
                Some(actual) => ReadError::OtherCase { actual: actual.clone() },
                None => ReadError::NotFound,
            }),
        }
    }

    fn list(&self, path: &str) -> Vec<String> {
        let prefix = if path.is_empty() { String::new() } else { format!("{}/", path.trim_end_matches('/')) };
        self.files.keys().filter(|name| name.starts_with(&prefix)).cloned().collect()
    }
}

/// `path` without `.` and `..` parts, or nothing if it is absolute (in the way
/// of any platform) or leads above where it starts. `\` parts a path too.
pub fn inside(path: &str) -> Option<String> {
    let path = path.replace('\\', "/");
    if path.starts_with('/') || path.as_bytes().get(1) == Some(&b':') {
        return None;
    }
    let mut parts = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_stays_inside_its_folder() {
        let cases = [
            ("a.md", Some("a.md")),
            ("./a/../b.md", Some("b.md")),
            ("a\\b.png", Some("a/b.png")),
            ("../a.md", None),
            ("a/../../b", None),
            ("/etc/passwd", None),
            ("C:\\a", None),
            ("\\\\server\\share", None),
        ];
        for (path, expected) in cases {
            assert_eq!(inside(path).as_deref(), expected, "{path}");
        }
    }
}
