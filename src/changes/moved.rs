//! Passages that stand elsewhere now: shown whole where they stand, named where
//! they stood, each with a link to the other place.

use super::edit::{Edit, EditKind, Origin, Part, PartKind, PartOf, SectionOfEdit};
use super::names::was;
use super::redline::Redliner;
use super::summary::spoken_phrase;
use super::tree::{NodeId, Part as Of, Tree};
use crate::diagnostics::Span;
use crate::document::{
    Anchor, Block, BlockKind, Callout, CalloutKind, Change, Changed, Description, Inline, Item, Link, Phrase, Section, Target,
    Term, Ways, plain_text,
};

/// How much of a passage says which one it is.
const LETTERS_SHOWN: usize = 70;

impl<'a> Redliner<'a> {
    /// The other place of a part that was moved.
    pub(super) fn other_place(&self, change: Change, node: NodeId) -> Option<NodeId> {
        match change {
            Change::Inserted => self.plan.moved_from.get(&node).copied(),
            Change::Deleted => self.plan.moved_to.get(&node).copied(),
        }
    }

    pub(super) fn moved_section(&mut self, change: Change, node: NodeId) -> Option<Section> {
        let other = self.other_place(change, node)?;
        match change {
            Change::Inserted => {
                self.enter_node(change, node);
                self.record_move(other, node);
                let remark = self.remark(change, other, node);
                let section = self.section_of_both(other, node)?;
                let id = moved(section.anchor.as_str());
                let note = self.callout(id, section.span, vec![remark], Vec::new());
                Some(Section { blocks: std::iter::once(note).chain(section.blocks).collect(), ..section })
            }
            Change::Deleted => {
                let Of::Section(section) = self.old_tree.nodes[node].part else { return None };
                let title = self.plain_run(change, &section.title, section.span);
                let remark = self.remark(change, node, other);
                let anchor = was(section.anchor.as_str());
                let note = self.callout(away(section.anchor.as_str()), section.span, vec![remark], Vec::new());
                Some(Section { anchor, title, blocks: vec![note], sections: Vec::new(), span: section.span, comment: None })
            }
        }
    }

    pub(super) fn moved_block(&mut self, change: Change, node: NodeId) -> Option<Block> {
        let other = self.other_place(change, node)?;
        match change {
            Change::Inserted => {
                self.record_move(other, node);
                let remark = self.remark(change, other, node);
                let blocks = self.block(other, node);
                let first = blocks.first()?;
                let id = moved(self.new_tree.id(node));
                Some(self.callout(id, first.span, vec![remark], blocks))
            }
            Change::Deleted => {
                let Of::Block(block) = self.old_tree.nodes[node].part else { return None };
                let remark = self.remark(change, node, other);
                let id = was(block.id.as_str());
                let shown = paragraph(away(block.id.as_str()), vec![self.excerpt(node, block.span)], block.span);
                let shown = Block { language: block.language.clone(), ..shown };
                Some(self.callout(id, block.span, vec![remark], vec![shown]))
            }
        }
    }

    /// Where items stand close together, what is said of the move stands in their line.
    pub(super) fn moved_item(&mut self, change: Change, node: NodeId) -> Option<Item> {
        let other = self.other_place(change, node)?;
        match change {
            Change::Inserted => {
                self.record_move(other, node);
                let remark = self.remark(change, other, node);
                let mut item = self.item(other, node)?;
                let remark = in_line(remark, item.span);
                super::code::before_words(&mut item.blocks, remark, &item.id, item.span);
                Some(item)
            }
            Change::Deleted => {
                let Of::Item(item) = self.old_tree.nodes[node].part else { return None };
                let id = was(item.id.as_str());
                let block = paragraph(away(item.id.as_str()), self.away(node, other, item.span), item.span);
                Some(Item { id, task: None, blocks: vec![block], span: item.span })
            }
        }
    }

    pub(super) fn moved_description(&mut self, change: Change, node: NodeId) -> Option<Description> {
        let other = self.other_place(change, node)?;
        let Of::Description(Description { terms, details: _ }) = self.tree(change).nodes[node].part else { return None };
        let Term { id, inlines, span } = terms.first()?;
        match change {
            Change::Inserted => {
                self.record_move(other, node);
                let remark = in_line(self.remark(change, other, node), *span);
                let mut description = self.description(other, node)?;
                super::code::before_words(&mut description.details, remark, id, *span);
                Some(description)
            }
            Change::Deleted => {
                let (id, span) = (was(id.as_str()), *span);
                let details = self.old_tree.nodes[node].lists.iter().flatten().next();
                let excerpt = details.map(|details| self.excerpt(*details, span));
                let details = paragraph(moved(id.as_str()), excerpt.into_iter().collect(), span);
                // In front of the term, which stands elsewhere in the list too.
                let remark = in_line(self.remark(change, node, other), span);
                let term = Term { id, inlines: [remark, self.plain_run(change, inlines, span)].concat(), span };
                Some(Description { terms: vec![term], details: vec![details] })
            }
        }
    }

    /// What stands in the line of a passage that is elsewhere now.
    pub(super) fn away(&self, old: NodeId, new: NodeId, span: Span) -> Vec<Inline> {
        let mut run = in_line(self.remark(Change::Deleted, old, new), span);
        run.push(self.excerpt(old, span));
        run
    }

    pub(super) fn enter_node(&mut self, change: Change, node: NodeId) {
        if let Of::Section(section) = self.tree(change).nodes[node].part {
            let anchor = self.id(change, &section.anchor);
            self.section = Some(SectionOfEdit { anchor: anchor.as_str().to_string(), title: plain_text(&section.title) });
        }
    }

    pub(super) fn record_move(&mut self, old: NodeId, new: NodeId) {
        self.record(Edit {
            id: Some(self.new_tree.id(new).to_string()),
            old_id: Some(self.old_tree.id(old).to_string()),
            from: Some(self.origin(old, new)),
            parts: vec![Part::new(PartKind::Same, self.new_tree.nodes[new].text.as_str())],
            ..Edit::new(EditKind::Moved, PartOf::of(self.new_tree, new))
        });
    }

    /// Where a part stood that was moved.
    fn origin(&self, old: NodeId, new: NodeId) -> Origin {
        if !self.plan.has_same_home(self.old_tree, old, self.new_tree, new)
            && let Some(section) = self.old_section(old)
        {
            return Origin::Section(section.clone());
        }
        if let Some(before) = self.section_before(old) {
            return Origin::Behind(before);
        }
        if self.plan.stood_below(self.new_tree, old, new) { Origin::Below } else { Origin::Above }
    }

    /// The section before one of the old version, on the same level.
    fn section_before(&self, old: NodeId) -> Option<SectionOfEdit> {
        let Of::Section(_) = self.old_tree.nodes[old].part else { return None };
        let beside = self.old_tree.nodes[self.old_tree.parent(old)].lists.iter().find(|list| list.contains(&old))?;
        let before = beside.iter().take_while(|node| **node != old).last()?;
        let Of::Section(section) = self.old_tree.nodes[*before].part else { return None };
        Some(SectionOfEdit { anchor: section.anchor.as_str().to_string(), title: plain_text(&section.title) })
    }

    /// `Moved here from …`, or `Moved from here to …`, as a link to the other place;
    /// within one section in which direction.
    pub(super) fn remark(&self, change: Change, old: NodeId, new: NodeId) -> Inline {
        let has_same_home = self.plan.has_same_home(self.old_tree, old, self.new_tree, new);
        let place = match change {
            Change::Inserted => self.old_section(old),
            Change::Deleted => self.new_section_of(new),
        };
        let place = place.filter(|_| !has_same_home).map(|section| section.title.as_str().into());
        let is_upwards = self.plan.stood_below(self.new_tree, old, new);
        let words = self.words;
        let said: Phrase = match (change, place, is_upwards) {
            (Change::Inserted, Some(place), _) => words.moved_here_from(place),
            (Change::Deleted, Some(place), _) => words.moved_away_to(place),
            (Change::Inserted, None, true) => words.moved_up_here.clone().into(),
            (Change::Inserted, None, false) => words.moved_down_here.clone().into(),
            (Change::Deleted, None, true) => words.moved_up_away.clone().into(),
            (Change::Deleted, None, false) => words.moved_down_away.clone().into(),
        };
        let (target, span) = match change {
            Change::Inserted => (self.place_of_old(old), span_of(self.new_tree, new)),
            Change::Deleted => (self.place_of_moved(new), span_of(self.old_tree, old)),
        };
        let link = Link { target: Target::Anchor(target), inlines: spoken_phrase(&said, span), span };
        tells(vec![Inline::Link(link)])
    }

    /// The id at which the redline shows a passage that was moved: a block stands in a
    /// box; the places of items and descriptions on paper are those of their first words.
    fn place_of_moved(&self, new: NodeId) -> Anchor {
        let id = Anchor::new(self.new_tree.id(new));
        let first = |blocks: &[Block]| blocks.first().map_or_else(|| id.clone(), |block| block.id.clone());
        match self.new_tree.nodes[new].part {
            Of::Block(_) => moved(id.as_str()),
            Of::Item(item) => first(&item.blocks),
            Of::Description(description) => first(&description.details),
            Of::Document | Of::Section(_) | Of::Row(_) | Of::Note(_) => id,
        }
    }

    /// The id at which the redline says that a passage is elsewhere now.
    fn place_of_old(&self, old: NodeId) -> Anchor {
        let id = self.old_tree.id(old);
        match self.old_tree.nodes[old].part {
            Of::Item(_) => away(id),
            Of::Description(_) => moved(was(id).as_str()),
            Of::Document | Of::Section(_) | Of::Block(_) | Of::Row(_) | Of::Note(_) => was(id),
        }
    }

    pub(super) fn excerpt(&self, old: NodeId, span: Span) -> Inline {
        let text = self.old_tree.nodes[old].text.replace('\n', " ");
        Inline::Text { text: shortened(&text), span }
    }

    /// Words of the program that tell of a change.
    pub(super) fn told(&self, said: &Phrase, span: Span) -> Inline {
        tells(spoken_phrase(said, span))
    }

    pub(super) fn callout(&self, id: Anchor, span: Span, title: Vec<Inline>, blocks: Vec<Block>) -> Block {
        let kind = BlockKind::Callout(Callout { kind: CalloutKind::Note, title: Some(title), blocks });
        Block { id, kind, span, language: None, comment: None }
    }
}

fn tells(inlines: Vec<Inline>) -> Inline {
    Inline::Changed(Changed { change: None, inlines, id: None, ways: Ways::default() })
}

/// What is said of a move, before other words in its line.
pub(super) fn in_line(remark: Inline, span: Span) -> Vec<Inline> {
    vec![Inline::Emphasis(vec![remark]), Inline::Text { text: " ".into(), span }]
}

fn paragraph(id: Anchor, run: Vec<Inline>, span: Span) -> Block {
    Block { id, kind: BlockKind::Paragraph(run), span, language: None, comment: None }
}

/// The id of what is left where the passage with this id stood. What stood in it may
/// be there still, under the id that it had.
fn away(id: &str) -> Anchor {
    Anchor::new(format!("_away-{id}"))
}

/// The id of what says that a passage was moved.
fn moved(id: &str) -> Anchor {
    Anchor::new(format!("_moved-{id}"))
}

fn span_of(tree: &Tree, node: NodeId) -> Span {
    tree.span(node).expect("a part that moves is written somewhere")
}

/// The first words of `text`.
fn shortened(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(LETTERS_SHOWN) else { return text.to_string() };
    let end = text[..end].rfind(' ').unwrap_or(end);
    format!("{} …", text[..end].trim_end())
}
