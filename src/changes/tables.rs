//! Tables of both versions as one: rows and columns that came or went.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::align::Step;
use super::edit::PartOf;
use super::names::was;
use super::redline::{Redliner, Run};
use super::tree::{NodeId, Part};
use crate::document::{Anchor, Cell, Change, Table, plain_text};

/// A column of the redline, by its places in both tables.
#[derive(Clone, Copy)]
enum Column {
    Both(usize, usize),
    Gone(usize),
    New(usize),
}

impl<'a> Redliner<'a> {
    pub(super) fn table(&mut self, old: &'a Table, new: &'a Table, steps: &'a [Step]) -> Table {
        let columns = columns(old, new);
        for column in &columns {
            match column {
                Column::Both(..) => {}
                Column::Gone(at) => self.record_column(Change::Deleted, old, *at),
                Column::New(at) => self.record_column(Change::Inserted, new, *at),
            }
        }
        let alignments = columns.iter().map(|column| match column {
            Column::Gone(at) => old.alignments[*at],
            Column::Both(_, at) | Column::New(at) => new.alignments[*at],
        });
        let alignments = alignments.collect();
        let header = self.row(&columns, &old.header, &new.header);
        let mut rows = Vec::new();
        for step in steps {
            match step {
                Step::Pair(before, after) => {
                    if let (Some(before), Some(after)) = (cells(self.old_tree, *before), cells(self.new_tree, *after)) {
                        rows.push(self.row(&columns, before, after));
                    }
                }
                Step::New(after) => {
                    self.record_whole(Change::Inserted, *after);
                    rows.extend(cells(self.new_tree, *after).map(|cells| self.whole_row(Change::Inserted, &columns, cells)));
                }
                Step::Gone(before) => {
                    self.record_whole(Change::Deleted, *before);
                    rows.extend(cells(self.old_tree, *before).map(|cells| self.whole_row(Change::Deleted, &columns, cells)));
                }
                Step::Split(..) | Step::Joined(..) => unreachable!("only paragraphs are parted"),
            }
        }
        Table { alignments, header, rows }
    }

    fn record_column(&mut self, change: Change, table: &Table, at: usize) {
        let texts: Vec<String> =
            std::iter::once(&table.header).chain(&table.rows).map(|cells| plain_text(&cells[at].inlines)).collect();
        let id = table.header[at].id.as_str().to_string();
        self.record_whole_as(change, &id, PartOf::Column, &texts.join("\n"));
    }

    fn row(&mut self, columns: &[Column], old: &[Cell], new: &[Cell]) -> Vec<Cell> {
        let mut row = Vec::new();
        for column in columns {
            row.push(match column {
                Column::Both(before, after) => {
                    let (before, after) = (&old[*before], &new[*after]);
                    let inlines = self.run(Run {
                        old: &before.inlines,
                        new: &after.inlines,
                        of: PartOf::Cell,
                        old_id: before.id.as_str(),
                        id: after.id.as_str(),
                        span: after.span,
                    });
                    Cell { inlines, ..after.clone() }
                }
                Column::Gone(at) => self.whole_cell(Change::Deleted, &old[*at]),
                Column::New(at) => self.whole_cell(Change::Inserted, &new[*at]),
            });
        }
        row
    }

    /// A row of one version; empty where a column is the other's.
    fn whole_row(&self, change: Change, columns: &[Column], cells: &[Cell]) -> Vec<Cell> {
        let at = |column: &Column| match (change, column) {
            (Change::Deleted, Column::Both(at, _) | Column::Gone(at)) => Some(*at),
            (Change::Inserted, Column::Both(_, at) | Column::New(at)) => Some(*at),
            (Change::Deleted, Column::New(_)) | (Change::Inserted, Column::Gone(_)) => None,
        };
        let empty = |number: usize| {
            let id = Anchor::new(format!("{}-empty-{number}", was(cells[0].id.as_str())));
            Cell { id, inlines: Vec::new(), span: cells[0].span }
        };
        let shown = columns.iter().enumerate().map(|(number, column)| match at(column) {
            Some(at) => self.whole_cell(change, &cells[at]),
            None => empty(number),
        });
        shown.collect()
    }
}

fn cells<'a>(tree: &super::tree::Tree<'a>, node: NodeId) -> Option<&'a [Cell]> {
    match tree.nodes[node].part {
        Part::Row(cells) => Some(cells),
        Part::Document | Part::Section(_) | Part::Block(_) | Part::Item(_) | Part::Description(_) | Part::Note(_) => None,
    }
}

/// The columns of both: those of one head are one. As many as before are the same
/// ones, whatever their heads say now.
fn columns(old: &Table, new: &Table) -> Vec<Column> {
    if old.header.len() == new.header.len() {
        return (0..new.header.len()).map(|at| Column::Both(at, at)).collect();
    }
    let heads = |table: &Table| -> Vec<String> { table.header.iter().map(|cell| plain_text(&cell.inlines)).collect() };
    let mut columns = Vec::new();
    for operation in capture_diff_slices(Algorithm::Myers, &heads(old), &heads(new)) {
        let (before, after) = (operation.old_range(), operation.new_range());
        match operation {
            DiffOp::Equal { .. } => columns.extend(before.zip(after).map(|(old, new)| Column::Both(old, new))),
            DiffOp::Delete { .. } | DiffOp::Insert { .. } | DiffOp::Replace { .. } => {
                let both = before.len().min(after.len());
                columns.extend(before.clone().zip(after.clone()).map(|(old, new)| Column::Both(old, new)));
                columns.extend(before.skip(both).map(Column::Gone));
                columns.extend(after.skip(both).map(Column::New));
            }
        }
    }
    columns
}
