//! Problems of `statement.yaml` and of front matter, and of YAML as such.

use crate::diagnostics::{Diagnostic, Diagnostics, Span, nearest};

impl Diagnostics {
    /// A key that is in no table. `inside` is the key whose value it is part of.
    pub fn unknown_key(&mut self, span: Span, key: &str, inside: Option<&str>, nearest: Option<&str>, known: &[&str]) {
        let message = match inside {
            Some(inside) => format!("`{inside}` has no key `{key}`"),
            None => format!("there is no key `{key}`"),
        };
        let help = match nearest {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => format!("the keys are {}", known.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ")),
        };
        self.push(Diagnostic::error("unknown-key", message).at(span, "not known").help(help));
    }

    /// A key that must be there and is not, or has no value.
    pub fn missing_key(&mut self, span: Span, key: &str, inside: Option<&str>, example: &str) {
        let message = match inside {
            Some(inside) => format!("`{inside}` has no `{key}`"),
            None => format!("`{key}` is missing"),
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

    pub fn bad_date(&mut self, span: Span, written: &str, likely: Option<&str>) {
        let help = match likely {
            Some(likely) => format!("did you mean `{likely}`?"),
            None => "write year, month and day as YYYY-MM-DD, for example `2024-05-01`".into(),
        };
        self.push(
            Diagnostic::error("bad-date", format!("`{written}` is not a day of the calendar"))
                .at(span, "no such day")
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
                "write its code (BCP 47): `en` for English, `pt-BR` for Brazilian Portuguese, `zh-Hans` for simplified Chinese"
                    .into()
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
        let problem = Diagnostic::error("bad-identifier", format!("`{identifier}` cannot be an identifier (a URI)"));
        let help =
            "write `urn:isbn:` and the ISBN, `urn:uuid:` and a UUID, or an `https://` address; without this line one is made";
        self.push(
            problem
                .at(span, "does not begin with its kind, such as `urn:isbn:`, or has characters that it cannot have")
                .help(help),
        );
    }

    pub fn bad_slug(&mut self, span: Span, slug: &str, likely: &str) {
        let problem = Diagnostic::error("bad-slug", format!("`{slug}` cannot begin the names of files on every computer"));
        let label = "only lower-case Latin letters, digits and single hyphens";
        self.push(problem.at(span, label).help(format!("write for example `{likely}`")));
    }

    pub fn not_a_mapping(&mut self, span: Span) {
        let problem = Diagnostic::error("not-a-mapping", "the metadata is not written as lines `key: value`");
        self.push(
            problem.at(span, "no `key: value`").help("write one `key: value` on each line, for example `title: Our Charter`"),
        );
    }

    pub fn empty_metadata(&mut self, span: Span) {
        let problem = Diagnostic::error("empty-metadata", "there is no metadata: no title, no language, no date");
        self.push(problem.at(span, "nothing here").help("write at least `title`, `language` and `published`"));
    }

    pub fn missing_front_matter(&mut self, span: Span) {
        let problem =
            Diagnostic::error("missing-front-matter", "the file does not begin with its metadata: title, language and date");
        let help = "begin it with a line `---`, then `title: …`, `language: …`, `published: …`, then a line `---`";
        self.push(problem.at(span, "expected `---`").help(help));
    }

    pub fn unclosed_front_matter(&mut self, span: Span) {
        let problem = Diagnostic::error("unclosed-front-matter", "the metadata at the start of the file never ends");
        self.push(problem.at(span, "opened here").help("write a line `---` after the last key"));
    }

    pub fn texts_in_single_file(&mut self, span: Span) {
        let problem = Diagnostic::error("texts-in-single-file", "a single file is its own text and lists no others");
        let help = "leave `texts` out, or put the metadata into a `statement.yaml` and build its folder";
        self.push(problem.at(span, "not for a single file").help(help));
    }

    pub fn languages_in_single_file(&mut self, span: Span) {
        let problem = Diagnostic::error("languages-in-single-file", "a single file has no catalogs, and so no translations");
        let help = "leave `languages` out, or put the metadata into a `statement.yaml` and build its folder";
        self.push(problem.at(span, "not for a single file").help(help));
    }

    pub fn yaml_syntax(&mut self, span: Span, said: &str) {
        let problem = Diagnostic::error("yaml-syntax", format!("this cannot be understood: {said}"));
        let help = "a text with `: `, `#` or a quotation mark at its start has to stand in quotation marks; \
                    what belongs together begins at the same column";
        self.push(problem.at(span, "cannot be read from here on").help(help));
    }

    pub fn tab_in_yaml(&mut self, span: Span) {
        let problem = Diagnostic::error("tab-in-yaml", "the line begins with a tab, which YAML does not allow");
        self.push(problem.at(span, "a tab").help("replace it by spaces"));
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
            "there is more here, or more deeply nested, than a statement or a theme can say",
        );
        self.push(problem.at(span, "too much from here on").help("keep the text of the statement in the Markdown files"));
    }
}

impl Diagnostics {
    /// A standard to which no edition can be said to conform. `known` is the list of those that can be named.
    pub fn unknown_conformance(&mut self, span: Span, written: &str, known: &[String]) {
        let problem = Diagnostic::error("unknown-conformance", format!("`{written}` is not a version and level of WCAG"));
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
