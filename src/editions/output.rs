//! Where editions are written, what an earlier run wrote there, and the files
//! that speak of all of them: index page, sums, manifest.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::make::Made;
use super::manifest::{Entry, FORM, FaceEntry, Fingerprint, Manifest, OtherFile, fingerprint, sha256};
use super::writing::{NewFile, clear_leftovers, lock, replace_together};
use super::{Existing, Format, Request, Source, Statement, history, ownership};
use crate::diagnostics::Diagnostics;
use crate::document::Accessibility;
use crate::fonts::{self, ScreenFace};
use crate::render::index::{self, IndexEntry, IndexFile, Standing};
use crate::source;

pub const MANIFEST: &str = "manifest.json";
const INDEX: &str = "index.html";
const SUMS: &str = "SHA256SUMS";

/// The folder for the finished files.
pub struct Output {
    folder: PathBuf,
    kind: Kind,
    existing: Existing,
}

enum Kind {
    /// Editions, index page, sums and manifest.
    Collection { last: Option<Box<Manifest>> },
    /// The editions of a single file, beside it, and nothing else.
    Beside,
}

impl Output {
    /// Reads what the last run left; writes nothing.
    pub fn open(request: &Request, place: &Source) -> Result<Self> {
        let (folder, kind) = match (&request.output, &place.entry) {
            (None, source::Entry::File(_)) => (place.root.clone(), Kind::Beside),
            (folder, _) => {
                let folder = folder.clone().unwrap_or_else(|| PathBuf::from("output"));
                let last = match fs::read(folder.join(MANIFEST)) {
                    Ok(bytes) => Manifest::read(&bytes).map(Box::new),
                    Err(_) => None,
                };
                (folder, Kind::Collection { last })
            }
        };
        Ok(Self { folder, kind, existing: request.existing })
    }

    pub fn path_of(&self, statement: &Statement, format: Format) -> PathBuf {
        self.folder.join(file_name(statement, format))
    }

    /// Warns of what changed since the last build.
    pub fn compare(&self, statement: &Statement, diagnostics: &mut Diagnostics) {
        if let Kind::Collection { last: Some(last) } = &self.kind {
            let now = fingerprint(&statement.document);
            history::compare(&statement.document, &now, last, diagnostics);
            history::compare_faces(&statement.library, last, diagnostics);
        }
    }

    /// Writes the editions together, then what speaks of them. The files that
    /// are no editions are returned.
    pub fn write(&self, statement: &Statement, made: Made) -> Result<Vec<PathBuf>> {
        fs::create_dir_all(&self.folder).with_context(|| format!("cannot make the folder `{}`", self.folder.display()))?;
        let _lock = lock(&self.folder)?;
        clear_leftovers(&self.folder);
        match &self.kind {
            Kind::Beside => {
                let files = self.new_files(statement, made);
                self.refuse_strangers(&files, None)?;
                replace_together(&files)?;
                Ok(Vec::new())
            }
            Kind::Collection { last } => self.write_collection(statement, made, last.as_deref()),
        }
    }

    fn write_collection(&self, statement: &Statement, made: Made, last: Option<&Manifest>) -> Result<Vec<PathBuf>> {
        let now = fingerprint(&statement.document);
        let stem = statement.document.metadata.stem();
        let mut others: Vec<NewFile> = made
            .typst_files
            .iter()
            .map(|(path, bytes)| NewFile { path: self.folder.join(format!("{stem}.typst/{path}")), bytes: bytes.clone() })
            .collect();
        if let Some((name, bytes)) = &made.pictures.sharing {
            others.push(NewFile { path: self.folder.join(name), bytes: bytes.clone() });
        }
        let mut manifest = self.manifest(statement, &made, &others, now, last);
        let page = index::render(&[index_entry(statement, &manifest, &made)], &statement.theme, &made.faces, &statement.words);
        manifest.files.push(OtherFile { file: INDEX.into(), sha256: sha256(&page) });
        manifest.files.sort_by(|a, b| a.file.cmp(&b.file));
        let page = NewFile { path: self.folder.join(INDEX), bytes: page };

        let editions = self.new_files(statement, made);
        self.refuse_strangers(editions.iter().chain(&others).chain([&page]), last)?;
        self.refuse_strange_records(&manifest, last)?;
        for file in &others {
            let folder = file.path.parent().expect("a file lies in a folder");
            fs::create_dir_all(folder).with_context(|| format!("cannot make the folder `{}`", folder.display()))?;
        }
        replace_together(&editions)?;
        let sums = NewFile { path: self.folder.join(SUMS), bytes: sums(&manifest).into_bytes() };
        let record = NewFile { path: self.folder.join(MANIFEST), bytes: manifest.bytes() };
        others.extend([page, sums, record]);
        replace_together(&others)?;
        if let Some(last) = last {
            self.remove_what_is_no_longer_made(last, &manifest);
        }
        Ok(others.into_iter().map(|file| file.path).collect())
    }

    fn new_files(&self, statement: &Statement, made: Made) -> Vec<NewFile> {
        let new =
            |edition: super::make::MadeEdition| NewFile { path: self.path_of(statement, edition.format), bytes: edition.bytes };
        made.list.into_iter().map(new).collect()
    }

    /// An error if one of `files` would replace something that no earlier run wrote.
    fn refuse_strangers<'a>(&self, files: impl IntoIterator<Item = &'a NewFile>, last: Option<&Manifest>) -> Result<()> {
        if self.existing == Existing::Overwrite {
            return Ok(());
        }
        for file in files {
            let Ok(bytes) = fs::read(&file.path) else { continue };
            let is_listed =
                last.and_then(|last| last.sha256_of(&self.name(&file.path))).is_some_and(|sum| sum == sha256(&bytes));
            if !is_listed && bytes != file.bytes && !ownership::is_marked(&file.path, &bytes) {
                bail!(
                    "`{}` was not made by chapbook, or was changed since; move it away, or pass `--force` to replace it",
                    file.path.display()
                );
            }
        }
        Ok(())
    }

    /// An error if the sums or the manifest would replace a file of that name
    /// that is something else.
    fn refuse_strange_records(&self, now: &Manifest, last: Option<&Manifest>) -> Result<()> {
        if self.existing == Existing::Overwrite || last.is_some() {
            return Ok(());
        }
        let is_about_us = |sums: &str| now.editions.iter().any(|entry| sums.contains(&entry.file));
        let strangers = [
            (MANIFEST, self.folder.join(MANIFEST).exists()),
            (SUMS, fs::read_to_string(self.folder.join(SUMS)).is_ok_and(|sums| !is_about_us(&sums))),
        ];
        match strangers.iter().find(|(_, is_strange)| *is_strange) {
            Some((name, _)) => {
                let path = self.folder.join(name);
                bail!("`{}` was not made by chapbook; move it away, or pass `--force` to replace it", path.display())
            }
            None => Ok(()),
        }
    }

    fn name(&self, path: &Path) -> String {
        path.strip_prefix(&self.folder).unwrap_or(path).to_string_lossy().replace('\\', "/")
    }

    fn manifest(
        &self,
        statement: &Statement,
        made: &Made,
        others: &[NewFile],
        now: Fingerprint,
        last: Option<&Manifest>,
    ) -> Manifest {
        let metadata = &statement.document.metadata;
        let entry = |edition: &super::make::MadeEdition| Entry {
            file: file_name(statement, edition.format),
            language: metadata.language.to_string(),
            format: edition.format.extension().into(),
            title: metadata.title.clone(),
            version: metadata.version.clone(),
            modified: metadata.modified.to_string(),
            bytes: edition.bytes.len() as u64,
            sha256: sha256(&edition.bytes),
            pages: edition.pages,
            text_hash: now.text_hash.clone(),
            is_current: true,
            together: made.list.iter().map(|edition| edition.format.extension().to_string()).collect(),
        };
        let mut editions: Vec<Entry> = made.list.iter().map(entry).collect();
        // A format that was not asked for this time is still there, as the last run left it.
        for earlier in last.map(|last| last.editions.as_slice()).unwrap_or_default() {
            let is_ours = Format::ALL.iter().any(|format| earlier.file == file_name(statement, *format));
            if is_ours && !editions.iter().any(|entry| entry.file == earlier.file) && self.folder.join(&earlier.file).exists() {
                editions
                    .push(Entry { is_current: earlier.is_current && earlier.text_hash == now.text_hash, ..earlier.clone() });
            }
        }
        let others = others.iter().map(|file| OtherFile { file: self.name(&file.path), sha256: sha256(&file.bytes) }).collect();
        Manifest {
            form: FORM,
            program: concat!("chapbook ", env!("CARGO_PKG_VERSION")).into(),
            identifier: metadata.identifier.clone(),
            title: metadata.title.clone(),
            version: metadata.version.clone(),
            published: metadata.published.to_string(),
            modified: metadata.modified.to_string(),
            source_hash: statement.source_hash.clone(),
            text_hash: now.text_hash,
            editions,
            files: others,
            faces: faces(&statement.library, &made.faces),
            sections: now.sections,
            anchors: now.anchors,
        }
    }

    /// Removes files that the last run wrote, that nobody changed since, and
    /// that have another name now (after a change of the slug, say).
    fn remove_what_is_no_longer_made(&self, last: &Manifest, now: &Manifest) {
        let made: BTreeSet<&str> = names(now).chain([INDEX, SUMS, MANIFEST]).collect();
        for name in names(last).filter(|name| !made.contains(name)) {
            let Some(inside) = crate::diagnostics::inside(name) else { continue };
            let path = self.folder.join(inside);
            let is_untouched = fs::read(&path).is_ok_and(|bytes| last.sha256_of(name) == Some(&sha256(&bytes)));
            if is_untouched && fs::remove_file(&path).is_ok() {
                // A folder for Typst files goes with the last of them.
                for folder in path.ancestors().skip(1).take_while(|folder| *folder != self.folder) {
                    if fs::remove_dir(folder).is_err() {
                        break;
                    }
                }
            }
        }
    }
}

fn names(manifest: &Manifest) -> impl Iterator<Item = &str> {
    manifest.editions.iter().map(|entry| entry.file.as_str()).chain(manifest.files.iter().map(|other| other.file.as_str()))
}

pub fn file_name(statement: &Statement, format: Format) -> String {
    format!("{}.{}", statement.document.metadata.stem(), format.extension())
}

/// The form that `sha256sum -c` and `shasum -a 256 -c` read.
fn sums(manifest: &Manifest) -> String {
    let editions = manifest.editions.iter().map(|entry| (&entry.file, &entry.sha256));
    let others = manifest.files.iter().map(|other| (&other.file, &other.sha256));
    let mut lines: Vec<_> = editions.chain(others).collect();
    lines.sort();
    lines.iter().map(|(file, sum)| format!("{sum}  {file}\n")).collect()
}

/// The files of the faces that are in the editions.
fn faces(library: &fonts::Library, used: &[ScreenFace]) -> Vec<FaceEntry> {
    let is_used = |face: &&fonts::Face| {
        used.iter().any(|other| (&other.family, other.weight, other.style) == (&face.family, face.weight, face.style))
    };
    let mut faces: Vec<FaceEntry> = library.faces().iter().filter(is_used).map(FaceEntry::of).collect();
    faces.sort();
    faces
}

fn index_entry(statement: &Statement, manifest: &Manifest, made: &Made) -> IndexEntry {
    let metadata = &statement.document.metadata;
    let file = |entry: &Entry| {
        let format = Format::ALL.into_iter().find(|format| format.extension() == entry.format)?;
        Some(IndexFile { format: format.name(), file_name: entry.file.clone(), bytes: entry.bytes, pages: entry.pages })
    };
    let is_current = manifest.editions.iter().all(|entry| entry.is_current);
    IndexEntry {
        title: metadata.title.clone(),
        subtitle: metadata.subtitle.clone(),
        language: metadata.language.clone(),
        version: metadata.version.clone(),
        date: metadata.modified,
        description: metadata.description.clone(),
        cover_png: made.pictures.cover.clone(),
        files: manifest.editions.iter().filter_map(file).collect(),
        accessibility: Accessibility::of(&statement.document, made.page_list),
        standing: if is_current { Standing::Current } else { Standing::Older },
    }
}
