//! The metadata at the start of a Markdown file, between two lines `---`.

use crate::diagnostics::{Diagnostics, SourceId, Sources, Span};
use crate::yaml::YamlInput;

/// Where the parts of a Markdown file with front matter are.
#[derive(Clone, Copy, Debug)]
pub(super) struct FrontMatter {
    /// What is between the two lines.
    pub yaml: YamlInput,
    /// Where the line after the second one starts.
    pub text_start: usize,
}

/// The parts of `source`; nothing, and a problem, if it does not begin with a
/// line `---` or if no later line is `---`. A byte-order mark may come first.
pub(super) fn split(source: SourceId, sources: &Sources, diagnostics: &mut Diagnostics) -> Option<FrontMatter> {
    let text = sources.text(source);
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut lines = lines(text, start);
    let Some((first, yaml_start)) = lines.next().filter(|(line, _)| is_fence(&text[line.start..line.end])) else {
        let end = text[start..].find(['\r', '\n']).map_or(text.len(), |length| start + length);
        diagnostics.missing_front_matter(Span::new(source, start, end));
        return None;
    };
    match lines.find(|(line, _)| is_fence(&text[line.start..line.end])) {
        Some((line, text_start)) => {
            Some(FrontMatter { yaml: YamlInput { source, start: yaml_start, end: line.start }, text_start })
        }
        None => {
            diagnostics.unclosed_front_matter(Span::new(source, first.start, first.end));
            None
        }
    }
}

/// Each line's range without its end, and where the next one starts.
fn lines(text: &str, mut start: usize) -> impl Iterator<Item = (std::ops::Range<usize>, usize)> {
    std::iter::from_fn(move || {
        if start >= text.len() {
            return None;
        }
        let next = text[start..].find('\n').map_or(text.len(), |length| start + length + 1);
        let end = start + text[start..next].trim_end_matches(['\r', '\n']).len();
        let line = (start..end, next);
        start = next;
        Some(line)
    })
}

fn is_fence(line: &str) -> bool {
    line.trim_end() == "---"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes_or_parts(text: &str) -> Result<(String, String), Vec<&'static str>> {
        let mut sources = Sources::new();
        let mut diagnostics = Diagnostics::new();
        let source = sources.add("a.md", text);
        match split(source, &sources, &mut diagnostics) {
            Some(parts) => Ok((text[parts.yaml.start..parts.yaml.end].into(), text[parts.text_start..].into())),
            None => Err(diagnostics.iter().map(|problem| problem.code).collect()),
        }
    }

    #[test]
    fn front_matter_lies_between_two_lines_of_three_hyphens() {
        let parts = |yaml: &str, text: &str| Ok((yaml.to_string(), text.to_string()));
        assert_eq!(codes_or_parts("---\na: b\n---\nText\n"), parts("a: b\n", "Text\n"));
        assert_eq!(codes_or_parts("\u{feff}---\r\na: b\r\n---\r\nText"), parts("a: b\r\n", "Text"));
        assert_eq!(codes_or_parts("---\n---"), parts("", ""));
        assert_eq!(codes_or_parts("---  \nx: ---\n--- \n"), parts("x: ---\n", ""));
    }

    #[test]
    fn a_file_without_it_is_a_problem() {
        for (text, code) in [
            ("", "missing-front-matter"),
            ("# Title\n", "missing-front-matter"),
            ("\n---\na: b\n---\n", "missing-front-matter"),
            ("---\na: b\n", "unclosed-front-matter"),
            ("---", "unclosed-front-matter"),
        ] {
            assert_eq!(codes_or_parts(text), Err(vec![code]), "{text:?}");
        }
    }
}
