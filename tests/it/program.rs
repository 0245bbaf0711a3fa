//! The built program, run as people run it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A command that runs the program with nothing of this machine's settings:
/// English, no colour, a cache of its own.
pub fn chapbook(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chapbook"));
    command.current_dir(folder).env("NO_COLOR", "1").env("XDG_CACHE_HOME", cache()).env_remove("SOURCE_DATE_EPOCH");
    command
}

/// Shared by all tests, as it is shared by all runs of a person.
fn cache() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("cache")
}

pub fn run(folder: &Path, arguments: &[&str]) -> Output {
    chapbook(folder).args(arguments).output().expect("the program starts")
}

pub fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("messages are UTF-8")
}

pub fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("messages are UTF-8")
}

/// Writes `files` below a new temporary folder.
pub fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (path, bytes) in files {
        write(&folder.path().join(path), bytes);
    }
    folder
}

pub fn write(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("made");
    fs::write(path, bytes).expect("written");
}

pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("made");
    for entry in fs::read_dir(from).expect("listed").flatten() {
        let target = to.join(entry.file_name());
        if entry.file_type().expect("known").is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("copied");
        }
    }
}

/// A path in the repository.
pub fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A small sound statement, to be spoilt in one place.
pub const STATEMENT: &str = "\
title: A Small Statement
identifier: urn:uuid:5b0b3a5e-1c2d-5e6f-8a7b-0123456789ab
language: en
published: 2024-05-01
version: \"1\"
texts:
  - text.md
";

pub const TEXT: &str = "\
# Trust

> [!KEY]
> We keep our word.

We say what we mean, and we do what we say.[^word]

- first
- second

[^word]: A word is a promise.
";
