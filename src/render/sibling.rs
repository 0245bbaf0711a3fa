//! The files that lie beside an edition.

use crate::document::{address_beside, relative_address};

/// A file with the same text in another format, or the picture for sharing (`PNG`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sibling {
    /// As readers know it: `PDF`, `EPUB`, `HTML`, `PNG`.
    pub format: &'static str,
    pub file_name: String,
}

impl Sibling {
    /// Whether it is the picture for sharing, which is no edition.
    pub fn is_picture(&self) -> bool {
        self.format == "PNG"
    }

    pub fn media_type(&self) -> Option<&'static str> {
        match self.format {
            "PDF" => Some("application/pdf"),
            "EPUB" => Some("application/epub+zip"),
            "HTML" => Some("text/html"),
            "PNG" => Some("image/png"),
            _ => None,
        }
    }

    /// The address of the file from a file beside it.
    pub fn address(&self) -> String {
        relative_address(&self.file_name)
    }

    /// The whole address of the file if it is published beside `canonical`.
    pub fn address_beside(&self, canonical: &str) -> String {
        address_beside(&self.file_name, canonical)
    }
}
