//! Whether every language that is said is one, and read in its direction.

use std::collections::BTreeMap;

use crate::document::Language;
use crate::elements::Element;
use crate::verify::{Fault, FaultKind};

/// The languages of the tags met so far; nothing for what is no tag.
#[derive(Default)]
pub struct Languages {
    known: BTreeMap<String, Option<Language>>,
}

impl Languages {
    fn get(&mut self, tag: &str) -> Option<&Language> {
        if !self.known.contains_key(tag) {
            self.known.insert(tag.to_string(), Language::parse(tag).ok());
        }
        self.known.get(tag).and_then(Option::as_ref)
    }
}

/// Adds what is wrong with the languages said in `root` and what it holds.
pub fn check_language(root: &Element, languages: &mut Languages, faults: &mut Vec<Fault>) {
    let mut say = |message: String, element: &Element| {
        faults.push(Fault { kind: FaultKind::Structure, message, id: element.id().map(str::to_string) });
    };
    if root.attribute("lang").is_none_or(str::is_empty) {
        say("the text does not say in which language it is".to_string(), root);
    }
    for element in root.descendants() {
        let Some(tag) = element.attribute("lang") else {
            if let Some(other) = element.attribute("xml:lang") {
                say(format!("the language `{other}` is said by `xml:lang` and not by `lang`"), element);
            }
            continue;
        };
        if let Some(other) = element.attribute("xml:lang").filter(|other| *other != tag) {
            say(format!("one language is said in two ways, `{tag}` and `{other}`"), element);
        }
        match languages.get(tag) {
            None => say(format!("`{tag}` is no language tag"), element),
            Some(language) => {
                let expected = language.direction().as_str();
                let said = element.attribute("dir").unwrap_or("nothing");
                if said != expected {
                    say(format!("`{tag}` is read `{expected}`, and its words are marked `{said}`"), element);
                }
            }
        }
    }
}
