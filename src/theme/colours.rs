//! The roles of colours: looked up in the palette, and text checked for contrast
//! with everything it stands on.

use std::collections::BTreeSet;

use super::contrast;
use super::read::{Draft, GroupKind, Role, described, once, unknown_key};
use super::tokens::{Colour, Value as Meant};
use super::value;
use crate::diagnostics::{Diagnostics, Span};
use crate::yaml::{Node, Value};

/// One value for each colour role of `draft`, nothing where it is wrong
/// (reported).
pub fn read(draft: &Draft, diagnostics: &mut Diagnostics) -> Vec<Option<Meant>> {
    report_bad_colours(draft, diagnostics);
    let roles = draft.roles.iter().filter(|role| role.kind == GroupKind::Colours);
    let roles: Vec<Option<ColourRole>> = roles.map(|role| colour_role(role, draft, diagnostics)).collect();
    check_contrast(&roles.iter().flatten().collect::<Vec<_>>(), diagnostics);
    let value = |role: ColourRole| Some(Meant::Colour { light: role.light?.0, dark: role.dark?.0 });
    roles.into_iter().map(|role| role.and_then(value)).collect()
}

struct ColourRole<'a> {
    name: &'a str,
    key_span: Span,
    /// The colour and its place in the palette.
    light: Option<(Colour, Span)>,
    dark: Option<(Colour, Span)>,
    /// What text in this colour stands on.
    on: Vec<(&'a str, Span)>,
    is_background: bool,
}

impl ColourRole<'_> {
    /// The name within the group, by which `on:` speaks of it.
    fn short_name(&self) -> &str {
        self.name.strip_prefix("color-").unwrap_or(self.name)
    }
}

/// Every colour says what it is, so that no pair of text and background is
/// forgotten: `on: [background, …]` makes it a colour of text, `is: background`
/// something text can stand on (both are possible), `is: decoration` neither.
fn colour_role<'a>(role: &'a Role, draft: &Draft, diagnostics: &mut Diagnostics) -> Option<ColourRole<'a>> {
    let Value::Mapping(entries) = &role.node.value else {
        diagnostics.bad_token_value(role.node.span, &role.name, "`{ light: …, dark: …, on: […] }`");
        return None;
    };
    let (mut light, mut dark, mut is) = (None, None, None);
    let mut on = Vec::new();
    for entry in once(entries, diagnostics) {
        let node = &entry.value;
        match entry.key.as_str() {
            "light" => light = Some(palette_colour(role, node, draft, diagnostics)),
            "dark" => dark = Some(palette_colour(role, node, draft, diagnostics)),
            "is" => match node.text() {
                Some("background" | "decoration") => is = node.text(),
                _ => {
                    diagnostics.wrong_type(entry.place(), "`is`", "`background` or `decoration`", described(&node.value), None)
                }
            },
            "on" => on = backgrounds(node, diagnostics),
            _ => unknown_key(&entry.key, entry.key_span, Some(&role.name), &["light", "dark", "on", "is"], diagnostics),
        }
    }
    for (key, is_there) in [("light", light.is_some()), ("dark", dark.is_some())] {
        if !is_there {
            diagnostics.missing_key(role.key_span, key, Some(&role.name), &format!("{key}: ink"));
        }
    }
    if on.is_empty() && is.is_none() {
        diagnostics.color_without_use(role.key_span, &role.name);
    }
    let is_background = is == Some("background");
    Some(ColourRole {
        name: &role.name,
        key_span: role.key_span,
        light: light.flatten(),
        dark: dark.flatten(),
        on,
        is_background,
    })
}

/// `[background, panel]`, or a single name.
fn backgrounds<'a>(node: &'a Node, diagnostics: &mut Diagnostics) -> Vec<(&'a str, Span)> {
    let list = match &node.value {
        Value::List(list) => list.as_slice(),
        _ => std::slice::from_ref(node),
    };
    let mut names = Vec::new();
    for item in list {
        match item.text() {
            Some(name) => names.push((name, item.span)),
            None => diagnostics.wrong_type(item.span, "`on`", "a list of background colours", described(&item.value), None),
        }
    }
    names
}

fn palette_colour(role: &Role, node: &Node, draft: &Draft, diagnostics: &mut Diagnostics) -> Option<(Colour, Span)> {
    let Some(name) = node.text() else {
        diagnostics.bad_token_value(node.span, &role.name, role.kind.form());
        return None;
    };
    let Some(value) = draft.palette_value(name) else {
        diagnostics.unknown_palette_name(node.span, name, &draft.palette_names());
        return None;
    };
    Some((value.text().and_then(value::colour)?, value.span))
}

/// A value of the palette that several roles use is reported once.
fn report_bad_colours(draft: &Draft, diagnostics: &mut Diagnostics) {
    let mut seen = BTreeSet::new();
    for role in draft.roles.iter().filter(|role| role.kind == GroupKind::Colours) {
        let Value::Mapping(entries) = &role.node.value else { continue };
        let modes = entries.iter().filter(|entry| ["light", "dark"].contains(&entry.key.as_str()));
        for name in modes.filter_map(|entry| entry.value.text()) {
            let Some(node) = draft.palette_value(name).filter(|_| seen.insert(name)) else { continue };
            if node.text().and_then(value::colour).is_none() {
                diagnostics.bad_color(node.span, name);
            }
        }
    }
}

fn check_contrast(colours: &[&ColourRole], diagnostics: &mut Diagnostics) {
    let backgrounds: Vec<&&ColourRole> = colours.iter().filter(|colour| colour.is_background).collect();
    let names: Vec<&str> = backgrounds.iter().map(|background| background.short_name()).collect();
    for text in colours {
        for &(name, span) in &text.on {
            let Some(background) = backgrounds.iter().find(|background| background.short_name() == name) else {
                diagnostics.unknown_background(span, name, &names);
                continue;
            };
            for (mode, own, other) in [("light", text.light, background.light), ("dark", text.dark, background.dark)] {
                let (Some(own), Some(other)) = (own, other) else { continue };
                let ratio = contrast::ratio(own.0, other.0);
                if ratio < contrast::ENOUGH {
                    let colours = [(own.0.to_string(), own.1), (other.0.to_string(), other.1)];
                    diagnostics.contrast_too_low(text.key_span, [text.name, background.name], mode, ratio, colours);
                }
            }
        }
    }
}
