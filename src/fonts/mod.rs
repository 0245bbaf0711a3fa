//! The faces a theme names: where they are, which characters they have, and
//! small copies of them for screens.

mod closure;
mod coverage;
mod folders;
#[cfg(test)]
mod gate;
mod ideographs;
mod inspect;
mod libraries;
mod library;
mod needs;
mod packages;
mod screen;
mod subset;
mod system;
#[cfg(test)]
mod tests;

pub use coverage::{check_coverage, missing_families, uncovered};
pub use inspect::Facts;
pub use libraries::Libraries;
pub use library::{Library, library, library_with};
pub use packages::debian as debian_package;
pub use screen::plan_screen_faces;
pub use subset::{ScreenFace, SubsetError, SubsetPlan};
pub use system::{Forgetful, Memory, SystemFonts};

use std::sync::{Arc, OnceLock};

use sha2::Digest as _;
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
    digest: Digest,
    coverage: Arc<Coverage>,
}

/// The SHA-256 of a file, worked out when it is first asked for.
type Digest = Arc<OnceLock<[u8; 32]>>;

impl Face {
    /// The SHA-256 of the file.
    pub fn sha256(&self) -> &[u8; 32] {
        self.digest.get_or_init(|| sha2::Sha256::digest(self.bytes.as_slice()).into())
    }

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
