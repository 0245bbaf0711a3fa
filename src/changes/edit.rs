//! An edit, as lists and reports tell it.

use super::tree::{Kind, NodeId, Tree};
use crate::document::word_count;

/// One difference between two versions.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    pub kind: EditKind,
    pub of: PartOf,
    /// The id of the part in the new version; none of what is gone.
    pub id: Option<String>,
    /// Its id in the old version; none of what is new.
    pub old_id: Option<String>,
    /// The section in which the redline shows it.
    pub section: Option<SectionOfEdit>,
    /// Of a passage that was moved: where it stood.
    pub from: Option<Origin>,
    /// Of one that has another form now: of what part it was made.
    pub was: Option<PartOf>,
    /// What was said and is said, in order.
    pub parts: Vec<Part>,
    /// The words that lead elsewhere now.
    pub links: Vec<LinkEdit>,
}

/// Where a passage stood that was moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// In another section.
    Section(SectionOfEdit),
    /// Of a section: behind this one, on the same level.
    Behind(SectionOfEdit),
    /// Further up in the same section.
    Above,
    /// Further down in the same section.
    Below,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditKind {
    Changed,
    /// The words are the same, and marked otherwise: emphasis, a link.
    Marked,
    /// The words are the same and lead elsewhere.
    Linked,
    Inserted,
    Deleted,
    Moved,
    /// A paragraph became several.
    Split,
    /// Several paragraphs became one.
    Joined,
    /// The words are the same, or nearly, and have another form.
    Reshaped,
    /// An image was put in the place of another.
    Replaced,
}

/// Of what part of the statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartOf {
    /// A field of the metadata, by its name in `statement.yaml`.
    Metadata(&'static str),
    Title,
    Section,
    Paragraph,
    KeySentence,
    List,
    Item,
    /// Whether an item is done.
    Task,
    Quotation,
    Attribution,
    Callout,
    CalloutTitle,
    Table,
    Row,
    Column,
    Cell,
    Code,
    Image,
    Alternative,
    Caption,
    Descriptions,
    Description,
    Term,
    Divider,
    Note,
    /// A text of which only that it changed is known.
    Text,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionOfEdit {
    pub anchor: String,
    pub title: String,
}

/// A stretch of words of an edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub kind: PartKind,
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    Same,
    Inserted,
    Deleted,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkEdit {
    pub text: String,
    pub old: String,
    pub new: String,
}

impl Edit {
    /// An edit of which nothing else is known.
    pub fn new(kind: EditKind, of: PartOf) -> Self {
        Self { kind, of, id: None, old_id: None, section: None, from: None, was: None, parts: Vec::new(), links: Vec::new() }
    }

    /// How many words of `kind` it counts for: none where only marks changed.
    pub fn words(&self, kind: PartKind) -> usize {
        match self.kind {
            EditKind::Moved | EditKind::Marked | EditKind::Linked => 0,
            EditKind::Changed
            | EditKind::Inserted
            | EditKind::Deleted
            | EditKind::Split
            | EditKind::Joined
            | EditKind::Reshaped
            | EditKind::Replaced => {
                let parts = self.parts.iter().filter(|part| part.kind == kind);
                parts.map(|part| word_count(&part.text)).sum()
            }
        }
    }
}

impl Part {
    pub(super) fn new(kind: PartKind, text: impl Into<String>) -> Self {
        Self { kind, text: text.into() }
    }
}

impl EditKind {
    /// `changed`
    pub fn name(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Marked => "marked",
            Self::Linked => "linked",
            Self::Inserted => "inserted",
            Self::Deleted => "deleted",
            Self::Moved => "moved",
            Self::Split => "split",
            Self::Joined => "joined",
            Self::Reshaped => "reshaped",
            Self::Replaced => "replaced",
        }
    }
}

impl PartKind {
    /// `inserted`
    pub fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Inserted => "inserted",
            Self::Deleted => "deleted",
        }
    }
}

impl PartOf {
    /// What a part of a document is called.
    pub(super) fn of(tree: &Tree, node: NodeId) -> Self {
        match tree.kind(node) {
            Kind::Document | Kind::Section => Self::Section,
            Kind::Prose if tree.is_key_sentence(node) => Self::KeySentence,
            Kind::Prose => Self::Paragraph,
            Kind::List => Self::List,
            Kind::Quotation => Self::Quotation,
            Kind::Callout => Self::Callout,
            Kind::Table => Self::Table,
            Kind::Code => Self::Code,
            Kind::Figure => Self::Image,
            Kind::Descriptions => Self::Descriptions,
            Kind::Divider => Self::Divider,
            Kind::Item => Self::Item,
            Kind::Row => Self::Row,
            Kind::Description => Self::Description,
            Kind::Note => Self::Note,
        }
    }

    /// `list item`; the name of the field for one of the metadata.
    pub fn name(self) -> &'static str {
        match self {
            Self::Metadata(field) => field,
            Self::Title => "title",
            Self::Section => "section",
            Self::Paragraph => "paragraph",
            Self::KeySentence => "key sentence",
            Self::List => "list",
            Self::Item => "list item",
            Self::Task => "task",
            Self::Quotation => "quotation",
            Self::Attribution => "attribution",
            Self::Callout => "callout",
            Self::CalloutTitle => "callout title",
            Self::Table => "table",
            Self::Row => "row",
            Self::Column => "column",
            Self::Cell => "cell",
            Self::Code => "code",
            Self::Image => "image",
            Self::Alternative => "description of an image",
            Self::Caption => "caption",
            Self::Descriptions => "description list",
            Self::Description => "description",
            Self::Term => "term",
            Self::Divider => "divider",
            Self::Note => "note",
            Self::Text => "text",
        }
    }
}
