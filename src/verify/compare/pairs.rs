//! Which line of an edition is which expected one.

use std::collections::{BTreeMap, BTreeSet};

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::text::key;
use crate::verify::expected::Expected;
use crate::verify::transcript::Line;

/// Indexes of expected and of found lines.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Pairs {
    /// In their order.
    pub matched: Vec<(usize, usize)>,
    /// The same text, in another place.
    pub moved: Vec<(usize, usize)>,
    pub lost: Vec<usize>,
    pub added: Vec<usize>,
}

pub fn pair(expected: &[Expected], found: &[&Line]) -> Pairs {
    let keys: Vec<String> = expected.iter().map(|expected| key(&expected.line)).collect();
    let found_keys: Vec<String> = found.iter().map(|line| key(line)).collect();
    let mut pairs = Pairs::default();
    let mut gaps: Vec<Gap> = Vec::new();
    for operation in capture_diff_slices(Algorithm::Patience, &keys, &found_keys) {
        match operation {
            DiffOp::Equal { old_index, new_index, len } => {
                pairs.matched.extend((0..len).map(|offset| (old_index + offset, new_index + offset)));
                gaps.push(Gap::default());
            }
            DiffOp::Delete { old_index, old_len, .. } => gap(&mut gaps).expected.extend(old_index..old_index + old_len),
            DiffOp::Insert { new_index, new_len, .. } => gap(&mut gaps).found.extend(new_index..new_index + new_len),
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                let gap = gap(&mut gaps);
                gap.expected.extend(old_index..old_index + old_len);
                gap.found.extend(new_index..new_index + new_len);
            }
        }
    }
    find_moved(&mut gaps, &keys, &found_keys, &mut pairs);
    find_by_id(&mut gaps, expected, found, &mut pairs);
    find_alike(&mut gaps, &keys, &found_keys, &mut pairs);
    for gap in gaps {
        pairs.lost.extend(gap.expected);
        pairs.added.extend(gap.found);
    }
    pairs.matched.sort_unstable();
    pairs
}

/// Lines between two matched ones, on both sides.
#[derive(Debug, Default)]
struct Gap {
    expected: Vec<usize>,
    found: Vec<usize>,
}

fn gap(gaps: &mut Vec<Gap>) -> &mut Gap {
    if gaps.is_empty() {
        gaps.push(Gap::default());
    }
    gaps.last_mut().expect("there is one")
}

/// The same text in another gap, or in another order in the same one.
fn find_moved(gaps: &mut [Gap], keys: &[String], found_keys: &[String], pairs: &mut Pairs) {
    let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for &there in gaps.iter().rev().flat_map(|gap| gap.found.iter().rev()) {
        places.entry(&found_keys[there]).or_default().push(there);
    }
    let mut taken = BTreeSet::new();
    for gap in gaps.iter_mut() {
        gap.expected.retain(|&here| match places.get_mut(keys[here].as_str()).and_then(Vec::pop) {
            Some(there) => {
                pairs.moved.push((here, there));
                taken.insert(there);
                false
            }
            None => true,
        });
    }
    gaps.iter_mut().for_each(|gap| gap.found.retain(|there| !taken.contains(there)));
}

/// The same block with another text.
fn find_by_id(gaps: &mut [Gap], expected: &[Expected], found: &[&Line], pairs: &mut Pairs) {
    for gap in gaps {
        let Gap { expected: here, found: there } = gap;
        here.retain(|&here| {
            let is_it = |there: &usize| found[*there].id.as_ref().is_some_and(|id| expected[here].ids.first() == Some(id));
            match there.iter().position(is_it) {
                Some(at) if expected[here].line.role == found[there[at]].role => {
                    pairs.matched.push((here, there.remove(at)));
                    false
                }
                _ => true,
            }
        });
    }
}

/// A line that says nearly the same between the same neighbours: the most like
/// comes first, and more than half must agree.
fn find_alike(gaps: &mut [Gap], keys: &[String], found_keys: &[String], pairs: &mut Pairs) {
    /// Beyond this, likeness would take longer than it helps.
    const LINES_MAX: usize = 24;
    for gap in gaps {
        if gap.expected.len() > LINES_MAX || gap.found.len() > LINES_MAX {
            continue;
        }
        for (here, there) in alike(gap, keys, found_keys) {
            if gap.expected.contains(&here) && gap.found.contains(&there) {
                gap.expected.retain(|&other| other != here);
                gap.found.retain(|&other| other != there);
                pairs.matched.push((here, there));
            }
        }
    }
}

/// The pairs of a gap that are alike by more than half, the most like first.
fn alike(gap: &Gap, keys: &[String], found_keys: &[String]) -> Vec<(usize, usize)> {
    let all = gap.expected.iter().flat_map(|&here| gap.found.iter().map(move |&there| (here, there)));
    let likeness = |(here, there): (usize, usize)| (strsim::sorensen_dice(&keys[here], &found_keys[there]), here, there);
    let mut list: Vec<(f64, usize, usize)> = all.map(likeness).filter(|(likeness, ..)| *likeness > 0.5).collect();
    list.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    list.into_iter().map(|(_, here, there)| (here, there)).collect()
}
