//! A line while it is being read: its pieces still know the annotation over them,
//! and the line where it stands on the paper.

use std::rc::Rc;

use super::content::{Run, Spot};
use crate::verify::{Container, LINE_END, PAGE_END, PieceKind, Role};

pub struct Draft {
    pub role: Role,
    pub within: Vec<Container>,
    pub pieces: Vec<DraftPiece>,
    /// Where it begins, if it shows anything.
    pub start: Option<Spot>,
    /// The base line and the size of what was added last.
    end: Option<(Spot, f64)>,
    /// The page number at the end of a line of the contents.
    pub printed_page: Option<String>,
}

pub struct DraftPiece {
    pub kind: PieceKind,
    pub text: String,
    pub language: Rc<str>,
    /// The number of the annotation's object.
    pub link: Option<u32>,
}

/// What is raised or lowered by less than this stands on the line.
const RAISED: f64 = 0.6;

impl Draft {
    pub fn new(role: Role, within: Vec<Container>) -> Self {
        Self { role, within, pieces: Vec::new(), start: None, end: None, printed_page: None }
    }

    /// Adds what a run shows, and before it the end of the line or page before.
    pub fn add_run(&mut self, run: &Run, kind: PieceKind, language: &Rc<str>, link: Option<u32>) {
        if run.text.is_empty() {
            return;
        }
        let mut text = String::new();
        if let Some(end) = self.break_before(run) {
            match self.pieces.last_mut() {
                Some(last) if last.kind == PieceKind::Text => {
                    // A hyphen that the layout put there is no text, and no space follows it.
                    let is_hyphenated = last.text.ends_with('\u{ad}');
                    if is_hyphenated {
                        last.text.pop();
                    }
                    if !is_hyphenated || end == PAGE_END {
                        last.text.push(end);
                    }
                }
                _ if kind == PieceKind::Text => text.push(end),
                _ => {}
            }
        }
        self.start.get_or_insert(run.spot);
        match self.end {
            // A raised number does not move the base line.
            Some((spot, size)) if size > run.size && self.break_before(run).is_none() => self.end = Some((spot, size)),
            _ => self.end = Some((run.spot, run.size)),
        }
        text.push_str(&run.text);
        self.add(DraftPiece { kind, text, language: run.language.clone().unwrap_or(language.clone()), link });
    }

    pub fn add(&mut self, piece: DraftPiece) {
        match self.pieces.last_mut() {
            Some(last)
                if last.kind == PieceKind::Text
                    && piece.kind == PieceKind::Text
                    && last.language == piece.language
                    && last.link == piece.link =>
            {
                last.text.push_str(&piece.text);
            }
            _ => self.pieces.push(piece),
        }
    }

    /// Begins another line of code.
    pub fn break_line(&mut self) {
        if let Some(last) = self.pieces.last_mut() {
            last.text.push('\n');
        }
        self.end = None;
    }

    /// Takes `number` off the end.
    pub fn take_off(&mut self, number: &str) {
        if let Some(last) = self.pieces.last_mut()
            && let Some(rest) = last.text.trim_end().strip_suffix(number)
        {
            last.text.truncate(rest.len());
        }
    }

    /// Takes away the white space around the line, and what is empty then.
    pub fn trim(&mut self) {
        if self.role == Role::Code {
            return;
        }
        if let Some(first) = self.pieces.first_mut() {
            first.text = first.text.trim_start().to_string();
        }
        if let Some(last) = self.pieces.last_mut() {
            last.text.truncate(last.text.trim_end().len());
        }
        self.pieces.retain(|piece| piece.kind == PieceKind::Image || !piece.text.is_empty());
    }

    /// Whether a picture between `lower` and `upper` stands in the line that was
    /// added last.
    pub fn is_beside(&self, page: usize, edges: (f64, f64)) -> bool {
        self.end.is_some_and(|(spot, size)| spot.page == page && stands_in_line(spot.y, size, edges))
    }

    fn break_before(&self, run: &Run) -> Option<char> {
        let (spot, size) = self.end?;
        if spot.page != run.spot.page {
            Some(PAGE_END)
        } else {
            ((spot.y - run.spot.y).abs() > RAISED * size.max(run.size)).then_some(LINE_END)
        }
    }
}

/// Whether a picture between `lower` and `upper` is no larger than a letter and
/// touches the base line.
pub fn stands_in_line(base: f64, size: f64, (lower, upper): (f64, f64)) -> bool {
    upper - lower < 2.0 * size && lower - size < base && base < upper + RAISED * size
}
