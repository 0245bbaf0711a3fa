//! comrak's tables → draft.

use comrak::nodes::{NodeValue, TableAlignment};

use super::draft::{BlockKind, Inline, Run};
use super::inlines::is_empty;
use super::reader::{Node, Reader};
use crate::diagnostics::Span;
use crate::document::Alignment;

impl Reader<'_> {
    pub fn table(&mut self, node: Node<'_>, alignments: &[TableAlignment], span: Span) -> Option<BlockKind> {
        let mut header = Vec::new();
        let mut rows = Vec::new();
        for row in node.children() {
            let row_span = self.span(row);
            let mut cells: Vec<Run> =
                row.children().map(|cell| Run { span: self.span(cell), inlines: self.cell(cell) }).collect();
            self.check_cells(row_span, alignments.len());
            let end = Span { start: row_span.end, ..row_span };
            cells.resize_with(alignments.len(), || Run { inlines: Vec::new(), span: end });
            match row.data().value {
                NodeValue::TableRow(true) => header = cells,
                _ => rows.push(cells),
            }
        }
        if header.iter().all(|cell| is_empty(&cell.inlines)) {
            self.diagnostics.table_without_header(self.places.first_line(span));
            return None;
        }
        let alignments = alignments.iter().map(|&written| alignment(written)).collect();
        Some(BlockKind::Table { alignments, header, rows })
    }

    /// The inlines of a table's cell.
    fn cell(&mut self, node: Node<'_>) -> Vec<Inline> {
        let span = self.span(node);
        let pipes = self.places.slice(span).match_indices("\\|").enumerate();
        self.escaped_pipes = pipes.map(|(index, (at, _))| span.start + at - index).collect();
        let inlines = self.line(node);
        self.escaped_pipes.clear();
        inlines
    }

    /// comrak leaves out what stands beyond the last column.
    fn check_cells(&mut self, row: Span, columns: usize) {
        let cells = cell_starts(self.places.slice(row));
        if let Some(&beyond) = cells.get(columns) {
            let text = self.places.slice(row).trim_end();
            let place = Span { start: row.start + beyond, end: row.start + text.len(), ..row };
            self.diagnostics.too_many_cells(place, cells.len(), columns);
        }
    }
}

/// Where the cells of `| a | b |` start, at their first characters; `\|` parts none.
fn cell_starts(row: &str) -> Vec<usize> {
    let row = row.trim_end();
    let mut starts = Vec::new();
    let mut start = usize::from(row.starts_with('|'));
    let mut characters = row.char_indices().skip(start);
    while let Some((at, character)) = characters.next() {
        match character {
            '\\' => drop(characters.next()),
            '|' => {
                starts.push(start);
                start = at + 1;
            }
            _ => {}
        }
    }
    if start < row.len() {
        starts.push(start);
    }
    starts.into_iter().map(|start| start + row[start..].len() - row[start..].trim_start().len()).collect()
}

fn alignment(written: TableAlignment) -> Alignment {
    match written {
        TableAlignment::None | TableAlignment::Left => Alignment::Start,
        TableAlignment::Center => Alignment::Centre,
        TableAlignment::Right => Alignment::End,
    }
}
