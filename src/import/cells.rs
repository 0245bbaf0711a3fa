//! Tables of any format → tables with a header and one cell per column.

use super::gathering::Gathering;
use super::manuscript::{Block, BlockKind, Description, plain};
use super::tidy;
use crate::document::Alignment;
use crate::markdown::Piece;

/// A cell as it was written.
pub(super) struct Cell {
    pub pieces: Vec<Piece>,
    pub alignment: Option<Alignment>,
    pub is_header: bool,
    /// Over how many columns and rows it goes.
    pub columns: usize,
    pub rows: usize,
}

/// A table that is filled cell by cell.
#[derive(Default)]
pub(super) struct Grid {
    rows: Vec<Row>,
    /// For each column, in how many rows, this one included, a cell from above stands.
    above: Vec<usize>,
    /// The same for the next row.
    below: Vec<usize>,
    spans: bool,
    is_too_wide: bool,
}

#[derive(Default)]
struct Row {
    cells: Vec<Vec<Piece>>,
    alignments: Vec<Option<Alignment>>,
    is_header: bool,
}

/// Wider is no table that anybody reads.
const COLUMNS_MAX: usize = 64;

impl Grid {
    pub fn begin_row(&mut self) {
        self.fill();
        self.above = std::mem::take(&mut self.below);
        self.rows.push(Row { is_header: true, ..Row::default() });
    }

    pub fn cell(&mut self, cell: Cell) {
        self.fill();
        let Some(row) = self.rows.last_mut() else { return };
        let at = row.cells.len();
        if at >= COLUMNS_MAX {
            // Never wider: its words are in the last cell that is kept.
            self.is_too_wide = true;
            if let Some(last) = row.cells.last_mut() {
                last.push(Piece::LineBreak);
                last.extend(cell.pieces);
            }
            return;
        }
        let columns = cell.columns.clamp(1, COLUMNS_MAX - at);
        self.spans |= columns > 1 || cell.rows != 1;
        row.is_header &= cell.is_header || tidy::is_empty(&cell.pieces);
        row.cells.push(cell.pieces);
        row.alignments.push(cell.alignment);
        for _ in 1..columns {
            row.cells.push(Vec::new());
            row.alignments.push(None);
        }
        self.below.resize(self.below.len().max(at + columns), 0);
        self.below[at..at + columns].fill(cell.rows.clamp(1, 10_000) - 1);
    }

    /// Empty cells where one from above stands.
    fn fill(&mut self) {
        let Some(row) = self.rows.last_mut() else { return };
        while let Some(left) = self.above.get(row.cells.len()).copied().filter(|left| *left > 0) {
            let at = row.cells.len();
            self.below.resize(self.below.len().max(at + 1), 0);
            self.below[at] = left - 1;
            row.cells.push(Vec::new());
            row.alignments.push(None);
        }
    }

    /// The table; nothing if it has no words. `has_head` says that its first row
    /// is said to be its header.
    pub fn finish(mut self, has_head: bool, gathering: &mut Gathering) -> Option<BlockKind> {
        self.rows.retain(|row| row.cells.iter().any(|cell| !tidy::is_empty(cell)));
        let columns = self.rows.iter().map(|row| row.cells.len()).max()?;
        let words: String = self.rows[0].cells.iter().map(|cell| plain(cell) + " ").collect();
        if self.spans {
            gathering.lose(
                "cells of a table went over several columns or rows; they stand in the first one",
                &words,
                "repeat the words where they belong",
            );
        }
        if self.is_too_wide {
            let what = format!("a table has more than {COLUMNS_MAX} columns; the words of the others are in the last one");
            gathering.lose(what, &words, "part it into several tables");
        }
        if !has_head && !self.rows[0].is_header {
            gathering.lose(
                "a table has no header, so that its first row became it",
                &words,
                "write a row above it that names the columns",
            );
        }
        let alignment = |column: usize| {
            let body = self.rows.iter().rev().find_map(|row| row.alignments.get(column).copied().flatten());
            body.unwrap_or(Alignment::Start)
        };
        let alignments = (0..columns).map(alignment).collect();
        let mut rows = self.rows.into_iter().map(|mut row| {
            row.cells.resize(columns, Vec::new());
            row.cells
        });
        Some(BlockKind::Table { alignments, header: rows.next()?, rows: rows.collect() })
    }
}

/// The words of a block in one run, its parts in lines of their own.
pub(super) fn run(kind: BlockKind) -> Vec<Piece> {
    let all = |blocks: Vec<Block>| joined(blocks.into_iter().map(|block| run(block.kind)));
    match kind {
        BlockKind::Heading { title: run, .. } | BlockKind::Paragraph(run) | BlockKind::KeySentence(run) => run,
        BlockKind::List { items, .. } => joined(items.into_iter().map(|item| all(item.blocks))),
        BlockKind::Quotation { blocks, attribution } => joined([all(blocks), attribution.unwrap_or_default()]),
        BlockKind::Callout { kind: _, title, blocks } => joined([title.unwrap_or_default(), all(blocks)]),
        BlockKind::Table { alignments: _, header, rows } => {
            joined(std::iter::once(header).chain(rows).map(|cells| cells.join(&Piece::Text(" ".into()))))
        }
        BlockKind::Code(code) => joined(code.text.lines().map(|line| vec![Piece::Code(line.to_string())])),
        BlockKind::Figure { path, alternative, caption } => {
            joined([vec![Piece::Image { path, alternative }], caption.into_iter().map(Piece::Text).collect()])
        }
        BlockKind::Descriptions(list) => {
            joined(list.into_iter().map(|Description { terms, details }| joined([joined(terms), all(details)])))
        }
        BlockKind::Divider => Vec::new(),
    }
}

fn joined(runs: impl IntoIterator<Item = Vec<Piece>>) -> Vec<Piece> {
    let mut out = Vec::new();
    for run in runs.into_iter().filter(|run| !run.is_empty()) {
        if !out.is_empty() {
            out.push(Piece::LineBreak);
        }
        out.extend(run);
    }
    out
}
