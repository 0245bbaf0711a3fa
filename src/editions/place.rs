//! Where a statement lies on the disk, and how files are called in reports.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};

use super::DiskFolder;
use crate::diagnostics::Sources;
use crate::source::Entry;

/// Where a statement is read from.
pub struct Source {
    pub folder: DiskFolder,
    pub root: PathBuf,
    pub entry: Entry,
}

impl Source {
    pub fn open(path: &Path) -> Result<Self> {
        let shown = path.display();
        if let Ok(false) = path.try_exists() {
            bail!(
                "there is nothing called `{shown}` here: name the folder that holds `statement.yaml`, or make a new one \
                 with `chapbook new {shown}`"
            );
        }
        let facts = path.metadata().with_context(|| format!("cannot read `{shown}`"))?;
        let (root, entry) = if facts.is_dir() {
            (path.to_path_buf(), Entry::Folder)
        } else {
            let name =
                path.file_name().and_then(|name| name.to_str()).ok_or_else(|| anyhow!("`{shown}` has no name in Unicode"))?;
            let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
            (parent.to_path_buf(), Entry::File(name.to_string()))
        };
        let folder = DiskFolder::open(&root).with_context(|| format!("cannot read `{}`", root.display()))?;
        Ok(Self { folder, root, entry })
    }

    /// Where a theme may lie: beside the texts, beside the source folder, or
    /// in the current folder.
    pub fn theme_folders(&self) -> Vec<DiskFolder> {
        self.theme_paths().iter().filter_map(|path| DiskFolder::open(path).ok()).collect()
    }

    /// Where a theme may lie, whether anything is there or not.
    pub fn theme_paths(&self) -> [PathBuf; 3] {
        [self.root.join("themes"), self.root.join("..").join("themes"), PathBuf::from("themes")]
    }

    /// Says of every file that was read where it lies, for reports: those of
    /// the embedded theme lie nowhere.
    pub fn locate(&self, sources: &mut Sources) {
        for id in sources.ids() {
            let name = sources.name(id);
            let path = match name.strip_prefix("themes/") {
                Some(rest) => self.theme_paths().iter().map(|folder| folder.join(rest)).find(|path| path.is_file()),
                None => Some(self.root.join(name)),
            };
            if let Some(path) = path {
                sources.locate(id, from_here(&path));
            }
        }
    }
}

/// `path` as seen from the current folder, with `/` between its parts; as it is
/// if it does not lie below it.
pub fn from_here(path: &Path) -> String {
    use std::path::Component;
    let is_plain = path.is_relative() && path.components().all(|part| part != Component::ParentDir);
    let below = || {
        let here = std::env::current_dir().ok()?.canonicalize().ok()?;
        Some(path.canonicalize().ok()?.strip_prefix(here).ok()?.to_path_buf())
    };
    let path = if is_plain { path.to_path_buf() } else { below().unwrap_or_else(|| path.to_path_buf()) };
    let path: PathBuf = path.components().filter(|part| *part != Component::CurDir).collect();
    let shown = path.to_string_lossy();
    if cfg!(windows) { shown.replace('\\', "/") } else { shown.into_owned() }
}
