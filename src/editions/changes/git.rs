//! A statement as it was in a revision, read through the program `git`.
//!
//! Nothing of a revision is written to the disk, no shell is asked, and no name
//! that a person gives can be taken for an option.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, anyhow, bail};

use crate::diagnostics::MemoryFolder;
use crate::source::Entry;

/// What all files of a revision may hold together.
const BYTES_MAX: usize = 256 * 1024 * 1024;

/// The files of `revision` in the folder where `source` lies now, and what the
/// statement is among them.
pub fn read(revision: &str, source: &Path) -> Result<(MemoryFolder, Entry)> {
    let (folder, entry) = place(source)?;
    let commit = commit(revision, folder)?;
    let files = list(&commit, folder)?;
    let wanted: Vec<(String, String)> = match &entry {
        Entry::Folder => files,
        // Beside a single file there may be anything: only images are looked for.
        Entry::File(name) => files.into_iter().filter(|(path, _)| path == name || is_image(path)).collect(),
    };
    if wanted.is_empty() {
        bail!("`{}` is not in the revision `{revision}`", source.display());
    }
    Ok((MemoryFolder::new(contents(wanted, folder)?), entry))
}

fn place(source: &Path) -> Result<(&Path, Entry)> {
    if source.is_dir() {
        return Ok((source, Entry::Folder));
    }
    let name = source.file_name().and_then(|name| name.to_str()).filter(|_| source.is_file());
    let name = name.ok_or_else(|| anyhow!("there is no statement at `{}`; say where with `--source`", source.display()))?;
    let folder = source.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Ok((folder, Entry::File(name.to_string())))
}

fn is_image(path: &str) -> bool {
    let extension = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    matches!(extension.as_str(), "png" | "jpg" | "jpeg" | "gif" | "webp" | "svg")
}

/// The hash of the commit that `revision` names. `--end-of-options` guards against
/// names that look like options; what comes after it is a hash.
fn commit(revision: &str, folder: &Path) -> Result<String> {
    if revision.starts_with('-') {
        bail!("a revision does not begin with `-`");
    }
    let wanted = format!("{revision}^{{commit}}");
    let found = git(folder, &["rev-parse", "--verify", "--end-of-options", &wanted])?;
    let hash = String::from_utf8(found).context("git answered with what is no text")?;
    let hash = hash.trim();
    if hash.is_empty() || !hash.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        bail!("git knows no commit `{revision}`");
    }
    Ok(hash.to_string())
}

/// The paths of the plain files below the folder, each with the hash of its content.
fn list(commit: &str, folder: &Path) -> Result<Vec<(String, String)>> {
    let listed = git(folder, &["ls-tree", "-r", "-z", commit, "--", "."])?;
    let mut files = Vec::new();
    for entry in listed.split(|byte| *byte == 0).filter(|entry| !entry.is_empty()) {
        let entry = std::str::from_utf8(entry).context("a file of the revision has no name in Unicode")?;
        // `100644 blob HASH<TAB>path`; links and other repositories are left out.
        let (facts, path) = entry.split_once('\t').ok_or_else(|| anyhow!("git listed `{entry}`, which cannot be read"))?;
        let mut facts = facts.split(' ');
        if let (Some("100644" | "100755"), Some("blob"), Some(hash)) = (facts.next(), facts.next(), facts.next()) {
            files.push((path.to_string(), hash.to_string()));
        }
    }
    Ok(files)
}

/// The contents of files, asked for by their hashes.
fn contents(files: Vec<(String, String)>, folder: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let asked: String = files.iter().map(|(_, hash)| format!("{hash}\n")).collect();
    let mut child = command(folder, &["cat-file", "--batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .context("cannot run `git`")?;
    let mut input = child.stdin.take().ok_or_else(|| anyhow!("git does not listen"))?;
    // Git answers while it is asked: both at once, or each would wait for the other.
    let asking = std::thread::spawn(move || input.write_all(asked.as_bytes()));
    let mut output = child.stdout.take().ok_or_else(|| anyhow!("git does not answer"))?;
    let read = answers(files, &mut output);
    if read.is_err() {
        // What is left to be said is not listened to.
        let _ = child.kill();
    }
    let _ = asking.join();
    child.wait().context("git did not end")?;
    read
}

/// For each file `HASH blob SIZE`, its bytes, and a line end.
fn answers(files: Vec<(String, String)>, output: &mut dyn Read) -> Result<Vec<(String, Vec<u8>)>> {
    let mut output = std::io::BufReader::new(output);
    let mut left = BYTES_MAX;
    let mut read = Vec::new();
    for (path, hash) in files {
        let mut head = Vec::new();
        std::io::BufRead::read_until(&mut output, b'\n', &mut head)?;
        let head = String::from_utf8_lossy(&head).into_owned();
        let size: usize = head
            .trim_end()
            .strip_prefix(&format!("{hash} blob "))
            .and_then(|size| size.parse().ok())
            .ok_or_else(|| anyhow!("git cannot read `{path}` of that revision"))?;
        left = left.checked_sub(size).ok_or_else(|| anyhow!("the files of that revision are larger than 256 MiB"))?;
        let mut bytes = vec![0; size + 1];
        output.read_exact(&mut bytes).with_context(|| format!("git cannot read `{path}` of that revision"))?;
        bytes.pop();
        read.push((path, bytes));
    }
    Ok(read)
}

/// What git answers; an error with what it complained of.
fn git(folder: &Path, arguments: &[&str]) -> Result<Vec<u8>> {
    let output = command(folder, arguments).output().context("cannot run `git`, which reads revisions; is it installed?")?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let said = said.trim().trim_start_matches("fatal: ");
        bail!("git says: {}", if said.is_empty() { "there is no such revision" } else { said });
    }
    Ok(output.stdout)
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("git");
    // No program that a repository names is run, and git speaks English.
    command.arg("--no-pager").args(["-c", "core.fsmonitor=false", "-C"]).arg(folder).args(arguments).env("LC_ALL", "C");
    command
}
