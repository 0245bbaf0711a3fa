//! Lists: which are numbered, and with what each begins.

use std::collections::BTreeMap;

use crate::elements::Element;

/// The lists of a document.
#[derive(Default)]
pub(super) struct Numbering {
    /// From a list to its kind, and where it begins anew.
    lists: BTreeMap<String, (String, BTreeMap<usize, u64>)>,
    /// Levels that a list has for itself.
    own: BTreeMap<(String, usize), Level>,
    kinds: BTreeMap<String, BTreeMap<usize, Level>>,
}

/// How the items of a level are marked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Level {
    /// `bullet`, `decimal`, `lowerLetter` …
    pub format: String,
    pub start: u64,
    /// What stands before the words: `%1.`
    pub text: String,
    /// How far the words stand from the margin, in twentieths of a point.
    pub indent: i64,
}

impl Level {
    /// Whether nothing but the number of the item at `level`, with a full stop or
    /// brackets, stands before its words: not `Article 1` or `2.1`.
    pub fn is_number_alone(&self, level: usize) -> bool {
        let rest = self.text.replacen(&format!("%{}", level + 1), "", 1);
        self.text.is_empty() || (rest != self.text && rest.chars().all(|c| ".)( \u{a0}-".contains(c)))
    }
}

/// Where a list counts.
#[derive(Default)]
pub(super) struct Counters {
    counts: BTreeMap<(String, usize), u64>,
    begun: std::collections::BTreeSet<(String, usize)>,
}

impl Numbering {
    pub fn read(root: Option<&Element>) -> Self {
        let Some(root) = root else { return Self::default() };
        let mut numbering = Self::default();
        for element in root.elements() {
            match element.name.as_str() {
                "w:abstractNum" => {
                    let Some(id) = element.attribute("w:abstractNumId") else { continue };
                    numbering.kinds.insert(id.to_string(), element.elements().filter_map(level).collect());
                }
                "w:num" => {
                    let (Some(id), Some(kind)) = (element.attribute("w:numId"), value(element, "w:abstractNumId")) else {
                        continue;
                    };
                    let begins = |anew: &Element| {
                        Some((number(anew.attribute("w:ilvl"))? as usize, number(value(anew, "w:startOverride"))?))
                    };
                    let anew = element.elements().filter(|inner| inner.name == "w:lvlOverride").filter_map(begins).collect();
                    let own = element
                        .elements()
                        .filter(|inner| inner.name == "w:lvlOverride")
                        .flat_map(Element::elements)
                        .filter_map(level);
                    numbering.own.extend(own.map(|(at, level)| ((id.to_string(), at), level)));
                    numbering.lists.insert(id.to_string(), (kind.to_string(), anew));
                }
                _ => {}
            }
        }
        numbering
    }

    pub fn level(&self, list: &str, level: usize) -> Option<&Level> {
        if let Some(own) = self.own.get(&(list.to_string(), level)) {
            return Some(own);
        }
        let (kind, _) = self.lists.get(list)?;
        self.kinds.get(kind)?.get(&level)
    }

    /// The number of the next item of `list` at `level`.
    pub fn next(&self, list: &str, level: usize, counters: &mut Counters) -> u64 {
        let Some((kind, anew)) = self.lists.get(list) else { return 1 };
        let start = self.level(list, level).map_or(1, |level| level.start);
        let count = counters.counts.entry((kind.clone(), level)).or_insert(start);
        if let Some(anew) = anew.get(&level)
            && counters.begun.insert((list.to_string(), level))
        {
            *count = *anew;
        }
        let number = *count;
        *count = count.saturating_add(1);
        let deeper = (kind.clone(), level + 1)..=(kind.clone(), usize::MAX);
        let deeper: Vec<(String, usize)> = counters.counts.range(deeper).map(|(place, _)| place.clone()).collect();
        for place in deeper {
            counters.counts.remove(&place);
        }
        number
    }
}

fn level(element: &Element) -> Option<(usize, Level)> {
    let at = number(element.attribute("w:ilvl"))? as usize;
    let indent = element.find("w:ind").and_then(|indent| indent.attribute("w:left").or(indent.attribute("w:start")));
    let level = Level {
        format: value(element, "w:numFmt").unwrap_or("decimal").to_string(),
        start: number(value(element, "w:start")).unwrap_or(1),
        text: value(element, "w:lvlText").unwrap_or_default().to_string(),
        indent: indent.and_then(|indent| indent.parse().ok()).unwrap_or(0),
    };
    (element.name == "w:lvl").then_some((at, level))
}

fn value<'a>(element: &'a Element, name: &str) -> Option<&'a str> {
    element.elements().find(|inner| inner.name == name).and_then(|inner| inner.attribute("w:val"))
}

fn number(text: Option<&str>) -> Option<u64> {
    text.and_then(|text| text.trim().parse().ok())
}
