//! Other ids for the same blocks.

use super::{Anchor, Block, BlockKind};

/// Gives every block, item, cell and term of `blocks` the id that `renamed` makes of
/// its own, where it makes one.
pub fn rename_ids(blocks: &mut [Block], renamed: &dyn Fn(&Anchor) -> Option<Anchor>) {
    let rename = |id: &mut Anchor| {
        if let Some(new) = renamed(id) {
            *id = new;
        }
    };
    for block in blocks {
        rename(&mut block.id);
        match &mut block.kind {
            BlockKind::Paragraph(_)
            | BlockKind::KeySentence(_)
            | BlockKind::Code(_)
            | BlockKind::ChangedCode(_)
            | BlockKind::Figure(_)
            | BlockKind::Divider => {}
            BlockKind::List(list) => {
                for item in &mut list.items {
                    rename(&mut item.id);
                    rename_ids(&mut item.blocks, renamed);
                }
            }
            BlockKind::Quotation(quotation) => rename_ids(&mut quotation.blocks, renamed),
            BlockKind::Callout(callout) => rename_ids(&mut callout.blocks, renamed),
            BlockKind::Table(table) => {
                table.header.iter_mut().chain(table.rows.iter_mut().flatten()).for_each(|cell| rename(&mut cell.id));
            }
            BlockKind::Descriptions(descriptions) => {
                for description in descriptions {
                    description.terms.iter_mut().for_each(|term| rename(&mut term.id));
                    rename_ids(&mut description.details, renamed);
                }
            }
        }
    }
}
