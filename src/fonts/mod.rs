//! The faces a theme names: where they are, which characters they have, and
//! small copies of them for screens.

mod coverage;
#[cfg(test)]
mod gate;
mod inspect;
mod library;
mod needs;
mod screen;
mod subset;
#[cfg(test)]
mod tests;

pub use coverage::check_coverage;
pub use library::{Library, library};
pub use screen::plan_screen_faces;
pub use subset::{ScreenFace, SubsetError, SubsetPlan};

use std::sync::Arc;

use typst::text::Coverage;

/// The bytes of a font file; a clone shares them.
pub type FontBytes = typst::foundations::Bytes;

/// One face of a family.
#[derive(Clone, Debug)]
pub struct Face {
    pub family: String,
    /// From 1 to 1000 (CSS Fonts 4 §2.2).
    pub weight: u16,
    pub style: Style,
    pub bytes: FontBytes,
    /// Which of the faces in `bytes`; 0 unless it is a collection.
    pub index: u32,
    pub origin: Origin,
    coverage: Arc<Coverage>,
}

impl Face {
    /// Whether the face shows `character`, itself or put together from its parts.
    pub fn has(&self, character: char) -> bool {
        if self.coverage.contains(u32::from(character)) {
            return true;
        }
        let mut parts = Vec::new();
        unicode_normalization::char::decompose_canonical(character, |part| parts.push(part));
        parts.len() > 1 && parts.iter().all(|part| self.coverage.contains(u32::from(*part)))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Style {
    Upright,
    Italic,
}

impl Style {
    /// The value of `font-style`.
    pub fn css(self) -> &'static str {
        match self {
            Self::Upright => "normal",
            Self::Italic => "italic",
        }
    }
}

/// Where a face was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The path in the folder of themes.
    Theme(String),
    /// In the program.
    Embedded,
    /// The path on this machine.
    System(std::path::PathBuf),
}
