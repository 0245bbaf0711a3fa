//! The command line: what can be asked for, and how the answers are shown.

mod build;
mod changes;
mod changes_report;
mod check;
mod completions;
mod explain;
mod fmt;
mod fonts;
mod import;
mod languages;
mod manual;
mod new;
mod schema;
mod serve;
mod show;
mod transcript;
mod words;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::builder::{PathBufValueParser, TypedValueParser};
use clap::{CommandFactory, Parser, Subcommand, ValueEnum};

use crate::document::Language;
use crate::editions;

/// One source of a public statement, as PDF, EPUB and HTML editions with one look.
#[derive(Debug, Parser)]
#[command(name = "chapbook", version, propagate_version = true, max_term_width = 100, after_help = EXAMPLE)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLE: &str = "\
Examples:
  chapbook new
  chapbook serve
  chapbook build source -o output

Exit codes:
  0  no error (there may be warnings, unless `--deny warnings`)
  1  errors were found, or a file could not be read or written
  2  wrong use of the command line";

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a small source folder to start from
    New(new::Arguments),
    /// Make the editions of a statement
    Build(build::Arguments),
    /// Show the editions in the browser while you write
    Serve(serve::Arguments),
    /// Read finished editions back and compare them with their source
    Check(check::Arguments),
    /// Print what an edition says, line by line, as a screen reader meets it
    Transcript(transcript::Arguments),
    /// List the typefaces of the editions, where they come from, and what is missing
    Fonts(fonts::Arguments),
    /// Make a source folder from a Word, HTML, EPUB, Markdown or text file
    Import(import::Arguments),
    /// Begin translations, bring them up to date, see how far they are
    Languages(languages::Arguments),
    /// Show what changed between two versions: as a list, or as a redline edition
    Changes(changes::Arguments),
    /// Tidy the Markdown of the texts; no edition changes
    Fmt(fmt::Arguments),
    /// Count words, reading time and reading age, and find long sentences
    Words(words::Arguments),
    /// Say what a problem means, with a wrong and a right example
    Explain(explain::Arguments),
    /// Print what lets an editing program check `statement.yaml` or `tokens.yaml`
    Schema(schema::Arguments),
    /// Print a script that lets the Tab key complete commands
    Completions(completions::Arguments),
    /// Print the manual page, or write those of all commands to a folder
    Manual(manual::Arguments),
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
    let arguments = Arguments::parse();
    editions::start_threads();
    let result = match arguments.command {
        Command::New(arguments) => new::run(&arguments),
        Command::Build(arguments) => build::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Transcript(arguments) => transcript::run(&arguments),
        Command::Fonts(arguments) => fonts::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Languages(arguments) => languages::run(&arguments),
        Command::Changes(arguments) => changes::run(&arguments),
        Command::Fmt(arguments) => fmt::run(&arguments),
        Command::Words(arguments) => words::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Schema(arguments) => schema::run(arguments),
        Command::Completions(arguments) => completions::run(&arguments, command()),
        Command::Manual(arguments) => manual::run(&arguments, command()),
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

/// The command line, for what tells others of it.
fn command() -> clap::Command {
    Arguments::command()
}

/// The folder of a statement where the command line names none.
const SOURCE: &str = "source";

/// A statement on the command line. Where there is no `source`, it is the
/// current folder if that is one: an editor works in the folder of her texts.
fn source() -> impl TypedValueParser<Value = PathBuf> {
    PathBufValueParser::new().map(|path| match Path::new("statement.yaml").is_file() {
        true if path == Path::new(SOURCE) && !path.exists() => PathBuf::from("."),
        true | false => path,
    })
}

/// A language on the command line.
fn language(tag: &str) -> Result<Language, String> {
    Language::parse(tag).map_err(|_| "this is not the code of a language, such as `es`, `ar` or `zh-Hans`".to_string())
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
        command().debug_assert();
    }

    /// The lines of examples in the help of `command`.
    fn examples(command: &clap::Command) -> Vec<String> {
        let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        help.lines().filter_map(|line| line.strip_prefix("  chapbook")).map(|line| format!("chapbook{line}")).collect()
    }

    /// What a shell hands to the program for `line`.
    fn words(line: &str) -> Vec<String> {
        let line = line.split(['>', '|']).next().unwrap_or_default();
        let quoted = line.split('"').enumerate();
        let words = quoted.flat_map(|(index, part)| match index % 2 {
            0 => part.split_whitespace().map(str::to_string).collect(),
            _ => vec![part.to_string()],
        });
        words.collect()
    }

    fn check_examples(path: &str, command: &clap::Command) {
        let examples = examples(command);
        assert!(examples.iter().any(|line| line.starts_with(path)), "`{path} --help` has no example");
        for line in &examples {
            assert!(line.starts_with(path), "`{line}` is no example of `{path}`");
            if let Err(error) = Arguments::try_parse_from(words(line)) {
                panic!("`{line}` cannot be run: {error}");
            }
        }
        for inner in command.get_subcommands().filter(|inner| inner.get_name() != "help") {
            check_examples(&format!("{path} {}", inner.get_name()), inner);
        }
    }

    #[test]
    fn the_help_of_each_command_has_an_example_that_can_be_run() {
        check_examples("chapbook", &command());
    }
}
