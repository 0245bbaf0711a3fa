//! Words that have another form now: which parts became which.

use super::align::{Candidate, Step};
use super::tree::Kind;

/// So much of a part stands in the whole.
const PART: f64 = 0.75;
/// A part of fewer words may stand in the whole by chance: it is one if all parts
/// together are no more than the whole.
const WORDS_MIN: usize = 3;

/// The steps of a gap of which `pairs` are the same, with what was parted, joined or
/// put in another form.
pub fn reshaped(olds: &[Candidate], news: &[Candidate], pairs: &[(usize, usize)]) -> Vec<Step> {
    let mut steps = Vec::new();
    let (mut old, mut new) = (0, 0);
    let ends = pairs.iter().copied().map(Some).chain([None]);
    for pair in ends {
        let (old_end, new_end) = pair.unwrap_or((olds.len(), news.len()));
        steps.extend((old..old_end).map(|at| (Some(at), None)));
        steps.extend((new..new_end).map(|at| (None, Some(at))));
        if let Some((here, there)) = pair {
            steps.push((Some(here), Some(there)));
            (old, new) = (here + 1, there + 1);
        }
    }
    let mut out = Vec::new();
    let mut at = 0;
    while at < steps.len() {
        let rest = &steps[at..];
        let (step, count) =
            parted(olds, news, rest).or_else(|| joined(olds, news, rest)).unwrap_or_else(|| (single(olds, news, rest[0]), 1));
        out.push(step);
        at += count;
    }
    out
}

type Loose = (Option<usize>, Option<usize>);

fn single(olds: &[Candidate], news: &[Candidate], step: Loose) -> Step {
    match step {
        (Some(old), Some(new)) if olds[old].kind == news[new].kind => Step::Pair(olds[old].node, news[new].node),
        (Some(old), Some(new)) => Step::Reshaped(vec![olds[old].node], vec![news[new].node]),
        (Some(old), None) => Step::Gone(olds[old].node),
        (None, Some(new)) => Step::New(news[new].node),
        (None, None) => unreachable!("a step has a part"),
    }
}

/// The first steps as one old part that became several, and how many they are.
fn parted(olds: &[Candidate], news: &[Candidate], steps: &[Loose]) -> Option<(Step, usize)> {
    let count = steps.iter().take_while(|(_, new)| new.is_some()).count();
    let first_is_gone = steps[0].1.is_none();
    let steps = if first_is_gone {
        let behind = steps[1..].iter().take_while(|step| step.0.is_none()).count();
        &steps[..1 + behind]
    } else {
        &steps[..count]
    };
    let at = steps.iter().position(|(old, _)| old.is_some())?;
    let whole = steps[at].0.map(|old| &olds[old])?;
    let is_free = |step: &Loose| step.0.is_none() && step.1.is_some_and(|new| is_part_of(&news[new], whole));
    if !steps[..at].iter().all(is_free) {
        return None;
    }
    let behind = steps[at + 1..].iter().take_while(|step| is_free(step)).count();
    let run = &steps[..at + 1 + behind];
    let parts: Vec<&Candidate> = run.iter().filter_map(|step| step.1).map(|new| &news[new]).collect();
    let parts = are_parts(&parts, whole).then(|| parts.iter().map(|part| part.node).collect())?;
    Some((Step::Reshaped(vec![whole.node], parts), run.len()))
}

/// The first steps as several old parts that became one.
fn joined(olds: &[Candidate], news: &[Candidate], steps: &[Loose]) -> Option<(Step, usize)> {
    let gone = steps.iter().take_while(|(_, new)| new.is_none()).count();
    let whole = steps.get(gone)?.1.map(|new| &news[new])?;
    let is_free = |step: &Loose| step.1.is_none() && step.0.is_some_and(|old| is_part_of(&olds[old], whole));
    if !steps[..gone].iter().all(is_free) {
        return None;
    }
    let behind = steps[gone + 1..].iter().take_while(|step| is_free(step)).count();
    let run = &steps[..gone + 1 + behind];
    let parts: Vec<&Candidate> = run.iter().filter_map(|step| step.0).map(|old| &olds[old]).collect();
    let parts = are_parts(&parts, whole).then(|| parts.iter().map(|part| part.node).collect())?;
    Some((Step::Reshaped(parts, vec![whole.node]), run.len()))
}

/// Blocks become blocks, and items items.
fn is_part_of(part: &Candidate, whole: &Candidate) -> bool {
    let has_form = (part.kind == Kind::Item) == (whole.kind == Kind::Item);
    has_form && part.is_words && whole.is_words && part.wording.count() > 0 && part.wording.share_in(&whole.wording) >= PART
}

/// Whether `parts` are several, and the whole of them, and nothing but words: what
/// else they held would not be told.
fn are_parts(parts: &[&Candidate], whole: &Candidate) -> bool {
    let counts = || parts.iter().map(|part| part.wording.count());
    let is_safe = counts().all(|count| count >= WORDS_MIN) || counts().sum::<usize>() <= whole.wording.count();
    parts.len() > 1 && is_safe && whole.is_words && parts.iter().all(|part| part.is_words)
}
