//! HTML and EPUB editions read back from their bytes.

use std::path::Path;
use std::sync::OnceLock;

use chapbook::diagnostics::{Diagnostics, Sources};
use chapbook::document::Words;
use chapbook::render::{Sibling, epub, html};
use chapbook::source;
use chapbook::verify::{self, Container, Line, PieceKind, Role, Transcript};

use crate::epub_samples as samples;

/// The editions of a statement in this repository.
pub struct Edition {
    pub html: Vec<u8>,
    pub epub: Vec<u8>,
}

pub fn every_construct() -> &'static Edition {
    static EDITION: OnceLock<Edition> = OnceLock::new();
    EDITION.get_or_init(|| edition("tests/editions/every-construct"))
}

pub fn hebrew() -> &'static Edition {
    static EDITION: OnceLock<Edition> = OnceLock::new();
    EDITION.get_or_init(|| edition("tests/editions/ivrit"))
}

fn edition(folder: &str) -> Edition {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
    let document = source::read(&samples::folder(&path), &source::Entry::Folder, &mut sources, &mut diagnostics);
    let document = document.unwrap_or_else(|| panic!("{folder}: {diagnostics:?}"));
    let (words, theme) = (Words::english(), samples::theme());
    let faces = samples::faces(&document, &theme);
    let siblings = [Sibling { format: "PDF", file_name: format!("{}.pdf", document.metadata.stem()) }];
    Edition {
        html: html::render(&document, &words, &theme, &faces, &siblings),
        epub: epub::render(&document, &words, &theme, &faces, &samples::png()),
    }
}

#[test]
fn dump() {
    for edition in [every_construct(), hebrew()] {
        for found in [verify::html::read(&edition.html), verify::epub::read(&edition.epub)] {
            let found = found.unwrap();
            println!("===== {:?} {} {}", found.transcript.format, found.transcript.title, found.transcript.language);
            for line in &found.transcript.lines {
                println!("{}", shown(line));
            }
            println!("{:#?}", found.faults);
        }
    }
}

/// `id role <within> text`, with links, languages and marks where they are.
fn shown(line: &Line) -> String {
    let mut out = format!("{} {:?}", line.id.as_deref().unwrap_or("-"), line.role);
    for container in &line.within {
        out += &format!(" in {container:?}");
    }
    for piece in &line.pieces {
        out += &format!(" |{:?} {} {:?} {}", piece.kind, piece.language, piece.text, piece.link.as_deref().unwrap_or(""));
    }
    out
}
