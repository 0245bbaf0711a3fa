//! Writes the files of a source folder and the report on them.

use super::rights::year;
use super::{Draft, Found, Imported, language};
use crate::diagnostics::Diagnostics;
use crate::document::Date;
use crate::source::slug;

/// The folder that holds `draft`, which was read from the file called `name`.
pub(super) fn write(name: &str, draft: Draft, today: Date) -> Imported {
    let title = draft.title.as_ref().map_or_else(|| title_of(name), |found| found.text.clone());
    let text_file = format!("{}.md", slug(&title));
    let mut report = vec![format!("`{name}` was read.")];
    let statement = match &draft.metadata {
        Some(metadata) => {
            report.push("  metadata   its front matter, as it is".into());
            format!("{}\ntexts:\n  - {text_file}\n", metadata.trim_end())
        }
        None => statement(&draft, &title, &text_file, today, &mut report),
    };
    list(&mut report, "headings", &draft.headings);
    if draft.headings.is_empty() {
        report.push("  headings   none found: begin a line with `# ` to make one".into());
    }
    if !draft.headless.is_empty() {
        list(&mut report, "perhaps a heading was lost before", &draft.headless);
    }
    report.push(format!("Now look through `statement.yaml` and `{text_file}`, and put right what was guessed."));
    let unsaid = unsaid(&draft);
    Imported {
        files: vec![("statement.yaml".into(), statement.into_bytes()), (text_file, draft.text.into_bytes())],
        report: report.join("\n") + "\n",
        problems: Diagnostics::new(),
        unsaid,
    }
}

fn statement(draft: &Draft, title: &str, text_file: &str, today: Date, report: &mut Vec<String>) -> String {
    let from = |found: &Option<Found>, otherwise: &str| {
        found.as_ref().map_or_else(|| format!("({otherwise})"), |found| format!("(line {})", found.line))
    };
    report.push(format!("  title      {} {}", shortened(title), from(&draft.title, "guessed from the name of the file")));

    let language = language::guess(&format!("{title}\n{}", draft.text));
    let tag = language.unwrap_or("en");
    report.push(format!(
        "  language   {tag} ({})",
        if language.is_some() { "guessed from the words" } else { "not known: put in the right one" }
    ));

    let year = draft.rights.as_ref().and_then(|rights| year(&rights.text));
    let published = year.map_or_else(|| today.to_string(), |year| format!("{year}-01-01"));
    let reason = if year.is_some() {
        "the year is from the rights, month and day are not known"
    } else {
        "the day of this import: put in the right one"
    };
    report.push(format!("  published  {published} ({reason})"));
    report.push(match &draft.rights {
        Some(rights) => format!("  rights     {} (line {})", shortened(&rights.text), rights.line),
        None => "  rights     none found".into(),
    });

    let mut yaml = format!("title: {}\nlanguage: {tag}\n", scalar(title));
    if year.is_some() {
        yaml.push_str("# Month and day are not known: put in the right ones.\n");
    }
    yaml.push_str(&format!("published: {published}\nversion: \"1\"\n"));
    if let Some(rights) = &draft.rights {
        yaml.push_str(&format!("rights: {}\n", scalar(&rights.text)));
    }
    yaml + &format!("texts:\n  - {text_file}\n")
}

/// Front matter says all that there is to say.
fn unsaid(draft: &Draft) -> Vec<&'static str> {
    if draft.metadata.is_some() {
        return Vec::new();
    }
    let found = [("title", draft.title.is_some()), ("rights", draft.rights.is_some())];
    let missing = found.into_iter().filter(|(_, is_said)| !is_said).map(|(field, _)| field);
    let never = ["identifier", "subtitle", "authors", "publisher", "language", "published", "modified", "version"];
    let never = never.into_iter().chain(["licence", "description", "subjects", "canonical", "cover", "note"]);
    missing.chain(never).collect()
}

/// `our-core_values.txt` is `Our core values`.
pub(super) fn title_of(name: &str) -> String {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let words: Vec<_> =
        stem.split(|c: char| c.is_whitespace() || matches!(c, '-' | '_')).filter(|word| !word.is_empty()).collect();
    let title = words.join(" ");
    let mut characters = title.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => "Statement".into(),
    }
}

/// `text` as a YAML scalar: plain where that is safe, else in quotation marks
/// in the way of JSON, which YAML 1.2 takes.
pub(super) fn scalar(text: &str) -> String {
    let is_plain = text.starts_with(|c: char| c.is_alphabetic() || c == '©')
        && text.chars().all(|c| c.is_alphanumeric() || " ,.;()?!'’‘“”–—©&/~%+-".contains(c))
        && !text.ends_with(' ')
        && !["true", "false", "null"].contains(&text.to_lowercase().as_str());
    if is_plain { text.to_string() } else { serde_json::Value::from(text).to_string() }
}

fn list(report: &mut Vec<String>, name: &str, found: &[Found]) {
    if found.is_empty() {
        return;
    }
    report.push(format!("  {name}:"));
    report.extend(found.iter().map(|found| format!("    line {:<4} {}", found.line, shortened(&found.text))));
}

pub(super) fn shortened(text: &str) -> String {
    let mut characters = text.chars();
    let start: String = characters.by_ref().take(60).collect();
    match characters.next() {
        Some(_) => format!("{}…", start.rsplit_once(' ').map_or(start.as_str(), |(start, _)| start)),
        None => start,
    }
}
