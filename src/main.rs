//! The program `chapbook`; all of it is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    chapbook::cli::run()
}
