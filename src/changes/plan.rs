//! Which part of the old document is which of the new one, moves included.

use std::collections::{BTreeMap, HashMap, VecDeque};

use super::align::{Step, align, threshold};
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
    /// From a new part to the old one, the moved ones left out.
    old_of: BTreeMap<NodeId, NodeId>,
    gone: Vec<NodeId>,
    new: Vec<NodeId>,
}

/// A shorter passage that stands elsewhere too is a coincidence, except in the same
/// section, if nothing else says the same.
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

    /// Whether a part of the new version stood further down, among what stayed; else
    /// it stood further up.
    pub fn stood_below(&self, new_tree: &Tree, old: NodeId, new: NodeId) -> bool {
        let has_moved = |node: NodeId| {
            let above = std::iter::successors(Some(node), |node| Some(new_tree.parent(*node)).filter(|above| *above != 0));
            above.into_iter().any(|node| self.moved_from.contains_key(&node))
        };
        let before = (1..new_tree.first_inside(new)).rev().filter(|node| !has_moved(*node));
        let last = before.filter_map(|node| self.old_of.get(&node)).next();
        last.is_none_or(|last| *last < old)
    }

    /// Whether both stand in one section, whatever it is called.
    pub fn has_same_home(&self, old_tree: &Tree, old: NodeId, new_tree: &Tree, new: NodeId) -> bool {
        self.new_of.get(&old_tree.home(old)) == Some(&new_tree.home(new))
    }

    fn pair(&mut self, old: &Tree, new: &Tree, one: NodeId, two: NodeId) {
        self.new_of.insert(one, two);
        if !self.moved_from.contains_key(&two) {
            self.old_of.insert(two, one);
        }
        let lists = old.nodes[one].lists.iter().zip(&new.nodes[two].lists);
        let steps = lists.map(|(olds, news)| notes_in_any_order(align(old, new, olds, news), old, new));
        let steps: Vec<Vec<Step>> = steps.collect();
        for step in steps.iter().flatten() {
            match step {
                Step::Pair(one, two) => self.pair(old, new, *one, *two),
                Step::Gone(one) => self.gone.push(*one),
                Step::New(two) => self.new.push(*two),
                Step::Reshaped(olds, news) => {
                    olds.iter().for_each(|one| {
                        self.new_of.insert(*one, news[0]);
                    });
                    news.iter().for_each(|two| {
                        self.old_of.insert(*two, olds[0]);
                    });
                }
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
        let (said_once, says_once) = (gone.said_once(), fresh.said_once());
        for from in 0..gone.list.len() {
            let one = gone.list[from].node;
            let key = old.nodes[one].key;
            let is_free = |at: usize| !fresh.is_taken(at) && self.has_same_frame(old, one, new, fresh.list[at].node);
            let to = if gone.is_taken(from) {
                None
            } else if gone.list[from].wording.count() >= WORDS_MOVED_MIN {
                let there = places.get_mut(&key);
                there.and_then(|there| there.iter().position(|at| is_free(*at)).and_then(|at| there.remove(at)))
            } else {
                let home = self.new_of.get(&old.home(one)).filter(|_| said_once.contains_key(&(key, old.home(one))));
                home.and_then(|home| says_once.get(&(key, *home))).copied().filter(|at| is_free(*at))
            };
            if let Some(to) = to {
                moves.push((gone.take(from), fresh.take(to)));
            }
        }
        for (from, to) in alike(&gone, &fresh) {
            let has_frame = self.has_same_frame(old, gone.list[from].node, new, fresh.list[to].node);
            if has_frame && !gone.is_taken(from) && !fresh.is_taken(to) {
                moves.push((gone.take(from), fresh.take(to)));
            }
        }
        moves
    }

    /// Whether a part can go from the one place to the other: rows and descriptions
    /// stay in their table or list.
    fn has_same_frame(&self, old_tree: &Tree, old: NodeId, new_tree: &Tree, new: NodeId) -> bool {
        match old_tree.kind(old) {
            Kind::Row | Kind::Description => self.new_of.get(&old_tree.parent(old)) == Some(&new_tree.parent(new)),
            Kind::Document | Kind::Section | Kind::Prose | Kind::List | Kind::Quotation | Kind::Callout | Kind::Table => true,
            Kind::Code | Kind::Figure | Kind::Descriptions | Kind::Divider | Kind::Item | Kind::Note => true,
        }
    }
}

/// `steps` with each note that is gone paired with the new one that says the same, or
/// nearly: a note stands where its mark does, and moves with it.
fn notes_in_any_order(steps: Vec<Step>, old: &Tree, new: &Tree) -> Vec<Step> {
    let gone = steps.iter().filter_map(|step| if let Step::Gone(one) = step { Some(*one) } else { None });
    let fresh = steps.iter().filter_map(|step| if let Step::New(two) = step { Some(*two) } else { None });
    let notes = |tree: &Tree, nodes: Vec<NodeId>| nodes.into_iter().filter(|node| tree.kind(*node) == Kind::Note).collect();
    let (gone, fresh): (Vec<NodeId>, Vec<NodeId>) = (notes(old, gone.collect()), notes(new, fresh.collect()));
    if gone.is_empty() || fresh.is_empty() || gone.len().saturating_mul(fresh.len()) > PAIRS_MAX {
        return steps;
    }
    let fresh: Vec<(NodeId, Wording)> = fresh.into_iter().map(|node| (node, Wording::of(&new.nodes[node].text))).collect();
    let mut likest = Vec::new();
    for one in gone {
        let wording = Wording::of(&old.nodes[one].text);
        let likeness = fresh.iter().map(|(two, other)| (wording.likeness(other), one, *two));
        likest.extend(likeness.filter(|(likeness, _, _)| *likeness >= threshold(Kind::Note)));
    }
    likest.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut new_of, mut taken) = (BTreeMap::new(), std::collections::BTreeSet::new());
    for (_, one, two) in likest {
        if !new_of.contains_key(&one) && taken.insert(two) {
            new_of.insert(one, two);
        }
    }
    let paired = |step: Step| match step {
        Step::Gone(one) => Some(new_of.get(&one).map_or(Step::Gone(one), |two| Step::Pair(one, *two))),
        Step::New(two) => (!taken.contains(&two)).then_some(Step::New(two)),
        step @ (Step::Pair(..) | Step::Reshaped(..)) => Some(step),
    };
    steps.into_iter().filter_map(paired).collect()
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
                Kind::Code | Kind::Figure | Kind::Descriptions | Kind::Item | Kind::Row | Kind::Description => true,
                Kind::Document | Kind::Divider | Kind::Note => false,
            };
            let wording = Wording::of(&tree.nodes[node].text);
            if can_move && wording.count() > 0 {
                list.push(Passage { node, kind, wording });
            }
        }
        // What holds others has the larger number, and goes before them.
        list.sort_by_key(|passage| std::cmp::Reverse((passage.wording.count(), passage.node)));
        Self { tree, list, taken: std::collections::BTreeSet::new() }
    }

    /// What is said once only in its section, and in that form: where.
    fn said_once(&self) -> HashMap<(u64, NodeId), usize> {
        let mut places: HashMap<(u64, NodeId), Vec<usize>> = HashMap::new();
        for (at, passage) in self.list.iter().enumerate() {
            places.entry((self.tree.nodes[passage.node].key, self.tree.home(passage.node))).or_default().push(at);
        }
        places.into_iter().filter(|(_, places)| places.len() == 1).map(|(says, places)| (says, places[0])).collect()
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
        let tree = self.tree;
        self.taken.extend(std::iter::successors(Some(node), |node| Some(tree.parent(*node)).filter(|above| *above != 0)));
        node
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
