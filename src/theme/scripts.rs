//! The theme for text in a language: what its script wants otherwise, and
//! typefaces in the order in which they are asked for letters.

use super::tokens::{Length, Token, Tokens, Value};
use super::{InnerLanguages, Theme};
use crate::diagnostics::Span;
use crate::document::Language;

impl Theme {
    /// The theme, as it was loaded, for a document in `language` that also holds
    /// words in `others`: each token has the value that the theme gives for the
    /// script of the language. A stack of typefaces begins with those of that
    /// script (a Latin one first would split each right-to-left line at its
    /// spaces), then come the theme's, then those of the other scripts.
    ///
    /// The distance of printed lines follows `leading`, the size of printed type
    /// `size-text`, unless the script has lengths of its own for the page.
    pub fn in_language(&self, language: &Language, others: &[Language]) -> Self {
        let own = script_of(language);
        let mut inner: Vec<InnerLanguages> = Vec::new();
        for other in others.iter().filter(|other| *other != language) {
            let script = script_of(other);
            match inner.iter_mut().find(|known| known.script == script) {
                Some(known) if !known.languages.contains(other) => known.languages.push(other.clone()),
                Some(_) => {}
                None => inner.push(InnerLanguages {
                    script: script.to_string(),
                    languages: vec![other.clone()],
                    tokens: Tokens::new(Vec::new()),
                }),
            }
        }
        let scripts: Vec<String> =
            std::iter::once(own.to_string()).chain(inner.iter().map(|inner| inner.script.clone())).collect();
        for inner in &mut inner {
            inner.tokens = self.in_script(&inner.script, &scripts);
        }
        inner.retain(|inner| inner.script != own);
        let tokens = self.in_script(own, &scripts);
        let tokens = if has_letters_without_small_capitals(language) { without_small_capitals(&tokens) } else { tokens };
        Theme { tokens, language: Some(language.clone()), inner, ..self.clone() }
    }

    /// The tokens for text in the script that [`script_of`] names.
    pub fn tokens_in(&self, script: &str) -> &Tokens {
        self.inner.iter().find(|inner| inner.script == script).map_or(&self.tokens, |inner| &inner.tokens)
    }

    /// The languages of the document that are written in `script`.
    pub fn languages_in(&self, script: &str) -> impl Iterator<Item = &Language> {
        let own = self.language.iter().filter(move |language| script_of(language) == script);
        let inner = self.inner.iter().filter(move |inner| inner.script == script).flat_map(|inner| &inner.languages);
        own.chain(inner)
    }

    /// Where the theme names `family` first for a script.
    pub fn place_in_scripts(&self, family: &str) -> Option<Span> {
        let names_it = |token: &&Token| match &token.value {
            Value::Fonts { families, .. } => families.iter().any(|name| name == family),
            Value::Colour { .. } | Value::Em(_) | Value::Number(_) | Value::Length(_) | Value::Weight(_) | Value::Word(_) => {
                false
            }
        };
        self.scripts.values().flat_map(Tokens::entries).find(names_it).map(|token| token.span)
    }

    /// The tokens for text in `script` among text in `all`.
    fn in_script(&self, script: &str, all: &[String]) -> Tokens {
        let own = self.scripts.get(script);
        let scale = Scale::of(&self.tokens, own);
        let token = |token: &Token| {
            let written = own.and_then(|own| own.get(&token.name)).cloned();
            let written = written.or_else(|| self.by_nature(&token.name, script, own));
            let value = match &token.value {
                Value::Fonts { generic, .. } => {
                    let families = self.stack(&token.name, script, all);
                    let latin = self.latin(&token.name, own);
                    Value::Fonts { families, latin, generic: generic.clone() }
                }
                value => written.unwrap_or_else(|| scale.applied(&token.name, value)),
            };
            Token { name: token.name.clone(), value, span: token.span }
        };
        Tokens::new(self.tokens.entries().map(token).collect())
    }

    /// What follows from the script where the theme says nothing else.
    fn by_nature(&self, name: &str, script: &str, own: Option<&Tokens>) -> Option<Value> {
        let word = |word: &str| Some(Value::Word(word.to_string()));
        let emphasis = own.and_then(|own| own.get("word-emphasis")).or(self.tokens.get("word-emphasis"));
        let has_italics = emphasis == word("italic").as_ref();
        match name {
            "word-caps" if !has_small_capitals(script) => word("normal"),
            "word-numbers" if !has_small_capitals(script) => word("lining-nums"),
            spaced if spaced.starts_with("tracking-") && !has_small_capitals(script) => Some(Value::Em(0.0)),
            "word-minor" if !has_italics => word("normal"),
            "weight-minor" if !has_italics => self.tokens.get("weight-heading").cloned(),
            "size-minor" if !has_italics => Some(Value::Em(0.92)),
            _ => None,
        }
    }

    fn stack(&self, name: &str, script: &str, all: &[String]) -> Vec<String> {
        let own = self.families_of(name, script);
        let theme = families(&self.tokens, name);
        let others = all.iter().filter(|other| *other != script).flat_map(|other| self.families_of(name, other));
        // Code is in letters of one width, whatever is written around it, and an
        // address in the theme's letters.
        let ordered: Vec<&String> = if matches!(name, CODE | MACHINE) {
            theme.iter().chain(own).chain(others).collect()
        } else {
            own.iter().chain(theme).chain(others).collect()
        };
        let mut list: Vec<String> = Vec::new();
        for family in ordered {
            if !list.contains(family) {
                list.push(family.clone());
            }
        }
        list
    }

    /// The typefaces of `script` for the stack `name`; where it has none, those of its text.
    fn families_of(&self, name: &str, script: &str) -> &[String] {
        let Some(tokens) = self.scripts.get(script) else { return &[] };
        match families(tokens, name) {
            [] => families(tokens, TEXT),
            own => own,
        }
    }

    /// The theme's own typeface, where the script asks for its Latin letters.
    fn latin(&self, name: &str, own: Option<&Tokens>) -> Option<String> {
        let is_asked_for = own.and_then(|own| own.get("word-latin")) == Some(&Value::Word("theme".to_string()));
        families(&self.tokens, name).first().filter(|_| is_asked_for && !matches!(name, CODE | MACHINE)).cloned()
    }
}

const TEXT: &str = "font-text";
const CODE: &str = "font-code";
const MACHINE: &str = "font-machine";

/// `tokens` with a stack for what reads from left to right in every language, as
/// addresses and identifiers do: where the theme has none, that of its text. In
/// other scripts it begins with the theme's own typefaces, unlike the text's.
pub(super) fn with_machine_stack(tokens: Tokens) -> Tokens {
    let text = tokens.entries().find(|token| token.name == TEXT);
    let Some(text) = text.filter(|_| tokens.get(MACHINE).is_none()) else { return tokens };
    let machine = Token { name: MACHINE.to_string(), ..text.clone() };
    Tokens::new(tokens.entries().cloned().chain([machine]).collect())
}

/// The code under which a theme has the typefaces of `language`: its script's
/// (ISO 15924), or `Aran`, Nastaliq, for the languages that are written in it
/// where nothing else is said.
pub fn script_of(language: &Language) -> &str {
    match (language.primary(), language.script()) {
        ("ur" | "ks", Some("Arab")) if !language.tag().contains("-Arab") => "Aran",
        (_, Some(script)) => script,
        (_, None) => "Zyyy",
    }
}

fn families<'a>(tokens: &'a Tokens, name: &str) -> &'a [String] {
    tokens.font_stacks().find(|(stack, _)| *stack == name).map(|(_, families)| families).unwrap_or_default()
}

/// Whether the script has capitals that can be as small as its small letters,
/// and letters that may stand apart.
fn has_small_capitals(script: &str) -> bool {
    matches!(script, "Latn" | "Grek" | "Cyrl" | "Zyyy")
}

/// Whether the language has letters that typefaces with small capitals leave out:
/// the vowels of Vietnamese with two marks. In one word the two do not go together.
fn has_letters_without_small_capitals(language: &Language) -> bool {
    language.primary() == "vi" && language.script() == Some("Latn")
}

fn without_small_capitals(tokens: &Tokens) -> Tokens {
    let token = |token: &Token| {
        let value = match token.name.as_str() {
            "word-caps" => Value::Word("normal".to_string()),
            "tracking-caps" => Value::Em(0.0),
            _ => token.value.clone(),
        };
        Token { value, ..token.clone() }
    };
    Tokens::new(tokens.entries().map(token).collect())
}

/// How much larger the printed lines of a script are than the theme's.
struct Scale {
    size: f64,
    leading: f64,
    /// Of the title, which follows the lines of the text.
    title: f64,
}

impl Scale {
    fn of(theme: &Tokens, own: Option<&Tokens>) -> Self {
        let ratio = |name: &str| match (theme.get(name), own.and_then(|own| own.get(name))) {
            (Some(Value::Number(from)), Some(Value::Number(to))) | (Some(Value::Em(from)), Some(Value::Em(to)))
                if *from > 0.0 =>
            {
                to / from
            }
            _ => 1.0,
        };
        let size = ratio("size-text");
        Self { size, leading: size * ratio("leading"), title: ratio("leading") }
    }

    fn applied(&self, name: &str, value: &Value) -> Value {
        let by = match name {
            "page-text-size" => self.size,
            "page-leading" => self.leading,
            "leading-title" => self.title,
            _ => return value.clone(),
        };
        match value {
            // To a hundredth: a thousandth of a point is seen by nobody.
            Value::Length(Length { number, unit }) if by != 1.0 => {
                Value::Length(Length { number: (number * by * 100.0).round() / 100.0, unit: *unit })
            }
            Value::Number(number) if by != 1.0 => Value::Number((number * by * 100.0).round() / 100.0),
            value => value.clone(),
        }
    }
}
