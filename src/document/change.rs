//! What a redline says of words that only one of two versions has.

use super::{Anchor, Inline};

/// How words differ from the other version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The new version has them, the old one has not.
    Inserted,
    /// The old version had them, the new one has not.
    Deleted,
}

/// What a redline marks as a change.
#[derive(Clone, Debug, PartialEq)]
pub struct Changed {
    /// Of words that only one of the two versions has; nothing for words of the
    /// redline itself that tell of a change, such as a passage that was moved.
    pub change: Option<Change>,
    /// At least one; no other change is in them.
    pub inlines: Vec<Inline>,
    /// Where a link to the change leads; of several that follow one another
    /// without words between them, the first has it.
    pub id: Option<Anchor>,
    /// The ways on from here; of several without words between them, the last has them.
    pub ways: Ways,
}

/// The way through a redline, from change to change.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ways {
    pub previous: Option<Way>,
    pub next: Option<Way>,
}

/// A change that a link leads to.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    pub to: Anchor,
    /// Which of all changes it is, from 1.
    pub number: usize,
    pub total: usize,
}

/// Whether something in `inlines` is marked as a change.
pub fn has_changes(inlines: &[Inline]) -> bool {
    inlines.iter().any(|inline| matches!(inline, Inline::Changed(_)) || has_changes(inline.inner()))
}

/// Whether a run that is shown a second time, in contents or as a name, shows its
/// deleted words: only if it has no others.
pub fn shows_deleted(inlines: &[Inline]) -> bool {
    !inlines.iter().any(has_words_left)
}

fn has_words_left(inline: &Inline) -> bool {
    match inline {
        Inline::Changed(Changed { change: Some(Change::Deleted), .. }) | Inline::NoteMark(_) | Inline::LineBreak => false,
        Inline::Text { text, span: _ } | Inline::Code { text, span: _ } => !text.trim().is_empty(),
        Inline::Image { .. } => true,
        Inline::Changed(Changed { change: Some(Change::Inserted) | None, .. })
        | Inline::Emphasis(_)
        | Inline::Strong(_)
        | Inline::Strikethrough(_)
        | Inline::Link(_)
        | Inline::Superscript(_)
        | Inline::Subscript(_)
        | Inline::Isolate(_)
        | Inline::Keyboard(_)
        | Inline::Citation(_)
        | Inline::Foreign { .. } => inline.inner().iter().any(has_words_left),
    }
}
