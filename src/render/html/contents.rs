//! The contents: beside the text on wide screens, folded on narrow ones.

use crate::document::Section;
use crate::render::body::{NOTES, Setting, heading_inlines, program};
use crate::render::markup::{Element, Node, element};

/// The contents, two levels deep as on paper; nothing where there are no sections.
pub fn contents(setting: &Setting) -> Option<Node> {
    let sections = &setting.document.sections;
    if sections.is_empty() {
        return None;
    }
    let mut list = entries(setting, sections, 1);
    if !setting.document.notes.is_empty() {
        let link = element("a").with("href", (setting.address)(NOTES)).and(program(setting, setting.words.notes));
        list = list.and(element("li").and(link));
    }
    let folded = element("details").and(element("summary").and(program(setting, setting.words.contents))).and(list);
    // Long contents scroll by themselves on wide screens, so the keyboard must reach them (WCAG 2.2 2.1.1).
    let nav = element("nav").with("class", "contents").with("aria-label", setting.words.contents).with("tabindex", "0");
    Some(nav.and(folded).into())
}

fn entries(setting: &Setting, sections: &[Section], level: usize) -> Element {
    let entry = |section: &Section| {
        let address = (setting.address)(section.anchor.as_str());
        let link = element("a").with("href", address).holding(heading_inlines(setting, &section.title));
        let deeper = (level < 2 && !section.sections.is_empty()).then(|| entries(setting, &section.sections, level + 1).into());
        element("li").and(link).holding(deeper).into()
    };
    element("ol").holding(sections.iter().map(entry))
}
