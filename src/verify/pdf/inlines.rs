//! The structure tree as lines: what stands in a line.

use std::rc::Rc;

use super::draft::DraftPiece;
use super::lines::{Reader, picture};
use super::tags::Kind;
use super::tree::{Child, Element, Tree};
use crate::verify::PieceKind;

impl Reader<'_> {
    /// Adds what `child` shows to the open line.
    pub(super) fn inline(&mut self, child: Child, language: &Rc<str>, link: Option<u32>) {
        match child {
            Child::Annotation(_) => {}
            Child::Content { page, id } => {
                let runs = self.runs(page, id).to_vec();
                if let Some(line) = &mut self.open {
                    runs.iter().for_each(|run| line.add_run(run, PieceKind::Text, language, link));
                }
            }
            Child::Element(index) => self.inline_element(index, link),
        }
    }

    fn inline_element(&mut self, index: usize, link: Option<u32>) {
        let tree = self.tree;
        let element = tree.element(index);
        let link = annotation(element).or(link);
        if element.kind == Kind::Figure {
            if let Some(line) = &mut self.open {
                line.add(picture(element, link));
            }
        } else if element.kind == Kind::Note {
            let within = self.open.as_ref().map_or(Vec::new(), |line| line.within.clone());
            self.notes.push((index, within));
        } else if element.kind == Kind::Label {
            self.mark(index);
        } else if element.replacement.is_some() {
            self.replaced(index, link);
        } else {
            for child in &element.children {
                self.inline(*child, &element.language, link);
            }
        }
    }

    /// A label in a line of text is the mark of a note.
    fn mark(&mut self, index: usize) {
        if self.own_labels.contains(&index) {
            return;
        }
        let child = Child::Element(index);
        let element = self.tree.element(index);
        let first = self.first_run(child).cloned();
        let (text, link) = (self.text(child), self.tree.first_annotation(index));
        if let Some(line) = &mut self.open {
            match first {
                Some(mut run) => {
                    run.text = text;
                    line.add_run(&run, PieceKind::NoteMark, &element.language, link);
                }
                None => line.add(DraftPiece { kind: PieceKind::NoteMark, text, language: element.language.clone(), link }),
            }
        }
    }

    /// Text that stands for all that an element shows.
    fn replaced(&mut self, index: usize, link: Option<u32>) {
        let element = self.tree.element(index);
        let text = element.replacement.clone().unwrap_or_default();
        let first = self.first_run(Child::Element(index)).cloned();
        let Some(line) = &mut self.open else { return };
        match first {
            Some(mut run) => {
                run.text = text;
                line.add_run(&run, PieceKind::Text, &element.language, link);
            }
            None => line.add(DraftPiece { kind: PieceKind::Text, text, language: element.language.clone(), link }),
        }
    }
}

/// The annotation of a link.
fn annotation(element: &Element) -> Option<u32> {
    element.children.iter().find_map(|child| if let Child::Annotation(object) = child { Some(*object) } else { None })
}

impl Tree {
    /// The label that is a note's own: the first that is not of an item.
    pub(super) fn own_label(&self, note: usize) -> Option<usize> {
        self.element(note).children.iter().find_map(|child| {
            let Child::Element(index) = *child else { return None };
            let kind = self.element(index).kind;
            if kind == Kind::Label {
                return Some(index);
            }
            let has_labels_of_its_own = matches!(kind, Kind::List | Kind::Note | Kind::Table);
            if has_labels_of_its_own { None } else { self.own_label(index) }
        })
    }

    /// The first annotation in an element.
    pub(super) fn first_annotation(&self, index: usize) -> Option<u32> {
        let mut found = None;
        self.each(Child::Element(index), &mut |child| {
            if let Child::Annotation(object) = child {
                found.get_or_insert(object);
            }
        });
        found
    }

    /// The rows below `child`.
    pub(super) fn rows(&self, child: Child, rows: &mut Vec<usize>) {
        let Child::Element(index) = child else { return };
        let element = self.element(index);
        if element.kind == Kind::Row {
            rows.push(index);
        } else if element.kind == Kind::Group {
            element.children.iter().for_each(|child| self.rows(*child, rows));
        }
    }
}
