//! The report for programs that show the results of tests: JUnit XML.

use super::{Diagnostic, Diagnostics, Severity, Sources};

/// A test case for each source file and for each of `editions`, the finished
/// files that were looked at, as one test suite:
///
/// ```xml
/// <testcase classname="source" name="source/values.md">
///   <failure type="unknown-anchor" message="the link leads to `#honsty`, and no heading has that name">source/values.md:41:18 …</failure>
/// </testcase>
/// ```
///
/// A problem of at least the weight `failing` is a failure, others are in
/// `system-out`. Problems without a place belong to a case of their own, which
/// is there only if there are any. The text is well-formed XML 1.0, whatever is
/// in it.
pub fn junit(diagnostics: &Diagnostics, sources: &Sources, editions: &[String], failing: Severity) -> String {
    let cases = cases(diagnostics, sources, editions);
    let is_failure = |problem: &Diagnostic| problem.severity >= failing;
    let failed = cases.iter().filter(|case| case.problems.iter().any(|problem| is_failure(problem))).count();
    let counts = format!("tests=\"{}\" failures=\"{failed}\" errors=\"0\"", cases.len());
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.push_str(&format!("<testsuites name=\"chapbook\" {counts}>\n"));
    out.push_str(&format!("  <testsuite name=\"chapbook\" {counts} skipped=\"0\">\n"));
    for case in &cases {
        let (failures, others): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
            case.problems.iter().copied().partition(|problem| is_failure(problem));
        write_case(case, &failures, &others, sources, &mut out);
    }
    out + "  </testsuite>\n</testsuites>\n"
}

struct Case<'a> {
    class: &'static str,
    name: &'a str,
    problems: Vec<&'a Diagnostic>,
}

fn cases<'a>(diagnostics: &'a Diagnostics, sources: &'a Sources, editions: &'a [String]) -> Vec<Case<'a>> {
    let list = diagnostics.in_order();
    // An edition that could not be read is known by its problem alone.
    let mut editions: Vec<&String> = editions.iter().collect();
    for named in list.iter().filter_map(|problem| problem.edition.as_ref()) {
        if !editions.contains(&named) {
            editions.push(named);
        }
    }
    let edition = |problem: &'a Diagnostic| problem.edition.as_ref();
    let source = |problem: &Diagnostic| problem.labels.first().map(|label| label.span.source);
    let of = |wanted: &dyn Fn(&'a Diagnostic) -> bool| list.iter().copied().filter(|problem| wanted(problem)).collect();
    let mut cases = Vec::new();
    let homeless: Vec<&Diagnostic> = of(&|problem| edition(problem).is_none() && source(problem).is_none());
    if !homeless.is_empty() {
        cases.push(Case { class: "statement", name: "the statement as a whole", problems: homeless });
    }
    for id in sources.ids() {
        let problems = of(&|problem| edition(problem).is_none() && source(problem) == Some(id));
        // The program's own theme is no file of the statement.
        if !problems.is_empty() || !sources.name(id).starts_with("themes/default/") {
            cases.push(Case { class: "source", name: sources.path(id), problems });
        }
    }
    for name in editions {
        cases.push(Case { class: "edition", name, problems: of(&|problem| edition(problem) == Some(name)) });
    }
    cases
}

fn write_case(case: &Case, failures: &[&Diagnostic], others: &[&Diagnostic], sources: &Sources, out: &mut String) {
    let head = format!("    <testcase classname=\"{}\" name=\"{}\"", case.class, attribute(case.name));
    if case.problems.is_empty() {
        out.push_str(&format!("{head}/>\n"));
        return;
    }
    out.push_str(&format!("{head}>\n"));
    for problem in failures {
        let (kind, message) = (problem.code, attribute(&problem.message));
        let body = escape(&description(problem, sources));
        out.push_str(&format!("      <failure type=\"{kind}\" message=\"{message}\">{body}</failure>\n"));
    }
    if !others.is_empty() {
        let lines: Vec<String> = others.iter().map(|problem| escape(&description(problem, sources))).collect();
        out.push_str(&format!("      <system-out>{}</system-out>\n", lines.join("\n")));
    }
    out.push_str("    </testcase>\n");
}

/// `source/values.md:41:18: error[unknown-anchor]: no section …`, then the help.
fn description(problem: &Diagnostic, sources: &Sources) -> String {
    let place = problem.labels.first().map_or(String::new(), |label| {
        let at = sources.position(label.span.source, label.span.start);
        format!("{}:{}:{}: ", sources.path(label.span.source), at.line, at.column)
    });
    let severity = match problem.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let help = problem.help.as_ref().map_or(String::new(), |help| format!("\nhelp: {help}"));
    format!("{place}{severity}[{}]: {}{help}", problem.code, problem.message)
}

/// `text` between tags: what XML 1.0 §2.2 cannot hold becomes U+FFFD.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(character),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            control if control.is_control() => out.push('\u{fffd}'),
            other => out.push(other),
        }
    }
    out
}

/// `text` in an attribute, where a reader would make a space of a line end.
fn attribute(text: &str) -> String {
    escape(text).replace('\n', "&#10;").replace('\t', "&#9;")
}

#[cfg(test)]
mod tests {
    use super::super::Span;
    use super::*;

    fn sample() -> (Sources, Diagnostics) {
        let mut sources = Sources::new();
        let source = sources.add("a.md", "x\n");
        sources.add("good.md", "");
        let mut diagnostics = Diagnostics::new();
        diagnostics.push(Diagnostic::error("wrong", "]]>&<\"\u{1b}\u{ffff}\n'").at(Span::new(source, 0, 1), "l").help("h"));
        diagnostics.push(Diagnostic::warning("doubtful", "m").at(Span::new(source, 0, 1), "l"));
        diagnostics.push(Diagnostic::error("nowhere", "m"));
        diagnostics.push(Diagnostic::error("text-lost", "m").at(Span::new(source, 0, 1), "l").in_edition("out/a.pdf"));
        (sources, diagnostics)
    }

    #[test]
    fn a_case_has_its_problems_and_counts_once() {
        let (sources, diagnostics) = sample();
        let editions = ["out/a.pdf".to_string(), "out/a.epub".to_string()];
        let report = junit(&diagnostics, &sources, &editions, Severity::Error);
        let xml = roxmltree::Document::parse(&report).unwrap();
        let cases: Vec<(&str, Vec<&str>)> = xml
            .descendants()
            .filter(|node| node.has_tag_name("testcase"))
            .map(|case| {
                (case.attribute("name").unwrap(), case.children().filter_map(|child| child.attribute("type")).collect())
            })
            .collect();
        let expected = [
            ("the statement as a whole", vec!["nowhere"]),
            ("a.md", vec!["wrong"]),
            ("good.md", vec![]),
            ("out/a.pdf", vec!["text-lost"]),
            ("out/a.epub", vec![]),
        ];
        assert_eq!(cases, expected);
        let suite = xml.root_element();
        assert_eq!((suite.attribute("tests"), suite.attribute("failures")), (Some("5"), Some("3")));
        let quiet = xml.descendants().find(|node| node.has_tag_name("system-out")).unwrap();
        assert_eq!(quiet.text(), Some("a.md:1:1: warning[doubtful]: m"));
        let strict = junit(&diagnostics, &sources, &editions, Severity::Warning);
        assert!(strict.contains("<failure type=\"doubtful\"") && !strict.contains("system-out"));
    }

    #[test]
    fn any_text_is_well_formed() {
        let (sources, diagnostics) = sample();
        let report = junit(&diagnostics, &sources, &["<\u{0}\u{85}\r\n&\">.pdf".to_string()], Severity::Error);
        let xml = roxmltree::Document::parse(&report).unwrap();
        let message = xml.descendants().find(|node| node.attribute("type") == Some("wrong")).unwrap();
        assert_eq!(message.attribute("message"), Some("]]>&<\"\u{fffd}\u{fffd}\n'"));
        assert_eq!(message.text(), Some("a.md:1:1: error[wrong]: ]]>&<\"\u{fffd}\u{fffd}\n'\nhelp: h"));
        let edition = xml.descendants().find(|node| node.attribute("classname") == Some("edition")).unwrap();
        assert_eq!(edition.attribute("name"), Some("<\u{fffd}\u{fffd}\u{fffd}\n&\">.pdf"));
    }
}
