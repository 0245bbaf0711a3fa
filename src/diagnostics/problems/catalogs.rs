//! Problems of catalogs: the files in which a statement is translated.

use crate::diagnostics::{Diagnostic, Diagnostics, Span};

impl Diagnostics {
    pub fn not_a_catalog(&mut self, span: Span) {
        let problem = Diagnostic::error("not-a-catalog", "the file is no gettext catalog");
        let help = "a catalog begins with `msgid \"\"`; make one with `chapbook languages add`";
        self.push(problem.at(span, "nothing like this stands in a catalog").help(help));
    }

    /// `said` is what is wrong, `seen` what is to see at the place.
    pub fn catalog_syntax(&mut self, span: Span, said: &str, seen: &str) {
        let problem = Diagnostic::error("catalog-syntax", format!("the catalog cannot be read: {said}"));
        let help = "a message is `msgctxt \"…\"`, `msgid \"…\"` and `msgstr \"…\"`, each on a line of its own; \
                    an editor for catalogs, such as Poedit, writes them right";
        self.push(problem.at(span, seen).help(help));
    }

    pub fn catalog_escape(&mut self, span: Span, said: &str) {
        let problem = Diagnostic::error("catalog-escape", "the `\\` begins something that stands for no character");
        let help = "write the character itself; `\\\\` is a backslash, `\\\"` a quotation mark, `\\n` a line end";
        self.push(problem.at(span, said).help(help));
    }

    /// `said` is what is wrong, `seen` what is to see at the place.
    pub fn catalog_charset(&mut self, span: Span, said: &str, seen: &str) {
        let problem = Diagnostic::error("catalog-charset", said);
        let help = "save the catalog in UTF-8; its header has to say `Content-Type: text/plain; charset=UTF-8`";
        self.push(problem.at(span, seen).help(help));
    }

    pub fn catalog_header_missing(&mut self, span: Span) {
        let problem = Diagnostic::error("catalog-header-missing", "the catalog does not begin with a header");
        let help = "the first message has an empty `msgid` and says in its `msgstr` what the catalog is; \
                    copy it from another catalog, or make the catalog anew with `chapbook languages add`";
        self.push(problem.at(span, "the header belongs before this").help(help));
    }

    pub fn catalog_plural(&mut self, span: Span) {
        let problem = Diagnostic::error("catalog-plural", "the message has plural forms, which no statement has");
        let help = "leave one `msgid` and one `msgstr`; write the form that is right for every number";
        self.push(problem.at(span, "a plural form").help(help));
    }

    /// `context` is that of both messages.
    pub fn duplicate_message(&mut self, span: Span, first: Span, context: Option<&str>) {
        let problem = Diagnostic::error(
            "duplicate-message",
            match context {
                Some(context) => format!("the message `{context}` is there twice"),
                None => "the message is there twice".into(),
            },
        );
        let problem = problem.at(span, "again here").at(first, "first here");
        self.push(problem.help("keep the better translation and remove the other message"));
    }
}
