//! The PDF edition, read back through its structure tree: what a screen reader
//! meets, in the order in which it does.
//!
//! The objects are read by a strict reader of our own (`file`, `syntax`), since the
//! libraries that there are repair what is broken in silence, follow circles until
//! the stack ends and unpack without a limit. Everything here is bounded: depth,
//! unpacked bytes, and each object of the structure is met once.
//!
//! # From tags to roles
//!
//! Typst 0.15 gives what the default theme calls these tags, and they are read as
//! these roles:
//!
//! | call | tags | read as |
//! | --- | --- | --- |
//! | `title-page` | `Title` (a `P` by its role map), then a `P` for each line | [`Role::Title`], then [`Role::Paragraph`] |
//! | `cover-page` | `Figure` | [`Role::Picture`] |
//! | `contents` | `H1`, `TOC`, `TOCI` > `Reference` > `Link` | heading, [`Role::Entry`]; the page number is taken off |
//! | `section` | `H1` … | [`Role::Heading`] |
//! | `paragraph` | `P` | [`Role::Paragraph`] |
//! | `key-sentence` | `P` | [`Role::Paragraph`] |
//! | `callout` | `P` for the title, then its blocks | [`Role::Paragraph`]; no container |
//! | `bullets`, `numbers` | `L` > `LI` > `Lbl`, `LBody`; a list in an item is an `L` *after* its `LI` | [`Container::Item`] |
//! | `tasks` | the same with an empty `Lbl`; a `Figure` begins the body | item, and [`PieceKind::Image`] |
//! | `descriptions`, `colophon` | `L` with `ListNumbering` `None` | [`Role::Term`], [`Container::Details`] |
//! | `quotation` | `BlockQuote`; the attribution is its last `P` | [`Container::Quotation`], [`Role::Paragraph`] |
//! | `table-block` | `Table` > `THead`, `TBody` > `TR` > `TH`, `TD` | [`Role::Cell`]; an empty cell is no line |
//! | `code-block` | `Code` > `P` for each line | one [`Role::Code`] with line ends |
//! | `changed-code` | `P` | [`Role::Paragraph`] |
//! | `illustration` | `Figure`, with a caption `Div` > `Caption`, `Figure` | [`Role::Caption`], [`Role::Picture`], in this order |
//! | `inline-image`, `task` | `Figure`, no larger than the letters beside it | [`PieceKind::Image`] |
//! | `note` | `Lbl` > `Link`, then `Note` > `Lbl`, its blocks | [`PieceKind::NoteMark`]; [`Container::Note`] |
//! | `divider`, bars, running heads | artifacts | nothing |
//! | `reference` | `Link` > `Span` and an annotation | the link of a piece |
//! | `foreign` | `Lang` of the marked content or of the element | the language of a piece |
//!
//! What stands in no block of its own, as the text of a tight item does, is a
//! paragraph too.
//!
//! A note stands in the middle of the paragraph that marks it. Its lines are given
//! after the line with the mark.
//!
//! # Line ends
//!
//! Typst leaves the space at the end of a line in the text, and adds a soft hyphen
//! (as `ActualText` or Unicode value of the hyphen) where it divides a word; after a
//! hyphen or a slash of the text nothing is there. So
//! [`LINE_END`](super::LINE_END) stands wherever the base line moves, but after a
//! soft hyphen, which goes. [`PAGE_END`](super::PAGE_END) stays in any case.
//!
//! # Right-to-left text
//!
//! Between marked contents the order is the structure's. Within one, the writer cuts
//! a right-to-left text at its spaces and writes the pieces from left to right, each
//! as `ReversedChars`; they are put together from right to left.

mod bookmarks;
mod checks;
mod content;
mod draft;
mod encoding;
mod faults;
mod file;
mod fonts;
mod inlines;
mod landing;
mod lines;
mod links;
mod marks;
mod matrix;
mod metadata;
mod notes;
mod pages;
mod parents;
mod places;
mod syntax;
mod tags;
mod tree;

use std::collections::HashMap;

#[cfg(doc)]
use super::{Container, PieceKind, Role};
use super::{Fault, FaultKind, Found, Transcript};
use crate::document::{Format, Language};
use checks::Reading;
use faults::Faults;
use file::File;
use fonts::Fonts;
use landing::Landing;
use places::Places;
use syntax::Value;

/// What the PDF in `bytes` says, and what is wrong with its structure.
///
/// A fault instead if there is nothing to compare: the file is cut off, damaged or
/// encrypted, has no tags, or was made by another program. Takes time and memory in
/// proportion to the file, and at most 256 MB of unpacked content.
pub fn read(bytes: &[u8]) -> Result<Found, Fault> {
    let file = File::open(bytes)?;
    let root = file.trailer.reference("Root").map(|root| file.object(root));
    let Some(Value::Dictionary(catalog)) = root else { return Err(Fault::unreadable("its catalogue is missing")) };
    let mut faults = Faults::default();
    let metadata = metadata::read(&file, &catalog)?;
    metadata.check_maker()?;
    let mut pages = pages::pages(&file, &catalog)?;
    if let Ok(language) = Language::parse(&metadata.language) {
        pages.iter_mut().for_each(|page| page.label = language.numerals(&page.label));
    }
    let by_object: HashMap<u32, usize> = pages.iter().enumerate().map(|(index, page)| (page.object, index)).collect();
    let structure = file.get(&catalog, "StructTreeRoot").into_owned();
    file.damage()?;
    let Value::Dictionary(structure) = structure else {
        return Err(untagged("there are no tags, so that a screen reader finds no headings, lists or order in it"));
    };
    let tree = tree::read(&file, &structure, &by_object, &metadata.language)?;
    if tree.elements.is_empty() {
        return Err(untagged("the tags are empty, so that a screen reader finds nothing in it"));
    }
    let mut fonts = Fonts::default();
    let mut shown = Vec::with_capacity(pages.len());
    for (index, page) in pages.iter().enumerate() {
        shown.push(content::read(&file, &mut fonts, page, index)?);
    }
    let labels = pages.iter().map(|page| page.label.as_str()).collect();
    let (drafts, notes) = lines::read(&tree, &shown, &labels);
    let places = Places::read(&file, &catalog, &pages, &by_object);
    let landing = Landing::of(&drafts);
    let starts: Vec<_> = drafts.iter().map(|draft| (draft.start, draft.printed_page.clone())).collect();
    let marks = notes::marks(&drafts, &places);
    let lines = landing::finish(drafts, &landing, &places);
    file.damage()?;
    metadata.check(&file, &catalog, &mut faults);
    let reading = Reading {
        file: &file,
        catalog: &catalog,
        structure: &structure,
        pages: &pages,
        shown: &shown,
        tree: &tree,
        places: &places,
        landing: &landing,
        lines: &lines,
        starts: &starts,
        notes: &notes,
        marks: &marks,
    };
    checks::check(&reading, &fonts, &mut faults);
    file.damage()?;
    let transcript = Transcript {
        format: Format::Pdf,
        title_language: metadata.title_language(),
        title: metadata.title,
        language: metadata.language,
        lines,
    };
    Ok(Found { transcript, faults: faults.into_vec(), alternates: Vec::new() })
}

fn untagged(message: impl Into<String>) -> Fault {
    Fault { kind: FaultKind::Structure, message: message.into(), id: None }
}
