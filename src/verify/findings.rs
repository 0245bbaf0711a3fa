//! What outside judges found in the editions, led back to the source: from a
//! line or a selector to the nearest element with the id of a block, and from
//! there to where the block is written.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::enclosing::{enclosing_ids, place_of_element, place_of_id};
use crate::diagnostics::{Diagnostics, Severity, Span};
use crate::document::Anchor;

/// The findings in `json`. Members that are not known are passed over.
///
/// ```json
/// { "version": 1, "findings": [{
///   "judge": "Nu Html Checker",
///   "file": "output/charter.en.html",
///   "part": null,
///   "line": 41, "column": 18,
///   "selector": "#trust\\.3 > a",
///   "code": "duplicate-id",
///   "message": "what is wrong",
///   "severity": "error"
/// }] }
/// ```
///
/// `part` is the path of a file in an EPUB. Lines and columns count from 1,
/// columns in characters. `part`, `line`, `column`, `selector` (CSS) and `code`
/// may be null or absent; `severity` is `error` or `warning`. An error for
/// anything else, and for another version.
pub fn read(json: &str) -> Result<Vec<Finding>, FindingsError> {
    let file: File = serde_json::from_str(json).map_err(|error| FindingsError(error.to_string()))?;
    if file.version != 1 {
        return Err(FindingsError(format!("version {} is not known, only 1", file.version)));
    }
    Ok(file.findings)
}

/// Reports each of `findings`, at the block of the source in which it was
/// found where that can be told. `places` says where each block is written,
/// `text` gives the text of an edition's file, or of a part of an EPUB.
pub fn report(
    findings: &[Finding],
    places: &BTreeMap<Anchor, Span>,
    text: &dyn Fn(&str, Option<&str>) -> Option<String>,
    diagnostics: &mut Diagnostics,
) {
    for finding in findings {
        let span = block(finding, places, text).and_then(|id| places.get(&id)).copied();
        let severity = match finding.severity {
            Weight::Error => Severity::Error,
            Weight::Warning => Severity::Warning,
        };
        let said = match &finding.code {
            Some(code) => format!("{}: {code}: {}", finding.judge, finding.message),
            None => format!("{}: {}", finding.judge, finding.message),
        };
        diagnostics.judge_finding(span, severity, &said, &finding.file, &finding.place());
    }
}

/// What one judge says about one place of one file.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Finding {
    pub judge: String,
    pub file: String,
    pub part: Option<String>,
    pub line: Option<usize>,
    pub column: Option<usize>,
    pub selector: Option<String>,
    pub code: Option<String>,
    pub message: String,
    pub severity: Weight,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Weight {
    Warning,
    Error,
}

/// Why there are no findings to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingsError(String);

impl std::fmt::Display for FindingsError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "these are not findings of judges: {}", self.0)
    }
}

impl std::error::Error for FindingsError {}

#[derive(Deserialize)]
struct File {
    version: u32,
    findings: Vec<Finding>,
}

impl Finding {
    /// `charter.en.epub, EPUB/text.xhtml, line 3`
    fn place(&self) -> String {
        let mut place = self.file.clone();
        place.extend(self.part.iter().map(|part| format!(", {part}")));
        place.extend(self.line.iter().map(|line| format!(", line {line}")));
        place.extend(self.selector.iter().map(|selector| format!(", at {selector}")));
        place
    }
}

/// The id of the innermost block at the place of `finding`.
fn block(
    finding: &Finding,
    places: &BTreeMap<Anchor, Span>,
    text: &dyn Fn(&str, Option<&str>) -> Option<String>,
) -> Option<Anchor> {
    let named: Vec<String> = finding.selector.as_deref().map(ids_of_selector).unwrap_or_default();
    if let Some(id) = named.iter().rev().find_map(|id| known(id, places)) {
        return Some(id);
    }
    let text = text(&finding.file, finding.part.as_deref())?;
    let offset = match (finding.line, named.last()) {
        (Some(line), _) => offset_of(&text, line, finding.column.unwrap_or(1)),
        (None, Some(id)) => place_of_id(&text, id),
        // A judge that names an element by its kind alone knows that there is one only.
        (None, None) => finding.selector.as_deref().and_then(|selector| place_of_element(&text, selector)),
    }?;
    enclosing_ids(&text, offset).iter().rev().find_map(|id| known(id, places))
}

/// `id` as that of a block, or of the innermost one whose id it continues.
fn known(id: &str, places: &BTreeMap<Anchor, Span>) -> Option<Anchor> {
    let ends = std::iter::once(id.len()).chain(id.rmatch_indices('.').map(|(at, _)| at));
    ends.map(|end| Anchor::new(&id[..end])).find(|anchor| places.contains_key(anchor))
}

fn offset_of(text: &str, line: usize, column: usize) -> Option<usize> {
    let start = match line.checked_sub(1)? {
        0 => 0,
        before => text.match_indices('\n').nth(before - 1)?.0 + 1,
    };
    let rest = text[start..].lines().next().unwrap_or_default();
    let within = rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(at, _)| at);
    Some(start + within)
}

/// The ids that a CSS selector names, outermost first (CSS Syntax §4.3.7 for `\`).
fn ids_of_selector(selector: &str) -> Vec<String> {
    let mut ids = Vec::new();
    let mut rest = selector;
    while let Some(at) = rest.find('#') {
        rest = &rest[at + 1..];
        let mut id = String::new();
        let mut characters = rest.char_indices().peekable();
        let mut end = rest.len();
        while let Some((at, character)) = characters.next() {
            match character {
                '\\' => id.extend(escaped(&mut characters)),
                c if c.is_alphanumeric() || matches!(c, '-' | '_') || !c.is_ascii() => id.push(c),
                _ => {
                    end = at;
                    break;
                }
            }
        }
        rest = &rest[end..];
        if !id.is_empty() {
            ids.push(id);
        }
    }
    ids
}

/// What a `\` stands before: a character, or the number of one and a space.
fn escaped(characters: &mut std::iter::Peekable<std::str::CharIndices>) -> Option<char> {
    let mut digits = String::new();
    while let Some((_, digit)) = characters.next_if(|(_, c)| digits.len() < 6 && c.is_ascii_hexdigit()) {
        digits.push(digit);
    }
    if digits.is_empty() {
        return characters.next().map(|(_, character)| character);
    }
    let _ = characters.next_if(|(_, c)| *c == ' ');
    char::from_u32(u32::from_str_radix(&digits, 16).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Sources;

    const PAGE: &str = "<!DOCTYPE html>\n<html lang=\"en\"><head><style>a > b {}</style><meta charset=\"utf-8\"></head>\n\
        <body><h1 id=\"trust\">Trust</h1>\n<ul id=\"trust.1\"><li id=\"trust.1.1\">One <a href=\"#x\">two</a></li>\n\
        </ul><p id=\"trust.2\">é<br>end <sup id=\"mark-1\"><a>1</a></sup></p>\n<p>nobody's</p></body></html>";

    /// The id of the block at which `members` of a finding is reported.
    fn check(members: &str) -> Option<String> {
        let mut sources = Sources::new();
        let source = sources.add("text.md", "x".repeat(10));
        let names = ["trust", "trust.1", "trust.1.1", "trust.2"];
        let places: BTreeMap<Anchor, Span> =
            names.iter().enumerate().map(|(at, id)| (Anchor::new(*id), Span::new(source, at, at + 1))).collect();
        let json = format!(
            r#"{{ "version": 1, "findings": [{{ "judge": "J", "file": "a.html", "message": "m", "severity": "error", {members} }}] }}"#
        );
        let findings = read(&json).unwrap();
        let mut diagnostics = Diagnostics::new();
        report(&findings, &places, &|file, part| (file == "a.html" && part.is_none()).then(|| PAGE.into()), &mut diagnostics);
        let problem = diagnostics.iter().next().unwrap();
        assert_eq!((problem.code, problem.edition.as_deref()), ("judge-finding", Some("a.html")));
        problem.labels.first().map(|label| names[label.span.start].to_string())
    }

    #[test]
    fn a_line_leads_to_the_innermost_block() {
        let cases = [
            (r#""line": 3, "column": 8"#, Some("trust")),
            (r#""line": 4, "column": 3"#, Some("trust.1")),
            (r#""line": 4, "column": 44"#, Some("trust.1.1")),
            (r#""line": 5, "column": 1"#, Some("trust.1")),
            (r#""line": 5, "column": 29"#, Some("trust.2")),
            (r#""line": 5, "column": 60"#, Some("trust.2")),
            (r#""line": 6, "column": 5"#, None),
            (r#""line": 1"#, None),
            (r#""line": 99"#, None),
            (r#""line": 0"#, None),
            (r#""line": 4, "part": "b.xhtml""#, None),
        ];
        for (members, expected) in cases {
            assert_eq!(check(members).as_deref(), expected, "{members}");
        }
    }

    #[test]
    fn a_selector_leads_to_the_block_it_names_or_lies_in() {
        let cases = [
            (r##""selector": "#trust\\.1\\.1 > a:nth-child(2)""##, Some("trust.1.1")),
            (r##""selector": "ul[id=\"x\"] > #trust\\2e 2 a""##, Some("trust.2")),
            (r##""selector": "#trust\\.2\\.r1c1""##, Some("trust.2")),
            (r##""selector": "#mark-1 > a""##, Some("trust.2")),
            (r##""selector": "#strange > a""##, None),
            (r##""selector": "sup""##, Some("trust.2")),
            (r##""selector": "p""##, None),
            (r##""selector": "body > p""##, None),
        ];
        for (members, expected) in cases {
            assert_eq!(check(members).as_deref(), expected, "{members}");
        }
    }

    #[test]
    fn what_is_no_list_of_findings_is_refused() {
        let cases = [
            ("", "EOF"),
            ("[]", "invalid"),
            (r#"{ "version": 2, "findings": [] }"#, "version 2"),
            (r#"{ "version": 1, "findings": [{ "judge": "J" }] }"#, "missing field"),
        ];
        for (json, expected) in cases {
            let error = read(json).unwrap_err().to_string();
            assert!(error.contains(expected), "{json}: {error}");
        }
        assert_eq!(read(r#"{ "version": 1, "made-by": "x", "findings": [] }"#), Ok(Vec::new()));
    }
}
