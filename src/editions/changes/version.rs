//! A version of a statement: on the disk, or a revision that git keeps.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::git;
use crate::diagnostics::{Folder, MemoryFolder};
use crate::document::Document;
use crate::editions::place::{Source, from_here};
use crate::source::Entry;

pub enum Version {
    Disk { place: Source, path: PathBuf },
    Revision { name: String, folder: MemoryFolder, entry: Entry, themes: Vec<PathBuf> },
}

impl Version {
    /// The version called `name`: a folder or file if there is one, else a revision
    /// of the statement in `source`.
    pub fn open(name: &str, source: &Path) -> Result<Self> {
        if name.starts_with('-') {
            bail!("`{name}` begins with `-`: that is neither a revision nor a path; write `./{name}` for a file of that name");
        }
        let path = Path::new(name);
        if path.exists() {
            return Self::at(path);
        }
        let (folder, entry) = git::read(name, source)
            .with_context(|| format!("there is no folder or file `{name}`, and as a revision of git it cannot be read"))?;
        let root = if source.is_dir() { source } else { source.parent().unwrap_or(Path::new(".")) };
        let themes = vec![root.join("themes"), root.join("..").join("themes"), PathBuf::from("themes")];
        Ok(Self::Revision { name: name.to_string(), folder, entry, themes })
    }

    /// The statement at `path` as it is now.
    pub fn at(path: &Path) -> Result<Self> {
        let place = Source::open(path)?;
        Ok(Self::Disk { place, path: path.to_path_buf() })
    }

    pub fn folder(&self) -> &dyn Folder {
        match self {
            Self::Disk { place, path: _ } => &place.folder,
            Self::Revision { folder, .. } => folder,
        }
    }

    pub fn entry(&self) -> &Entry {
        match self {
            Self::Disk { place, path: _ } => &place.entry,
            Self::Revision { entry, .. } => entry,
        }
    }

    /// Where themes of one's own may lie: a revision is shown in the look of today.
    pub fn theme_paths(&self) -> Vec<PathBuf> {
        match self {
            Self::Disk { place, path: _ } => place.theme_paths().to_vec(),
            Self::Revision { themes, .. } => themes.clone(),
        }
    }

    /// What a file of this version is called in reports: `HEAD:values.md`.
    pub fn path_of(&self, name: &str) -> String {
        match self {
            Self::Disk { place, path: _ } => from_here(&place.root.join(name)),
            Self::Revision { name: revision, .. } => format!("{revision}:{name}"),
        }
    }

    /// `` `source` ``
    pub fn shown(&self) -> String {
        match self {
            Self::Disk { place: _, path } => format!("`{}`", path.display()),
            Self::Revision { name, .. } => format!("the revision `{name}`"),
        }
    }

    /// How readers of a redline know the version: by what its metadata call it, if
    /// the other one is called otherwise, and by where it was read.
    pub fn called(&self, own: &Document, other: &Document) -> String {
        let name = match self {
            Self::Disk { place: _, path } => from_here(path),
            Self::Revision { name, .. } => name.clone(),
        };
        let (version, date) = (&own.metadata.version, own.metadata.modified);
        let is_told_apart = (version, date) != (&other.metadata.version, other.metadata.modified);
        if is_told_apart { format!("{version} ({date})") } else { name }
    }
}
