//! `tokens.yaml` → tokens: palette names looked up, values and contrast checked.

use std::collections::BTreeMap;

use super::colours;
use super::tokens::{Token, Tokens, Value as Meant};
use super::value;
use crate::diagnostics::{Diagnostics, SourceId, Sources, Span, nearest};
use crate::yaml::{self, Entry, Node, Scalar, Value, YamlInput};

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
    palette: Vec<Entry>,
    pub roles: Vec<Role>,
    /// What differs by script.
    pub scripts: Vec<Script>,
}

/// The roles that differ in text of one script.
pub struct Script {
    /// ISO 15924: `Arab`.
    pub code: String,
    pub roles: Vec<Role>,
}

#[derive(Clone)]
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
        self.palette.iter().find(|entry| entry.key == name).map(|entry| &entry.value)
    }

    pub fn palette_names(&self) -> Vec<&str> {
        self.palette.iter().map(|entry| entry.key.as_str()).collect()
    }

    /// The two as one; what `over` says wins.
    pub fn overridden_by(mut self, over: Draft) -> Draft {
        for entry in over.palette {
            match self.palette.iter_mut().find(|old| old.key == entry.key) {
                Some(old) => *old = entry,
                None => self.palette.push(entry),
            }
        }
        override_roles(&mut self.roles, over.roles);
        for script in over.scripts {
            match self.scripts.iter_mut().find(|old| old.code == script.code) {
                Some(old) => override_roles(&mut old.roles, script.roles),
                None => self.scripts.push(script),
            }
        }
        Draft { extends_default: over.extends_default, palette: self.palette, roles: self.roles, scripts: self.scripts }
    }

    /// What holds in text of `script`, as far as it follows from what the script has of
    /// its own: a colour depends on others, which it stands on.
    fn needed_in(&self, script: &Script) -> Self {
        let needs_colours = script.roles.iter().any(|role| role.kind == GroupKind::Colours);
        let is_needed = |role: &&Role| {
            script.roles.iter().any(|own| own.name == role.name) || (needs_colours && role.kind == GroupKind::Colours)
        };
        let mut roles: Vec<Role> = self.roles.iter().filter(is_needed).cloned().collect();
        override_roles(&mut roles, script.roles.clone());
        Draft { extends_default: false, palette: self.palette.clone(), roles, scripts: Vec::new() }
    }
}

fn override_roles(roles: &mut Vec<Role>, over: Vec<Role>) {
    for role in over {
        match roles.iter_mut().find(|old| old.name == role.name) {
            Some(old) => *old = role,
            None => roles.push(role),
        }
    }
}

/// What the file `id` says; nothing if it is no YAML or no mapping (reported).
pub fn draft(id: SourceId, sources: &Sources, diagnostics: &mut Diagnostics) -> Option<Draft> {
    let root = yaml::parse(YamlInput::whole(id, sources), sources, diagnostics)?;
    let Value::Mapping(entries) = root.value else {
        diagnostics.not_a_theme(root.span);
        return None;
    };
    let mut draft = Draft { extends_default: false, palette: Vec::new(), roles: Vec::new(), scripts: Vec::new() };
    for entry in once(entries, diagnostics) {
        let (place, found) = (entry.place(), described(&entry.value.value));
        match (entry.key.as_str(), entry.value.value) {
            ("extends", Value::Scalar { text, kind: _ }) if text == super::embedded::NAME => draft.extends_default = true,
            ("extends", _) => diagnostics.wrong_type(place, "`extends`", "`default`", found, None),
            ("palette", Value::Mapping(palette)) => draft.palette = once(palette, diagnostics),
            ("palette", _) => diagnostics.wrong_type(place, "`palette`", "names with values", found, None),
            ("roles", Value::Mapping(groups)) => draft.roles = roles(once(groups, diagnostics), "roles", diagnostics),
            ("roles", _) => diagnostics.wrong_type(place, "`roles`", "groups of roles", found, None),
            ("scripts", Value::Mapping(list)) => draft.scripts = scripts(once(list, diagnostics), diagnostics),
            ("scripts", _) => diagnostics.wrong_type(place, "`scripts`", "codes of scripts with groups of roles", found, None),
            (_, _) => unknown_key(&entry.key, entry.key_span, None, &["extends", "palette", "roles", "scripts"], diagnostics),
        }
    }
    Some(draft)
}

/// `entries` without those whose key is there already (reported).
pub fn once<E: std::borrow::Borrow<Entry>>(entries: impl IntoIterator<Item = E>, diagnostics: &mut Diagnostics) -> Vec<E> {
    let mut list: Vec<E> = Vec::new();
    for written in entries {
        let entry = written.borrow();
        match list.iter().map(E::borrow).find(|first| first.key == entry.key) {
            Some(first) => diagnostics.duplicate_key(entry.key_span, first.key_span, &entry.key),
            None => list.push(written),
        }
    }
    list
}

/// How a message names what was found.
pub fn described(value: &Value) -> &'static str {
    match value {
        Value::Nothing => "nothing",
        Value::Scalar { text: _, kind: Scalar::Truth } => "yes or no",
        Value::Scalar { text: _, kind: Scalar::Number(_) } => "a number",
        Value::Scalar { text: _, kind: Scalar::Text } => "a text",
        Value::List(_) => "a list",
        Value::Mapping(_) => "keys with values",
    }
}

fn scripts(entries: Vec<Entry>, diagnostics: &mut Diagnostics) -> Vec<Script> {
    let mut list = Vec::new();
    for Entry { key: code, key_span, value } in entries {
        if !is_script(&code) {
            diagnostics.bad_script_code(key_span, &code);
            continue;
        }
        let (place, found) = (value.span, described(&value.value));
        match value.value {
            Value::Mapping(groups) => {
                let roles = roles(once(groups, diagnostics), &code, diagnostics);
                list.push(Script { code, roles });
            }
            _ => diagnostics.wrong_type(place, &format!("`{code}`"), "groups of roles", found, None),
        }
    }
    list
}

/// Four letters, the first of them large (ISO 15924).
fn is_script(code: &str) -> bool {
    let letters = code.as_bytes();
    letters.len() == 4 && letters[0].is_ascii_uppercase() && letters[1..].iter().all(u8::is_ascii_lowercase)
}

/// `inside`: the key under which the groups stand.
fn roles(groups: Vec<Entry>, inside: &str, diagnostics: &mut Diagnostics) -> Vec<Role> {
    let mut roles = Vec::new();
    for Entry { key: group, key_span, value } in groups {
        let first_word = group.split('-').next().unwrap_or_default();
        let Some(&(_, kind, _)) = GROUPS.iter().find(|(name, ..)| *name == first_word) else {
            unknown_key(&group, key_span, Some(inside), &GROUPS.map(|(name, ..)| name), diagnostics);
            continue;
        };
        let entries = match value.value {
            Value::Mapping(entries) => once(entries, diagnostics)
                .into_iter()
                .map(|entry| (format!("{group}-{}", entry.key), entry.key_span, entry.value))
                .collect(),
            _ => vec![(group, key_span, value)],
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

pub fn unknown_key(key: &str, span: Span, inside: Option<&str>, known: &[&str], diagnostics: &mut Diagnostics) {
    diagnostics.unknown_key(span, key, inside, nearest(key, known.iter().copied()), known);
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

/// By script, the tokens that `draft` has another value for in its text. Only
/// what has a value for all text can have another in some: a name that is
/// nowhere else is reported, and so is what is wrong with a value. `draft` itself
/// has no problems.
pub fn script_tokens(draft: &Draft, diagnostics: &mut Diagnostics) -> BTreeMap<String, Tokens> {
    let known: Vec<&str> = draft.roles.iter().map(|role| role.name.as_str()).collect();
    let mut scripts = BTreeMap::new();
    for script in &draft.scripts {
        for role in script.roles.iter().filter(|role| !known.contains(&role.name.as_str())) {
            diagnostics.unknown_script_token(role.key_span, &role.name, &script.code, &known);
        }
        let is_own = |token: &&Token| script.roles.iter().any(|role| role.name == token.name);
        let all = tokens(&draft.needed_in(script), diagnostics);
        scripts.insert(script.code.clone(), Tokens::new(all.entries().filter(is_own).cloned().collect()));
    }
    scripts
}

fn plain_value(role: &Role, draft: &Draft, diagnostics: &mut Diagnostics) -> Option<Meant> {
    // A role may name a value of the palette or say its own.
    let named = role.node.text().and_then(|text| draft.palette_value(text));
    let node = named.unwrap_or(&role.node);
    let value = match role.kind {
        GroupKind::Ems => node.text().and_then(value::em).map(Meant::Em),
        GroupKind::Numbers => node.number().filter(|number| number.is_finite()).map(Meant::Number),
        GroupKind::Lengths => node.text().and_then(value::length).map(Meant::Length),
        GroupKind::Weights => node
            .number()
            .filter(|number| number.fract() == 0.0 && (1.0..=1000.0).contains(number))
            .map(|number| Meant::Weight(number as u16)),
        GroupKind::Words => node.text().filter(|text| value::is_word(text)).map(|text| Meant::Word(text.to_string())),
        GroupKind::Fonts => match &node.value {
            Value::List(list) => fonts(list.iter().map(Node::text)),
            Value::Nothing | Value::Scalar { .. } | Value::Mapping(_) => fonts(std::iter::once(node.text())),
        },
        GroupKind::Colours => None,
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

fn fonts<'a>(names: impl Iterator<Item = Option<&'a str>>) -> Option<Meant> {
    let names: Vec<&str> = names.collect::<Option<_>>()?;
    let (generic, families): (Vec<&str>, Vec<&str>) = names.iter().partition(|name| value::GENERIC_FAMILIES.contains(name));
    let is_last = generic.first().is_none_or(|generic| names.last() == Some(generic));
    let is_right =
        !families.is_empty() && generic.len() <= 1 && is_last && families.iter().all(|family| value::is_word(family));
    let generic = generic.first().map(|name| name.to_string());
    is_right.then(|| Meant::Fonts {
        families: families.iter().map(|family| family.to_string()).collect(),
        latin: None,
        generic,
    })
}
