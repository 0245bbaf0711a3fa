//! Which entry of a catalog is whose, after the source has changed.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

use super::Message;
use super::po::Entry;
use crate::document::{LIKE, Wording};

/// In a section with more pairs than this a text that changed is only looked for
/// at its own place: nobody changes five hundred texts of one section at once.
const PAIRS_MAX: usize = 250_000;

/// For each of `messages` the place in `entries` of the one that becomes its own:
///
/// 1. of the same context and text, or of the same context and translated from
///    that text before it was changed and changed back;
/// 2. of the same text, in the same section or else anywhere;
/// 3. for metadata, words of the program and the name of the language, of the same
///    context;
/// 4. for the rest, the likest in the section, or in the one whose texts have
///    moved to that section.
///
/// No entry is given twice. The same input gives the same result.
pub(super) fn matches(entries: &[Entry], messages: &[Message]) -> Vec<Option<usize>> {
    let mut matching =
        Matching { entries, messages, of_message: vec![None; messages.len()], is_taken: vec![false; entries.len()] };
    matching.by_context_and(|entry| Some(&entry.original));
    matching.by_context_and(|entry| entry.previous.as_deref().filter(|_| entry.is_fuzzy));
    matching.by_text(|context| (lasting(context), section(context)));
    matching.by_text(|context| (lasting(context), ""));
    matching.by_context();
    matching.by_likeness();
    matching.of_message
}

/// The kind of a context that is no place of the text: `program` of
/// `program:contents`. Such contexts stay what they are.
fn lasting(context: &str) -> Option<&str> {
    let (kind, _) = context.split_once(':')?;
    matches!(kind, "statement" | "program" | "language").then_some(kind)
}

/// The first part of a context, up to the first dot.
fn section(context: &str) -> &str {
    context.split('.').next().unwrap_or_default()
}

fn context_of(entry: &Entry) -> &str {
    entry.context.as_deref().unwrap_or_default()
}

struct Matching<'a> {
    entries: &'a [Entry],
    messages: &'a [Message],
    of_message: Vec<Option<usize>>,
    is_taken: Vec<bool>,
}

impl<'a> Matching<'a> {
    fn take(&mut self, message: usize, entry: usize) {
        self.of_message[message] = Some(entry);
        self.is_taken[entry] = true;
    }

    fn free_entries(&self) -> impl Iterator<Item = (usize, &'a Entry)> + use<'a, '_> {
        self.entries.iter().enumerate().filter(|(number, _)| !self.is_taken[*number])
    }

    fn free_messages(&self) -> impl Iterator<Item = (usize, &'a Message)> + use<'a, '_> {
        self.messages.iter().enumerate().filter(|(number, _)| self.of_message[*number].is_none())
    }

    /// `text` says which wording of an entry counts.
    fn by_context_and(&mut self, text: impl Fn(&Entry) -> Option<&str>) {
        let known: HashMap<(&str, &str), usize> = self
            .free_entries()
            .filter_map(|(number, entry)| Some(((entry.context.as_deref()?, text(entry)?), number)))
            .collect();
        let found: Vec<_> = self
            .free_messages()
            .filter_map(|(number, message)| Some((number, *known.get(&(&*message.context, &*message.original))?)))
            .collect();
        found.into_iter().for_each(|(message, entry)| self.take(message, entry));
    }

    /// Of several entries with one text the translated ones come first, then those
    /// in use, then those that stand first.
    fn by_text<'k, K: Eq + std::hash::Hash>(&mut self, key: impl Fn(&'a str) -> K + 'k) {
        let mut free: Vec<_> = self.free_entries().collect();
        free.sort_by_key(|(_, entry)| (entry.translation.is_empty(), entry.is_fuzzy, entry.is_obsolete));
        let mut known: HashMap<(K, &str), VecDeque<usize>> = HashMap::new();
        for (number, entry) in free {
            known.entry((key(context_of(entry)), &entry.original)).or_default().push_back(number);
        }
        let messages: Vec<_> = self.free_messages().collect();
        for (number, message) in messages {
            let found = known.get_mut(&(key(&message.context), &message.original)).and_then(VecDeque::pop_front);
            if let Some(entry) = found {
                self.take(number, entry);
            }
        }
    }

    fn by_context(&mut self) {
        let known: HashMap<&str, usize> = self
            .free_entries()
            .filter(|(_, entry)| !entry.is_obsolete)
            .filter_map(|(number, entry)| Some((entry.context.as_deref()?, number)))
            .collect();
        let found: Vec<_> = self
            .free_messages()
            .filter(|(_, message)| lasting(&message.context).is_some())
            .filter_map(|(number, message)| Some((number, *known.get(&*message.context)?)))
            .collect();
        found.into_iter().for_each(|(message, entry)| self.take(message, entry));
    }

    fn by_likeness(&mut self) {
        let origins = self.origins();
        let mut changed: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (number, message) in self.free_messages().filter(|(_, message)| lasting(&message.context).is_none()) {
            changed.entry(section(&message.context)).or_default().push(number);
        }
        let mut gone: HashMap<&str, Vec<usize>> = HashMap::new();
        for (number, entry) in self.free_entries().filter(|(_, entry)| lasting(context_of(entry)).is_none()) {
            gone.entry(section(context_of(entry))).or_default().push(number);
        }
        let mut pairs = Vec::new();
        for (section, messages) in &changed {
            let sections = [Some(*section), origins.get(section).copied()].into_iter().flatten();
            let entries: Vec<usize> = sections.filter_map(|section| gone.get(section)).flatten().copied().collect();
            pairs.extend(self.like(messages, &entries));
        }
        pairs.sort_by(Pair::best_first);
        for pair in pairs {
            if self.of_message[pair.message].is_none() && !self.is_taken[pair.entry] {
                self.take(pair.message, pair.entry);
            }
        }
    }

    /// For sections that are new, the section from which most of their texts came.
    fn origins(&self) -> BTreeMap<&'a str, &'a str> {
        let known: HashSet<&str> =
            self.entries.iter().filter(|entry| !entry.is_obsolete).map(|entry| section(context_of(entry))).collect();
        let mut votes: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for (message, entry) in self.messages.iter().zip(&self.of_message) {
            let Some(entry) = entry else { continue };
            let to = section(&message.context);
            if !known.contains(to) {
                *votes.entry((to, section(context_of(&self.entries[*entry])))).or_default() += 1;
            }
        }
        let mut most: BTreeMap<&str, (usize, &str)> = BTreeMap::new();
        for ((to, from), count) in votes {
            let best = most.entry(to).or_insert((count, from));
            if count > best.0 {
                *best = (count, from);
            }
        }
        most.into_iter().map(|(to, (_, from))| (to, from)).collect()
    }

    /// The pairs of one section that are alike enough.
    fn like(&self, messages: &[usize], entries: &[usize]) -> Vec<Pair> {
        let are_few = messages.len().saturating_mul(entries.len()) <= PAIRS_MAX;
        let by_context: HashMap<&str, usize> =
            entries.iter().map(|entry| (context_of(&self.entries[*entry]), *entry)).collect();
        let wordings: HashMap<usize, Wording> =
            entries.iter().map(|entry| (*entry, Wording::of(&self.entries[*entry].original))).collect();
        let mut pairs = Vec::new();
        for &message in messages {
            let Message { context, original, .. } = &self.messages[message];
            let wording = Wording::of(original);
            let own = by_context.get(&**context).copied();
            let candidates = if are_few { entries } else { own.as_slice() };
            pairs.extend(candidates.iter().filter_map(|&entry| {
                let likeness = wording.likeness(&wordings[&entry]);
                let is_obsolete = self.entries[entry].is_obsolete;
                (likeness >= LIKE).then_some(Pair { likeness, is_moved: own != Some(entry), is_obsolete, message, entry })
            }));
        }
        pairs
    }
}

/// A message, and an entry that may become its own.
struct Pair {
    likeness: f64,
    is_moved: bool,
    is_obsolete: bool,
    message: usize,
    entry: usize,
}

impl Pair {
    fn best_first(one: &Self, two: &Self) -> std::cmp::Ordering {
        let rest = |pair: &Self| (pair.is_moved, pair.is_obsolete, pair.message, pair.entry);
        two.likeness.total_cmp(&one.likeness).then_with(|| rest(one).cmp(&rest(two)))
    }
}
