//! Tokens as custom properties of a style sheet.

use super::Theme;
use super::tokens::{Token, Tokens, Value};
use crate::document::Language;

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

/// For the languages inside the document that are written in another script, a
/// rule with their tokens where they differ, and one that sets them back for
/// words in the document's own language inside those. Nothing if there are none.
pub fn css_of_languages(theme: &Theme) -> String {
    let mut sheet = String::new();
    let Some(language) = theme.language.as_ref().filter(|_| !theme.inner.is_empty()) else { return sheet };
    let mut rule = |selector: &str, tokens: &mut dyn Iterator<Item = &Token>| {
        let tokens = tokens.map(|token| format!(" --{}: {};", token.name, css_value(&token.value)));
        sheet.push_str(&format!("{selector} {{{} }}\n", tokens.collect::<String>()));
        // An element or a class that asks for a typeface is not overruled.
        sheet.push_str(&format!(":where({selector}) {{ font-family: var(--font-text); }}\n"));
    };
    for inner in &theme.inner {
        rule(&selector(&inner.languages), &mut inner.tokens.differing(&theme.tokens));
    }
    let differs = |token: &&Token| theme.inner.iter().any(|inner| inner.tokens.get(&token.name) != Some(&token.value));
    rule(&format!("[lang] [lang=\"{language}\"]"), &mut theme.tokens.entries().filter(differs));
    sheet
}

/// The elements that say that they are in one of `languages`; what is in them
/// inherits.
pub fn selector(languages: &[Language]) -> String {
    languages.iter().map(|language| format!("[lang=\"{language}\"]")).collect::<Vec<_>>().join(", ")
}

/// The value as CSS has it, of a colour the light one.
pub fn css_value(value: &Value) -> String {
    match value {
        Value::Colour { light, dark: _ } => light.to_string(),
        Value::Fonts { families, latin: _, generic } => {
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
