//! `chapbook build`

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, ValueEnum};

use super::{Denied, ReportFormat, SOURCE, language, show, source};
use crate::diagnostics::Severity;
use crate::document::Language;
use crate::editions::{self, Cache, Comparison, Edition, Existing, Format, Outcome, Request, TypstFiles, Warnings};

/// Example: `chapbook build source -o output`
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  chapbook build\n  chapbook build source -o output\n  chapbook build statement.md")]
pub struct Arguments {
    /// A folder with `statement.yaml`, or one Markdown file
    #[arg(default_value = SOURCE, value_parser = source())]
    source: PathBuf,
    /// Where the editions go [default: `output`; for a single file, beside it]
    #[arg(short, long, value_name = "FOLDER")]
    output: Option<PathBuf>,
    /// How problems are reported
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    format: ReportFormat,
    /// Make these formats only, separated by commas
    #[arg(long, value_enum, value_delimiter = ',', value_name = "FORMATS")]
    only: Vec<EditionFormat>,
    /// Make this language only, and others for which it is given again; the rest stays as it is
    #[arg(long, value_parser = language, value_name = "TAG")]
    language: Vec<Language>,
    /// Stop at warnings too
    #[arg(long, value_enum, value_name = "WHAT")]
    deny: Option<Denied>,
    /// Keep the Typst files from which the PDF is set
    #[arg(long)]
    keep_typst: bool,
    /// Replace files in the output folder that chapbook did not make
    #[arg(long)]
    force: bool,
    /// Do not read the finished editions back: for measurements and previews, not for what is handed out
    #[arg(long)]
    no_compare: bool,
    /// Show problems only
    #[arg(short, long)]
    quiet: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum EditionFormat {
    Pdf,
    Epub,
    Html,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode> {
    let request = Request {
        source: arguments.source.clone(),
        output: arguments.output.clone(),
        formats: formats(&arguments.only),
        languages: arguments.language.clone(),
        existing: if arguments.force { Existing::Overwrite } else { Existing::Keep },
        typst: if arguments.keep_typst { TypstFiles::Keep } else { TypstFiles::Drop },
        warnings: if arguments.deny == Some(Denied::Warnings) { Warnings::Deny } else { Warnings::Allow },
        comparison: if arguments.no_compare { Comparison::Skip } else { Comparison::Run },
        cache: Cache::of_the_platform(),
    };
    let is_quiet = arguments.quiet || arguments.format != ReportFormat::Text;
    let progress = show::Bars::new(is_quiet);
    let result = editions::build(&request, &progress);
    progress.clear();
    let outcome = result?;
    let failing = match request.warnings {
        Warnings::Allow => Severity::Error,
        Warnings::Deny => Severity::Warning,
    };
    let Outcome { sources, diagnostics, editions, files: _, failed } = &outcome;
    let entries = show::made_entries(editions);
    show::Report { diagnostics, sources, editions: entries, failed, links: &[], failing }.show(arguments.format)?;
    if !is_quiet && !editions.is_empty() {
        write!(anstream::stdout(), "{}", show::table(editions))?;
        write!(anstream::stdout(), "{}", what_to_open(editions))?;
    }
    if arguments.format == ReportFormat::Text {
        write!(anstream::stderr(), "{}", show::failed(failed))?;
    }
    Ok(exit_code(&outcome))
}

/// Where to begin, for whoever sits before the screen.
fn what_to_open(editions: &[Edition]) -> String {
    let folder = editions.first().and_then(|edition| edition.path.parent());
    match folder.map(|folder| folder.join("index.html")) {
        Some(index) if std::io::stdout().is_terminal() && index.is_file() => {
            format!("Open `{}` in the browser: it leads to all of them.\n", index.display())
        }
        Some(_) | None => String::new(),
    }
}

fn formats(only: &[EditionFormat]) -> Vec<Format> {
    let is_wanted = |format: &Format| {
        let wanted = match format {
            Format::Pdf => EditionFormat::Pdf,
            Format::Epub => EditionFormat::Epub,
            Format::Html => EditionFormat::Html,
        };
        only.is_empty() || only.contains(&wanted)
    };
    Format::ALL.into_iter().filter(is_wanted).collect()
}

/// Whether something could not be made: there were errors, or warnings that are denied.
fn exit_code(outcome: &Outcome) -> ExitCode {
    let Outcome { sources: _, diagnostics, editions, files: _, failed } = outcome;
    let is_whole = !editions.is_empty() && failed.is_empty() && !diagnostics.has_errors();
    if is_whole { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
