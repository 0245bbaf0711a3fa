//! `chapbook changes`

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};

use super::import::today;
use super::{SOURCE, changes_report, language, show};
use crate::diagnostics;
use crate::document::{Format, Language};
use crate::editions::changes::{self, ChangesRequest, Compared, RedlineRequest};
use crate::editions::{Cache, Existing};

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  chapbook changes HEAD\n  chapbook changes v1.0 v1.1 --format html\n  chapbook changes ../last-year source -o changes.pdf\n  chapbook changes old.epub new.epub --format html\n  chapbook changes output --format html\n  chapbook changes HEAD --language fr"
)]
pub struct Arguments {
    /// The old version: a folder with `statement.yaml`, a Markdown file with front matter, a
    /// revision of git (`HEAD`, `v1.0`, `main~3`), a folder of editions such as `output`, or a
    /// single HTML or EPUB edition, web page, book or Word file
    old: String,
    /// The new version, likewise [default: the source as it is now]
    new: Option<String>,
    /// Where the statement lies of which revisions are read [default: the source that is named as
    /// a version, or else `source`]
    #[arg(long, value_name = "FOLDER")]
    source: Option<PathBuf>,
    /// Compare the translations into this language, not the originals; of a folder of editions, the
    /// edition in it
    #[arg(long, value_parser = language, value_name = "TAG")]
    language: Option<Language>,
    /// As a list to be read or for programs, or as a redline edition [default: as the name that
    /// `--output` gives ends, or else `text`]
    #[arg(long, value_enum)]
    format: Option<Form>,
    /// Where the redline, or the list, goes; a redline is `<slug>-changes.<language>.html` or `.pdf`
    /// in the current folder without it
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace that file
    #[arg(long)]
    force: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    Text,
    Json,
    Html,
    Pdf,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode> {
    let request = ChangesRequest {
        old: arguments.old.clone(),
        new: arguments.new.clone(),
        source: source(arguments),
        language: arguments.language.clone(),
        today: today()?,
        cache: Cache::of_the_platform(),
    };
    let form = form(arguments);
    match form {
        Form::Pdf => changes::get_ready(Format::Pdf),
        Form::Text | Form::Json | Form::Html => {}
    }
    let mut compared = changes::compare(&request)?;
    match form {
        Form::Text => {
            show::problems(&compared.diagnostics, &compared.sources)?;
            let text = compared.found.as_ref().map(changes_report::text).unwrap_or_default();
            write(arguments, &text)?;
        }
        Form::Json => write(arguments, &json(&compared))?,
        Form::Html => redline(arguments, &mut compared, Format::Html)?,
        Form::Pdf => redline(arguments, &mut compared, Format::Pdf)?,
    }
    let is_done = compared.found.is_some() && !compared.diagnostics.has_errors();
    Ok(if is_done { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What is asked for by name, or by how the name of the file ends.
fn form(arguments: &Arguments) -> Form {
    let by_ending = || {
        let ending = arguments.output.as_ref()?.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "html" | "htm" => Some(Form::Html),
            "pdf" => Some(Form::Pdf),
            "json" => Some(Form::Json),
            _ => None,
        }
    };
    arguments.format.or_else(by_ending).unwrap_or(Form::Text)
}

/// What is compared with where there is no NEW, and of which revisions are:
/// `chapbook changes HEAD charter` is about `charter`.
fn source(arguments: &Arguments) -> PathBuf {
    let is_source = |path: &PathBuf| path.join("statement.yaml").is_file() || (path.is_file() && has_markdown_name(path));
    let of_two = arguments.new.iter().flat_map(|new| [new, &arguments.old]).map(PathBuf::from).find(is_source);
    let usual = PathBuf::from(SOURCE);
    let here = PathBuf::from(".");
    let of_place = if !usual.exists() && is_source(&here) { here } else { usual };
    arguments.source.clone().or(of_two).unwrap_or(of_place)
}

fn has_markdown_name(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("md"))
}

/// In colour on a terminal unless `NO_COLOR` is set; never in a file.
fn write(arguments: &Arguments, text: &str) -> Result<()> {
    match &arguments.output {
        None => write!(anstream::stdout(), "{text}")?,
        Some(path) if path.exists() && !arguments.force => {
            bail!("`{}` is already there; pass `--force` to replace it", path.display())
        }
        Some(path) => std::fs::write(path, anstream::adapter::strip_str(text).to_string())?,
    }
    Ok(())
}

fn redline(arguments: &Arguments, compared: &mut Compared, format: Format) -> Result<()> {
    let existing = if arguments.force { Existing::Overwrite } else { Existing::Keep };
    let request = RedlineRequest { format, file: arguments.output.clone(), existing, cache: Cache::of_the_platform() };
    let progress = show::Bars::new(false);
    let result = changes::redline(compared, &request, &progress);
    progress.clear();
    let path = result?;
    show::problems(&compared.diagnostics, &compared.sources)?;
    if let (Some(found), Some(path)) = (&compared.found, path) {
        writeln!(std::io::stdout(), "{}\n{}", changes_report::in_short(found), path.display())?;
    }
    Ok(())
}

fn json(compared: &Compared) -> String {
    let mut json = diagnostics::json(&compared.diagnostics, &compared.sources);
    if let Some(found) = &compared.found {
        changes_report::json(found, &mut json);
    }
    let mut text = serde_json::to_string_pretty(&json).expect("a report has only strings for keys");
    text.push('\n');
    text
}
