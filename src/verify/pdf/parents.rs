//! The way back from a page to its structure (ISO 32000-1 §14.7.4.4), and whether
//! all that is shown has its place in it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::checks::{Reading, on_page};
use super::content::Shown;
use super::faults::{Faults, beginning};
use super::pages::number_tree;
use super::syntax::Value;
use super::tree::Child;

pub fn check(reading: &Reading, faults: &mut Faults) {
    let owners = Owners::of(reading);
    unreached(reading, &owners, faults);
    let mut parents: HashMap<u32, Value> = HashMap::new();
    number_tree(reading.file, &reading.file.dictionary(reading.structure, "ParentTree"), &mut |key, value| {
        parents.insert(key, value);
    });
    if parents.is_empty() {
        faults.add("the text does not lead back to its tags");
    } else {
        way_back(reading, &owners, &parents, faults);
    }
    annotations(reading, &owners, &parents, faults);
}

/// Which element, by the number of its object, has a marked content or annotation.
#[derive(Default)]
struct Owners {
    contents: BTreeMap<(usize, u32), Option<u32>>,
    annotations: BTreeMap<u32, Option<u32>>,
    twice: BTreeSet<(usize, u32)>,
}

impl Owners {
    fn of(reading: &Reading) -> Self {
        let mut owners = Self::default();
        for element in &reading.tree.elements {
            for child in &element.children {
                match *child {
                    Child::Element(_) => {}
                    Child::Content { page, id } => {
                        if owners.contents.insert((page, id), element.object).is_some() {
                            owners.twice.insert((page, id));
                        }
                    }
                    Child::Annotation(object) => {
                        owners.annotations.insert(object, element.object);
                    }
                }
            }
        }
        owners
    }
}

/// Text that a reader never meets, meets twice, or looks for in vain.
fn unreached(reading: &Reading, owners: &Owners, faults: &mut Faults) {
    for (page, shown) in reading.shown.iter().enumerate() {
        let place = on_page(reading, Some(page));
        if !shown.stray.trim().is_empty() {
            faults.add(format!("a screen reader never reads `{}`{place}: it is not tagged", beginning(&shown.stray)));
        }
        let mut ids: Vec<_> = shown.marked.keys().copied().collect();
        ids.sort_unstable();
        for id in ids {
            let text = text(shown, id);
            if !owners.contents.contains_key(&(page, id)) && !text.trim().is_empty() {
                faults.add(format!("a screen reader never reads `{}`{place}: it is not in the structure", beginning(&text)));
            }
        }
    }
    for (page, id) in &owners.twice {
        let text = reading.shown.get(*page).map_or(String::new(), |shown| text(shown, *id));
        faults.add(format!("a screen reader reads `{}`{} twice", beginning(&text), on_page(reading, Some(*page))));
    }
}

fn text(shown: &Shown, id: u32) -> String {
    shown.marked.get(&id).map_or(String::new(), |runs| runs.iter().map(|run| run.text.as_str()).collect())
}

/// From each page, each marked content leads to the element that has it.
fn way_back(reading: &Reading, owners: &Owners, parents: &HashMap<u32, Value>, faults: &mut Faults) {
    let mut wrong: BTreeSet<usize> = BTreeSet::new();
    let mut lists: HashMap<usize, Vec<Value>> = HashMap::new();
    for ((page, id), owner) in &owners.contents {
        let list = lists.entry(*page).or_insert_with(|| {
            let key = reading.pages[*page].dictionary.get("StructParents").index();
            let list = key.and_then(|key| parents.get(&key)).map(|list| reading.file.resolve(list).into_owned());
            list.as_ref().and_then(Value::array).unwrap_or_default().to_vec()
        });
        let parent = list.get(*id as usize).and_then(Value::reference);
        if owner.is_none() || parent != *owner {
            wrong.insert(*page);
        }
    }
    for page in wrong {
        faults.add(format!("the text{} does not lead back to its tags", on_page(reading, Some(page))));
    }
}

/// ISO 14289-1 §7.18.1 and §7.18.5: each link is in the structure.
fn annotations(reading: &Reading, owners: &Owners, parents: &HashMap<u32, Value>, faults: &mut Faults) {
    for (object, annotation) in &reading.places.annotations {
        let place = on_page(reading, Some(annotation.page));
        match owners.annotations.get(object) {
            None => faults.add(format!("a screen reader never meets a link{place}: it is not in the structure")),
            Some(owner) => {
                let parent = annotation.parent_key.and_then(|key| parents.get(&key)).and_then(Value::reference);
                if !parents.is_empty() && (owner.is_none() || parent != *owner) {
                    faults.add(format!("a link{place} does not lead back to its tag"));
                }
            }
        }
    }
}
