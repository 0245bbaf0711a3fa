//! What stands inside a line, as calls.

use super::words::{Kept, are_one_word, before_repetitions, kept, kept_phrases};
use super::{Writer, parts, string};
use crate::document::{Change, Changed, Inline, Link, NoteMark, Target, Text, plain_text, shows_deleted};
use crate::render::pdf::first_strong::first_strong;

/// U+2060, at which no line ends. It shows nothing, and the finished file has no
/// letter for it.
const JOINER: &str = "#sym.wj";

/// The line of links, and of struck words.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Decoration {
    Under,
    Through,
}

impl<'a> Writer<'a> {
    pub(super) fn inlines(&mut self, inlines: &'a [Inline]) {
        let leaves_deleted = self.is_in_link && !shows_deleted(inlines);
        for (index, inline) in inlines.iter().enumerate() {
            if leaves_deleted && matches!(inline, Inline::Changed(Changed { change: Some(Change::Deleted), .. })) {
                continue;
            }
            if index > 0 && self.stays_with(&inlines[index - 1], inline) {
                self.out.push_str(JOINER);
            }
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &'a Inline) {
        match inline {
            Inline::Text { text, span } => {
                let open = self.places.open(self.out.len(), *span);
                for part in parts(text) {
                    self.text(part);
                }
                self.places.close(open, self.out.len());
            }
            Inline::Emphasis(inlines) => {
                let name = if self.decoration == Some(Decoration::Through) { "emphasis(in-struck: true)" } else { "emphasis" };
                let outer = std::mem::replace(&mut self.is_emphasised, true);
                self.call(name, inlines);
                self.is_emphasised = outer;
            }
            Inline::Strong(inlines) => self.call("strong", inlines),
            Inline::Strikethrough(inlines) => {
                let name = if self.decoration == Some(Decoration::Under) {
                    "strikethrough(in-underlined: true)"
                } else if self.is_emphasised {
                    "strikethrough(in-emphasis: true)"
                } else {
                    "strikethrough"
                };
                let outer = self.decoration;
                self.decoration = outer.or(Some(Decoration::Through));
                self.call(name, inlines);
                self.decoration = outer;
            }
            Inline::Code { text, span } => {
                let open = self.places.open(self.out.len(), *span);
                self.remember(text, "#code(".len());
                self.out.push_str(&format!("#code({})", string(text)));
                self.places.close(open, self.out.len());
            }
            Inline::Link(link) if self.is_in_link => self.inlines(&link.inlines),
            Inline::Link(link) => self.link(link),
            Inline::Image { image, alternative, span } => {
                let open = self.places.open(self.out.len(), *span);
                let file = &self.image_files[image];
                self.out.push_str(&format!("#inline-image(\"/{file}\", {})", string(alternative)));
                self.places.close(open, self.out.len());
            }
            Inline::NoteMark(_) if self.is_in_link => {}
            Inline::NoteMark(mark) => self.note_mark(mark),
            // The space is not seen, and keeps the words on both sides apart for
            // those who have the text read to them or copy it.
            Inline::LineBreak => self.out.push_str("#\" \"#line-break()"),
            Inline::Superscript(inlines) => self.call("superscript", inlines),
            Inline::Subscript(inlines) => self.call("subscript", inlines),
            Inline::Isolate(inlines) => {
                let direction = first_strong(&plain_text(inlines)).unwrap_or(self.document.metadata.language.direction());
                self.out.push_str(&format!("#isolate({})", direction.as_str()));
                self.content(inlines);
            }
            Inline::Keyboard(inlines) => self.call("keyboard", inlines),
            Inline::Citation(inlines) => self.call("citation", inlines),
            Inline::Foreign { language, inlines } => {
                self.out.push_str("#foreign(");
                self.language_arguments(language);
                self.out.push(')');
                let around = std::mem::replace(&mut self.is_display, false);
                self.content(inlines);
                self.is_display = around;
            }
            Inline::Changed(changed) if self.is_in_link => self.inlines(&changed.inlines),
            Inline::Changed(changed) => self.changed(changed),
        }
    }

    /// Inserted or deleted words between drawn marks, which are told to those who
    /// do not see them.
    fn changed(&mut self, changed: &'a Changed) {
        let Changed { change, inlines, id: _, ways: _ } = changed;
        let (name, own, begins, ends) = match change {
            Some(Change::Inserted) => ("inserted", Decoration::Under, &self.words.inserted, &self.words.end_of_insertion),
            Some(Change::Deleted) => ("deleted", Decoration::Through, &self.words.deleted, &self.words.end_of_deletion),
            None => return self.inlines(inlines),
        };
        let begins = self.words.introducing(begins);
        let mark = |word: &Text| {
            let language = self.locales.named_arguments(word.language.as_ref());
            format!("(alternative: {}{language})", string(word.content.trim_end()))
        };
        let (begins, ends) = (mark(&begins), mark(ends));
        let other = match self.decoration {
            Some(outer) if outer != own => ", in-other: true",
            Some(_) | None => "",
        };
        self.out.push_str(&format!("#{name}(about, {begins}, {ends}{other})"));
        let outer = self.decoration;
        self.decoration = outer.or(Some(own));
        self.content(inlines);
        self.decoration = outer;
    }

    /// Whether no line may end between the two: parts of a word that is kept, and,
    /// where a line may end after any letter, a word and the mark of its note.
    fn stays_with(&self, before: &Inline, inline: &Inline) -> bool {
        let is_kept =
            self.keeps_words || (matches!(inline, Inline::NoteMark(_)) && !self.document.metadata.language.has_word_spaces());
        is_kept && are_one_word(before, inline)
    }

    /// `text`, which is part of the run: each word by itself where words are kept,
    /// each phrase in large lines of scripts without spaces.
    fn text(&mut self, text: &'a str) {
        let language = &self.document.metadata.language;
        let pieces = match (self.keeps_words, self.is_display && !self.is_in_note) {
            (true, _) => kept(text),
            (false, true) if !language.has_word_spaces() => kept_phrases(text, language),
            (false, _) => {
                for (index, part) in before_repetitions(text).into_iter().enumerate() {
                    if index > 0 {
                        self.out.push_str(JOINER);
                    }
                    self.remember(part, 1);
                    self.literal(part);
                }
                return;
            }
        };
        for piece in pieces {
            match piece {
                Kept::Word(word) => {
                    self.remember(word, "#box[#".len());
                    self.out.push_str(&format!("#box[#{}]", string(word)));
                }
                Kept::Other(others) => {
                    self.remember(others, 1);
                    self.literal(others);
                }
            }
        }
    }

    fn link(&mut self, link: &'a Link) {
        let open = self.places.open(self.out.len(), link.span);
        let target = match &link.target {
            Target::Anchor(anchor) => format!("label({})", string(anchor.as_str())),
            Target::Url(url) => string(url),
        };
        let in_struck = if self.decoration == Some(Decoration::Through) { ", in-struck: true" } else { "" };
        self.out.push_str(&format!("#reference({target}{in_struck})"));
        let outer = self.decoration;
        self.decoration = outer.or(Some(Decoration::Under));
        self.content(&link.inlines);
        self.decoration = outer;
        self.places.close(open, self.out.len());
    }

    /// The note's text at its first mark; at the others a mark of the same note.
    fn note_mark(&mut self, mark: &'a NoteMark) {
        let open = self.places.open(self.out.len(), mark.span);
        let note = &self.document.notes[mark.note.0];
        let number = self.document.metadata.language.number(mark.note.number());
        if self.noted.insert(mark.note) {
            self.out.push_str(&format!("#note(\"{number}\")["));
            self.anchor(&note.anchor);
            let outer = self.decoration.take();
            let around = (std::mem::replace(&mut self.is_in_note, true), self.run);
            self.run_in(&note.blocks);
            (self.is_in_note, self.run) = around;
            self.decoration = outer;
            self.out.push(']');
            if note.marks > 1 {
                self.out.push_str(&format!("#label(\"note:{number}\")"));
            }
        } else {
            self.out.push_str(&format!("#note(\"{number}\", label(\"note:{number}\"))"));
        }
        self.places.close(open, self.out.len());
    }
}
