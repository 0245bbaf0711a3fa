//! A version of a statement: on the disk, a revision that git keeps, or editions.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::{editions, git};
use crate::diagnostics::MemoryFolder;
use crate::document::{Document, Language};
use crate::editions::manifest::Manifest;
use crate::editions::place::{Source, from_here};
use crate::source::Entry;

pub enum Version {
    Disk {
        place: Source,
        path: PathBuf,
    },
    Revision {
        name: String,
        folder: MemoryFolder,
        entry: Entry,
        themes: Vec<PathBuf>,
    },
    /// An edition, or another text that can be imported.
    File(PathBuf),
    /// Editions of which only hashes can be read.
    Hashes {
        path: PathBuf,
        manifest: Box<Manifest>,
    },
}

impl Version {
    /// The version called `name`: a folder or file if there is one, else a revision
    /// of the statement in `source`. Of a folder of editions, the one in `language`,
    /// or else in the language of the original.
    pub fn open(name: &str, source: &Path, language: Option<&Language>) -> Result<Self> {
        if name.starts_with('-') {
            bail!("`{name}` begins with `-`: that is neither a revision nor a path; write `./{name}` for a file of that name");
        }
        let path = Path::new(name);
        if path.is_dir()
            && let Some(manifest) = editions::manifest(path)?
        {
            return match editions::readable(&manifest, path, language)? {
                Some(edition) => Ok(Self::File(edition)),
                None => Ok(Self::Hashes { path: path.to_path_buf(), manifest: Box::new(manifest) }),
            };
        }
        if let Some(edition) = editions::loose(path) {
            bail!(
                "in `{name}` there is neither a `statement.yaml` nor a manifest of editions: name one of the files in it, such \
                 as `{}`",
                edition.display()
            );
        }
        if path.exists() {
            return Self::at(path);
        }
        if let Some("html" | "htm" | "epub" | "docx" | "pdf" | "md") = path.extension().and_then(|ending| ending.to_str()) {
            bail!("there is no file `{name}`");
        }
        let (folder, entry) = git::read(name, source)
            .with_context(|| format!("there is no folder or file `{name}`, and as a revision of git it cannot be read"))?;
        let root = if source.is_dir() { source } else { source.parent().unwrap_or(Path::new(".")) };
        let themes = vec![root.join("themes"), root.join("..").join("themes"), PathBuf::from("themes")];
        Ok(Self::Revision { name: name.to_string(), folder, entry, themes })
    }

    /// The statement at `path` as it is now.
    pub fn at(path: &Path) -> Result<Self> {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
        match ending.as_str() {
            "" | "md" | "markdown" | "txt" | "yaml" | "yml" => {}
            "pdf" if path.is_file() => bail!(
                "of the PDF `{}` only the pages can be read, not what on them is a title, a list or a note: name the EPUB or \
                 the HTML edition that was made with it",
                path.display()
            ),
            "po" | "pot" if path.is_file() => bail!(
                "`{}` is a catalog and no whole text: name the folder of the statement, and say with `--language` which \
                 translation is meant",
                path.display()
            ),
            _ if path.is_file() => return Ok(Self::File(path.to_path_buf())),
            _ => {}
        }
        let place = Source::open(path)?;
        Ok(Self::Disk { place, path: path.to_path_buf() })
    }

    /// Where themes of one's own may lie: a revision is shown in the look of today,
    /// and an edition does not tell its theme.
    pub fn theme_paths(&self) -> Vec<PathBuf> {
        match self {
            Self::Disk { place, path: _ } => place.theme_paths().to_vec(),
            Self::Revision { themes, .. } => themes.clone(),
            Self::File(_) | Self::Hashes { .. } => Vec::new(),
        }
    }

    /// What a file of this version is called in reports: `HEAD:values.md`.
    pub fn path_of(&self, name: &str) -> String {
        match self {
            Self::Disk { place, path: _ } => from_here(&place.root.join(name)),
            Self::Revision { name: revision, .. } => format!("{revision}:{name}"),
            Self::File(path) | Self::Hashes { path, manifest: _ } => format!("{}:{name}", from_here(path)),
        }
    }

    /// `` `source` ``
    pub fn shown(&self) -> String {
        match self {
            Self::Disk { place: _, path } | Self::File(path) | Self::Hashes { path, manifest: _ } => {
                format!("`{}`", path.display())
            }
            Self::Revision { name, .. } => format!("the revision `{name}`"),
        }
    }

    /// How readers of a redline know the version: by what its metadata call it, if
    /// the other one is called otherwise, and by where it was read.
    pub fn called(&self, own: &Document, other: &Document) -> String {
        let name = match self {
            Self::Disk { place: _, path } | Self::File(path) | Self::Hashes { path, manifest: _ } => name_of(path),
            Self::Revision { name, .. } => name.clone(),
        };
        let (version, date) = (&own.metadata.version, own.metadata.modified);
        let is_told_apart = (version, date) != (&other.metadata.version, other.metadata.modified);
        if is_told_apart { format!("{version} ({date})") } else { name }
    }
}

/// How people call what lies at `path`; the current folder by its own name.
fn name_of(path: &Path) -> String {
    let from_here = from_here(path);
    if !from_here.is_empty() {
        return from_here;
    }
    let absolute = path.canonicalize().unwrap_or_default();
    absolute.file_name().map_or_else(|| ".".to_string(), |name| name.to_string_lossy().into_owned())
}
