//! What becomes of each text in `tests/cases`: beside `rule.md` lie the tree of
//! the document (`rule.outline`) and what the three renderers make of its text,
//! without the matter before and after it that every edition has.

use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use chapbook::diagnostics::{Colour, Diagnostics, MemoryFolder, Sources, text};
use chapbook::document::{Document, Imprint, Words};
use chapbook::render::{epub, html, pdf};
use chapbook::source::{Entry, read};
use chapbook::theme::{self, Theme};

use crate::golden;
use crate::outline::shown;
use crate::program::repository;

#[test]
fn each_case_comes_out_as_it_should_in_every_format() {
    let mut failures = Vec::new();
    let cases = cases();
    assert!(cases.len() >= 35, "the cases are missing: {}", cases.len());
    let theme = theme::load("default", &[], &mut Sources::new(), &mut Diagnostics::new()).expect("the default theme is right");
    for case in &cases {
        let document = document(case);
        let made = [
            ("outline", shown(&document)),
            ("html", html_text(&document, &theme)),
            ("xhtml", xhtml_text(&document, &theme)),
            ("typ", typst_text(&document, &theme)),
        ];
        for (extension, made) in made {
            let path = case.with_extension(extension);
            let path = path.to_str().expect("a path in UTF-8");
            if let Err(panic) = std::panic::catch_unwind(|| golden::check(path, &made)) {
                failures.push(panic.downcast_ref::<String>().cloned().unwrap_or_default());
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// What would be compared with nothing.
#[test]
fn no_golden_file_is_without_a_case() {
    let cases = cases();
    for path in listed() {
        let is_of_a_case = cases.contains(&path.with_extension("md"));
        assert!(is_of_a_case || path.ends_with("square.png"), "{} has no case", path.display());
    }
}

fn cases() -> Vec<PathBuf> {
    listed().into_iter().filter(|path| path.extension().is_some_and(|extension| extension == "md")).collect()
}

fn listed() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(repository("tests/cases")).expect("the folder is there");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("listed").path()).collect();
    paths.sort();
    paths
}

fn document(case: &Path) -> Document {
    let written = std::fs::read_to_string(case).expect("a case in UTF-8");
    let whole = format!("---\ntitle: A case\nlanguage: en\npublished: 2024-05-01\n---\n{written}");
    let square = include_bytes!("../cases/square.png").as_slice();
    let folder = MemoryFolder::new([("case.md", whole.as_bytes()), ("square.png", square)]);
    let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
    let document = read(&folder, &Entry::File("case.md".into()), &mut sources, &mut diagnostics);
    let report = text(&diagnostics, &sources, Colour::Never);
    assert!(diagnostics.is_empty(), "{}: {report}", case.display());
    document.expect("without a problem there is a document")
}

/// What stands in `main`, with the bytes of images left out.
fn html_text(document: &Document, theme: &Theme) -> String {
    let page =
        String::from_utf8(html::render(document, &Words::english(), theme, &[], &Imprint::default(), &[], &[])).expect("UTF-8");
    let (_, main) = page.split_once("<main").expect("the text");
    let (_, main) = main.split_once('>').expect("the text");
    let (main, _) = main.split_once("</main>").expect("the text ends");
    let mut parts = main.split("base64,");
    let mut out = parts.next().unwrap_or_default().to_string();
    for part in parts {
        out.push_str("base64,…");
        out.push_str(&part[part.find('"').unwrap_or(part.len())..]);
    }
    out
}

/// The bodies of the pages of the text, each after its name.
fn xhtml_text(document: &Document, theme: &Theme) -> String {
    let book =
        epub::render(document, &Words::english(), theme, &[], &Imprint::default(), include_bytes!("../cases/square.png"), &[]);
    let mut archive = zip::ZipArchive::new(Cursor::new(book)).expect("a zip archive");
    let mut names: Vec<String> = archive.file_names().map(|name| name.expect("a name").into_owned()).collect();
    // The order of reading: opening, sections, notes.
    names.sort_by_key(|name| (name.contains("/notes"), name.contains("/section-"), name.clone()));
    let mut out = String::new();
    for name in names {
        let stem = name.rsplit('/').next().and_then(|file| file.strip_suffix(".xhtml")).unwrap_or_default();
        if !(stem == "opening" || stem == "notes" || stem.starts_with("section-")) {
            continue;
        }
        let mut page = String::new();
        archive.by_name(&name).expect("listed").read_to_string(&mut page).expect("UTF-8");
        let (_, body) = page.split_once("<body").expect("a body");
        let (body, _) = body.split_once("</body>").expect("the body ends");
        out.push_str(&format!("<!-- {stem}.xhtml -->\n<body{body}</body>\n"));
    }
    out
}

/// The calls between the title page or the contents and the colophon.
fn typst_text(document: &Document, theme: &Theme) -> String {
    let files = pdf::typst_files(document, theme, pdf::book(document, &Words::english(), &Imprint::default()).text);
    let main = String::from_utf8(files["main.typ"].clone()).expect("UTF-8");
    let before = ["#contents(about)\n", "#title-page(about)\n"];
    let (_, main) = before.iter().find_map(|before| main.split_once(before)).expect("the text");
    let (main, _) = main.rsplit_once("#colophon(about, (").expect("the text ends");
    format!("{}\n", main.trim_matches('\n'))
}
