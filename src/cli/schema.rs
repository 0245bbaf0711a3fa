//! `chapbook schema`

use std::io::Write;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::{source, theme};

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  chapbook schema statement > statement.schema.json")]
pub struct Arguments {
    /// Which file the schema describes
    #[arg(value_enum, default_value_t = File::Statement)]
    file: File,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum File {
    /// `statement.yaml`
    Statement,
    /// `tokens.yaml` of a theme
    Tokens,
}

pub fn run(arguments: Arguments) -> Result<ExitCode> {
    let schema = match arguments.file {
        File::Statement => source::schema(),
        File::Tokens => theme::schema(),
    };
    writeln!(std::io::stdout(), "{}", serde_json::to_string_pretty(&schema)?)?;
    Ok(ExitCode::SUCCESS)
}
