//! Images that changed: another image, another description, another caption.

use super::edit::{Edit, EditKind, Part, PartKind, PartOf};
use super::marking::marked;
use super::names::OwnNames;
use super::redline::{Redliner, Run};
use super::tokens::{Names, inlines, tokens};
use crate::document::{Anchor, Block, BlockKind, Change, Figure, Inline, plain_text};

impl Redliner<'_> {
    /// The figure as it is now; around it what changed.
    pub(super) fn figure(&mut self, old: &Block, new: &Block) -> Vec<Block> {
        let (BlockKind::Figure(before), BlockKind::Figure(after)) = (&old.kind, &new.kind) else { return Vec::new() };
        let caption = self.run(Run {
            old: before.caption.as_deref().unwrap_or_default(),
            new: after.caption.as_deref().unwrap_or_default(),
            of: PartOf::Caption,
            old_id: old.id.as_str(),
            id: new.id.as_str(),
            span: new.span,
        });
        let caption = (!caption.is_empty()).then_some(caption);
        let figure = Block { kind: BlockKind::Figure(Figure { caption, ..after.clone() }), ..new.clone() };
        let description = self.alternative(old, new, before, after);
        let is_other = self.old.images.get(&before.image).map(|image| &image.bytes)
            != self.new.images.get(&after.image).map(|image| &image.bytes);
        if is_other {
            let callout = self.replaced(old, new, before, after, figure);
            return std::iter::once(callout).chain(description).collect();
        }
        std::iter::once(figure).chain(description).collect()
    }

    /// What those hear who do not see the image, as a paragraph, if it changed.
    fn alternative(&mut self, old: &Block, new: &Block, before: &Figure, after: &Figure) -> Option<Block> {
        let text = |text: &str| vec![Inline::Text { text: text.to_string(), span: new.span }];
        let (was_said, is_said) = (text(&before.alternative), text(&after.alternative));
        let marked = marked(&tokens(&was_said, &OwnNames), &tokens(&is_said, &OwnNames))?;
        self.record(Edit {
            id: Some(new.id.as_str().to_string()),
            old_id: Some(old.id.as_str().to_string()),
            parts: marked.parts.clone(),
            ..Edit::new(EditKind::Changed, PartOf::Alternative)
        });
        let heading = self.spoken(&self.words.introducing(&self.words.image_description), new.span);
        let run = std::iter::once(heading).chain(inlines(&marked.tokens, new.span)).collect();
        let id = Anchor::new(format!("_description-{}", new.id));
        Some(Block { id, kind: BlockKind::Paragraph(run), ..new.clone() })
    }

    /// Both images, the old one first.
    fn replaced(&mut self, old: &Block, new: &Block, before: &Figure, after: &Figure, figure: Block) -> Block {
        self.record(Edit {
            id: Some(new.id.as_str().to_string()),
            old_id: Some(old.id.as_str().to_string()),
            parts: vec![
                Part::new(PartKind::Deleted, before.image.0.as_str()),
                Part::new(PartKind::Inserted, after.image.0.as_str()),
            ],
            ..Edit::new(EditKind::Replaced, PartOf::Image)
        });
        let caption = before.caption.as_deref().map(plain_text).unwrap_or_else(|| before.alternative.clone());
        let gone = Figure {
            image: self.names.image(&before.image),
            alternative: before.alternative.clone(),
            caption: Some(self.whole_text(Change::Deleted, &caption, new.span)),
        };
        let gone = Block { id: super::names::was(old.id.as_str()), kind: BlockKind::Figure(gone), ..new.clone() };
        let title = vec![self.spoken(&self.words.image_replaced, new.span)];
        self.callout(Anchor::new(format!("_replaced-{}", new.id)), new.span, title, vec![gone, figure])
    }
}
