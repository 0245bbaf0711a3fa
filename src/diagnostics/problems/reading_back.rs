//! Problems found when a finished edition is read back. `edition` is the name
//! of a format (`PDF`); `words` are the beginning of the text in question.

use crate::diagnostics::{Diagnostic, Diagnostics, Span};

const OUR_FAULT: &str = "this is no fault of the text: build the editions again, and if it stays, report it with this message";

impl Diagnostics {
    pub fn text_lost(&mut self, span: Option<Span>, edition: &str, role: &str, words: &str) {
        let problem = Diagnostic::error("text-lost", format!("the {edition} edition does not contain this {role}: “{words}”"));
        self.push(problem.at_some(span, "lost").help(OUR_FAULT));
    }

    pub fn text_added(&mut self, span: Option<Span>, edition: &str, words: &str) {
        let message = format!("the {edition} edition says something that is not in the source: “{words}”");
        self.push(Diagnostic::error("text-added", message).at_some(span, "after this").help(OUR_FAULT));
    }

    pub fn text_repeated(&mut self, span: Option<Span>, edition: &str, words: &str) {
        let problem = Diagnostic::error("text-repeated", format!("the {edition} edition says this once more: “{words}”"));
        self.push(problem.at_some(span, "after this").help(OUR_FAULT));
    }

    pub fn text_moved(&mut self, span: Option<Span>, edition: &str, role: &str, words: &str) {
        let message = format!("in the {edition} edition this {role} stands in another place: “{words}”");
        self.push(Diagnostic::error("text-moved", message).at_some(span, "moved").help(OUR_FAULT));
    }

    pub fn text_changed(&mut self, span: Option<Span>, edition: &str, role: &str, wanted: &str, found: &str) {
        let message = format!("in the {edition} edition this {role} says “{found}” instead of “{wanted}”");
        self.push(Diagnostic::error("text-changed", message).at_some(span, "changed").help(OUR_FAULT));
    }

    pub fn role_changed(&mut self, span: Option<Span>, edition: &str, wanted: &str, found: &str, words: &str) {
        let message = format!("in the {edition} edition “{words}” is a {found} instead of a {wanted}");
        self.push(Diagnostic::error("role-changed", message).at_some(span, wanted).help(OUR_FAULT));
    }

    pub fn nesting_changed(&mut self, span: Option<Span>, edition: &str, wanted: &str, found: &str, words: &str) {
        let message = format!("in the {edition} edition “{words}” stands {found} instead of {wanted}");
        self.push(Diagnostic::error("nesting-changed", message).at_some(span, wanted).help(OUR_FAULT));
    }

    pub fn language_changed(&mut self, span: Option<Span>, edition: &str, wanted: &str, found: &str, words: &str) {
        let message = format!("in the {edition} edition “{words}” is marked as `{found}` instead of `{wanted}`");
        let problem = Diagnostic::error("language-changed", message).at_some(span, "read aloud by the wrong voice");
        self.push(problem.help(OUR_FAULT));
    }

    pub fn link_changed(&mut self, span: Option<Span>, edition: &str, wanted: Option<&str>, found: Option<&str>, words: &str) {
        let leads = |to: Option<&str>| to.map_or("leads nowhere".to_string(), |to| format!("leads to `{to}`"));
        let message = format!("in the {edition} edition “{words}” {} and should be one that {}", leads(found), leads(wanted));
        self.push(Diagnostic::error("link-changed", message).at_some(span, "here").help(OUR_FAULT));
    }

    /// `wanted` and `found` are numbers of notes.
    pub fn note_mark_changed(&mut self, span: Option<Span>, edition: &str, wanted: &str, found: &str, words: &str) {
        let message = if wanted == found {
            format!("in the {edition} edition a note mark of “{words}” stands at another word or leads to another note")
        } else {
            format!("in the {edition} edition “{words}” has the note marks {found} instead of {wanted}")
        };
        self.push(Diagnostic::error("note-mark-changed", message).at_some(span, "here").help(OUR_FAULT));
    }

    pub fn id_changed(&mut self, span: Option<Span>, edition: &str, wanted: &str, found: &str) {
        let message = format!("in the {edition} edition this has the id `{found}` instead of `{wanted}`");
        self.push(Diagnostic::error("id-changed", message).at_some(span, "links lead here by its id").help(OUR_FAULT));
    }

    /// `what` is `title` or `language`.
    pub fn edition_facts_differ(&mut self, edition: &str, what: &str, wanted: &str, found: &str) {
        let message = format!("the {what} of the {edition} edition is `{found}` and should be `{wanted}`");
        self.push(Diagnostic::error("edition-facts-differ", message).help(OUR_FAULT));
    }

    /// The file cannot be read as what its name says it is.
    pub fn edition_unreadable(&mut self, edition: &str, why: &str) {
        let problem = Diagnostic::error("edition-unreadable", format!("the {edition} edition cannot be read: {why}"));
        self.push(
            problem.help("the file is damaged or incomplete; build it again, or fetch it again from where it is published"),
        );
    }

    /// The file can be read, and is none of ours.
    pub fn edition_foreign(&mut self, edition: &str, why: &str) {
        let problem = Diagnostic::error("edition-foreign", format!("the {edition} file was not made by Chapbook: {why}"));
        self.push(problem.help("only editions that `chapbook build` made can be compared with their source"));
    }

    /// The manifest lists a file that is not there.
    pub fn edition_missing(&mut self, file: &str) {
        let problem = Diagnostic::error(
            "edition-missing",
            format!("`{file}` is not there, though `manifest.json`, the list of the editions, names it"),
        );
        self.push(problem.help("run `chapbook build` to make it again"));
    }

    pub fn no_editions(&mut self, folder: &str) {
        let problem = Diagnostic::error("no-editions", format!("there are no editions of this statement in `{folder}`"));
        self.push(problem.help("run `chapbook build` first, or say with `-o` where they are"));
    }

    /// What readers need, screen readers above all, is missing or wrong.
    pub fn structure_wrong(&mut self, span: Option<Span>, edition: &str, what: &str) {
        let problem = Diagnostic::error("structure-wrong", format!("in the {edition} edition {what}"));
        self.push(problem.at_some(span, "here").help(OUR_FAULT));
    }

    /// The file says of itself what is not so.
    pub fn claim_not_true(&mut self, edition: &str, what: &str) {
        let problem = Diagnostic::error("claim-not-true", format!("the {edition} edition claims what is not so: {what}"));
        self.push(problem.help(OUR_FAULT));
    }
}
