//! `chapbook languages`

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, Subcommand, ValueEnum};

use super::{SOURCE, show, source};
use crate::diagnostics;
use crate::document::Language;
use crate::editions::languages::{self, LanguageFile, Languages, Updated};
use crate::translation::{Changes, Status};

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  chapbook languages add ar")]
pub struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Make a catalog for one or more languages
    #[command(after_help = "Examples:\n  chapbook languages add ar\n  chapbook languages add zh-Hans pt-BR --source source")]
    Add {
        /// Language tags (BCP 47), such as `ar`, `zh-Hans` or `pt-BR`
        #[arg(required = true, value_name = "TAG", value_parser = language)]
        tags: Vec<Language>,
        /// The folder with `statement.yaml`
        #[arg(short, long, value_name = "FOLDER", default_value = SOURCE, value_parser = source())]
        source: PathBuf,
    },
    /// Bring all catalogs up to date after the source has changed
    #[command(after_help = "Example:\n  chapbook languages update")]
    Update {
        /// The folder with `statement.yaml`
        #[arg(default_value = SOURCE, value_parser = source())]
        source: PathBuf,
    },
    /// Show how far each translation is
    #[command(after_help = "Example:\n  chapbook languages status --format json")]
    Status {
        /// The folder with `statement.yaml`
        #[arg(default_value = SOURCE, value_parser = source())]
        source: PathBuf,
        /// For people or for programs
        #[arg(long, value_enum, default_value_t = Form::Text)]
        format: Form,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    Text,
    Json,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode> {
    match &arguments.action {
        Action::Add { tags, source } => add(&languages::add(source, tags)?),
        Action::Update { source } => update(&languages::update(source)?),
        Action::Status { source, format } => status(&languages::statuses(source)?, *format),
    }
}

/// A tag of which every part exists.
fn language(tag: &str) -> Result<Language, String> {
    let language = Language::parse(tag).map_err(|_| {
        let hint = if tag.contains('_') { format!("; write `{}`", tag.replace('_', "-")) } else { String::new() };
        format!("this is not the code of a language{hint}")
    })?;
    if language.is_registered() {
        Ok(language)
    } else {
        Err("there is no such language; look up its code at https://r12a.github.io/app-subtags/".into())
    }
}

fn add(added: &Languages<Status>) -> Result<ExitCode> {
    show::problems(&added.diagnostics, &added.sources)?;
    let mut out = std::io::stdout();
    for LanguageFile { language, path, is } in &added.of {
        let (all, filled) = (count(is.messages(), "message"), is.translated);
        let words = count(is.words_to_do, "word");
        writeln!(out, "{language}: made {path} with {all}, of which {filled} filled in; {words} to do")?;
    }
    if !added.of.is_empty() {
        let names = if added.of.len() == 1 { "it" } else { "them" };
        writeln!(
            out,
            "A translator opens {names} in Poedit or another editor for catalogs; `chapbook languages status` counts what is left."
        )?;
    }
    Ok(code(added))
}

fn update(updated: &Languages<Updated>) -> Result<ExitCode> {
    show::problems(&updated.diagnostics, &updated.sources)?;
    let mut out = std::io::stdout();
    for LanguageFile { language, path: _, is } in &updated.of {
        writeln!(out, "{language}: {}; {}", what_was_done(is), what_is_to_do(is.status))?;
    }
    if updated.of.is_empty() && !updated.diagnostics.has_errors() {
        writeln!(out, "{NO_LANGUAGES}")?;
    }
    Ok(code(updated))
}

const NO_LANGUAGES: &str = "There is no catalog yet; `chapbook languages add ar`, for example, makes one.";

/// `2 new, 1 changed`
fn what_was_done(updated: &Updated) -> String {
    let Changes { new, changed, moved, gone } = updated.changes;
    let parts = [(new, "new"), (changed, "changed"), (moved, "moved"), (gone, "gone")];
    let said: Vec<String> =
        parts.iter().filter(|(count, _)| *count > 0).map(|(count, name)| format!("{count} {name}")).collect();
    match (said.is_empty(), updated.is_rewritten) {
        (false, _) => said.join(", "),
        (true, true) => "written anew".into(),
        (true, false) => "unchanged".into(),
    }
}

fn what_is_to_do(status: Status) -> String {
    if status.is_complete() {
        return "complete".into();
    }
    let words = count(status.words_to_do, "word");
    format!("{} stale and {} missing, {words} to do", status.stale, status.missing)
}

pub(super) fn count(count: usize, name: &str) -> String {
    if count == 1 { format!("1 {name}") } else { format!("{count} {name}s") }
}

fn status(statuses: &Languages<Status>, format: Form) -> Result<ExitCode> {
    match format {
        Form::Text => {
            show::problems(&statuses.diagnostics, &statuses.sources)?;
            let text = match statuses.of.is_empty() {
                false => table(&statuses.of),
                true if statuses.diagnostics.has_errors() => String::new(),
                true => format!("{NO_LANGUAGES}\n"),
            };
            write!(anstream::stdout(), "{text}")?;
        }
        Form::Json => writeln!(std::io::stdout(), "{}", json(statuses))?,
    }
    Ok(code(statuses))
}

fn json(statuses: &Languages<Status>) -> String {
    let entry = |file: &LanguageFile<Status>| {
        let LanguageFile { language, path, is: Status { translated, stale, missing, words_to_do } } = file;
        serde_json::json!({
            "language": language.tag(),
            "file": path,
            "translated": translated,
            "stale": stale,
            "missing": missing,
            "words_to_do": words_to_do,
        })
    };
    let mut json = diagnostics::json(&statuses.diagnostics, &statuses.sources);
    json["languages"] = statuses.of.iter().map(entry).collect();
    serde_json::to_string_pretty(&json).expect("a report has only strings for keys")
}

fn code<T>(languages: &Languages<T>) -> ExitCode {
    if languages.diagnostics.has_errors() { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// A line for each language, with a bar at its end.
fn table(files: &[LanguageFile<Status>]) -> String {
    let head = ["language", "translated", "stale", "missing", "words to do"].map(String::from);
    let row = |file: &LanguageFile<Status>| {
        let Status { translated, stale, missing, words_to_do } = file.is;
        let numbers = [translated, stale, missing, words_to_do].map(|number| number.to_string());
        let [translated, stale, missing, words] = numbers;
        [file.language.to_string(), translated, stale, missing, words]
    };
    let columns = show::columns(&head, files.iter().map(row).collect());
    let bars = std::iter::once(String::new()).chain(files.iter().map(|file| format!("  {}", bar(file.is))));
    columns.lines().zip(bars).map(|(line, bar)| format!("{line}{bar}\n")).collect()
}

/// How long the bar of a complete translation is.
const BAR: usize = 20;

/// `[###########~~......]`: translated, stale, missing. What is not nothing is at
/// least one sign, so that a full bar says that nothing is to do.
fn bar(status: Status) -> String {
    let Status { translated, stale, missing, words_to_do: _ } = status;
    let all = status.messages().max(1);
    let signs = |count: usize| if count == 0 { 0 } else { (count * BAR / all).max(1) };
    let (stale, missing) = (signs(stale), signs(missing));
    let done = BAR.saturating_sub(stale + missing);
    let done = if translated == 0 { 0 } else { done };
    let missing = BAR - done - stale;
    let coloured = |colour: &str, sign: &str, count: usize| match count {
        0 => String::new(),
        count => format!("\u{1b}[{colour}m{}\u{1b}[0m", sign.repeat(count)),
    };
    format!("[{}{}{}]", coloured("32", "#", done), coloured("33", "~", stale), coloured("31", ".", missing))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(translated: usize, stale: usize, missing: usize, expected: &str) {
        let bar = bar(Status { translated, stale, missing, words_to_do: 0 });
        let plain = anstream::adapter::strip_str(&bar).to_string();
        assert_eq!(plain, expected, "{translated} {stale} {missing}");
    }

    #[test]
    fn a_bar_is_full_only_if_nothing_is_to_do() {
        check(500, 0, 0, "[####################]");
        check(499, 1, 0, "[###################~]");
        check(499, 0, 1, "[###################.]");
        check(5, 2, 3, "[##########~~~~......]");
        check(0, 0, 3, "[....................]");
        check(0, 7, 0, "[~~~~~~~~~~~~~~~~~~~~]");
        check(1, 500, 500, "[##~~~~~~~~~.........]");
        check(0, 0, 0, "[....................]");
    }
}
