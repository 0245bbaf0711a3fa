//! What readers need of the structure: headings, alternatives, fonts, an order for
//! the keyboard (ISO 14289-1 §7).

use std::collections::BTreeMap;

use super::content::{Shown, Spot};
use super::faults::{Faults, beginning};
use super::file::File;
use super::fonts::Fonts;
use super::landing::Landing;
use super::notes::{Mark, NoteNumber};
use super::pages::Page;
use super::places::Places;
use super::syntax::Dictionary;
use super::tags::Kind;
use super::tree::{Child, Tree};
use super::{bookmarks, links, notes, parents};
use crate::verify::{Line, Role};

/// All that was read.
pub struct Reading<'r, 'a> {
    pub file: &'r File<'a>,
    pub catalog: &'r Dictionary<'a>,
    pub structure: &'r Dictionary<'a>,
    pub pages: &'r [Page<'a>],
    pub shown: &'r [Shown],
    pub tree: &'r Tree,
    pub places: &'r Places,
    pub landing: &'r Landing,
    pub lines: &'r [Line],
    /// Where each line begins, and the page number that was taken off its end.
    pub starts: &'r [(Option<Spot>, Option<String>)],
    /// The numbers before the notes.
    pub notes: &'r [NoteNumber],
    pub marks: &'r [Mark],
}

pub fn check(reading: &Reading, fonts: &Fonts, faults: &mut Faults) {
    lettering(reading, fonts, faults);
    tags(reading, faults);
    headings(reading, faults);
    pictures(reading, faults);
    keyboard(reading, faults);
    parents::check(reading, faults);
    links::check(reading, faults);
    notes::check(reading, faults);
    bookmarks::check(reading, faults);
}

fn tags(reading: &Reading, faults: &mut Faults) {
    let mut unknown = reading.tree.unknown_tags.clone();
    unknown.sort();
    unknown.dedup();
    for tag in unknown {
        faults.add(format!("the tag `{tag}` means nothing to a screen reader"));
    }
}

/// ISO 14289-1 §7.4.2: the first heading is of level 1, and none is skipped.
fn headings(reading: &Reading, faults: &mut Faults) {
    let mut before = 0;
    for line in reading.lines {
        if let Role::Heading { level } = line.role {
            if level > before + 1 {
                let text = line.text();
                let expected = before + 1;
                faults.add_at(
                    format!(
                        "the heading `{}` has level {level}, where {expected} is the deepest that can follow",
                        beginning(&text)
                    ),
                    Some(line.id.clone().unwrap_or(text)),
                );
            }
            before = level;
        }
    }
}

/// ISO 14289-1 §7.3.
fn pictures(reading: &Reading, faults: &mut Faults) {
    for (index, element) in reading.tree.elements.iter().enumerate() {
        if element.kind == Kind::Figure && !element.has_alternative {
            let page = reading.tree.contents(Child::Element(index)).first().map(|(page, _)| *page);
            faults.add(format!("a picture{} has no alternative text", on_page(reading, page)));
        }
    }
}

/// ` on page 7`, if the page is known.
pub fn on_page(reading: &Reading, page: Option<usize>) -> String {
    page.and_then(|page| reading.pages.get(page)).map_or(String::new(), |page| format!(" on page {}", page.label))
}

/// ISO 14289-1 §7.21: every face is in the file, every letter known.
fn lettering(reading: &Reading, fonts: &Fonts, faults: &mut Faults) {
    let mut names: BTreeMap<String, (bool, bool)> = BTreeMap::new();
    for font in fonts.used() {
        let (is_embedded, has_unicode) = names.entry(font.name.clone()).or_insert((true, true));
        *is_embedded &= font.is_embedded;
        *has_unicode &= font.has_unicode;
    }
    for (name, (is_embedded, has_unicode)) in names {
        if !is_embedded {
            faults.add(format!("the font `{name}` is not in the file, so that another will be shown"));
        }
        if !has_unicode {
            faults.add(format!(
                "the font `{name}` does not say which letters it shows, so that nothing set in it can be read or copied"
            ));
        }
    }
    for (index, shown) in reading.shown.iter().enumerate() {
        if shown.unknown > 0 {
            faults.add(format!("{} letters{} cannot be read or copied", shown.unknown, on_page(reading, Some(index))));
        }
    }
}

/// ISO 14289-1 §7.18.3: the tab key follows the structure.
fn keyboard(reading: &Reading, faults: &mut Faults) {
    for (index, page) in reading.pages.iter().enumerate() {
        if page.dictionary.has("Annots") && page.dictionary.get("Tabs").name() != Some("S") {
            faults.add(format!("the tab key does not follow the text{}", on_page(reading, Some(index))));
        }
    }
}
