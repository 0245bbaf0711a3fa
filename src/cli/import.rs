//! `chapbook import`

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::Args;

use super::show;
use crate::diagnostics::Sources;
use crate::document::Date;
use crate::editions::{self, DiskFolder, Existing};
use crate::import;

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  chapbook import statement.docx -o source\n  chapbook import \"Saved page.html\" -o source"
)]
pub struct Arguments {
    /// A plain text, Markdown, HTML, MHTML, Word (DOCX) or EPUB file
    file: PathBuf,
    /// The source folder to be made
    #[arg(short, long, value_name = "FOLDER")]
    output: PathBuf,
    /// Replace files in that folder
    #[arg(long)]
    force: bool,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode> {
    let bytes = std::fs::read(&arguments.file).with_context(|| format!("cannot read `{}`", arguments.file.display()))?;
    let name = arguments.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let beside = arguments.file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = DiskFolder::open(beside).with_context(|| format!("cannot read the folder `{}`", beside.display()))?;
    let imported = match import::read(&name, &bytes, &folder, today()?) {
        Ok(imported) => imported,
        Err(problems) => {
            show::problems(&problems, &Sources::new())?;
            return Ok(ExitCode::FAILURE);
        }
    };
    let existing = if arguments.force { Existing::Overwrite } else { Existing::Keep };
    editions::write_source(&arguments.output, imported.files, existing)?;
    if !imported.problems.is_empty() {
        show::problems(&imported.problems, &Sources::new())?;
    }
    write!(std::io::stdout(), "{}", imported.report)?;
    writeln!(std::io::stdout(), "See in the browser what becomes of it: chapbook serve {}", arguments.output.display())?;
    Ok(ExitCode::SUCCESS)
}

/// The day given by `SOURCE_DATE_EPOCH` (seconds since 1970), else the clock's.
#[expect(
    clippy::disallowed_methods,
    reason = "a text without a date gets the day of its import, which its editor sees and can change"
)]
pub(super) fn today() -> Result<Date> {
    let seconds = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(text) => match text.parse() {
            Ok(seconds) => seconds,
            Err(_) => bail!("`SOURCE_DATE_EPOCH` is `{text}`, which is no number of seconds"),
        },
        Err(_) => std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_secs()),
    };
    Date::from_unix_seconds(seconds).with_context(|| format!("{seconds} seconds since 1970 is no day that can be written"))
}
