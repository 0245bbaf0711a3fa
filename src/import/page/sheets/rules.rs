//! Style sheets → rules that say something of how words look.

use cssparser::{
    AtRuleParser, BasicParseErrorKind, CowRcStr, ParseError, Parser, ParserInput, ParserState, QualifiedRuleParser,
    StyleSheetParser, Token,
};

use super::Named;
use super::declarations::{self, Look};

pub(super) struct Rule {
    pub selector: Selector,
    pub look: Look,
    /// Its place among all rules.
    pub order: usize,
}

/// Appends the rules of the style sheet `text` to `list`.
pub(super) fn read(text: &str, list: &mut Vec<Rule>) {
    // Old pages hide their style sheets from older browsers.
    let text = text.trim().trim_start_matches("<!--").trim_end_matches("-->");
    let mut input = ParserInput::new(text);
    let mut parser = Parser::new(&mut input);
    let mut sheet = Sheet { list, depth: 0 };
    // What is wrong in a sheet is skipped, as browsers do.
    StyleSheetParser::new(&mut parser, &mut sheet).for_each(drop);
}

/// An element, and what it must stand in: the parts from the outside in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Selector {
    pub parts: Vec<Part>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Part {
    element: Option<String>,
    id: Option<String>,
    classes: Vec<String>,
    /// Whether the part before it must be directly around it.
    is_child: bool,
}

/// A longer name would take longer to compare than it says.
const NAME_MAX: usize = 500;

/// Longer ones are not written by people.
const PARTS_MAX: usize = 8;

impl Selector {
    /// How much there is to compare, with so many elements around the one that may be meant.
    pub fn work(&self, above: usize) -> usize {
        let Some((last, before)) = self.parts.split_last() else { return 0 };
        last.work() + above * before.iter().map(Part::work).sum::<usize>()
    }

    /// Whether `element` is meant, around which are `above`, the innermost last.
    pub(super) fn is_met(&self, element: &Named, above: &[Named]) -> bool {
        self.parts.split_last().is_some_and(|(last, before)| last.is_met(element) && are_around(before, last.is_child, above))
    }

    /// What the element itself must be called: `#id`, `.class`, `name` or `*`.
    pub fn name(&self) -> String {
        let Some(last) = self.parts.last() else { return "*".into() };
        let id = last.id.as_ref().map(|id| format!("#{id}"));
        let class = last.classes.first().map(|class| format!(".{class}"));
        id.or(class).or_else(|| last.element.clone()).unwrap_or_else(|| "*".into())
    }

    /// Its specificity (Selectors 3 §9).
    pub fn rank(&self) -> [usize; 3] {
        let sum = |count: fn(&Part) -> usize| self.parts.iter().map(count).sum();
        [
            sum(|part| usize::from(part.id.is_some())),
            sum(|part| part.classes.len()),
            sum(|part| usize::from(part.element.is_some())),
        ]
    }
}

/// Whether `parts` are met by `above`, the last of them directly at its end if
/// `is_child`. Each is held against each once, however many ways there are.
fn are_around(parts: &[Part], is_child: bool, above: &[Named]) -> bool {
    let Some((first, rest)) = parts.split_first() else { return true };
    let mut met: Vec<bool> = above.iter().map(|element| first.is_met(element)).collect();
    for part in rest {
        let mut is_met_before = false;
        let mut is_met_directly = false;
        for (element, met) in above.iter().zip(&mut met) {
            let is_placed = if part.is_child { is_met_directly } else { is_met_before };
            is_met_directly = std::mem::replace(met, is_placed && part.is_met(element));
            is_met_before |= is_met_directly;
        }
    }
    if is_child { met.last() == Some(&true) } else { met.contains(&true) }
}

impl Part {
    fn work(&self) -> usize {
        self.classes.len().max(1)
    }

    fn is_met(&self, named: &Named) -> bool {
        self.element.as_ref().is_none_or(|name| *name == named.element.name)
            && self.id.as_ref().is_none_or(|id| named.id == Some(id))
            && self.classes.iter().all(|class| named.classes.contains(class.as_str()))
    }
}

struct Sheet<'a> {
    list: &'a mut Vec<Rule>,
    /// In how many `@media` the rules stand.
    depth: usize,
}

impl<'i> QualifiedRuleParser<'i> for Sheet<'_> {
    type Prelude = Vec<Selector>;
    type QualifiedRule = ();
    type Error = ();

    fn parse_prelude<'t>(&mut self, input: &mut Parser<'i, 't>) -> Result<Vec<Selector>, ParseError<'i, ()>> {
        Ok(selectors(input))
    }

    fn parse_block<'t>(
        &mut self,
        selectors: Vec<Selector>,
        _: &ParserState,
        input: &mut Parser<'i, 't>,
    ) -> Result<(), ParseError<'i, ()>> {
        let look = declarations::read(input);
        for selector in selectors {
            if look != Look::default() && self.list.len() < RULES_MAX {
                let order = self.list.len();
                self.list.push(Rule { selector, look, order });
            }
        }
        Ok(())
    }
}

/// Rules that say something of how words look; large sites have some thousands.
const RULES_MAX: usize = 100_000;

impl<'i> AtRuleParser<'i> for Sheet<'_> {
    type Prelude = ();
    type AtRule = ();
    type Error = ();

    /// `@media screen`, `@media all`: what is for other media, and for some
    /// screens only, says nothing of the text.
    fn parse_prelude<'t>(&mut self, name: CowRcStr<'i>, input: &mut Parser<'i, 't>) -> Result<(), ParseError<'i, ()>> {
        let media = input.expect_ident_cloned()?;
        let is_read = name.eq_ignore_ascii_case("media")
            && ["screen", "all"].iter().any(|known| media.eq_ignore_ascii_case(known))
            && input.is_exhausted();
        if is_read { Ok(()) } else { Err(input.new_error(BasicParseErrorKind::AtRuleInvalid(name))) }
    }

    fn parse_block<'t>(&mut self, _: (), _: &ParserState, input: &mut Parser<'i, 't>) -> Result<(), ParseError<'i, ()>> {
        if self.depth < DEPTH_MAX {
            let mut inner = Sheet { list: self.list, depth: self.depth + 1 };
            StyleSheetParser::new(input, &mut inner).for_each(drop);
        }
        Ok(())
    }
}

const DEPTH_MAX: usize = 4;

/// The selectors of a rule that can be read.
fn selectors(input: &mut Parser) -> Vec<Selector> {
    let mut list = Vec::new();
    let mut open = Open::default();
    while let Ok(token) = input.next_including_whitespace() {
        match token.clone() {
            Token::Comma => list.extend(std::mem::take(&mut open).finish()),
            token => open.take(&token),
        }
    }
    list.extend(open.finish());
    list
}

/// A selector that is being read.
#[derive(Default)]
struct Open {
    parts: Vec<Part>,
    part: Option<Part>,
    is_child: bool,
    is_after_dot: bool,
    is_unknown: bool,
}

impl Open {
    fn take(&mut self, token: &Token) {
        let is_after_dot = std::mem::replace(&mut self.is_after_dot, false);
        match token {
            Token::Ident(name) | Token::IDHash(name) if name.len() > NAME_MAX => self.is_unknown = true,
            Token::Delim('.') if !is_after_dot => self.is_after_dot = true,
            Token::Ident(name) if is_after_dot => self.part().classes.push(name.to_string()),
            Token::Ident(name) if self.part.is_none() => self.part().element = Some(name.to_ascii_lowercase()),
            Token::IDHash(name) if !is_after_dot => self.part().id = Some(name.to_string()),
            Token::Delim('*') if self.part.is_none() => drop(self.part()),
            Token::WhiteSpace(_) => self.end_part(),
            Token::Delim('>') => {
                self.end_part();
                self.is_child = true;
            }
            _ => self.is_unknown = true,
        }
    }

    fn part(&mut self) -> &mut Part {
        let is_child = &mut self.is_child;
        self.part.get_or_insert_with(|| Part { is_child: std::mem::take(is_child), ..Part::default() })
    }

    fn end_part(&mut self) {
        self.parts.extend(self.part.take());
    }

    fn finish(mut self) -> Option<Selector> {
        self.end_part();
        let is_whole = !self.is_unknown && !self.is_after_dot && !self.is_child;
        (is_whole && (1..=PARTS_MAX).contains(&self.parts.len())).then_some(Selector { parts: self.parts })
    }
}
