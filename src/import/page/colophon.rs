//! What the colophon of an edition of this program says that no source can
//! take over: who made and judged that edition.

use crate::document::{Language, Words};
use crate::elements::Element;
use crate::import::gathering::{Gathering, excerpt};
use crate::import::manuscript::words;

/// Lists who translated and who evaluated the edition whose `colophon` is in the language `tag`.
pub(in crate::import) fn list_people(colophon: &Element, tag: Option<&str>, gathering: &mut Gathering) {
    let program = tag.and_then(|tag| Language::parse(tag).ok()).map_or_else(Words::english, |language| Words::of(&language));
    let mut name = String::new();
    for fact in colophon.descendants() {
        let said = words(&fact.words());
        match fact.name.as_str() {
            "dt" => name = said,
            "dd" if name == program.translation.content => {
                let help = "write who translated and reviewed a translation after `languages:` in `statement.yaml`";
                let place = format!("its colophon: “{}”", excerpt(&said));
                gathering.lose_at("what this edition says of its translation was left out", place, help);
            }
            "dd" if name == program.accessibility.content && !said.contains(&program.not_evaluated.content) => {
                let known = &program.checked_by_a_program.content;
                let evaluated = said.split_once(known.as_str()).map_or(said.as_str(), |(_, rest)| rest);
                let help = "who evaluates the new editions is written after `evaluation:` in `statement.yaml`";
                let place = format!("its colophon: “{}”", excerpt(evaluated));
                gathering.lose_at("who evaluated this edition is not said of new ones", place, help);
            }
            _ => {}
        }
    }
}
