//! Values of front matter as texts, names and days.

use crate::document::{Date, Language};
use crate::markdown;
use crate::source;
use crate::yaml::{Entry, Node, Scalar, Value};

/// The characters of a text or a number, without marks of Markdown; nothing if it is anything else.
pub(super) fn text(node: &Node) -> Option<String> {
    written(node).map(|text| {
        let paragraphs = text.split("\n\n").map(markdown::characters);
        paragraphs.filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ")
    })
}

/// The same as it is written.
pub(super) fn written(node: &Node) -> Option<String> {
    match &node.value {
        Value::Scalar { text, kind: Scalar::Text | Scalar::Number(_) } => Some(text.trim().to_string()),
        Value::Scalar { text: _, kind: Scalar::Truth } | Value::Nothing | Value::List(_) | Value::Mapping(_) => None,
    }
}

/// The text that one of `keys` has in a mapping, in their order, and the key.
pub(super) fn part<'a>(parts: &'a [Entry], keys: &[&str]) -> Option<(&'a str, String)> {
    let named =
        |key: &&str| parts.iter().find(|part| part.key == **key).and_then(|part| Some((part.key.as_str(), text(&part.value)?)));
    keys.iter().find_map(named)
}

/// Whether there is nothing to be said with `node`.
pub(super) fn is_nothing(node: &Node) -> bool {
    match &node.value {
        Value::Nothing => true,
        Value::Scalar { text, kind: _ } => text.trim().is_empty(),
        Value::List(items) => items.iter().all(is_nothing),
        Value::Mapping(parts) => parts.iter().all(|part| is_nothing(&part.value)),
    }
}

/// Whether `node` is `true` or `false`.
pub(super) fn is_truth(node: &Node) -> bool {
    match &node.value {
        Value::Scalar { text: _, kind } => *kind == Scalar::Truth,
        Value::Nothing | Value::List(_) | Value::Mapping(_) => false,
    }
}

/// All that is written in `node`, in one line.
pub(super) fn said(node: &Node) -> String {
    match &node.value {
        Value::Nothing => String::new(),
        Value::Scalar { text, kind: _ } => text.trim().to_string(),
        Value::List(items) => items.iter().map(said).collect::<Vec<_>>().join(", "),
        Value::Mapping(parts) => {
            parts.iter().map(|part| format!("{}: {}", part.key, said(&part.value))).collect::<Vec<_>>().join(", ")
        }
    }
}

/// The day that `text` is in ISO 8601, with a time or without.
pub(super) fn day(text: &str) -> Option<Date> {
    let (day, rest) = text.split_at_checked(10)?;
    Date::parse(day).ok().filter(|_| rest.is_empty() || rest.starts_with(['T', 't', ' ']))
}

/// The tag of the language that `text` names: `en_GB`, `German`.
pub(super) fn tag(text: &str) -> Option<String> {
    let tag = |text: &str| Language::parse(text).ok().filter(Language::is_registered).map(|known| known.tag().to_string());
    tag(&text.replace('_', "-")).or_else(|| source::likely_tag(text).as_deref().and_then(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_one_with_a_time_or_without() {
        let cases = [
            ("2024-03-09", Some("2024-03-09")),
            ("2024-03-09T10:00:00Z", Some("2024-03-09")),
            ("2024-03-09 10:00:00 +0100", Some("2024-03-09")),
            ("2024-03-091", None),
            ("2024-02-30", None),
            ("2024-03", None),
            ("9 March 2024", None),
            ("today", None),
            ("二〇二四年三月九日", None),
        ];
        for (text, expected) in cases {
            assert_eq!(day(text).map(|day| day.to_string()).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_language_is_a_tag_or_a_name() {
        for (text, expected) in [("en_GB", Some("en-GB")), ("German", Some("de")), ("frobnicate", None)] {
            assert_eq!(tag(text).as_deref(), expected, "{text}");
        }
    }
}
