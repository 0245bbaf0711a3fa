//! Signs of Markdown that came to nothing: a translator meant something by them.

use crate::diagnostics::Diagnostics;
use crate::document::{Inline, plain_text};
use crate::markdown::{self, Quotes};
use crate::translation::po::Entry;

/// Reports signs that are text in `draft` and not in `original`.
pub(super) fn check(original: &[Inline], draft: &[markdown::Inline], entry: &Entry, diagnostics: &mut Diagnostics) {
    let span = entry.translation_span;
    let shown = plain_text(original);
    let left = texts(draft);
    for sign in ["**", "*", "__", "~~", "`", "]("] {
        if left.iter().any(|text| text.contains(sign)) && !shown.contains(sign) {
            diagnostics.translation_unbalanced_marks(span, sign);
            break;
        }
    }
    if let Some(sign) = block_sign(&entry.translation)
        && block_sign(&entry.original).is_none()
    {
        diagnostics.translation_has_structure(span, sign);
    }
}

/// The texts of a draft in which no sign was escaped.
fn texts(draft: &[markdown::Inline]) -> Vec<&str> {
    use markdown::Inline;
    let mut out = Vec::new();
    for inline in draft {
        match inline {
            Inline::Text { text, span: _, quotes: Quotes::ToSet } => out.push(text.as_str()),
            Inline::Marked { inlines, .. } | Inline::Link { inlines, .. } => out.extend(texts(inlines)),
            Inline::Text { quotes: Quotes::AsWritten, .. }
            | Inline::Code { .. }
            | Inline::Image(_)
            | Inline::NoteMark { .. }
            | Inline::LineBreak => {}
        }
    }
    out
}

/// What begins a block of Markdown at the start of a text, where a message is
/// one run and shows it as it is.
fn block_sign(text: &str) -> Option<&str> {
    let end = text.find(' ')?;
    let first = &text[..end];
    let is_sign = match first {
        "-" | "+" | "*" | ">" => true,
        "" => text.starts_with("    "),
        _ => first.bytes().all(|byte| byte == b'#') && first.len() <= 6,
    };
    let number = first.strip_suffix(['.', ')']).unwrap_or_default();
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    (is_sign || is_number).then_some(first)
}
