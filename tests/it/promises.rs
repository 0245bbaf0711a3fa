//! What always holds: the same bytes every time, and never a lost or
//! half-written edition.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::program::{STATEMENT, TEXT, chapbook, copy, folder, repository, run, stderr, stdout, write};
use crate::translated;

const NAMES: [&str; 3] = ["a-small-statement.en.pdf", "a-small-statement.en.epub", "a-small-statement.en.html"];

fn small() -> tempfile::TempDir {
    folder(&[("source/statement.yaml", STATEMENT.as_bytes()), ("source/text.md", TEXT.as_bytes())])
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fs::read_dir(folder)
        .expect("listed")
        .flatten()
        .filter(|entry| entry.path().is_file())
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).expect("read")))
        .collect()
}

fn build(folder: &Path, arguments: &[&str]) {
    let output = run(folder, &[&["build"], arguments].concat());
    assert!(output.status.success(), "{}", stderr(&output));
}

#[test]
fn the_same_source_gives_the_same_bytes_everywhere() {
    let here = tempfile::tempdir().expect("a temporary folder");
    copy(&repository("source"), &here.path().join("source"));
    build(here.path(), &[]);

    let there = tempfile::tempdir().expect("a temporary folder");
    let deep = there.path().join("another folder/ünï");
    copy(&repository("source"), &deep.join("source"));
    for (name, text) in texts(&deep.join("source")) {
        write(Path::new(&name), text.replace('\n', "\r\n").as_bytes());
    }
    let output = chapbook(&deep)
        .arg("build")
        .envs([("TZ", "Pacific/Auckland"), ("LANG", "tr_TR.UTF-8"), ("LC_ALL", "tr_TR.UTF-8"), ("RAYON_NUM_THREADS", "1")])
        .env("XDG_CACHE_HOME", deep.join("cache"))
        .env("SOURCE_DATE_EPOCH", "1")
        .output()
        .expect("the program starts");
    assert!(output.status.success(), "{}", stderr(&output));

    let (first, second) = (files(&here.path().join("output")), files(&deep.join("output")));
    assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>());
    let differ: Vec<_> = first.iter().filter(|(name, bytes)| second[*name] != **bytes).map(|(name, _)| name).collect();
    assert!(differ.is_empty(), "{differ:?}");
    let catalogs = texts(&repository("source")).iter().filter(|(name, _)| name.ends_with(".po")).count();
    assert_eq!(first.len(), 3 * (1 + catalogs) + 3, "{:?}", first.keys());
}

/// The paths and contents of the texts in a folder and below it.
fn texts(folder: &Path) -> Vec<(String, String)> {
    let endings = ["md", "yaml", "po"];
    let is_text = |path: &Path| path.extension().is_some_and(|extension| endings.iter().any(|ending| extension == *ending));
    let (folders, files): (Vec<_>, Vec<_>) =
        fs::read_dir(folder).expect("listed").flatten().map(|entry| entry.path()).partition(|path| path.is_dir());
    let texts = files.into_iter().filter(|path| is_text(path));
    let own = texts.map(|path| (path.to_string_lossy().into_owned(), fs::read_to_string(&path).expect("UTF-8")));
    own.chain(folders.iter().flat_map(|folder| self::texts(folder))).collect()
}

#[test]
fn a_single_file_gives_three_editions_beside_it_and_nothing_else() {
    let text = format!("---\ntitle: A Small Statement\nlanguage: en\npublished: 2024-05-01\nversion: \"1\"\n---\n\n{TEXT}");
    let place = folder(&[("letters/statement.md", text.as_bytes())]);
    build(place.path(), &["letters/statement.md"]);
    build(place.path(), &["letters/statement.md"]);
    let names: Vec<String> = files(&place.path().join("letters")).into_keys().collect();
    let mut expected = NAMES.map(String::from).to_vec();
    expected.push("statement.md".into());
    expected.sort();
    assert_eq!(names, expected);
    assert_eq!(fs::read_dir(place.path()).expect("listed").count(), 1);
}

#[test]
fn the_sums_are_those_of_the_files() {
    let place = small();
    build(place.path(), &[]);
    let output = place.path().join("output");
    let sums = fs::read_to_string(output.join("SHA256SUMS")).expect("the sums are there");
    let mut named = 0;
    for line in sums.lines() {
        let (sum, name) = line.split_once("  ").expect("two spaces part sum and name");
        assert_eq!(
            sum,
            chapbook::editions::manifest::sha256(&fs::read(output.join(name)).expect("the file is there")),
            "{name}"
        );
        named += 1;
    }
    assert_eq!(named, 4, "three editions and the index page:\n{sums}");
}

#[test]
fn files_of_others_are_neither_replaced_nor_removed() {
    let place = small();
    let stranger = place.path().join("output").join(NAMES[0]);
    write(&stranger, b"somebody's thesis");
    write(&place.path().join("output/notes.txt"), b"my notes");
    let refused = run(place.path(), &["build"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(stderr(&refused).contains("--force"), "{}", stderr(&refused));
    assert_eq!(fs::read(&stranger).expect("still there"), b"somebody's thesis");
    assert!(!place.path().join("output").join(NAMES[1]).exists(), "nothing else was written");

    build(place.path(), &["--force"]);
    assert!(fs::read(&stranger).expect("replaced").starts_with(b"%PDF"));
    build(place.path(), &[]);
    let renamed = STATEMENT.replace("A Small Statement", "A Renamed Statement");
    write(&place.path().join("source/statement.yaml"), renamed.as_bytes());
    build(place.path(), &[]);
    assert!(!stranger.exists(), "what the last run wrote under another name is removed");
    assert!(place.path().join("output/a-renamed-statement.en.pdf").exists());
    assert_eq!(fs::read(place.path().join("output/notes.txt")).expect("still there"), b"my notes");
}

#[test]
fn an_error_leaves_the_last_editions_as_they_were() {
    let place = small();
    build(place.path(), &[]);
    let before = files(&place.path().join("output"));
    write(&place.path().join("source/text.md"), b"# Trust\n\n[nowhere](#nowhere)\n");
    let failed = run(place.path(), &["build"]);
    assert_eq!(failed.status.code(), Some(1));
    assert_eq!(files(&place.path().join("output")), before);
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_last_editions_as_they_were() {
    let place = small();
    build(place.path(), &[]);
    let before = files(&place.path().join("output"));
    write(&place.path().join("source/text.md"), TEXT.replace("first", "another").as_bytes());
    // Files may grow to 8 KiB only: writing an edition fails half way.
    let script = format!("trap '' XFSZ; ulimit -f 8; exec '{}' build", env!("CARGO_BIN_EXE_chapbook"));
    let output = std::process::Command::new("bash")
        .args(["-c", &script])
        .current_dir(place.path())
        .env("NO_COLOR", "1")
        .env("XDG_CACHE_HOME", place.path().join("cache"))
        .output()
        .expect("bash starts");
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(stderr(&output).contains("cannot write"), "{}", stderr(&output));
    assert_eq!(files(&place.path().join("output")), before);
}

#[cfg(unix)]
#[test]
fn a_disk_that_is_full_after_many_languages_leaves_the_last_editions_as_they_were() {
    let place = translated::small();
    build(place.path(), &[]);
    let before = files(&place.path().join("output"));
    let spanish = translated::catalog(STATEMENT, TEXT, "es").replace("primero", "lo primero");
    write(&translated::path(place.path(), "es"), spanish.as_bytes());
    let largest =
        before.iter().filter(|(name, _)| *name != "index.html").map(|(_, bytes)| bytes.len()).max().expect("editions");
    // Every edition can be written, the page that leads to them cannot.
    let limit = (largest / 1024 + before["index.html"].len() / 1024) / 2;
    assert!(limit * 1024 > largest && limit * 1024 < before["index.html"].len());
    let script = format!("trap '' XFSZ; ulimit -f {limit}; exec '{}' build", env!("CARGO_BIN_EXE_chapbook"));
    let output = std::process::Command::new("bash")
        .args(["-c", &script])
        .current_dir(place.path())
        .env("NO_COLOR", "1")
        .env("XDG_CACHE_HOME", place.path().join("cache"))
        .output()
        .expect("bash starts");
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(stderr(&output).contains("cannot write"), "{}", stderr(&output));
    assert_eq!(files(&place.path().join("output")), before);
}

#[test]
fn a_language_that_cannot_take_its_place_leaves_the_others_theirs() {
    let place = translated::small();
    build(place.path(), &[]);
    let output = place.path().join("output");
    let before = files(&output);
    for (tag, word, other) in [("es", "primero", "lo primero"), ("ht", "premye", "dènye")] {
        let changed = translated::catalog(STATEMENT, TEXT, tag).replace(word, other);
        write(&translated::path(place.path(), tag), changed.as_bytes());
    }
    fs::remove_file(output.join("a-small-statement.es.html")).expect("removed");
    fs::create_dir(output.join("a-small-statement.es.html")).expect("made");
    let failed = run(place.path(), &["build"]);
    assert_eq!(failed.status.code(), Some(1));
    assert!(stderr(&failed).contains("a folder has this name"), "{}", stderr(&failed));
    let after = files(&output);
    assert_eq!(after["a-small-statement.es.pdf"], before["a-small-statement.es.pdf"], "together or not at all");
    assert_ne!(after["a-small-statement.ht.pdf"], before["a-small-statement.ht.pdf"]);
    let manifest: serde_json::Value = serde_json::from_slice(&after["manifest.json"]).expect("JSON");
    let is_current = |tag: &str| {
        let list = manifest["languages"].as_array().expect("a list");
        list.iter().find(|entry| entry["tag"] == tag).expect("listed")["isCurrent"].clone()
    };
    assert_eq!((is_current("es"), is_current("ht"), is_current("en")), (false.into(), true.into(), true.into()));
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_said_plainly() {
    use std::os::unix::fs::PermissionsExt;
    let place = small();
    build(place.path(), &[]);
    let output = place.path().join("output");
    let before = files(&output);
    fs::set_permissions(&output, fs::Permissions::from_mode(0o555)).expect("set");
    let is_root = fs::write(output.join("probe"), b"").is_ok();
    if is_root {
        // For the superuser no folder is read-only; a file where the folder should be stands in for it.
        fs::set_permissions(&output, fs::Permissions::from_mode(0o755)).expect("set");
        fs::remove_dir_all(&output).expect("removed");
        write(&output, b"a file");
    }
    let failed = run(place.path(), &["build"]);
    assert_eq!(failed.status.code(), Some(1));
    let said = if is_root { "error: `output` is a file" } else { "error: cannot" };
    assert!(stderr(&failed).starts_with(said), "{}", stderr(&failed));
    if !is_root {
        assert_eq!(files(&output), before);
        fs::set_permissions(&output, fs::Permissions::from_mode(0o755)).expect("set");
    }
}

#[test]
fn a_killed_run_leaves_whole_editions() {
    let place = small();
    let source = place.path().join("source/text.md");
    let mut whole: Vec<BTreeMap<String, Vec<u8>>> = Vec::new();
    let variants = [TEXT.to_string(), TEXT.replace("first", "another")];
    for text in &variants {
        write(&source, text.as_bytes());
        build(place.path(), &[]);
        whole.push(files(&place.path().join("output")));
    }
    for round in 0..24u64 {
        write(&source, variants[round as usize % 2].as_bytes());
        let mut child =
            chapbook(place.path()).args(["build", "--quiet"]).stderr(std::process::Stdio::null()).spawn().expect("starts");
        std::thread::sleep(std::time::Duration::from_millis(round * 6));
        let _ = child.kill();
        child.wait().expect("ended");
        let now = files(&place.path().join("output"));
        for name in NAMES {
            let is_whole = whole.iter().any(|editions| editions[name] == now[name]);
            assert!(is_whole, "{name} is neither the one nor the other after {} ms", round * 6);
        }
    }
    build(place.path(), &[]);
    let names: Vec<String> = files(&place.path().join("output")).into_keys().collect();
    assert_eq!(names.len(), 6, "nothing is left of killed runs: {names:?}");
}

#[test]
fn a_killed_run_of_many_languages_leaves_whole_editions() {
    let place = translated::small();
    let spanish = translated::catalog(STATEMENT, TEXT, "es");
    let variants = [spanish.clone(), spanish.replace("primero", "lo primero")];
    let mut whole: Vec<BTreeMap<String, Vec<u8>>> = Vec::new();
    for catalog in &variants {
        write(&translated::path(place.path(), "es"), catalog.as_bytes());
        build(place.path(), &[]);
        whole.push(files(&place.path().join("output")));
    }
    for round in 0..20u64 {
        write(&translated::path(place.path(), "es"), variants[round as usize % 2].as_bytes());
        let mut child =
            chapbook(place.path()).args(["build", "--quiet"]).stderr(std::process::Stdio::null()).spawn().expect("starts");
        std::thread::sleep(std::time::Duration::from_millis(round * 12));
        let _ = child.kill();
        child.wait().expect("ended");
        let now = files(&place.path().join("output"));
        for name in whole[0].keys() {
            let is_whole = whole.iter().any(|editions| editions[name] == now[name]);
            assert!(is_whole, "{name} is neither the one nor the other after {} ms", round * 12);
        }
    }
    build(place.path(), &[]);
    let names: Vec<String> = files(&place.path().join("output")).into_keys().collect();
    assert_eq!(names.len(), 15, "nothing is left of killed runs: {names:?}");
}

#[test]
fn formats_not_asked_for_are_told_to_be_older() {
    let place = small();
    build(place.path(), &[]);
    write(&place.path().join("source/text.md"), TEXT.replace("first", "another").as_bytes());
    build(place.path(), &["--only", "html"]);
    let manifest: serde_json::Value =
        serde_json::from_slice(&fs::read(place.path().join("output/manifest.json")).expect("there")).expect("JSON");
    let is_current = |format: &str| {
        let entries = manifest["editions"].as_array().expect("a list");
        entries.iter().find(|entry| entry["format"] == format).expect("listed")["isCurrent"].clone()
    };
    assert_eq!(is_current("html"), true);
    assert_eq!(is_current("pdf"), false);
    assert_eq!(is_current("epub"), false);
}

#[test]
fn wrong_use_is_exit_code_two_and_json_is_json() {
    let place = small();
    assert_eq!(run(place.path(), &["build", "--wrong"]).status.code(), Some(2));
    let output = run(place.path(), &["build", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&stdout(&output)).expect("JSON");
    assert_eq!(json["editions"].as_array().map(Vec::len), Some(3));
    let missing = run(place.path(), &["build", "nowhere"]);
    assert_eq!(missing.status.code(), Some(1));
    assert!(stderr(&missing).contains("nowhere"));
}

#[test]
fn a_picture_for_sharing_is_made_where_the_address_is_known() {
    let place = small();
    let yaml = format!("{STATEMENT}canonical: https://example.org/values/\n");
    write(&place.path().join("source/statement.yaml"), yaml.as_bytes());
    build(place.path(), &[]);
    let output = place.path().join("output");
    let picture = fs::read(output.join("a-small-statement.en.png")).expect("the picture is there");
    assert_eq!(picture[16..24], [0, 0, 4, 176, 0, 0, 2, 118], "1200 × 630 pixels");
    let html = fs::read_to_string(output.join(NAMES[2])).expect("there");
    assert!(html.contains("<meta property=\"og:image\" content=\"https://example.org/values/a-small-statement.en.png\">"));
}
