//! Runs in which nothing changed: most of a text, of which no word needs to be
//! looked at by itself.

use super::tokens::Names;
use crate::document::{Anchor, Inline, Link, Target};

/// Whether `old`, with the names that `names` gives it, is `new` in all but the places
/// where it is written. Runs may say the same and not be built the same: then not.
pub fn are_same(old: &[Inline], new: &[Inline], names: &dyn Names) -> bool {
    old.len() == new.len() && old.iter().zip(new).all(|(old, new)| is_same(old, new, names))
}

fn is_same(old: &Inline, new: &Inline, names: &dyn Names) -> bool {
    match (old, new) {
        (Inline::Text { text: old, span: _ }, Inline::Text { text: new, span: _ })
        | (Inline::Code { text: old, span: _ }, Inline::Code { text: new, span: _ }) => old == new,
        (
            Inline::Image { image: old, alternative: was_said, span: _ },
            Inline::Image { image: new, alternative: is_said, span: _ },
        ) => was_said == is_said && names.image(old) == *new,
        (Inline::NoteMark(old), Inline::NoteMark(new)) => names.note(old.note) == new.note,
        (Inline::LineBreak, Inline::LineBreak) => true,
        (
            Inline::Link(Link { target: from, inlines: old, span: _ }),
            Inline::Link(Link { target: to, inlines: new, span: _ }),
        ) => leads_to(from, to, names) && are_same(old, new, names),
        (Inline::Foreign { language: was_in, inlines: old }, Inline::Foreign { language: is_in, inlines: new }) => {
            was_in == is_in && are_same(old, new, names)
        }
        (Inline::Emphasis(old), Inline::Emphasis(new))
        | (Inline::Strong(old), Inline::Strong(new))
        | (Inline::Strikethrough(old), Inline::Strikethrough(new))
        | (Inline::Superscript(old), Inline::Superscript(new))
        | (Inline::Subscript(old), Inline::Subscript(new))
        | (Inline::Isolate(old), Inline::Isolate(new))
        | (Inline::Keyboard(old), Inline::Keyboard(new))
        | (Inline::Citation(old), Inline::Citation(new)) => are_same(old, new, names),
        (
            Inline::Text { .. }
            | Inline::Code { .. }
            | Inline::Image { .. }
            | Inline::NoteMark(_)
            | Inline::LineBreak
            | Inline::Link(_)
            | Inline::Foreign { .. }
            | Inline::Emphasis(_)
            | Inline::Strong(_)
            | Inline::Strikethrough(_)
            | Inline::Superscript(_)
            | Inline::Subscript(_)
            | Inline::Isolate(_)
            | Inline::Keyboard(_)
            | Inline::Citation(_)
            | Inline::Changed(_),
            _,
        ) => false,
    }
}

fn leads_to(old: &Target, new: &Target, names: &dyn Names) -> bool {
    let anchor = |anchor: &Anchor| names.anchor(anchor);
    match (old, new) {
        (Target::Anchor(old), Target::Anchor(new)) => anchor(old) == *new,
        (Target::Url(old), Target::Url(new)) => old == new,
        (Target::Anchor(_) | Target::Url(_), _) => false,
    }
}
