//! `chapbook new`

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use super::import::today;
use crate::document::Language;
use crate::editions;
use crate::starter::{self, Answers};

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  chapbook new\n  chapbook new charter --title \"Harbour Charter\" --language en --author \"The Harbour Council\"\n\n\
                  On a terminal, what no flag says is asked for; elsewhere, and with --yes, it is\n\
                  as the questions would suggest."
)]
pub struct Arguments {
    /// The folder to be made
    #[arg(default_value = "source")]
    folder: PathBuf,
    /// The title of the statement
    #[arg(long, value_parser = starter::line)]
    title: Option<String>,
    /// The language in which it is written, such as `en` or `pt-BR`
    #[arg(long, value_name = "TAG", value_parser = starter::language_called)]
    language: Option<Language>,
    /// A person or body that wrote it; may be given again
    #[arg(long, value_name = "NAME", value_parser = starter::line)]
    author: Vec<String>,
    /// The web address at which it will be published
    #[arg(long, value_name = "URL", value_parser = starter::address)]
    canonical: Option<String>,
    /// Ask nothing
    #[arg(short, long, conflicts_with = "ask")]
    yes: bool,
    /// Ask, even where the answers come from no terminal
    #[arg(long)]
    ask: bool,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode> {
    editions::refuse_used_folder(&arguments.folder)?;
    let defaults = Answers {
        title: arguments.title.clone().unwrap_or_else(|| "Our Statement".into()),
        language: arguments.language.clone().unwrap_or_else(language_of_this_person),
        authors: arguments.author.clone(),
        canonical: arguments.canonical.clone(),
        published: today()?,
    };
    let is_all_said = arguments.title.is_some() && arguments.language.is_some() && !arguments.author.is_empty();
    let is_asked = arguments.ask || (!arguments.yes && !is_all_said && std::io::stdin().is_terminal());
    let answers = match is_asked {
        true => starter::interview(defaults, &mut std::io::stdin().lock(), &mut std::io::stdout())?,
        false => defaults,
    };
    editions::write_new_source(&arguments.folder, starter::files(&answers).files)?;
    write!(std::io::stdout(), "{}", starter::report(&arguments.folder.display().to_string(), &answers))?;
    Ok(ExitCode::SUCCESS)
}

/// English where the machine does not say.
fn language_of_this_person() -> Language {
    let said = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    said.and_then(|locale| starter::language_of_locale(&locale)).unwrap_or_else(Language::english)
}
