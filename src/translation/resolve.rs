//! A run as it was read from a catalog → a run of the document: it may lead
//! only where its original leads.

use super::parts::{Parts, folded};
use crate::diagnostics::Span;
use crate::document::{ImagePath, Inline, Link, NoteId, NoteMark, Target};
use crate::markdown::{self, Mark, destination, plain_text};

/// What the links, notes and images of a run are called in Markdown.
#[derive(Default)]
pub(super) struct Names {
    targets: Vec<(String, Target)>,
    notes: Vec<(String, NoteId)>,
    images: Vec<ImagePath>,
}

impl Names {
    /// Those of `original`; `note_names` are those of the document's notes.
    pub fn of(original: &[Inline], note_names: &[String]) -> Self {
        let mut names = Self::default();
        names.collect(original, note_names);
        names
    }

    fn collect(&mut self, inlines: &[Inline], note_names: &[String]) {
        for inline in inlines {
            match inline {
                Inline::Link(Link { target, .. }) => self.targets.push((destination(target), target.clone())),
                Inline::NoteMark(mark) => {
                    self.notes.extend(note_names.get(mark.note.0).map(|name| (folded(name), mark.note)));
                }
                Inline::Image { image, .. } => self.images.push(image.clone()),
                Inline::Text { .. }
                | Inline::Code { .. }
                | Inline::LineBreak
                | Inline::Emphasis(_)
                | Inline::Strong(_)
                | Inline::Strikethrough(_)
                | Inline::Superscript(_)
                | Inline::Subscript(_)
                | Inline::Isolate(_)
                | Inline::Keyboard(_)
                | Inline::Citation(_)
                | Inline::Foreign { .. }
                | Inline::Changed(_) => {}
            }
            self.collect(inline.inner(), note_names);
        }
    }

    /// `draft` with what its links, notes and images mean. One that the original
    /// does not have is left out: the parts of both were compared before. Marks
    /// of notes are counted later.
    pub fn resolve(&self, draft: Vec<markdown::Inline>) -> Vec<Inline> {
        draft.into_iter().filter_map(|inline| self.inline(inline)).collect()
    }

    fn inline(&self, inline: markdown::Inline) -> Option<Inline> {
        Some(match inline {
            markdown::Inline::Text { text, span, quotes: _ } => Inline::Text { text, span },
            markdown::Inline::Code { text, span } => Inline::Code { text, span },
            markdown::Inline::LineBreak => Inline::LineBreak,
            markdown::Inline::Marked { mark, inlines } => mark.around(self.resolve(inlines)),
            markdown::Inline::Image(image) => {
                let alternative = plain_text(&image.alternative);
                let known = self.images.iter().find(|known| known.0 == image.path)?;
                Inline::Image { image: known.clone(), alternative, span: image.span }
            }
            markdown::Inline::NoteMark { name, span } => self.note_mark(&name, span)?,
            markdown::Inline::Link { destination, inlines, span } => {
                let (_, target) = self.targets.iter().find(|(known, _)| *known == destination)?;
                Inline::Link(Link { target: target.clone(), inlines: self.resolve(inlines), span })
            }
        })
    }

    fn note_mark(&self, name: &str, span: Span) -> Option<Inline> {
        let (_, note) = self.notes.iter().find(|(known, _)| *known == folded(name))?;
        Some(Inline::NoteMark(NoteMark { note: *note, occurrence: 1, span }))
    }
}

impl Parts {
    /// The parts of the run that `draft` is to become.
    pub fn of_draft(draft: &[markdown::Inline]) -> Self {
        let mut parts = Self::default();
        parts.collect_draft(draft);
        parts
    }

    fn collect_draft(&mut self, draft: &[markdown::Inline]) {
        for inline in draft {
            match inline {
                markdown::Inline::Text { .. } | markdown::Inline::LineBreak => {}
                markdown::Inline::Code { text, .. } => self.codes.push(text.clone()),
                markdown::Inline::NoteMark { name, .. } => self.notes.push(folded(name)),
                markdown::Inline::Image(image) => self.images.push(image.path.clone()),
                markdown::Inline::Link { destination, inlines, .. } => {
                    self.links.push(destination.clone());
                    self.collect_draft(inlines);
                }
                markdown::Inline::Marked { mark, inlines } => {
                    if let Mark::Foreign(language) = mark {
                        self.languages.push(language.clone());
                    }
                    self.collect_draft(inlines);
                }
            }
        }
    }
}
