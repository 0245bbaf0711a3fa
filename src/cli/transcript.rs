//! `chapbook transcript`

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, ValueEnum};

use super::show;
use crate::diagnostics::Sources;
use crate::editions;
use crate::verify;

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  chapbook transcript statement.en.pdf\n  chapbook transcript statement.en.epub > statement.en.txt"
)]
pub struct Arguments {
    /// An edition: a PDF, EPUB or HTML file
    file: PathBuf,
    /// As text to be read, or line by line with all that was found
    #[arg(long, value_enum, default_value_t = Form::Text)]
    format: Form,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    Text,
    Json,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode> {
    match editions::transcript(&arguments.file)? {
        Ok(transcript) => {
            let text = match arguments.format {
                Form::Text => verify::plain(&transcript),
                Form::Json => show::transcript_json(&transcript),
            };
            write!(std::io::stdout(), "{text}")?;
            Ok(ExitCode::SUCCESS)
        }
        Err(problems) => {
            show::problems(&problems, &Sources::new())?;
            Ok(ExitCode::FAILURE)
        }
    }
}
