//! `check` of files that are no editions, or not whole, through the built
//! program: a clear report and exit code 1, with little time and memory.

use std::io::{Cursor, Write};
use std::path::Path;
use std::process::{Command, Output};
use std::sync::OnceLock;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::pdf_damage::Damaged;
use crate::program::{STATEMENT, TEXT, chapbook, folder, run, stderr, write};
use crate::verify_books::{pack, parts};

/// The small statement with its editions.
struct Small {
    place: tempfile::TempDir,
}

fn small() -> &'static Small {
    static SMALL: OnceLock<Small> = OnceLock::new();
    SMALL.get_or_init(|| {
        let place = folder(&[("source/statement.yaml", STATEMENT.as_bytes()), ("source/text.md", TEXT.as_bytes())]);
        let output = run(place.path(), &["build"]);
        assert!(output.status.success(), "{}", stderr(&output));
        Small { place }
    })
}

impl Small {
    fn edition(&self, format: &str) -> Vec<u8> {
        std::fs::read(self.place.path().join(format!("output/a-small-statement.en.{format}"))).unwrap()
    }

    /// What `check` says of a file with this name and these bytes.
    fn check(&self, name: &str, bytes: &[u8]) -> Output {
        write(&self.place.path().join("files").join(name), bytes);
        limited(self.place.path(), &["check", "source", "--edition", &format!("files/{name}")])
    }

    /// Fails unless the file is refused with exit code 1, this code and these words.
    #[track_caller]
    fn refuse(&self, name: &str, bytes: &[u8], code: &str, words: &str) {
        refused(&self.check(name, bytes), code, words);
    }
}

#[track_caller]
fn refused(output: &Output, code: &str, words: &str) {
    let report = stderr(output);
    let short: String = report.chars().take(2_000).collect();
    assert!(!report.contains("panicked"), "{short}");
    assert_eq!(output.status.code(), Some(1), "{short}");
    assert!(report.contains(&format!("error[{code}]")), "no {code}:\n{short}");
    assert!(report.contains(words), "no `{words}`:\n{short}");
}

/// The program with at most 500 MB of memory and 20 seconds of work, where the
/// system can hold it to that.
fn limited(folder: &Path, arguments: &[&str]) -> Output {
    let plain = chapbook(folder);
    if !cfg!(target_os = "linux") {
        return run(folder, arguments);
    }
    let mut command = Command::new("sh");
    command.current_dir(folder).args(["-c", "ulimit -v 512000; ulimit -t 20; exec \"$0\" \"$@\""]);
    command.arg(plain.get_program()).args(arguments);
    for (name, value) in plain.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    command.output().unwrap()
}

#[test]
fn whole_editions_are_checked_within_the_limits() {
    let output = limited(small().place.path(), &["check"]);
    assert!(output.status.success(), "{}", stderr(&output));
}

#[test]
fn empty_files() {
    for name in ["empty.pdf", "empty.epub", "empty.html"] {
        small().refuse(name, b"", "edition-unreadable", "empty");
    }
}

#[test]
fn pdfs_that_are_cut_off_or_encrypted_or_without_tags() {
    let whole = small().edition("pdf");
    let damaged = || Damaged::new(&whole);
    small().refuse("half.pdf", &whole[..whole.len() / 2], "edition-unreadable", "its end is missing");
    small().refuse("words.pdf", b"Only words.", "edition-unreadable", "does not begin as a PDF does");
    let encrypted = damaged().trailer("/Root", "/Encrypt 1 0 R/Root").bytes();
    small().refuse("encrypted.pdf", &encrypted, "edition-unreadable", "it is encrypted");
    let untagged = damaged().replace("/StructTreeRoot ", "/StructTreeBoot ").bytes();
    small().refuse("untagged.pdf", &untagged, "structure-wrong", "there are no tags");
    let other = damaged().replace("(Chapbook)", "(Notebook)").replace("CreatorTool>Chapbook", "CreatorTool>Notebook").bytes();
    small().refuse("other.pdf", &other, "edition-foreign", "it was made by `Notebook`");
}

/// As a tool encrypts it, where that tool is installed.
#[test]
fn a_pdf_that_qpdf_encrypted() {
    let files = small().place.path().join("files");
    let whole = files.join("to-encrypt.pdf");
    write(&whole, &small().edition("pdf"));
    let arguments = ["--encrypt", "reader", "owner", "256", "--"];
    let made = Command::new("qpdf").args(arguments).arg(&whole).arg(files.join("qpdf.pdf")).output();
    if made.is_ok_and(|made| made.status.success()) {
        let output = limited(small().place.path(), &["check", "source", "--edition", "files/qpdf.pdf"]);
        refused(&output, "edition-unreadable", "encrypted");
    } else {
        eprintln!("qpdf is not installed: a PDF that it encrypted was not checked");
    }
}

#[test]
fn books_that_are_none() {
    let whole = parts(&small().edition("epub"));
    small().refuse("words.epub", b"Only words.", "edition-unreadable", "no zip archive");
    small().refuse("no-mimetype.epub", &pack(&whole[1..]), "structure-wrong", "does not begin with the part `mimetype`");
    let outside = [&whole[..], &[("../evil.txt".to_string(), b"x".to_vec())]].concat();
    small().refuse("outside.epub", &pack(&outside), "structure-wrong", "names a file outside of it, `../evil.txt`");
    let other = [("mimetype".to_string(), b"application/epub+zip".to_vec()), ("a.txt".to_string(), b"a".to_vec())];
    small().refuse("other.epub", &pack(&other), "edition-foreign", "no EPUB");
}

/// Two gigabytes in two megabytes.
#[test]
fn a_book_that_is_a_bomb() {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().large_file(false);
    for (path, bytes) in parts(&small().edition("epub")) {
        archive.start_file(path.as_str(), options).unwrap();
        archive.write_all(&bytes).unwrap();
    }
    let zeros = vec![0; 1 << 20];
    for index in 0..8 {
        archive.start_file(format!("EPUB/zeros-{index}.txt"), options).unwrap();
        for _ in 0..256 {
            archive.write_all(&zeros).unwrap();
        }
    }
    let bomb = archive.finish().unwrap().into_inner();
    assert!(bomb.len() < 4 << 20, "{}", bomb.len());
    small().refuse("bomb.epub", &bomb, "edition-unreadable", "unpacks to more than");
}

#[test]
fn pages_that_are_not_ours() {
    let other = b"<!DOCTYPE html><html lang=en><title>Another</title><main>Hello</main></html>";
    small().refuse("other.html", other, "edition-foreign", "does not say that Chapbook made it");
    small().refuse("latin.html", b"caf\xe9", "edition-unreadable", "not text in UTF-8");
    let deep = small().edition("html").into_iter().chain(b"<div>".repeat(1_000_000)).collect::<Vec<u8>>();
    small().refuse("deep.html", &deep, "edition-unreadable", "more than 200 elements stand in each other");
}

#[test]
fn folders_without_editions_and_files_that_are_too_large() {
    let output = limited(small().place.path(), &["check", "source", "-o", "nowhere"]);
    refused(&output, "no-editions", "there are no editions of this statement in `nowhere`");
    let path = small().place.path().join("files/huge.pdf");
    write(&path, b"%PDF-1.7\n");
    std::fs::File::options().write(true).open(&path).unwrap().set_len(3 << 30).unwrap();
    let output = limited(small().place.path(), &["check", "source", "--edition", "files/huge.pdf"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(stderr(&output).contains("no edition is that large"), "{}", stderr(&output));
}
