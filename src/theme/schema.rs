//! What editors' programs need to complete and check `tokens.yaml`.

use serde_json::{Map, Value, json};

use super::read::{GROUPS, GroupKind};

/// The JSON Schema (2020-12) of `tokens.yaml`.
pub fn schema() -> Value {
    let groups: Map<String, Value> =
        GROUPS.iter().map(|(name, kind, purpose)| (name.to_string(), group(*kind, purpose))).collect();
    let prefixed: Map<String, Value> =
        GROUPS.iter().map(|(name, kind, purpose)| (format!("^{name}-[a-z0-9-]+$"), group(*kind, purpose))).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Tokens of a Chapbook theme",
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "extends": { "const": "default", "description": "The theme whose tokens hold where this file says nothing." },
            "palette": {
                "type": "object",
                "description": "Names for values: colours as \"#rrggbb\", sizes as 1.25em.",
                "additionalProperties": { "type": ["string", "number"] },
            },
            "roles": {
                "type": "object",
                "description": "Names for uses. Values are names of the palette or, except for colours, values themselves.",
                "additionalProperties": false,
                "properties": groups.clone(),
                "patternProperties": prefixed.clone(),
            },
            "scripts": {
                "type": "object",
                "description": "By script (ISO 15924), the roles that have another value in its text.",
                "additionalProperties": false,
                "patternProperties": { "^[A-Z][a-z]{3}$": {
                    "type": "object",
                    "additionalProperties": false,
                    "properties": groups,
                    "patternProperties": prefixed,
                } },
            },
        },
    })
}

fn group(kind: GroupKind, purpose: &str) -> Value {
    let value = match kind {
        GroupKind::Colours => colour(),
        GroupKind::Fonts => {
            json!({ "oneOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" }, "minItems": 1 }] })
        }
        GroupKind::Ems | GroupKind::Lengths | GroupKind::Words => json!({ "type": "string", "description": kind.form() }),
        GroupKind::Numbers | GroupKind::Weights => json!({ "type": ["number", "string"], "description": kind.form() }),
    };
    let description = format!("{purpose}: {}", kind.form());
    let names = json!({ "type": "object", "propertyNames": { "pattern": "^[a-z0-9-]+$" }, "additionalProperties": value });
    match kind {
        GroupKind::Colours => json!({ "description": description, "anyOf": [names] }),
        _ => json!({ "description": description, "anyOf": [names, value] }),
    }
}

fn colour() -> Value {
    json!({
        "type": "object",
        "additionalProperties": false,
        "required": ["light", "dark"],
        "anyOf": [{ "required": ["on"] }, { "required": ["is"] }],
        "properties": {
            "light": { "type": "string", "description": "The palette's name of the colour by day and on paper." },
            "dark": { "type": "string", "description": "The palette's name of the colour on dark screens." },
            "on": {
                "type": "array",
                "items": { "type": "string" },
                "minItems": 1,
                "description": "The background colours that text in this colour stands on; each pair is checked for contrast.",
            },
            "is": { "enum": ["background", "decoration"], "description": "What the colour is, where it is not (only) for text." },
        },
    })
}
