//! Finding the faces that a theme's stacks name.

use std::sync::Arc;

use typst::foundations::Bytes;
use typst::text::{Font, FontInfo, FontStyle};
use typst_kit::fonts::{FontSource, FontStore};

use super::{Face, Origin, Style, inspect};
use crate::theme::Theme;

/// The faces of all families that the theme names: from its own files, else of
/// those in the program, else, and only then, of those installed on this
/// machine, which costs looking through all of them.
pub fn library(theme: &Theme) -> Library {
    let mut library = Library { faces: Vec::new(), store: FontStore::new() };
    let mut wanted: Vec<String> = Vec::new();
    for family in theme.tokens.font_stacks().flat_map(|(_, families)| families) {
        if !wanted.contains(family) {
            wanted.push(family.clone());
        }
    }
    for file in &theme.font_files {
        library.add_wanted(Bytes::new(file.bytes.clone()), &wanted, &Origin::Theme(file.path.clone()));
    }
    wanted.retain(|family| !library.has(family));
    for data in typst_assets::fonts() {
        // Reading the name alone is cheap; taking the whole face in is not.
        let name = inspect::family_name(data).unwrap_or_default();
        if wanted.iter().any(|family| name.starts_with(family.as_str())) {
            library.add_wanted(Bytes::new(data), &wanted, &Origin::Embedded);
        }
    }
    wanted.retain(|family| !library.has(family));
    if !wanted.is_empty() {
        library.add_system(&wanted);
    }
    library
}

/// Faces, in the order in which Typst numbers them.
pub struct Library {
    faces: Vec<Face>,
    store: FontStore,
}

impl Library {
    pub fn faces(&self) -> &[Face] {
        &self.faces
    }

    /// The same faces for Typst: its book, and a font by its place in the book.
    pub fn typst_fonts(&self) -> &FontStore {
        &self.store
    }

    /// Whether there is a face of `family`; letters of either case.
    pub fn has(&self, family: &str) -> bool {
        self.faces.iter().any(|face| is_same(&face.family, family))
    }

    /// The face that Typst and CSS would take of the `family`, the nearest in
    /// style, then in weight.
    pub fn select(&self, family: &str, weight: u16, style: Style) -> Option<&Face> {
        let faces = self.faces.iter().filter(|face| is_same(&face.family, family));
        faces.min_by_key(|face| (face.style != style, face.weight.abs_diff(weight)))
    }

    fn add_wanted(&mut self, bytes: Bytes, wanted: &[String], origin: &Origin) {
        for font in Font::iter(bytes) {
            if wanted.iter().any(|family| is_same(&font.info().family, family)) {
                let info = font.info().clone();
                self.faces.push(face(&info, font.data().clone(), font.index(), origin.clone()));
                self.store.push((font, info));
            }
        }
    }

    fn add_system(&mut self, wanted: &[String]) {
        let mut found: Vec<_> =
            typst_kit::fonts::system().filter(|(_, info)| wanted.iter().any(|family| is_same(&info.family, family))).collect();
        // The order in which a file system lists its files differs from machine to machine.
        found.sort_by(|one, other| (&one.0.path, one.0.index).cmp(&(&other.0.path, other.0.index)));
        for (path, info) in found {
            if let Some(font) = path.load() {
                self.faces.push(face(&info, font.data().clone(), path.index, Origin::System(path.path.clone())));
                self.store.push((font, info));
            }
        }
    }
}

impl std::fmt::Debug for Library {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let faces = self.faces.iter().map(|face| (&face.family, face.weight, face.style, &face.origin));
        f.debug_list().entries(faces).finish()
    }
}

fn is_same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

fn face(info: &FontInfo, bytes: Bytes, index: u32, origin: Origin) -> Face {
    let style = match info.variant.style {
        FontStyle::Normal => Style::Upright,
        FontStyle::Italic | FontStyle::Oblique => Style::Italic,
    };
    let coverage = Arc::new(info.coverage.clone());
    Face { family: info.family.clone(), weight: info.variant.weight.to_number(), style, bytes, index, origin, coverage }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Diagnostics, Sources};

    #[test]
    fn the_default_theme_needs_embedded_faces_alone() {
        let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
        let theme = crate::theme::load("default", &[], &mut sources, &mut diagnostics).expect("the default theme is right");
        let library = library(&theme);
        assert_eq!(library.faces().len(), 10);
        assert!(library.faces().iter().all(|face| face.origin == Origin::Embedded));
        for (place, face) in library.faces().iter().enumerate() {
            let font = library.typst_fonts().font(place).expect("it was loaded");
            assert_eq!(font.info().family, face.family);
        }
        let selected = library.select("libertinus serif", 600, Style::Italic).expect("it is there");
        assert_eq!((selected.weight, selected.style), (600, Style::Italic));
    }
}
