//! Marks of notes, and whether each leads to the note with its number.
//!
//! A mark leads to the top of a note, where its number stands. That number, not
//! the first words, is what is looked for: they may begin on the next page, and a
//! note of a divider has none.

use super::checks::Reading;
use super::content::Spot;
use super::draft::Draft;
use super::faults::{Faults, beginning};
use super::places::{Places, Target};
use crate::verify::{Container, Line, PieceKind};

/// The number before a note.
pub struct NoteNumber {
    pub number: String,
    pub spot: Spot,
}

/// The mark of a note in a line.
pub struct Mark {
    /// The index of the line.
    line: usize,
    number: String,
    target: Option<Spot>,
}

/// All marks of notes in `lines`.
pub fn marks(lines: &[Draft], places: &Places) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (line, draft) in lines.iter().enumerate() {
        for piece in draft.pieces.iter().filter(|piece| piece.kind == PieceKind::NoteMark) {
            let target = piece.link.and_then(|object| places.annotations.get(&object)?.target.as_ref());
            marks.push(Mark { line, number: piece.text.clone(), target: target.and_then(Target::spot) });
        }
    }
    marks
}

/// A mark leads to the note with its number.
pub fn check(reading: &Reading, faults: &mut Faults) {
    for Mark { line, number, target } in reading.marks {
        let note = target.and_then(|spot| note_at(reading, spot));
        if note != Some(number) {
            let line = &reading.lines[*line];
            let text = beginning(&line.text());
            let message = match note {
                None => format!("the mark of note {number} in `{text}` leads to no note"),
                Some(other) => format!("the mark of note {number} in `{text}` leads to note {other}"),
            };
            faults.add_at(message, line.id.clone().or(Some(text)));
        }
    }
}

/// The number of the note that begins right under `spot`: nothing else begins
/// between the two.
fn note_at<'r>(reading: &Reading<'r, '_>, spot: Spot) -> Option<&'r String> {
    let below = reading.notes.iter().filter(|note| note.spot.page == spot.page && note.spot.y < spot.y + 1.0);
    let note = below.max_by(|one, other| one.spot.y.total_cmp(&other.spot.y))?;
    let mut between = reading.landing.between(spot, note.spot.y + 1.0);
    between.all(|line| number(&reading.lines[line]) == Some(&note.number)).then_some(&note.number)
}

/// The number of the note in which a line stands.
fn number(line: &Line) -> Option<&String> {
    line.within.iter().find_map(|container| match container {
        Container::Note { number } => Some(number),
        Container::Item { .. } | Container::Quotation | Container::Callout | Container::Details => None,
    })
}
