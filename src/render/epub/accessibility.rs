//! What the package says about accessibility (EPUB Accessibility 1.1 §2):
//! taken from the document alone, nothing that was not looked at. A claim of
//! conformance is not among it.

use crate::document::{Cover, Document, Words};

/// Pairs of property and value, in the order in which they are written; the
/// [`summary`] is beside them.
pub fn statements(document: &Document) -> Vec<(&'static str, String)> {
    let mut list: Vec<(&'static str, String)> = Vec::new();
    let mut say = |property, value: &str| list.push((property, value.to_string()));
    let has_images = shows_images(document);
    say("schema:accessMode", "textual");
    if has_images {
        say("schema:accessMode", "visual");
        say("schema:accessModeSufficient", "textual,visual");
    }
    // Every image has its alternative in words, or the document would not have been made.
    say("schema:accessModeSufficient", "textual");
    for feature in ["tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability", "unlocked"] {
        say("schema:accessibilityFeature", feature);
    }
    if has_images {
        say("schema:accessibilityFeature", "alternativeText");
    }
    say("schema:accessibilityHazard", "none");
    list
}

/// The same in plain words, for the package and the colophon.
pub fn summary(document: &Document, words: &Words) -> String {
    let images = if shows_images(document) { words.every_image_is_described } else { words.all_content_is_text };
    format!("{} {images}", words.text_can_be_adapted)
}

/// Images of the text; a cover shows what the title page says in words.
fn shows_images(document: &Document) -> bool {
    let cover = match &document.metadata.cover {
        Cover::Image { image, .. } => Some(image),
        Cover::Typeset => None,
    };
    document.images.keys().any(|path| Some(path) != cover)
}
