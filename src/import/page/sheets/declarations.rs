//! Declarations → what they say of how words look.

use cssparser::{Delimiter, ParseError, Parser, ParserInput, Token};

/// How words look; nothing where it is not said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::import::page) struct Look {
    pub slanted: Option<bool>,
    pub heavy: Option<bool>,
    pub struck: Option<bool>,
    pub underlined: Option<bool>,
    pub position: Option<Position>,
    pub hidden: Option<bool>,
}

/// Where words stand, held against those beside them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import::page) enum Position {
    Raised,
    Lowered,
    OnTheLine,
}

impl Look {
    /// This, and over it what `above` says.
    pub fn under(self, above: Self) -> Self {
        Self {
            slanted: above.slanted.or(self.slanted),
            heavy: above.heavy.or(self.heavy),
            struck: above.struck.or(self.struck),
            underlined: above.underlined.or(self.underlined),
            position: above.position.or(self.position),
            hidden: above.hidden.or(self.hidden),
        }
    }
}

/// What an element says of itself in its `style`.
pub(super) fn of_element(style: &str) -> Look {
    let mut input = ParserInput::new(style);
    read(&mut Parser::new(&mut input))
}

/// What a block of declarations says; one that is wrong is skipped.
pub(super) fn read(input: &mut Parser) -> Look {
    let mut look = Look::default();
    while !input.is_exhausted() {
        let said = input.parse_until_after(Delimiter::Semicolon, |input| -> Result<Look, ParseError<()>> {
            let name = input.expect_ident_cloned()?.to_ascii_lowercase();
            input.expect_colon()?;
            Ok(said(&name, &values(input)))
        });
        look = look.under(said.unwrap_or_default());
    }
    look
}

/// A word or a whole number of a value.
enum Value {
    Word(String),
    Number(i32),
}

fn values(input: &mut Parser) -> Vec<Value> {
    let mut list = Vec::new();
    while let Ok(token) = input.next() {
        match token {
            Token::Ident(word) => list.push(Value::Word(word.to_ascii_lowercase())),
            Token::Number { int_value: Some(number), .. } => list.push(Value::Number(*number)),
            _ => {}
        }
    }
    list
}

/// What a property with these values says (CSS 2.2 §9.2, §10.8, §15, §16.3).
fn said(name: &str, values: &[Value]) -> Look {
    let has = |words: &[&str]| values.iter().any(|value| matches!(value, Value::Word(word) if words.contains(&word.as_str())));
    let weight = values.iter().find_map(|value| match value {
        Value::Number(number) => Some(*number >= 600),
        Value::Word(_) => None,
    });
    let slanted = || has(&["italic", "oblique"]);
    let heavy = || has(&["bold", "bolder"]) || weight == Some(true);
    let look = Look::default();
    match name {
        "font-style" => Look { slanted: (slanted() || has(&["normal"])).then(slanted), ..look },
        "font-weight" => Look { heavy: (heavy() || weight.is_some() || has(&["normal", "lighter"])).then(heavy), ..look },
        "font" => Look { slanted: Some(slanted()), heavy: Some(heavy()), ..look },
        "text-decoration" | "text-decoration-line" => {
            Look { struck: Some(has(&["line-through"])), underlined: Some(has(&["underline"])), ..look }
        }
        "vertical-align" if has(&["super"]) => Look { position: Some(Position::Raised), ..look },
        "vertical-align" if has(&["sub"]) => Look { position: Some(Position::Lowered), ..look },
        "vertical-align" => Look { position: Some(Position::OnTheLine), ..look },
        "display" => Look { hidden: Some(has(&["none"])), ..look },
        _ => look,
    }
}
