//! Which column of a table is which in the other version.

use crate::document::{LIKE, Table, Wording, plain_text};

/// A column of the redline, by its places in both tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Both(usize, usize),
    Gone(usize),
    New(usize),
    /// Stands at another place now, where there is another of `columns` for it.
    MovedAway(usize),
    /// The old place and the new one of a column, where it stands now.
    MovedHere(usize, usize),
}

/// The columns of both, in the order of both. Those of one head are one, and those at
/// the same place whose heads or cells are alike.
pub fn columns(old: &Table, new: &Table) -> Vec<Column> {
    let (old_heads, new_heads) = (heads(old), heads(new));
    let is_once =
        |heads: &[String], head: &String| !head.is_empty() && heads.iter().filter(|other| *other == head).count() == 1;
    let same: Vec<(usize, usize)> = (0..new_heads.len())
        .filter(|at| is_once(&new_heads, &new_heads[*at]) && is_once(&old_heads, &new_heads[*at]))
        .filter_map(|at| old_heads.iter().position(|head| *head == new_heads[at]).map(|old| (old, at)))
        .collect();
    let stayed = in_order(&same);
    let moved: Vec<(usize, usize)> = same.into_iter().filter(|pair| !stayed.contains(pair)).collect();
    let mut columns = Vec::new();
    let mut start = (0, 0);
    for end in stayed.into_iter().chain([(old_heads.len(), new_heads.len())]) {
        columns.extend(between(old, new, start, end, &moved));
        if end.0 < old_heads.len() {
            columns.push(Column::Both(end.0, end.1));
        }
        start = (end.0 + 1, end.1 + 1);
    }
    columns
}

/// Those between two that are in both.
fn between(old: &Table, new: &Table, start: (usize, usize), end: (usize, usize), moved: &[(usize, usize)]) -> Vec<Column> {
    let mut columns = Vec::new();
    let mut at = start.1;
    for before in start.0..end.0 {
        if moved.iter().any(|(old, _)| *old == before) {
            columns.push(Column::MovedAway(before));
            continue;
        }
        let is_moved = |after: usize| moved.iter().any(|(_, new)| *new == after);
        let same = (at..end.1).find(|after| !is_moved(*after) && are_alike(old, before, new, *after));
        match same {
            Some(after) => {
                columns.extend((at..after).map(|at| new_column(at, moved)));
                columns.push(Column::Both(before, after));
                at = after + 1;
            }
            None => columns.push(Column::Gone(before)),
        }
    }
    columns.extend((at..end.1).map(|at| new_column(at, moved)));
    columns
}

fn new_column(at: usize, moved: &[(usize, usize)]) -> Column {
    let from = moved.iter().find(|(_, new)| *new == at);
    from.map_or(Column::New(at), |(old, new)| Column::MovedHere(*old, *new))
}

/// The longest run of pairs in the order of both.
fn in_order(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut best: Vec<Vec<(usize, usize)>> = Vec::new();
    for pair in pairs {
        let before = best.iter().filter(|run| run.last().is_some_and(|last| last.0 < pair.0)).max_by_key(|run| run.len());
        let mut run = before.cloned().unwrap_or_default();
        run.push(*pair);
        best.push(run);
    }
    // Of several as long, the first.
    best.into_iter().rev().max_by_key(Vec::len).unwrap_or_default()
}

/// Whether two columns are one whose head or whose cells changed.
fn are_alike(old: &Table, before: usize, new: &Table, after: usize) -> bool {
    let (was, is) = (&heads(old)[before], &heads(new)[after]);
    let cells = |table: &Table, at: usize| -> Vec<String> {
        table.rows.iter().map(|row| plain_text(&row[at].inlines)).filter(|text| !text.is_empty()).collect()
    };
    let (were, are) = (cells(old, before), cells(new, after));
    let shared = were.iter().filter(|text| are.contains(text)).count();
    let has_same_head = was == is;
    has_same_head
        || Wording::of(was).likeness(&Wording::of(is)) >= LIKE
        || (shared > 0 && 2 * shared >= were.len().min(are.len()))
}

fn heads(table: &Table) -> Vec<String> {
    table.header.iter().map(|cell| plain_text(&cell.inlines)).collect()
}
