//! The words of two runs as one run with marks of what was inserted and deleted.

use super::edit::{LinkEdit, Part, PartKind};
use super::hunks::{Hunk, hunks};
use super::tokens::{Mark, Token};
use crate::document::{Change, Target};

/// Two runs as one.
pub struct Marked {
    pub tokens: Vec<Token>,
    pub parts: Vec<Part>,
    pub links: Vec<LinkEdit>,
    /// Whether both say the same words.
    pub has_same_words: bool,
}

/// `old` and `new` as one run; nothing if they do not differ.
pub fn marked(old: &[Token], new: &[Token]) -> Option<Marked> {
    let hunks = hunks(old, new);
    let links = changed_links(&hunks);
    if links.is_empty() && !hunks.iter().any(|hunk| matches!(hunk, Hunk::Changed { .. })) {
        return None;
    }
    let shown = |tokens: &[Token]| -> String { tokens.iter().map(Token::shown).collect() };
    let notes = |tokens: &[Token]| tokens.iter().filter(|token| token.shown().is_empty()).count();
    let has_same_words = shown(old) == shown(new) && notes(old) == notes(new);
    Some(Marked { tokens: one_run(&hunks), parts: parts(&hunks), links, has_same_words })
}

/// All of `tokens` as `change`.
pub fn whole(tokens: Vec<Token>, change: Change) -> Vec<Token> {
    with_mark(tokens, 0, Mark::Change(change, 0))
}

fn with_mark(tokens: Vec<Token>, depth: usize, mark: Mark) -> Vec<Token> {
    let add = |mut token: Token| {
        token.marks.insert(depth.min(token.marks.len()), mark.clone());
        token
    };
    tokens.into_iter().map(add).collect()
}

fn one_run(hunks: &[Hunk]) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    for (at, hunk) in hunks.iter().enumerate() {
        match hunk {
            Hunk::Same(old, new) => same(old, new, &mut out),
            Hunk::Changed { deleted, inserted } => {
                let neighbours: Vec<&Token> =
                    [at.checked_sub(1).and_then(|at| last_of(&hunks[at])), hunks.get(at + 1).and_then(first_of)]
                        .into_iter()
                        .flatten()
                        .collect();
                for (tokens, change) in [(deleted, Change::Deleted), (inserted, Change::Inserted)] {
                    let is_alone = deleted.is_empty() || inserted.is_empty();
                    let (before, words, after) = if is_alone { spaces_apart(tokens) } else { (&[][..], &tokens[..], &[][..]) };
                    let depth = depth(words, &neighbours);
                    out.extend_from_slice(before);
                    out.extend(with_mark(words.to_vec(), depth, Mark::Change(change, at)));
                    out.extend_from_slice(after);
                }
            }
        }
    }
    out
}

/// Spaces at the ends of what only came or only went stand outside of its mark.
fn spaces_apart(tokens: &[Token]) -> (&[Token], &[Token], &[Token]) {
    if tokens.iter().all(Token::is_white) {
        return (&[], tokens, &[]);
    }
    let is_space = |token: &&Token| token.is_white() && matches!(token.leaf, super::tokens::Leaf::Text(_));
    let start = tokens.iter().take_while(is_space).count();
    let end = tokens.len() - tokens.iter().rev().take_while(is_space).count();
    (&tokens[..start], &tokens[start..end], &tokens[end..])
}

fn first_of(hunk: &Hunk) -> Option<&Token> {
    match hunk {
        Hunk::Same(_, new) => new.first(),
        Hunk::Changed { .. } => None,
    }
}

fn last_of(hunk: &Hunk) -> Option<&Token> {
    match hunk {
        Hunk::Same(_, new) => new.last(),
        Hunk::Changed { .. } => None,
    }
}

/// How deep in the marks a change of `tokens` stands: in those that they share with
/// a neighbour that did not change.
fn depth(tokens: &[Token], neighbours: &[&Token]) -> usize {
    let common = |other: &[Mark]| {
        let of = |token: &Token| token.marks.iter().zip(other).take_while(|(one, two)| one == two).count();
        tokens.iter().map(of).min().unwrap_or(0)
    };
    neighbours.iter().map(|token| common(&token.marks)).max().unwrap_or(0)
}

/// Words of both, as the new version has them; behind a link that leads elsewhere
/// now, where it led and where it leads.
fn same(old: &[Token], new: &[Token], out: &mut Vec<Token>) {
    for (at, (before, after)) in old.iter().zip(new).enumerate() {
        out.push(after.clone());
        let (Some(from), Some(to)) = (before.target(), after.target()) else { continue };
        let goes_on = new.get(at + 1).is_some_and(|next| next.target() == Some(to))
            && old.get(at + 1).is_some_and(|next| next.target() == Some(from));
        if from == to || goes_on {
            continue;
        }
        let depth = after.marks.iter().position(|mark| matches!(mark, Mark::Link(_))).unwrap_or(0);
        let outer = &after.marks[..depth];
        let word = |text: &str, change: Option<Change>| {
            let marks = outer.iter().cloned().chain(change.map(|change| Mark::Change(change, usize::MAX - at))).collect();
            Token { marks, ..Token::text(text) }
        };
        let (from, to) = (address(from), address(to));
        out.extend([word(" (", None), word(&from, Some(Change::Deleted)), word(&to, Some(Change::Inserted)), word(")", None)]);
    }
}

fn address(target: &Target) -> String {
    match target {
        Target::Anchor(anchor) => format!("#{}", anchor.as_str().trim_start_matches("_was-")),
        Target::Url(url) => url.clone(),
    }
}

fn changed_links(hunks: &[Hunk]) -> Vec<LinkEdit> {
    let mut links: Vec<LinkEdit> = Vec::new();
    for hunk in hunks {
        let Hunk::Same(old, new) = hunk else { continue };
        let mut goes_on = false;
        for (before, after) in old.iter().zip(new) {
            let pair = before.target().zip(after.target()).filter(|(from, to)| from != to);
            let Some((from, to)) = pair else {
                goes_on = false;
                continue;
            };
            let (from, to) = (address(from), address(to));
            match links.last_mut().filter(|last| goes_on && last.old == from && last.new == to) {
                Some(last) => last.text.push_str(after.shown()),
                None => links.push(LinkEdit { text: after.shown().to_string(), old: from, new: to }),
            }
            goes_on = true;
        }
    }
    links
}

fn parts(hunks: &[Hunk]) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut say = |kind, tokens: &[Token]| {
        let text: String = tokens.iter().map(said).collect();
        if !text.is_empty() {
            parts.push(Part::new(kind, text));
        }
    };
    for hunk in hunks {
        match hunk {
            Hunk::Same(_, new) => say(PartKind::Same, new),
            Hunk::Changed { deleted, inserted } => {
                say(PartKind::Deleted, deleted);
                say(PartKind::Inserted, inserted);
            }
        }
    }
    parts
}

/// A token in a list of edits: the mark of a note as a sign.
fn said(token: &Token) -> &str {
    match &token.leaf {
        super::tokens::Leaf::Note(_) => "[*]",
        super::tokens::Leaf::Text(_)
        | super::tokens::Leaf::Code(_)
        | super::tokens::Leaf::Image(..)
        | super::tokens::Leaf::LineBreak => token.shown(),
    }
}
