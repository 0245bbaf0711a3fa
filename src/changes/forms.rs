//! Words in another form: paragraphs that were parted or joined, a list or a quotation
//! that was a paragraph. Their runs are compared as one.

use super::edit::{Edit, EditKind, Part, PartKind, PartOf};
use super::marking::{Marked, change_of, marked};
use super::names::OwnNames;
use super::redline::Redliner;
use super::runs::each_in;
use super::summary::spoken_token;
use super::tokens::{BREAK, Leaf, Mark, Token, inlines, tokens};
use super::tree::{NodeId, Part as Of, Tree};
use crate::document::{Anchor, Block, Change, Inline, Item};

impl<'a> Redliner<'a> {
    /// The blocks `news`, which were `olds`, with the words that changed. Where their
    /// form is another one, a box says so.
    pub(super) fn reshaped_blocks(&mut self, olds: &[NodeId], news: &[NodeId]) -> Vec<Block> {
        let mut blocks: Vec<Block> = news.iter().filter_map(|new| block(self.new_tree, *new).cloned()).collect();
        let kind = self.record_reshaped(olds, news);
        let mut shown = self.runs_of_both(olds, news, kind).into_iter();
        each_in(&mut blocks, &mut |run| *run = shown.next().unwrap_or_default());
        match (kind, blocks.first()) {
            (EditKind::Reshaped, Some(first)) => {
                let id = Anchor::new(format!("_form-{}", first.id));
                let title = vec![self.told(&self.words.other_form.clone().into(), first.span)];
                vec![self.callout(id, first.span, title, blocks)]
            }
            _ => blocks,
        }
    }

    /// The items `news`, which were `olds`, with the words that changed.
    pub(super) fn reshaped_items(&mut self, olds: &[NodeId], news: &[NodeId]) -> Vec<Item> {
        let mut items: Vec<Item> = news.iter().filter_map(|new| item(self.new_tree, *new).cloned()).collect();
        let kind = self.record_reshaped(olds, news);
        let mut shown = self.runs_of_both(olds, news, kind).into_iter();
        for item in &mut items {
            each_in(&mut item.blocks, &mut |run| *run = shown.next().unwrap_or_default());
        }
        items
    }

    /// Records the edit; which words changed follows when they are compared.
    fn record_reshaped(&mut self, olds: &[NodeId], news: &[NodeId]) -> EditKind {
        let forms = |tree: &Tree, nodes: &[NodeId]| nodes.iter().map(|node| PartOf::of(tree, *node)).collect::<Vec<_>>();
        let (before, after) = (forms(self.old_tree, olds), forms(self.new_tree, news));
        let (kind, was, of) = match (other_form(&before, &after), olds.len()) {
            (Some((was, of)), _) => (EditKind::Reshaped, was, of),
            (None, 1) => (EditKind::Split, before[0], after[0]),
            (None, _) => (EditKind::Joined, before[0], after[0]),
        };
        let text: Vec<&str> = news.iter().map(|new| self.new_tree.nodes[*new].text.as_str()).collect();
        self.record(Edit {
            id: Some(self.new_tree.id(news[0]).to_string()),
            old_id: Some(self.old_tree.id(olds[0]).to_string()),
            was: (kind == EditKind::Reshaped).then_some(was),
            parts: vec![Part::new(PartKind::Same, text.join("\n"))],
            ..Edit::new(kind, of)
        });
        kind
    }

    /// The runs of `news`, each with its changes marked.
    fn runs_of_both(&mut self, olds: &[NodeId], news: &[NodeId], kind: EditKind) -> Vec<Vec<Inline>> {
        let (old_runs, new_runs) = (runs(self.old_tree, olds), runs(self.new_tree, news));
        let old_tokens = with_breaks(old_runs.iter().map(|run| tokens(run, self.names)));
        let new_tokens = with_breaks(new_runs.iter().map(|run| tokens(run, &OwnNames)));
        let Some(Marked { tokens: shown, mut parts, links, has_same_words: _ }) = marked(&old_tokens, &new_tokens) else {
            return new_runs;
        };
        let pilcrow = if kind == EditKind::Reshaped { "\n" } else { " ¶ " };
        parts.iter_mut().for_each(|part| part.text = part.text.replace(BREAK, pilcrow));
        if let Some(edit) = self.edits.last_mut() {
            (edit.parts, edit.links) = (parts, links);
        }
        let span = self.new_tree.span(news[0]).expect("a block or an item is written somewhere");
        let runs = self.parted(without_spaces_at_breaks(with_breaks_last(shown)), kind);
        runs.iter().map(|run| inlines(run, span)).collect()
    }

    /// `tokens` as the runs between the breaks of the new version. Those that are new,
    /// and those that are gone, are told, unless a box tells of the other form.
    fn parted(&self, tokens: Vec<Token>, kind: EditKind) -> Vec<Vec<Token>> {
        let mut runs = vec![Vec::new()];
        for token in tokens {
            let change = change_of(&token);
            let is_told = kind != EditKind::Reshaped;
            let run = runs.last_mut().expect("there is a first one");
            if !is_break(&token) {
                run.push(token);
                continue;
            }
            run.extend(change.filter(|_| is_told).into_iter().flat_map(|change| self.paragraph_break(change)));
            if change != Some(Change::Deleted) {
                runs.push(Vec::new());
            } else if !is_told {
                run.push(Token::text(" "));
            }
        }
        runs
    }

    /// The words for the end of a paragraph, as a change.
    fn paragraph_break(&self, change: Change) -> Vec<Token> {
        let mark = Mark::Change(change, usize::MAX / 2);
        let mut words = spoken_token(&self.words.paragraph_break);
        words.marks.insert(0, mark);
        let space = Token::text(" ");
        match change {
            Change::Inserted => vec![space, words],
            Change::Deleted => vec![space.clone(), words, space],
        }
    }
}

/// Which form became which other one, of parts with the forms `before` that became
/// parts with the forms `after`: rather one that is in one version only.
fn other_form(before: &[PartOf], after: &[PartOf]) -> Option<(PartOf, PartOf)> {
    let is_plain = |of: &PartOf| matches!(of, PartOf::Paragraph | PartOf::Item);
    let weight = |of: &PartOf, others: &[PartOf]| usize::from(!is_plain(of) && !others.contains(of));
    let pairs = before.iter().flat_map(|was| after.iter().map(move |of| (*was, *of))).filter(|(was, of)| was != of);
    pairs.min_by_key(|(was, of)| 2 - weight(was, after) - weight(of, before))
}

/// The runs of some parts, in the order in which they are read.
fn runs(tree: &Tree, nodes: &[NodeId]) -> Vec<Vec<Inline>> {
    let mut runs = Vec::new();
    let mut collect = |blocks: &[Block]| each_in(&mut blocks.to_vec(), &mut |run| runs.push(run.clone()));
    for node in nodes {
        match tree.nodes[*node].part {
            Of::Block(block) => collect(std::slice::from_ref(block)),
            Of::Item(item) => collect(&item.blocks),
            Of::Document | Of::Section(_) | Of::Row(_) | Of::Description(_) | Of::Note(_) => {}
        }
    }
    runs
}

fn block<'a>(tree: &Tree<'a>, node: NodeId) -> Option<&'a Block> {
    match tree.nodes[node].part {
        Of::Block(block) => Some(block),
        Of::Document | Of::Section(_) | Of::Item(_) | Of::Row(_) | Of::Description(_) | Of::Note(_) => None,
    }
}

fn item<'a>(tree: &Tree<'a>, node: NodeId) -> Option<&'a Item> {
    match tree.nodes[node].part {
        Of::Item(item) => Some(item),
        Of::Document | Of::Section(_) | Of::Block(_) | Of::Row(_) | Of::Description(_) | Of::Note(_) => None,
    }
}

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

/// `tokens` with the ends of runs that are gone behind what was put in their place.
fn with_breaks_last(tokens: Vec<Token>) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    let mut rest = tokens.into_iter().peekable();
    while let Some(token) = rest.next() {
        let is_gone = is_break(&token) && change_of(&token) == Some(Change::Deleted);
        if is_gone {
            let is_instead = |next: &Token| change_of(next) == Some(Change::Inserted) && !is_break(next);
            while let Some(instead) = rest.next_if(is_instead) {
                out.push(instead);
            }
        }
        out.push(token);
    }
    out
}

/// The space that stood, or stands, for the end of a run is no change.
fn without_spaces_at_breaks(tokens: Vec<Token>) -> Vec<Token> {
    let is_other_break = |change: Change, at: usize| {
        tokens.get(at).is_some_and(|token| is_break(token) && change_of(token).is_some_and(|other| other != change))
    };
    let is_no_change = |at: usize| {
        let space = Some(&tokens[at]).filter(|token| token.is_white() && !is_break(token));
        let beside = || [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
        space.and_then(change_of).is_some_and(|change| beside().any(|at| is_other_break(change, at)))
    };
    tokens.iter().enumerate().filter(|(at, _)| !is_no_change(*at)).map(|(_, token)| token.clone()).collect()
}
