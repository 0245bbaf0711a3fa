//! Tables.

use super::body::Reader;
use crate::document::Alignment;
use crate::elements::Element;
use crate::import::manuscript::{Block, BlockKind, plain};
use crate::import::{cells, tidy, writer};
use crate::markdown::Piece;

impl Reader<'_> {
    pub(super) fn table(&mut self, table: &Element) -> Vec<Block> {
        let rows: Vec<&Element> = parts(table, "w:tr");
        let columns = rows.iter().map(|row| parts(row, "w:tc").len()).max().unwrap_or(0);
        if columns < 2 {
            // A frame around text.
            return rows.iter().flat_map(|row| parts(row, "w:tc")).flat_map(|cell| self.blocks(cell)).collect();
        }
        let look = table.find("w:tblLook");
        let says_first = look.is_some_and(|look| {
            let bits = look.attribute("w:val").and_then(|bits| u32::from_str_radix(bits, 16).ok()).unwrap_or(0);
            look.attribute("w:firstRow").map_or(bits & 0x20 != 0, |first| matches!(first, "1" | "true" | "on"))
        });
        let repeats = rows.first().is_some_and(|row| row.find("w:tblHeader").is_some());
        let mut grid = cells::Grid::default();
        for row in rows {
            grid.begin_row();
            for cell in parts(row, "w:tc") {
                let properties = cell.elements().find(|inner| inner.name == "w:tcPr");
                let find = |name: &str| properties.and_then(|list| list.elements().find(|inner| inner.name == name));
                let columns =
                    find("w:gridSpan").and_then(|span| span.attribute("w:val")).and_then(|span| span.parse().ok()).unwrap_or(1);
                // A cell that goes on from above is empty here, and one that begins is known by what goes on.
                let rows = if find("w:vMerge").is_some() { 0 } else { 1 };
                let alignment = alignment(cell);
                let blocks = self.blocks(cell);
                let pieces = self.flattened(blocks);
                grid.cell(cells::Cell { pieces, alignment, is_header: false, columns, rows });
            }
        }
        grid.finish(says_first || repeats, self.gathering).map(Block::from).into_iter().collect()
    }

    /// A cell holds one run.
    fn flattened(&mut self, blocks: Vec<Block>) -> Vec<Piece> {
        let (mut pieces, mut lost) = (Vec::new(), String::new());
        for Block { kind, language } in blocks {
            let is_plain = matches!(kind, BlockKind::Paragraph(_) | BlockKind::Figure { caption: None, .. });
            let run = cells::run(kind);
            if !is_plain {
                lost.push_str(&plain(&run));
            }
            if !pieces.is_empty() && !run.is_empty() {
                pieces.push(Piece::LineBreak);
            }
            match language {
                Some(language) => pieces.push(writer::foreign(&language, run)),
                None => pieces.extend(run),
            }
        }
        if !lost.is_empty() {
            self.gathering.lose(
                "lists and the like in a cell became lines",
                &lost,
                "write them outside of the table if they matter",
            );
        }
        tidy::run(pieces)
    }
}

/// The rows or cells of a table, through what may be wrapped around them.
fn parts<'a>(element: &'a Element, name: &str) -> Vec<&'a Element> {
    let mut out = Vec::new();
    for inner in element.elements() {
        match inner.name.as_str() {
            found if found == name => out.push(inner),
            "w:sdt" | "w:sdtContent" | "w:ins" | "w:customXml" => out.extend(parts(inner, name)),
            _ => {}
        }
    }
    out
}

fn alignment(cell: &Element) -> Option<Alignment> {
    let paragraph = cell.elements().find(|inner| inner.name == "w:p")?;
    match paragraph
        .elements()
        .find(|inner| inner.name == "w:pPr")?
        .elements()
        .find(|inner| inner.name == "w:jc")?
        .attribute("w:val")?
    {
        "center" => Some(Alignment::Centre),
        "right" | "end" => Some(Alignment::End),
        _ => None,
    }
}
