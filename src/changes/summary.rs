//! What stands at the head of a redline: what was compared with what, how much
//! changed, how changes are marked, and where they are.

use super::edit::{Edit, PartKind, PartOf};
use super::marking::whole;
use super::tokens::{Mark, Token, inlines};
use super::{Changes, Labels};
use crate::diagnostics::Span;
use crate::document::{
    Anchor, Block, BlockKind, Callout, CalloutKind, Change, Document, Inline, Item, Link, List, ListKind, Target, Words,
};

/// The id of the summary. No text has an id that begins so.
const SUMMARY: &str = "_changes";

/// Puts the summary before all else in `redline`, and says in its metadata that it is one.
pub fn put(redline: &mut Document, changes: &Changes, words: &Words, labels: Labels) {
    let span = first_span(redline);
    let writer = Summary { redline, words, span };
    let blocks = writer.blocks(changes, labels);
    let title = vec![spoken(words, redline, &words.what_changed, span)];
    let kind = BlockKind::Callout(Callout { kind: CalloutKind::Note, title: Some(title), blocks });
    let summary = Block { id: Anchor::new(SUMMARY), kind, span, language: None, comment: None };
    let metadata = &mut redline.metadata;
    metadata.subtitle = Some(words.compared(labels.new, labels.old));
    // It is no edition: it has no address, nobody has evaluated it, and it is not the statement.
    (metadata.canonical, metadata.evaluation) = (None, None);
    metadata.identifier.push_str("#changes");
    redline.opening.insert(0, summary);
}

/// Words of the program in a document, marked as being in its language.
pub fn spoken(words: &Words, document: &Document, text: &str, span: Span) -> Inline {
    let inner = Inline::Text { text: text.to_string(), span };
    if words.language.primary() == document.metadata.language.primary() {
        return inner;
    }
    Inline::Foreign { language: words.language.clone(), inlines: vec![inner] }
}

/// The same as a word of a run.
pub fn spoken_token(words: &Words, document: &Document, text: &str) -> Token {
    let mut token = Token::text(text);
    if words.language.primary() != document.metadata.language.primary() {
        token.marks.push(Mark::Foreign(words.language.clone()));
    }
    token
}

fn first_span(document: &Document) -> Span {
    let in_section = || document.sections.first().map(|section| section.span);
    document.opening.first().map(|block| block.span).or_else(in_section).expect("a document has a block or a section")
}

struct Summary<'s> {
    redline: &'s Document,
    words: &'s Words,
    span: Span,
}

impl Summary<'_> {
    fn blocks(&self, changes: &Changes, labels: Labels) -> Vec<Block> {
        let words = self.words;
        let mut said = vec![self.say(&words.compared(labels.new, labels.old))];
        let mut kinds = Vec::new();
        if changes.edits.is_empty() {
            said = vec![self.say(&words.sentences(&[words.compared(labels.new, labels.old), words.nothing_changed.clone()]))];
            return vec![self.block(1, BlockKind::Paragraph(said))];
        }
        kinds.push(BlockKind::Paragraph(said));
        kinds.push(self.list(vec![
            vec![self.say(&words.inserted_words(changes.words_inserted()))],
            vec![self.say(&words.deleted_words(changes.words_deleted()))],
            vec![self.say(&words.moved_passages(changes.moved()))],
            vec![self.say(&words.touched_sections(changes.sections().len()))],
        ]));
        kinds.push(BlockKind::Paragraph(self.legend()));
        let metadata: Vec<Vec<Inline>> = changes.edits.iter().filter_map(|edit| self.of_metadata(edit)).collect();
        if !metadata.is_empty() {
            kinds.push(self.list(metadata));
        }
        let sections: Vec<Vec<Inline>> =
            changes.sections().iter().map(|section| self.link(&section.anchor, &section.title)).collect();
        if !sections.is_empty() {
            kinds.push(BlockKind::Paragraph(vec![self.say(&words.introducing(&words.changed_sections))]));
            kinds.push(self.list(sections));
        }
        kinds.into_iter().enumerate().map(|(at, kind)| self.block(at + 1, kind)).collect()
    }

    fn say(&self, text: &str) -> Inline {
        spoken(self.words, self.redline, text, self.span)
    }

    /// How inserted and deleted words look, shown on themselves.
    fn legend(&self) -> Vec<Inline> {
        let example = |text: &str, change: Change| {
            let marked = self.changed_tokens(text, change);
            inlines(&marked, self.span)
        };
        let space = Inline::Text { text: " ".into(), span: self.span };
        let inserted = example(&self.words.inserted_example, Change::Inserted);
        let deleted = example(&self.words.deleted_example, Change::Deleted);
        [inserted, vec![space], deleted].concat()
    }

    fn changed_tokens(&self, text: &str, change: Change) -> Vec<Token> {
        whole(vec![spoken_token(self.words, self.redline, text)], change)
    }

    fn of_metadata(&self, edit: &Edit) -> Option<Vec<Inline>> {
        let PartOf::Metadata(field) = edit.of else { return None };
        let words = self.words;
        let name = match field {
            "title" => &words.title,
            "subtitle" => &words.subtitle,
            "authors" => &words.authors,
            "publisher" => &words.publisher,
            "identifier" => &words.identifier,
            "version" => &words.version,
            "published" => &words.published,
            "modified" => &words.modified,
            "rights" => &words.rights,
            "licence" => &words.licence,
            "description" => &words.description,
            "subjects" => &words.subjects,
            "canonical" => &words.address,
            "cover" => &words.cover,
            _ => &words.about_the_text,
        };
        let mut tokens = Vec::new();
        for part in &edit.parts {
            let token = Token::text(&part.text);
            match part.kind {
                PartKind::Same => tokens.push(token),
                PartKind::Inserted => tokens.extend(whole(vec![token], Change::Inserted)),
                PartKind::Deleted => tokens.extend(whole(vec![token], Change::Deleted)),
            }
        }
        Some(std::iter::once(self.say(&words.introducing(name))).chain(inlines(&tokens, self.span)).collect())
    }

    fn link(&self, anchor: &str, title: &str) -> Vec<Inline> {
        let text = Inline::Text { text: title.to_string(), span: self.span };
        vec![Inline::Link(Link { target: Target::Anchor(Anchor::new(anchor)), inlines: vec![text], span: self.span })]
    }

    fn list(&self, runs: Vec<Vec<Inline>>) -> BlockKind {
        let item = |run| Item {
            id: Anchor::new(""),
            task: None,
            blocks: vec![Block {
                id: Anchor::new(""),
                kind: BlockKind::Paragraph(run),
                span: self.span,
                language: None,
                comment: None,
            }],
            span: self.span,
        };
        BlockKind::List(List { kind: ListKind::Bullet, is_tight: true, items: runs.into_iter().map(item).collect() })
    }

    /// The block with this number, with ids for what is in it.
    fn block(&self, number: usize, mut kind: BlockKind) -> Block {
        let id = format!("{SUMMARY}.{number}");
        if let BlockKind::List(list) = &mut kind {
            for (at, item) in list.items.iter_mut().enumerate() {
                item.id = Anchor::new(format!("{id}.{}", at + 1));
                item.blocks.iter_mut().for_each(|block| block.id = Anchor::new(format!("{id}.{}.p1", at + 1)));
            }
        }
        Block { id: Anchor::new(id), kind, span: self.span, language: None, comment: None }
    }
}
