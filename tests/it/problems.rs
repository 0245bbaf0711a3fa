//! Every problem, as the built program reports it: a folder in
//! `tests/problems` per code, with the files in `input` and the exact report
//! in `report.txt`. Where a folder `before` lies beside it, that is built first;
//! a line `text.md 4194305` in `sizes.txt` makes a file that many bytes long.
//! Where there is a `command.txt`, it says which command reports the problem, and
//! not `chapbook build`.
//! Where there is an `edition.txt`, the report is that of `chapbook check` after
//! what it says was done to the finished editions.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::golden;
use crate::program::{copy, repository, run, stderr, stdout};

#[test]
fn each_problem_is_reported_exactly_and_alone() {
    let mut failures = Vec::new();
    let folders = folders();
    assert!(folders.len() > 30, "the folders of problems are missing");
    for code in &folders {
        if let Err(panic) = std::panic::catch_unwind(|| check(code)) {
            let message = panic.downcast_ref::<String>().cloned().unwrap_or_default();
            failures.push(format!("{code}: {message}"));
        }
    }
    assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), folders.len(), failures.join("\n\n"));
}

#[test]
fn each_problem_has_a_folder() {
    let files = fs::read_dir(repository("src/diagnostics/problems")).expect("the folder of problems").flatten();
    let source: String = files.map(|file| fs::read_to_string(file.path()).expect("UTF-8")).collect();
    let after = |before: &str| -> Vec<String> {
        source.split(before).skip(1).filter_map(|rest| rest.split('"').next()).map(String::from).collect()
    };
    let codes: BTreeSet<String> = ["error(\"", "warning(\"", "code: \""].into_iter().flat_map(after).collect();
    assert!(codes.len() > 80, "the problems are written in another way now: {}", codes.len());
    let folders: BTreeSet<String> = folders().into_iter().collect();
    // A folder may show a second case of a code: `glyph-missing-in-title`.
    let missing: Vec<&String> =
        codes.iter().filter(|code| !EXEMPT.contains(&code.as_str()) && !folders.contains(*code)).collect();
    assert!(missing.is_empty(), "problems without a folder in tests/problems: {missing:?}");
}

/// Problems without a folder, and why.
const EXEMPT: &[&str] = &[
    // Need a server: shown by the tests of links that lead outside.
    "link-broken",
    "link-not-tried",
    // Has a test of its own, with the findings of a judge.
    "judge-finding",
    // Needs an EPUB with another package document, which is compressed: no replaced bytes give one.
    "claim-not-true",
];

fn folders() -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(repository("tests/problems"))
        .expect("the folder is there")
        .flatten()
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()))
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    names.sort();
    names
}

fn check(name: &str) {
    let case = repository("tests/problems").join(name);
    let work = tempfile::tempdir().expect("a temporary folder");
    let work = work.path();
    if case.join("before").is_dir() {
        copy(&case.join("before"), &work.join("source"));
        let first = run(work, &["build"]);
        assert!(first.status.success(), "the build before fails:\n{}", stderr(&first));
        fs::remove_dir_all(work.join("source")).expect("removed");
    }
    copy(&case.join("input"), &work.join("source"));
    for line in fs::read_to_string(case.join("sizes.txt")).unwrap_or_default().lines() {
        let (file, size) = line.split_once(' ').expect("a file and its size");
        let file = fs::File::options().append(true).open(work.join("source").join(file)).expect("a file of the case");
        file.set_len(size.parse().expect("a number of bytes")).expect("made longer");
    }
    let source = what_to_build(&work.join("source"));
    let edition = fs::read_to_string(case.join("edition.txt")).ok();
    let first = match &edition {
        Some(changes) => {
            change_editions(work, changes);
            "check"
        }
        None if is_import(&work.join("source")) => "import",
        None => "build",
    };
    let command = fs::read_to_string(case.join("command.txt")).ok();
    let output = match &command {
        Some(command) => run(work, &command.split_whitespace().chain([source.as_str()]).collect::<Vec<_>>()),
        None => run(work, &[first, &source, "-o", "output"]),
    };
    let report = stderr(&output);
    assert!(!report.contains("panicked"), "{report}");
    let codes: BTreeSet<&str> = report.lines().filter_map(code_of).collect();
    let is_expected = |code: &&str| name == *code || name.starts_with(&format!("{code}-"));
    assert!(!codes.is_empty() && codes.iter().all(is_expected), "reported {codes:?}:\n{report}");
    let is_error = report.lines().any(|line| line.starts_with("error["));
    assert_eq!(output.status.code(), Some(i32::from(is_error)), "{report}");
    golden::check(case.join("report.txt").to_str().expect("a path in UTF-8"), &report);

    if first == "build" && command.is_none() && !case.join("before").is_dir() {
        let json = run(work, &["build", &source, "-o", "output2", "--format", "json"]);
        let json: serde_json::Value = serde_json::from_str(&stdout(&json)).expect("the report is JSON");
        let found: BTreeSet<&str> =
            json["problems"].as_array().expect("a list").iter().filter_map(|problem| problem["code"].as_str()).collect();
        assert_eq!(found, codes, "JSON and text name the same codes");
    }
}

/// Builds, then does what `changes` say: after `file name`, a line `- before`
/// and a line `+ after` replace the first text by the second, `= text` puts the
/// text in the place of all the file, `removed` removes it. Without changes
/// nothing is built.
fn change_editions(work: &Path, changes: &str) {
    if changes.trim().is_empty() {
        return;
    }
    let built = run(work, &["build", "source", "-o", "output"]);
    assert!(built.status.success(), "{}", stderr(&built));
    let (mut path, mut before) = (work.to_path_buf(), "");
    for line in changes.lines() {
        let (what, rest) = line.split_once(' ').unwrap_or((line, ""));
        match what {
            "file" => path = work.join("output").join(rest),
            "-" => before = rest,
            "+" => fs::write(&path, replaced(&fs::read(&path).expect("read"), before, rest)).expect("written"),
            "=" => fs::write(&path, rest).expect("written"),
            "removed" => fs::remove_file(&path).expect("removed"),
            _ => panic!("`{line}` says nothing to do"),
        }
    }
}

/// `bytes` with `after` where `before` stands first.
fn replaced(bytes: &[u8], before: &str, after: &str) -> Vec<u8> {
    let at = bytes.windows(before.len()).position(|there| there == before.as_bytes());
    let at = at.unwrap_or_else(|| panic!("`{before}` is not in the edition"));
    [&bytes[..at], after.as_bytes(), &bytes[at + before.len()..]].concat()
}

/// The folder, or the only file in it where there is no `statement.yaml`.
fn what_to_build(folder: &Path) -> String {
    if folder.join("statement.yaml").exists() {
        return "source".into();
    }
    match files(folder).as_slice() {
        [name] => format!("source/{name}"),
        _ if folder.join("text.md").exists() => "source/text.md".into(),
        _ => "source".into(),
    }
}

/// Whether there is nothing in the folder but a file to be imported.
fn is_import(folder: &Path) -> bool {
    matches!(files(folder).as_slice(), [name] if name.ends_with(".txt") || name.ends_with(".html"))
}

fn files(folder: &Path) -> Vec<String> {
    fs::read_dir(folder).expect("listed").flatten().filter_map(|entry| entry.file_name().into_string().ok()).collect()
}

/// `unknown-anchor` of `error[unknown-anchor]: …`.
fn code_of(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("error[").or_else(|| line.strip_prefix("warning["))?;
    rest.split(']').next()
}
