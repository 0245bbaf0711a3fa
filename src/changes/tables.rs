//! Tables of both versions as one: rows and columns that came, went or moved.

use super::align::Step;
use super::columns::{Column, columns};
use super::edit::{Edit, EditKind, Part as Words, PartKind, PartOf};
use super::moved::in_line;
use super::names::was;
use super::redline::{Redliner, Run};
use super::tree::{NodeId, Part, Tree};
use crate::document::{Anchor, Cell, Change, Table, plain_text};

impl<'a> Redliner<'a> {
    pub(super) fn table(&mut self, old: &Table, new: &Table, steps: &'a [Step]) -> Table {
        let columns = columns(old, new);
        for column in &columns {
            match column {
                Column::Both(..) | Column::MovedAway(_) => {}
                Column::Gone(at) => self.record_column(Change::Deleted, old, *at),
                Column::New(at) => self.record_column(Change::Inserted, new, *at),
                Column::MovedHere(before, after) => self.record_moved_column(old, *before, new, *after),
            }
        }
        let alignments = columns.iter().map(|column| match column {
            Column::Gone(at) | Column::MovedAway(at) => old.alignments[*at],
            Column::Both(_, at) | Column::New(at) | Column::MovedHere(_, at) => new.alignments[*at],
        });
        let alignments = alignments.collect();
        let header = self.row(&columns, &old.header, &new.header);
        let rows = steps.iter().flat_map(|step| self.rows(step, &columns)).collect();
        Table { alignments, header, rows }
    }

    fn rows(&mut self, step: &'a Step, columns: &[Column]) -> Option<Vec<Cell>> {
        match step {
            Step::Pair(before, after) => Some(self.row(columns, cells(self.old_tree, *before)?, cells(self.new_tree, *after)?)),
            Step::New(node) => self.lone_row(Change::Inserted, *node, columns),
            Step::Gone(node) => self.lone_row(Change::Deleted, *node, columns),
            Step::Reshaped(..) => unreachable!("only blocks and items hold nothing but words"),
        }
    }

    /// A row that only one version has at this place.
    fn lone_row(&mut self, change: Change, node: NodeId, columns: &[Column]) -> Option<Vec<Cell>> {
        let own = cells(self.tree(change), node)?;
        let Some(other) = self.other_place(change, node) else {
            self.record_whole(change, node);
            return Some(self.whole_row(change, columns, own));
        };
        let span = own.first()?.span;
        match change {
            Change::Inserted => {
                self.record_move(other, node);
                let remark = in_line(self.remark(change, other, node), span);
                let mut row = self.row(columns, cells(self.old_tree, other)?, own);
                row.first_mut()?.inlines.splice(0..0, remark);
                Some(row)
            }
            Change::Deleted => {
                let id = was(own.first()?.id.as_str());
                let first = Cell { id, inlines: self.away(node, other, span), span };
                let empty = (1..columns.len()).map(|number| empty(own, number));
                Some(std::iter::once(first).chain(empty).collect())
            }
        }
    }

    fn record_moved_column(&mut self, old: &Table, before: usize, new: &Table, after: usize) {
        let head = &new.header[after];
        self.record(Edit {
            id: Some(head.id.as_str().to_string()),
            old_id: Some(old.header[before].id.as_str().to_string()),
            parts: vec![Words::new(PartKind::Same, plain_text(&head.inlines))],
            ..Edit::new(EditKind::Moved, PartOf::Column)
        });
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
                Column::Gone(at) | Column::MovedAway(at) => self.whole_cell(Change::Deleted, &old[*at]),
                Column::New(at) | Column::MovedHere(_, at) => self.whole_cell(Change::Inserted, &new[*at]),
            });
        }
        row
    }

    /// A row of one version; empty where a column is the other's.
    fn whole_row(&self, change: Change, columns: &[Column], cells: &[Cell]) -> Vec<Cell> {
        let at = |column: &Column| match (change, column) {
            (Change::Deleted, Column::Both(at, _) | Column::Gone(at) | Column::MovedAway(at)) => Some(*at),
            (Change::Inserted, Column::Both(_, at) | Column::New(at) | Column::MovedHere(_, at)) => Some(*at),
            (Change::Deleted, Column::New(_) | Column::MovedHere(..)) => None,
            (Change::Inserted, Column::Gone(_) | Column::MovedAway(_)) => None,
        };
        let shown = columns.iter().enumerate().map(|(number, column)| match at(column) {
            Some(at) => self.whole_cell(change, &cells[at]),
            None => empty(cells, number),
        });
        shown.collect()
    }
}

/// A cell without words in a row that has `cells`.
fn empty(cells: &[Cell], number: usize) -> Cell {
    let id = Anchor::new(format!("{}-empty-{number}", was(cells[0].id.as_str())));
    Cell { id, inlines: Vec::new(), span: cells[0].span }
}

fn cells<'a>(tree: &Tree<'a>, node: NodeId) -> Option<&'a [Cell]> {
    match tree.nodes[node].part {
        Part::Row(cells) => Some(cells),
        Part::Document | Part::Section(_) | Part::Block(_) | Part::Item(_) | Part::Description(_) | Part::Note(_) => None,
    }
}
