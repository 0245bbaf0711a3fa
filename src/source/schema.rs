//! The JSON Schema of `statement.yaml`, from the table of its keys.

use serde_json::{Map, Value, json};

use crate::document::Conformance;

use super::keys::{COVER, EVALUATION, Key, Kind, LICENCE, Need, STATEMENT, TRANSLATION};

/// A JSON Schema (2020-12) of `statement.yaml` with a description for every
/// key, so that editors' programs complete and check it.
pub fn schema() -> Value {
    let mut schema = object(STATEMENT);
    schema.insert("$schema".into(), json!("https://json-schema.org/draft/2020-12/schema"));
    schema.insert("title".into(), json!("statement.yaml"));
    schema.insert("description".into(), json!("What Chapbook has to know of a statement besides its text."));
    Value::Object(schema)
}

fn object(table: &[Key]) -> Map<String, Value> {
    let properties: Map<String, Value> = table.iter().map(|key| (key.name.to_string(), property(key))).collect();
    let required: Vec<_> = table.iter().filter(|key| key.need != Need::Optional).map(|key| key.name).collect();
    let schema = json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    });
    match schema {
        Value::Object(schema) => schema,
        _ => unreachable!("an object was written"),
    }
}

/// A key that may be left out may also be left without a value.
fn property(key: &Key) -> Value {
    let (mut types, mut more) = match key.kind {
        Kind::Text => (vec!["string", "number"], json!({ "minLength": 1 })),
        Kind::Language => (vec!["string"], json!({ "pattern": LANGUAGE_PATTERN })),
        Kind::Slug => (vec!["string"], json!({ "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 80 })),
        Kind::Identifier => (vec!["string"], json!({ "format": "uri", "pattern": "^[A-Za-z][A-Za-z0-9+.-]+:." })),
        Kind::Date => (vec!["string"], json!({ "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" })),
        Kind::Url => (vec!["string"], json!({ "format": "uri", "pattern": "^[Hh][Tt][Tt][Pp][Ss]?://." })),
        Kind::Texts => (vec!["array"], json!({ "items": { "type": ["string", "number"], "minLength": 1 } })),
        Kind::Paths => {
            (vec!["array"], json!({ "items": { "type": "string", "minLength": 1 }, "minItems": 1, "uniqueItems": true }))
        }
        Kind::Licence => return described(key, json!({ "anyOf": [{ "type": ["string", "null"] }, object(LICENCE)] })),
        Kind::Conformance => (vec!["string"], json!({ "enum": Conformance::ALL.map(|known| known.to_string()).to_vec() })),
        Kind::Evaluation => return described(key, json!({ "anyOf": [{ "type": "null" }, object(EVALUATION)] })),
        Kind::Languages => return described(key, languages()),
        Kind::State => (vec!["string"], json!({ "enum": ["draft", "reviewed"] })),
        Kind::Truth => (vec!["boolean"], json!({})),
        Kind::Cover => return described(key, json!({ "anyOf": [{ "enum": ["typeset", null] }, object(COVER)] })),
    };
    if key.need == Need::Optional {
        types.push("null");
    }
    let types = if let [only] = types[..] { json!(only) } else { json!(types) };
    more.as_object_mut().expect("an object was written").insert("type".into(), types);
    described(key, more)
}

fn languages() -> Value {
    json!({
        "type": ["object", "null"],
        "propertyNames": { "pattern": LANGUAGE_PATTERN },
        "additionalProperties": { "anyOf": [{ "type": "null" }, object(TRANSLATION)] },
    })
}

const LANGUAGE_PATTERN: &str = "^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$";

fn described(key: &Key, mut schema: Value) -> Value {
    let object = schema.as_object_mut().expect("an object was written");
    object.insert("description".into(), json!(key.description));
    match key.kind {
        Kind::Text
        | Kind::Slug
        | Kind::Identifier
        | Kind::Language
        | Kind::Date
        | Kind::Url
        | Kind::Conformance
        | Kind::State => {
            object.insert("examples".into(), json!([key.example]));
        }
        Kind::Texts | Kind::Paths => {
            object.insert("examples".into(), json!([[key.example.trim_start_matches("- ")]]));
        }
        Kind::Truth => {
            object.insert("examples".into(), json!([true]));
        }
        Kind::Licence | Kind::Cover | Kind::Evaluation | Kind::Languages => {}
    }
    schema
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_in_the_schema_with_a_description() {
        let schema = schema();
        for key in STATEMENT {
            let description = schema["properties"][key.name]["description"].as_str();
            assert_eq!(description, Some(key.description), "{}", key.name);
        }
        assert_eq!(schema["required"], json!(["title", "language", "published", "texts"]));
        assert_eq!(schema["additionalProperties"], json!(false));
    }
}
