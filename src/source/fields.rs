//! A mapping held against its table of keys: what is unknown, missing, written
//! twice or of the wrong shape is reported here, once for all keys.

use super::keys::{Key, Kind, nearest};
use crate::diagnostics::{Diagnostics, Span};
use crate::yaml::{Entry, Node, Scalar, Value};

/// The entries of a mapping whose keys are in a table and whose values have
/// the shape that the table asks for. Keys without a value are left out.
pub(super) struct Fields<'a> {
    table: &'static [Key],
    list: Vec<(&'static str, &'a Entry)>,
}

impl<'a> Fields<'a> {
    /// The good ones of `entries`; a problem for each of the others. `inside`
    /// is the key whose value the mapping is, if it is not the whole file.
    pub fn check(entries: &'a [Entry], table: &'static [Key], inside: Option<&str>, diagnostics: &mut Diagnostics) -> Self {
        let mut list: Vec<(&'static str, &Entry)> = Vec::new();
        for entry in entries {
            let Some(key) = table.iter().find(|key| key.name == entry.key) else {
                let known: Vec<_> = table.iter().map(|key| key.name).collect();
                diagnostics.unknown_key(entry.key_span, &entry.key, inside, nearest(table, &entry.key), &known);
                continue;
            };
            if let Some((_, first)) = list.iter().find(|(name, _)| *name == key.name) {
                diagnostics.duplicate_key(entry.key_span, first.key_span, key.name);
                continue;
            }
            check_shape(key, entry, diagnostics);
            list.push((key.name, entry));
        }
        Self { table, list }
    }

    /// Where the key is written, whatever its value.
    pub fn key_span(&self, name: &str) -> Option<Span> {
        self.entry(name).map(|entry| entry.key_span)
    }

    /// The value of a key, if it has one.
    pub fn value(&self, name: &str) -> Option<&'a Node> {
        debug_assert!(self.table.iter().any(|key| key.name == name), "`{name}` is in the table");
        self.entry(name).map(|entry| &entry.value).filter(|node| !is_nothing(node))
    }

    /// The text of a key, as it is written, with its place.
    pub fn text(&self, name: &str) -> Option<(&'a str, Span)> {
        self.value(name).and_then(text)
    }

    /// The texts in the list of a key.
    pub fn texts(&self, name: &str) -> Vec<(&'a str, Span)> {
        match self.value(name).map(|node| &node.value) {
            Some(Value::List(items)) => items.iter().filter_map(text).collect(),
            _ => Vec::new(),
        }
    }

    fn entry(&self, name: &str) -> Option<&'a Entry> {
        self.list.iter().find(|(known, _)| *known == name).map(|(_, entry)| *entry)
    }
}

/// The characters of a scalar that has some.
pub(super) fn text(node: &Node) -> Option<(&str, Span)> {
    node.characters().filter(|text| !text.trim().is_empty()).map(|text| (text, node.span))
}

fn is_nothing(node: &Node) -> bool {
    match &node.value {
        Value::Nothing => true,
        Value::Scalar { text, kind: _ } => text.trim().is_empty(),
        Value::List(items) => items.is_empty(),
        Value::Mapping(entries) => entries.is_empty(),
    }
}

fn check_shape(key: &Key, entry: &Entry, diagnostics: &mut Diagnostics) {
    let node = &entry.value;
    if is_nothing(node) {
        return;
    }
    let fits = match (key.kind, &node.value) {
        (Kind::Texts | Kind::Paths, Value::List(items)) => {
            for item in items.iter().filter(|item| text(item).is_none()) {
                let span = visible(item.span, node.span);
                diagnostics.wrong_type(span, &format!("an item of `{}`", key.name), "a text", found(&item.value), None);
            }
            true
        }
        (Kind::Texts | Kind::Paths, _) => false,
        (Kind::Licence | Kind::Cover, Value::Mapping(_) | Value::Scalar { .. }) => true,
        (Kind::Licence | Kind::Cover, _) => false,
        (Kind::Evaluation | Kind::Languages, value) => matches!(value, Value::Mapping(_)),
        (Kind::Truth, value) => matches!(value, Value::Scalar { text: _, kind: Scalar::Truth }),
        (
            Kind::Text
            | Kind::Slug
            | Kind::Identifier
            | Kind::Language
            | Kind::Date
            | Kind::Url
            | Kind::Conformance
            | Kind::State,
            value,
        ) => matches!(value, Value::Scalar { .. }),
    };
    if !fits {
        let help = match (&node.value, key.kind) {
            (Value::Scalar { text, kind: _ }, Kind::Texts | Kind::Paths) if text.lines().count() == 1 => {
                format!("write it as a list: `{}: [{}]`", key.name, text.trim())
            }
            _ => format!("for example `{}`", key.example_line()),
        };
        let place = visible(node.span, entry.key_span);
        diagnostics.wrong_type(place, &format!("`{}`", key.name), key.kind.expected(), found(&node.value), Some(help));
    }
}

/// `span`, or `other` if there is nothing to see at it: the span of a list or
/// mapping in block style is empty.
fn visible(span: Span, other: Span) -> Span {
    if span.start == span.end { other } else { span }
}

fn found(value: &Value) -> &'static str {
    match value {
        Value::Nothing => "nothing",
        Value::Scalar { text, kind: _ } if text.trim().is_empty() => "an empty text",
        Value::Scalar { .. } => "a text",
        Value::List(_) => "a list",
        Value::Mapping(_) => "a mapping",
    }
}
