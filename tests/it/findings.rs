//! What a judge finds in an edition is reported at the source of that place.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;

use chapbook::diagnostics::{Diagnostics, Sources, Span};
use chapbook::document::{Anchor, places};
use chapbook::editions::DiskFolder;
use chapbook::source::{self, Entry};
use chapbook::verify::findings::{Finding, Weight, report};

use crate::program::{repository, run, stderr};

/// Every element with the id of a block, in every file that has lines, leads
/// back to where that block is written.
#[test]
fn each_place_of_an_edition_leads_to_its_block() {
    let work = tempfile::tempdir().expect("a temporary folder");
    let statement = repository("tests/editions/every-construct");
    let output = run(work.path(), &["build", statement.to_str().expect("UTF-8"), "-o", "output"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let places = places_of(&statement);
    let mut texts = Vec::new();
    for entry in fs::read_dir(work.path().join("output")).expect("listed").flatten() {
        let name = entry.file_name().into_string().expect("UTF-8");
        let bytes = fs::read(entry.path()).expect("read");
        if name.ends_with(".epub") {
            texts.extend(pages(bytes).into_iter().map(|(part, text)| (name.clone(), Some(part), text)));
        } else if name.ends_with(".html") && name != "index.html" {
            texts.push((name, None, String::from_utf8(bytes).expect("UTF-8")));
        }
    }
    let mut found = [0, 0];
    for (file, part, text) in &texts {
        for (id, span) in &places {
            let Some(offset) = text.find(&format!(" id=\"{id}\"")) else { continue };
            found[usize::from(part.is_some())] += 1;
            let line = text[..offset].matches('\n').count() + 1;
            let column = text[..offset].rsplit('\n').next().expect("a line").chars().count() + 1;
            let finding = Finding {
                judge: "a judge".into(),
                file: file.clone(),
                part: part.clone(),
                line: Some(line),
                column: Some(column),
                selector: None,
                code: None,
                message: "found".into(),
                severity: Weight::Warning,
            };
            let mut diagnostics = Diagnostics::new();
            report(&[finding], &places, &|_, _| Some(text.clone()), &mut diagnostics);
            let label = diagnostics.iter().next().and_then(|problem| problem.labels.first()).map(|label| label.span);
            assert_eq!(label, Some(*span), "{id} in {file} {part:?}");
        }
    }
    assert!(found.iter().all(|count| *count > 50), "found {found:?} of {}", places.len());
}

fn places_of(statement: &std::path::Path) -> BTreeMap<Anchor, Span> {
    let folder = DiskFolder::open(statement).expect("a folder");
    let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
    let document = source::read(&folder, &Entry::Folder, &mut sources, &mut diagnostics).expect("a sound statement");
    places(&document)
}

fn pages(bytes: Vec<u8>) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
    let names: Vec<String> = archive.file_names().flatten().map(|name| name.into_owned()).collect();
    let mut page = |name: String| {
        let mut text = String::new();
        archive.by_name(&name).expect("there").read_to_string(&mut text).expect("UTF-8");
        (name, text)
    };
    names.into_iter().filter(|name| name.ends_with(".xhtml")).map(&mut page).collect()
}
