//! Whether every character of a statement can be shown.

use std::collections::BTreeMap;

use super::needs::{Role, needs};
use super::{Face, Library, Style};
use crate::diagnostics::{Diagnostics, Span};
use crate::document::{Document, Words};
use crate::theme::{Theme, Value};

/// Reports families that are nowhere, and all characters that no face of the
/// stack they are set in has.
pub fn check_coverage(document: &Document, words: &Words, theme: &Theme, library: &Library, diagnostics: &mut Diagnostics) {
    if missing_families(theme, library, diagnostics) {
        return;
    }
    let mut missing: BTreeMap<String, BTreeMap<char, Option<Span>>> = BTreeMap::new();
    for ((role, style), characters) in needs(document, words) {
        let families = stack(role, theme);
        let faces = faces(families, weight(role, theme), style, library);
        let lacking = characters
            .into_iter()
            .filter(|(character, _)| !is_invisible(*character) && !faces.iter().any(|face| face.has(*character)));
        let lacking: Vec<_> = lacking.collect();
        if !lacking.is_empty() {
            let list = missing.entry(families.join(", ")).or_default();
            for (character, span) in lacking {
                let place = list.entry(character).or_insert(span);
                *place = place.or(span);
            }
        }
    }
    for (families, characters) in missing {
        let mut characters: Vec<_> = characters.into_iter().collect();
        characters.sort_by_key(|(character, span)| (span.is_none(), *span, *character));
        diagnostics.glyph_missing(&families, &characters);
    }
}

/// The families of the type `role` stands for.
pub fn stack(role: Role, theme: &Theme) -> &[String] {
    let own = match role {
        Role::Text | Role::Strong => "font-text",
        Role::Key => "font-key",
        Role::Heading => "font-heading",
        Role::Code => "font-code",
    };
    [own, "font-text"].iter().find_map(|name| families(name, theme)).unwrap_or_default()
}

/// The weight of the type `role` stands for.
pub fn weight(role: Role, theme: &Theme) -> u16 {
    let (name, default) = match role {
        Role::Text | Role::Code => ("weight-text", 400),
        Role::Strong => ("weight-strong", 700),
        Role::Key => ("weight-key", 400),
        Role::Heading => ("weight-heading", 600),
    };
    match theme.tokens.get(name) {
        Some(Value::Weight(weight)) => *weight,
        _ => default,
    }
}

fn families<'a>(name: &str, theme: &'a Theme) -> Option<&'a [String]> {
    theme.tokens.font_stacks().find(|(stack, _)| *stack == name).map(|(_, families)| families)
}

fn missing_families(theme: &Theme, library: &Library, diagnostics: &mut Diagnostics) -> bool {
    let before = diagnostics.errors();
    for token in theme.tokens.entries() {
        if let Value::Fonts { families, latin: _, generic: _ } = &token.value {
            for family in families.iter().filter(|family| !library.has(family)) {
                diagnostics.font_not_found(token.span, family);
            }
        }
    }
    diagnostics.errors() > before
}

fn faces<'a>(families: &[String], weight: u16, style: Style, library: &'a Library) -> Vec<&'a Face> {
    families.iter().filter_map(|family| library.select(family, weight, style)).collect()
}

/// Characters that need no glyph (Unicode 17, Default_Ignorable_Code_Point,
/// and what ends lines or stands between columns of code).
pub fn is_invisible(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\t') || typst::text::is_default_ignorable(character)
}
