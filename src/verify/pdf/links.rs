//! Links: each has words, an annotation and a target; the page numbers of the
//! contents are right.

use super::checks::{Reading, on_page};
use super::faults::{Faults, beginning};
use super::places::Target;
use super::tags::Kind;
use super::tree::{Child, Element};
use crate::verify::{LINE_LINK, Line, Role};

pub fn check(reading: &Reading, faults: &mut Faults) {
    for (index, element) in reading.tree.elements.iter().enumerate() {
        if element.kind == Kind::Link {
            link(reading, index, element, faults);
        }
    }
    for (index, line) in reading.lines.iter().enumerate().filter(|(_, line)| line.role == Role::Entry) {
        entry(reading, index, line, faults);
    }
}

fn link(reading: &Reading, index: usize, element: &Element, faults: &mut Faults) {
    let (text, page) = shown(reading, index);
    let place = on_page(reading, page);
    if text.is_empty() {
        faults.add(format!("a link{place} has no text"));
    }
    let mut annotations = element.children.iter().filter_map(|child| match child {
        Child::Annotation(object) => Some(reading.places.annotations.get(object)),
        Child::Element(_) | Child::Content { .. } => None,
    });
    let name = beginning(&text);
    match annotations.next() {
        None => faults.add(format!("`{name}`{place} is called a link and is none")),
        Some(None) => faults.add(format!("the link `{name}`{place} is on no page")),
        Some(Some(annotation)) => {
            if !annotation.is_link || !annotation.target.as_ref().is_some_and(Target::exists) {
                faults.add(format!("the link `{name}`{place} leads nowhere"));
            }
            if !annotation.has_description {
                faults.add(format!("the link `{name}`{place} has no description"));
            }
        }
    }
}

/// The text of an element, alternatives included, and its page.
fn shown(reading: &Reading, index: usize) -> (String, Option<usize>) {
    let (mut text, mut page) = (String::new(), None);
    reading.tree.each(Child::Element(index), &mut |child| match child {
        Child::Element(index) => text.extend(reading.tree.element(index).replacement.as_deref()),
        Child::Content { page: at, id } => {
            page.get_or_insert(at);
            let runs = reading.shown.get(at).and_then(|shown| shown.marked.get(&id));
            runs.into_iter().flatten().for_each(|run| text.push_str(&run.text));
        }
        Child::Annotation(_) => {}
    });
    (text.trim().to_string(), page)
}

/// A line of the contents shows the page to which it leads.
fn entry(reading: &Reading, index: usize, line: &Line, faults: &mut Faults) {
    let text = beginning(&line.text());
    let printed = reading.starts.get(index).and_then(|(_, printed)| printed.as_deref());
    let target = line.pieces.iter().find_map(|piece| target_line(reading, piece.link.as_deref()?));
    let page = target.and_then(|line| reading.starts.get(line)?.0).and_then(|spot| reading.pages.get(spot.page));
    let is_heading = target.is_some_and(|line| matches!(reading.lines[line].role, Role::Heading { .. }));
    match (printed, page) {
        (None, _) => faults.add_at(format!("the contents show no page for `{text}`"), Some(text)),
        (Some(_), None) => faults.add_at(format!("the contents do not lead to `{text}`"), Some(text)),
        (Some(printed), Some(page)) if printed != page.label => {
            let message = format!("the contents show page {printed} for `{text}`, which is on page {}", page.label);
            faults.add_at(message, Some(text));
        }
        (Some(_), Some(_)) if !is_heading => {
            faults.add_at(format!("the contents lead from `{text}` to no heading"), Some(text));
        }
        (Some(_), Some(_)) => {}
    }
}

/// The index of the line to which a link inside the file leads.
fn target_line(reading: &Reading, link: &str) -> Option<usize> {
    if let Some(index) = link.strip_prefix(LINE_LINK) {
        return index.parse().ok();
    }
    let name = link.strip_prefix('#')?;
    reading.landing.line(*reading.places.names.get(name)?)
}
