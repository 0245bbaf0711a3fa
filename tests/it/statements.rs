//! The statements in this repository, read as an editor's would be.

use std::path::Path;

use chapbook::diagnostics::{Diagnostics, MemoryFolder, Sources};
use chapbook::document::{Anchor, Document, Inline, Place, Visitor, plain_text, walk};
use chapbook::source::{self, Entry};

#[test]
fn our_own_statements_have_no_problem() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join("source")];
    for entry in std::fs::read_dir(root.join("tests/editions")).expect("there are editions") {
        let path = entry.expect("an entry can be read").path();
        if path.is_dir() {
            folders.push(path);
        } else {
            let bytes = std::fs::read(&path).expect("a single file can be read");
            check(&path, MemoryFolder::new([("single.md", bytes)]), &Entry::File("single.md".into()));
        }
    }
    for path in folders {
        let mut files = Vec::new();
        collect(&path, "", &mut files);
        check(&path, MemoryFolder::new(files), &Entry::Folder);
    }
}

#[test]
fn a_second_description_belongs_to_the_term_before() {
    let text = "---\ntitle: Tides\nlanguage: en\npublished: 2024-05-01\n---\nTide\n: What comes.\n: What goes.\n";
    let document = check(Path::new("tides.md"), MemoryFolder::new([("tides.md", text)]), &Entry::File("tides.md".into()));
    let mut shown = Shown::default();
    walk(&document, &mut shown);
    assert_eq!(shown.0, ["Tide", "What comes.", "What goes."]);
}

/// The document at `path`; panics with whatever is reported.
fn check(path: &Path, folder: MemoryFolder, entry: &Entry) -> Document {
    let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
    let document = source::read(&folder, entry, &mut sources, &mut diagnostics);
    let problems: Vec<_> = diagnostics.iter().map(|problem| format!("{}: {}", problem.code, problem.message)).collect();
    assert!(problems.is_empty(), "{}: {problems:#?}", path.display());
    document.expect("a source without problems is a document")
}

pub fn collect(folder: &Path, prefix: &str, files: &mut Vec<(String, Vec<u8>)>) {
    for entry in std::fs::read_dir(folder).expect("a folder of the repository can be read") {
        let entry = entry.expect("an entry can be read");
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{name}/"), files);
        } else {
            files.push((name, std::fs::read(entry.path()).expect("a file of the repository can be read")));
        }
    }
}

/// Each run of text, in reading order.
#[derive(Default)]
struct Shown(Vec<String>);

impl Visitor for Shown {
    fn run(&mut self, _: Place, _: &Anchor, inlines: &[Inline], _: chapbook::diagnostics::Span) {
        self.0.push(plain_text(inlines));
    }

    fn text(&mut self, _: Place, _: &Anchor, text: &str, _: chapbook::diagnostics::Span) {
        self.0.push(text.to_string());
    }
}
