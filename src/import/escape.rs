//! Plain text as Markdown that says the same.

/// The line `text` with backslashes before what Markdown would take for marks
/// (CommonMark 0.31.2 §2.4), so that every character is shown.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let start = block_start(text);
    for (at, character) in text.char_indices() {
        let is_mark = match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '~' | '|' | '{' | '^' => true,
            '&' => is_entity(&text[at..]),
            _ => false,
        };
        if is_mark || start == Some(at) {
            out.push('\\');
        }
        out.push(character);
    }
    out
}

/// Where a character stands that would make a heading, a list, a quotation, a
/// description or a divider of the line.
fn block_start(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    if matches!(first, '#' | '>' | '+' | '-' | '=' | ':') {
        return Some(0);
    }
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let is_number = (1..=9).contains(&digits) && text[digits..].starts_with(['.', ')']);
    (is_number && text[digits + 1..].chars().next().is_none_or(char::is_whitespace)).then_some(digits)
}

/// `&copy;`, `&#169;`
fn is_entity(text: &str) -> bool {
    text[1..].split_once(';').is_some_and(|(name, _)| {
        !name.is_empty() && name.len() < 40 && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_escaped_where_they_would_be_taken_for_marks() {
        let cases = [
            ("plain words, “quoted” (and more).", "plain words, “quoted” (and more)."),
            ("*a* _b_ `c` ~d~ [e](f) <g> ![h] \\i", "\\*a\\* \\_b\\_ \\`c\\` \\~d\\~ \\[e\\](f) \\<g> !\\[h\\] \\\\i"),
            ("# a # b", "\\# a # b"),
            ("1. a", "1\\. a"),
            ("2024) a", "2024\\) a"),
            ("1.5 a", "1.5 a"),
            ("3.", "3\\."),
            ("- a - b", "\\- a - b"),
            ("+1 a", "\\+1 a"),
            ("> a > b", "\\> a > b"),
            ("---", "\\---"),
            (": a", "\\: a"),
            ("R&D &copy; & more;", "R&D \\&copy; & more;"),
            ("Title {#pin}", "Title \\{#pin}"),
            ("a | b", "a \\| b"),
        ];
        for (text, expected) in cases {
            assert_eq!(escape(text), expected, "{text}");
        }
    }
}
