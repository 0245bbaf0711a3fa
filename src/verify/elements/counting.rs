//! The numbers that a reading system puts before the items of a list.

use crate::elements::Element;

/// `number` as it stands before an item of `list`, in the counter style that the
/// list asks for (CSS Counter Styles 3 §6.1); by itself it is decimal.
pub fn counted(list: &Element, number: u64) -> String {
    let zero = list.attribute("style").and_then(style).and_then(zero).unwrap_or('0');
    let numeral = |digit: char| char::from_u32(u32::from(zero) + digit.to_digit(10)?);
    number.to_string().chars().filter_map(numeral).collect()
}

/// The value of `list-style-type` among `declarations`.
fn style(declarations: &str) -> Option<&str> {
    let found = declarations.split(';').find_map(|declaration| declaration.trim().strip_prefix("list-style-type:"));
    found.map(str::trim)
}

/// The zero of a style that counts with ten numerals.
fn zero(style: &str) -> Option<char> {
    match style {
        "decimal" => Some('0'),
        "arabic-indic" => Some('\u{660}'),
        "persian" => Some('\u{6f0}'),
        "devanagari" => Some('\u{966}'),
        "bengali" => Some('\u{9e6}'),
        "tibetan" => Some('\u{f20}'),
        "myanmar" => Some('\u{1040}'),
        _ => None,
    }
}
