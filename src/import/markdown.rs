//! Markdown: it stays as it is, but for the title and the rights line, which
//! are metadata.

use super::rights::is_rights;
use super::{Draft, Found};

/// `text`, with `\n` line ends, parted into title, rights, front matter and
/// what remains. If the one heading of level 1 was the title, the others move
/// up by one level.
pub(super) fn read(text: &str) -> Draft {
    let (metadata, text, first) = front_matter(text);
    let mut lines: Vec<(usize, &str)> = text.lines().enumerate().map(|(at, line)| (first + at, line)).collect();
    let mut draft = Draft { metadata: metadata.map(str::to_string), ..Draft::default() };
    if draft.metadata.is_none() {
        draft.rights = take_rights(&mut lines);
        draft.title = take_title(&mut lines);
    }
    let is_code = code_lines(&lines);
    let levels: Vec<usize> =
        lines.iter().zip(&is_code).map(|((_, line), code)| if *code { 0 } else { heading_level(line) }).collect();
    let moves_up = draft.title.is_some() && levels.iter().all(|level| *level != 1);
    let mut out = String::new();
    for ((number, line), level) in lines.iter().zip(&levels) {
        if *level > 0 {
            let text = line.trim_start().trim_start_matches('#').trim().trim_end_matches('#').trim_end();
            draft.headings.push(Found { text: text.to_string(), line: *number });
        }
        out.push_str(if moves_up && *level > 1 { &line.trim_start()[1..] } else { line });
        out.push('\n');
    }
    draft.text = out.trim_matches('\n').to_string();
    if !draft.text.is_empty() {
        draft.text.push('\n');
    }
    draft
}

/// The YAML between two lines `---` at the start, what follows, and the number
/// of its first line.
fn front_matter(text: &str) -> (Option<&str>, &str, usize) {
    let is_fence = |line: &str| line.trim_end() == "---";
    let mut at = 0;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let end = at + line.len();
        match index {
            0 if !is_fence(line) => break,
            0 => {}
            _ if is_fence(line) => {
                let start = text.find('\n').map_or(at, |end| end + 1);
                return (Some(&text[start..at]), &text[end..], index + 2);
            }
            _ => {}
        }
        at = end;
    }
    (None, text, 1)
}

/// The last line that says something, if it states rights.
fn take_rights(lines: &mut Vec<(usize, &str)>) -> Option<Found> {
    let at = lines.iter().rposition(|(_, line)| !line.trim().is_empty())?;
    let (number, line) = lines[at];
    let words = line.trim().trim_matches(['*', '_']).trim();
    if !is_rights(words) || at == 0 {
        return None;
    }
    lines.truncate(at);
    Some(Found { text: unescape(words), line: number })
}

/// The one heading of level 1, if it is the first thing said.
fn take_title(lines: &mut Vec<(usize, &str)>) -> Option<Found> {
    let is_code = code_lines(lines);
    let top = lines.iter().zip(&is_code).filter(|((_, line), code)| !**code && heading_level(line) == 1).count();
    let at = lines.iter().position(|(_, line)| !line.trim().is_empty())?;
    let (number, line) = lines[at];
    if heading_level(line) == 1 && top == 1 {
        lines.drain(..=at);
        let text = line.trim().trim_start_matches('#').trim().trim_end_matches('#').trim_end();
        return Some(Found { text: unescape(text), line: number });
    }
    let is_underlined = lines.get(at + 1).is_some_and(|(_, under)| {
        let under = under.trim_end();
        under.len() >= 3 && under.bytes().all(|byte| byte == b'=')
    });
    if !is_underlined || top > 0 {
        return None;
    }
    lines.drain(..=at + 1);
    Some(Found { text: unescape(line.trim()), line: number })
}

/// The level of an ATX heading (CommonMark 0.31.2 §4.2), else 0.
fn heading_level(line: &str) -> usize {
    let indent = line.len() - line.trim_start_matches(' ').len();
    let marks = line.trim_start_matches(' ');
    let level = marks.len() - marks.trim_start_matches('#').len();
    let is_parted = marks[level..].is_empty() || marks[level..].starts_with([' ', '\t']);
    if indent < 4 && (1..=6).contains(&level) && is_parted { level } else { 0 }
}

/// Which lines are inside fenced code (CommonMark 0.31.2 §4.5).
fn code_lines(lines: &[(usize, &str)]) -> Vec<bool> {
    let mut fence: Option<(char, usize)> = None;
    lines
        .iter()
        .map(|(_, line)| {
            let line = line.trim_start();
            let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'));
            let length = mark.map_or(0, |mark| line.chars().take_while(|c| *c == mark).count());
            match (fence, mark) {
                (None, Some(mark)) if length >= 3 => {
                    fence = Some((mark, length));
                    true
                }
                (Some((open, least)), Some(mark)) if mark == open && length >= least && line[length..].trim().is_empty() => {
                    fence = None;
                    true
                }
                (fence, _) => fence.is_some(),
            }
        })
        .collect()
}

/// `text` without the marks of emphasis and without backslashes before punctuation.
fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\\' => out.extend(characters.next_if(char::is_ascii_punctuation).or(Some('\\'))),
            '*' | '`' => {}
            _ => out.push(character),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_only_first_heading_is_the_title_and_the_others_move_up() {
        let draft = read("# The *Charter* #\n\nWords.\n\n## Work & Rest\n\n```\n## code\n```\n\n### Deep\n\n*© 2020 A*\n");
        assert_eq!(draft.title.unwrap().text, "The Charter");
        assert_eq!(draft.rights.unwrap().text, "© 2020 A");
        assert_eq!(draft.text, "Words.\n\n# Work & Rest\n\n```\n## code\n```\n\n## Deep\n");
        let headings: Vec<_> = draft.headings.iter().map(|found| (found.text.as_str(), found.line)).collect();
        assert_eq!(headings, [("Work & Rest", 5), ("Deep", 11)]);
    }

    #[test]
    fn with_two_first_headings_neither_is_the_title() {
        let draft = read("# One\n\n# Two\n");
        assert_eq!((draft.title, draft.text.as_str()), (None, "# One\n\n# Two\n"));
    }

    #[test]
    fn an_underlined_title_is_one_too() {
        let draft = read("Charter\n=======\n\nWords.\n");
        assert_eq!((draft.title.unwrap().text.as_str(), draft.text.as_str()), ("Charter", "Words.\n"));
    }

    #[test]
    fn front_matter_becomes_the_metadata() {
        let draft = read("---\ntitle: A\n---\n# One\n");
        assert_eq!((draft.metadata.as_deref(), draft.text.as_str()), (Some("title: A\n"), "# One\n"));
        assert_eq!(draft.headings, [Found { text: "One".into(), line: 4 }]);
        assert_eq!(read("---\nnever closed\n").metadata, None);
    }
}
