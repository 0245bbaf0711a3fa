//! Finding the faces that a theme's stacks name.

use std::sync::Arc;

use typst::foundations::Bytes;
use typst::text::{Font, FontInfo, FontStyle, FontWeight};
use typst_kit::fonts::FontStore;

use super::{Digest, Face, Origin, Style, SystemFonts, inspect};
use crate::theme::{Theme, Tokens, Value};

/// As [`library_with`], with a list of this machine's fonts that is made at most
/// once in a run and forgotten after it.
pub fn library(theme: &Theme) -> Library {
    library_with(theme, SystemFonts::of_this_process())
}

/// The faces of all families that the theme names: from its own files, else of
/// those in the program, else, and only then, of those installed on this
/// machine.
pub fn library_with(theme: &Theme, system: &SystemFonts) -> Library {
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
    let weights = weights(&theme.tokens);
    for (face, font) in wanted.iter().flat_map(|family| system.faces(family, &weights)) {
        let mut info = font.info().clone();
        info.variant.weight = FontWeight::from_number(face.weight);
        library.faces.push(face);
        library.store.push((font, info));
    }
    library
}

/// The weights in which a theme sets type.
pub(super) fn weights(tokens: &Tokens) -> Vec<u16> {
    let weight = |value: &Value| match value {
        Value::Weight(weight) => Some(*weight),
        Value::Colour { .. } | Value::Fonts { .. } | Value::Em(_) | Value::Number(_) | Value::Length(_) | Value::Word(_) => {
            None
        }
    };
    let written = tokens.entries().filter_map(|token| weight(&token.value));
    written.chain([400, 700]).collect()
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
        let digest = Digest::default();
        for font in Font::iter(bytes) {
            if wanted.iter().any(|family| is_same(&font.info().family, family)) {
                let info = font.info().clone();
                self.faces.push(face(&font, origin.clone(), digest.clone()));
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

pub(super) fn is_same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

pub(super) fn style(info: &FontInfo) -> Style {
    match info.variant.style {
        FontStyle::Normal => Style::Upright,
        FontStyle::Italic | FontStyle::Oblique => Style::Italic,
    }
}

pub(super) fn face(font: &Font, origin: Origin, digest: Digest) -> Face {
    let info = font.info();
    Face {
        family: info.family.clone(),
        weight: info.variant.weight.to_number(),
        style: style(info),
        bytes: font.data().clone(),
        index: font.index(),
        origin,
        digest,
        coverage: Arc::new(info.coverage.clone()),
    }
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
