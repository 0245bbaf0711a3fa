//! Plain text: a title, headings on lines of their own, paragraphs, lists, a
//! rights line.

use super::escape::escape;
use super::rights::is_rights;
use super::{Draft, Found};

/// What `text`, with `\n` line ends, seems to be made of. Every word of it is
/// in the draft: in the title, the rights or the text.
pub(super) fn read(text: &str) -> Draft {
    let mut lines = paragraphs(text);
    let mut draft = Draft { rights: take_rights(&mut lines), ..Draft::default() };
    if lines.first().is_some_and(|line| is_heading(&line.text) && lines.len() > 1) {
        let title = lines.remove(0);
        draft.title = Some(Found { text: title.text, line: title.number });
    }
    let kinds = classify(&lines);
    draft.headings = found(&lines, &kinds, Kind::Heading);
    draft.headless = headless(&lines, &kinds);
    draft.text = write(&lines, &kinds);
    draft
}

/// One line of the text, or lines that were one before they were wrapped.
#[derive(Clone, Debug)]
struct Line {
    text: String,
    number: usize,
    follows_blank: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Heading,
    Paragraph,
    Bullet,
    Numbered,
}

/// The lines that say something, joined where the text was wrapped.
fn paragraphs(text: &str) -> Vec<Line> {
    let is_wrapped = is_wrapped(text);
    let mut lines: Vec<Line> = Vec::new();
    let mut follows_blank = true;
    for (index, line) in text.lines().enumerate() {
        let words = line.split_whitespace().collect::<Vec<_>>().join(" ");
        if words.is_empty() {
            follows_blank = true;
            continue;
        }
        match lines.last_mut() {
            Some(last) if is_wrapped && !follows_blank && continues(last, &words) => {
                last.text.push(' ');
                last.text.push_str(&words);
            }
            _ => lines.push(Line { text: words, number: index + 1, follows_blank }),
        }
        follows_blank = false;
    }
    lines
}

/// Wrapped text has no line much longer than 80 characters, and lines that do
/// not end where a sentence does.
fn is_wrapped(text: &str) -> bool {
    let long: Vec<&str> = text.lines().map(str::trim).filter(|line| line.chars().count() > 45).collect();
    let broken = long.iter().filter(|line| line.ends_with(|c: char| c.is_alphanumeric() || c == ',')).count();
    long.iter().all(|line| line.chars().count() <= 100) && broken * 3 > long.len()
}

/// Does `next` go on with the sentence of `last` on a new line?
fn continues(last: &Line, next: &str) -> bool {
    let is_short = last.text.chars().count() < 45;
    let starts_anew = bullet(next).is_some() || numbered(next).is_some() || is_rights(next);
    !(starts_anew || is_short && is_heading(&last.text) && next.starts_with(|c: char| c.is_uppercase()))
}

/// The last line that states rights, out of `lines`.
fn take_rights(lines: &mut Vec<Line>) -> Option<Found> {
    let at = lines.iter().rposition(|line| is_rights(&line.text)).filter(|at| *at > 0)?;
    let line = lines.remove(at);
    Some(Found { text: line.text, line: line.number })
}

/// A heading is short, does not end like a sentence or a clause, and is
/// followed by something longer.
fn classify(lines: &[Line]) -> Vec<Kind> {
    let numbered_lines: Vec<_> = lines.iter().map(|line| numbered(&line.text).map(|(number, _)| number)).collect();
    (0..lines.len())
        .map(|at| {
            let text = &lines[at].text;
            let counts = |number: u64| {
                let before = at.checked_sub(1).and_then(|before| numbered_lines[before]);
                let after = numbered_lines.get(at + 1).copied().flatten();
                before.is_some_and(|before| before + 1 == number) || after == Some(number + 1)
            };
            let next = lines.get(at + 1);
            if bullet(text).is_some() {
                Kind::Bullet
            } else if numbered_lines[at].is_some_and(counts) {
                Kind::Numbered
            } else if is_heading(text) && next.is_some_and(|next| !is_heading(&next.text)) {
                Kind::Heading
            } else {
                Kind::Paragraph
            }
        })
        .collect()
}

fn is_heading(text: &str) -> bool {
    text.chars().count() <= 80
        && text.split_whitespace().count() <= 12
        && !text.ends_with(['.', ',', ';', ':', '…', '。', '،', '؛'])
        && !text.ends_with(".”")
        && text.chars().any(char::is_alphabetic)
        && !text.starts_with(char::is_lowercase)
        && bullet(text).is_none()
        && !is_rights(text)
}

/// What follows the mark of a list item.
fn bullet(text: &str) -> Option<&str> {
    let rest = text.strip_prefix(['•', '‣', '◦', '▪', '-', '*', '–', '·'])?;
    rest.strip_prefix(' ').map(str::trim).filter(|rest| !rest.is_empty())
}

/// The number of a list item and what follows it.
fn numbered(text: &str) -> Option<(u64, &str)> {
    let (number, rest) = text.split_once(['.', ')'])?;
    let number = number.parse().ok().filter(|_| number.len() <= 3)?;
    rest.strip_prefix(' ').map(|rest| (number, rest.trim())).filter(|(_, rest)| !rest.is_empty())
}

fn found(lines: &[Line], kinds: &[Kind], kind: Kind) -> Vec<Found> {
    let of_kind = lines.iter().zip(kinds).filter(|(_, each)| **each == kind);
    of_kind.map(|(line, _)| Found { text: line.text.clone(), line: line.number }).collect()
}

/// Paragraphs after an empty line that do not come right after a heading, in a
/// text where headings follow an empty line and paragraphs follow headings.
fn headless(lines: &[Line], kinds: &[Kind]) -> Vec<Found> {
    if !kinds.contains(&Kind::Heading) {
        return Vec::new();
    }
    let is_tight = |at: usize| kinds[at] == Kind::Heading && lines.get(at + 1).is_some_and(|next| !next.follows_blank);
    if !(0..lines.len()).filter(|at| kinds[*at] == Kind::Heading).all(is_tight) {
        return Vec::new();
    }
    (1..lines.len())
        .filter(|at| kinds[*at] == Kind::Paragraph && lines[*at].follows_blank && kinds[at - 1] != Kind::Heading)
        .map(|at| Found { text: lines[at].text.clone(), line: lines[at].number })
        .collect()
}

fn write(lines: &[Line], kinds: &[Kind]) -> String {
    let mut out = String::new();
    for (at, (line, kind)) in lines.iter().zip(kinds).enumerate() {
        let goes_on = at > 0 && kinds[at - 1] == *kind && matches!(kind, Kind::Bullet | Kind::Numbered);
        if at > 0 && !goes_on {
            out.push('\n');
        }
        match kind {
            Kind::Heading => out.push_str(&format!("# {}\n", escape_heading(&line.text))),
            Kind::Paragraph => out.push_str(&format!("{}\n", escape(&line.text))),
            Kind::Bullet => out.push_str(&format!("- {}\n", escape(bullet(&line.text).unwrap_or(&line.text)))),
            Kind::Numbered => {
                let (number, rest) = numbered(&line.text).unwrap_or((1, &line.text));
                out.push_str(&format!("{number}. {}\n", escape(rest)));
            }
        }
    }
    out
}

/// In a heading, `#` at the end would be taken for the end of its mark.
fn escape_heading(text: &str) -> String {
    let escaped = escape(text);
    match escaped.strip_suffix('#') {
        Some(rest) => format!("{rest}\\#"),
        None => escaped,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_stand_on_lines_of_their_own_before_something_longer() {
        let draft = read("Title\nWho are we?\nWe are here.\n\nWork & Rest\nWe rest.\n\nThe end\n");
        assert_eq!(draft.title, Some(Found { text: "Title".into(), line: 1 }));
        let headings: Vec<_> = draft.headings.iter().map(|found| found.text.as_str()).collect();
        assert_eq!(headings, ["Who are we?", "Work & Rest"]);
        assert_eq!(draft.text, "# Who are we?\n\nWe are here.\n\n# Work & Rest\n\nWe rest.\n\nThe end\n");
    }

    #[test]
    fn a_text_that_begins_with_a_sentence_has_no_title() {
        let draft = read("We are here.\n\nAnd there.\n");
        assert_eq!(draft.title, None);
        assert_eq!(draft.text, "We are here.\n\nAnd there.\n");
        assert_eq!(read("Only words\n").text, "Only words\n");
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let draft = read(
            "Title\n\nWork & Rest\nLoading stops at ten in the evening, because tired people lose\n\
             fingers and nobody gets them back however long he looks for\nthem.\n\nNext one.\n",
        );
        let expected = "# Work & Rest\n\nLoading stops at ten in the evening, because tired people lose \
                        fingers and nobody gets them back however long he looks for them.\n\nNext one.\n";
        assert_eq!(draft.text, expected);
    }

    #[test]
    fn lists_are_lists_and_a_lone_number_is_not() {
        let draft = read("Title\nWe bring:\n• rope\n- *oil*\n1. first\n2. second\nThen this.\n7. alone is a paragraph.\n");
        let expected = "We bring:\n\n- rope\n- \\*oil\\*\n\n1. first\n2. second\n\nThen this.\n\n7\\. alone is a paragraph.\n";
        assert_eq!(draft.text, expected);
    }

    #[test]
    fn the_rights_line_is_found_wherever_the_text_ends() {
        let draft = read("Title\nWords end here.\n© 2021 The Board\n");
        assert_eq!(draft.rights, Some(Found { text: "© 2021 The Board".into(), line: 3 }));
        assert_eq!(draft.text, "Words end here.\n");
    }
}
