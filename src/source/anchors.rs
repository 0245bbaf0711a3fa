//! Anchors of headings: pinned ones, and ones made from the title.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::diagnostics::{Diagnostics, Span};
use crate::document::Anchor;
use crate::markdown::{Heading, plain_text};

/// What the program itself uses in the editions.
const RESERVED: [&str; 12] = [
    "contents",
    "colophon",
    "notes",
    "text",
    "cover",
    "opening",
    "title",
    "title-page",
    "landmarks",
    "toc",
    "page-list",
    "top",
];
const SLUG_CHARACTERS_MAX: usize = 60;

/// The anchor of a heading, and the one it would have in a file of its own.
pub(super) struct Assigned {
    pub anchor: Anchor,
    pub plain: String,
}

/// The anchors of `headings`, in their order, no two the same.
pub(super) fn assign(headings: &[&Heading], diagnostics: &mut Diagnostics) -> Vec<Assigned> {
    let mut taken = BTreeSet::new();
    let mut pins: BTreeMap<&str, Span> = BTreeMap::new();
    for heading in headings {
        let Some(pinned) = &heading.pinned else { continue };
        check_pin(pinned, heading.span, diagnostics);
        match pins.get(pinned.as_str()) {
            Some(first) => diagnostics.duplicate_anchor(heading.span, *first, pinned),
            None => {
                pins.insert(pinned, heading.span);
                taken.insert(pinned.clone());
            }
        }
    }
    let mut out = Vec::new();
    for (index, heading) in headings.iter().enumerate() {
        out.push(match &heading.pinned {
            Some(pinned) => Assigned { anchor: Anchor::new(pinned.as_str()), plain: pinned.clone() },
            None => {
                let plain = slug(&plain_text(&heading.title), index + 1);
                let anchor = (1..)
                    .map(|number| if number == 1 { plain.clone() } else { format!("{plain}-{number}") })
                    .find(|anchor| !taken.contains(anchor))
                    .expect("numbers do not end");
                taken.insert(anchor.clone());
                Assigned { anchor: Anchor::new(anchor), plain }
            }
        });
    }
    out
}

/// The anchor that the heading `number`, from 1, has by its title alone.
pub fn title_anchor(title: &str, number: usize) -> String {
    slug(title, number)
}

fn check_pin(pinned: &str, span: Span, diagnostics: &mut Diagnostics) {
    let begins_well = pinned.starts_with(begins_name);
    if !begins_well || !pinned.chars().all(|c| is_letter(c) || matches!(c, '-' | '_')) {
        diagnostics.bad_anchor(span, pinned, &slug(pinned, 1));
    } else if is_reserved(pinned) {
        diagnostics.reserved_anchor(span, pinned);
    }
}

/// The title in lower case, its words joined by hyphens; `section-3` for the
/// third heading if it has no letters.
fn slug(title: &str, number: usize) -> String {
    let mut out = String::new();
    let mut length = 0;
    for c in title.nfc().flat_map(char::to_lowercase).nfc() {
        if is_letter(c) {
            out.push(c);
            length += 1;
        } else if !is_apostrophe(c) && !out.is_empty() && !out.ends_with('-') {
            if length >= SLUG_CHARACTERS_MAX {
                break;
            }
            out.push('-');
        }
        if length >= 2 * SLUG_CHARACTERS_MAX {
            break;
        }
    }
    let slug = out.trim_end_matches('-');
    match slug {
        "" => format!("section-{number}"),
        slug if !slug.starts_with(begins_name) || is_reserved(slug) => format!("section-{slug}"),
        slug => slug.to_string(),
    }
}

/// Whether the program itself uses `anchor` in its editions.
pub fn is_reserved(anchor: &str) -> bool {
    let is_numbered = |rest: &str| !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit() || c == '-');
    RESERVED.contains(&anchor)
        || ["note-", "mark-", "page-"].iter().any(|stem| anchor.strip_prefix(stem).is_some_and(is_numbered))
}

/// Letters, digits, and the marks that belong to them, where XML allows them in a name (XML 1.0 §2.3).
fn is_letter(c: char) -> bool {
    (c.is_alphanumeric() || is_combining_mark(c)) && is_name_character(c)
}

fn begins_name(c: char) -> bool {
    c.is_alphabetic() && !is_combining_mark(c) && !matches!(c, '\u{300}'..='\u{36f}') && is_name_character(c)
}

fn is_name_character(c: char) -> bool {
    matches!(c,
        'a'..='z' | 'A'..='Z' | '0'..='9' | '\u{b7}' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{37d}'
        | '\u{37f}'..='\u{1fff}' | '\u{2070}'..='\u{218f}' | '\u{2c00}'..='\u{2fef}' | '\u{3001}'..='\u{d7ff}'
        | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}' | '\u{10000}'..='\u{effff}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '׳' | '״' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_made_of_letters_digits_and_hyphens() {
        let cases = [
            ("Trust & respect", "trust-respect"),
            ("What we don’t do", "what-we-dont-do"),
            ("Über Öl", "über-öl"),
            ("U\u{308}ber", "über"),
            ("2020: goals", "section-2020-goals"),
            ("Contents", "section-contents"),
            ("Note 1", "section-note-1"),
            ("🎉🎉", "section-7"),
            ("🎉 Party", "party"),
            ("हिन्दी", "हिन्दी"),
            ("信頼と敬意", "信頼と敬意"),
            ("]]> <script>", "script"),
        ];
        for (title, expected) in cases {
            assert_eq!(slug(title, 7), expected, "{title}");
        }
    }
}
