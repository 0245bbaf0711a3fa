//! The words of two runs as one run with marks of what was inserted and deleted.

use super::edit::{LinkEdit, Part, PartKind};
use super::hunks::{Hunk, hunks};
use super::markup::{address, markup, whole_marks};
use super::tokens::{Leaf, Mark, Token, names_itself};
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
    if !has_same_words {
        return Some(Marked { tokens: one_run(&hunks), parts: parts(&hunks, &words_of), links, has_same_words });
    }
    let hunks = whole_marks(&hunks);
    Some(Marked { tokens: one_run(&hunks), parts: parts(&hunks, &markup), links, has_same_words })
}

/// `old` as deleted and `new` as inserted, whatever they have in common.
pub fn replaced(old: &[Token], new: &[Token]) -> Marked {
    let hunks = [Hunk::Changed { deleted: old.to_vec(), inserted: new.to_vec() }];
    let has_same_words = words_of(old) == words_of(new);
    Marked { tokens: one_run(&hunks), parts: parts(&hunks, &markup), links: Vec::new(), has_same_words }
}

/// What a token is marked as.
pub fn change_of(token: &Token) -> Option<Change> {
    token.marks.iter().find_map(|mark| if let Mark::Change(change, _) = mark { Some(*change) } else { None })
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
            Hunk::Changed { deleted, inserted } if has_only_breaks(deleted, inserted) => {
                out.extend(line_break(deleted, Change::Deleted, at));
                out.extend(line_break(inserted, Change::Inserted, at));
                out.extend_from_slice(if inserted.is_empty() { deleted } else { inserted });
            }
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

/// Whether lines end here in one version only, and nothing else changed.
fn has_only_breaks(deleted: &[Token], inserted: &[Token]) -> bool {
    let mut all = deleted.iter().chain(inserted);
    all.clone().all(Token::is_white) && all.any(|token| token.leaf == Leaf::LineBreak)
}

/// A sign for the end of a line, which shows nothing itself.
fn line_break(tokens: &[Token], change: Change, at: usize) -> Vec<Token> {
    if !tokens.iter().any(|token| token.leaf == Leaf::LineBreak) {
        return Vec::new();
    }
    vec![Token::text(" "), Token { marks: vec![Mark::Change(change, at)], ..Token::text("/") }]
}

/// Spaces at the ends of what only came or only went stand outside of its mark.
fn spaces_apart(tokens: &[Token]) -> (&[Token], &[Token], &[Token]) {
    if tokens.iter().all(Token::is_white) {
        return (&[], tokens, &[]);
    }
    let is_white = |token: &&Token| token.is_white();
    let start = tokens.iter().take_while(is_white).count();
    let end = tokens.len() - tokens.iter().rev().take_while(is_white).count();
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
/// a neighbour that did not change, and around links, as it holds some itself.
fn depth(tokens: &[Token], neighbours: &[&Token]) -> usize {
    let common = |other: &[Mark]| {
        let of = |token: &Token| token.marks.iter().zip(other).take_while(|(one, two)| one == two).count();
        tokens.iter().map(of).min().unwrap_or(0)
    };
    let depth = neighbours.iter().map(|token| common(&token.marks)).max().unwrap_or(0);
    let is_link = |mark: &Mark| matches!(mark, Mark::Link(_));
    tokens.first().and_then(|token| token.marks.iter().position(is_link)).map_or(depth, |link| depth.min(link))
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

fn changed_links(hunks: &[Hunk]) -> Vec<LinkEdit> {
    let mut links: Vec<LinkEdit> = Vec::new();
    for hunk in hunks {
        match hunk {
            Hunk::Same(old, new) => links_of_same(old, new, &mut links),
            Hunk::Changed { deleted, inserted } => {
                if let (Some(from), Some(to)) = (only_target(deleted), only_target(inserted))
                    && from != to
                    && !(are_address(deleted, from) && are_address(inserted, to))
                {
                    links.push(LinkEdit { text: words_of(inserted), old: address(from), new: address(to) });
                }
            }
        }
    }
    links
}

/// Whether `tokens` say themselves that they lead to `target`.
fn are_address(tokens: &[Token], target: &Target) -> bool {
    matches!(tokens, [Token { leaf: Leaf::Text(text), marks: _ }] if names_itself(text, target))
}

fn links_of_same(old: &[Token], new: &[Token], links: &mut Vec<LinkEdit>) {
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

/// Where all of `tokens` lead, if they are one link.
fn only_target(tokens: &[Token]) -> Option<&Target> {
    let target = tokens.first()?.target()?;
    tokens.iter().all(|token| token.target() == Some(target)).then_some(target)
}

fn parts(hunks: &[Hunk], text: &dyn Fn(&[Token]) -> String) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut say = |kind, tokens: &[Token]| {
        let text = text(tokens);
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

/// What `tokens` say in a list of edits: the mark of a note as a sign, a line break as one.
fn words_of(tokens: &[Token]) -> String {
    let said = |token: &Token| match &token.leaf {
        Leaf::Note(_) => "[*]".to_string(),
        Leaf::LineBreak => "\n".to_string(),
        Leaf::Text(_) | Leaf::Code(_) | Leaf::Image(..) => token.shown().to_string(),
    };
    tokens.iter().map(said).collect()
}
