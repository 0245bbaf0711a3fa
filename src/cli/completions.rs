//! `chapbook completions`

use std::io::Write;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use clap_complete::Shell;

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  chapbook completions bash > ~/.local/share/bash-completion/completions/chapbook\n  chapbook completions fish > ~/.config/fish/completions/chapbook.fish"
)]
pub struct Arguments {
    /// The shell that is to complete
    #[arg(value_enum)]
    shell: Shell,
}

/// `command` is the command line of the program.
pub fn run(arguments: &Arguments, mut command: clap::Command) -> Result<ExitCode> {
    // Written in memory first: the library panics where a pipe is closed.
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, "chapbook", &mut script);
    std::io::stdout().write_all(&script)?;
    Ok(ExitCode::SUCCESS)
}
