//! What stands at the head of a redline: what was compared with what, how much
//! changed, how changes are marked, and where they are.

use super::marking::whole;
use super::metadata::Field;
use super::tokens::{Mark, Token, inlines};
use super::{Changes, Labels};
use crate::diagnostics::Span;
use crate::document::{
    Anchor, Block, BlockKind, Callout, CalloutKind, Change, Document, Inline, Item, Link, List, ListKind, Phrase, Target, Text,
    Words,
};

/// The id of the summary. No text has an id that begins so.
const SUMMARY: &str = "_changes";

/// Puts the summary before all else in `redline`, and says in its metadata that it is one.
pub fn put(redline: &mut Document, changes: &Changes, fields: &[Field], words: &Words, labels: Labels) {
    let span = first_span(redline);
    let writer = Summary { words, span };
    let blocks = writer.blocks(changes, fields, labels);
    let title = vec![spoken(&words.what_changed, span)];
    let kind = BlockKind::Callout(Callout { kind: CalloutKind::Note, title: Some(title), blocks });
    let summary = Block { id: Anchor::new(SUMMARY), kind, span, language: None, comment: None };
    let metadata = &mut redline.metadata;
    metadata.subtitle = Some(words.compared(labels.new, labels.old));
    // It is no edition: it has no address, nobody has evaluated it, and it is not the statement.
    (metadata.canonical, metadata.evaluation) = (None, None);
    metadata.identifier.push_str("#changes");
    redline.opening.insert(0, summary);
}

/// Words of the program or of the metadata in a run, marked where they are in
/// another language than the document.
pub fn spoken(text: &Text, span: Span) -> Inline {
    let inner = Inline::Text { text: text.content.clone(), span };
    match &text.language {
        None => inner,
        Some(language) => Inline::Foreign { language: language.clone(), inlines: vec![inner] },
    }
}

/// All that is said, one after the other.
pub fn spoken_phrase(phrase: &Phrase, span: Span) -> Vec<Inline> {
    phrase.texts().iter().map(|text| spoken(text, span)).collect()
}

/// The same as a word of a run.
pub fn spoken_token(text: &Text) -> Token {
    let marks = text.language.iter().cloned().map(Mark::Foreign).collect();
    Token { marks, ..Token::text(&text.content) }
}

fn first_span(document: &Document) -> Span {
    let in_section = || document.sections.first().map(|section| section.span);
    document.opening.first().map(|block| block.span).or_else(in_section).expect("a document has a block or a section")
}

struct Summary<'s> {
    words: &'s Words,
    span: Span,
}

impl Summary<'_> {
    fn blocks(&self, changes: &Changes, metadata: &[Field], labels: Labels) -> Vec<Block> {
        let words = self.words;
        let mut kinds = Vec::new();
        if changes.edits.is_empty() {
            let said = words.sentences([words.compared(labels.new, labels.old).into(), words.nothing_changed.clone().into()]);
            return vec![self.block(1, BlockKind::Paragraph(spoken_phrase(&said, self.span)))];
        }
        kinds.push(BlockKind::Paragraph(vec![self.say(&words.compared(labels.new, labels.old))]));
        kinds.push(self.list(vec![
            spoken_phrase(&words.inserted_words(changes.words_inserted()), self.span),
            spoken_phrase(&words.deleted_words(changes.words_deleted()), self.span),
            spoken_phrase(&words.moved_passages(changes.moved()), self.span),
            spoken_phrase(&words.touched_sections(changes.sections().len()), self.span),
        ]));
        kinds.push(BlockKind::Paragraph(self.legend()));
        let metadata: Vec<Vec<Inline>> = metadata.iter().map(|field| self.of_metadata(field)).collect();
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

    fn say(&self, text: &Text) -> Inline {
        spoken(text, self.span)
    }

    /// How inserted and deleted words look, shown on themselves.
    fn legend(&self) -> Vec<Inline> {
        let example = |text: &Text, change: Change| {
            let marked = self.changed_tokens(text, change);
            inlines(&marked, self.span)
        };
        let space = Inline::Text { text: " ".into(), span: self.span };
        let inserted = example(&self.words.inserted_example, Change::Inserted);
        let deleted = example(&self.words.deleted_example, Change::Deleted);
        [inserted, vec![space], deleted].concat()
    }

    fn changed_tokens(&self, text: &Text, change: Change) -> Vec<Token> {
        whole(vec![spoken_token(text)], change)
    }

    fn of_metadata(&self, field: &Field) -> Vec<Inline> {
        let words = self.words;
        let name = match field.name {
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
        std::iter::once(self.say(&words.introducing(name))).chain(inlines(&field.tokens, self.span)).collect()
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
