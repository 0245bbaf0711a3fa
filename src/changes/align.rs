//! Two lists of parts side by side: which is which, in their order.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::tree::{Kind, NodeId, Tree};
use crate::document::{LIKE, Wording};

/// What became of one part of the old list, or of the new one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    Pair(NodeId, NodeId),
    Gone(NodeId),
    New(NodeId),
    /// One paragraph has become several.
    Split(NodeId, Vec<NodeId>),
    /// Several paragraphs have become one.
    Joined(Vec<NodeId>, NodeId),
}

/// More pairs than this are not compared one by one: parts that differ are then
/// paired by their ids alone.
const PAIRS_MAX: usize = 40_000;

/// The parts of `olds` and `news`, each once, in the order of both.
pub fn align(old: &Tree, new: &Tree, olds: &[NodeId], news: &[NodeId]) -> Vec<Step> {
    let identities = |tree: &Tree, list: &[NodeId]| -> Vec<u64> { list.iter().map(|node| identity(tree, *node)).collect() };
    let (mut steps, mut gap) = (Vec::new(), (Vec::new(), Vec::new()));
    let pair = Pairing { old, new };
    for operation in capture_diff_slices(Algorithm::Patience, &identities(old, olds), &identities(new, news)) {
        match operation {
            DiffOp::Equal { old_index, new_index, len } => {
                steps.extend(pair.gap(&std::mem::take(&mut gap.0), &std::mem::take(&mut gap.1)));
                steps.extend((0..len).map(|at| Step::Pair(olds[old_index + at], news[new_index + at])));
            }
            DiffOp::Delete { old_index, old_len, .. } => gap.0.extend(&olds[old_index..old_index + old_len]),
            DiffOp::Insert { new_index, new_len, .. } => gap.1.extend(&news[new_index..new_index + new_len]),
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                gap.0.extend(&olds[old_index..old_index + old_len]);
                gap.1.extend(&news[new_index..new_index + new_len]);
            }
        }
    }
    steps.extend(pair.gap(&gap.0, &gap.1));
    steps
}

/// A section is known by its anchor, whatever it says; all else by what it says.
fn identity(tree: &Tree, node: NodeId) -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    match tree.kind(node) {
        Kind::Section => {
            let mut hasher = DefaultHasher::new();
            tree.id(node).hash(&mut hasher);
            hasher.finish()
        }
        Kind::Document
        | Kind::Prose
        | Kind::List
        | Kind::Quotation
        | Kind::Callout
        | Kind::Table
        | Kind::Code
        | Kind::Figure
        | Kind::Descriptions
        | Kind::Divider
        | Kind::Item
        | Kind::Row
        | Kind::Description
        | Kind::Note => tree.nodes[node].key,
    }
}

/// How alike two parts must be to be one that was changed: what holds others is
/// compared again inside.
fn threshold(kind: Kind) -> f64 {
    match kind {
        Kind::Prose | Kind::Item | Kind::Code | Kind::Note | Kind::Section | Kind::Document => LIKE,
        Kind::Row | Kind::Description | Kind::Figure | Kind::Quotation => 0.34,
        Kind::List | Kind::Callout | Kind::Table | Kind::Descriptions | Kind::Divider => 0.2,
    }
}

struct Pairing<'t, 'a> {
    old: &'t Tree<'a>,
    new: &'t Tree<'a>,
}

/// A part of a gap.
struct Candidate<'t> {
    node: NodeId,
    kind: Kind,
    id: &'t str,
    wording: Wording<'t>,
    /// Whether the other version has it at another place.
    is_elsewhere: bool,
}

impl<'t, 'a> Pairing<'t, 'a> {
    fn gap(&self, olds: &[NodeId], news: &[NodeId]) -> Vec<Step> {
        let candidates = |tree: &'t Tree<'a>, list: &[NodeId]| -> Vec<Candidate<'t>> {
            let candidate = |&node: &NodeId| {
                let wording = Wording::of(&tree.nodes[node].text);
                Candidate { node, kind: tree.kind(node), id: tree.id(node), wording, is_elsewhere: false }
            };
            list.iter().map(candidate).collect()
        };
        let (mut olds, mut news) = (candidates(self.old, olds), candidates(self.new, news));
        // A section that is still there under its anchor is that one, wherever it stands.
        olds.iter_mut().for_each(|old| old.is_elsewhere = old.kind == Kind::Section && self.new.has_section(old.id));
        news.iter_mut().for_each(|new| new.is_elsewhere = new.kind == Kind::Section && self.old.has_section(new.id));
        parted_and_joined(&olds, &news, &likest(&olds, &news))
    }
}

/// How much two parts are one; nothing if they are two.
fn likeness(old: &Candidate, new: &Candidate) -> Option<f64> {
    if old.kind != new.kind || (old.id != new.id && (old.is_elsewhere || new.is_elsewhere)) {
        return None;
    }
    let likeness = old.wording.likeness(&new.wording);
    let is_it = likeness >= threshold(old.kind) || old.kind == Kind::Divider;
    // Of several that are as like, the one at the same place.
    is_it.then_some(likeness + if old.id == new.id { 0.01 } else { 0.0 })
}

/// The pairs, in the order of both lists, that are most like each other together.
fn likest(olds: &[Candidate], news: &[Candidate]) -> Vec<(usize, usize)> {
    if olds.is_empty() || news.is_empty() {
        return Vec::new();
    }
    if olds.len().saturating_mul(news.len()) > PAIRS_MAX {
        return at_same_ids(olds, news);
    }
    let width = news.len() + 1;
    let likeness: Vec<Option<f64>> = olds.iter().flat_map(|old| news.iter().map(move |new| likeness(old, new))).collect();
    let mut best = vec![0.0_f64; (olds.len() + 1) * width];
    for old in (0..olds.len()).rev() {
        for new in (0..news.len()).rev() {
            let here = old * width + new;
            let left_out = best[here + 1].max(best[here + width]);
            let paired = likeness[old * news.len() + new].map_or(0.0, |likeness| likeness + best[here + width + 1]);
            best[here] = left_out.max(paired);
        }
    }
    let (mut old, mut new, mut pairs) = (0, 0, Vec::new());
    while old < olds.len() && new < news.len() {
        let here = old * width + new;
        let paired = likeness[old * news.len() + new].map(|likeness| likeness + best[here + width + 1]);
        if paired.is_some_and(|paired| paired >= best[here]) {
            pairs.push((old, new));
            (old, new) = (old + 1, new + 1);
        } else if best[here + width] >= best[here + 1] {
            old += 1;
        } else {
            new += 1;
        }
    }
    pairs
}

fn at_same_ids(olds: &[Candidate], news: &[Candidate]) -> Vec<(usize, usize)> {
    let places: std::collections::HashMap<&str, usize> = news.iter().enumerate().map(|(at, new)| (new.id, at)).collect();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (at, old) in olds.iter().enumerate() {
        let Some(&there) = places.get(old.id) else { continue };
        let is_behind = pairs.last().is_none_or(|(_, last)| *last < there);
        if is_behind && likeness(old, &news[there]).is_some() {
            pairs.push((at, there));
        }
    }
    pairs
}

/// So much of a part of a paragraph stands in the whole.
const PART: f64 = 0.75;

/// The steps of a gap, with paragraphs that were parted or joined.
fn parted_and_joined(olds: &[Candidate], news: &[Candidate], pairs: &[(usize, usize)]) -> Vec<Step> {
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
        let (step, count) = parted(olds, news, &steps[at..])
            .or_else(|| joined(olds, news, &steps[at..]))
            .unwrap_or_else(|| (single(olds, news, steps[at]), 1));
        out.push(step);
        at += count;
    }
    out
}

type Loose = (Option<usize>, Option<usize>);

fn single(olds: &[Candidate], news: &[Candidate], step: Loose) -> Step {
    match step {
        (Some(old), Some(new)) => Step::Pair(olds[old].node, news[new].node),
        (Some(old), None) => Step::Gone(olds[old].node),
        (None, Some(new)) => Step::New(news[new].node),
        (None, None) => unreachable!("a step has a part"),
    }
}

/// The first steps as one old paragraph that became several, and how many they are.
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
    let is_part = |step: &Loose| step.1.is_some_and(|new| is_part_of(&news[new], whole));
    let is_free = |step: &Loose| step.0.is_none() && is_part(step);
    if !steps[..at].iter().all(is_free) || whole.kind != Kind::Prose {
        return None;
    }
    let behind = steps[at + 1..].iter().take_while(|step| is_free(step)).count();
    let run = &steps[..at + 1 + behind];
    let parts: Vec<NodeId> = run.iter().filter_map(|step| step.1).map(|new| news[new].node).collect();
    let is_several = parts.len() > 1;
    is_several.then_some((Step::Split(whole.node, parts), run.len()))
}

/// The first steps as several old paragraphs that became one.
fn joined(olds: &[Candidate], news: &[Candidate], steps: &[Loose]) -> Option<(Step, usize)> {
    let gone = steps.iter().take_while(|(_, new)| new.is_none()).count();
    let whole = steps.get(gone)?.1.map(|new| &news[new])?;
    let is_free = |step: &Loose| step.1.is_none() && step.0.is_some_and(|old| is_part_of(&olds[old], whole));
    if !steps[..gone].iter().all(is_free) || whole.kind != Kind::Prose {
        return None;
    }
    let behind = steps[gone + 1..].iter().take_while(|step| is_free(step)).count();
    let run = &steps[..gone + 1 + behind];
    let parts: Vec<NodeId> = run.iter().filter_map(|step| step.0).map(|old| olds[old].node).collect();
    let is_several = parts.len() > 1;
    is_several.then_some((Step::Joined(parts, whole.node), run.len()))
}

fn is_part_of(part: &Candidate, whole: &Candidate) -> bool {
    part.kind == Kind::Prose && part.wording.count() >= 3 && part.wording.share_in(&whole.wording) >= PART
}
