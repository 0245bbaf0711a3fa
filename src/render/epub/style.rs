//! The style sheet of a book: the theme's `book.css` with the values of tokens
//! in place of `var(--…)`, which old reading systems do not know, and the faces.

use crate::fonts::ScreenFace;
use crate::theme::{Theme, Value, css_value, css_value_dark, selector};

/// The sheet; the files of the faces are in `fonts/` beside it.
pub fn style_sheet(theme: &Theme, faces: &[ScreenFace]) -> String {
    let mut sheet = String::from("@charset \"utf-8\";\n");
    sheet.extend(faces.iter().map(font_face));
    sheet.push_str(&families_of_languages(theme));
    let mut rest = theme.book_css.as_str();
    while let Some(at) = rest.find(DARK) {
        let end = at + block_length(&rest[at..]);
        sheet.push_str(&with_values(&rest[..at], theme, css_value));
        sheet.push_str(&with_values(&rest[at..end], theme, dark_value));
        rest = &rest[end..];
    }
    sheet.push_str(&with_values(rest, theme, css_value));
    sheet
}

/// What opens a block for dark surroundings, in which colours are the dark ones.
const DARK: &str = "@media (prefers-color-scheme: dark)";

fn font_face(face: &ScreenFace) -> String {
    let style = face.style.css();
    let (family, weight, file) = (&face.family, face.weight, &face.file_name);
    format!(
        "@font-face {{ font-family: \"{family}\"; font-weight: {weight}; font-style: {style}; \
         src: url(fonts/{file}) format(\"woff2\"); }}\n"
    )
}

/// The typefaces of words in other scripts than that of the book, and of words
/// in the language of the book inside those.
fn families_of_languages(theme: &Theme) -> String {
    let rule = |selector: String, value: &Value| format!("{selector} {{ font-family: {}; }}\n", css_value(value));
    let inner = theme.inner.iter().filter_map(|inner| Some(rule(selector(&inner.languages), inner.tokens.get("font-text")?)));
    let own = theme.language.as_ref().filter(|_| !theme.inner.is_empty()).zip(theme.tokens.get("font-text"));
    let own = own.map(|(language, value)| rule(format!("[lang] {}", selector(std::slice::from_ref(language))), value));
    inner.chain(own).collect()
}

/// Up to and with the brace that closes the first block of `css`.
fn block_length(css: &str) -> usize {
    let mut depth = 0;
    for (at, character) in css.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth == 1 => return at + 1,
            '}' => depth -= 1,
            _ => {}
        }
    }
    css.len()
}

/// `css` with the value of each token for its `var(--name)`; other variables
/// are left as they are.
fn with_values(css: &str, theme: &Theme, value_of: fn(&Value) -> String) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("var(--") {
        out.push_str(before);
        let found = after.split_once(')').and_then(|(name, after)| Some((theme.tokens.get(name)?, after)));
        match found {
            Some((value, after)) => {
                out.push_str(&value_of(value));
                rest = after;
            }
            None => {
                out.push_str("var(--");
                rest = after;
            }
        }
    }
    out + rest
}

fn dark_value(value: &Value) -> String {
    css_value_dark(value).unwrap_or_else(|| css_value(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Diagnostics, Sources};

    #[test]
    fn no_token_is_left_to_the_reading_system() {
        let mut theme = crate::theme::load("default", &[], &mut Sources::new(), &mut Diagnostics::new()).expect("embedded");
        assert!(!style_sheet(&theme, &[]).contains("var("), "the default theme");
        let Some(Value::Colour { light, dark }) = theme.tokens.get("color-accent").cloned() else { panic!("no accent") };
        theme.book_css = format!(
            "a {{ color: var(--color-accent) }}{DARK} {{ a {{ color: var(--color-accent) }} }} b {{ top: var(--own) }}"
        );
        let expected = format!("a {{ color: {light} }}{DARK} {{ a {{ color: {dark} }} }} b {{ top: var(--own) }}");
        assert!(style_sheet(&theme, &[]).ends_with(&expected));
    }
}
