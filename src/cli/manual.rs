//! `chapbook manual`: pages for `man`, from the help of the commands.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use crate::editions::{self, Existing};

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  chapbook manual | man -l -\n  chapbook manual -o ~/.local/share/man/man1")]
pub struct Arguments {
    /// Write the pages of all commands to this folder: `chapbook.1`, `chapbook-build.1` …
    #[arg(short, long, value_name = "FOLDER")]
    output: Option<PathBuf>,
}

/// `command` is the command line of the program.
pub fn run(arguments: &Arguments, command: clap::Command) -> Result<ExitCode> {
    let mut command = command.disable_help_subcommand(true);
    command.build();
    match &arguments.output {
        None => std::io::stdout().write_all(&page(&command)?)?,
        Some(folder) => {
            let mut files = Vec::new();
            pages(&command, &mut files)?;
            let count = files.len();
            editions::write_source(folder, files, Existing::Overwrite)?;
            writeln!(std::io::stdout(), "{count} pages are in `{}`", folder.display())?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The page of `command` and those of the commands in it, by the names of their files.
fn pages(command: &clap::Command, files: &mut Vec<(String, Vec<u8>)>) -> Result<()> {
    files.push((Man::new(command.clone()).get_filename(), page(command)?));
    command.get_subcommands().try_for_each(|inner| pages(inner, files))
}

fn page(command: &clap::Command) -> Result<Vec<u8>> {
    let man = Man::new(command.clone()).manual("Chapbook");
    let mut out = Vec::new();
    man.render_title(&mut out)?;
    man.render_name_section(&mut out)?;
    man.render_synopsis_section(&mut out)?;
    man.render_description_section(&mut out)?;
    man.render_options_section(&mut out)?;
    if command.has_subcommands() {
        man.render_subcommands_section(&mut out)?;
    }
    let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    sections(&help).to_writer(&mut out)?;
    Ok(out)
}

/// `Examples:` and the lines set in below it as a section whose lines are kept.
fn sections(help: &str) -> Roff {
    let mut roff = Roff::new();
    for line in help.lines().filter(|line| !line.is_empty()) {
        match line.strip_suffix(':').filter(|title| !title.starts_with(' ')) {
            Some(title) => {
                roff.control("SH", [title.to_uppercase().as_str()]);
                roff.control("nf", []);
            }
            None => {
                roff.text([roman(line.trim_start())]);
            }
        }
    }
    if !help.is_empty() {
        roff.control("fi", []);
    }
    roff
}
