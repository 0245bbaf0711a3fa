//! YAML as a tree in which every key and value knows its place, so that all
//! that is wrong with a file can be said at once. The metadata of a statement
//! and the tokens of a theme are read with it. serde-saphyr is named only here.

mod report;

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_saphyr::options::{DuplicateKeyPolicy, MergeKeyPolicy};
use serde_saphyr::{Location, NonFiniteFloatPolicy, Spanned};

use crate::diagnostics::{Diagnostics, SourceId, Sources, Span};

/// The tree written in `input`; nothing if it is not YAML, after a problem was
/// reported. Aliases are not allowed, so a file cannot grow when it is read.
pub fn parse(input: YamlInput, sources: &Sources, diagnostics: &mut Diagnostics) -> Option<Node> {
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

/// The part of a source file that is YAML: all of it, or the front matter of a
/// Markdown file. A byte-order mark may stand at its start.
#[derive(Clone, Copy, Debug)]
pub struct YamlInput {
    pub source: SourceId,
    pub start: usize,
    pub end: usize,
}

impl YamlInput {
    /// The whole of a source file.
    pub fn whole(source: SourceId, sources: &Sources) -> Self {
        Self { source, start: 0, end: sources.text(source).len() }
    }
}

/// A value and where it is written.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    pub value: Value,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing at all, `~` or `null`.
    Nothing,
    /// The characters of a scalar, as they were written: `1.10` stays `1.10`.
    Scalar {
        text: String,
        kind: Scalar,
    },
    List(Vec<Node>),
    /// In the order of writing; the same key may come twice.
    Mapping(Vec<Entry>),
}

/// What YAML takes a scalar for (YAML 1.2.2 §10.3).
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scalar {
    Text,
    Number(f64),
    /// `true` or `false`
    Truth,
}

/// `key: value`
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub key: String,
    pub key_span: Span,
    pub value: Node,
}

impl Entry {
    /// Where the value is to be seen: that of a list or mapping in block style
    /// begins on later lines, so its key stands for it.
    pub fn place(&self) -> Span {
        if self.value.span.start == self.value.span.end { self.key_span } else { self.value.span }
    }
}

impl Node {
    /// The characters of a scalar, whatever it is taken for.
    pub fn characters(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, kind: Scalar::Text | Scalar::Number(_) | Scalar::Truth } => Some(text),
            Value::Nothing | Value::List(_) | Value::Mapping(_) => None,
        }
    }

    /// The characters of a scalar that is neither a number nor `true` nor `false`.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, kind: Scalar::Text } => Some(text),
            Value::Scalar { text: _, kind: Scalar::Number(_) | Scalar::Truth }
            | Value::Nothing
            | Value::List(_)
            | Value::Mapping(_) => None,
        }
    }

    /// The number that is written without quotation marks.
    pub fn number(&self) -> Option<f64> {
        match &self.value {
            Value::Scalar { text: _, kind: Scalar::Number(number) } => Some(*number),
            Value::Scalar { text: _, kind: Scalar::Text | Scalar::Truth }
            | Value::Nothing
            | Value::List(_)
            | Value::Mapping(_) => None,
        }
    }
}

/// The budgets hold for a page of keys, many times over.
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
    Plain(Scalar),
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
        Ok(Written::Plain(Scalar::Truth))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Written, E> {
        Ok(Written::Plain(Scalar::Number(number as f64)))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Written, E> {
        Ok(Written::Plain(Scalar::Number(number as f64)))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Written, E> {
        Ok(Written::Plain(Scalar::Number(number)))
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
            Written::Plain(kind) => {
                let text = self.text[span.start - self.start..span.end - self.start].trim().to_string();
                Value::Scalar { text, kind }
            }
            Written::Text(text) => Value::Scalar { text, kind: Scalar::Text },
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
}
