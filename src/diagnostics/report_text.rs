//! The report for people: each problem with the line it is on.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, Diagnostics, Label, Severity, Sources, Span};

/// Every problem in the order of files and places, then a line that counts
/// them; nothing if there is no problem.
///
/// ```text
/// error[unknown-anchor]: the link leads to `#honsty`, and no heading has that name
///   --> source/values.md:41:18
///    |
/// 41 | as we said under [honesty](#honsty), we
///    |                  ^^^^^^^^^^^^^^^^^^ links here
///    |
///    = help: did you mean `#honesty`?
///
/// 1 error
/// ```
pub fn text(diagnostics: &Diagnostics, sources: &Sources, colour: Colour) -> String {
    let mut report = String::new();
    for problem in diagnostics.in_order() {
        report.push_str(&text_of(problem, sources, colour));
        report.push_str("\n\n");
    }
    report + &count(diagnostics)
}

/// One problem as [`text`] shows it, without a line end.
pub fn text_of(problem: &Diagnostic, sources: &Sources, colour: Colour) -> String {
    let renderer = match colour {
        Colour::Never => Renderer::plain(),
        Colour::Always => Renderer::styled(),
    };
    let rendered = renderer.term_width(10 * LONGEST_LINE).render(&[group(problem, sources)]);
    with_true_columns(rendered, problem, sources)
}

/// Whether a report has the colours of a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    Always,
    Never,
}

/// Longer lines are shown in part.
const LONGEST_LINE: usize = 160;
/// How much of a line is kept on each side of the place.
const AROUND: usize = 50;

fn group<'a>(problem: &'a Diagnostic, sources: &'a Sources) -> Group<'a> {
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(level.primary_title(visible(&problem.message)).id(problem.code));
    for (number, label) in problem.labels.iter().enumerate() {
        let kind = if number == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        group = group.element(excerpt(label, kind, sources));
    }
    if let Some(file) = &problem.edition {
        group = group.element(Level::NOTE.message(visible(&format!("found in {file}"))));
    }
    match &problem.help {
        Some(help) => group.element(Level::HELP.message(visible(help))),
        None => group,
    }
}

/// The line on which `label` begins, or the part of it around the label.
fn excerpt<'a>(label: &'a Label, kind: AnnotationKind, sources: &'a Sources) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let (text, span) = line_of(label.span, sources);
    let (shown, marked) = shorten(text, span);
    let annotation = kind.span(marked).label(visible(&label.text));
    let line = sources.position(label.span.source, label.span.start).line;
    let path = visible(sources.path(label.span.source));
    Snippet::source(shown).path(path).line_start(line).fold(false).annotation(annotation)
}

/// The renderer counts columns in what it is given of a line; where that is
/// not the whole line, its column is replaced by the one in the file.
fn with_true_columns(rendered: String, problem: &Diagnostic, sources: &Sources) -> String {
    problem.labels.iter().fold(rendered, |rendered, label| {
        let (line, span) = line_of(label.span, sources);
        let (shown, marked) = shorten(line, span);
        let at = sources.position(label.span.source, label.span.start);
        let column = shown[..marked.start].chars().count() + 1;
        let place = format!("{}:{}:", visible(sources.path(label.span.source)), at.line);
        rendered.replacen(&format!("{place}{column}\n"), &format!("{place}{}\n", at.column), 1)
    })
}

/// The line on which `span` begins, without its end and a byte-order mark, and
/// the part of `span` in it.
fn line_of(span: Span, sources: &Sources) -> (&str, std::ops::Range<usize>) {
    let whole = sources.text(span.source);
    let start = whole[..span.start].rfind('\n').map_or(0, |end| end + 1);
    let end = whole[start..].find('\n').map_or(whole.len(), |length| start + length);
    let line = whole[start..end].trim_end_matches('\r');
    let mark = line.len() - line.trim_start_matches('\u{feff}').len();
    let line = &line[mark..];
    let start = start + mark;
    let from = span.start.saturating_sub(start).min(line.len());
    (line, from..span.end.saturating_sub(start).clamp(from, line.len()))
}

/// `line` with what is far from `span` left out, and the place of `span` in it.
fn shorten(line: &str, span: std::ops::Range<usize>) -> (String, std::ops::Range<usize>) {
    if line.len() <= LONGEST_LINE {
        return (line.to_string(), span);
    }
    let start = line[..span.start].char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let end_of = |from: usize, count: usize| line[from..].char_indices().nth(count).map_or(line.len(), |(at, _)| from + at);
    let marked = span.start..span.end.min(end_of(span.start, AROUND));
    let end = end_of(marked.end, AROUND);
    let before = if start > 0 { "…" } else { "" };
    let after = if end < line.len() { "…" } else { "" };
    let shift = |at: usize| at - start + before.len();
    (format!("{before}{}{after}", &line[start..end]), shift(marked.start)..shift(marked.end))
}

/// `text` without characters that could steer a terminal or hide what is written.
pub(super) fn visible(text: &str) -> String {
    let is_hidden = |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().map(|c| if is_hidden(c) { '\u{fffd}' } else { c }).collect()
}

fn count(diagnostics: &Diagnostics) -> String {
    let of = |severity| diagnostics.iter().filter(|problem| problem.severity == severity).count();
    let name = |count, one: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        more => Some(format!("{more} {one}s")),
    };
    let parts: Vec<_> =
        [name(of(Severity::Error), "error"), name(of(Severity::Warning), "warning")].into_iter().flatten().collect();
    if parts.is_empty() { String::new() } else { parts.join(", ") + "\n" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, place: &str, expected: &str) {
        let mut sources = Sources::new();
        let source = sources.add("a/b.md", text);
        let start = text.find(place).unwrap();
        let mut diagnostics = Diagnostics::new();
        let span = Span::new(source, start, start + place.len());
        diagnostics.push(Diagnostic::error("some-code", "`x` is wrong").at(span, "here").help("write `y`"));
        assert_eq!(super::text(&diagnostics, &sources, Colour::Never), expected);
    }

    #[test]
    fn a_problem_shows_its_line_and_marks_its_place() {
        let expected = "\
error[some-code]: `x` is wrong
 --> a/b.md:2:5
  |
2 | two x three
  |     ^ here
  |
  = help: write `y`

1 error
";
        check("one\ntwo x three\nfour", "x", expected);
        check("one\r\ntwo x three\r\nfour", "x", expected);
    }

    #[test]
    fn a_byte_order_mark_takes_no_column() {
        let expected = "\
error[some-code]: `x` is wrong
 --> a/b.md:1:1
  |
1 | x
  | ^ here
  |
  = help: write `y`

1 error
";
        check("\u{feff}x\r\n", "x", expected);
    }

    #[test]
    fn a_place_of_several_lines_is_marked_in_its_first() {
        let expected = "\
error[some-code]: `x` is wrong
 --> a/b.md:1:3
  |
1 | a x
  |   ^ here
  |
  = help: write `y`

1 error
";
        check("a x\r\ny\r\n", "x\r\ny", expected);
        check("a x", "x", expected);
    }

    #[test]
    fn of_a_long_line_only_the_part_around_the_place_is_shown() {
        let text = format!("{}x{}", "é ".repeat(5_000_000), " b".repeat(5_000_000));
        let expected = format!(
            "\
error[some-code]: `x` is wrong
 --> a/b.md:1:10000001
  |
1 | …{}x{}…
  |  {}^ here
  |
  = help: write `y`

1 error
",
            "é ".repeat(25),
            " b".repeat(25),
            " ".repeat(50),
        );
        check(&text, "x", &expected);
    }

    #[test]
    fn problems_are_shown_in_order_and_counted() {
        let mut sources = Sources::new();
        let first = sources.add("a.yaml", "b\nc\n");
        let mut diagnostics = Diagnostics::new();
        let (b, c) = (Span::new(first, 0, 1), Span::new(first, 2, 3));
        diagnostics.push(Diagnostic::warning("late", "later").at(c, "c").at(b, "b"));
        diagnostics.push(Diagnostic::warning("empty", "an empty place at the end").at(Span::new(first, 4, 4), "end"));
        diagnostics.push(Diagnostic::error("early", "steers \u{1b}[31mthe terminal").at(b, ""));
        diagnostics.push(Diagnostic::error("nowhere", "no place").help("help"));
        let expected = "\
error[nowhere]: no place
 |
 = help: help

error[early]: steers \u{fffd}[31mthe terminal
 --> a.yaml:1:1
  |
1 | b
  | ^

warning[late]: later
 --> a.yaml:2:1
  |
2 | c
  | ^ c
  |
 ::: a.yaml:1:1
  |
1 | b
  | - b

warning[empty]: an empty place at the end
 --> a.yaml:3:1
  |
3 |
  | ^ end

2 errors, 2 warnings
";
        assert_eq!(text(&diagnostics, &sources, Colour::Never), expected);
        assert!(text(&diagnostics, &sources, Colour::Always).contains("\u{1b}["));
        assert_eq!(text(&Diagnostics::new(), &sources, Colour::Never), "");
    }
}
