//! `chapbook serve`

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};
use clap::Args;
use signal_hook::consts::{SIGINT, SIGTERM};

use super::{SOURCE, source};
use crate::editions::Cache;
use crate::preview::{self, Preview};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  chapbook serve
  chapbook serve source --port 8000
  chapbook serve statement.md --no-open

The page is for this machine alone: no other one can reach it. Ctrl-C ends the preview.")]
pub struct Arguments {
    /// A folder with `statement.yaml`, or one Markdown file
    #[arg(default_value = SOURCE, value_parser = source())]
    source: PathBuf,
    /// Where the page is, `http://127.0.0.1:N/`; the next free one if N is in use, any free one for 0
    #[arg(long, value_name = "N", default_value_t = 4400)]
    port: u16,
    /// Do not open the page in the browser
    #[arg(long)]
    no_open: bool,
}

/// So often it is asked whether the preview shall end.
const LISTENING: Duration = Duration::from_millis(50);

pub fn run(arguments: &Arguments) -> Result<ExitCode> {
    let Arguments { source, port, no_open } = arguments;
    let is_over = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        signal_hook::flag::register(signal, Arc::clone(&is_over)).context("cannot listen for Ctrl-C")?;
    }
    let request = preview::Request { source: source.clone(), port: *port, cache: Cache::of_the_platform() };
    let Preview { address, taken } = preview::start(&request)?;
    let mut stream = anstream::stdout();
    if let Some(port) = taken {
        writeln!(stream, "Port {port} is in use, so this is the next free one.")?;
    }
    writeln!(stream, "The preview of `{}` is at {address}", source.display())?;
    writeln!(stream, "Save a file, and the page shows what you changed. Ctrl-C ends the preview.")?;
    stream.flush()?;
    if !no_open && open::that_detached(&address).is_err() {
        writeln!(stream, "No browser could be opened: open the address yourself.")?;
    }
    while !is_over.load(Ordering::SeqCst) {
        thread::sleep(LISTENING);
    }
    // Terminals show `^C` on a line of its own, which is not ended.
    writeln!(stream)?;
    Ok(ExitCode::SUCCESS)
}
