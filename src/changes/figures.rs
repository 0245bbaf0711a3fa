//! Images that changed: another image, another description, another caption.

use super::edit::{Edit, EditKind, Part, PartKind, PartOf};
use super::marking::{marked, whole};
use super::names::OwnNames;
use super::redline::{Redliner, Run};
use super::summary::{spoken, spoken_token};
use super::tokens::{Names, inlines, tokens};
use crate::document::{Anchor, Block, BlockKind, Change, Figure, Inline, Text, has_changes, plain_text};

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
        let said = has_changes(&caption).then(|| self.beside(new, "caption", caption));
        let figure = new.clone();
        let description = said.into_iter().chain(self.alternative(old, new, before, after));
        let description: Vec<Block> = description.collect();
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
        let (was_said, is_said) = (vec![spoken(&before.alternative, new.span)], vec![spoken(&after.alternative, new.span)]);
        let marked = marked(&tokens(&was_said, &OwnNames), &tokens(&is_said, &OwnNames))?;
        self.record(Edit {
            id: Some(new.id.as_str().to_string()),
            old_id: Some(old.id.as_str().to_string()),
            parts: marked.parts.clone(),
            ..Edit::new(EditKind::Changed, PartOf::Alternative)
        });
        let heading = spoken(&self.words.introducing(&self.words.image_description), new.span);
        let run = std::iter::once(heading).chain(inlines(&marked.tokens, new.span)).collect();
        Some(self.beside(new, "description", run))
    }

    /// A paragraph that says what changed in a figure: in its caption a change cannot
    /// be marked in every format.
    fn beside(&self, figure: &Block, name: &str, run: Vec<Inline>) -> Block {
        let id = Anchor::new(format!("_{name}-{}", figure.id));
        Block { id, kind: BlockKind::Paragraph(run), ..figure.clone() }
    }

    /// A figure that only one version has, and under it that it has.
    pub(super) fn whole_figure(&self, change: Change, block: &Block, figure: &Figure) -> Block {
        let span = block.span;
        let (image, id, said) = match change {
            Change::Inserted => (figure.image.clone(), block.id.clone(), &self.words.inserted),
            Change::Deleted => (self.names.image(&figure.image), super::names::was(block.id.as_str()), &self.words.deleted),
        };
        let caption = figure.caption.as_ref().map(|caption| self.plain_run(change, caption, span));
        let shown = Figure { image, alternative: figure.alternative.clone(), caption };
        let shown = Block { id: id.clone(), kind: BlockKind::Figure(shown), ..block.clone() };
        let marked = self.beside(&shown, "caption", inlines(&whole(vec![spoken_token(&words_of(figure))], change), span));
        self.callout(Anchor::new(format!("_figure-{id}")), span, vec![spoken(said, span)], vec![shown, marked])
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
        let gone = Figure { image: self.names.image(&before.image), alternative: before.alternative.clone(), caption: None };
        let marked = inlines(&whole(vec![spoken_token(&words_of(before))], Change::Deleted), new.span);
        let gone = Block { id: super::names::was(old.id.as_str()), kind: BlockKind::Figure(gone), ..new.clone() };
        let said = self.beside(&gone, "caption", marked);
        let title = vec![spoken(&self.words.image_replaced, new.span)];
        self.callout(Anchor::new(format!("_replaced-{}", new.id)), new.span, title, vec![gone, said, figure])
    }
}

/// What a figure is called by: its caption, or what describes it.
fn words_of(figure: &Figure) -> Text {
    figure.caption.as_deref().map_or_else(|| figure.alternative.clone(), |caption| plain_text(caption).into())
}
