//! A translation held against its original: nothing but the words may differ,
//! and the words have to be such that every edition can show them.

mod characters;
mod markup;
mod words;

use super::parts::{Parts, difference, difference_of_sets};
use super::po::Entry;
use super::walk::Role;
use crate::diagnostics::{Diagnostics, Span};
use crate::document::{Inline, Language, placeholders};
use crate::markdown;

/// What is known while a catalog is checked.
pub(super) struct Checker<'a> {
    language: &'a Language,
    original: &'a Language,
    note_names: &'a [String],
    /// Translations that are the same as what they translate.
    equal: Vec<Option<Span>>,
    /// Translations without a letter of the script of the language.
    in_other_script: Vec<Option<Span>>,
}

impl<'a> Checker<'a> {
    /// For a catalog that translates from `original` into `language`.
    pub fn new(original: &'a Language, language: &'a Language, note_names: &'a [String]) -> Self {
        Self { language, original, note_names, equal: Vec::new(), in_other_script: Vec::new() }
    }

    /// Reports what the run `draft`, read from `entry`, lacks of `original` or
    /// has beyond it, and what cannot be shown.
    pub fn run(
        &mut self,
        role: Role,
        original: &[Inline],
        draft: &[markdown::Inline],
        entry: &Entry,
        diagnostics: &mut Diagnostics,
    ) {
        self.parts(original, draft, entry.translation_span, diagnostics);
        markup::check(original, draft, entry, diagnostics);
        characters::check(&markdown::plain_text(draft), entry, diagnostics);
        self.words(role, &words::of_draft(draft), &words::of_document(original), entry);
    }

    /// Reports what is wrong with the translation of a text without markup.
    pub fn plain(&mut self, role: Role, entry: &Entry, diagnostics: &mut Diagnostics) {
        characters::check(&entry.translation, entry, diagnostics);
        self.words(role, &entry.translation, &entry.original, entry);
    }

    /// Reports what is wrong with a word of the program.
    pub fn word(&mut self, entry: &Entry, diagnostics: &mut Diagnostics) {
        let names = placeholders(&entry.original);
        if names != placeholders(&entry.translation) {
            diagnostics.translation_other_placeholders(entry.translation_span, &names);
        }
        characters::check(&entry.translation, entry, diagnostics);
        let (translated, original) = (without_placeholders(&entry.translation), without_placeholders(&entry.original));
        self.words(Role::Paragraph(super::walk::Within::Text), &translated, &original, entry);
    }

    /// Reports what is wrong with the name of the language.
    pub fn endonym(&self, entry: &Entry, diagnostics: &mut Diagnostics) {
        characters::check(&entry.translation, entry, diagnostics);
    }

    /// Reports what was found of the catalog as a whole.
    pub fn tell(&self, diagnostics: &mut Diagnostics) {
        let Self { language, original: _, note_names: _, equal, in_other_script } = self;
        let first = |list: &[Option<Span>]| list.iter().flatten().copied().take(3).collect::<Vec<Span>>();
        if !equal.is_empty() {
            diagnostics.translation_equals_original(&first(equal), equal.len());
        }
        if !in_other_script.is_empty() {
            diagnostics.translation_in_other_script(language, &first(in_other_script), in_other_script.len());
        }
    }

    fn parts(&self, original: &[Inline], draft: &[markdown::Inline], span: Option<Span>, diagnostics: &mut Diagnostics) {
        let (wanted, found) = (Parts::of(original, self.note_names), Parts::of_draft(draft));
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
        // What is code may be a word that readers put in themselves.
        if wanted.codes.len() != found.codes.len() {
            let codes = difference(&wanted.codes, &found.codes);
            diagnostics.translation_other_code(span, &codes.missing, &codes.added);
        }
        let mut languages = difference(&wanted.languages, &found.languages).missing;
        languages.retain(|language| language != self.language.tag());
        if !languages.is_empty() {
            diagnostics.translation_lost_language(span, &languages);
        }
    }

    /// `translated` and `original` are the words that are to be in the language.
    fn words(&mut self, role: Role, translated: &str, original: &str, entry: &Entry) {
        if is_name(role) || words::same_written_language(self.language, self.original) {
            return;
        }
        let is_equal = words::letters(translated) == words::letters(original);
        if is_equal && words::is_more_than_a_name(original, self.original) {
            self.equal.push(entry.translation_span);
        } else if !is_equal && words::is_in_other_script(translated, self.language) {
            self.in_other_script.push(entry.translation_span);
        }
    }
}

/// Whether what stands there is mostly a name, which may be the same in every language.
fn is_name(role: Role) -> bool {
    match role {
        Role::Publisher | Role::Author | Role::Attribution => true,
        Role::StatementTitle
        | Role::Subtitle
        | Role::Description
        | Role::Rights
        | Role::AboutTheText
        | Role::Subject
        | Role::CoverAlternative
        | Role::Title
        | Role::KeySentence
        | Role::Paragraph(_)
        | Role::BoxTitle
        | Role::ColumnHead
        | Role::Cell
        | Role::Alternative
        | Role::Caption
        | Role::Term => false,
    }
}

fn without_placeholders(text: &str) -> String {
    let mut parts = text.split('{');
    let first = parts.next().unwrap_or_default().to_string();
    parts.fold(first, |out, part| out + part.split_once('}').map_or(part, |(_, rest)| rest))
}
