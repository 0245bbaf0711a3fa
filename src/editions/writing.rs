//! Files are replaced whole, and several of them together or not at all.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use tempfile::TempPath;

use super::manifest::sha256;

/// What half-written files are called until they are renamed; what a killed
/// run left behind is known by it.
const PREFIX: &str = ".chapbook-";

/// A file to be written, and what will stand in it.
pub struct NewFile {
    pub path: PathBuf,
    pub bytes: Vec<u8>,
}

/// A file that is written under a name of its own, and has still to take its place.
pub struct Staged {
    pub path: PathBuf,
    pub sha256: String,
    pub bytes: u64,
    temporary: TempPath,
}

/// Makes `folder` and those around it, where they are not there yet.
pub fn make_folder(folder: &Path) -> Result<()> {
    if let Some(file) = folder.ancestors().find(|part| part.is_file()) {
        bail!("`{}` is a file, and no folder can be made in its place: name another one with `-o`", file.display());
    }
    fs::create_dir_all(folder).with_context(|| format!("cannot make the folder `{}`", folder.display()))
}

/// `bytes` written into `folder`, on the same disk as their place, `path`.
pub fn stage(path: &Path, bytes: &[u8], folder: &Path) -> Result<Staged> {
    let wrote = || -> std::io::Result<TempPath> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(PREFIX);
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let mut temporary = builder.tempfile_in(folder)?;
        temporary.write_all(bytes)?;
        temporary.flush()?;
        Ok(temporary.into_temp_path())
    };
    let temporary = wrote().with_context(|| format!("cannot write `{}`; the last edition is unchanged", path.display()))?;
    Ok(Staged { path: path.to_path_buf(), sha256: sha256(bytes), bytes: bytes.len() as u64, temporary })
}

/// Writes all of `files`, or none: every one is written beside its target
/// first, then they take their places.
pub fn replace_together(files: &[NewFile]) -> Result<()> {
    place_together(files.iter().map(|file| stage(&file.path, &file.bytes, folder_of(&file.path))).collect::<Result<_>>()?)
}

/// Renames all of `files` to their places, or none: if one cannot be renamed,
/// the ones before it are put back as they were.
pub fn place_together(files: Vec<Staged>) -> Result<()> {
    let mut replaced: Vec<Replaced> = Vec::new();
    for file in files {
        match replace(file) {
            Ok(done) => replaced.push(done),
            Err(error) => {
                for done in replaced.into_iter().rev() {
                    done.undo();
                }
                return Err(error);
            }
        }
    }
    for done in replaced {
        done.keep();
    }
    Ok(())
}

/// A target that has been renewed, and its last content until all are.
struct Replaced {
    path: PathBuf,
    earlier: Option<PathBuf>,
}

impl Replaced {
    fn undo(self) {
        // Nothing better can be done than to try: the first error is reported.
        let _ = match self.earlier {
            Some(earlier) => fs::rename(earlier, &self.path),
            None => fs::remove_file(&self.path),
        };
    }

    fn keep(self) {
        if let Some(earlier) = self.earlier {
            let _ = fs::remove_file(earlier);
        }
    }
}

/// The last content is kept beside the target by a second name, so that there
/// is no moment at which the target does not exist.
fn replace(file: Staged) -> Result<Replaced> {
    let path = file.path.as_path();
    let earlier = match path.symlink_metadata() {
        Ok(facts) if facts.is_dir() => return Err(anyhow!("cannot write `{}`: a folder has this name", path.display())),
        Ok(_) => Some(second_name(path)?),
        Err(_) => None,
    };
    match file.temporary.persist(path) {
        Ok(()) => Ok(Replaced { path: path.to_path_buf(), earlier }),
        Err(error) => {
            if let Some(earlier) = earlier {
                let _ = fs::remove_file(earlier);
            }
            Err(anyhow!(error.error).context(format!(
                "cannot replace `{}`; close the program that shows it and try again (the last edition is unchanged)",
                path.display()
            )))
        }
    }
}

fn second_name(path: &Path) -> Result<PathBuf> {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("edition");
    let second = folder_of(path).join(format!("{PREFIX}earlier-{name}"));
    let _ = fs::remove_file(&second);
    fs::hard_link(path, &second)
        .or_else(|_| fs::copy(path, &second).map(drop))
        .with_context(|| format!("cannot keep the last edition of `{}` aside", path.display()))?;
    Ok(second)
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// Removes what a killed run left in `folder`: its half-written files, older
/// than this run's because no other run is under way (see [`lock`]).
pub fn clear_leftovers(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let is_ours = name.to_str().is_some_and(|name| name.starts_with(PREFIX) && name != LOCK);
        if is_ours && entry.file_type().is_ok_and(|kind| kind.is_file()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

const LOCK: &str = ".chapbook-lock";

/// Held while a folder is written to; the operating system lets go of it even
/// when the program is killed.
pub struct Lock {
    file: File,
    path: PathBuf,
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
        let _ = self.file.unlock();
    }
}

/// The right to write in `folder`, once every other run has let go of it.
pub fn lock(folder: &Path) -> Result<Lock> {
    let path = folder.join(LOCK);
    loop {
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .with_context(|| format!("cannot write in `{}`", folder.display()))?;
        file.lock().with_context(|| format!("cannot lock `{}`", folder.display()))?;
        // The run that held it may have removed the file we waited for.
        if is_same(&file, &path) {
            return Ok(Lock { file, path });
        }
    }
}

#[cfg(unix)]
fn is_same(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::metadata(path)) {
        (Ok(ours), Ok(now)) => (ours.dev(), ours.ino()) == (now.dev(), now.ino()),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_same(_file: &File, path: &Path) -> bool {
    path.exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn new_file(folder: &Path, name: &str, text: &str) -> NewFile {
        NewFile { path: folder.join(name), bytes: text.into() }
    }

    #[test]
    fn if_one_file_cannot_be_replaced_none_is() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let folder = folder.path();
        fs::write(folder.join("a"), "old a").expect("written");
        fs::create_dir(folder.join("c")).expect("made");
        let files = [new_file(folder, "a", "new a"), new_file(folder, "b", "new b"), new_file(folder, "c", "new c")];
        let message = replace_together(&files).expect_err("a folder stands in the way").to_string();
        assert!(message.contains("a folder has this name"), "{message}");
        assert_eq!(fs::read_to_string(folder.join("a")).expect("still there"), "old a");
        assert!(!folder.join("b").exists());
        let names: Vec<_> = fs::read_dir(folder).expect("listed").flatten().map(|entry| entry.file_name()).collect();
        assert_eq!(names.len(), 2, "nothing is left behind: {names:?}");
    }

    #[test]
    fn leftovers_of_a_killed_run_are_cleared() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::write(folder.path().join(".chapbook-x1y2z3"), "half").expect("written");
        fs::write(folder.path().join("mine.txt"), "mine").expect("written");
        clear_leftovers(folder.path());
        assert!(!folder.path().join(".chapbook-x1y2z3").exists());
        assert!(folder.path().join("mine.txt").exists());
    }
}
