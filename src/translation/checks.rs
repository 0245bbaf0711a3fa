//! A translation held against its original: what may differ is the words.

use super::parts::{Parts, difference, difference_of_sets};
use super::po::Entry;
use super::walk::Role;
use crate::diagnostics::Diagnostics;
use crate::document::{Inline, Language, placeholders};
use crate::markdown;

/// Reports what the run `draft`, read from `entry`, lacks of `original` or has
/// beyond it.
pub(super) fn run(
    original: &[Inline],
    draft: &[markdown::Inline],
    note_names: &[String],
    entry: &Entry,
    language: &Language,
    diagnostics: &mut Diagnostics,
) {
    let (wanted, found) = (Parts::of(original, note_names), Parts::of_draft(draft));
    let span = entry.translation_span;
    let links = difference_of_sets(&wanted.links, &found.links);
    if !links.is_none() {
        diagnostics.translation_other_links(span, &links.missing, &links.added);
    }
    let notes = difference(&wanted.notes, &found.notes);
    if !notes.is_none() {
        diagnostics.translation_other_notes(span, &notes.missing, &notes.added);
    }
    let images = difference(&wanted.images, &found.images);
    if !images.is_none() {
        diagnostics.translation_other_images(span, &images.missing, &images.added);
    }
    let _ = language;
}

/// Reports what is wrong with a translation without markup.
pub(super) fn plain(role: Role, entry: &Entry, language: &Language, diagnostics: &mut Diagnostics) {
    let _ = (role, entry, language, diagnostics);
}

/// Reports what is wrong with a word of the program.
pub(super) fn word(original: &str, entry: &Entry, language: &Language, diagnostics: &mut Diagnostics) {
    let _ = language;
    if placeholders(original) != placeholders(&entry.translation) {
        diagnostics.translation_other_placeholders(entry.translation_span, &placeholders(original));
    }
}

/// Reports what is wrong with the name of the language.
pub(super) fn endonym(entry: &Entry, language: &Language, diagnostics: &mut Diagnostics) {
    let _ = (entry, language, diagnostics);
}
