//! Where editions are written, and what an earlier run wrote there.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use anyhow::{Result, bail};

use super::collection::{Collection, InLanguage, Statement};
use super::make::{Made, MadeEdition, Prepared};
use super::manifest::{Entry, FaceEntry, Manifest, OtherFile, sha256};
use super::named::Named;
use super::place::Source;
use super::records::{self, INDEX, MANIFEST, Plan, SUMS};
use super::writing::{Lock, Staged, clear_leftovers, lock, make_folder, place_together, stage};
use super::{Edition, Existing, Request, history, ownership};
use crate::diagnostics::Diagnostics;
use crate::document::{Format, Language};
use crate::source;

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

/// One language, made, and written aside until all are.
pub struct Renewed {
    pub language: Language,
    pub entries: Vec<Entry>,
    pub others: Vec<OtherFile>,
    pub faces: Vec<FaceEntry>,
    /// What is told of the editions.
    pub editions: Vec<Edition>,
    /// What the page of editions needs of the original.
    pub prepared: Option<Prepared>,
    files: Vec<Staged>,
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

    /// Warns of what changed since the last build: in the original, and in the
    /// faces of all languages.
    pub fn compare(&self, collection: &Collection, diagnostics: &mut Diagnostics) {
        if let Some(last) = self.last() {
            let document = &collection.original().document;
            history::compare(document, collection.original().fingerprint(), last, diagnostics);
            for statement in collection.languages.iter().filter_map(InLanguage::ready) {
                let mut found = Diagnostics::new();
                history::compare_faces(&statement.library, last, &mut found);
                diagnostics.append_new(found);
            }
        }
    }

    fn last(&self) -> Option<&Manifest> {
        match &self.kind {
            Kind::Collection { last } => last.as_deref(),
            Kind::Beside => None,
        }
    }

    /// Whether an earlier run left editions in `language`, in all of `formats`.
    pub fn has_last(&self, language: &Language, formats: &[Format]) -> bool {
        let editions = self.last().map(|last| last.editions.as_slice()).unwrap_or_default();
        let mut own =
            editions.iter().filter(|entry| entry.language == language.tag() && self.folder.join(&entry.file).exists());
        match formats {
            [] => own.next().is_some(),
            formats => {
                let there: Vec<&str> = own.map(|entry| entry.format.as_str()).collect();
                formats.iter().all(|format| there.contains(&format.extension()))
            }
        }
    }

    pub fn staging(&self) -> Staging<'_> {
        Staging { output: self, lock: Mutex::new(None) }
    }

    /// Brings the editions to their places, those of one language together,
    /// then what speaks of all of them. The files that are no editions are
    /// returned. If one language cannot take its place, the others do, the
    /// records tell of it, and its error is returned.
    pub fn write(
        &self,
        staging: &Staging,
        plan: &Plan,
        mut renewed: Vec<Renewed>,
        prepared: &Prepared,
    ) -> Result<Vec<PathBuf>> {
        let last = match &self.kind {
            Kind::Beside => {
                self.refuse_strangers(renewed.iter().flat_map(|language| &language.files), None)?;
                for language in renewed {
                    place_together(language.files)?;
                }
                return Ok(Vec::new());
            }
            Kind::Collection { last } => last.as_deref(),
        };
        let records = |renewed: &[Renewed]| -> Result<(Manifest, Vec<Staged>)> {
            let (manifest, files) = records::records(self, plan, renewed, prepared, last);
            Ok((manifest, files.iter().map(|file| staging.put_aside(&file.path, &file.bytes)).collect::<Result<_>>()?))
        };
        let (mut manifest, mut files) = records(&renewed)?;
        let page = files.iter().filter(|file| file.path.ends_with(INDEX));
        self.refuse_strangers(renewed.iter().flat_map(|language| &language.files).chain(page), last)?;
        self.refuse_strange_records(&manifest, last)?;
        let mut failure = None;
        for language in std::mem::take(&mut renewed) {
            match self.place(language) {
                Ok(placed) => renewed.push(placed),
                Err(error) => failure = failure.or(Some(error)),
            }
        }
        if failure.is_some() {
            (manifest, files) = records(&renewed)?;
        }
        let others = renewed.iter().flat_map(|language| &language.others).map(|other| self.folder.join(&other.file));
        let written = others.chain(files.iter().map(|file| file.path.clone())).collect();
        place_together(files)?;
        if let Some(error) = failure {
            return Err(error);
        }
        if let Some(last) = last {
            self.remove_what_is_no_longer_made(last, &manifest);
        }
        Ok(written)
    }

    fn place(&self, mut language: Renewed) -> Result<Renewed> {
        for file in &language.files {
            let folder = file.path.parent().unwrap_or(&self.folder);
            make_folder(folder)?;
        }
        place_together(std::mem::take(&mut language.files))?;
        Ok(language)
    }

    /// An error if one of `files` would replace something that no earlier run wrote.
    fn refuse_strangers<'a>(&self, files: impl IntoIterator<Item = &'a Staged>, last: Option<&Manifest>) -> Result<()> {
        if self.existing == Existing::Overwrite {
            return Ok(());
        }
        for file in files {
            let Ok(bytes) = fs::read(&file.path) else { continue };
            let sum = sha256(&bytes);
            let is_listed = last.and_then(|last| last.sha256_of(&self.name(&file.path))) == Some(&sum);
            if !is_listed && sum != file.sha256 && !ownership::is_marked(&file.path, &bytes) {
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

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    fn name(&self, path: &Path) -> String {
        path.strip_prefix(&self.folder).unwrap_or(path).to_string_lossy().replace('\\', "/")
    }

    /// Removes files that the last run wrote, that nobody changed since, and
    /// that are made no more: under another name (after a change of the slug,
    /// say), or in a language that was taken away.
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

/// Where finished languages wait, in the folder itself under names of their
/// own: so a full disk or a killed run replaces nothing, and memory holds only
/// what is being made.
pub struct Staging<'a> {
    output: &'a Output,
    /// Held from the first file on.
    lock: Mutex<Option<Lock>>,
}

impl Staging<'_> {
    /// Writes `made` aside.
    pub fn stage(&self, statement: &Statement, named: &Named, made: &Made) -> Result<Renewed> {
        let folder = &self.output.folder;
        let mut renewed = Renewed {
            language: statement.language().clone(),
            entries: Vec::new(),
            others: Vec::new(),
            faces: made.face_entries.clone(),
            editions: Vec::new(),
            prepared: None,
            files: Vec::new(),
        };
        let together: Vec<Format> = made.list.iter().map(|edition| edition.format).collect();
        let text_hash = statement.fingerprint().text_hash.clone();
        for edition in &made.list {
            let path = folder.join(statement.file_name(edition.format));
            let staged = self.put_aside(&path, &edition.bytes)?;
            renewed.entries.push(records::entry(statement, edition, &staged, &together, named, &text_hash));
            renewed.editions.push(told(statement, edition, path));
            renewed.files.push(staged);
        }
        if matches!(self.output.kind, Kind::Beside) {
            return Ok(renewed);
        }
        let stem = statement.document.metadata.stem();
        let typst = made.typst_files.iter().map(|(path, bytes)| (format!("{stem}.typst/{path}"), bytes));
        let sharing = made.pictures.sharing.iter().map(|(name, bytes)| (name.clone(), bytes));
        for (name, bytes) in typst.chain(sharing) {
            let staged = self.put_aside(&folder.join(&name), bytes)?;
            renewed.others.push(OtherFile { file: name, sha256: staged.sha256.clone() });
            renewed.files.push(staged);
        }
        Ok(renewed)
    }

    fn put_aside(&self, path: &Path, bytes: &[u8]) -> Result<Staged> {
        let folder = &self.output.folder;
        let mut held = self.lock.lock().expect("no thread panics while it takes the lock");
        if held.is_none() {
            make_folder(folder)?;
            *held = Some(lock(folder)?);
            clear_leftovers(folder);
        }
        drop(held);
        stage(path, bytes, folder)
    }
}

fn told(statement: &Statement, made: &MadeEdition, path: PathBuf) -> Edition {
    let MadeEdition { format, bytes, pages, time } = made;
    let language = statement.language().clone();
    Edition { path, language, format: *format, bytes: bytes.len(), pages: *pages, time: *time }
}
