//! `chapbook explain`

use std::io::Write;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use crate::diagnostics::{explanations, nearest};

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  chapbook explain unknown-anchor")]
pub struct Arguments {
    /// The code in the brackets of a problem; without it, all codes are listed
    code: Option<String>,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode> {
    let mut stream = std::io::stdout().lock();
    let Some(code) = &arguments.code else {
        let width = explanations().iter().map(|explanation| explanation.code.len()).max().unwrap_or(0);
        for explanation in explanations() {
            writeln!(stream, "{:<width$}  {}", explanation.code, explanation.summary())?;
        }
        return Ok(ExitCode::SUCCESS);
    };
    match explanations().iter().find(|explanation| explanation.code == code) {
        Some(explanation) => {
            write!(stream, "{}", explanation.page())?;
            Ok(ExitCode::SUCCESS)
        }
        None => {
            let nearest = nearest(code, explanations().iter().map(|explanation| explanation.code));
            let hint = nearest.map(|nearest| format!("; did you mean `{nearest}`?")).unwrap_or_default();
            anyhow::bail!("no problem has the code `{code}`{hint}; `chapbook explain` lists them all")
        }
    }
}
