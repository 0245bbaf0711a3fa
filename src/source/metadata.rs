//! `statement.yaml`, or the front matter of a single file: what is written in
//! it becomes [`Metadata`]; every problem of the file is reported.

use super::fields::Fields;
use super::identity;
use super::keys::{self, Need};
use super::values::shown;
use crate::diagnostics::{Diagnostics, Sources, Span};
use crate::document::{Cover, Language, Metadata, Text};
use crate::yaml::{self, Entry, Node, Value, YamlInput};

/// The metadata written in `input`, with the texts that it lists. What is wrong
/// is reported, and the rest goes on, so that the text can be read as well.
pub(super) fn read(input: YamlInput, form: Form, sources: &Sources, diagnostics: &mut Diagnostics) -> Statement {
    let mut found = Diagnostics::new();
    let statement = yaml::parse(input, sources, &mut found)
        .and_then(|node| entries(node, input, sources, &mut found))
        .map(|entries| Reader { form, input, sources, diagnostics: &mut found }.statement(&entries));
    let mut statement = statement.unwrap_or_default();
    if found.has_errors() {
        statement.metadata = None;
    }
    diagnostics.append(found);
    statement
}

/// Where the metadata is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// In a `statement.yaml`, which lists the texts.
    Folder,
    /// In the front matter of the one text.
    SingleFile,
}

/// What `statement.yaml` says.
#[derive(Debug, Default)]
pub(super) struct Statement {
    /// Nothing if an error was reported. The path of a cover image is as it was written.
    pub metadata: Option<Metadata>,
    /// What can be known of the metadata in spite of errors.
    pub known: Known,
    /// The cover image.
    pub cover: Option<Listed>,
    /// Not empty for a folder, empty for a single file.
    pub texts: Vec<Listed>,
}

/// The metadata without which neither text nor theme can be read.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub language: Option<Language>,
    pub canonical: Option<String>,
    /// The name of the theme; nothing if the metadata could not be read at all.
    pub theme: Option<String>,
}

/// A path, as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Listed {
    pub path: String,
    pub span: Span,
}

fn entries(node: Node, input: YamlInput, sources: &Sources, diagnostics: &mut Diagnostics) -> Option<Vec<Entry>> {
    match node.value {
        Value::Mapping(entries) => Some(entries),
        Value::Nothing => {
            diagnostics.empty_metadata(first_line(input, sources));
            None
        }
        Value::Scalar { .. } | Value::List(_) => {
            diagnostics.not_a_mapping(first_line(input, sources));
            None
        }
    }
}

/// The first line of the metadata that says anything.
fn first_line(input: YamlInput, sources: &Sources) -> Span {
    let text = &sources.text(input.source)[input.start..input.end];
    let mut at = input.start;
    for line in text.split_inclusive('\n') {
        let said = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if !said.is_empty() && !said.starts_with('#') && said != "---" {
            let start = at + line.find(said).unwrap_or(0);
            return Span::new(input.source, start, start + said.len());
        }
        at += line.len();
    }
    Span::new(input.source, input.start, input.start)
}

pub(super) struct Reader<'a> {
    form: Form,
    input: YamlInput,
    pub(super) sources: &'a Sources,
    pub diagnostics: &'a mut Diagnostics,
}

impl Reader<'_> {
    fn statement(&mut self, entries: &[Entry]) -> Statement {
        let fields = Fields::check(entries, keys::STATEMENT, None, self.diagnostics);
        self.check_missing(&fields);
        self.check_characters(entries);
        let known = Known {
            language: self.language(&fields),
            canonical: self.url(&fields, "canonical", "canonical"),
            theme: Some(fields.text("theme").map_or("default", |(name, _)| name.trim()).to_string()),
        };
        let (cover, image) = self.cover(&fields, &|text: &str| shown(text, known.language.as_ref()));
        let metadata = self.metadata(&fields, &known, cover);
        Statement { metadata, cover: image, texts: self.texts(&fields), known }
    }

    /// The metadata, unless something that it needs is missing.
    fn metadata(&mut self, fields: &Fields, known: &Known, cover: Cover) -> Option<Metadata> {
        let say = |text: &str| shown(text, known.language.as_ref());
        let text = |name| fields.text(name).map(|(text, _)| say(text));
        let list = |name| fields.texts(name).into_iter().map(|(text, _)| say(text)).collect::<Vec<_>>();

        let title = text("title");
        let published = self.date(fields, "published");
        let modified = self.date(fields, "modified");
        self.check_order(fields, published, modified);
        let licence = self.licence(fields, &say);
        let slug = self.slug(fields, title.as_deref().unwrap_or_default());
        let said = |name| text(name).map(Text::from);
        let all = |name| list(name).into_iter().map(Text::from).collect();
        let evaluation = self.evaluation(fields, modified.or(published), &say);
        let identifier = self.identifier(fields);
        let translations = self.languages(fields, known.language.as_ref(), &say);

        let Known { language: Some(language), canonical, theme: Some(theme) } = known else { return None };
        let (title, published) = (title?, published?);
        let identifier = identifier.unwrap_or_else(|| identity::identifier(canonical.as_deref(), &slug, &title, language));
        Some(Metadata {
            translations,
            identifier,
            slug,
            subtitle: said("subtitle"),
            authors: all("authors"),
            publisher: said("publisher"),
            published,
            modified: modified.unwrap_or(published),
            version: text("version").unwrap_or_else(|| "1".into()),
            version_span: fields.text("version").map(|(_, span)| span),
            rights: said("rights"),
            licence,
            description: said("description"),
            subjects: all("subjects"),
            canonical: canonical.clone(),
            theme: theme.clone(),
            cover,
            note: said("note"),
            evaluation,
            title: title.into(),
            language: language.clone(),
        })
    }

    pub fn form(&self) -> Form {
        self.form
    }

    /// Where the metadata begins.
    pub fn start(&self) -> Span {
        first_line(self.input, self.sources)
    }

    fn check_missing(&mut self, fields: &Fields) {
        for key in keys::STATEMENT {
            let is_needed = match (key.need, self.form) {
                (Need::Required, _) | (Need::FolderOnly, Form::Folder) => true,
                (Need::Optional, _) | (Need::FolderOnly, Form::SingleFile) => false,
            };
            if is_needed && fields.value(key.name).is_none() {
                let place = fields.key_span(key.name).unwrap_or_else(|| self.start());
                self.diagnostics.missing_key(place, key.name, None, &key.example_line());
            }
        }
    }

    fn texts(&mut self, fields: &Fields) -> Vec<Listed> {
        if let (Form::SingleFile, Some(span)) = (self.form, fields.key_span("texts")) {
            self.diagnostics.texts_in_single_file(span);
            return Vec::new();
        }
        let mut texts: Vec<Listed> = Vec::new();
        for (path, span) in fields.texts("texts") {
            match texts.iter().find(|listed| listed.path == path) {
                Some(first) => self.diagnostics.listed_twice(span, first.span, path),
                None => texts.push(Listed { path: path.to_string(), span }),
            }
        }
        texts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Conformance;

    /// The statement in `yaml`, or the codes reported with line and column.
    fn check(yaml: &str, form: Form) -> Result<Statement, Vec<String>> {
        let mut sources = Sources::new();
        let mut diagnostics = Diagnostics::new();
        let source = sources.add("statement.yaml", yaml);
        let input = YamlInput { source, start: 0, end: yaml.len() };
        let statement = read(input, form, &sources, &mut diagnostics);
        let problems: Vec<_> = diagnostics
            .iter()
            .map(|problem| {
                let at = sources.position(source, problem.labels[0].span.start);
                format!("{} {}:{}", problem.code, at.line, at.column)
            })
            .collect();
        assert_eq!(statement.metadata.is_none(), diagnostics.has_errors());
        if statement.metadata.is_some() { Ok(statement) } else { Err(problems) }
    }

    const SHORT: &str = "title: Charter\nlanguage: en\npublished: 2024-05-01\n";

    #[test]
    fn what_is_left_out_follows_from_the_rest() {
        let statement = check(SHORT, Form::SingleFile).unwrap();
        let metadata = statement.metadata.unwrap();
        assert_eq!(metadata.slug, "charter");
        assert_eq!(metadata.modified, metadata.published);
        assert_eq!((metadata.version.as_str(), metadata.theme.as_str()), ("1", "default"));
        assert!(metadata.identifier.starts_with("urn:uuid:"));
        assert_eq!(metadata.cover, Cover::Typeset);
        assert!(statement.texts.is_empty());
    }

    #[test]
    fn every_key_is_read() {
        let yaml = "\u{feff}# A comment\r
identifier: urn:isbn:9780000000002\r
slug: harbour\r
title: \"Harbour:  Charter\"\r
subtitle: >-\r
  What we owe\r
  to those who land\r
authors: [The Board, Ada]\r
publisher: A \"Press\"\r
language: en-gb\r
published: 2024-05-01\r
modified: '2024-06-01'\r
version: 1.10\r
rights: 2024\r
licence:\r
  name: CC BY 4.0\r
  url: https://example.org/by\r
description: true\r
subjects:\r
- harbours\r
canonical: https://example.org/c\r
theme: folio\r
cover: { image: images/a.png, alternative: A ship }\r
note: Cafe\u{301}\r
texts:\r
  - a.md\r
  - b/c.md\r
";
        let statement = check(yaml, Form::Folder).unwrap();
        let metadata = statement.metadata.unwrap();
        assert_eq!(metadata.identifier, "urn:isbn:9780000000002");
        assert_eq!(metadata.title, "Harbour: Charter".into());
        assert_eq!(metadata.subtitle, Some("What we owe to those who land".into()));
        assert_eq!(metadata.authors, ["The Board", "Ada"].map(Text::from));
        assert_eq!(metadata.publisher, Some("A “Press”".into()), "typographic");
        assert_eq!(metadata.stem(), "harbour.en-GB");
        assert_eq!(metadata.modified.to_string(), "2024-06-01");
        assert_eq!(metadata.version, "1.10", "as it is written");
        assert_eq!(metadata.description, Some("true".into()));
        assert_eq!(metadata.licence.unwrap().url.as_deref(), Some("https://example.org/by"));
        assert_eq!(metadata.rights, Some("2024".into()));
        assert_eq!(metadata.note, Some("Caf\u{e9}".into()));
        let slices: Vec<_> = statement.texts.iter().map(|listed| &yaml[listed.span.start..listed.span.end]).collect();
        assert_eq!(slices, ["a.md", "b/c.md"]);
        let cover = statement.cover.unwrap();
        assert_eq!(&yaml[cover.span.start..cover.span.end], "images/a.png");
    }

    #[test]
    fn every_problem_of_the_file_is_reported_at_its_place() {
        let yaml = "titel: A
language: english
published: 2024-13-01
authors: Ada
subjects: [a, [b]]
cover: {image: a.png}
canonical: example.org
slug: Not A Slug
slug: again
";
        let problems = check(yaml, Form::Folder).unwrap_err();
        let expected = [
            "unknown-key 1:1",
            "wrong-type 4:10",
            "wrong-type 5:15",
            "duplicate-key 9:1",
            "missing-key 1:1",
            "missing-key 1:1",
            "bad-language-tag 2:11",
            "bad-url 7:12",
            "missing-key 6:1",
            "bad-date 3:12",
            "bad-slug 8:7",
        ];
        assert_eq!(problems, expected);
    }

    #[test]
    fn an_evaluation_is_whole_and_of_this_version() {
        let with = |lines: &str| format!("{SHORT}modified: 2024-06-01\nevaluation:\n{lines}");
        let good = with("  by: A \"Guild\"\n  date: 2024-06-01\n  report: https://a.example/r\n");
        let evaluation = check(&good, Form::SingleFile).unwrap().metadata.unwrap().evaluation.unwrap();
        assert_eq!((evaluation.by.as_str(), evaluation.date.to_string().as_str()), ("A “Guild”", "2024-06-01"));
        assert_eq!(evaluation.report, "https://a.example/r");
        assert_eq!(evaluation.conformance, Conformance::USUAL);
        let other =
            check(&format!("{good}  conforms-to: WCAG 2.0 AAA\n"), Form::SingleFile).unwrap().metadata.unwrap().evaluation;
        assert_eq!(other.unwrap().conformance.to_string(), "WCAG 2.0 AAA");
        let wrong = with("  who: A\n  date: 1 May\n  report: a.example\n  conforms-to: 2.2 AA\n");
        let expected = ["unknown-key 6:3", "missing-key 5:1", "bad-date 7:9", "bad-url 8:11", "unknown-conformance 9:16"];
        assert_eq!(check(&wrong, Form::SingleFile).unwrap_err(), expected);
        assert_eq!(check(&format!("{SHORT}evaluation: yes\n"), Form::SingleFile).unwrap_err(), ["wrong-type 4:13"]);
        let early = with("  by: A\n  date: 2024-05-31\n  report: https://a.example/r\n");
        assert_eq!(check(&early, Form::SingleFile).unwrap().metadata.unwrap().evaluation, None, "it was of another text");
    }

    #[test]
    fn a_file_that_is_no_mapping_of_yaml_has_one_problem() {
        let bomb = "a: &a [x]\nb: &b [*a,*a]\nc: [*b,*b]\n";
        let deep = format!("title: {}", "[".repeat(100_000));
        let cases = [
            ("", "empty-metadata 1:1"),
            ("# nothing\n", "empty-metadata 1:1"),
            ("\n- a\n- b\n", "not-a-mapping 2:1"),
            ("Just words\n", "not-a-mapping 1:1"),
            ("title: a: b\n", "yaml-syntax 1:9"),
            ("title: [a\n", "yaml-syntax 1:8"),
            ("title: \"a\n", "yaml-syntax 1:8"),
            ("title: a\nauthors:\n\t- b\n", "tab-in-yaml 3:1"),
            (bomb, "yaml-alias 1:4"),
            ("a: *b\n", "yaml-alias 1:4"),
            ("title: a\0b\n", "control-character 1:9"),
            ("a: b\n---\na: b\n", "yaml-syntax 3:1"),
            (&deep, "yaml-too-large 1:24"),
        ];
        for (yaml, expected) in cases {
            let problems = check(yaml, Form::SingleFile).unwrap_err();
            assert_eq!(problems, [expected], "{}", yaml.chars().take(40).collect::<String>());
        }
    }

    #[test]
    fn what_only_one_form_of_source_may_say_is_held_to_it() {
        assert_eq!(check(SHORT, Form::Folder).unwrap_err(), ["missing-key 1:1"]);
        let listed = format!("{SHORT}texts: [a.md, a.md]\n");
        assert_eq!(check(&listed, Form::Folder).unwrap_err(), ["listed-twice 4:15"]);
        assert_eq!(check(&listed, Form::SingleFile).unwrap_err(), ["texts-in-single-file 4:1"]);
        let bell = format!("{SHORT}note: \"a\\ab\"\n");
        assert_eq!(check(&bell, Form::SingleFile).unwrap_err(), ["control-character 4:7"]);
        let early = format!("{SHORT}modified: 2024-04-30\n");
        assert_eq!(check(&early, Form::SingleFile).unwrap_err(), ["modified-before-published 4:11"]);
    }
}
