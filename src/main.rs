//! The program `chapbook`; all of it is in the library.

use std::process::ExitCode;

/// Setting a page asks for memory half a million times.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    chapbook::cli::run()
}
