//! Numbers in the numerals that a language is printed with.

use super::Language;

/// How the items of a numbered list are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListNumbers {
    /// Ten numerals, from zero.
    pub numerals: [char; 10],
    /// The counter style of CSS Counter Styles 3 §6 that counts with them.
    pub counter_style: &'static str,
}

impl Language {
    /// `number` in the numerals of the language.
    pub fn number(&self, number: usize) -> String {
        self.numerals(&number.to_string())
    }

    /// The numerals of the language, after the default numbering system that
    /// CLDR gives it.
    pub fn list_numbers(&self) -> ListNumbers {
        let (zero, counter_style) = match (self.primary(), self.script()) {
            ("fa" | "ps" | "uz" | "ks" | "mzn" | "lrc", Some("Arab")) => ('\u{6F0}', "persian"),
            ("ckb" | "sd", Some("Arab")) => ('\u{660}', "arabic-indic"),
            ("bn" | "as" | "mni", Some("Beng")) => ('\u{9E6}', "bengali"),
            ("mr" | "ne" | "sa" | "bho" | "mai" | "raj", Some("Deva")) => ('\u{966}', "devanagari"),
            ("my", Some("Mymr")) => ('\u{1040}', "myanmar"),
            ("dz", Some("Tibt")) => ('\u{F20}', "tibetan"),
            _ => ('0', "decimal"),
        };
        let numeral = |value: u32| char::from_u32(u32::from(zero) + value).expect("ten numerals stand in a row");
        ListNumbers { numerals: std::array::from_fn(|value| numeral(value as u32)), counter_style }
    }

    /// `text` with the numerals of the language for `0` to `9`.
    pub fn numerals(&self, text: &str) -> String {
        let numerals = self.list_numbers().numerals;
        text.chars().map(|letter| letter.to_digit(10).map_or(letter, |value| numerals[value as usize])).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_stands_in_the_numerals_of_its_language() {
        let number = |tag: &str| Language::parse(tag).unwrap().numerals("1985");
        assert_eq!(number("fa"), "۱۹۸۵");
        assert_eq!(number("my"), "၁၉၈၅");
        assert_eq!(number("bn"), "১৯৮৫");
        for tag in ["en", "ar", "ur", "hi", "th", "km", "he"] {
            assert_eq!(number(tag), "1985", "{tag}");
        }
    }
}
