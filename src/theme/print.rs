//! Tokens as a dictionary in Typst.

use super::Theme;
use super::tokens::{LATIN_LETTERS, Tokens, Value};

/// `#let tokens = ("color-text": rgb("#…"), "size-title": 2.4em, …)`. The dark
/// colours are there too, as `color-text-dark`.
pub fn typst(tokens: &Tokens) -> String {
    format!("#let tokens = {}", dictionary(tokens))
}

/// `#let scripts = ("Arab": (…), )`: the tokens for words in other scripts than
/// that of the document, by [`script_of`](super::script_of).
pub fn typst_of_languages(theme: &Theme) -> String {
    let mut out = String::from("#let scripts = (:");
    for (place, inner) in theme.inner.iter().enumerate() {
        if place == 0 {
            out.pop();
        }
        out.push_str(&format!("\n\"{}\": {},", inner.script, dictionary(&inner.tokens).trim_end()));
    }
    out + ")\n"
}

fn dictionary(tokens: &Tokens) -> String {
    let mut out = String::from("(\n");
    for token in tokens.entries() {
        out.push_str(&format!("  \"{}\": {},\n", token.name, typst_value(&token.value)));
        if let Value::Colour { light: _, dark } = token.value {
            out.push_str(&format!("  \"{}-dark\": rgb(\"{dark}\"),\n", token.name));
        }
    }
    out.push_str(")\n");
    out
}

fn typst_value(value: &Value) -> String {
    match value {
        Value::Colour { light, dark: _ } => format!("rgb(\"{light}\")"),
        // An array of one needs its comma.
        Value::Fonts { families, latin, generic: _ } => {
            let letters = LATIN_LETTERS.replace('\\', r"\\");
            let latin = latin.iter().map(|family| format!("(name: \"{family}\", covers: regex(\"{letters}\")),"));
            let families = families.iter().map(|family| format!("\"{family}\","));
            format!("({})", latin.chain(families).collect::<Vec<_>>().join(" "))
        }
        Value::Em(number) => format!("{number}em"),
        Value::Number(number) => number.to_string(),
        Value::Length(length) => length.to_string(),
        Value::Weight(weight) => weight.to_string(),
        Value::Word(word) => format!("\"{word}\""),
    }
}
