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
            None if place.is_none() => {
                "a statement is a folder with a file `statement.yaml` in it: name that folder, or make a \
                                        new one with `chapbook new my-statement`"
                    .into()
            }
            None => "look whether the file is in the folder, and whether its name is written as it is there; for a file in a \
                     folder inside, write `folder/name.md`"
                .into(),
        };
        self.push(problem.help(help));
    }

    pub fn outside_source_folder(&mut self, place: Option<Span>, path: &str) {
        let problem = Diagnostic::error("outside-source-folder", format!("`{path}` is outside the folder of the statement"));
        let problem = problem.at_some(place, "leads out of the folder");
        self.push(problem.help("copy the file into the folder of the statement, and write its name without `../`"));
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
        self.push(
            problem.help(
                "look whether it is a file and not a folder, whether another program holds it, and whether you may open it",
            ),
        );
    }

    pub fn file_too_large(&mut self, place: Option<Span>, path: &str, bytes: u64, bytes_max: usize) {
        let mib = |bytes: u64| bytes.div_ceil(1024 * 1024);
        let message = format!("`{path}` is too large: {} MiB, where {} MiB is the most", mib(bytes), mib(bytes_max as u64));
        let problem = Diagnostic::error("file-too-large", message);
        let problem = problem.at_some(place, "named here");
        self.push(problem.help("split a text into several files, or make an image smaller"));
    }

    pub fn not_utf8(&mut self, span: Span) {
        let problem = Diagnostic::error(
            "not-utf8",
            "the file is not saved as UTF-8, the form of text that has the letters of all languages",
        );
        self.push(
            problem
                .at(span, "cannot be read from here on")
                .help("open it in your editor, choose Save As, and choose UTF-8 as its encoding"),
        );
    }

    pub fn nul_byte(&mut self, span: Span) {
        let problem =
            Diagnostic::error("nul-byte", "the file is not plain text: it has a byte that stands for no character (NUL)");
        self.push(
            problem
                .at(span, "here")
                .help("save it as plain text in UTF-8; a document of a word processor becomes a text with `chapbook import`"),
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
        self.push(
            problem
                .at(texts, "not listed here")
                .help(format!("write a line `  - {path}` where it belongs in `texts`, or move the file out of the folder")),
        );
    }

    /// `why` goes on after the name of the file.
    pub fn cannot_import(&mut self, name: &str, why: &str, help: &str) {
        let problem = Diagnostic::error("cannot-import", format!("`{name}` {why}"));
        self.push(problem.help(help));
    }

    /// `what` could not be carried over from a text that is imported; it stood at `place`.
    pub fn not_imported(&mut self, what: &str, place: &str, help: &str) {
        let problem = Diagnostic::warning("not-imported", format!("{what}: {place}"));
        self.push(problem.help(help));
    }
}
