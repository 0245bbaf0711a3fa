//! Problems of catalogs: the files in which a statement is translated.

use crate::diagnostics::{Diagnostic, Diagnostics, Span};

impl Diagnostics {
    pub fn not_a_catalog(&mut self, span: Span) {
        let problem =
            Diagnostic::error("not-a-catalog", "the file is no catalog (a file with translations, in the form of gettext)");
        let help =
            "a catalog begins with a line `msgid \"\"`; make one with `chapbook languages add` and the language, as `ar`";
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
        let problem = Diagnostic::error("catalog-escape", "the backslash `\\` and what follows it stand for no character");
        let help = "write the character itself; `\\\\` is a backslash, `\\\"` a quotation mark, `\\n` a line end";
        self.push(problem.at(span, said).help(help));
    }

    /// `said` is what is wrong, `seen` what is to see at the place.
    pub fn catalog_charset(&mut self, span: Span, said: &str, seen: &str) {
        let problem = Diagnostic::error("catalog-charset", said);
        let help = "save the catalog as UTF-8; near its top must stand `Content-Type: text/plain; charset=UTF-8`";
        self.push(problem.at(span, seen).help(help));
    }

    pub fn catalog_header_missing(&mut self, span: Span) {
        let problem = Diagnostic::error(
            "catalog-header-missing",
            "the catalog does not begin with its header, the lines that say what it is",
        );
        let help = "the first message has an empty `msgid` and says in its `msgstr` what the catalog is; \
                    copy it from another catalog, or make the catalog anew with `chapbook languages add`";
        self.push(problem.at(span, "the header belongs before this").help(help));
    }

    pub fn catalog_plural(&mut self, span: Span) {
        let problem = Diagnostic::error(
            "catalog-plural",
            "the message has one translation for one and another for many, which is not needed here",
        );
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

    /// `likely` is how the file should be called.
    pub fn catalog_file_name(&mut self, span: Span, path: &str, likely: Option<&str>) {
        let problem = Diagnostic::error("catalog-file-name", format!("the name of `{path}` is not the code of a language"));
        let problem = problem.at(span, "the file of this catalog");
        self.push(problem.help(match likely {
            Some(likely) => format!("rename it to `{likely}.po`"),
            None => "rename it to the code of its language, as `ar.po` or `zh-Hans.po`".into(),
        }));
    }

    pub fn unknown_language(&mut self, span: Span, tag: &str) {
        let problem = Diagnostic::error("unknown-language", format!("there is no language `{tag}`"));
        let help = "look up the code of the language, at https://r12a.github.io/app-subtags/ for example, and rename the file";
        self.push(problem.at(span, "the catalog of that language").help(help));
    }

    /// `tag` and `other` are one language.
    pub fn two_catalogs(&mut self, span: Span, first: Span, tag: &str, other: &str) {
        let message = format!("`{tag}` and `{other}` are the same language, and each has a catalog");
        let problem = Diagnostic::error("two-catalogs", message);
        let problem = problem.at(span, "one catalog").at(first, "the other catalog");
        self.push(problem.help("copy what is translated into one of them, then delete the other file"));
    }

    pub fn catalog_of_original(&mut self, span: Span, tag: &str) {
        let message = format!("there is a catalog for `{tag}`, the language in which the statement is written");
        let problem = Diagnostic::error("catalog-of-original", message);
        self.push(problem.at(span, "the catalog").help("remove it, or rename it if it is for another language"));
    }

    pub fn catalog_of_another_statement(&mut self, span: Span, identifier: &str, own: &str) {
        let message = format!("the catalog is for the statement `{identifier}`, and this is `{own}`");
        let problem = Diagnostic::error("catalog-of-another-statement", message);
        let help = format!(
            "if it is the same statement and has only changed its title or address, write `identifier: {identifier}` \
             into `statement.yaml`; if it is another, remove the catalog"
        );
        self.push(problem.at(span, "another statement").help(help));
    }

    /// `tag` is that of the file's name, `written` that of the header.
    pub fn catalog_language_differs(&mut self, span: Span, tag: &str, written: &str) {
        let message = format!("by its name the catalog is for `{tag}`, by its header for `{written}`");
        let problem = Diagnostic::error("catalog-language-differs", message);
        self.push(problem.at(span, "another language").help("rename the file, or correct the header"));
    }
}
