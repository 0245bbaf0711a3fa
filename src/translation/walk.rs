//! The one walk over everything in a document that is translated, in the order
//! of reading: extraction and application both take it.

use super::note_names::NoteNames;
use crate::diagnostics::{Sources, Span};
use crate::document::{Block, BlockKind, Cover, Description, Document, Inline, Language, List, Metadata, Section, Table, Text};

/// A place of the document that holds words.
pub(super) struct Unit<'a> {
    /// Unique in the document.
    pub context: String,
    pub role: Role,
    pub text: Slot<'a>,
    /// What the author tells translators.
    pub comment: Option<&'a str>,
    /// Where it is written; nothing of the metadata.
    pub span: Option<Span>,
}

/// The words themselves, to be read or replaced.
pub(super) enum Slot<'a> {
    Run {
        inlines: &'a mut Vec<Inline>,
        /// The language of the block, where the run is all of the block.
        language: Option<&'a mut Option<Language>>,
    },
    Plain(&'a mut Text),
}

/// What stands at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    StatementTitle,
    Subtitle,
    Description,
    Rights,
    AboutTheText,
    Publisher,
    Author,
    Subject,
    CoverAlternative,
    Title,
    KeySentence,
    Paragraph(Within),
    Attribution,
    BoxTitle,
    ColumnHead,
    Cell,
    Alternative,
    Caption,
    Term,
}

/// What a paragraph stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Within {
    Text,
    Item,
    Quotation,
    Callout,
    Details,
    Note,
}

/// Shows `visit` the metadata, the opening, the sections, then the notes.
pub(super) fn walk(document: &mut Document, sources: &Sources, visit: &mut dyn FnMut(Unit<'_>)) {
    let names = NoteNames::of(document, sources);
    metadata(&mut document.metadata, visit);
    let mut walker = Walker { visit, note: None };
    walker.blocks(&mut document.opening, Within::Text, None);
    walker.sections(&mut document.sections);
    for note in &mut document.notes {
        walker.note = Some((format!("{}.", note.anchor), format!("note:{}.", names.unique(note.id))));
        walker.blocks(&mut note.blocks, Within::Note, None);
    }
}

fn metadata(metadata: &mut Metadata, visit: &mut dyn FnMut(Unit<'_>)) {
    let mut plain = |name: &str, role, text: &mut Text| {
        let context = format!("statement:{name}");
        visit(Unit { context, role, text: Slot::Plain(text), comment: None, span: None });
    };
    plain("title", Role::StatementTitle, &mut metadata.title);
    let more = [
        ("subtitle", Role::Subtitle, &mut metadata.subtitle),
        ("description", Role::Description, &mut metadata.description),
        ("rights", Role::Rights, &mut metadata.rights),
        ("note", Role::AboutTheText, &mut metadata.note),
        ("publisher", Role::Publisher, &mut metadata.publisher),
    ];
    for (name, role, text) in more {
        text.iter_mut().for_each(|text| plain(name, role, text));
    }
    for (index, author) in metadata.authors.iter_mut().enumerate() {
        plain(&format!("author.{}", index + 1), Role::Author, author);
    }
    for (index, subject) in metadata.subjects.iter_mut().enumerate() {
        plain(&format!("subject.{}", index + 1), Role::Subject, subject);
    }
    match &mut metadata.cover {
        Cover::Typeset => {}
        Cover::Image { image: _, alternative } => plain("cover.alternative", Role::CoverAlternative, alternative),
    }
}

struct Walker<'v> {
    visit: &'v mut dyn FnMut(Unit<'_>),
    /// What the ids in a note begin with, and the contexts in its place.
    note: Option<(String, String)>,
}

impl Walker<'_> {
    fn sections(&mut self, sections: &mut [Section]) {
        for section in sections {
            let Section { anchor, title, blocks, sections, span, comment } = section;
            self.run(anchor.as_str(), Role::Title, title, comment.as_deref(), *span);
            self.blocks(blocks, Within::Text, None);
            self.sections(sections);
        }
    }

    /// `outer` is what the author says of the block around them.
    fn blocks(&mut self, blocks: &mut [Block], within: Within, outer: Option<&str>) {
        for block in blocks {
            let Block { id, kind, span, language, comment } = block;
            let (span, comment) = (*span, comment.as_deref().or(outer));
            match kind {
                BlockKind::Paragraph(inlines) => {
                    let text = Slot::Run { inlines, language: Some(language) };
                    self.show(id.as_str(), Role::Paragraph(within), text, comment, span);
                }
                BlockKind::KeySentence(inlines) => {
                    let text = Slot::Run { inlines, language: Some(language) };
                    self.show(id.as_str(), Role::KeySentence, text, comment, span);
                }
                BlockKind::List(List { kind: _, is_tight: _, items }) => {
                    items.iter_mut().for_each(|item| self.blocks(&mut item.blocks, Within::Item, comment));
                }
                BlockKind::Quotation(quotation) => {
                    self.blocks(&mut quotation.blocks, Within::Quotation, comment);
                    if let Some(attribution) = &mut quotation.attribution {
                        self.run(&format!("{id}.attribution"), Role::Attribution, attribution, comment, span);
                    }
                }
                BlockKind::Callout(callout) => {
                    if let Some(title) = &mut callout.title {
                        self.run(&format!("{id}.title"), Role::BoxTitle, title, comment, span);
                    }
                    self.blocks(&mut callout.blocks, Within::Callout, comment);
                }
                BlockKind::Table(table) => self.table(table, comment),
                BlockKind::Code(_) | BlockKind::ChangedCode(_) | BlockKind::Divider => {}
                BlockKind::Figure(figure) => {
                    let alternative = Slot::Plain(&mut figure.alternative);
                    self.show(&format!("{id}.alternative"), Role::Alternative, alternative, comment, span);
                    if let Some(caption) = &mut figure.caption {
                        self.run(&format!("{id}.caption"), Role::Caption, caption, comment, span);
                    }
                }
                BlockKind::Descriptions(descriptions) => self.descriptions(descriptions, comment),
            }
        }
    }

    fn table(&mut self, table: &mut Table, comment: Option<&str>) {
        for cell in &mut table.header {
            self.run(cell.id.as_str(), Role::ColumnHead, &mut cell.inlines, comment, cell.span);
        }
        for cell in table.rows.iter_mut().flatten() {
            self.run(cell.id.as_str(), Role::Cell, &mut cell.inlines, comment, cell.span);
        }
    }

    fn descriptions(&mut self, descriptions: &mut [Description], comment: Option<&str>) {
        for Description { terms, details } in descriptions {
            for term in terms {
                self.run(term.id.as_str(), Role::Term, &mut term.inlines, comment, term.span);
            }
            self.blocks(details, Within::Details, comment);
        }
    }

    fn run(&mut self, context: &str, role: Role, inlines: &mut Vec<Inline>, comment: Option<&str>, span: Span) {
        self.show(context, role, Slot::Run { inlines, language: None }, comment, span);
    }

    fn show(&mut self, id: &str, role: Role, text: Slot<'_>, comment: Option<&str>, span: Span) {
        let context = match &self.note {
            Some((stem, name)) => id.strip_prefix(stem.as_str()).map_or(id.to_string(), |rest| format!("{name}{rest}")),
            None => id.to_string(),
        };
        (self.visit)(Unit { context, role, text, comment, span: Some(span) });
    }
}

impl Slot<'_> {
    /// Whether there is something to translate: a letter outside of code and of
    /// words that are in another language, which stay what they are.
    pub fn has_words(&self) -> bool {
        match self {
            Self::Run { inlines, language } => {
                !language.as_ref().is_some_and(|language| language.is_some()) && inlines.iter().any(has_words)
            }
            Self::Plain(text) => text.content.chars().any(char::is_alphabetic),
        }
    }
}

fn has_words(inline: &Inline) -> bool {
    match inline {
        Inline::Text { text, span: _ } => text.chars().any(char::is_alphabetic),
        Inline::Image { image: _, alternative, span: _ } => alternative.chars().any(char::is_alphabetic),
        Inline::Code { .. } | Inline::NoteMark(_) | Inline::LineBreak | Inline::Foreign { .. } => false,
        Inline::Emphasis(_)
        | Inline::Strong(_)
        | Inline::Strikethrough(_)
        | Inline::Link(_)
        | Inline::Superscript(_)
        | Inline::Subscript(_)
        | Inline::Isolate(_)
        | Inline::Keyboard(_)
        | Inline::Citation(_)
        | Inline::Changed(_) => inline.inner().iter().any(has_words),
    }
}
