//! Problems of notes and their marks.

use crate::diagnostics::{Diagnostic, Diagnostics, Span};

impl Diagnostics {
    pub fn undefined_note(&mut self, span: Span, name: &str) {
        let problem = Diagnostic::error("undefined-note", format!("there is no note `{name}`"));
        let help = format!("write `[^{name}]: …` on a line of its own in the same file, or `\\[` for a bracket");
        self.push(problem.at(span, "marked here").help(help));
    }

    pub fn unused_note(&mut self, span: Span, name: &str) {
        let problem = Diagnostic::error("unused-note", format!("nothing refers to the note `{name}`"));
        self.push(problem.at(span, "written here").help(format!("write `[^{name}]` where it belongs, or remove the note")));
    }

    pub fn duplicate_note(&mut self, span: Span, first: Span, name: &str) {
        let problem = Diagnostic::error("duplicate-note", format!("two notes are called `{name}`"));
        self.push(problem.at(span, "again here").at(first, "first here").help("give one of them another name"));
    }

    pub fn empty_note(&mut self, span: Span, name: &str) {
        let problem = Diagnostic::error("empty-note", format!("the note `{name}` has no text"));
        self.push(problem.at(span, "nothing after it").help("write its text after the colon"));
    }

    pub fn note_in_note(&mut self, span: Span) {
        let problem = Diagnostic::error("note-in-note", "a note cannot have a note");
        self.push(problem.at(span, "marked here").help("write what it says into the note itself"));
    }

    pub fn note_in_title(&mut self, span: Span) {
        let problem = Diagnostic::error("note-in-title", "a title cannot have a note, because it is repeated in the contents");
        self.push(problem.at(span, "marked here").help("mark the note in the first paragraph of the section"));
    }

    pub fn note_in_link(&mut self, span: Span) {
        let problem = Diagnostic::error("note-in-link", "a link cannot hold the mark of a note, which is a link itself");
        self.push(problem.at(span, "marked here").help("write the mark after the link"));
    }
}
