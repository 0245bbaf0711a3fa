//! Which characters a statement shows in which kind of type.

use std::collections::BTreeMap;

use super::Style;
use crate::diagnostics::Span;
use crate::document::{
    Block, BlockKind, Callout, Cover, Document, Inline, Metadata, Section, State, Task, Text, Translation, Words,
};
use crate::theme::script_of;

/// A kind of type; the theme says which family and weight it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    Text,
    Strong,
    Heading,
    Key,
    Code,
    /// What reads from left to right in every language: addresses, identifiers.
    Machine,
}

/// The characters of each kind of type in each script, as [`script_of`] names
/// it, with the first place of each; none for those that the program adds.
pub type Needs<'a> = BTreeMap<(&'a str, Role, Style), BTreeMap<char, Option<Span>>>;

/// What the text, the metadata and the program's words need.
pub fn needs<'a>(document: &'a Document, words: &'a Words) -> Needs<'a> {
    let script = script_of(&document.metadata.language);
    let mut collector = Collector { words, needs: Needs::new() };
    let upright = Type { script, role: Role::Text, style: Style::Upright };
    collector.blocks(&document.opening, upright);
    collector.sections(&document.sections, 1, upright);
    for note in &document.notes {
        collector.blocks(&note.blocks, upright);
    }
    collector.metadata(&document.metadata, upright);
    collector.needs
}

#[derive(Clone, Copy)]
struct Type<'a> {
    script: &'a str,
    role: Role,
    style: Style,
}

struct Collector<'a> {
    words: &'a Words,
    needs: Needs<'a>,
}

impl<'a> Collector<'a> {
    fn add(&mut self, text: &str, span: Option<Span>, type_: Type<'a>) {
        let characters = self.needs.entry((type_.script, type_.role, type_.style)).or_default();
        let mut seen = 0_u128;
        for character in text.chars() {
            // Most characters are letters that this text has had already.
            let bit = 1_u128.checked_shl(u32::from(character)).unwrap_or(0);
            if seen & bit != 0 {
                continue;
            }
            seen |= bit;
            let place = characters.entry(character).or_insert(span);
            // A place in the text says more than none.
            *place = place.or(span);
        }
    }

    fn sections(&mut self, sections: &'a [Section], level: usize, upright: Type<'a>) {
        for section in sections {
            self.inlines(&section.title, Type { role: Role::Heading, ..upright });
            // Titles stand in the contents and over the pages too.
            self.inlines(&section.title, upright);
            if level > 2 {
                // The deepest titles are told apart by italics.
                self.inlines(&section.title, Type { style: Style::Italic, ..upright });
            }
            self.blocks(&section.blocks, upright);
            self.sections(&section.sections, level + 1, upright);
        }
    }

    fn blocks(&mut self, blocks: &'a [Block], outer: Type<'a>) {
        for block in blocks {
            let around = Type { script: block.language.as_ref().map_or(outer.script, script_of), ..outer };
            let strong = Type { role: Role::Strong, ..around };
            let span = block.span;
            match &block.kind {
                BlockKind::Paragraph(inlines) => self.inlines(inlines, around),
                BlockKind::KeySentence(inlines) => self.inlines(inlines, Type { role: Role::Key, ..around }),
                BlockKind::List(list) => {
                    for item in &list.items {
                        self.state(item.task, around);
                        self.blocks(&item.blocks, around);
                    }
                }
                BlockKind::Quotation(quotation) => {
                    self.blocks(&quotation.blocks, around);
                    self.inlines(quotation.attribution.as_deref().unwrap_or_default(), around);
                }
                BlockKind::Callout(Callout { kind: _, title, blocks }) => {
                    self.inlines(title.as_deref().unwrap_or_default(), strong);
                    self.blocks(blocks, around);
                }
                BlockKind::Table(table) => {
                    table.header.iter().for_each(|cell| self.inlines(&cell.inlines, strong));
                    table.rows.iter().flatten().for_each(|cell| self.inlines(&cell.inlines, around));
                }
                BlockKind::Code(code) => self.add(&code.text, Some(span), Type { role: Role::Code, ..around }),
                BlockKind::ChangedCode(lines) => self.inlines(lines, around),
                BlockKind::Figure(figure) => self.inlines(figure.caption.as_deref().unwrap_or_default(), around),
                BlockKind::Descriptions(descriptions) => {
                    for description in descriptions {
                        description.terms.iter().for_each(|term| self.inlines(&term.inlines, strong));
                        self.blocks(&description.details, around);
                    }
                }
                BlockKind::Divider => {}
            }
        }
    }

    /// Where no box can be drawn, a word says whether a task is done.
    fn state(&mut self, task: Option<Task>, around: Type<'a>) {
        let word = match task {
            Some(Task::Done) => &self.words.done,
            Some(Task::Open) => &self.words.open,
            None => return,
        };
        let script = word.language.as_ref().map_or(around.script, script_of);
        self.add(&word.content, None, Type { script, role: Role::Text, style: Style::Italic });
    }

    fn inlines(&mut self, inlines: &'a [Inline], type_: Type<'a>) {
        for inline in inlines {
            match inline {
                Inline::Text { text, span } => self.add(text, Some(*span), type_),
                Inline::Emphasis(inner) | Inline::Citation(inner) => {
                    self.inlines(inner, Type { style: turned(type_.style), ..type_ });
                }
                Inline::Strong(inner) => self.inlines(inner, Type { role: stronger(type_.role), ..type_ }),
                Inline::Code { text, span } => {
                    self.add(text, Some(*span), Type { role: Role::Code, style: Style::Upright, ..type_ })
                }
                Inline::Keyboard(inner) => self.inlines(inner, Type { role: Role::Code, style: Style::Upright, ..type_ }),
                Inline::Link(link) => self.inlines(&link.inlines, type_),
                Inline::Changed(changed) => {
                    self.add(CHANGE_MARKS, None, Type { role: Role::Text, ..type_ });
                    self.inlines(&changed.inlines, type_);
                }
                Inline::Strikethrough(inner)
                | Inline::Superscript(inner)
                | Inline::Subscript(inner)
                | Inline::Isolate(inner) => self.inlines(inner, type_),
                Inline::Foreign { language, inlines: inner } => {
                    self.inlines(inner, Type { script: script_of(language), ..type_ });
                }
                // The text of an image is for those who do not see it; a mark is digits.
                Inline::Image { .. } | Inline::NoteMark(_) | Inline::LineBreak => {}
            }
        }
    }

    fn metadata(&mut self, metadata: &'a Metadata, text: Type<'a>) {
        let words = self.words;
        let Metadata {
            identifier,
            slug,
            title,
            subtitle,
            authors,
            publisher,
            language: _,
            published: _,
            modified: _,
            version,
            version_span: _,
            rights,
            licence,
            description,
            subjects,
            canonical,
            theme: _,
            cover,
            note,
            evaluation,
            translations,
        } = metadata;
        let cover_text = match cover {
            Cover::Typeset => None,
            Cover::Image { image: _, alternative } => Some(alternative),
        };
        let heading = Type { role: Role::Heading, ..text };
        let machine = Type { role: Role::Machine, ..text };
        let licence_texts = licence.iter().flat_map(|licence| std::iter::once(&licence.name).chain(&licence.url));
        let people = translations.values().flat_map(people);
        let evaluator = evaluation.iter().map(|evaluation| &evaluation.by);
        let plain = std::iter::once(slug).chain(licence_texts).chain(evaluator).chain(people);
        plain.for_each(|written| self.add(written, None, text));
        let licence_names = licence.iter().map(|licence| &licence.name).filter(|name| name.is_ascii());
        let facts = [identifier, version].into_iter().chain(canonical).chain(licence_names);
        facts.for_each(|written| self.add(written, None, machine));
        let in_the_script_of = |written: &'a Text, type_| match &written.language {
            None => type_,
            Some(language) => Type { script: script_of(language), ..type_ },
        };
        let texts = [subtitle, publisher, rights, description, note].into_iter().flatten().chain(cover_text);
        for written in [title].into_iter().chain(authors).chain(subjects).chain(texts) {
            self.add(&written.content, None, in_the_script_of(written, text));
        }
        for written in [title].into_iter().chain(subtitle).chain(authors).chain(publisher) {
            self.add(&written.content, None, in_the_script_of(written, heading));
        }
        for word in words.entries() {
            // Without the names of what is put there.
            let shown: String = word.text.content.split(['{', '}']).step_by(2).collect();
            self.add(&shown, None, in_the_script_of(word.text, text));
            self.add(&shown, None, in_the_script_of(word.text, heading));
            if let Some(language) = &word.text.language {
                // Days and counts stand in the numerals of their sentence.
                self.add(&language.numerals(ADDED), None, in_the_script_of(word.text, text));
            }
        }
        self.add(ADDED, None, text);
        self.add(FILES, None, text);
        self.add(FILES, None, machine);
        self.add(ADDED, None, machine);
        let numerals = words.language.numerals("0123456789");
        self.add(&numerals, None, text);
        self.add(&numerals, None, heading);
    }
}

/// What the renderers put between words: digits, signs of lists and of the way
/// back from a note.
const ADDED: &str = "0123456789.,:;()[]/–—-·• \u{a0}";

/// What is drawn around the changes of a redline, beside those.
const CHANGE_MARKS: &str = "[+–]";

/// What is said of files in every language: formats, sizes, the list of sums.
const FILES: &str = "PDF EPUB HTML B kB MB SHA256SUMS";

/// Who is named with a translation.
fn people(translation: &Translation) -> impl Iterator<Item = &String> {
    let reviewers: &[String] = match &translation.state {
        State::Draft => &[],
        State::Reviewed { by, date: _ } => by,
    };
    translation.translators.iter().chain(reviewers)
}

/// Emphasis in emphasis is upright again.
fn turned(style: Style) -> Style {
    match style {
        Style::Upright => Style::Italic,
        Style::Italic => Style::Upright,
    }
}

fn stronger(role: Role) -> Role {
    match role {
        Role::Text | Role::Strong | Role::Key => Role::Strong,
        Role::Heading => Role::Heading,
        Role::Code => Role::Code,
        Role::Machine => Role::Machine,
    }
}
