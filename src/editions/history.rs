//! What changed since the last build, where it matters to those who link or cite.

use std::collections::BTreeSet;

use super::manifest::{FaceEntry, Fingerprint, Manifest, SectionEntry};
use crate::diagnostics::{Diagnostics, Span};
use crate::document::{Document, Section};
use crate::fonts::{Face, Library, Origin};

/// Warns of anchors that readers may have linked to and that are gone, and of
/// a text that changed under the same version and date.
pub fn compare(document: &Document, now: &Fingerprint, last: &Manifest, diagnostics: &mut Diagnostics) {
    if last.identifier != document.metadata.identifier {
        return;
    }
    changed_anchors(document, now, last, diagnostics);
    let metadata = &document.metadata;
    let is_same_version = last.version == metadata.version && last.modified == metadata.modified.to_string();
    if is_same_version && last.text_hash != now.text_hash {
        diagnostics.version_not_changed(metadata.version_span, &metadata.version, &last.modified);
    }
}

/// Warns of faces whose file is another than in the last build. A face of the
/// program is what it is: the program's version says so.
pub fn compare_faces(library: &Library, last: &Manifest, diagnostics: &mut Diagnostics) {
    for before in &last.faces {
        let is_it = |face: &&Face| {
            (face.family.as_str(), face.weight, face.style.css())
                == (before.family.as_str(), before.weight, before.style.as_str())
        };
        let Some(now) = library.faces().iter().filter(|face| face.origin != Origin::Embedded).find(is_it) else { continue };
        let now = FaceEntry::of(now);
        if now.sha256 != before.sha256 {
            let name = format!("{} {} {}", now.family, now.weight, now.style);
            let versions = [before, &now].map(|entry| entry.version.as_deref().unwrap_or("of no stated version"));
            let [was, is] = versions;
            // Two files may state the same version.
            let is = if was == is { format!("another file of {is}") } else { is.to_string() };
            diagnostics.font_changed(&name, [was, &is]);
        }
    }
}

fn changed_anchors(document: &Document, now: &Fingerprint, last: &Manifest, diagnostics: &mut Diagnostics) {
    let before: BTreeSet<&str> = last.sections.iter().map(|section| section.anchor.as_str()).collect();
    let after: BTreeSet<&str> = now.sections.iter().map(|section| section.anchor.as_str()).collect();
    for gone in last.sections.iter().filter(|section| !after.contains(section.anchor.as_str())) {
        let heir = now.sections.iter().find(|section| !before.contains(section.anchor.as_str()) && is_heir(section, gone));
        // A section that was taken out has no heading that could be pinned.
        if let Some(heir) = heir
            && let Some(span) = heading(&document.sections, &heir.anchor)
        {
            diagnostics.anchor_changed(span, &gone.anchor, &heir.anchor);
        }
    }
}

/// The same blocks under another title, or another text under the same title.
fn is_heir(section: &SectionEntry, gone: &SectionEntry) -> bool {
    (section.hash == gone.hash && !section.is_empty()) || section.title == gone.title
}

fn heading(sections: &[Section], anchor: &str) -> Option<Span> {
    sections.iter().find_map(|section| {
        if section.anchor.as_str() == anchor { Some(section.span) } else { heading(&section.sections, anchor) }
    })
}
