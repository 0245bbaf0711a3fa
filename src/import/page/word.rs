//! Web pages that Word saved: lists, quotations and contents are paragraphs
//! there, known by the names of their styles.

use super::blocks::Flow;
use super::lists::place;
use super::{Here, Reader};
use crate::document::ListKind;
use crate::elements::{Element, Node};
use crate::import::manuscript::{Block, BlockKind, Item};
use crate::import::tidy;

/// Whether a paragraph is an item of a list, with its mark before its words.
pub(super) fn is_item(paragraph: &Element) -> bool {
    has_style(paragraph, "MsoList") && split(paragraph).is_some()
}

pub(super) fn is_quotation(paragraph: &Element) -> bool {
    has_style(paragraph, "MsoQuote") || has_style(paragraph, "MsoIntenseQuote")
}

pub(super) fn is_contents(paragraph: &Element) -> bool {
    has_style(paragraph, "MsoToc")
}

fn has_style(paragraph: &Element, start: &str) -> bool {
    paragraph.attribute("class").is_some_and(|classes| classes.split_ascii_whitespace().any(|class| class.starts_with(start)))
}

/// The mark of an item and what follows it:
/// `<span>·<span>&nbsp;&nbsp;</span></span>Words`, `1.<span>&nbsp;&nbsp;</span>Words`.
/// Without a gap or a word of Word's it is the first word of a paragraph: `<span>No.</span> We`.
fn split(paragraph: &Element) -> Option<(Mark, &[Node])> {
    let at = paragraph.nodes.iter().position(|node| !matches!(node, Node::Text(text) if text.trim().is_empty()))?;
    let rest = &paragraph.nodes[at + 1..];
    match &paragraph.nodes[at] {
        Node::Element(label) if label.name == "span" && label.descendants().any(|inner| says_mark(inner) || is_gap(inner)) => {
            Some((Mark::of(label.words().trim())?, rest))
        }
        Node::Text(label) => match rest.split_first() {
            Some((Node::Element(gap), rest)) if is_gap(gap) => Some((Mark::of(label.trim())?, rest)),
            _ => None,
        },
        Node::Element(_) => None,
    }
}

/// Whether Word says that an element is the mark of an item.
fn says_mark(element: &Element) -> bool {
    says(element, "mso-list:ignore")
}

/// Whether an element is the gap behind a mark; two spaces between words are none.
fn is_gap(element: &Element) -> bool {
    let mut texts = element.descendants().flat_map(|inner| inner.nodes.iter().filter_map(Node::text));
    element.words().trim().is_empty() && texts.any(|text| !text.is_empty()) && !says(element, "mso-spacerun:yes")
}

fn says(element: &Element, declaration: &str) -> bool {
    element
        .attribute("style")
        .is_some_and(|style| style.to_ascii_lowercase().replace(char::is_whitespace, "").contains(declaration))
}

/// What stands before the words of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Bullet,
    Number(u64),
    Letter,
}

impl Mark {
    fn of(words: &str) -> Option<Self> {
        let inner = words.trim_start_matches('(').trim_end_matches([')', '.']);
        if let ([_], true) = (words.chars().collect::<Vec<_>>().as_slice(), "·o§Øvü•–-◦▪\u{f0b7}\u{f0a7}".contains(words))
        {
            return Some(Self::Bullet);
        }
        if inner == words || inner.is_empty() || inner.len() > 4 {
            return None;
        }
        match inner.parse() {
            Ok(number) => Some(Self::Number(number)),
            Err(_) => inner.chars().all(|c| c.is_ascii_alphanumeric() || c == '.').then_some(Self::Letter),
        }
    }
}

/// How deep an item stands, from 0: `mso-list:l0 level2 lfo1`, else by half inches of margin.
fn level(paragraph: &Element) -> usize {
    let style = paragraph.attribute("style").unwrap_or_default();
    let said = style.split_once("mso-list:").and_then(|(_, rest)| rest.split_once("level"));
    let said = said.and_then(|(_, rest)| rest.chars().next()?.to_digit(10)).map(|level| level as usize);
    let margin = || -> Option<usize> {
        let (_, rest) = style.split_once("margin-left:")?;
        let (number, _) = rest.trim_start().split_once("in")?;
        Some((number.trim().parse::<f64>().ok()? / 0.5).round().clamp(1.0, 9.0) as usize)
    };
    said.or_else(margin).unwrap_or(1).saturating_sub(1)
}

impl Reader<'_> {
    pub(super) fn word_item(&mut self, paragraph: &Element, here: &Here, flow: &mut Flow) {
        let Some((mark, words)) = split(paragraph) else { return };
        let inside = Here { depth: here.depth + 1, ..here.clone() };
        let blocks = self.flow(words, &inside);
        let kind = match mark {
            Mark::Bullet => ListKind::Bullet,
            Mark::Number(start) => ListKind::Numbered { start },
            // It goes on with the list before it, if there is one.
            Mark::Letter => ListKind::Numbered { start: next_number(&flow.out, level(paragraph)) },
        };
        if mark == Mark::Letter && matches!(kind, ListKind::Numbered { start: 1 }) {
            let help = "name the letters in the text if they matter";
            self.gathering.lose("a list is numbered 1, 2, 3 now", &paragraph.words(), help);
        }
        let list = BlockKind::List { kind, is_tight: true, items: vec![Item { task: None, blocks }] }.into();
        place(&mut flow.out, level(paragraph), false, list);
    }

    pub(super) fn word_quotation(&mut self, paragraph: &Element, here: &Here, flow: &mut Flow) {
        let inside = Here { depth: here.depth + 1, ..here.clone() };
        let more = self.flow(&paragraph.nodes, &inside);
        match flow.out.last_mut() {
            Some(Block { kind: BlockKind::Quotation { blocks, attribution: None }, .. }) => blocks.extend(more),
            _ if more.is_empty() => {}
            _ => flow.out.push(BlockKind::Quotation { blocks: more, attribution: None }.into()),
        }
    }

    pub(super) fn leave_out_contents(&mut self, paragraph: &Element) {
        let words = paragraph.words();
        if !self.has_contents && !tidy::is_empty(&[crate::markdown::Piece::Text(words.clone())]) {
            self.has_contents = true;
            let help = "editions have their own, made from the headings";
            self.gathering.lose_at(
                "the table of contents was left out",
                format!("“{}”", crate::import::gathering::excerpt(&words)),
                help,
            );
        }
    }
}

/// The number that comes next in the list at the end of `blocks`, `level` lists deep.
fn next_number(blocks: &[Block], level: usize) -> u64 {
    match blocks.last() {
        Some(Block { kind: BlockKind::List { items, .. }, .. }) if level > 0 => {
            items.last().map_or(1, |item| next_number(&item.blocks, level - 1))
        }
        Some(Block { kind: BlockKind::List { kind: ListKind::Numbered { start }, items, .. }, .. }) => {
            start.saturating_add(items.len() as u64)
        }
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::elements::html;

    #[test]
    fn a_mark_has_a_gap_behind_it_or_is_said_to_be_one() {
        let cases = [
            ("<span>·<span>&nbsp;&nbsp;</span></span>Words", true),
            ("1.<span>&nbsp;&nbsp;</span>Words", true),
            ("<span style='mso-list: Ignore'>1.</span>Words", true),
            ("<span lang=en><span style='mso-list:Ignore'>1.<span>&nbsp;</span></span></span>Words", true),
            ("<span class=GramE>No.</span> We never do that.", false),
            ("<span>Dr.</span><span> Jones signs.</span>", false),
            ("<span class=SpellE>o</span> senhor fala.", false),
            ("<span>2024.</span> That was the year.", false),
            ("<span>No.<span></span></span> We", false),
            ("<span>No.<span style='mso-spacerun:yes'>&nbsp; </span></span>We", false),
            ("No.<span style='mso-spacerun:yes'>&nbsp; </span>We", false),
            ("No.<br>We", false),
        ];
        for (words, expected) in cases {
            let page = html::parse(&format!("<p class=MsoListParagraph>{words}</p>")).expect("a page");
            assert_eq!(page.root.find("p").is_some_and(is_item), expected, "{words}");
        }
    }

    #[test]
    fn numbers_end_at_the_last_one() {
        let items = vec![Item { task: None, blocks: Vec::new() }];
        let list = BlockKind::List { kind: ListKind::Numbered { start: u64::MAX }, is_tight: true, items };
        assert_eq!(next_number(&[list.into()], 0), u64::MAX);
    }

    #[test]
    fn marks_of_items_are_told_from_words() {
        let cases = [
            ("·", Some(Mark::Bullet)),
            ("o", Some(Mark::Bullet)),
            ("1.", Some(Mark::Number(1))),
            ("(12)", Some(Mark::Number(12))),
            ("a)", Some(Mark::Letter)),
            ("iv.", Some(Mark::Letter)),
            ("1.1.", Some(Mark::Letter)),
            ("Words.", None),
            ("We", None),
            ("", None),
        ];
        for (words, expected) in cases {
            assert_eq!(Mark::of(words), expected, "{words}");
        }
    }
}
