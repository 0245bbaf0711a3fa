//! What anchors, notes and images of both versions are called in the redline.

use std::collections::BTreeMap;

use super::align::Step;
use super::plan::Plan;
use super::tokens::Names;
use super::tree::{Part, Tree};
use crate::document::{Anchor, Document, Image, ImagePath, NoteId};

/// The names of the old version; the new one keeps its own.
pub struct VersionNames {
    anchors: BTreeMap<String, Anchor>,
    notes: Vec<NoteId>,
    images: BTreeMap<ImagePath, ImagePath>,
    /// The images of both.
    pub all_images: BTreeMap<ImagePath, Image>,
}

/// The names of the new version.
pub struct OwnNames;

impl VersionNames {
    pub fn of(old: &Document, new: &Document, old_tree: &Tree, new_tree: &Tree, plan: &Plan) -> Self {
        let of_part = |(from, to): (&usize, &usize)| {
            let (from, to) = (old_tree.id(*from), new_tree.id(*to));
            (!from.is_empty()).then(|| (from.to_string(), Anchor::new(to)))
        };
        let anchors = plan.new_of.iter().filter_map(of_part).collect();
        let mut notes: Vec<NoteId> = (0..old.notes.len()).map(|at| NoteId(new.notes.len() + at)).collect();
        for step in plan.steps(0, 0).get(2).into_iter().flatten() {
            if let Step::Pair(from, to) = step
                && let (Part::Note(from), Part::Note(to)) = (old_tree.nodes[*from].part, new_tree.nodes[*to].part)
            {
                notes[from.id.0] = to.id;
            }
        }
        let (mut images, mut all_images) = (BTreeMap::new(), new.images.clone());
        for (path, image) in &old.images {
            let is_same = new.images.get(path).is_none_or(|other| other.bytes == image.bytes);
            let name = if is_same { path.clone() } else { ImagePath(format!("{path}~old", path = path.0)) };
            all_images.insert(name.clone(), image.clone());
            images.insert(path.clone(), name);
        }
        Self { anchors, notes, images, all_images }
    }
}

impl Names for VersionNames {
    fn note(&self, note: NoteId) -> NoteId {
        self.notes.get(note.0).copied().unwrap_or(note)
    }

    fn image(&self, image: &ImagePath) -> ImagePath {
        self.images.get(image).unwrap_or(image).clone()
    }

    /// Of what is gone, where the redline shows it.
    fn anchor(&self, anchor: &Anchor) -> Anchor {
        self.anchors.get(anchor.as_str()).cloned().unwrap_or_else(|| was(anchor.as_str()))
    }
}

impl Names for OwnNames {
    fn note(&self, note: NoteId) -> NoteId {
        note
    }

    fn image(&self, image: &ImagePath) -> ImagePath {
        image.clone()
    }

    fn anchor(&self, anchor: &Anchor) -> Anchor {
        anchor.clone()
    }
}

/// The id of a part that is gone. No text has an id that begins so.
pub fn was(id: &str) -> Anchor {
    Anchor::new(format!("_was-{id}"))
}
