//! Writes the files of a source folder and the report on them.

use super::folder::{self, Published};
use super::front_matter::Own;
use super::manuscript::{About, Loss};
use super::rights::year;
use super::{Draft, Found, Imported, language};
use crate::diagnostics::Diagnostics;
use crate::document::Date;
use crate::source::slug;

/// The folder that holds `draft`, which was read from the file called `name`.
pub(super) fn write(name: &str, mut draft: Draft, today: Date) -> Imported {
    let known = Known::of(name, &draft, today);
    drop_early_change(&mut draft, known.published.day);
    let text_file = format!("{}.md", slug(&known.title));
    let mut report = vec![format!("`{name}` was read.")];
    let (statement, unsaid) = match draft.own.take() {
        Some(own) => (known.completing(&own, &text_file, &mut report), own.missing),
        None => {
            report.extend([&known.title_line, &known.language_line, &known.published_line].map(String::clone));
            report.push(match &draft.rights {
                Some(rights) => format!("  rights     {} (line {})", shortened(&rights.text), rights.line),
                None => "  rights     none found".into(),
            });
            let about = about(&mut draft);
            let statement = folder::statement(&about, &known.title, &known.tag, &known.published, &text_file);
            (statement, about.unsaid())
        }
    };
    report.extend(found_in_text(&draft));
    report.push(format!("Now look through `statement.yaml` and `{text_file}`, and put right what was guessed."));
    let mut problems = Diagnostics::new();
    folder::list(&draft.losses, &mut problems);
    let mut files = vec![("statement.yaml".into(), statement.into_bytes()), (text_file, draft.text.into_bytes())];
    files.extend(draft.images);
    Imported { files, report: report.join("\n") + "\n", problems, unsaid }
}

/// What no statement can be without, and the lines of the report that say where it is from.
struct Known {
    title: String,
    title_line: String,
    tag: String,
    language_line: String,
    published: Published,
    published_line: String,
}

impl Known {
    fn of(name: &str, draft: &Draft, today: Date) -> Self {
        let title = draft.title.as_ref().map_or_else(|| title_of(name), |found| found.text.clone());
        let origin = reason(&draft.title, "guessed from the name of the file");
        let title_line = format!("  title      {} ({origin})", shortened(&title));

        let guessed = || language::guess(&format!("{title}\n{}", draft.text));
        let (tag, otherwise) = match &draft.language {
            Some(found) => (found.text.clone(), ""),
            None => {
                guessed().map_or(("en".into(), "not known: put in the right one"), |tag| (tag.into(), "guessed from the words"))
            }
        };
        let language_line = format!("  language   {tag} ({})", reason(&draft.language, otherwise));

        let said = draft.published.as_ref().and_then(|found| Date::parse(&found.text).ok());
        let year = draft.rights.as_ref().filter(|_| !draft.is_dated).and_then(|rights| year(&rights.text));
        let first = year.and_then(|year| Date::parse(&format!("{year}-01-01")).ok()).filter(|_| said.is_none());
        let published = Published { day: said.or(first).unwrap_or(today), remark: first.map(|_| YEAR_ALONE) };
        let otherwise = match first {
            Some(_) => "the year is from the rights, month and day are not known",
            None => "the day of this import: put in the right one",
        };
        let published_line = format!("  published  {} ({})", published.day, reason(&draft.published, otherwise));
        Self { title, title_line, tag, language_line, published, published_line }
    }

    /// The front matter `own` as it is, and below it the lines that it lacks.
    fn completing(&self, own: &Own, text_file: &str, report: &mut Vec<String>) -> String {
        report.push("  metadata   its front matter, as it is".into());
        let mut yaml = format!("{}\n", own.yaml.trim_end());
        for key in &own.missing {
            let (line, said) = match *key {
                "title" => (format!("title: {}\n", scalar(&self.title)), &self.title_line),
                "language" => (format!("language: {}\n", self.tag), &self.language_line),
                _ => (format!("published: {}\n", self.published.day), &self.published_line),
            };
            yaml.push_str(&line);
            report.push(said.clone());
        }
        yaml + &format!("texts:\n  - {text_file}\n")
    }
}

const YEAR_ALONE: &str = "Month and day are not known: put in the right ones.";

/// Where something was found, or what stands in for it.
fn reason(found: &Option<Found>, otherwise: &str) -> String {
    found.as_ref().map_or_else(|| otherwise.to_string(), |found| format!("line {}", found.line))
}

/// A text cannot have been changed before it was published.
fn drop_early_change(draft: &mut Draft, published: Date) {
    let is_early = |found: &&mut Found| Date::parse(&found.text).is_ok_and(|day| day < published);
    if let Some(found) = draft.modified.as_mut().filter(is_early) {
        let what = "the text was changed before the day of its publication";
        let help = "put the day of publication right in `statement.yaml`, and write below it: `modified: 2024-03-09`";
        draft.losses.push(Loss { what: what.into(), place: format!("line {}: “{}”", found.line, found.text), help });
        draft.modified = None;
    }
}

/// All that `draft` says of the text.
fn about(draft: &mut Draft) -> About {
    let text = |found: &Option<Found>| found.as_ref().map(|found| found.text.clone());
    About {
        title: text(&draft.title),
        rights: text(&draft.rights),
        language: text(&draft.language),
        published: text(&draft.published),
        modified: text(&draft.modified),
        ..std::mem::take(&mut draft.about)
    }
}

fn found_in_text(draft: &Draft) -> Vec<String> {
    let mut report = Vec::new();
    list(&mut report, "headings", &draft.headings);
    if draft.headings.is_empty() {
        report.push("  headings   none found: begin a line with `# ` to make one".into());
    }
    if !draft.headless.is_empty() {
        list(&mut report, "perhaps a heading was lost before", &draft.headless);
    }
    if !draft.images.is_empty() {
        report.push(format!("  images     {}", draft.images.len()));
    }
    if draft.has_front_matter || !draft.losses.is_empty() {
        report.push(folder::lost(&draft.losses));
    }
    report
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
