//! Where links and names lead (ISO 32000-1 §12.3.2 and §12.5.6.5).

use std::collections::{BTreeMap, HashMap};

use super::content::Spot;
use super::file::File;
use super::pages::{Page, name_tree};
use super::syntax::{Dictionary, Value};

/// Typst lets a link lead to a place this much above its target, in points, so
/// that the target does not stick to the edge of the window.
const ABOVE_TARGET: f64 = 10.0;

/// Where something leads.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// An address outside of the file.
    Address(String),
    /// A named place, and where it is if there is such a name.
    Name(String, Option<Spot>),
    /// A place without a name. A target has the height of its upper edge.
    Spot(Spot),
}

pub struct Annotation {
    /// From 0.
    pub page: usize,
    pub is_link: bool,
    pub target: Option<Target>,
    /// What a screen reader says of it (ISO 14289-1 §7.18.1).
    pub has_description: bool,
    /// Its key in the tree of parents.
    pub parent_key: Option<u32>,
}

/// All names, and all annotations by the number of their object.
pub struct Places {
    pub names: BTreeMap<String, Spot>,
    pub annotations: BTreeMap<u32, Annotation>,
    pages: HashMap<u32, usize>,
}

impl Places {
    pub fn read<'a>(file: &File<'a>, catalog: &Dictionary<'a>, pages: &[Page<'a>], by_object: &HashMap<u32, usize>) -> Self {
        let mut places = Self { names: BTreeMap::new(), annotations: BTreeMap::new(), pages: by_object.clone() };
        let mut names = BTreeMap::new();
        let tree = file.dictionary(&file.dictionary(catalog, "Names"), "Dests");
        name_tree(file, &tree, &mut |name, value| {
            names.extend(places.spot(file, &file.resolve(&value)).map(|spot| (name, spot)));
        });
        places.names = names;
        for (index, page) in pages.iter().enumerate() {
            for annotation in file.list(&page.dictionary, "Annots") {
                let Some(object) = annotation.reference() else { continue };
                if let Value::Dictionary(dictionary) = file.object(object) {
                    let annotation = places.annotation(file, &dictionary, index);
                    places.annotations.insert(object, annotation);
                }
            }
        }
        places
    }

    fn annotation<'a>(&self, file: &File<'a>, dictionary: &Dictionary<'a>, page: usize) -> Annotation {
        Annotation {
            page,
            is_link: dictionary.get("Subtype").name() == Some("Link"),
            target: self.target(file, dictionary),
            has_description: file.get(dictionary, "Contents").text().is_some_and(|text| !text.trim().is_empty()),
            parent_key: dictionary.get("StructParent").index(),
        }
    }

    /// Where an annotation or a bookmark leads.
    pub fn target<'a>(&self, file: &File<'a>, dictionary: &Dictionary<'a>) -> Option<Target> {
        if dictionary.has("Dest") {
            return self.destination(file, &file.get(dictionary, "Dest"));
        }
        let action = file.dictionary(dictionary, "A");
        match action.get("S").name()? {
            "URI" => Some(Target::Address(file.get(&action, "URI").text()?)),
            "GoTo" => self.destination(file, &file.get(&action, "D")),
            _ => None,
        }
    }

    fn destination<'a>(&self, file: &File<'a>, value: &Value<'a>) -> Option<Target> {
        match value.key().or_else(|| value.name().map(str::to_string)) {
            Some(name) => {
                let spot = self.names.get(&name).copied();
                Some(Target::Name(name, spot))
            }
            None => self.spot(file, value).map(Target::Spot),
        }
    }

    /// The place of an explicit destination (§12.3.2.2).
    fn spot<'a>(&self, file: &File<'a>, value: &Value<'a>) -> Option<Spot> {
        let inner;
        let array = match value {
            Value::Dictionary(dictionary) => {
                inner = file.get(dictionary, "D");
                inner.array()?
            }
            value => value.array()?,
        };
        let page = *self.pages.get(&array.first()?.reference()?)?;
        let number = |index: usize| array.get(index).and_then(Value::number);
        let (x, y) = match array.get(1).and_then(Value::name)? {
            "XYZ" => (number(2).unwrap_or(0.0), number(3)),
            "FitH" | "FitBH" => (0.0, number(2)),
            _ => (0.0, None),
        };
        Some(Spot { page, x, y: y.map_or(f64::MAX, |y| y - ABOVE_TARGET) })
    }
}

impl Target {
    pub fn spot(&self) -> Option<Spot> {
        match self {
            Self::Address(_) => None,
            Self::Name(_, spot) => *spot,
            Self::Spot(spot) => Some(*spot),
        }
    }

    /// Whether there is something where it leads.
    pub fn exists(&self) -> bool {
        match self {
            Self::Address(address) => !address.trim().is_empty(),
            Self::Name(_, spot) => spot.is_some(),
            Self::Spot(_) => true,
        }
    }
}
