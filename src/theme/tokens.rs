//! The tokens of a theme: names for uses, each with its value.

use crate::diagnostics::Span;

/// All tokens of a theme, in the order in which they were written.
#[derive(Clone, Debug, PartialEq)]
pub struct Tokens {
    list: Vec<Token>,
}

impl Tokens {
    pub(super) fn new(list: Vec<Token>) -> Self {
        Self { list }
    }

    pub fn entries(&self) -> impl Iterator<Item = &Token> {
        self.list.iter()
    }

    pub fn get(&self, name: &str) -> Option<&Value> {
        self.list.iter().find(|token| token.name == name).map(|token| &token.value)
    }

    /// The tokens whose value `other` does not have.
    pub fn differing<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = &'a Token> {
        self.list.iter().filter(|token| other.get(&token.name) != Some(&token.value))
    }

    /// The font stacks, without names of generic families.
    pub fn font_stacks(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.list.iter().filter_map(|token| match &token.value {
            Value::Fonts { families, latin: _, generic: _ } => Some((token.name.as_str(), families.as_slice())),
            Value::Colour { .. } | Value::Em(_) | Value::Number(_) | Value::Length(_) | Value::Weight(_) | Value::Word(_) => {
                None
            }
        })
    }
}

/// The letters that `latin` of [`Value::Fonts`] speaks of, as a regular expression.
pub const LATIN_LETTERS: &str = r"[\p{Latin}\p{Greek}\p{Cyrillic}]";

/// One role and its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// Group and role, `color-text`.
    pub name: String,
    pub value: Value,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Colour {
        light: Colour,
        dark: Colour,
    },
    /// `latin` is the family, one of `families`, that Latin, Greek and Cyrillic
    /// letters come from if it has them, before all others; `generic` is the CSS
    /// family (`serif`) that ends the stack on a screen.
    Fonts {
        families: Vec<String>,
        latin: Option<String>,
        generic: Option<String>,
    },
    /// A size or space relative to the size of the text.
    Em(f64),
    Number(f64),
    /// An absolute length, for the page only.
    Length(Length),
    /// From 1 to 1000 (CSS Fonts 4 §2.2).
    Weight(u16),
    /// Letters, digits, spaces and hyphens.
    Word(String),
}

/// A colour in sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour {
    pub red: u8,
    pub green: u8,
    pub blue: u8,
}

impl std::fmt::Display for Colour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Length {
    pub number: f64,
    pub unit: Unit,
}

impl Length {
    /// In points of 1/72 inch.
    pub fn points(self) -> f64 {
        match self.unit {
            Unit::Point => self.number,
            Unit::Inch => self.number * 72.0,
            Unit::Millimetre => self.number * 72.0 / 25.4,
        }
    }
}

impl std::fmt::Display for Length {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", self.number, self.unit.as_str())
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Point,
    Inch,
    Millimetre,
}

impl Unit {
    /// The same word in CSS and Typst.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Point => "pt",
            Self::Inch => "in",
            Self::Millimetre => "mm",
        }
    }
}
