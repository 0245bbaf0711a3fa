//! Tables.

use super::blocks::Flow;
use super::{Here, Reader};
use crate::document::Alignment;
use crate::elements::{Element, Node};
use crate::import::manuscript::{Block, BlockKind, plain};
use crate::import::{cells, tidy, writer};
use crate::markdown::Piece;

impl Reader<'_> {
    pub(super) fn table(&mut self, element: &Element, here: &Here, flow: &mut Flow) {
        let mut rows = Vec::new();
        rows_of(element, &mut rows);
        let columns = rows.iter().map(|row| row.elements().filter(|cell| is_cell(cell)).count()).max().unwrap_or(0);
        // Its caption, and whatever else stands outside of its rows.
        let beside = element.nodes.iter().filter(|node| !matches!(node, Node::Element(inner) if is_rows(inner)));
        flow.out.extend(self.flow(beside, here));
        if element.has_word("role", "presentation") || columns < 2 {
            for cell in rows.iter().flat_map(|row| row.elements()).filter(|cell| is_cell(cell)) {
                let here = self.entered(cell, here);
                flow.out.extend(self.flow(&cell.nodes, &here));
            }
            return;
        }
        let mut grid = cells::Grid::default();
        for row in &rows {
            grid.begin_row();
            let here = self.entered(row, here);
            for cell in row.elements().filter(|cell| is_cell(cell)) {
                let pieces = self.cell(cell, &here);
                let number = |name| cell.attribute(name).and_then(|number: &str| number.trim().parse().ok()).unwrap_or(1);
                let is_header = cell.name == "th";
                grid.cell(cells::Cell {
                    pieces,
                    alignment: alignment(cell),
                    is_header,
                    columns: number("colspan"),
                    rows: number("rowspan"),
                });
            }
        }
        let in_head = element.elements().any(|part| part.name == "thead" && part.elements().any(|row| row.name == "tr"));
        flow.out.extend(grid.finish(in_head, self.gathering).map(Block::from));
    }

    fn cell(&mut self, cell: &Element, here: &Here) -> Vec<Piece> {
        self.enter_places(cell);
        let inside = Here { depth: here.depth + 2, is_heavy: cell.name == "th", ..self.entered(cell, here) };
        let blocks = self.flow(&cell.nodes, &inside);
        let pieces = self.flattened(blocks);
        tidy::run(pieces)
    }

    /// A cell holds one run.
    fn flattened(&mut self, blocks: Vec<Block>) -> Vec<Piece> {
        let (mut pieces, mut lost) = (Vec::new(), String::new());
        for Block { kind, language } in blocks {
            let run = match kind {
                BlockKind::Paragraph(run) | BlockKind::KeySentence(run) => match language {
                    Some(language) => vec![writer::foreign(&language, run)],
                    None => run,
                },
                BlockKind::Figure { path, alternative, caption: _ } => vec![Piece::Image { path, alternative }],
                other => {
                    let run = cells::run(other);
                    lost.push_str(&plain(&run));
                    run
                }
            };
            if !pieces.is_empty() && !run.is_empty() {
                pieces.push(Piece::LineBreak);
            }
            pieces.extend(run);
        }
        if !lost.is_empty() {
            self.gathering.lose(
                "lists and the like in a cell became lines",
                &lost,
                "write them outside of the table if they matter",
            );
        }
        pieces
    }
}

fn rows_of<'a>(element: &'a Element, rows: &mut Vec<&'a Element>) {
    for inner in element.elements() {
        match inner.name.as_str() {
            "tr" => rows.push(inner),
            _ if is_rows(inner) => rows_of(inner, rows),
            _ => {}
        }
    }
}

fn is_rows(element: &Element) -> bool {
    matches!(element.name.as_str(), "tr" | "thead" | "tbody" | "tfoot")
}

fn is_cell(element: &Element) -> bool {
    matches!(element.name.as_str(), "td" | "th")
}

fn alignment(cell: &Element) -> Option<Alignment> {
    let style = cell.attribute("style").unwrap_or_default().replace(' ', "").to_ascii_lowercase();
    let align = cell.attribute("align").unwrap_or_default().to_ascii_lowercase();
    let says = |word: &str| align == word || style.contains(&format!("text-align:{word}"));
    if says("center") || cell.has_class("centre") {
        Some(Alignment::Centre)
    } else if says("right") || says("end") || cell.has_class("end") {
        Some(Alignment::End)
    } else {
        None
    }
}
