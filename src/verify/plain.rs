//! A transcript as plain text: the edition for those who want nothing but the
//! words, and a view of how a screen reader meets a file.

use super::transcript::{Container, Line, Piece, PieceKind, Role, Transcript};

/// `transcript` as UTF-8 text, one line of text a line, blank lines between blocks.
///
/// ```text
/// # Trust
///
/// We say what we mean. [1]
///
/// - first
/// - second
/// ```
///
/// Headings have a `#` for each level, items their mark, quotations a `>`, cells
/// of a row stand between bars. `[1]` is the mark of a note, `[picture: …]` an
/// alternative text, `‹ar› …` words in another language than the edition's, and
/// `<https://…>` where a link leads out of the edition.
pub fn plain(transcript: &Transcript) -> String {
    let mut out = String::new();
    let mut previous: Option<&Line> = None;
    for line in transcript.lines.iter().filter(|line| !line.is_empty()) {
        match (previous, &line.role) {
            (None, _) => {}
            (Some(Line { role: Role::Cell { row, .. }, .. }), Role::Cell { row: here, column, .. })
                if row == here && *column > 0 =>
            {
                out.pop();
                out.push(' ');
            }
            (Some(before), _) if is_close(before, line) => {}
            (Some(_), _) => out.push('\n'),
        }
        write_line(line, &transcript.language, previous, &mut out);
        previous = Some(line);
    }
    out
}

/// Whether no blank line stands between two lines: items of a list, rows of a
/// table, lines of the contents, a term and what is said of it.
fn is_close(before: &Line, line: &Line) -> bool {
    let is_item = |line: &Line| matches!(line.within.last(), Some(Container::Item { .. }));
    let is_term = |line: &Line| line.role == Role::Term;
    match (&before.role, &line.role) {
        (Role::Cell { .. }, Role::Cell { row, .. }) => *row > 0,
        (Role::Entry, Role::Entry) | (Role::TitleMatter, Role::TitleMatter) | (Role::Title, Role::TitleMatter) => true,
        _ => is_item(before) && is_item(line) && before.within.len() == line.within.len() || is_term(before),
    }
}

fn write_line(line: &Line, language: &str, previous: Option<&Line>, out: &mut String) {
    let start = prefix(line, previous);
    let text = shown(line, language);
    match &line.role {
        Role::Code => text.lines().for_each(|code| out.push_str(&format!("{start}    {code}\n"))),
        Role::Cell { column: 0, .. } => out.push_str(&format!("{start}| {text} |\n")),
        Role::Cell { .. } => out.push_str(&format!("{text} |\n")),
        Role::Heading { level } => out.push_str(&format!("{start}{} {text}\n", "#".repeat(*level))),
        Role::Title => out.push_str(&format!("{start}{text}\n{}\n", "=".repeat(text.chars().count().min(72)))),
        Role::KeySentence => out.push_str(&format!("{start}**{text}**\n")),
        Role::CalloutTitle => out.push_str(&format!("{start}{text}:\n")),
        Role::Attribution => out.push_str(&format!("{start}— {text}\n")),
        Role::Picture => out.push_str(&format!("{start}[picture: {text}]\n")),
        Role::Divider => out.push_str(&format!("{start}* * *\n")),
        Role::Term => out.push_str(&format!("{start}{text}:\n")),
        Role::TitleMatter | Role::Paragraph | Role::Caption | Role::Entry | Role::Summary | Role::SkipLink => {
            out.push_str(&format!("{start}{text}\n"));
        }
    }
}

/// What stands before a line: indents, the mark of the item that it begins, the
/// angle of a quotation.
fn prefix(line: &Line, previous: Option<&Line>) -> String {
    let mut out = String::new();
    for (depth, container) in line.within.iter().enumerate() {
        let goes_on = previous.is_some_and(|before| before.within.get(..=depth) == line.within.get(..=depth));
        let mark = match container {
            Container::Item { number: Some(number), .. } => format!("{number}. "),
            Container::Item { number: None, .. } => "- ".to_string(),
            Container::Note { number } => format!("[{number}] "),
            Container::Quotation => "> ".to_string(),
            Container::Callout => "! ".to_string(),
            Container::Details => "    ".to_string(),
        };
        match container {
            Container::Quotation | Container::Callout | Container::Details => out.push_str(&mark),
            Container::Item { .. } | Container::Note { .. } if goes_on => {
                out.push_str(&" ".repeat(mark.chars().count()));
            }
            Container::Item { .. } | Container::Note { .. } => out.push_str(&mark),
        }
    }
    out
}

fn shown(line: &Line, language: &str) -> String {
    let mut out = String::new();
    for Piece { kind, text, language: own, link } in &line.pieces {
        let text = text.replace(super::LINE_END, " ").replace(super::PAGE_END, "");
        if own != language && !text.trim().is_empty() && !own.is_empty() {
            out.push_str(&format!("‹{own}› "));
        }
        match kind {
            PieceKind::Text => out.push_str(&text),
            PieceKind::Image => out.push_str(&format!("[picture: {text}]")),
            PieceKind::NoteMark => out.push_str(&format!(" [{text}]")),
            PieceKind::PageBreak => out.push_str(&format!("[page {text}] ")),
        }
        if let Some(link) = link.as_ref().filter(|link| !link.starts_with('#') && *kind == PieceKind::Text && **link != text) {
            out.push_str(&format!(" <{link}>"));
        }
    }
    match line.role {
        Role::Code => out,
        _ => out.split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Format;

    fn line(role: Role, within: &[Container], text: &str) -> Line {
        Line { within: within.to_vec(), pieces: vec![Piece::text(text, "en")], ..Line::new(role) }
    }

    #[test]
    fn blocks_look_as_they_are_read() {
        let item = |ordinal| Container::Item { ordinal, number: None };
        let cell = |row, column, text| line(Role::Cell { row, column, is_header: row == 0 }, &[], text);
        let foreign = Piece { language: "ar".to_string(), ..Piece::text("سلام", "") };
        let mut said = line(Role::Paragraph, &[], "We say ");
        said.push(foreign);
        let lines = vec![
            line(Role::Heading { level: 2 }, &[], "Trust"),
            said,
            line(Role::Paragraph, &[item(1)], "first"),
            line(Role::Paragraph, &[item(1), Container::Quotation], "and more"),
            line(Role::Paragraph, &[item(2)], "second"),
            cell(0, 0, "a"),
            cell(0, 1, "b"),
            cell(1, 0, "c"),
            cell(1, 1, "d"),
        ];
        let [language, title_language] = ["en", "en"].map(str::to_string);
        let transcript = Transcript { format: Format::Html, title: String::new(), title_language, language, lines };
        let expected = "## Trust\n\nWe say ‹ar› سلام\n\n- first\n\n  > and more\n\n- second\n\n| a | b |\n| c | d |\n";
        assert_eq!(plain(&transcript), expected);
    }
}
