//! `chapbook check`

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use super::{Denied, ReportFormat, show};
use crate::editions::{self, CheckRequest, Checked};

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  chapbook check\n  chapbook check source -o output\n  chapbook check --edition statement.en.pdf"
)]
pub struct Arguments {
    /// A folder with `statement.yaml`, or one Markdown file with front matter
    #[arg(default_value = "source")]
    source: PathBuf,
    /// Where the editions are [default: `output`; for a single file, beside it]
    #[arg(short, long, value_name = "FOLDER")]
    output: Option<PathBuf>,
    /// Check this file only
    #[arg(long, value_name = "FILE", conflicts_with = "output")]
    edition: Option<PathBuf>,
    /// How problems are reported
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    format: ReportFormat,
    /// Fail at warnings too
    #[arg(long, value_enum, value_name = "WHAT")]
    deny: Option<Denied>,
    /// Show problems only
    #[arg(short, long)]
    quiet: bool,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode> {
    let request =
        CheckRequest { source: arguments.source.clone(), output: arguments.output.clone(), edition: arguments.edition.clone() };
    let checked = editions::check(&request)?;
    let Checked { sources, diagnostics, editions } = &checked;
    match arguments.format {
        ReportFormat::Text => {
            show::problems(diagnostics, sources)?;
            if !arguments.quiet && !diagnostics.has_errors() {
                write!(anstream::stdout(), "{}", show::checked(editions))?;
            }
        }
        ReportFormat::Json => writeln!(std::io::stdout(), "{}", show::checked_json(&checked))?,
    }
    let is_denied = arguments.deny == Some(Denied::Warnings) && !diagnostics.is_empty();
    Ok(if diagnostics.has_errors() || is_denied { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
