//! The command line: what can be asked for, and how the answers are shown.

mod build;
mod changes;
mod changes_report;
mod check;
mod explain;
mod fonts;
mod import;
mod languages;
mod schema;
mod show;
mod transcript;

use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

use crate::document::Language;

/// One source of a public statement, as PDF, EPUB and HTML editions with one look.
#[derive(Debug, Parser)]
#[command(name = "chapbook", version, propagate_version = true, max_term_width = 100, after_help = EXIT_CODES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str = "\
Exit codes:
  0  no error (there may be warnings, unless `--deny warnings`)
  1  errors were found, or a file could not be read or written
  2  wrong use of the command line";

#[derive(Debug, Subcommand)]
enum Command {
    /// Make the editions of a statement
    Build(build::Arguments),
    /// Read finished editions back and compare them with their source
    Check(check::Arguments),
    /// Print what an edition says, line by line, as a screen reader meets it
    Transcript(transcript::Arguments),
    /// List the faces that a statement is set in, where they come from, and what is missing
    Fonts(fonts::Arguments),
    /// Make a source folder from a plain text or Markdown file
    Import(import::Arguments),
    /// Make the catalogs of translations, bring them up to date, see how far they are
    Languages(languages::Arguments),
    /// Show what changed between two versions: as a list, or as a redline edition
    Changes(changes::Arguments),
    /// Say what a problem means, with a wrong and a right example
    Explain(explain::Arguments),
    /// Print the JSON Schema of `statement.yaml` or `tokens.yaml`
    Schema(schema::Arguments),
}

/// How reports are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ReportFormat {
    /// For people
    Text,
    /// For programs: version 1 of our own format
    Json,
    /// For programs that show findings of many tools (SARIF 2.1.0)
    Sarif,
    /// Annotations in GitHub Actions
    Github,
    /// For programs that show results of tests (JUnit XML)
    Junit,
}

/// What is treated as an error although it is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Denied {
    Warnings,
}

/// Does what the command line asks for.
///
/// Wrong use ends the process with exit code 2 and a message.
pub fn run() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Build(arguments) => build::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Transcript(arguments) => transcript::run(&arguments),
        Command::Fonts(arguments) => fonts::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Languages(arguments) => languages::run(&arguments),
        Command::Changes(arguments) => changes::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Schema(arguments) => schema::run(arguments),
    };
    match result {
        Ok(code) => code,
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            show::error(&error);
            ExitCode::FAILURE
        }
    }
}

/// A language on the command line.
fn language(tag: &str) -> Result<Language, String> {
    Language::parse(tag).map_err(|_| "this is no language tag (BCP 47), such as `es`, `ar` or `zh-Hans`".to_string())
}

/// Whether whoever read our output (`head`, say) has seen enough.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<std::io::Error>())
        .any(|cause| cause.kind() == std::io::ErrorKind::BrokenPipe)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_are_sound() {
        use clap::CommandFactory;
        Arguments::command().debug_assert();
    }
}
