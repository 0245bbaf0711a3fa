//! What differs in two runs, as a person would mark it: few whole hunks, at the
//! ends of words and sentences, rather than every letter that happens to agree.

use std::collections::HashMap;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::tokens::{BREAK, Token};

/// A stretch of a run.
#[derive(Clone, Debug, PartialEq)]
pub enum Hunk {
    /// What both have, as the old and as the new one have it: links may lead elsewhere.
    Same(Vec<Token>, Vec<Token>),
    /// One of the two may be empty.
    Changed { deleted: Vec<Token>, inserted: Vec<Token> },
}

/// Runs of more tokens, both together, are shown as replaced as a whole.
const TOKENS_MAX: usize = 40_000;

/// `old` and `new`, each in its order, in hunks; never two of a kind side by side.
pub fn hunks(old: &[Token], new: &[Token]) -> Vec<Hunk> {
    let mut known: HashMap<String, usize> = HashMap::new();
    let mut numbers = |tokens: &[Token]| -> Vec<usize> {
        let number = |token: &Token| {
            let next = known.len();
            *known.entry(token.key()).or_insert(next)
        };
        tokens.iter().map(number).collect()
    };
    let (old_numbers, new_numbers) = (numbers(old), numbers(new));
    if old_numbers == new_numbers {
        return if old.is_empty() { Vec::new() } else { vec![Hunk::Same(old.to_vec(), new.to_vec())] };
    }
    if old.is_empty() || new.is_empty() || old.len() + new.len() > TOKENS_MAX {
        return vec![Hunk::Changed { deleted: old.to_vec(), inserted: new.to_vec() }];
    }
    let mut list = Vec::new();
    for operation in capture_diff_slices(Algorithm::Myers, &old_numbers, &new_numbers) {
        let (before, after) = (operation.old_range(), operation.new_range());
        match operation {
            DiffOp::Equal { .. } => list.push(Hunk::Same(old[before].to_vec(), new[after].to_vec())),
            DiffOp::Delete { .. } | DiffOp::Insert { .. } | DiffOp::Replace { .. } => {
                list.push(Hunk::Changed { deleted: old[before].to_vec(), inserted: new[after].to_vec() });
            }
        }
    }
    let mut list = joined(list);
    while let Some(at) = incidental(&list) {
        list = without_sameness(list, at);
    }
    let list = list.into_iter().flat_map(trimmed).collect();
    slid(joined(list))
}

/// How much a reader sees of them.
fn weight(tokens: &[Token]) -> usize {
    tokens.iter().filter(|token| token.is_word()).map(|token| token.shown().chars().count()).sum()
}

fn words(tokens: &[Token]) -> usize {
    tokens.iter().filter(|token| token.is_word()).count()
}

/// Neighbours of one kind as one, empty ones as none.
fn joined(list: Vec<Hunk>) -> Vec<Hunk> {
    let mut out: Vec<Hunk> = Vec::new();
    for hunk in list {
        match (out.last_mut(), hunk) {
            (_, Hunk::Same(old, new)) if old.is_empty() && new.is_empty() => {}
            (_, Hunk::Changed { deleted, inserted }) if deleted.is_empty() && inserted.is_empty() => {}
            (Some(Hunk::Same(all_old, all_new)), Hunk::Same(old, new)) => {
                all_old.extend(old);
                all_new.extend(new);
            }
            (Some(Hunk::Changed { deleted: all_deleted, inserted: all_inserted }), Hunk::Changed { deleted, inserted }) => {
                all_deleted.extend(deleted);
                all_inserted.extend(inserted);
            }
            (_, hunk) => out.push(hunk),
        }
    }
    out
}

/// The first stretch that both have and that is better read as part of the changes
/// around it.
fn incidental(list: &[Hunk]) -> Option<usize> {
    (1..list.len().saturating_sub(1)).find(|&at| match (&list[at - 1], &list[at], &list[at + 1]) {
        (
            Hunk::Changed { deleted, inserted },
            Hunk::Same(same, _),
            Hunk::Changed { deleted: deleted_after, inserted: inserted_after },
        ) => is_incidental(same, [deleted, inserted], [deleted_after, inserted_after]),
        _ => false,
    })
}

/// Whether `same` is better read as part of the changes before and after it, which
/// are given as deleted and inserted.
fn is_incidental(same: &[Token], before: [&Vec<Token>; 2], after: [&Vec<Token>; 2]) -> bool {
    let most = |of: fn(&[Token]) -> usize, sides: [&Vec<Token>; 2]| of(sides[0]).max(of(sides[1]));
    let is_one_word = |sides| most(words, sides) < 2;
    // What was only added, or only left out, leaves the words between as they are.
    let is_one_sided = (0..2).any(|side| before[side].is_empty() && after[side].is_empty());
    if same.iter().any(|token| is_full_stop(token.shown())) {
        return false;
    }
    // A change of one word on each side is two changes.
    let are_two = is_one_sided || (is_one_word(before) && is_one_word(after));
    match words(same) {
        0 if same.iter().all(Token::is_white) => true,
        0 => !are_two && !same.iter().any(|token| is_one_of_a_pair(token.shown())),
        _ => !are_two && weight(same) <= most(weight, before) && weight(same) <= most(weight, after),
    }
}

/// Signs that stand around words: one of two is not left to a change alone.
fn is_one_of_a_pair(sign: &str) -> bool {
    sign.contains(|letter: char| "()[]{}“”„‘‚«»‹›「」『』（）《》〈〉【】".contains(letter))
}

/// `list` with the stretch at `at`, which both have, as deleted and inserted again.
fn without_sameness(mut list: Vec<Hunk>, at: usize) -> Vec<Hunk> {
    if let Hunk::Same(old, new) = &list[at] {
        list[at] = Hunk::Changed { deleted: old.clone(), inserted: new.clone() };
    }
    joined(list)
}

/// A change without what its two sides begin or end with alike.
fn trimmed(hunk: Hunk) -> Vec<Hunk> {
    let Hunk::Changed { mut deleted, mut inserted } = hunk else { return vec![hunk] };
    let keys = |tokens: &[Token]| -> Vec<String> { tokens.iter().map(Token::key).collect() };
    let (old, new) = (keys(&deleted), keys(&inserted));
    let before = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let behind = old[before..].iter().rev().zip(new[before..].iter().rev()).take_while(|(old, new)| old == new).count();
    let after = (deleted.split_off(deleted.len() - behind), inserted.split_off(inserted.len() - behind));
    let middle = (deleted.split_off(before), inserted.split_off(before));
    vec![Hunk::Same(deleted, inserted), Hunk::Changed { deleted: middle.0, inserted: middle.1 }, Hunk::Same(after.0, after.1)]
}

/// `list` with what was only inserted or only deleted moved to where sentences or
/// words begin, if it says the same there.
fn slid(list: Vec<Hunk>) -> Vec<Hunk> {
    let none = || std::iter::once(Hunk::Same(Vec::new(), Vec::new()));
    let mut list: Vec<Hunk> = none().chain(list).chain(none()).collect();
    for at in 0..list.len() {
        let is_single = matches!(&list[at], Hunk::Changed { deleted, inserted } if deleted.is_empty() != inserted.is_empty());
        if is_single {
            slide(&mut list, at);
        }
    }
    joined(list)
}

fn slide(list: &mut [Hunk], at: usize) {
    let none = || Hunk::Same(Vec::new(), Vec::new());
    let own = |list: &[Hunk], at: Option<usize>| match at.and_then(|at| list.get(at)) {
        Some(Hunk::Same(old, new)) => (old.clone(), new.clone()),
        Some(Hunk::Changed { .. }) | None => (Vec::new(), Vec::new()),
    };
    let (mut before, mut after) = (own(list, at.checked_sub(1)), own(list, Some(at + 1)));
    let Hunk::Changed { deleted, inserted } = std::mem::replace(&mut list[at], none()) else { return };
    let is_insertion = deleted.is_empty();
    let mut tokens = if is_insertion { inserted } else { deleted };
    // As far to the left as it goes, then to the right, place by place.
    while let (Some(last), Some(end)) = (before.1.last(), tokens.last())
        && last.key() == end.key()
    {
        let (old, new) = (before.0.pop(), before.1.pop());
        let end = tokens.pop();
        tokens.splice(0..0, if is_insertion { new.clone() } else { old.clone() });
        after.0.splice(0..0, if is_insertion { old } else { end.clone() });
        after.1.splice(0..0, if is_insertion { end } else { new });
    }
    let mut best = (rank(&before.1, &tokens, &after.1), before.clone(), tokens.clone(), after.clone());
    while let (Some(first), Some(next)) = (tokens.first(), after.1.first())
        && first.key() == next.key()
    {
        let first = tokens.remove(0);
        let (old, new) = (after.0.remove(0), after.1.remove(0));
        before.0.push(if is_insertion { old.clone() } else { first.clone() });
        before.1.push(if is_insertion { first } else { new.clone() });
        tokens.push(if is_insertion { new } else { old });
        let rank = rank(&before.1, &tokens, &after.1);
        if rank > best.0 {
            best = (rank, before.clone(), tokens.clone(), after.clone());
        }
    }
    let (_, before, tokens, after) = best;
    let (deleted, inserted) = if is_insertion { (Vec::new(), tokens) } else { (tokens, Vec::new()) };
    list[at] = Hunk::Changed { deleted, inserted };
    if let Some(Hunk::Same(old, new)) = at.checked_sub(1).and_then(|at| list.get_mut(at)) {
        (*old, *new) = before;
    }
    if let Some(Hunk::Same(old, new)) = list.get_mut(at + 1) {
        (*old, *new) = after;
    }
}

/// How naturally a change begins and ends between these.
fn rank(before: &[Token], tokens: &[Token], after: &[Token]) -> usize {
    let mut words_before = before.iter().rev().filter(|token| !token.is_white());
    let begins_sentence = words_before.next().is_none_or(|token| is_full_stop(token.shown()));
    let ends_before = tokens.iter().rev().find(|token| !token.is_white()).is_some_and(|token| is_full_stop(token.shown()));
    let begins_with_word = tokens.first().is_some_and(|token| !token.is_white());
    let ends_with_space = tokens.last().is_some_and(Token::is_white) || after.is_empty();
    4 * usize::from(begins_sentence && ends_before) + 2 * usize::from(begins_with_word) + usize::from(ends_with_space)
}

/// Signs that end a sentence, in whatever script, and the end of a run.
fn is_full_stop(text: &str) -> bool {
    text == BREAK
        || matches!(text, "." | "!" | "?" | "…" | "。" | "！" | "？" | "।" | "॥" | "۔" | "؟" | "።" | "։" | "។" | "၊" | "။")
}
