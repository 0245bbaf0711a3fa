//! The EPUB edition as a reading system has it: archive, container, package,
//! spine, and the pages in the order of the spine.

mod archive;
mod book;
mod claims;
mod manifest;
mod metadata;
mod navigation;
mod package;
mod paths;

use super::{Fault, Found, Transcript};
use crate::document::Format;
use package::Package;

/// What the EPUB edition `bytes` says, and what is wrong with it. An error if
/// it cannot be read as an EPUB, or is no edition of this program.
pub fn read(bytes: &[u8]) -> Result<Found, Fault> {
    let (archive, mut faults) = archive::open(bytes)?;
    let package = package::open(&archive)?;
    if !is_ours(&package) {
        return Err(Fault::foreign("the book does not say that Chapbook made it"));
    }
    metadata::check(&package, &mut faults);
    manifest::check(&archive, &package, &mut faults);
    let pages = book::pages(&archive, &package, &mut faults)?;
    let places = book::Places::of(&pages);
    book::check(&pages, &places, &package, &mut faults);
    let navigation = navigation::check(&archive, &package, &pages, &places, &mut faults);
    let evidence = claims::Evidence::of(&pages);
    claims::check(&package, &evidence, &navigation, &mut faults);
    let first = |name: &str| package.says(name).into_iter().next().unwrap_or_default();
    let language = first("dc:language");
    let title = package.metadata().find(|element| element.name == "dc:title");
    let title_language = title.and_then(|title| title.attribute("xml:lang")).unwrap_or(&language).to_string();
    let lines = book::lines(&pages, &places, &language);
    Ok(Found {
        transcript: Transcript { format: Format::Epub, title: first("dc:title"), title_language, language, lines },
        faults,
        alternates: Vec::new(),
    })
}

/// The text of the file at `path` in the EPUB `bytes`, if both can be read.
pub fn part(bytes: &[u8], path: &str) -> Option<String> {
    let (mut archive, _) = archive::open(bytes).ok()?;
    String::from_utf8(archive.parts.remove(path)?).ok()
}

/// Whether the package says that it was made with this program.
fn is_ours(package: &Package) -> bool {
    let generator = package.metadata().find(|meta| meta.attribute("name") == Some("generator"));
    generator.and_then(|meta| meta.attribute("content")).is_some_and(|maker| maker.starts_with("Chapbook "))
}
