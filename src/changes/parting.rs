//! Paragraphs that were parted or joined.

use super::edit::{Edit, EditKind, PartOf};
use super::marking::{Marked, marked};
use super::names::OwnNames;
use super::redline::{Redliner, block, prose, run_of};
use super::summary::spoken_token;
use super::tokens::{Leaf, Mark, Token, inlines, tokens};
use super::tree::{NodeId, Part as Of};
use crate::document::{Block, Change};

impl Redliner<'_> {
    /// One paragraph that became several.
    pub(super) fn split(&mut self, old: NodeId, parts: &[NodeId]) -> Vec<Block> {
        let Of::Block(before) = self.old_tree.nodes[old].part else { return Vec::new() };
        let afters: Vec<&Block> = parts.iter().filter_map(|part| block(self.new_tree, *part)).collect();
        let old_tokens = tokens(run_of(before), self.names);
        let new_tokens = with_breaks(afters.iter().map(|after| tokens(run_of(after), &OwnNames)));
        let Some(marked) = marked(&old_tokens, &new_tokens) else { return Vec::new() };
        self.record_parting(&marked, EditKind::Split, &[before], &afters);
        let mut rest: Vec<Token> = without_spaces_at_breaks(marked.tokens, Change::Inserted);
        let mut blocks = Vec::new();
        for (at, after) in afters.iter().enumerate() {
            let end = rest.iter().position(is_break).filter(|_| at + 1 < afters.len()).unwrap_or(rest.len());
            let others = rest.split_off(end);
            let mut own = std::mem::replace(&mut rest, others);
            if !rest.is_empty() {
                rest.remove(0);
                own.extend(self.paragraph_break(Change::Inserted));
            }
            blocks.push(Block { kind: prose(after, inlines(&own, after.span)), ..(*after).clone() });
        }
        blocks
    }

    /// Several paragraphs that became one.
    pub(super) fn joined(&mut self, parts: &[NodeId], new: NodeId) -> Option<Block> {
        let Of::Block(after) = self.new_tree.nodes[new].part else { return None };
        let befores: Vec<&Block> = parts.iter().filter_map(|part| block(self.old_tree, *part)).collect();
        let old_tokens = with_breaks(befores.iter().map(|before| tokens(run_of(before), self.names)));
        let marked = marked(&old_tokens, &tokens(run_of(after), &OwnNames))?;
        self.record_parting(&marked, EditKind::Joined, &befores, &[after]);
        let mut shown = Vec::new();
        for token in without_spaces_at_breaks(marked.tokens, Change::Deleted) {
            if is_break(&token) {
                shown.extend(self.paragraph_break(Change::Deleted));
            } else {
                shown.push(token);
            }
        }
        Some(Block { kind: prose(after, inlines(&shown, after.span)), ..after.clone() })
    }

    fn record_parting(&mut self, marked: &Marked, kind: EditKind, befores: &[&Block], afters: &[&Block]) {
        let mut parts = marked.parts.clone();
        for part in &mut parts {
            part.text = part.text.replace(BREAK, " ¶ ");
        }
        self.record(Edit {
            id: afters.first().map(|block| block.id.as_str().to_string()),
            old_id: befores.first().map(|block| block.id.as_str().to_string()),
            parts,
            links: marked.links.clone(),
            ..Edit::new(kind, PartOf::Paragraph)
        });
    }

    /// The words for the end of a paragraph, as a change.
    fn paragraph_break(&self, change: Change) -> Vec<Token> {
        let mark = Mark::Change(change, usize::MAX / 2);
        let mut words = spoken_token(&self.words.paragraph_break);
        words.marks.insert(0, mark);
        vec![Token::text(" "), words, Token::text(" ")]
    }
}

/// Stands between paragraphs that are compared as one: no text has it.
const BREAK: &str = "\u{2029}";

fn with_breaks(runs: impl Iterator<Item = Vec<Token>>) -> Vec<Token> {
    let mut out = Vec::new();
    for (at, run) in runs.enumerate() {
        if at > 0 {
            out.push(Token::text(BREAK));
        }
        out.extend(run);
    }
    out
}

fn is_break(token: &Token) -> bool {
    token.leaf == Leaf::Text(BREAK.to_string())
}

/// The space that stood, or stands, for the end of a paragraph is no change.
fn without_spaces_at_breaks(tokens: Vec<Token>, break_is: Change) -> Vec<Token> {
    let is_other = |token: &Token| {
        token.is_white()
            && !is_break(token)
            && token.marks.iter().any(|mark| matches!(mark, Mark::Change(change, _) if *change != break_is))
    };
    let is_beside = |at: usize| {
        let next_to = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|at| tokens.get(at));
        next_to.into_iter().any(is_break)
    };
    tokens
        .iter()
        .enumerate()
        .filter(|(at, token)| !(is_other(token) && is_beside(*at)))
        .map(|(_, token)| token.clone())
        .collect()
}
