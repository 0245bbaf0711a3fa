//! The report for programs.

use serde_json::{Value, json};

use super::{Diagnostics, Label, Severity, Sources};

/// Every problem in the order of files and places, as one JSON object and a
/// line end:
///
/// ```json
/// {
///   "version": 1,
///   "errors": 1,
///   "warnings": 0,
///   "problems": [{
///     "code": "unknown-anchor",
///     "severity": "error",
///     "message": "the link leads to `#honsty`, and no heading has that name",
///     "file": "source/values.md", "line": 41, "column": 18,
///     "end": { "line": 41, "column": 36 },
///     "help": "did you mean `honesty`?",
///     "edition": null,
///     "labels": [{ "file": "source/values.md", "line": 41, "column": 18,
///                  "end": { "line": 41, "column": 36 }, "text": "links here" }]
///   }]
/// }
/// ```
///
/// `severity` is `error` or `warning`. Lines and columns count from 1, columns
/// in characters; `end` is the place after the last character. `file`, `line`,
/// `column` and `end` are those of the first label and null without one, `help`
/// is null where there is none. `file` is the path from the current folder;
/// `edition` is the finished file in which the problem was found, null for one
/// that was found in the source. `version` is raised when a member is renamed,
/// removed or changes its meaning, not when one is added.
pub fn json(diagnostics: &Diagnostics, sources: &Sources) -> Value {
    let of = |severity| diagnostics.iter().filter(|problem| problem.severity == severity).count();
    let problems: Vec<_> = diagnostics
        .in_order()
        .into_iter()
        .map(|problem| {
            let labels: Vec<_> = problem.labels.iter().map(|label| place(label, sources)).collect();
            let first = |member: &str| labels.first().map_or(Value::Null, |label| label[member].clone());
            json!({
                "code": problem.code,
                "severity": severity(problem.severity),
                "message": problem.message,
                "file": first("file"),
                "line": first("line"),
                "column": first("column"),
                "end": first("end"),
                "help": problem.help,
                "edition": problem.edition,
                "labels": labels,
            })
        })
        .collect();
    json!({
        "version": 1,
        "errors": of(Severity::Error),
        "warnings": of(Severity::Warning),
        "problems": problems,
    })
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn place(label: &Label, sources: &Sources) -> Value {
    let start = sources.position(label.span.source, label.span.start);
    let end = sources.position(label.span.source, label.span.end);
    json!({
        "file": sources.path(label.span.source),
        "line": start.line,
        "column": start.column,
        "end": { "line": end.line, "column": end.column },
        "text": label.text,
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Diagnostic, Span};
    use super::*;

    #[test]
    fn places_are_lines_and_columns_and_null_where_there_are_none() {
        let mut sources = Sources::new();
        let source = sources.add("a.md", "\u{feff}é x\r\ny\r\n");
        let mut diagnostics = Diagnostics::new();
        diagnostics.push(Diagnostic::error("there", "m").at(Span::new(source, 6, 10), "l").help("h"));
        diagnostics.push(Diagnostic::warning("nowhere", "m"));
        let report = json(&diagnostics, &sources);
        let end = json!({ "line": 2, "column": 2 });
        assert_eq!(
            report,
            json!({
                "version": 1, "errors": 1, "warnings": 1,
                "problems": [
                    { "code": "nowhere", "severity": "warning", "message": "m", "file": null, "line": null,
                      "column": null, "end": null, "help": null, "edition": null, "labels": [] },
                    { "code": "there", "severity": "error", "message": "m", "file": "a.md", "line": 1,
                      "column": 3, "end": end, "help": "h", "edition": null,
                      "labels": [{ "file": "a.md", "line": 1, "column": 3, "end": end, "text": "l" }] },
                ],
            })
        );
    }
}
