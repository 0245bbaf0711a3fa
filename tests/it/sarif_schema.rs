//! Whether a value fits the JSON Schema of SARIF 2.1.0.
//!
//! The schema is a file in the source of the crate serde-sarif, which cargo
//! fetches and nothing compiles. The keywords that it uses are few, so they are
//! checked here: the libraries that check all of JSON Schema would turn on
//! features of crates that Typst uses too, and have Typst compiled once more
//! for the tests.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::program::repository;

/// The schema; nothing, and a message, where cargo cannot fetch it. In
/// continuous integration that is a failure.
pub fn read() -> Option<Value> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--filter-platform", "x86_64-unknown-none"])
        .arg("--manifest-path")
        .arg(repository("Cargo.toml"))
        .output()
        .expect("cargo starts");
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(std::env::var_os("CI").is_none(), "the schema of SARIF cannot be fetched:\n{said}");
        eprintln!("SKIPPED: the schema of SARIF cannot be fetched:\n{said}");
        return None;
    }
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo writes JSON");
    let packages = metadata["packages"].as_array().expect("a list");
    let package = packages.iter().find(|package| package["name"] == "serde-sarif").expect("it is in Cargo.toml");
    let manifest = Path::new(package["manifest_path"].as_str().expect("a path"));
    let text = std::fs::read_to_string(manifest.with_file_name("src").join("schema.json")).expect("the schema is there");
    Some(serde_json::from_str(&text).expect("the schema is JSON"))
}

/// What in `value` is against `schema`, each with its place.
pub fn faults(schema: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    check(schema, schema, value, "", &mut found);
    found
}

/// `rule` is part of the schema `whole`, `at` the place of `value`.
fn check(whole: &Value, rule: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
    for (keyword, wanted) in rule.as_object().expect("a rule is an object") {
        let fits = match keyword.as_str() {
            "$schema" | "$id" | "title" | "description" | "default" | "definitions" => true,
            "$ref" => {
                let name = wanted.as_str().and_then(|path| path.strip_prefix("#/definitions/")).expect("a definition");
                check(whole, &whole["definitions"][name], value, at, found);
                true
            }
            "type" => is_of_type(value, wanted.as_str().expect("one type")),
            "enum" => wanted.as_array().expect("a list").contains(value),
            "anyOf" => matching(whole, wanted, value) > 0,
            "oneOf" => matching(whole, wanted, value) == 1,
            "minimum" => value.as_f64().is_none_or(|number| number >= wanted.as_f64().expect("a number")),
            "maximum" => value.as_f64().is_none_or(|number| number <= wanted.as_f64().expect("a number")),
            "minItems" => value.as_array().is_none_or(|items| items.len() as u64 >= wanted.as_u64().expect("a number")),
            "uniqueItems" => {
                value.as_array().is_none_or(|items| items.iter().enumerate().all(|(at, item)| !items[..at].contains(item)))
            }
            "required" => value.as_object().is_none_or(|object| {
                wanted.as_array().expect("a list").iter().all(|name| object.contains_key(name.as_str().expect("a name")))
            }),
            "format" => value.as_str().is_none_or(|text| is_of_format(text, wanted.as_str().expect("a name"))),
            "items" => {
                for (number, item) in value.as_array().into_iter().flatten().enumerate() {
                    check(whole, wanted, item, &format!("{at}/{number}"), found);
                }
                true
            }
            "properties" => {
                for (name, rule) in wanted.as_object().expect("rules by name") {
                    if let Some(value) = value.get(name) {
                        check(whole, rule, value, &format!("{at}/{name}"), found);
                    }
                }
                true
            }
            "additionalProperties" => {
                let known = rule.get("properties");
                let others = value.as_object().into_iter().flatten();
                let others = others.filter(|(name, _)| known.is_none_or(|known| known.get(name).is_none()));
                for (name, value) in others {
                    match wanted {
                        Value::Bool(true) => {}
                        Value::Bool(false) => found.push(format!("{at}: `{name}` is not known")),
                        rule => check(whole, rule, value, &format!("{at}/{name}"), found),
                    }
                }
                true
            }
            other => panic!("{at}: the keyword `{other}` is not checked here"),
        };
        if !fits {
            found.push(format!("{at}: against `{keyword}`"));
        }
    }
}

fn matching(whole: &Value, rules: &Value, value: &Value) -> usize {
    let fits = |rule: &&Value| {
        let mut found = Vec::new();
        check(whole, rule, value, "", &mut found);
        found.is_empty()
    };
    rules.as_array().expect("a list").iter().filter(fits).count()
}

fn is_of_type(value: &Value, name: &str) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "number" => value.is_number(),
        "integer" => value.is_i64() || value.is_u64(),
        other => panic!("the type `{other}` is not checked here"),
    }
}

/// A reference may be relative: then it is held against some base.
fn is_of_format(text: &str, name: &str) -> bool {
    let is_ascii = text.bytes().all(|byte| byte.is_ascii_graphic() && !b"<>\"{}|\\^`".contains(&byte));
    let base = url::Url::parse("https://example.org/").expect("an address");
    match name {
        "uri" => is_ascii && url::Url::parse(text).is_ok(),
        "uri-reference" => is_ascii && base.join(text).is_ok(),
        other => panic!("the format `{other}` is not checked here"),
    }
}
