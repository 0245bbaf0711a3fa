//! Tokens as a dictionary in Typst.

use super::tokens::{Tokens, Value};

/// `#let tokens = ("color-text": rgb("#…"), "size-title": 2.4em, …)`. The dark
/// colours are there too, as `color-text-dark`.
pub fn typst(tokens: &Tokens) -> String {
    let mut out = String::from("#let tokens = (\n");
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
        Value::Fonts { families, generic: _ } => {
            format!("({})", families.iter().map(|family| format!("\"{family}\",")).collect::<Vec<_>>().join(" "))
        }
        Value::Em(number) => format!("{number}em"),
        Value::Number(number) => number.to_string(),
        Value::Length(length) => length.to_string(),
        Value::Weight(weight) => weight.to_string(),
        Value::Word(word) => format!("\"{word}\""),
    }
}
