//! `tokens.yaml` → tokens: palette names looked up, values and contrast checked.

use super::colours;
use super::tokens::{Token, Tokens, Value};
use super::value;
use super::yaml::{self, Key, Kind, Node};
use crate::diagnostics::{Diagnostics, SourceId, Sources, Span, nearest};

/// What a group of roles holds. The first word of a group's name says it, so
/// that `leading-heading: 1.2` needs no entry of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupKind {
    Colours,
    Fonts,
    Ems,
    Numbers,
    Lengths,
    Weights,
    Words,
}

/// Every group: its name, what it holds, and what it is for.
pub const GROUPS: [(&str, GroupKind, &str); 11] = [
    ("color", GroupKind::Colours, "colours of text (`on:` names what they stand on), backgrounds and decoration (`is:`)"),
    ("font", GroupKind::Fonts, "font families in order of preference"),
    ("size", GroupKind::Ems, "sizes of type"),
    ("space", GroupKind::Ems, "distances"),
    ("tracking", GroupKind::Ems, "space between letters"),
    ("measure", GroupKind::Ems, "length of a line of text"),
    ("width", GroupKind::Ems, "thickness of rules, widths of columns"),
    ("leading", GroupKind::Numbers, "distance of lines, as a multiple of the size of the type"),
    ("page", GroupKind::Lengths, "measures of the printed page"),
    ("weight", GroupKind::Weights, "weights of type, from 1 to 1000"),
    ("word", GroupKind::Words, "anything that is named by a word"),
];

/// What the values in a group look like.
impl GroupKind {
    pub fn form(self) -> &'static str {
        match self {
            Self::Colours => "the name of a colour of the palette for `light` and `dark`",
            Self::Fonts => "the name of a font family, or a list of them",
            Self::Ems => "a number with the unit `em`",
            Self::Numbers => "a number without a unit",
            Self::Lengths => "a number with the unit `in`, `mm` or `pt`",
            Self::Weights => "a whole number from 1 to 1000",
            Self::Words => "letters, digits, spaces and hyphens",
        }
    }
}

/// What was written in one file, not looked up yet.
pub struct Draft {
    pub extends_default: bool,
    palette: Vec<(Key, Node)>,
    pub roles: Vec<Role>,
}

pub struct Role {
    /// `color-text`, and the place of its last word.
    pub name: String,
    pub key_span: Span,
    pub kind: GroupKind,
    pub node: Node,
}

impl Draft {
    /// The value the palette has for `name`.
    pub fn palette_value(&self, name: &str) -> Option<&Node> {
        self.palette.iter().find(|(key, _)| key.name == name).map(|(_, node)| node)
    }

    pub fn palette_names(&self) -> Vec<&str> {
        self.palette.iter().map(|(key, _)| key.name.as_str()).collect()
    }

    /// The two as one; what `over` says wins.
    pub fn overridden_by(mut self, over: Draft) -> Draft {
        for (key, node) in over.palette {
            match self.palette.iter_mut().find(|(old, _)| old.name == key.name) {
                Some(entry) => *entry = (key, node),
                None => self.palette.push((key, node)),
            }
        }
        for role in over.roles {
            match self.roles.iter_mut().find(|old| old.name == role.name) {
                Some(old) => *old = role,
                None => self.roles.push(role),
            }
        }
        Draft { extends_default: over.extends_default, palette: self.palette, roles: self.roles }
    }
}

/// What the file `id` says; nothing if it is no YAML or no mapping (reported).
pub fn draft(id: SourceId, sources: &Sources, diagnostics: &mut Diagnostics) -> Option<Draft> {
    let root = yaml::parse(id, sources, diagnostics)?;
    let Kind::Map(entries) = root.kind else {
        diagnostics.not_a_theme(root.span);
        return None;
    };
    let mut draft = Draft { extends_default: false, palette: Vec::new(), roles: Vec::new() };
    for (key, node) in entries {
        let found = node.kind.described();
        match (key.name.as_str(), node.kind) {
            ("extends", Kind::Text(name)) if name == super::embedded::NAME => draft.extends_default = true,
            ("extends", _) => diagnostics.wrong_type(node.span, "`extends`", "`default`", found, None),
            ("palette", Kind::Map(palette)) => draft.palette = palette,
            ("palette", _) => diagnostics.wrong_type(node.span, "`palette`", "names with values", found, None),
            ("roles", Kind::Map(groups)) => draft.roles = roles(groups, diagnostics),
            ("roles", _) => diagnostics.wrong_type(node.span, "`roles`", "groups of roles", found, None),
            (_, _) => unknown_key(&key, None, &["extends", "palette", "roles"], diagnostics),
        }
    }
    Some(draft)
}

fn roles(groups: Vec<(Key, Node)>, diagnostics: &mut Diagnostics) -> Vec<Role> {
    let mut roles = Vec::new();
    for (group, node) in groups {
        let first_word = group.name.split('-').next().unwrap_or_default();
        let Some(&(_, kind, _)) = GROUPS.iter().find(|(name, ..)| *name == first_word) else {
            unknown_key(&group, Some("roles"), &GROUPS.map(|(name, ..)| name), diagnostics);
            continue;
        };
        let entries = match node.kind {
            Kind::Map(entries) => {
                entries.into_iter().map(|(key, node)| (format!("{}-{}", group.name, key.name), key.span, node)).collect()
            }
            _ => vec![(group.name, group.span, node)],
        };
        for (name, key_span, node) in entries {
            if is_name(&name) {
                roles.push(Role { name, key_span, kind, node });
            } else {
                diagnostics.bad_token_name(key_span, &name);
            }
        }
    }
    roles
}

pub fn unknown_key(key: &Key, inside: Option<&str>, known: &[&str], diagnostics: &mut Diagnostics) {
    diagnostics.unknown_key(key.span, &key.name, inside, nearest(&key.name, known.iter().copied()), known);
}

/// Lower-case letters, digits and hyphens, so that it is a name in CSS and Typst.
fn is_name(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// The tokens; what is wrong with them is reported and left out.
pub fn tokens(draft: &Draft, diagnostics: &mut Diagnostics) -> Tokens {
    let mut colours = colours::read(draft, diagnostics).into_iter();
    let mut list = Vec::new();
    for role in &draft.roles {
        let value = match role.kind {
            GroupKind::Colours => colours.next().flatten(),
            _ => plain_value(role, draft, diagnostics),
        };
        list.extend(value.map(|value| Token { name: role.name.clone(), value, span: role.key_span }));
    }
    Tokens::new(list)
}

fn plain_value(role: &Role, draft: &Draft, diagnostics: &mut Diagnostics) -> Option<Value> {
    // A role may name a value of the palette or say its own.
    let named = role.node.text().and_then(|text| draft.palette_value(text));
    let node = named.unwrap_or(&role.node);
    let value = match (role.kind, &node.kind) {
        (GroupKind::Ems, Kind::Text(text)) => value::em(text).map(Value::Em),
        (GroupKind::Numbers, Kind::Number(number)) => (number.is_finite()).then_some(Value::Number(*number)),
        (GroupKind::Lengths, Kind::Text(text)) => value::length(text).map(Value::Length),
        (GroupKind::Weights, Kind::Number(number)) => {
            (number.fract() == 0.0 && (1.0..=1000.0).contains(number)).then_some(Value::Weight(*number as u16))
        }
        (GroupKind::Words, Kind::Text(text)) => value::is_word(text).then(|| Value::Word(text.clone())),
        (GroupKind::Fonts, Kind::Text(text)) => fonts(std::iter::once(Some(text.as_str()))),
        (GroupKind::Fonts, Kind::List(list)) => fonts(list.iter().map(Node::text)),
        _ => None,
    };
    if value.is_none() {
        // `size: { title: huge }` most likely means a name of the palette.
        match role.node.text().filter(|text| text.starts_with(char::is_alphabetic) && is_name(text)) {
            Some(name) if named.is_none() && role.kind != GroupKind::Fonts => {
                diagnostics.unknown_palette_name(role.node.span, name, &draft.palette_names());
            }
            _ => diagnostics.bad_token_value(node.span, &role.name, role.kind.form()),
        }
    }
    value
}

fn fonts<'a>(names: impl Iterator<Item = Option<&'a str>>) -> Option<Value> {
    let names: Vec<&str> = names.collect::<Option<_>>()?;
    let (generic, families): (Vec<&str>, Vec<&str>) = names.iter().partition(|name| value::GENERIC_FAMILIES.contains(name));
    let is_last = generic.first().is_none_or(|generic| names.last() == Some(generic));
    let is_right =
        !families.is_empty() && generic.len() <= 1 && is_last && families.iter().all(|family| value::is_word(family));
    let generic = generic.first().map(|name| name.to_string());
    is_right.then(|| Value::Fonts { families: families.iter().map(|family| family.to_string()).collect(), generic })
}
