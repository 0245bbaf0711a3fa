//! Both versions as one document.

use std::collections::BTreeMap;

use super::align::Step;
use super::edit::{Edit, EditKind, Part, PartKind, PartOf, SectionOfEdit};
use super::marking::{Marked, marked};
use super::names::{OwnNames, VersionNames, was};
use super::plan::Plan;
use super::sameness::are_same;
use super::summary::spoken;
use super::tokens::{inlines, tokens};
use super::tree::{NodeId, Part as Of, Tree};
use crate::diagnostics::Span;
use crate::document::{
    Anchor, Block, BlockKind, Callout, Description, Document, Inline, Item, List, Note, Quotation, Section, Term, Words,
    plain_text,
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
                Step::New(new) => sections.extend(self.new_section(*new)),
                Step::Gone(old) => sections.extend(self.gone_section(*old)),
                Step::Split(..) | Step::Joined(..) => unreachable!("sections are not parted"),
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
        let is_renamed = title.iter().any(|inline| !super::finish::is_unchanged(inline));
        let said = is_renamed.then(|| self.titled(&after.anchor, title, after.span));
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
                Step::New(new) => blocks.extend(self.new_block(*new)),
                Step::Gone(old) => blocks.extend(self.gone_block(*old)),
                Step::Split(old, parts) => blocks.extend(self.split(*old, parts)),
                Step::Joined(parts, new) => blocks.extend(self.joined(parts, *new)),
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
                BlockKind::Paragraph(old) | BlockKind::KeySentence(old),
                BlockKind::Paragraph(new) | BlockKind::KeySentence(new),
            ) => {
                let run = self.run(Run { old, new, of: PartOf::Paragraph, old_id, id, span });
                prose(after, run)
            }
            (BlockKind::List(old), BlockKind::List(new)) => {
                if std::mem::discriminant(&old.kind) != std::mem::discriminant(&new.kind) {
                    self.record(Edit {
                        id: Some(id.into()),
                        old_id: Some(old_id.into()),
                        ..Edit::new(EditKind::Marked, PartOf::List)
                    });
                }
                BlockKind::List(List { kind: new.kind, is_tight: new.is_tight, items: self.items(list) })
            }
            (BlockKind::Quotation(old), BlockKind::Quotation(new)) => {
                let blocks = self.blocks(list);
                let of = PartOf::Attribution;
                let attribution = self.optional(old.attribution.as_deref(), new.attribution.as_deref(), of, old_id, id, span);
                BlockKind::Quotation(Quotation { blocks, attribution })
            }
            (BlockKind::Callout(old), BlockKind::Callout(new)) => {
                let of = PartOf::CalloutTitle;
                let title = self.optional(old.title.as_deref(), new.title.as_deref(), of, old_id, id, span);
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

    fn items(&mut self, steps: &'a [Step]) -> Vec<Item> {
        let mut items = Vec::new();
        for step in steps {
            match step {
                Step::Pair(old, new) => items.extend(self.item(*old, *new)),
                Step::New(new) => items.extend(self.new_item(*new)),
                Step::Gone(old) => items.extend(self.gone_item(*old)),
                Step::Split(..) | Step::Joined(..) => unreachable!("only paragraphs are parted"),
            }
        }
        items
    }

    pub(super) fn item(&mut self, old: NodeId, new: NodeId) -> Option<Item> {
        let (Of::Item(before), Of::Item(after)) = (self.old_tree.nodes[old].part, self.new_tree.nodes[new].part) else {
            return None;
        };
        let start = self.edits.len();
        let mut blocks = self.blocks(self.plan.steps(old, new).first().map_or(&[], Vec::as_slice));
        for edit in self.edits[start..].iter_mut().filter(|edit| edit.of == PartOf::Paragraph) {
            edit.of = PartOf::Item;
        }
        if before.task != after.task {
            self.task(before, after, &mut blocks);
        }
        Some(Item { id: after.id.clone(), task: after.task, blocks, span: after.span })
    }

    fn descriptions(&mut self, steps: &'a [Step]) -> Vec<Description> {
        let mut descriptions = Vec::new();
        for step in steps {
            match step {
                Step::Pair(old, new) => descriptions.extend(self.description(*old, *new)),
                Step::New(new) => descriptions.extend(self.new_description(*new)),
                Step::Gone(old) => descriptions.extend(self.gone_description(*old)),
                Step::Split(..) | Step::Joined(..) => unreachable!("only paragraphs are parted"),
            }
        }
        descriptions
    }

    fn description(&mut self, old: NodeId, new: NodeId) -> Option<Description> {
        let (Of::Description(before), Of::Description(after)) = (self.old_tree.nodes[old].part, self.new_tree.nodes[new].part)
        else {
            return None;
        };
        let mut terms = Vec::new();
        for at in 0..before.terms.len().max(after.terms.len()) {
            let (was_there, is_there) = (before.terms.get(at), after.terms.get(at));
            let Some(shown) = is_there.or(was_there) else { continue };
            let run = Run {
                old: was_there.map_or(&[], |term| &term.inlines),
                new: is_there.map_or(&[], |term| &term.inlines),
                of: PartOf::Term,
                old_id: was_there.map_or("", |term| term.id.as_str()),
                id: is_there.map_or("", |term| term.id.as_str()),
                span: shown.span,
            };
            let id = is_there.map_or_else(|| was(shown.id.as_str()), |term| term.id.clone());
            terms.push(Term { id, inlines: self.run(run), span: shown.span });
        }
        let details = self.blocks(self.plan.steps(old, new).first().map_or(&[], Vec::as_slice));
        Some(Description { terms, details })
    }

    fn notes(&mut self, steps: &'a [Step]) -> Vec<Note> {
        let mut notes: Vec<Note> = Vec::new();
        for step in steps {
            let start = self.edits.len();
            match step {
                Step::Pair(old, new) => {
                    let list = self.plan.steps(*old, *new).first().map_or(&[][..], Vec::as_slice);
                    let blocks = self.blocks(list);
                    if let Of::Note(note) = self.new_tree.nodes[*new].part {
                        notes.push(Note { blocks, ..note.clone() });
                    }
                }
                Step::New(new) => notes.extend(self.new_note(*new)),
                Step::Gone(old) => notes.extend(self.gone_note(*old)),
                Step::Split(..) | Step::Joined(..) => unreachable!("only paragraphs are parted"),
            }
            for edit in self.edits[start..].iter_mut().filter(|edit| edit.of == PartOf::Paragraph) {
                edit.of = PartOf::Note;
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
        | BlockKind::Figure(_)
        | BlockKind::Descriptions(_)
        | BlockKind::Divider => BlockKind::Paragraph(run),
    }
}

pub(super) fn run_of(block: &Block) -> &[Inline] {
    match &block.kind {
        BlockKind::Paragraph(inlines) | BlockKind::KeySentence(inlines) => inlines,
        BlockKind::List(_)
        | BlockKind::Quotation(_)
        | BlockKind::Callout(_)
        | BlockKind::Table(_)
        | BlockKind::Code(_)
        | BlockKind::Figure(_)
        | BlockKind::Descriptions(_)
        | BlockKind::Divider => &[],
    }
}

pub(super) fn block<'a>(tree: &Tree<'a>, node: NodeId) -> Option<&'a Block> {
    match tree.nodes[node].part {
        Of::Block(block) => Some(block),
        Of::Document | Of::Section(_) | Of::Item(_) | Of::Row(_) | Of::Description(_) | Of::Note(_) => None,
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
    vec![Part::new(kind, text.trim().to_string())]
}
