//! Application: a document and a catalog become the document in a language.

use std::collections::BTreeMap;

use super::checks::Checker;
use super::messages::{ENDONYM, program_context};
use super::outcome::{Outcome, Report};
use super::po::{Catalog, Entry};
use super::resolve::Names;
use super::walk::{Role, Slot, Unit, walk};
use super::{endonyms, renumber};
use crate::diagnostics::{Diagnostics, Sources};
use crate::document::{Completeness, Document, Endonym, Inline, Language, Text, Words};
use crate::markdown;

/// A statement in another language.
#[derive(Clone, Debug, PartialEq)]
pub struct Translated {
    pub document: Document,
    /// The program's words: in the language, or each that is not marked so.
    pub words: Words,
    /// How the language is called in itself.
    pub endonym: Endonym,
}

/// `original` in `language`, with the translations of `catalog`; nothing if an
/// error was reported. `sources` are those that both were read from.
///
/// A message counts as translated if the catalog has its context with the same
/// text, not fuzzy. What else there is, [`Completeness`] of the language in
/// `original.metadata.translations` decides: in a complete translation nothing
/// may be missing or stale; in a partial one nothing has to be there:
///
/// - A run that is missing stays in the original language, marked as being in it;
///   one that is stale is kept and marked by [`Words::outdated`].
/// - A text of the metadata or the alternative of a figure that is missing stays in
///   the original language and says so. One that is stale is kept: an alternative
///   is marked as a run is; of a text of the metadata the title page and the
///   colophon say it, since the head of a page and the catalogue of a library have
///   no room for a remark.
/// - A word of the program stands in the original's language, or in English if the
///   program does not speak that either, each for itself and saying so.
/// - The name of the language is that of CLDR, or else its tag.
///
/// Whether complete or not, a word that the catalog lacks is the program's own
/// where it speaks the language: its words are older or newer than no text.
pub fn translate(
    original: &Document,
    catalog: &Catalog,
    language: &Language,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Translated> {
    let mut found = Diagnostics::new();
    if super::declared::is_of_another_text(catalog, &super::messages(original, None, sources)) {
        diagnostics.catalog_of_another_text(catalog.header_span, language);
        return None;
    }
    let note_names: Vec<String> = original.notes.iter().map(|note| note.name.clone()).collect();
    let application = Application {
        original,
        language,
        entries: by_context(catalog),
        completeness: completeness(original, language),
        note_names: &note_names,
        report: Report::new(catalog.header_span),
        checker: Checker::new(&original.metadata.language, language, &note_names),
        diagnostics: &mut found,
    };
    let translated = application.translated(sources);

    let is_wrong = found.has_errors();
    diagnostics.append(found);
    Some(translated).filter(|_| !is_wrong)
}

struct Application<'a> {
    original: &'a Document,
    language: &'a Language,
    /// The messages that are of use, by context.
    entries: BTreeMap<&'a str, &'a Entry>,
    completeness: Completeness,
    note_names: &'a [String],
    report: Report,
    checker: Checker<'a>,
    diagnostics: &'a mut Diagnostics,
}

impl<'a> Application<'a> {
    fn translated(mut self, sources: &Sources) -> Translated {
        let words = self.words();
        let endonym = self.endonym();
        let mut document = self.original.clone();
        walk(&mut document, sources, &mut |unit| self.unit(unit, &words));
        document.metadata.language = self.language.clone();
        renumber::notes(&mut document, sources);
        let endonym = Endonym { language: self.language.clone(), name: endonym };
        self.report.tell(self.language, self.completeness, self.diagnostics);
        self.checker.tell(self.diagnostics);
        Translated { document, words, endonym }
    }

    /// What the catalog has for the message `original` in `context`.
    fn outcome(&self, context: &str, original: &str) -> Outcome<'a> {
        match self.entries.get(context) {
            Some(entry) if entry.original == original => Outcome::of(entry),
            Some(_) | None => Outcome::Unknown,
        }
    }

    fn unit(&mut self, unit: Unit<'_>, words: &Words) {
        if !unit.text.has_words() {
            return self.own_language(unit.text);
        }
        let (_, original) = super::messages::original(&unit.text, self.note_names);
        let outcome = self.outcome(&unit.context, &original);
        self.report.add(outcome);
        match unit.text {
            Slot::Plain(text) => match outcome {
                Outcome::Translated(entry) => {
                    self.checker.plain(unit.role, entry, self.diagnostics);
                    *text = single_spaced(&entry.translation).into();
                }
                Outcome::Stale(entry) => {
                    self.checker.plain(unit.role, entry, self.diagnostics);
                    *text = outdated_text(unit.role, &single_spaced(&entry.translation), words);
                }
                Outcome::Missing(_) | Outcome::Unknown => *text = text.in_language(&self.original.metadata.language),
            },
            Slot::Run { inlines, language } => match outcome {
                Outcome::Translated(entry) => *inlines = self.run(unit.role, inlines, entry),
                Outcome::Stale(entry) => {
                    *inlines = self.run(unit.role, inlines, entry);
                    inlines.extend(outdated(entry, words));
                }
                Outcome::Missing(_) | Outcome::Unknown => mark(inlines, language, &self.original.metadata.language),
            },
        }
    }

    /// A block in the language that the document is now in needs not say so.
    fn own_language(&self, text: Slot<'_>) {
        if let Slot::Run { inlines: _, language: Some(language) } = text
            && language.as_ref() == Some(self.language)
        {
            *language = None;
        }
    }

    fn run(&mut self, role: Role, original: &[Inline], entry: &Entry) -> Vec<Inline> {
        let Some(span) = entry.translation_span.or(entry.original_span).or(self.report.place()) else {
            return original.to_vec();
        };
        let draft = markdown::read_run(&entry.translation, span, self.language, self.diagnostics);
        self.checker.run(role, original, &draft, entry, self.diagnostics);
        Names::of(original, self.note_names).resolve(draft)
    }

    /// The program's words: of the catalog, or of the program in this language, or
    /// in that of the original.
    fn words(&mut self) -> Words {
        let original_language = &self.original.metadata.language;
        let (english, originals) = (Words::english(), Words::of(original_language));
        let mut words = Words::of(self.language);
        for (word, fallback) in english.entries().into_iter().zip(originals.entries()) {
            let outcome = self.outcome(&program_context(word.key), &word.text.content);
            let Some(text) = words.text_mut(word.key) else { continue };
            match outcome {
                Outcome::Translated(entry) => {
                    self.checker.word(entry, self.diagnostics);
                    *text = single_spaced(&entry.translation).into();
                }
                Outcome::Stale(_) | Outcome::Missing(_) | Outcome::Unknown if text.language.is_some() => {
                    // A partial translation that has none of them is not behind.
                    if self.completeness == Completeness::Complete {
                        self.report.add(outcome);
                    }
                    *text = fallback.text.in_language(fallback.text.language_in(original_language));
                }
                Outcome::Stale(_) | Outcome::Missing(_) | Outcome::Unknown => {}
            }
        }
        words
    }

    fn endonym(&mut self) -> String {
        let original = endonyms::name(&self.original.metadata.language);
        let outcome = self.outcome(ENDONYM, &original);
        self.report.add(outcome);
        match outcome {
            Outcome::Translated(entry) => {
                self.checker.endonym(entry, self.diagnostics);
                single_spaced(&entry.translation)
            }
            Outcome::Stale(_) | Outcome::Missing(_) | Outcome::Unknown => endonyms::name(self.language),
        }
    }
}

/// The messages that are of use, by context.
fn by_context(catalog: &Catalog) -> BTreeMap<&str, &Entry> {
    let used = catalog.entries.iter().filter(|entry| !entry.is_obsolete);
    used.filter_map(|entry| Some((entry.context.as_deref()?, entry))).collect()
}

fn completeness(original: &Document, language: &Language) -> Completeness {
    original.metadata.translations.get(language).map(|translation| translation.completeness).unwrap_or_default()
}

/// Says of a run that it is in the language `original`: of the block where it
/// is all of the block.
fn mark(inlines: &mut Vec<Inline>, language: Option<&mut Option<Language>>, original: &Language) {
    match language {
        Some(language) => *language = Some(original.clone()),
        None => *inlines = vec![Inline::Foreign { language: original.clone(), inlines: std::mem::take(inlines) }],
    }
}

/// ` [the original has changed here]`
fn outdated(entry: &Entry, words: &Words) -> Option<Inline> {
    let span = entry.translation_span.or(entry.original_span)?;
    let Text { content, language, is_outdated: _ } = words.remark();
    let text = Inline::Text { text: format!(" {content}"), span };
    Some(match language {
        None => text,
        Some(language) => Inline::Foreign { language, inlines: vec![text] },
    })
}

/// What is kept of a stale `translation`. An alternative carries the remark itself,
/// in whatever language that is: an attribute is in one language.
fn outdated_text(role: Role, translation: &str, words: &Words) -> Text {
    if matches!(role, Role::Alternative | Role::CoverAlternative) {
        return format!("{translation} {}", words.remark().content).into();
    }
    Text { is_outdated: true, ..translation.into() }
}

fn single_spaced(text: &str) -> String {
    text.split([' ', '\n', '\r', '\t']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
