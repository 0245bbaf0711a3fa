//! Code, tasks, and what is said before the words of a block.

use super::edit::{Edit, EditKind, Part, PartKind, PartOf};
use super::marking::{change_of, marked, whole};
use super::redline::Redliner;
use super::summary::spoken_token;
use super::tokens::{Leaf, Token, inlines};
use crate::diagnostics::Span;
use crate::document::{Anchor, Block, BlockKind, Change, Code, Inline, Item, Task};

/// `text` line by line, to be compared and shown as such.
pub(super) fn lines(text: &str) -> Vec<Token> {
    let mut out = Vec::new();
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            out.push(Token { leaf: Leaf::LineBreak, marks: Vec::new() });
        }
        if !line.is_empty() {
            out.push(Token { leaf: Leaf::Code(line.to_string()), marks: Vec::new() });
        }
    }
    out
}

/// Marked lines with those that were put in the place of others under them.
fn parted(tokens: Vec<Token>) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    for token in tokens {
        let is_line = |token: &Token, change| change_of(token) == Some(change) && token.leaf != Leaf::LineBreak;
        let is_instead = is_line(&token, Change::Inserted) && out.last().is_some_and(|last| is_line(last, Change::Deleted));
        if is_instead {
            out.push(Token { leaf: Leaf::LineBreak, marks: Vec::new() });
        }
        out.push(token);
    }
    out
}

impl Redliner<'_> {
    /// Code as it is; with its lines marked where some of them changed.
    pub(super) fn code(&mut self, old: &Code, new: &Code, old_id: &str, id: &str, span: Span) -> BlockKind {
        match marked(&lines(&old.text), &lines(&new.text)) {
            None => BlockKind::Code(new.clone()),
            Some(marked) => {
                self.record(Edit {
                    id: Some(id.to_string()),
                    old_id: Some(old_id.to_string()),
                    parts: marked.parts.clone(),
                    ..Edit::new(EditKind::Changed, PartOf::Code)
                });
                BlockKind::ChangedCode(inlines(&parted(marked.tokens), span))
            }
        }
    }

    /// A task that is done now, or open again: both states after its words.
    pub(super) fn task(&mut self, old: &Item, new: &Item, blocks: &mut Vec<Block>) {
        let word = |task: Option<Task>| match task {
            Some(Task::Done) => Some(&self.words.done),
            Some(Task::Open) => Some(&self.words.open),
            None => None,
        };
        let mut run = vec![Inline::Text { text: " ".into(), span: new.span }];
        let mut parts = Vec::new();
        for (task, change, kind) in
            [(old.task, Change::Deleted, PartKind::Deleted), (new.task, Change::Inserted, PartKind::Inserted)]
        {
            let Some(word) = word(task) else { continue };
            run.extend(inlines(&whole(vec![spoken_token(word)], change), new.span));
            parts.push(Part::new(kind, word.content.as_str()));
        }
        after_words(blocks, run, &new.id, new.span);
        self.record(Edit {
            id: Some(new.id.as_str().to_string()),
            old_id: Some(old.id.as_str().to_string()),
            parts,
            ..Edit::new(EditKind::Changed, PartOf::Task)
        });
    }
}

/// Puts `run` after the first words of `blocks`, which are the item's named `id`.
fn after_words(blocks: &mut Vec<Block>, run: Vec<Inline>, id: &Anchor, span: Span) {
    match blocks.first_mut().map(|block| &mut block.kind) {
        Some(BlockKind::Paragraph(words)) => words.extend(run),
        _ => before_words(blocks, run, id, span),
    }
}

/// Puts `run` before the first words of `blocks`, which are the item's named `id`.
pub(super) fn before_words(blocks: &mut Vec<Block>, run: Vec<Inline>, id: &Anchor, span: Span) {
    match blocks.first_mut().map(|block| &mut block.kind) {
        Some(BlockKind::Paragraph(words)) => {
            words.splice(0..0, run);
        }
        _ => {
            let id = Anchor::new(format!("_before-{id}"));
            blocks.insert(0, Block { id, kind: BlockKind::Paragraph(run), span, language: None, comment: None });
        }
    }
}
