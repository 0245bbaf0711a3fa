//! The report for programs that show findings of many tools in one way:
//! SARIF 2.1.0 (OASIS Standard, 27 March 2020).

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::{Diagnostic, Diagnostics, Explanation, Label, Severity, Sources, explanations};

/// Every problem in the order of files and places as a log of one run. Each
/// code that is reported is a rule with its explanation. Columns count
/// characters (`unicodeCodePoints`, §3.14.17), from 1; the end column is that
/// after the last character (§3.30.8). Addresses of files are relative to the
/// current folder.
pub fn sarif(diagnostics: &Diagnostics, sources: &Sources) -> Value {
    let problems = diagnostics.in_order();
    let is_reported = |explanation: &&Explanation| problems.iter().any(|problem| problem.code == explanation.code);
    let rules: Vec<&Explanation> = explanations().iter().filter(is_reported).collect();
    let results: Vec<Value> = problems.iter().map(|problem| result(problem, &rules, sources)).collect();
    json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "Chapbook",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.into_iter().map(rule).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

/// §3.49
fn rule(explanation: &Explanation) -> Value {
    json!({
        "id": explanation.code,
        "shortDescription": { "text": explanation.summary() },
        "fullDescription": { "text": explanation.meaning_on_one_line() },
        "help": { "text": explanation.page() },
    })
}

/// §3.27
fn result(problem: &Diagnostic, rules: &[&Explanation], sources: &Sources) -> Value {
    let lines: Vec<&str> = [Some(problem.message.as_str()), problem.help.as_deref()].into_iter().flatten().collect();
    let level = match problem.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let mut result = json!({
        "ruleId": problem.code,
        "level": level,
        "message": { "text": lines.join("\n") },
    });
    if let Some(index) = rules.iter().position(|rule| rule.code == problem.code) {
        result["ruleIndex"] = json!(index);
    }
    if let Some((first, others)) = problem.labels.split_first() {
        result["locations"] = json!([location(first, sources)]);
        if !others.is_empty() {
            result["relatedLocations"] = others.iter().map(|label| location(label, sources)).collect();
        }
    }
    result
}

/// §3.28
fn location(label: &Label, sources: &Sources) -> Value {
    let start = sources.position(label.span.source, label.span.start);
    let end = sources.position(label.span.source, label.span.end);
    let mut location = json!({
        "physicalLocation": {
            "artifactLocation": { "uri": address(sources.path(label.span.source)) },
            "region": {
                "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column,
            },
        },
    });
    if !label.text.is_empty() {
        location["message"] = json!({ "text": label.text });
    }
    location
}

/// What need not be written as `%20` and the like in a path (RFC 3986 §3.3).
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// `path` as a URI: relative (RFC 3986 §4.2), or `file:` for an absolute path.
fn address(path: &str) -> String {
    let path = path.replace('\\', "/");
    let is_on_a_drive = path.as_bytes().get(1) == Some(&b':');
    let encoded = utf8_percent_encode(&path, KEPT);
    match (path.starts_with('/'), is_on_a_drive) {
        (true, _) => format!("file://{encoded}"),
        (false, true) => format!("file:///{encoded}"),
        (false, false) => encoded.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Span;
    use super::*;

    #[test]
    fn a_path_becomes_a_relative_address() {
        let cases = [
            ("source/a b.md", "source/a%20b.md"),
            ("../é:#?.md", "../%C3%A9%3A%23%3F.md"),
            ("/tmp/a.md", "file:///tmp/a.md"),
            ("C:\\tmp\\a.md", "file:///C%3A/tmp/a.md"),
        ];
        for (path, expected) in cases {
            assert_eq!(address(path), expected, "{path}");
        }
    }

    #[test]
    fn a_problem_is_a_result_with_its_rule_and_places() {
        let mut sources = Sources::new();
        let source = sources.add("a.md", "é x\ny\n");
        let mut diagnostics = Diagnostics::new();
        let (first, second) = (Span::new(source, 3, 6), Span::new(source, 0, 2));
        diagnostics.push(Diagnostic::error("unknown-key", "m").at(first, "l").at(second, "").help("h"));
        diagnostics.push(Diagnostic::warning("not-explained", "m"));
        let report = sarif(&diagnostics, &sources);
        let run = &report["runs"][0];
        assert_eq!(run["tool"]["driver"]["rules"].as_array().unwrap().len(), 1);
        let [nowhere, there] = run["results"].as_array().unwrap().as_slice() else { panic!("two results") };
        assert_eq!(*nowhere, json!({ "ruleId": "not-explained", "level": "warning", "message": { "text": "m" } }));
        let region = json!({ "startLine": 1, "startColumn": 3, "endLine": 2, "endColumn": 2 });
        assert_eq!(there["locations"][0]["physicalLocation"]["region"], region);
        assert_eq!(there["locations"][0]["message"]["text"], "l");
        assert_eq!(there["relatedLocations"][0].get("message"), None);
        assert_eq!((&there["ruleIndex"], &there["message"]["text"]), (&json!(0), &json!("m\nh")));
    }
}
