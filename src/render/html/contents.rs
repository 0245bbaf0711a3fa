//! The contents: beside the text on wide screens, folded on narrow ones.

use crate::document::Section;
use crate::render::body::{NOTES, Setting, called, heading_inlines, said};
use crate::render::markup::{Element, Node, element, text};
use crate::render::pages::PageStart;

/// The contents, two levels deep as on paper, and the pages of the printed
/// edition; nothing where there is neither.
pub fn contents(setting: &Setting, page_starts: &[PageStart]) -> Option<Node> {
    let pages = pages(setting, page_starts);
    let Some(sections) = sections(setting) else {
        return pages.map(|pages| pages.with("class", "contents pages").into());
    };
    // Long contents scroll by themselves on wide screens, so the keyboard must reach them (WCAG 2.2 2.1.1).
    let nav = element("nav")
        .with("class", "contents")
        .with("aria-label", setting.words.contents.content.as_str())
        .with("tabindex", "0");
    Some(nav.and(sections).holding(pages.map(Node::from)).into())
}

/// For a group whose members read on paper, too.
fn pages(setting: &Setting, page_starts: &[PageStart]) -> Option<Element> {
    let entry = |start: &PageStart| {
        let word = &setting.words.page;
        let link = element("a").with("href", (setting.address)(&start.id()));
        let link = called(link, format!("{} {}", word.content, start.label), word).and(text(&start.label));
        element("li").and(link).into()
    };
    let summary = element("summary").and(said(&setting.words.page_list));
    let list = element("ol").holding(page_starts.iter().map(entry));
    let name = setting.words.page_list.content.as_str();
    let nav = element("nav").with("class", "pages").with("role", "doc-pagelist").with("aria-label", name);
    (!page_starts.is_empty()).then(|| nav.and(element("details").and(summary).and(list)))
}

fn sections(setting: &Setting) -> Option<Element> {
    let sections = &setting.document.sections;
    if sections.is_empty() {
        return None;
    }
    let mut list = entries(setting, sections, 1);
    if !setting.document.notes.is_empty() {
        let link = element("a").with("href", (setting.address)(NOTES)).and(said(&setting.words.notes));
        list = list.and(element("li").and(link));
    }
    Some(element("details").and(element("summary").and(said(&setting.words.contents))).and(list))
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
