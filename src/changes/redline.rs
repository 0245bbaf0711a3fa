//! Both versions as one document.

use std::collections::BTreeMap;

use super::align::Step;
use super::edit::{Edit, EditKind, Part, PartKind, PartOf, SectionOfEdit};
use super::marking::{Marked, marked, replaced};
use super::names::{OwnNames, VersionNames};
use super::plan::Plan;
use super::sameness::are_same;
use super::summary::spoken;
use super::tokens::{Mark, Token, inlines, tokens};
use super::tree::{NodeId, Part as Of, Tree};
use crate::diagnostics::Span;
use crate::document::{
    Anchor, Block, BlockKind, Callout, Change, Document, Inline, Note, Quotation, Section, Words, has_changes, plain_text,
};

pub struct Redliner<'a> {
    pub(super) old: &'a Document,
    pub(super) new: &'a Document,
    pub(super) old_tree: &'a Tree<'a>,
    pub(super) new_tree: &'a Tree<'a>,
    pub(super) plan: &'a Plan,
    pub(super) names: &'a VersionNames,
    pub(super) words: &'a Words,
    pub(super) edits: Vec<Edit>,
    /// The section that is being written.
    pub(super) section: Option<SectionOfEdit>,
    /// For parts of the old version, the section that they stood in.
    old_sections: BTreeMap<NodeId, SectionOfEdit>,
    new_sections: BTreeMap<NodeId, SectionOfEdit>,
}

/// A run of both versions.
pub(super) struct Run<'r> {
    pub old: &'r [Inline],
    pub new: &'r [Inline],
    pub of: PartOf,
    pub old_id: &'r str,
    pub id: &'r str,
    pub span: Span,
}

impl<'a> Redliner<'a> {
    pub fn new(
        old: &'a Document,
        new: &'a Document,
        old_tree: &'a Tree<'a>,
        new_tree: &'a Tree<'a>,
        plan: &'a Plan,
        names: &'a VersionNames,
        words: &'a Words,
    ) -> Self {
        let mut old_sections = BTreeMap::new();
        remember_sections(old_tree, 0, None, &mut old_sections);
        let mut new_sections = BTreeMap::new();
        remember_sections(new_tree, 0, None, &mut new_sections);
        let (edits, section) = (Vec::new(), None);
        Self { old, new, old_tree, new_tree, plan, names, words, edits, section, old_sections, new_sections }
    }

    /// The redline, and its edits in their order.
    pub fn document(mut self) -> (Document, Vec<Edit>) {
        let [opening, sections, notes] = self.plan.steps(0, 0) else { unreachable!("a document has three lists") };
        let opening = self.blocks(opening);
        let sections = self.sections(sections);
        self.section = None;
        let notes = self.notes(notes);
        let images = self.names.all_images.clone();
        let document = Document { metadata: self.new.metadata.clone(), opening, sections, notes, images };
        (document, self.edits)
    }

    pub(super) fn record(&mut self, edit: Edit) {
        let section = edit.section.clone().or_else(|| self.section.clone());
        self.edits.push(Edit { section, ..edit });
    }

    /// The section in which a part of the old version stood.
    pub(super) fn old_section(&self, node: NodeId) -> Option<&SectionOfEdit> {
        self.old_sections.get(&node)
    }

    pub(super) fn new_section_of(&self, node: NodeId) -> Option<&SectionOfEdit> {
        self.new_sections.get(&node)
    }

    fn sections(&mut self, steps: &'a [Step]) -> Vec<Section> {
        let mut sections = Vec::new();
        for step in steps {
            match step {
                Step::Pair(old, new) => sections.extend(self.section_of_both(*old, *new)),
                Step::New(new) => sections.extend(self.lone_section(Change::Inserted, *new)),
                Step::Gone(old) => sections.extend(self.lone_section(Change::Deleted, *old)),
                Step::Reshaped(..) => unreachable!("sections hold more than words"),
            }
        }
        sections
    }

    pub(super) fn section_of_both(&mut self, old: NodeId, new: NodeId) -> Option<Section> {
        let (Of::Section(before), Of::Section(after)) = (self.old_tree.nodes[old].part, self.new_tree.nodes[new].part) else {
            return None;
        };
        self.enter(&after.anchor, &after.title);
        let title = self.run(Run {
            old: &before.title,
            new: &after.title,
            of: PartOf::Title,
            old_id: before.anchor.as_str(),
            id: after.anchor.as_str(),
            span: after.span,
        });
        let said = has_changes(&title).then(|| self.titled(&after.anchor, title, after.span));
        let [blocks, sections] = self.plan.steps(old, new) else { unreachable!("a section has two lists") };
        let blocks = said.into_iter().chain(self.blocks(blocks)).collect();
        let sections = self.sections(sections);
        let (anchor, title) = (after.anchor.clone(), after.title.clone());
        Some(Section { anchor, title, blocks, sections, span: after.span, comment: None })
    }

    /// The paragraph under a heading that shows how its title changed. The heading
    /// itself says what it says now: it stands in contents and bookmarks too, where
    /// no words can be marked.
    pub(super) fn titled(&self, anchor: &Anchor, title: Vec<Inline>, span: Span) -> Block {
        let name = spoken(&self.words.introducing(&self.words.title), span);
        let run = std::iter::once(name).chain(title).collect();
        let id = Anchor::new(format!("_title-{anchor}"));
        Block { id, kind: BlockKind::Paragraph(run), span, language: None, comment: None }
    }

    pub(super) fn enter(&mut self, anchor: &Anchor, title: &[Inline]) {
        self.section = Some(SectionOfEdit { anchor: anchor.as_str().to_string(), title: plain_text(title) });
    }

    pub(super) fn blocks(&mut self, steps: &'a [Step]) -> Vec<Block> {
        let mut blocks = Vec::new();
        for step in steps {
            match step {
                Step::Pair(old, new) => blocks.extend(self.block(*old, *new)),
                Step::New(new) => blocks.extend(self.lone_block(Change::Inserted, *new)),
                Step::Gone(old) => blocks.extend(self.lone_block(Change::Deleted, *old)),
                Step::Reshaped(olds, news) => blocks.extend(self.reshaped_blocks(olds, news)),
            }
        }
        blocks
    }

    /// A block that both have; with what is said of its change, several.
    pub(super) fn block(&mut self, old: NodeId, new: NodeId) -> Vec<Block> {
        let (Of::Block(before), Of::Block(after)) = (self.old_tree.nodes[old].part, self.new_tree.nodes[new].part) else {
            return Vec::new();
        };
        let (old_id, id, span) = (before.id.as_str(), after.id.as_str(), after.span);
        let list = self.plan.steps(old, new).first().map_or(&[][..], Vec::as_slice);
        let kind = match (&before.kind, &after.kind) {
            (
                BlockKind::Paragraph(was) | BlockKind::KeySentence(was),
                BlockKind::Paragraph(is) | BlockKind::KeySentence(is),
            ) => {
                let run = Run { old: was, new: is, of: PartOf::of(self.new_tree, new), old_id, id, span };
                let has_form = self.old_tree.is_key_sentence(old) == self.new_tree.is_key_sentence(new)
                    && before.language == after.language;
                let run = if has_form { self.run(run) } else { self.run_in_other_form(run, before, after) };
                prose(after, run)
            }
            (BlockKind::List(before), BlockKind::List(after)) => self.list(old, new, before, after),
            (BlockKind::Quotation(old), BlockKind::Quotation(new)) => {
                let blocks = self.blocks(list);
                let of = PartOf::Attribution;
                let attribution = self.optional(old.attribution.as_deref(), new.attribution.as_deref(), of, old_id, id, span);
                BlockKind::Quotation(Quotation { blocks, attribution })
            }
            (BlockKind::Callout(old), BlockKind::Callout(new)) => {
                let title = self.callout_title(old, new, old_id, id, span);
                BlockKind::Callout(Callout { kind: new.kind, title, blocks: self.blocks(list) })
            }
            (BlockKind::Table(old), BlockKind::Table(new)) => BlockKind::Table(self.table(old, new, list)),
            (BlockKind::Code(old), BlockKind::Code(new)) => self.code(old, new, old_id, id, span),
            (BlockKind::Figure(_), BlockKind::Figure(_)) => return self.figure(before, after),
            (BlockKind::Descriptions(_), BlockKind::Descriptions(_)) => BlockKind::Descriptions(self.descriptions(list)),
            (BlockKind::Divider, BlockKind::Divider) => BlockKind::Divider,
            _ => unreachable!("blocks of one kind are paired"),
        };
        vec![Block { kind, ..after.clone() }]
    }

    /// The title of a callout; without one, the program's word for its kind. A callout
    /// of another kind with the same title says both kinds before it.
    fn callout_title(&mut self, old: &Callout, new: &Callout, old_id: &str, id: &str, span: Span) -> Option<Vec<Inline>> {
        if old.kind == new.kind && old.title.is_none() && new.title.is_none() {
            return None;
        }
        let kind = |callout: &Callout| spoken(self.words.callout(callout.kind), span);
        let label = |callout: &Callout| match &callout.title {
            None => vec![kind(callout)],
            Some(title) if old.kind == new.kind || old.title != new.title => title.clone(),
            Some(title) => [vec![kind(callout), Inline::Text { text: " · ".into(), span }], title.clone()].concat(),
        };
        let (was, is) = (label(old), label(new));
        Some(self.run(Run { old: &was, new: &is, of: PartOf::CalloutTitle, old_id, id, span }))
    }

    /// What both have in an item, a description or a note: its paragraphs are told as `of`.
    pub(super) fn blocks_of_part(&mut self, old: NodeId, new: NodeId, of: PartOf) -> Vec<Block> {
        let start = self.edits.len();
        let blocks = self.blocks(self.plan.steps(old, new).first().map_or(&[], Vec::as_slice));
        for edit in self.edits[start..].iter_mut().filter(|edit| edit.of == PartOf::Paragraph) {
            edit.of = of;
        }
        blocks
    }

    fn notes(&mut self, steps: &'a [Step]) -> Vec<Note> {
        let mut notes: Vec<Note> = Vec::new();
        for step in steps {
            match step {
                Step::Pair(old, new) => {
                    let blocks = self.blocks_of_part(*old, *new, PartOf::Note);
                    if let Of::Note(note) = self.new_tree.nodes[*new].part {
                        notes.push(Note { blocks, ..note.clone() });
                    }
                }
                Step::New(new) => notes.extend(self.lone_note(Change::Inserted, *new)),
                Step::Gone(old) => notes.extend(self.lone_note(Change::Deleted, *old)),
                Step::Reshaped(..) => unreachable!("only blocks and items hold nothing but words"),
            }
        }
        notes.sort_by_key(|note| note.id);
        notes
    }

    /// A run of both, with its changes marked and recorded.
    pub(super) fn run(&mut self, run: Run) -> Vec<Inline> {
        if are_same(run.old, run.new, self.names) {
            return run.new.to_vec();
        }
        let (before, after) = (tokens(run.old, self.names), tokens(run.new, &OwnNames));
        let Some(marked) = marked(&before, &after) else { return run.new.to_vec() };
        self.record_marked(&marked, &run);
        inlines(&marked.tokens, run.span)
    }

    /// A run of a key sentence that was a paragraph, or of words that are said to be in
    /// another language: all of it anew.
    fn run_in_other_form(&mut self, run: Run, old: &Block, new: &Block) -> Vec<Inline> {
        let in_language = |block: &Block, tokens: Vec<Token>| -> Vec<Token> {
            let mark = || block.language.clone().filter(|_| old.language != new.language).map(Mark::Foreign);
            tokens.into_iter().map(|token| Token { marks: mark().into_iter().chain(token.marks).collect(), ..token }).collect()
        };
        let before = in_language(old, tokens(run.old, self.names));
        let after = in_language(new, tokens(run.new, &OwnNames));
        let marked = replaced(&before, &after);
        self.record_marked(&marked, &run);
        inlines(&marked.tokens, run.span)
    }

    fn record_marked(&mut self, marked: &Marked, run: &Run) {
        let Marked { tokens: _, parts, links, has_same_words } = marked;
        let is_marking = parts.iter().any(|part| part.kind != PartKind::Same);
        let kind = match (is_marking, has_same_words) {
            (true, true) => EditKind::Marked,
            (false, _) => EditKind::Linked,
            (true, false) => EditKind::Changed,
        };
        let id = |id: &str| (!id.is_empty()).then(|| id.to_string());
        self.record(Edit {
            id: id(run.id),
            old_id: id(run.old_id),
            parts: parts.clone(),
            links: links.clone(),
            ..Edit::new(kind, run.of)
        });
    }

    fn optional(
        &mut self,
        old: Option<&[Inline]>,
        new: Option<&[Inline]>,
        of: PartOf,
        old_id: &str,
        id: &str,
        span: Span,
    ) -> Option<Vec<Inline>> {
        let run = Run { old: old.unwrap_or_default(), new: new.unwrap_or_default(), of, old_id, id, span };
        let shown = self.run(run);
        (!shown.is_empty()).then_some(shown)
    }
}

/// A paragraph or key sentence like `block`, with other words.
pub(super) fn prose(block: &Block, run: Vec<Inline>) -> BlockKind {
    match block.kind {
        BlockKind::KeySentence(_) => BlockKind::KeySentence(run),
        BlockKind::Paragraph(_)
        | BlockKind::List(_)
        | BlockKind::Quotation(_)
        | BlockKind::Callout(_)
        | BlockKind::Table(_)
        | BlockKind::Code(_)
        | BlockKind::ChangedCode(_)
        | BlockKind::Figure(_)
        | BlockKind::Descriptions(_)
        | BlockKind::Divider => BlockKind::Paragraph(run),
    }
}

fn remember_sections(tree: &Tree, node: NodeId, section: Option<&SectionOfEdit>, out: &mut BTreeMap<NodeId, SectionOfEdit>) {
    let own = match tree.nodes[node].part {
        Of::Section(section) => {
            Some(SectionOfEdit { anchor: section.anchor.as_str().to_string(), title: plain_text(&section.title) })
        }
        Of::Document | Of::Block(_) | Of::Item(_) | Of::Row(_) | Of::Description(_) | Of::Note(_) => None,
    };
    if let Some(section) = section {
        out.insert(node, section.clone());
    }
    let section = own.as_ref().or(section);
    for inner in tree.nodes[node].lists.iter().flatten() {
        remember_sections(tree, *inner, section, out);
    }
}

/// All that `parts` say, for an edit of a whole part.
pub(super) fn said(kind: PartKind, text: &str) -> Vec<Part> {
    if text.is_empty() { Vec::new() } else { vec![Part::new(kind, text)] }
}
