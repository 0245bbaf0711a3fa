//! Whether every character of a statement can be shown.

use std::collections::{BTreeMap, BTreeSet};

use super::needs::{Role, needs};
use super::packages::installation;
use super::{Face, Library, Style};
use crate::diagnostics::{Diagnostics, Span};
use crate::document::{Document, Words};
use crate::theme::{Theme, Tokens, Value};

/// Reports families that are nowhere, with the characters that wait for them,
/// and all characters that no face of the stack they are set in has.
pub fn check_coverage(document: &Document, words: &Words, theme: &Theme, library: &Library, diagnostics: &mut Diagnostics) {
    let lacking = lacking(document, words, theme, library);
    for (family, (span, is_of_script)) in families_in(theme) {
        if library.has(family) {
            continue;
        }
        // Without a typeface of its own, a theme is as good as without text.
        let characters = lacking.waiting.get(family).filter(|_| is_of_script).map(listed).unwrap_or_default();
        diagnostics.font_not_found(span, family, &characters, installation(family).as_deref());
    }
    for ((families, script), characters) in &lacking.without_any {
        diagnostics.glyph_missing(families, script, &listed(characters));
    }
}

/// With the first place of each.
type Characters = BTreeMap<char, Option<Span>>;

/// The characters that cannot be shown.
#[derive(Default)]
struct Lacking {
    /// By the family that is to show them and is nowhere.
    waiting: BTreeMap<String, Characters>,
    /// By the stack that has no sign for them, and the script of the text.
    without_any: BTreeMap<(String, String), Characters>,
}

fn lacking(document: &Document, words: &Words, theme: &Theme, library: &Library) -> Lacking {
    let mut lacking = Lacking::default();
    for ((script, role, style), characters) in needs(document, words) {
        let tokens = theme.tokens_in(script);
        let families = stack(role, tokens);
        let faces = faces(families, weight(role, tokens), style, library);
        let has = |character: char| is_invisible(character) || faces.iter().any(|face| face.has(character));
        for (character, span) in characters.into_iter().filter(|(character, _)| !has(*character)) {
            let list = match families.first().filter(|first| !library.has(first)) {
                Some(first) => lacking.waiting.entry(first.clone()).or_default(),
                None => lacking.without_any.entry((families.join(", "), script.to_string())).or_default(),
            };
            let place = list.entry(character).or_insert(span);
            *place = place.or(span);
        }
    }
    lacking
}

/// In the order of their places, those without one last.
fn listed(characters: &Characters) -> Vec<(char, Option<Span>)> {
    let mut list: Vec<_> = characters.iter().map(|(character, span)| (*character, *span)).collect();
    list.sort_by_key(|(character, span)| (span.is_none(), *span, *character));
    list
}

/// The families of the theme for this document of which there is no face.
pub fn missing_families(theme: &Theme, library: &Library) -> Vec<String> {
    families_in(theme).into_iter().map(|(family, _)| family).filter(|family| !library.has(family)).cloned().collect()
}

/// The characters of the document that no face has that is there.
pub fn uncovered(document: &Document, words: &Words, theme: &Theme, library: &Library) -> Vec<char> {
    let lacking = lacking(document, words, theme, library);
    let all = lacking.waiting.into_values().chain(lacking.without_any.into_values());
    let all: BTreeSet<char> = all.flat_map(BTreeMap::into_keys).collect();
    all.into_iter().collect()
}

/// Each family of the theme for this document, where it is named first, and
/// whether it is named for a script.
fn families_in(theme: &Theme) -> Vec<(&String, (Span, bool))> {
    let mut list: Vec<(&String, (Span, bool))> = Vec::new();
    let used = std::iter::once(&theme.tokens).chain(theme.inner.iter().map(|inner| &inner.tokens));
    for token in used.flat_map(Tokens::entries) {
        let Value::Fonts { families, .. } = &token.value else { continue };
        for family in families {
            if !list.iter().any(|(known, _)| *known == family) {
                let place = theme.place_in_scripts(family).map_or((token.span, false), |span| (span, true));
                list.push((family, place));
            }
        }
    }
    list
}

/// The families of the type `role` stands for.
pub fn stack(role: Role, tokens: &Tokens) -> &[String] {
    stack_token(role, tokens).map(|(families, _)| families).unwrap_or_default()
}

/// The family from which `role` takes Latin letters before all others.
pub fn latin(role: Role, tokens: &Tokens) -> Option<&String> {
    stack_token(role, tokens).and_then(|(_, latin)| latin)
}

fn stack_token(role: Role, tokens: &Tokens) -> Option<(&[String], Option<&String>)> {
    let own = match role {
        Role::Text | Role::Strong => "font-text",
        Role::Key => "font-key",
        Role::Heading => "font-heading",
        Role::Code => "font-code",
        Role::Machine => "font-machine",
    };
    [own, "font-text"].iter().find_map(|name| match tokens.get(name)? {
        Value::Fonts { families, latin, generic: _ } => Some((families.as_slice(), latin.as_ref())),
        Value::Colour { .. } | Value::Em(_) | Value::Number(_) | Value::Length(_) | Value::Weight(_) | Value::Word(_) => None,
    })
}

/// The weight of the type `role` stands for.
pub fn weight(role: Role, tokens: &Tokens) -> u16 {
    let (name, default) = match role {
        Role::Text | Role::Code | Role::Machine => ("weight-text", 400),
        Role::Strong => ("weight-strong", 700),
        Role::Key => ("weight-key", 400),
        Role::Heading => ("weight-heading", 600),
    };
    match tokens.get(name) {
        Some(Value::Weight(weight)) => *weight,
        _ => default,
    }
}

fn faces<'a>(families: &[String], weight: u16, style: Style, library: &'a Library) -> Vec<&'a Face> {
    families.iter().filter_map(|family| library.select(family, weight, style)).collect()
}

/// Characters that need no glyph (Unicode 17, Default_Ignorable_Code_Point,
/// and what ends lines or stands between columns of code).
pub fn is_invisible(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\t') || typst::text::is_default_ignorable(character)
}
