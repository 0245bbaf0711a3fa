//! Quotations with who said them, and figures with their captions.

use super::blocks::Flow;
use super::{Here, Reader};
use crate::elements::{Element, Node};
use crate::import::manuscript::{Block, BlockKind, plain, words};
use crate::import::tidy;
use crate::markdown::Piece;

impl Reader<'_> {
    pub(super) fn quotation(&mut self, element: &Element, here: &Here) -> Option<BlockKind> {
        let here = Here { depth: here.depth + 1, ..here.clone() };
        let mut footers = element.elements().filter(|inner| inner.name == "footer");
        let attribution = footers.next().map(|footer| tidy::run(self.pieces(&footer.nodes, &here)));
        let attribution = attribution.map(without_dash).filter(|run| !tidy::is_empty(run));
        let mut blocks = self.flow(without(element, "footer"), &here);
        footers.for_each(|footer| blocks.extend(self.flow(&footer.nodes, &here)));
        match (blocks.is_empty(), attribution) {
            (true, None) => None,
            // A name without words is what is quoted.
            (true, Some(said)) => {
                Some(BlockKind::Quotation { blocks: vec![BlockKind::Paragraph(said).into()], attribution: None })
            }
            (false, attribution) => Some(BlockKind::Quotation { blocks, attribution }),
        }
    }

    pub(super) fn figure(&mut self, element: &Element, here: &Here, flow: &mut Flow) {
        let mut captions = element.elements().filter(|inner| inner.name == "figcaption");
        let mut blocks = self.flow(without(element, "figcaption"), here);
        let caption =
            captions.next().map(|caption| tidy::run(self.pieces(&caption.nodes, here))).filter(|run| !tidy::is_empty(run));
        match (blocks.as_mut_slice(), caption) {
            ([Block { kind: BlockKind::Figure { caption: known @ None, .. }, .. }], Some(caption)) => {
                if caption.iter().any(|piece| !matches!(piece, Piece::Text(_))) {
                    self.gathering.lose(
                        "a caption lost its links, notes and emphasis",
                        &plain(&caption),
                        "write them into the text beside the figure",
                    );
                }
                *known = Some(words(&plain(&caption)));
            }
            ([Block { kind: BlockKind::Quotation { attribution: attribution @ None, .. }, .. }], Some(caption)) => {
                *attribution = Some(if self.is_own { caption } else { without_dash(caption) })
            }
            (_, Some(caption)) => blocks.push(BlockKind::Paragraph(caption).into()),
            (_, None) => {}
        }
        captions.for_each(|caption| blocks.extend(self.flow(&caption.nodes, here)));
        flow.out.append(&mut blocks);
    }
}

/// What `element` holds but for elements with this name.
fn without<'n>(element: &'n Element, name: &'static str) -> impl Iterator<Item = &'n Node> {
    element.nodes.iter().filter(move |node| !matches!(node, Node::Element(inner) if inner.name == name))
}

/// The dash before a name is not part of it.
fn without_dash(mut pieces: Vec<Piece>) -> Vec<Piece> {
    if let Some(Piece::Text(text)) = pieces.first_mut() {
        *text = text.trim_start_matches(['—', '–', '―', '-', ' ']).to_string();
    }
    tidy::run(pieces)
}
