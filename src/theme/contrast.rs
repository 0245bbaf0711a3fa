//! Whether text can be told from what it stands on (WCAG 2.2 §1.4.3).

use super::tokens::Colour;

/// What text of any size needs here; WCAG would allow 3 for large text.
pub const ENOUGH: f64 = 4.5;

/// The contrast ratio of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio").
pub fn ratio(one: Colour, other: Colour) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// WCAG 2.2, "relative luminance".
fn luminance(colour: Colour) -> f64 {
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue)
}

#[cfg(test)]
mod tests {
    use super::super::value::colour;
    use super::*;

    #[test]
    fn ratios_are_those_of_the_guidelines() {
        let of = |one, other| ratio(colour(one).unwrap(), colour(other).unwrap());
        assert!((of("#000000", "#ffffff") - 21.0).abs() < 1e-9);
        assert!((of("#777777", "#ffffff") - 4.478).abs() < 1e-3);
        assert!((of("#ffffff", "#777777") - 4.478).abs() < 1e-3);
        assert!((of("#123456", "#123456") - 1.0).abs() < 1e-9);
    }
}
