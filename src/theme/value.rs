//! The forms in which single values are written.

use super::tokens::{Colour, Length, Unit};

/// `#rrggbb`, in the letters of either case.
pub fn colour(text: &str) -> Option<Colour> {
    let digits =
        text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
    Some(Colour { red: part(0)?, green: part(2)?, blue: part(4)? })
}

/// A number and its unit: `1.25em`.
fn number_with_unit<'a>(text: &'a str, units: &[&'a str]) -> Option<(f64, &'a str)> {
    let unit = units.iter().find(|unit| text.ends_with(**unit))?;
    let number = text[..text.len() - unit.len()].trim_end();
    let is_plain = number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b'-');
    Some((number.parse().ok().filter(|number: &f64| is_plain && number.is_finite())?, unit))
}

/// `1.25em`.
pub fn em(text: &str) -> Option<f64> {
    number_with_unit(text, &["em"]).map(|(number, _)| number)
}

/// `5.5in`, `210mm`, `10.5pt`; not negative, at most ten metres.
pub fn length(text: &str) -> Option<Length> {
    let (number, unit) = number_with_unit(text, &["pt", "in", "mm"])?;
    let unit = match unit {
        "pt" => Unit::Point,
        "in" => Unit::Inch,
        _ => Unit::Millimetre,
    };
    let length = Length { number, unit };
    (0.0..28_346.0).contains(&length.points()).then_some(length)
}

/// The names of generic families in CSS (CSS Fonts 4 §2.1.3) that name a shape.
pub const GENERIC_FAMILIES: [&str; 4] = ["serif", "sans-serif", "monospace", "system-ui"];

/// Whether `text` can stand in a style sheet and in Typst without escapes.
pub fn is_word(text: &str) -> bool {
    let is_plain = |character: char| character.is_alphanumeric() || matches!(character, ' ' | '-' | '_' | '.');
    !text.trim().is_empty() && text.chars().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_taken_in_one_form_only() {
        assert_eq!(colour("#0aF09c").map(|colour| colour.to_string()), Some("#0af09c".to_string()));
        for wrong in ["0af09c", "#abc", "#0af09cff", "#gggggg", "#+12345", "#é1234", "red", ""] {
            assert_eq!(colour(wrong), None, "{wrong}");
        }
        assert_eq!(length("5.5in").map(Length::points), Some(396.0));
        for wrong in ["5.5", "5.5 inches", "1e3pt", "infpt", "-1pt", "1000000mm", "pt"] {
            assert_eq!(length(wrong), None, "{wrong}");
        }
        assert_eq!((em("1.25em"), em("1.25"), em("NaNem")), (Some(1.25), None, None));
    }
}
