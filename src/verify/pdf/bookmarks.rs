//! Bookmarks (ISO 32000-1 §12.3.3): one for each heading, in order, at its page.

use std::collections::HashSet;

use super::checks::Reading;
use super::faults::{Faults, beginning};
use super::syntax::{Dictionary, Value};
use crate::verify::{LINE_END, Line, PAGE_END, PieceKind, Role};

/// How deep and how many they are at most.
const DEPTH: usize = 16;
const COUNT: usize = 100_000;

struct Bookmark {
    title: String,
    level: usize,
    /// The line to which it leads.
    line: Option<usize>,
}

pub fn check(reading: &Reading, faults: &mut Faults) {
    let outlines = reading.file.dictionary(reading.catalog, "Outlines");
    let mut bookmarks = Vec::new();
    collect(reading, &outlines, 1, &mut HashSet::new(), &mut bookmarks);
    let mut rest = bookmarks.iter().peekable();
    for (index, line) in reading.lines.iter().enumerate() {
        let Role::Heading { level } = line.role else { continue };
        if is_title_of_contents(reading, index) {
            continue;
        }
        let (text, written) = (spaced(&line.text()), spaced_lines(line));
        let place = Some(line.id.clone().unwrap_or(text.clone()));
        // A bookmark that is left out must not make all that follow wrong.
        match rest.next_if(|bookmark| says(&bookmark.title, &written) || bookmark.line == Some(index)) {
            None => faults.add_at(format!("the heading `{}` has no bookmark in its place", beginning(&text)), place),
            Some(bookmark) if !says(&bookmark.title, &written) => {
                let title = beginning(&bookmark.title);
                faults.add_at(format!("the bookmark of `{}` is called `{title}`", beginning(&text)), place);
            }
            Some(bookmark) if bookmark.line != Some(index) => {
                faults.add_at(format!("the bookmark `{}` does not lead to its heading", beginning(&text)), place);
            }
            Some(bookmark) if bookmark.level != level => {
                let found = bookmark.level;
                faults.add_at(format!("the bookmark `{}` has level {found}, not {level}", beginning(&text)), place);
            }
            Some(_) => {}
        }
    }
    for bookmark in rest {
        let title = beginning(&bookmark.title);
        faults.add_at(format!("the bookmark `{title}` stands for no heading, or not in its place"), Some(title.clone()));
    }
}

/// The heading over the contents is no part of the text.
fn is_title_of_contents(reading: &Reading, index: usize) -> bool {
    reading.lines.get(index + 1).is_some_and(|next: &Line| next.role == Role::Entry)
}

fn collect<'a>(
    reading: &Reading<'_, 'a>,
    parent: &Dictionary<'a>,
    level: usize,
    seen: &mut HashSet<u32>,
    bookmarks: &mut Vec<Bookmark>,
) {
    let mut next = parent.reference("First");
    while let Some(object) = next {
        if level > DEPTH || seen.len() >= COUNT || !seen.insert(object) {
            return;
        }
        let Value::Dictionary(item) = reading.file.object(object) else { return };
        let target = reading.places.target(reading.file, &item);
        bookmarks.push(Bookmark {
            title: spaced(&reading.file.get(&item, "Title").text().unwrap_or_default()),
            level,
            line: target.and_then(|target| target.spot()).and_then(|spot| reading.landing.line(spot)),
        });
        collect(reading, &item, level + 1, seen, bookmarks);
        next = item.reference("Next");
    }
}

/// Whether `title` says `written`, in which a line may end between two words or,
/// where the script has no spaces, between two letters.
fn says(title: &str, written: &str) -> bool {
    let mut parts = written.split(LINE_END);
    let mut rest = parts.next().and_then(|first| title.strip_prefix(first));
    for part in parts {
        rest = rest.and_then(|rest| rest.trim_start_matches(' ').strip_prefix(part.trim_start_matches(' ')));
    }
    rest == Some("")
}

/// The text of `line` with its line ends, and no space before them.
fn spaced_lines(line: &Line) -> String {
    let shown = line.pieces.iter().filter(|piece| matches!(piece.kind, PieceKind::Text | PieceKind::Image));
    let text: String = shown.map(|piece| piece.text.as_str()).collect();
    let lines: Vec<String> = text.split([LINE_END, PAGE_END]).map(spaced).filter(|line| !line.is_empty()).collect();
    lines.join(&LINE_END.to_string())
}

fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
