//! Two lists of parts side by side: which is which, in their order.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::reshaping::reshaped;
use super::tree::{Kind, NodeId, Tree};
use crate::document::{LIKE, Wording};

/// What became of one part of the old list, or of the new one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    Pair(NodeId, NodeId),
    Gone(NodeId),
    New(NodeId),
    /// The same words in another form: a paragraph that was parted, paragraphs that
    /// were joined, a list that was a paragraph. At least one of each, all blocks or
    /// all items, and they hold nothing but words.
    Reshaped(Vec<NodeId>, Vec<NodeId>),
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
    if tree.kind(node) != Kind::Section {
        return tree.nodes[node].key;
    }
    let mut hasher = DefaultHasher::new();
    tree.id(node).hash(&mut hasher);
    hasher.finish()
}

/// How alike two parts must be to be one that was changed: what holds others is
/// compared again inside.
pub fn threshold(kind: Kind) -> f64 {
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
pub struct Candidate<'t> {
    pub node: NodeId,
    pub kind: Kind,
    id: &'t str,
    pub wording: Wording<'t>,
    /// Whether the other version has it at another place.
    is_elsewhere: bool,
    /// Whether its words may take another form.
    pub is_words: bool,
}

impl<'t, 'a> Pairing<'t, 'a> {
    fn gap(&self, olds: &[NodeId], news: &[NodeId]) -> Vec<Step> {
        let candidates = |tree: &'t Tree<'a>, list: &[NodeId]| -> Vec<Candidate<'t>> {
            let candidate = |&node: &NodeId| {
                let wording = Wording::of(&tree.nodes[node].text);
                let (kind, is_words) = (tree.kind(node), tree.is_words(node));
                Candidate { node, kind, id: tree.id(node), wording, is_elsewhere: false, is_words }
            };
            list.iter().map(candidate).collect()
        };
        let (mut olds, mut news) = (candidates(self.old, olds), candidates(self.new, news));
        // A section that is still there under its anchor is that one, wherever it stands.
        olds.iter_mut().for_each(|old| old.is_elsewhere = old.kind == Kind::Section && self.new.has_section(old.id));
        news.iter_mut().for_each(|new| new.is_elsewhere = new.kind == Kind::Section && self.old.has_section(new.id));
        reshaped(&olds, &news, &likest(&olds, &news))
    }
}

/// How much two parts are one; nothing if they are two.
fn likeness(old: &Candidate, new: &Candidate) -> Option<f64> {
    if !may_become(old, new) || (old.id != new.id && (old.is_elsewhere || new.is_elsewhere)) {
        return None;
    }
    let likeness = old.wording.likeness(&new.wording);
    let has_form = old.kind == new.kind;
    let threshold = if has_form { threshold(old.kind) } else { LIKE };
    let is_it = likeness >= threshold || old.kind == Kind::Divider;
    // Of several that are as like, the one at the same place and in the same form.
    let preference = if old.id == new.id { 0.01 } else { 0.0 } + if has_form { 0.05 } else { 0.0 };
    is_it.then_some(likeness + preference)
}

/// Whether the one can have become the other: it is of its kind, or both are blocks
/// of nothing but words.
fn may_become(old: &Candidate, new: &Candidate) -> bool {
    let is_block = |candidate: &Candidate| candidate.is_words && candidate.kind != Kind::Item;
    old.kind == new.kind || (is_block(old) && is_block(new))
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
