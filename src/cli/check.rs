//! `chapbook check`

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use super::{Denied, ReportFormat, SOURCE, language, show, source};
use crate::diagnostics::Severity;
use crate::document::Language;
use crate::editions::{self, Cache, CheckRequest, Checked, Links};

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  chapbook check\n  chapbook check source -o output\n  chapbook check --edition statement.en.pdf"
)]
pub struct Arguments {
    /// A folder with `statement.yaml`, or one Markdown file
    #[arg(default_value = SOURCE, value_parser = source())]
    source: PathBuf,
    /// Where the editions are [default: `output`; for a single file, beside it]
    #[arg(short, long, value_name = "FOLDER")]
    output: Option<PathBuf>,
    /// Check this file only
    #[arg(long, value_name = "FILE", conflicts_with = "output")]
    edition: Option<PathBuf>,
    /// Check this language only, and others for which it is given again
    #[arg(long, value_parser = language, value_name = "TAG", conflicts_with = "edition")]
    language: Vec<Language>,
    /// Ask the servers to which links lead whether they still have what is linked to
    #[arg(long)]
    online: bool,
    /// Show what outside judges found, at the places in the source (see `judge.py --findings`)
    #[arg(long, value_name = "FILE")]
    findings: Option<PathBuf>,
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
    let request = CheckRequest {
        source: arguments.source.clone(),
        output: arguments.output.clone(),
        edition: arguments.edition.clone(),
        languages: arguments.language.clone(),
        findings: arguments.findings.clone(),
        links: if arguments.online { Links::Try } else { Links::List },
        cache: Cache::of_the_platform(),
    };
    let Checked { sources, diagnostics, editions, links } = &editions::check(&request)?;
    let failing = match arguments.deny {
        Some(Denied::Warnings) => Severity::Warning,
        None => Severity::Error,
    };
    let entries = show::checked_entries(editions);
    show::Report { diagnostics, sources, editions: entries, failed: &[], links, failing }.show(arguments.format)?;
    if arguments.format == ReportFormat::Text && !arguments.quiet && !diagnostics.has_errors() {
        write!(anstream::stdout(), "{}{}", show::checked(editions), show::links(links, request.links))?;
    }
    let is_denied = arguments.deny == Some(Denied::Warnings) && !diagnostics.is_empty();
    Ok(if diagnostics.has_errors() || is_denied { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
