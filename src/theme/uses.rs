//! Whether the tokens that a style sheet or a Typst file uses exist.

use std::collections::BTreeSet;

use super::tokens::{Tokens, Value};
use crate::diagnostics::{Diagnostics, Sources, Span};

/// Reports every `var(--name)` of `text` that neither the tokens nor `text`
/// itself defines.
pub fn check_css(path: &str, text: &str, tokens: &Tokens, sources: &mut Sources, diagnostics: &mut Diagnostics) {
    let known = names(tokens);
    let is_definition = |&(at, name): &(usize, &str)| text[at + name.len()..].trim_start().starts_with(':');
    let own: BTreeSet<&str> = names_after(text, "--").filter(is_definition).map(|(_, name)| name).collect();
    let uses = names_after(text, "var(--");
    let unknown = uses.filter(|(_, name)| !known.contains(name) && !own.contains(name)).collect();
    report(path, text, unknown, tokens, sources, diagnostics);
}

/// Reports every `tokens.at("name")` and `tokens.name` of `text` that does not exist.
pub fn check_typst(path: &str, text: &str, tokens: &Tokens, sources: &mut Sources, diagnostics: &mut Diagnostics) {
    let uses = names_after(text, "tokens.at(\"").chain(names_after(text, "tokens."));
    let is_method = |name: &str| matches!(name, "at" | "keys" | "values" | "pairs" | "len" | "typ");
    let is_dark = |name: &str| {
        let light = name.strip_suffix("-dark").and_then(|light| tokens.get(light));
        matches!(light, Some(Value::Colour { .. }))
    };
    let known = names(tokens);
    let unknown: Vec<_> = uses.filter(|(_, name)| !known.contains(name) && !is_method(name) && !is_dark(name)).collect();
    if unknown.is_empty() {
        // Among the sources in any case: Typst may find problems in it later.
        sources.add(path, text);
    }
    report(path, text, unknown, tokens, sources, diagnostics);
}

fn names(tokens: &Tokens) -> BTreeSet<&str> {
    tokens.entries().map(|token| token.name.as_str()).collect()
}

/// The names that follow `before`, with their places. A name that is put
/// together from parts (`"color-" + kind`) is left to the one who uses it.
fn names_after<'a>(text: &'a str, before: &'a str) -> impl Iterator<Item = (usize, &'a str)> {
    text.match_indices(before).filter_map(move |(at, _)| {
        let start = at + before.len();
        let rest = &text[start..];
        let end = rest.find(|character: char| !character.is_ascii_alphanumeric() && character != '-').unwrap_or(rest.len());
        let name = &rest[..end];
        (!name.is_empty() && !name.ends_with('-')).then_some((start, name))
    })
}

fn report(
    path: &str,
    text: &str,
    unknown: Vec<(usize, &str)>,
    tokens: &Tokens,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) {
    // Among the sources in any case: Typst may find problems in it later.
    let id = sources.add(path, text);
    let known: Vec<&str> = tokens.entries().map(|token| token.name.as_str()).collect();
    for (at, name) in unknown {
        diagnostics.unknown_token(Span::new(id, at, at + name.len()), name, &known);
    }
}
