//! What took time to make and will be wanted again: font subsets, pictures of
//! covers and where pages end, in the platform's cache folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use etcetera::BaseStrategy;
use sha2::{Digest, Sha256};

use crate::fonts::Memory;
use crate::render::pdf;

/// When there are more files than this, the oldest are removed. A statement in
/// seventy languages needs some five hundred.
const FILES_MAX: usize = 2_000;

/// Remembers bytes by a key that names all they depend on. Nothing depends on
/// it: a cache that cannot be read or written only costs time.
#[derive(Clone, Debug)]
pub struct Cache {
    folder: Option<PathBuf>,
}

impl Cache {
    /// `chapbook` in the platform's cache folder (`$XDG_CACHE_HOME`,
    /// `~/Library/Caches`, `%LOCALAPPDATA%`).
    pub fn of_the_platform() -> Self {
        Self { folder: etcetera::base_strategy::choose_native_strategy().ok().map(|base| base.cache_dir().join("chapbook")) }
    }

    pub fn in_folder(folder: &Path) -> Self {
        Self { folder: Some(folder.to_path_buf()) }
    }

    /// What `make` made of `key`, now or earlier. An error of `make` is
    /// returned and not remembered.
    pub fn get_or_make<E>(&self, key: &str, make: impl FnOnce() -> Result<Vec<u8>, E>) -> Result<Vec<u8>, E> {
        if let Some(bytes) = self.get(key) {
            return Ok(bytes);
        }
        let bytes = make()?;
        self.put(key, &bytes);
        Ok(bytes)
    }

    fn get(&self, key: &str) -> Option<Vec<u8>> {
        let mut bytes = fs::read(self.path(key)?).ok()?;
        let sum = bytes.split_off(bytes.len().checked_sub(32)?);
        (Sha256::digest(&bytes)[..] == sum[..]).then_some(bytes)
    }

    fn put(&self, key: &str, bytes: &[u8]) {
        let (Some(folder), Some(path)) = (&self.folder, self.path(key)) else { return };
        let _ = fs::create_dir_all(folder);
        let write = || -> std::io::Result<()> {
            let mut temporary = tempfile::NamedTempFile::new_in(folder)?;
            std::io::Write::write_all(&mut temporary, bytes)?;
            std::io::Write::write_all(&mut temporary, &Sha256::digest(bytes))?;
            temporary.persist(&path)?;
            Ok(())
        };
        let _ = write();
        remove_oldest(folder);
    }

    pub(super) fn path(&self, key: &str) -> Option<PathBuf> {
        Some(self.folder.as_ref()?.join(key))
    }
}

/// The list of installed fonts.
impl Memory for Cache {
    fn recall(&self) -> Option<Vec<u8>> {
        self.get(SYSTEM_FONTS)
    }

    fn remember(&self, bytes: &[u8]) {
        self.put(SYSTEM_FONTS, bytes);
    }
}

/// Where the pages of a text end.
impl pdf::Memory for Cache {
    fn recall(&self, key: &str) -> Option<Vec<u8>> {
        self.get(key)
    }

    fn remember(&self, key: &str, bytes: &[u8]) {
        self.put(key, bytes);
    }
}

const SYSTEM_FONTS: &str = "system-fonts";

fn remove_oldest(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut files: Vec<(SystemTime, PathBuf)> =
        entries.flatten().filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path()))).collect();
    if files.len() > FILES_MAX {
        files.sort();
        for (_, path) in &files[..files.len() - FILES_MAX] {
            let _ = fs::remove_file(path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_made_is_made_once_and_damage_is_noticed() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let cache = Cache::in_folder(folder.path());
        let make = |bytes: &'static [u8]| move || Ok::<_, ()>(bytes.to_vec());
        assert_eq!(cache.get_or_make("a", make(b"first")), Ok(b"first".to_vec()));
        assert_eq!(cache.get_or_make("a", make(b"second")), Ok(b"first".to_vec()));
        fs::write(folder.path().join("a"), b"damaged").expect("written");
        assert_eq!(cache.get_or_make("a", make(b"third")), Ok(b"third".to_vec()));
        assert_eq!(cache.get_or_make("b", || Err("no")), Err("no"));
        assert_eq!(cache.get_or_make("b", make(b"now")), Ok(b"now".to_vec()));
        assert_eq!(Cache { folder: None }.get_or_make("a", make(b"same")), Ok(b"same".to_vec()));
    }
}
