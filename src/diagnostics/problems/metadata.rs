//! Problems of `statement.yaml` and of front matter, and of YAML as such.

use crate::diagnostics::{Diagnostic, Diagnostics, Span, nearest};

impl Diagnostics {
    /// A key that is in no table. `inside` is the key whose value it is part of.
    pub fn unknown_key(&mut self, span: Span, key: &str, inside: Option<&str>, nearest: Option<&str>, known: &[&str]) {
        let message = match inside {
            Some(inside) => format!("no line below `{inside}` can begin with `{key}:`"),
            None => format!("no line here can begin with `{key}:`"),
        };
        let help = match nearest {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => {
                format!("lines can begin with {}", known.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", "))
            }
        };
        self.push(Diagnostic::error("unknown-key", message).at(span, "not known").help(help));
    }

    /// A key that must be there and is not, or has no value.
    pub fn missing_key(&mut self, span: Span, key: &str, inside: Option<&str>, example: &str) {
        let message = match inside {
            Some(inside) => format!("below `{inside}`, a line `{key}: …` is missing"),
            None => format!("a line `{key}: …` is missing"),
        };
        let problem = Diagnostic::error("missing-key", message).at(span, format!("no `{key}` here"));
        self.push(problem.help(format!("write for example `{example}`")));
    }

    pub fn duplicate_key(&mut self, span: Span, first: Span, key: &str) {
        let problem = Diagnostic::error("duplicate-key", format!("`{key}` is written twice"));
        self.push(problem.at(span, "again here").at(first, "first here").help("keep one of the two"));
    }

    /// `what` names the place in backticks, `expected` and `found` the kinds of value.
    pub fn wrong_type(&mut self, span: Span, what: &str, expected: &str, found: &str, help: Option<String>) {
        let problem = Diagnostic::error("wrong-type", format!("{what} has to be {expected}, and this is {found}"));
        self.push(Diagnostic { help, ..problem.at(span, found) });
    }

    /// A comment of YAML that looks like text. `left_out` begins with `#`.
    pub fn text_left_out(&mut self, span: Span, left_out: &str) {
        let message = format!("`{left_out}` is left out: after a space, `#` begins a remark for editors");
        let problem = Diagnostic::warning("text-left-out", message).at(span, "in no edition");
        self.push(problem.help("put the whole text in quotation marks; if it is a remark, write a space after the `#`"));
    }

    pub fn bad_date(&mut self, span: Span, written: &str, likely: Option<&str>) {
        let help = match likely {
            Some(likely) => format!("did you mean `{likely}`?"),
            None => "write the year, the month and the day in numbers, for example `2024-05-01`".into(),
        };
        self.push(
            Diagnostic::error("bad-date", format!("`{written}` is no day that exists, written as year-month-day"))
                .at(span, "not a date that can be read")
                .help(help),
        );
    }

    pub fn modified_before_published(
        &mut self,
        modified_span: Span,
        published_span: Span,
        modified: impl std::fmt::Display,
        published: impl std::fmt::Display,
    ) {
        let problem = Diagnostic::error("modified-before-published", "`modified` is earlier than `published`");
        let problem = problem.at(modified_span, modified.to_string()).at(published_span, published.to_string());
        self.push(problem.help("put right the one that is wrong, or leave out `modified`"));
    }

    pub fn bad_language_tag(&mut self, span: Span, tag: &str, likely: Option<&str>) {
        let help = match likely {
            Some(likely) => format!("did you mean `{likely}`?"),
            None => {
                "write its code: `en` for English, `pt-BR` for Brazilian Portuguese, `zh-Hans` for simplified Chinese".into()
            }
        };
        let problem = Diagnostic::error("bad-language-tag", format!("`{tag}` is not the code of a language"));
        self.push(problem.at(span, "names no language").help(help));
    }

    pub fn bad_url(&mut self, span: Span, url: &str, key: &str) {
        let problem = Diagnostic::error("bad-url", format!("`{url}` is not a complete web address"));
        self.push(problem.at(span, format!("the value of `{key}`")).help("write the whole of it, beginning with `https://`"));
    }

    pub fn bad_identifier(&mut self, span: Span, identifier: &str) {
        let problem = Diagnostic::error(
            "bad-identifier",
            format!("`{identifier}` cannot be an identifier, the lasting name of the statement"),
        );
        let help =
            "write `urn:isbn:` and the ISBN, or an `https://` address; or remove the line, and an identifier is made for you";
        self.push(
            problem
                .at(span, "does not begin with its kind, such as `urn:isbn:`, or has a space or another sign it cannot have")
                .help(help),
        );
    }

    pub fn bad_slug(&mut self, span: Span, slug: &str, likely: &str) {
        let problem =
            Diagnostic::error("bad-slug", format!("`{slug}` cannot be the slug, with which the names of the files begin"));
        let label = "may have only small letters from a to z, digits, and single hyphens";
        self.push(problem.at(span, label).help(format!("write for example `{likely}`")));
    }

    pub fn not_a_mapping(&mut self, span: Span) {
        let problem = Diagnostic::error(
            "not-a-mapping",
            "what is said of the statement is not written in lines such as `title: Our Charter`",
        );
        self.push(
            problem
                .at(span, "no word and colon at its start")
                .help("begin each line with a word, a colon and a space: `title: Our Charter`"),
        );
    }

    pub fn empty_metadata(&mut self, span: Span) {
        let problem = Diagnostic::error("empty-metadata", "nothing is said of the statement: no title, no language, no date");
        self.push(
            problem
                .at(span, "nothing here")
                .help("write at least the lines `title: …`, `language: en` and `published: 2024-05-01`"),
        );
    }

    pub fn missing_front_matter(&mut self, span: Span) {
        let problem = Diagnostic::error("missing-front-matter", "the file does not begin with its title, language and date");
        let help = "begin it with a line `---`, then `title: …`, `language: …`, `published: …`, then a line `---`";
        self.push(problem.at(span, "expected `---`").help(help));
    }

    pub fn unclosed_front_matter(&mut self, span: Span) {
        let problem = Diagnostic::error(
            "unclosed-front-matter",
            "the lines at the start of the file (title, language, date) have no end",
        );
        self.push(problem.at(span, "opened here").help("write a line `---` after the last of them, before the text begins"));
    }

    pub fn texts_in_single_file(&mut self, span: Span) {
        let problem = Diagnostic::error("texts-in-single-file", "a single file is its own text and lists no others");
        let help = "remove `texts`, or make a folder: these lines in a file `statement.yaml`, the text in a file beside it";
        self.push(problem.at(span, "not for a single file").help(help));
    }

    pub fn languages_in_single_file(&mut self, span: Span) {
        let problem = Diagnostic::error("languages-in-single-file", "a single file cannot have translations");
        let help = "remove `languages`, or make a folder: these lines in a file `statement.yaml`, the text in a file beside it";
        self.push(problem.at(span, "not for a single file").help(help));
    }

    pub fn yaml_syntax(&mut self, span: Span, said: &str) {
        let problem = Diagnostic::error("yaml-syntax", format!("this cannot be understood: {said}"));
        let help = "put a text that holds a colon, or begins with a sign, in quotation marks: `title: \"Work: what we promise\"`; \
                    begin lines of one list at the same distance from the margin";
        self.push(problem.at(span, "cannot be read from here on").help(help));
    }

    pub fn tab_in_yaml(&mut self, span: Span) {
        let problem = Diagnostic::error("tab-in-yaml", "the line begins with a tab, which cannot be read in this file");
        self.push(problem.at(span, "a tab").help("delete it, and press the space bar twice instead"));
    }

    pub fn yaml_alias(&mut self, span: Span) {
        let problem = Diagnostic::error("yaml-alias", "a value cannot begin with `&` or `*`");
        self.push(
            problem
                .at(span, "begins with one of them")
                .help("write the value in quotation marks if that sign belongs to it, or leave the sign out"),
        );
    }

    pub fn yaml_too_large(&mut self, span: Span) {
        let problem = Diagnostic::error(
            "yaml-too-large",
            "there are more brackets inside brackets, or more lines, than this file can have",
        );
        self.push(problem.at(span, "too much from here on").help("keep the text of the statement in the Markdown files"));
    }
}

impl Diagnostics {
    /// A standard to which no edition can be said to conform. `known` is the list of those that can be named.
    pub fn unknown_conformance(&mut self, span: Span, written: &str, known: &[String]) {
        let problem = Diagnostic::error(
            "unknown-conformance",
            format!("`{written}` is not a version and level of WCAG, the standard of accessibility"),
        );
        let help = match nearest(written, known.iter().map(String::as_str)) {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => "write for example `WCAG 2.2 AA`: the versions are 2.0, 2.1 and 2.2, the levels A, AA and AAA".into(),
        };
        self.push(problem.at(span, "cannot be claimed").help(help));
    }

    pub fn evaluation_outdated(
        &mut self,
        evaluation_span: Span,
        version_span: Span,
        evaluation: impl std::fmt::Display,
        version: impl std::fmt::Display,
    ) {
        let message = "the evaluation is older than the text, so the editions do not speak of it";
        let problem = Diagnostic::warning("evaluation-outdated", message);
        let problem = problem.at(evaluation_span, format!("evaluated on {evaluation}"));
        let help = "have this version evaluated and write that day, or take `evaluation` out";
        self.push(problem.at(version_span, format!("this version is of {version}")).help(help));
    }
}
