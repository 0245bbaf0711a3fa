//! YAML as a tree in which every key and value knows its place, so that all
//! that is wrong with a file can be said at once. Serde is named only here.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_saphyr::options::{DuplicateKeyPolicy, MergeKeyPolicy};
use serde_saphyr::{Location, NonFiniteFloatPolicy, Spanned};

use crate::diagnostics::{Diagnostics, SourceId, Sources, Span};

/// The part of a source file that is YAML: all of `statement.yaml`, or the
/// front matter of a Markdown file. A byte-order mark may stand at its start.
#[derive(Clone, Copy, Debug)]
pub struct YamlInput {
    pub source: SourceId,
    pub start: usize,
    pub end: usize,
}

/// The tree written in `input`; nothing if it is not YAML, after a problem was
/// reported. Aliases are not allowed, so a file cannot grow when it is read.
pub(super) fn parse(input: YamlInput, sources: &Sources, diagnostics: &mut Diagnostics) -> Option<Node> {
    let whole = &sources.text(input.source)[input.start..input.end];
    let text = whole.strip_prefix('\u{feff}').unwrap_or(whole);
    let place = Place { source: input.source, start: input.end - text.len(), text };
    if let Some(at) = text.find('\0') {
        diagnostics.control_character(place.span(at, at + 1), '\0');
        return None;
    }
    match serde_saphyr::from_str_with_options::<Spanned<Written>>(text, options()) {
        Ok(written) => Some(place.node(written)),
        Err(error) => {
            place.report(error.without_snippet(), diagnostics);
            None
        }
    }
}

/// A value and where it is written.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Node {
    pub value: Value,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    /// Nothing at all, `~` or `null`.
    Nothing,
    /// Any scalar; a number or a `true` is the characters that were written.
    Text(String),
    List(Vec<Node>),
    /// In the order of writing; the same key may come twice.
    Mapping(Vec<Entry>),
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    pub key: String,
    pub key_span: Span,
    pub value: Node,
}

/// The budgets hold for a page of metadata, many times over.
fn options() -> serde_saphyr::Options {
    serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_aliases: 0,
            max_anchors: 0,
            max_depth: 16,
            flow_nesting_limit: 16,
            max_documents: 2,
            max_nodes: 10_000,
            max_events: 50_000,
            max_total_scalar_bytes: 1 << 20,
        },
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        merge_keys: MergeKeyPolicy::AsOrdinary,
        strict_booleans: true,
        non_finite_float_policy: NonFiniteFloatPolicy::AsString,
        ignore_binary_tag_for_string: true,
    }
}

/// A value as serde sees it. Numbers and truth values come without their
/// spelling (`1.10` is 1.1), which is taken from the source afterwards.
enum Written {
    Nothing,
    Plain,
    Text(String),
    List(Vec<Spanned<Written>>),
    Mapping(Vec<(Spanned<String>, Spanned<Written>)>),
}

impl<'de> Deserialize<'de> for Written {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(WrittenVisitor)
    }
}

struct WrittenVisitor;

impl<'de> Visitor<'de> for WrittenVisitor {
    type Value = Written;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a text, a list or a mapping")
    }

    fn visit_unit<E>(self) -> Result<Written, E> {
        Ok(Written::Nothing)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Written, E> {
        Ok(Written::Plain)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Written, E> {
        Ok(Written::Plain)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Written, E> {
        Ok(Written::Plain)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Written, E> {
        Ok(Written::Plain)
    }

    fn visit_str<E>(self, text: &str) -> Result<Written, E> {
        Ok(Written::Text(text.to_string()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Written, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Written::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut mapping: A) -> Result<Written, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = mapping.next_key::<Spanned<String>>()? {
            if key.value == "<<" {
                return Err(A::Error::custom("merge keys are not used here"));
            }
            entries.push((key, mapping.next_value()?));
        }
        Ok(Written::Mapping(entries))
    }
}

/// Turns places in the YAML text into places in its source file.
struct Place<'a> {
    source: SourceId,
    start: usize,
    text: &'a str,
}

impl Place<'_> {
    fn node(&self, written: Spanned<Written>) -> Node {
        let span = self.located(written.defined);
        let value = match written.value {
            Written::Nothing => Value::Nothing,
            Written::Plain => Value::Text(self.text[span.start - self.start..span.end - self.start].trim().to_string()),
            Written::Text(text) => Value::Text(text),
            Written::List(items) => Value::List(items.into_iter().map(|item| self.node(item)).collect()),
            Written::Mapping(entries) => Value::Mapping(
                entries
                    .into_iter()
                    .map(|(key, value)| Entry { key_span: self.located(key.defined), key: key.value, value: self.node(value) })
                    .collect(),
            ),
        };
        Node { value, span }
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.source, self.start + start, self.start + end)
    }

    /// `location` without the spaces and line ends that the parser takes with it.
    fn located(&self, location: Location) -> Span {
        let span = location.span();
        let start = self.floor(span.byte_offset().map_or_else(|| self.offset(location), |at| at as usize));
        let end = self.floor(start + span.byte_len().unwrap_or(0) as usize).max(start);
        let written = self.text[start..end].trim_end();
        self.span(start, start + written.len())
    }

    /// Where a line and a column (both from 1, in characters) lie.
    fn offset(&self, location: Location) -> usize {
        let line = (location.line() as usize).saturating_sub(1);
        let start = self.text.split_inclusive('\n').take(line).map(str::len).sum::<usize>();
        let column = (location.column() as usize).saturating_sub(1);
        self.text[start..].char_indices().nth(column).map_or(self.text.len(), |(at, _)| start + at)
    }

    fn floor(&self, at: usize) -> usize {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    fn report(&self, error: &serde_saphyr::Error, diagnostics: &mut Diagnostics) {
        let at = error.location().map_or(0, |location| self.located(location).start - self.start);
        let here = self.line_from(at);
        if let serde_saphyr::Error::UnknownAnchor { .. } = error {
            return diagnostics.yaml_alias(self.token(at));
        }
        if let serde_saphyr::Error::Budget { breach, .. } = error {
            use serde_saphyr::budget::BudgetBreach;
            return match breach {
                BudgetBreach::Aliases { .. } | BudgetBreach::Anchors { .. } => {
                    // An anchored value is reported without its anchor.
                    let line = self.text[..at].rfind('\n').map_or(0, |end| end + 1);
                    let at = if self.text[at..].starts_with('*') { None } else { self.text[line..at].rfind(" &") }
                        .map_or(at, |space| line + space + 1);
                    diagnostics.yaml_alias(self.token(at));
                }
                _ => diagnostics.yaml_too_large(here),
            };
        }
        let said = said(error);
        if said == "recursion limit exceeded" {
            return diagnostics.yaml_too_large(here);
        }
        match self.tab_near(at) {
            Some(tab) => diagnostics.tab_in_yaml(self.span(tab, tab + 1)),
            None => diagnostics.yaml_syntax(here, &said),
        }
    }

    /// From `at` to the end of its line; the last line that is not empty if
    /// `at` is the end of the text.
    fn line_from(&self, at: usize) -> Span {
        let at = if self.text[at..].trim().is_empty() { self.text.trim_end().len() } else { at };
        let end = self.text[at..].find(['\r', '\n']).map_or(self.text.len(), |length| at + length);
        self.span(at, at + self.text[at..end].trim_end().len())
    }

    /// The token that begins at `at`.
    fn token(&self, at: usize) -> Span {
        let length =
            self.text[at..].find(|c: char| c.is_whitespace() || matches!(c, ',' | ']' | '}')).unwrap_or(self.text.len() - at);
        self.span(at, at + length)
    }

    /// A tab in the indentation of the line of `at` or the one before.
    fn tab_near(&self, at: usize) -> Option<usize> {
        let line = self.text[..at].rfind('\n').map_or(0, |end| end + 1);
        let before = self.text[..line.saturating_sub(1)].rfind('\n').map_or(0, |end| end + 1);
        let next = self.text[at..].find('\n').map_or(line, |end| at + end + 1);
        [line, next, before].into_iter().find_map(|line| {
            let indentation = self.text[line..].len() - self.text[line..].trim_start_matches([' ', '\t']).len();
            self.text[line..line + indentation].find('\t').map(|tab| line + tab)
        })
    }
}

/// What the parser says of `error`, in an editor's words where we know them,
/// without its own line numbers and pictures.
fn said(error: &serde_saphyr::Error) -> String {
    let said = match error {
        serde_saphyr::Error::MultipleDocuments { .. } => return "a second document begins".into(),
        serde_saphyr::Error::Message { msg, .. } | serde_saphyr::Error::ExternalMessage { msg, .. } => msg.clone(),
        other => other.to_string(),
    };
    let line = said.lines().next().unwrap_or_default();
    let line = line.split(" at line ").next().unwrap_or(line).trim().trim_end_matches('.');
    match line {
        "mapping values are not allowed in this context" => "a `: ` where no key can be".into(),
        "simple key expected ':'" => "a key without `: `".into(),
        "expected string scalar" => "a key that is not a text".into(),
        "unclosed quote" => "a quotation mark that is never closed".into(),
        "unclosed bracket '['" => "a `[` that is never closed".into(),
        "unclosed bracket '{'" => "a `{` that is never closed".into(),
        _ => line
            .strip_prefix("unexpected character: `")
            .and_then(|rest| rest.chars().next())
            .map_or_else(|| line.to_string(), |character| format!("a value cannot begin with `{character}`")),
    }
}
