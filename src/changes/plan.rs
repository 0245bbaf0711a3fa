//! Which part of the old document is which of the new one, moves included.

use std::collections::{BTreeMap, HashMap, VecDeque};

use super::align::{Step, align};
use super::tree::{Kind, NodeId, Tree};
use crate::document::Wording;

/// What became of all parts of two documents.
#[derive(Default)]
pub struct Plan {
    /// For a pair, the steps of each of its lists.
    steps: BTreeMap<(NodeId, NodeId), Vec<Vec<Step>>>,
    /// From an old part to the new one that it has become, at its place or elsewhere.
    pub new_of: BTreeMap<NodeId, NodeId>,
    /// From a new part that stood elsewhere to the old one.
    pub moved_from: BTreeMap<NodeId, NodeId>,
    pub moved_to: BTreeMap<NodeId, NodeId>,
    gone: Vec<NodeId>,
    new: Vec<NodeId>,
}

/// A shorter passage that stands elsewhere too is a coincidence.
const WORDS_MOVED_MIN: usize = 5;
/// One that was changed as well must be longer and more alike.
const WORDS_MOVED_AND_CHANGED_MIN: usize = 8;
const MOVED_AND_CHANGED: f64 = 0.6;
/// More pairs are not compared: passages that were moved are then found only if
/// they say the same.
const PAIRS_MAX: usize = 250_000;

/// The plan of `old` and `new`. The same documents give the same plan.
pub fn plan(old: &Tree, new: &Tree) -> Plan {
    let mut plan = Plan::default();
    plan.pair(old, new, 0, 0);
    loop {
        let moves = plan.moves(old, new);
        if moves.is_empty() {
            return plan;
        }
        for (from, to) in moves {
            plan.moved_from.insert(to, from);
            plan.moved_to.insert(from, to);
            plan.gone.retain(|node| *node != from);
            plan.new.retain(|node| *node != to);
            plan.pair(old, new, from, to);
        }
    }
}

impl Plan {
    /// The steps of each list of a pair.
    pub fn steps(&self, old: NodeId, new: NodeId) -> &[Vec<Step>] {
        self.steps.get(&(old, new)).map_or(&[], Vec::as_slice)
    }

    fn pair(&mut self, old: &Tree, new: &Tree, one: NodeId, two: NodeId) {
        self.new_of.insert(one, two);
        let lists = old.nodes[one].lists.iter().zip(&new.nodes[two].lists);
        let steps: Vec<Vec<Step>> = lists.map(|(olds, news)| align(old, new, olds, news)).collect();
        for step in steps.iter().flatten() {
            match step {
                Step::Pair(one, two) => self.pair(old, new, *one, *two),
                Step::Gone(one) => self.gone.push(*one),
                Step::New(two) => self.new.push(*two),
                Step::Split(one, parts) => {
                    self.new_of.insert(*one, parts[0]);
                }
                Step::Joined(parts, whole) => parts.iter().for_each(|part| {
                    self.new_of.insert(*part, *whole);
                }),
            }
        }
        self.steps.insert((one, two), steps);
    }

    /// What is gone here and new there, the largest first, none inside of another.
    fn moves(&self, old: &Tree, new: &Tree) -> Vec<(NodeId, NodeId)> {
        let mut gone = Passages::of(old, &self.gone, |node| self.moved_to.contains_key(&node));
        let mut fresh = Passages::of(new, &self.new, |node| self.moved_from.contains_key(&node));
        let mut moves = Vec::new();
        let mut places: HashMap<u64, VecDeque<usize>> = HashMap::new();
        for (at, passage) in fresh.list.iter().enumerate() {
            places.entry(new.nodes[passage.node].key).or_default().push_back(at);
        }
        for from in 0..gone.list.len() {
            let there = places.get_mut(&old.nodes[gone.list[from].node].key);
            let to = there.and_then(|there| there.iter().position(|at| !fresh.is_taken(*at)).and_then(|at| there.remove(at)));
            if let Some(to) = to.filter(|_| !gone.is_taken(from)) {
                moves.push((gone.take(from), fresh.take(to)));
            }
        }
        for (from, to) in alike(&gone, &fresh) {
            if !gone.is_taken(from) && !fresh.is_taken(to) {
                moves.push((gone.take(from), fresh.take(to)));
            }
        }
        moves
    }
}

/// Passages that may have been moved, the longest first.
struct Passages<'t, 'a> {
    tree: &'t Tree<'a>,
    list: Vec<Passage<'t>>,
    taken: std::collections::BTreeSet<NodeId>,
}

struct Passage<'t> {
    node: NodeId,
    kind: Kind,
    wording: Wording<'t>,
}

impl<'t, 'a> Passages<'t, 'a> {
    /// `nodes` and what is in them, but what `is_found` already.
    fn of(tree: &'t Tree<'a>, nodes: &[NodeId], is_found: impl Fn(NodeId) -> bool) -> Self {
        let mut list = Vec::new();
        let mut rest: Vec<NodeId> = nodes.to_vec();
        while let Some(node) = rest.pop() {
            if is_found(node) {
                continue;
            }
            rest.extend(tree.nodes[node].lists.iter().flatten());
            let kind = tree.kind(node);
            let can_move = match kind {
                Kind::Section | Kind::Prose | Kind::List | Kind::Quotation | Kind::Callout | Kind::Table => true,
                Kind::Code | Kind::Figure | Kind::Descriptions | Kind::Item => true,
                Kind::Document | Kind::Divider | Kind::Row | Kind::Description | Kind::Note => false,
            };
            let wording = Wording::of(&tree.nodes[node].text);
            if can_move && wording.count() >= WORDS_MOVED_MIN {
                list.push(Passage { node, kind, wording });
            }
        }
        list.sort_by_key(|passage| (std::cmp::Reverse(passage.wording.count()), passage.node));
        Self { tree, list, taken: std::collections::BTreeSet::new() }
    }

    fn is_taken(&self, at: usize) -> bool {
        self.taken.contains(&self.list[at].node)
    }

    /// Takes the passage, with what it holds and what holds it.
    fn take(&mut self, at: usize) -> NodeId {
        let node = self.list[at].node;
        let mut rest = vec![node];
        while let Some(inner) = rest.pop() {
            self.taken.insert(inner);
            rest.extend(self.tree.nodes[inner].lists.iter().flatten());
        }
        let holders: Vec<NodeId> =
            self.list.iter().map(|passage| passage.node).filter(|other| self.holds(*other, node)).collect();
        self.taken.extend(holders);
        node
    }

    fn holds(&self, outer: NodeId, inner: NodeId) -> bool {
        self.tree.nodes[outer].lists.iter().flatten().any(|node| *node == inner || self.holds(*node, inner))
    }
}

/// The pairs that are one passage that was moved and changed, the likest first.
fn alike(gone: &Passages, fresh: &Passages) -> Vec<(usize, usize)> {
    fn long<'p>(passages: &'p Passages) -> Vec<(usize, &'p Passage<'p>)> {
        let is_long = |(at, passage): &(usize, &Passage)| {
            !passages.is_taken(*at) && passage.wording.count() >= WORDS_MOVED_AND_CHANGED_MIN
        };
        passages.list.iter().enumerate().filter(is_long).collect()
    }
    let (gone, fresh) = (long(gone), long(fresh));
    if gone.len().saturating_mul(fresh.len()) > PAIRS_MAX {
        return Vec::new();
    }
    let mut pairs = Vec::new();
    for (from, old) in &gone {
        for (to, new) in fresh.iter().filter(|(_, new)| new.kind == old.kind) {
            let likeness = old.wording.likeness(&new.wording);
            if likeness >= MOVED_AND_CHANGED {
                pairs.push((likeness, *from, *to));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    pairs.into_iter().map(|(_, from, to)| (from, to)).collect()
}
