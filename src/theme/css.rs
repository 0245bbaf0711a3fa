//! Tokens as custom properties of a style sheet.

use super::tokens::{Tokens, Value};

/// `:root{--color-text:…}`, and the dark colours for screens that ask for them.
/// Paper is never dark.
pub fn css(tokens: &Tokens) -> String {
    let mut light = String::new();
    let mut dark = String::new();
    for token in tokens.entries() {
        light.push_str(&format!("  --{}: {};\n", token.name, css_value(&token.value)));
        if let Some(value) = css_value_dark(&token.value) {
            dark.push_str(&format!("    --{}: {value};\n", token.name));
        }
    }
    format!(
        ":root {{\n  color-scheme: light dark;\n{light}}}\n\n@media screen and (prefers-color-scheme: dark) {{\n  :root {{\n{dark}  }}\n}}\n"
    )
}

/// The value as CSS has it, of a colour the light one.
pub fn css_value(value: &Value) -> String {
    match value {
        Value::Colour { light, dark: _ } => light.to_string(),
        Value::Fonts { families, generic } => {
            let quoted = families.iter().map(|family| format!("\"{family}\""));
            quoted.chain(generic.clone()).collect::<Vec<_>>().join(", ")
        }
        Value::Em(number) => format!("{number}em"),
        Value::Number(number) => number.to_string(),
        Value::Length(length) => length.to_string(),
        Value::Weight(weight) => weight.to_string(),
        Value::Word(word) => word.clone(),
    }
}

/// The value for dark screens, if it differs.
pub fn css_value_dark(value: &Value) -> Option<String> {
    match value {
        Value::Colour { light, dark } => (light != dark).then(|| dark.to_string()),
        Value::Fonts { .. } | Value::Em(_) | Value::Number(_) | Value::Length(_) | Value::Weight(_) | Value::Word(_) => None,
    }
}
