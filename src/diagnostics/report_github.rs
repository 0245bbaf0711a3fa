//! The report for GitHub Actions: workflow commands that become annotations of
//! the lines they name.

use super::report_text::visible;
use super::{Diagnostic, Diagnostics, Severity, Sources};

/// Every problem in the order of files and places, one a line:
///
/// ```text
/// ::error file=source/values.md,line=41,endLine=41,col=18,endColumn=36,title=unknown-anchor::no section …
/// ```
///
/// The help follows the message on a line of its own, which is written `%0A`.
/// Columns are left out where a place has several lines: GitHub shows none then.
/// <https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands>
pub fn github(diagnostics: &Diagnostics, sources: &Sources) -> String {
    diagnostics.in_order().into_iter().map(|problem| command(problem, sources)).collect()
}

fn command(problem: &Diagnostic, sources: &Sources) -> String {
    let name = match problem.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let mut properties = Vec::new();
    let mut say = |name: &str, value: &str| properties.push(format!("{name}={}", property(value)));
    if let Some(label) = problem.labels.first() {
        let start = sources.position(label.span.source, label.span.start);
        let end = sources.position(label.span.source, label.span.end);
        say("file", sources.path(label.span.source));
        say("line", &start.line.to_string());
        say("endLine", &end.line.to_string());
        if start.line == end.line {
            say("col", &start.column.to_string());
            say("endColumn", &end.column.to_string());
        }
    }
    say("title", problem.code);
    let lines: Vec<String> =
        [Some(&problem.message), problem.help.as_ref()].into_iter().flatten().map(|text| data(text)).collect();
    format!("::{name} {}::{}\n", properties.join(","), lines.join("%0A"))
}

/// What stands after the second `::`.
fn data(text: &str) -> String {
    visible(text).replace('%', "%25")
}

/// The value of a property, which `:` and `,` would end.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::Span;
    use super::*;

    #[test]
    fn a_problem_is_one_command_whatever_is_in_it() {
        let mut sources = Sources::new();
        let source = sources.add("a.md", "one\ntwo\n");
        sources.locate(source, "x/100%,a:b\r\n::error::y.md");
        let mut diagnostics = Diagnostics::new();
        diagnostics
            .push(Diagnostic::warning("code", "50 %: a,b\n::set-env name=A::B").at(Span::new(source, 4, 7), "x").help("h"));
        diagnostics.push(Diagnostic::error("long", "m").at(Span::new(source, 0, 5), "x"));
        diagnostics.push(Diagnostic::error("nowhere", "m"));
        let file = "file=x/100%25%2Ca%3Ab\u{fffd}\u{fffd}%3A%3Aerror%3A%3Ay.md";
        let expected = format!(
            "::error title=nowhere::m\n\
             ::error {file},line=1,endLine=2,title=long::m\n\
             ::warning {file},line=2,endLine=2,col=1,endColumn=4,title=code::50 %25: a,b\u{fffd}::set-env name=A::B%0Ah\n"
        );
        assert_eq!(github(&diagnostics, &sources), expected);
    }
}
