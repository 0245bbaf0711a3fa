//! Whether the tokens that a style sheet or a Typst file uses exist.

use super::tokens::{Tokens, Value};
use crate::diagnostics::{Diagnostics, Sources, Span};

/// Reports every `var(--name)` of `text` that neither the tokens nor `text`
/// itself defines.
pub fn check_css(path: &str, text: &str, tokens: &Tokens, sources: &mut Sources, diagnostics: &mut Diagnostics) {
    let uses: Vec<(usize, &str)> = names_after(text, "var(--").collect();
    let is_own = |name: &str| {
        text.match_indices(&format!("--{name}")).any(|(at, found)| text[at + found.len()..].trim_start().starts_with(':'))
    };
    let unknown = uses.into_iter().filter(|(_, name)| tokens.get(name).is_none() && !is_own(name)).collect();
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
    let unknown = uses.filter(|(_, name)| tokens.get(name).is_none() && !is_method(name) && !is_dark(name)).collect();
    report(path, text, unknown, tokens, sources, diagnostics);
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
