//! Folders of editions that were made before: one of them can be read, or, if there
//! are only PDFs, what their manifest keeps of each block, which is enough to say
//! which blocks changed and not what they said.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::changes::{Changes, Edit, EditKind, PartOf, SectionOfEdit};
use crate::diagnostics::inside;
use crate::document::{Document, Format, Language, Section, plain_text};
use crate::editions::manifest::{Entry, Manifest, fingerprint};
use crate::editions::records::MANIFEST;

/// The manifest in `folder`, if it is one of editions and not of a source.
pub fn manifest(folder: &Path) -> Result<Option<Manifest>> {
    let path = folder.join(MANIFEST);
    if !path.is_file() || folder.join("statement.yaml").exists() {
        return Ok(None);
    }
    match Manifest::read(&std::fs::read(&path)?) {
        Some(manifest) => Ok(Some(manifest)),
        None => bail!("`{}` is not a manifest that this version of Chapbook can read", path.display()),
    }
}

/// One of the editions in `folder`, by name the first, if nothing else tells what it is.
pub fn loose(folder: &Path) -> Option<PathBuf> {
    if folder.join("statement.yaml").exists() {
        return None;
    }
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let is_readable = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "epub" || ending == "html");
    paths.into_iter().find(is_readable)
}

/// The edition in `folder` whose words are read: in `language`, or else in that of the
/// original. Nothing if only its hashes are there; an error if none is in `language`.
pub fn readable(manifest: &Manifest, folder: &Path, language: Option<&Language>) -> Result<Option<PathBuf>> {
    let shown = folder.display();
    let tag = |entry: &Entry| Language::parse(&entry.language).ok();
    let original = manifest.languages.first().map(|entry| entry.tag.as_str());
    let original = original.or(manifest.editions.first().map(|entry| entry.language.as_str()));
    let is_wanted = |entry: &&Entry| match language {
        Some(language) => tag(entry).is_some_and(|known| known.is_same_as(language)),
        None => Some(entry.language.as_str()) == original,
    };
    let is_there = |format: Format| {
        let edition = manifest.editions.iter().filter(is_wanted).find(|entry| entry.format == format.extension())?;
        Some(folder.join(inside(&edition.file)?)).filter(|path| path.is_file())
    };
    let found = [Format::Html, Format::Epub].into_iter().find_map(is_there);
    if let (None, Some(language)) = (&found, language) {
        let readable = manifest.editions.iter().filter(|entry| entry.format != Format::Pdf.extension());
        let known: BTreeSet<&str> = readable.map(|entry| entry.language.as_str()).collect();
        match known.len() {
            0 => {
                bail!("the PDFs in `{shown}` tell only which texts changed, in the language of the original, not `{language}`")
            }
            _ => bail!(
                "there is no HTML or EPUB edition in `{language}` in `{shown}`, only in {}",
                known.into_iter().collect::<Vec<_>>().join(", ")
            ),
        }
    }
    Ok(found)
}

/// What differs in `new` from the editions of `manifest`, block by block: a text
/// that was there counts as unchanged wherever in its section it stands.
pub fn compare(manifest: &Manifest, new: &Document) -> Changes {
    let own = fingerprint(new).anchors;
    let mut titles = BTreeMap::new();
    gather_titles(&new.sections, &mut titles);
    let old_titles = manifest.sections.iter().map(|section| (section.anchor.clone(), section.title.clone()));
    let titles: BTreeMap<String, String> = old_titles.chain(titles).collect();
    let texts = |anchors: &BTreeMap<String, String>| -> BTreeSet<(String, String)> {
        anchors.iter().map(|(id, hash)| (stem(id).to_string(), hash.clone())).collect()
    };
    let (before, after) = (texts(&manifest.anchors), texts(&own));
    let is_new = |id: &str, hash: &str| !before.contains(&(stem(id).to_string(), hash.to_string()));
    let is_gone = |id: &str, hash: &str| !after.contains(&(stem(id).to_string(), hash.to_string()));
    let edit = |kind, id: Option<&String>, old_id: Option<&String>| {
        let anchor = id.or(old_id).map_or("", |id| stem(id));
        let section = titles.get(anchor).map(|title| SectionOfEdit { anchor: anchor.to_string(), title: title.clone() });
        Edit { id: id.cloned(), old_id: old_id.cloned(), section, ..Edit::new(kind, PartOf::Text) }
    };
    let mut edits = Vec::new();
    for (id, hash) in own.iter().filter(|(id, hash)| is_new(id, hash)) {
        let was_other = manifest.anchors.get_key_value(id).filter(|(id, old)| *old != hash && is_gone(id, old));
        edits.push(match was_other {
            Some((old, _)) => edit(EditKind::Changed, Some(id), Some(old)),
            None => edit(EditKind::Inserted, Some(id), None),
        });
    }
    for (id, _) in manifest.anchors.iter().filter(|(id, hash)| is_gone(id, hash)) {
        let is_told = own.get(id).is_some_and(|hash| is_new(id, hash));
        if !is_told {
            edits.push(edit(EditKind::Deleted, None, Some(id)));
        }
    }
    let mut order = Vec::new();
    gather_anchors(&new.sections, &mut order);
    order.extend(manifest.sections.iter().map(|section| section.anchor.as_str()));
    let place = |edit: &Edit| {
        let section = edit.section.as_ref().and_then(|section| order.iter().position(|anchor| *anchor == section.anchor));
        (section, edit.id.as_ref().or(edit.old_id.as_ref()).map(|id| numbers(id)))
    };
    edits.sort_by_cached_key(place);
    Changes { edits, redline: new.clone() }
}

/// `trust` of `trust.3.2`
fn stem(id: &str) -> &str {
    id.split('.').next().unwrap_or(id)
}

/// `[3, 2]` of `trust.3.2`: in this order, parts of a section stand in the text.
fn numbers(id: &str) -> Vec<u64> {
    let after_stem = &id[stem(id).len()..];
    after_stem.split(|character: char| !character.is_ascii_digit()).filter_map(|number| number.parse().ok()).collect()
}

/// The anchors in the order of the text.
fn gather_anchors<'a>(sections: &'a [Section], anchors: &mut Vec<&'a str>) {
    for section in sections {
        anchors.push(section.anchor.as_str());
        gather_anchors(&section.sections, anchors);
    }
}

fn gather_titles(sections: &[Section], titles: &mut BTreeMap<String, String>) {
    for section in sections {
        titles.insert(section.anchor.as_str().to_string(), plain_text(&section.title));
        gather_titles(&section.sections, titles);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_section_are_in_the_order_of_the_text() {
        let mut ids = ["goal-2030.10", "goal-2030.2.r10c1", "goal-2030.2.r9c1", "goal-2030"];
        ids.sort_by_key(|id| numbers(id));
        assert_eq!(ids, ["goal-2030", "goal-2030.2.r9c1", "goal-2030.2.r10c1", "goal-2030.10"]);
    }
}
