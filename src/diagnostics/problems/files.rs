//! Problems of the files that a statement is made of.

use crate::diagnostics::{Diagnostic, Diagnostics, Span};

impl Diagnostics {
    pub fn listed_twice(&mut self, span: Span, first: Span, path: &str) {
        let problem = Diagnostic::error("listed-twice", format!("`{path}` is listed twice"));
        self.push(problem.at(span, "again here").at(first, "first here").help("keep one of the two"));
    }

    /// `place` is where the file is named, if it is.
    pub fn file_not_found(&mut self, place: Option<Span>, path: &str, nearest: Option<&str>) {
        let problem = Diagnostic::error("file-not-found", format!("there is no file `{path}`"));
        let problem = problem.at_some(place, "named here");
        let help = match nearest {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => "write the path as it is, seen from the folder of the statement, with `/` between its parts".into(),
        };
        self.push(problem.help(help));
    }

    pub fn outside_source_folder(&mut self, place: Option<Span>, path: &str) {
        let problem = Diagnostic::error("outside-source-folder", format!("`{path}` is outside the folder of the statement"));
        let problem = problem.at_some(place, "leads out of the folder");
        self.push(problem.help("put the file into the folder of the statement and name it there"));
    }

    pub fn file_name_case(&mut self, place: Option<Span>, path: &str, actual: &str) {
        let message = format!("there is no `{path}`, only `{actual}`: to some computers these are two files");
        let problem = Diagnostic::error("file-name-case", message);
        let problem = problem.at_some(place, "capital letters differ");
        self.push(problem.help(format!("write `{actual}`")));
    }

    /// `why` is what the operating system said.
    pub fn cannot_read_file(&mut self, place: Option<Span>, path: &str, why: &str) {
        let problem = Diagnostic::error("cannot-read-file", format!("`{path}` cannot be read: {why}"));
        let problem = problem.at_some(place, "named here");
        self.push(problem.help("see that it is a file, that it is not locked, and that you may read it"));
    }

    pub fn file_too_large(&mut self, place: Option<Span>, path: &str, bytes: u64, bytes_max: usize) {
        let mib = |bytes: u64| bytes.div_ceil(1024 * 1024);
        let message = format!("`{path}` has {} MiB; {} MiB is the most", mib(bytes), mib(bytes_max as u64));
        let problem = Diagnostic::error("file-too-large", message);
        let problem = problem.at_some(place, "named here");
        self.push(problem.help("split a text into several files, or make an image smaller"));
    }

    pub fn not_utf8(&mut self, span: Span) {
        let problem = Diagnostic::error("not-utf8", "the file is not in UTF-8");
        self.push(
            problem.at(span, "not a character in UTF-8").help("save it again in your editor, with UTF-8 as its encoding"),
        );
    }

    pub fn nul_byte(&mut self, span: Span) {
        let problem = Diagnostic::error("nul-byte", "the file is not plain text: it has a NUL byte");
        self.push(
            problem
                .at(span, "NUL byte")
                .help("save it as plain text in UTF-8, not as a document of a word processor, or remove the byte"),
        );
    }

    pub fn control_character(&mut self, span: Span, character: char) {
        let name = format!("U+{:04X}", u32::from(character));
        let problem = Diagnostic::error(
            "control-character",
            format!("there is an invisible control character ({name}), which no edition can show"),
        );
        self.push(problem.at(span, format!("contains {name}")).help("remove it; it was most likely copied along unseen"));
    }

    pub fn empty_text(&mut self, span: Span, name: &str) {
        let problem = Diagnostic::error("empty-text", format!("`{name}` has no text"));
        self.push(problem.at(span, "nothing to read").help("write at least one paragraph"));
    }

    pub fn file_not_listed(&mut self, texts: Span, path: &str) {
        let problem = Diagnostic::warning("file-not-listed", format!("`{path}` is in the folder but not in `texts`"));
        self.push(problem.at(texts, "not listed here").help("add it to `texts`, or move it out of the folder"));
    }

    /// `why` goes on after the name of the file.
    pub fn cannot_import(&mut self, name: &str, why: &str) {
        let problem = Diagnostic::error("cannot-import", format!("`{name}` {why}"));
        self.push(problem.help("save it anew as plain text, Markdown, HTML, Word document (DOCX) or EPUB"));
    }

    /// `what` could not be carried over from a text that is imported; it stood at `place`.
    pub fn not_imported(&mut self, what: &str, place: &str, help: &str) {
        let problem = Diagnostic::warning("not-imported", format!("{what}: {place}"));
        self.push(problem.help(help));
    }
}
