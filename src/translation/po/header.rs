//! The header of a catalog: what the catalog is, in fields (GNU gettext manual,
//! "Filling in the Header Entry").

use super::Entry;
use crate::diagnostics::{Diagnostics, Sources, Span};
use crate::document::Language;

/// The field with the identifier of the statement that a catalog translates.
pub const STATEMENT_FIELD: &str = "X-Statement";

/// The header of a new catalog of the statement called `title`; of a template,
/// if there is no `language`.
///
/// `PO-Revision-Date`, `Last-Translator` and `Language-Team` are for the
/// translators' tools to fill in; without them `msgfmt --check` complains.
pub fn new_header(title: &str, identifier: &str, language: Option<&Language>) -> Vec<(String, String)> {
    let tag = language.map(Language::tag).unwrap_or_default();
    let fields = [
        ("Project-Id-Version", title),
        ("PO-Revision-Date", ""),
        ("Last-Translator", ""),
        ("Language-Team", ""),
        ("Language", &tag.replace('-', "_")),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
        ("X-Generator", "Chapbook"),
        ("X-Language", tag),
        (STATEMENT_FIELD, identifier),
    ];
    let is_said = |(name, _): &(&str, &str)| *name != "X-Language" || language.is_some();
    fields.into_iter().filter(is_said).map(|(name, value)| (name.to_string(), value.to_string())).collect()
}

/// The fields that `head`, the message without a text, consists of.
pub(super) fn fields(head: &Entry, sources: &Sources, diagnostics: &mut Diagnostics) -> Vec<(String, String)> {
    let Some(span) = head.translation_span else { return Vec::new() };
    let mut fields = Vec::new();
    for line in head.translation.lines().filter(|line| !line.is_empty()) {
        match line.split_once(':') {
            Some((name, value)) => fields.push((name.to_string(), value.strip_prefix(' ').unwrap_or(value).to_string())),
            None => {
                let said = "the header has a line that is no field, `Name: value`";
                diagnostics.catalog_syntax(place_of(line, span, sources), said, "no field");
            }
        }
    }
    check_charset(&fields, span, sources, diagnostics);
    fields
}

fn check_charset(fields: &[(String, String)], span: Span, sources: &Sources, diagnostics: &mut Diagnostics) {
    let field = fields.iter().find(|(name, _)| name.eq_ignore_ascii_case("Content-Type"));
    let Some((name, value)) = field else {
        diagnostics.catalog_charset(span, "the header does not say how the characters are encoded", "lacks `Content-Type`");
        return;
    };
    let lower = value.to_ascii_lowercase();
    let charset = lower.split_once("charset=").map(|(_, charset)| charset.trim());
    if charset != Some("utf-8") {
        let place = place_of(&format!("{name}:"), span, sources);
        diagnostics.catalog_charset(place, "the header says that the catalog is not in UTF-8", "names another encoding");
    }
}

/// Where `said` is written within `span`, or all of it.
fn place_of(said: &str, span: Span, sources: &Sources) -> Span {
    match sources.slice(span).find(said) {
        Some(at) => Span::new(span.source, span.start + at, span.start + at + said.len()),
        None => span,
    }
}
