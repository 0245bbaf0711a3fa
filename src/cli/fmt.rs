//! `chapbook fmt`

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use super::{SOURCE, show, source};
use crate::editions::{self, Copied, Copying, FairCopies, TextCopied};

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  chapbook fmt\n  chapbook fmt source --check")]
pub struct Arguments {
    /// A folder with `statement.yaml`, or one Markdown file
    #[arg(default_value = SOURCE, value_parser = source())]
    source: PathBuf,
    /// Write nothing, list the texts that would change, and fail if there are any
    #[arg(long)]
    check: bool,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode> {
    let copying = if arguments.check { Copying::Look } else { Copying::Write };
    let FairCopies { sources, diagnostics, of } = editions::fair_copies(&arguments.source, copying)?;
    show::problems(&diagnostics, &sources)?;
    let mut out = std::io::stdout();
    for TextCopied { path, is } in &of {
        let said = match (is, copying) {
            (Copied::Unchanged, _) => continue,
            (Copied::Changed, Copying::Write) => "written in the usual way",
            (Copied::Changed, Copying::Look) => "not written in the usual way: run `chapbook fmt`",
            (Copied::HasProblems, _) => "left as it is: put its problems right first",
            (Copied::CannotBe, _) => "left as it is: written in the usual way it would say something else",
        };
        writeln!(out, "{path}: {said}")?;
    }
    let is_waiting = copying == Copying::Look && of.iter().any(|text| text.is == Copied::Changed);
    if of.iter().all(|text| text.is == Copied::Unchanged) && !diagnostics.has_errors() {
        let what = if of.len() == 1 { "The text is" } else { "All texts are" };
        writeln!(out, "{what} written in the usual way.")?;
    }
    Ok(if diagnostics.has_errors() || is_waiting { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
