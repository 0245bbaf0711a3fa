//! Names that screen readers say and that repeat what is shown beside them:
//! each must say the same.

use crate::elements::Element;
use crate::verify::elements::heading_level;
use crate::verify::{Fault, FaultKind};

/// Adds the names in `root` that say something else than what they name, and
/// the links of blocks to themselves that lead to others.
pub fn check(root: &Element, faults: &mut Vec<Fault>) {
    for element in root.descendants() {
        let mut say = |message: String, id: Option<&str>| {
            faults.push(Fault { kind: FaultKind::Structure, message, id: id.map(str::to_string) });
        };
        if element.name == "nav"
            && let Some(summary) = element.find("summary").map(Element::words)
            && name_of(element).is_some_and(|name| name != summary)
        {
            say(format!("a list of links is shown as “{summary}” and said to be another"), element.id());
        }
        if element.attribute("role") == Some("group")
            && let Some(table) = element.find("table")
        {
            let columns: Vec<String> = table.all("th").map(Element::words_that_stand).collect();
            if !name_of(element).is_some_and(|name| ends_with_all(&name, &columns)) {
                say("the region in which a table scrolls is not named for its columns".to_string(), table.id());
            }
        }
        check_place(element, &mut say);
    }
}

/// The link of a block, or of the heading beside it, to itself.
fn check_place(element: &Element, say: &mut dyn FnMut(String, Option<&str>)) {
    let Some(link) = element.elements().find(|inner| inner.name == "a" && inner.has_class("place")) else { return };
    let heading = element.elements().find(|inner| heading_level(inner).is_some());
    let id = heading.unwrap_or(element).id();
    let target = link.attribute("href").and_then(|href| href.strip_prefix('#'));
    if target != id {
        say(format!("the link of a block to itself leads to `#{}`", target.unwrap_or_default()), id);
    }
    if let Some(heading) = heading
        && !name_of(link).is_some_and(|name| name.ends_with(&heading.words_that_stand()))
    {
        say("the link of a heading to itself is not named for it".to_string(), id);
    }
}

/// Whether `name` ends with `columns`, parted by the comma of some language.
fn ends_with_all(name: &str, columns: &[String]) -> bool {
    let mut rest = name;
    for column in columns.iter().rev() {
        let Some(before) = rest.strip_suffix(column.as_str()) else { return false };
        rest = before.trim_end_matches([' ', ',', '،', '፣', '、', '၊', '，']);
    }
    true
}

fn name_of(element: &Element) -> Option<String> {
    element
        .attribute("aria-label")
        .map(|name| name.split([' ', '\n', '\t', '\r']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "))
}
