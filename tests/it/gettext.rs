//! The tools of GNU gettext, which say what a catalog is.

use std::io::{ErrorKind, Write};
use std::process::{Command, Stdio};

/// What `tool` writes when it is given `input`, or its complaint. Nothing where
/// gettext is not installed, which in continuous integration is a failure.
pub fn run(tool: &str, arguments: &[&str], input: &str) -> Option<Result<String, String>> {
    let spawned = Command::new(tool)
        .args(arguments)
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = match spawned {
        Ok(child) => child,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            assert!(std::env::var_os("CI").is_none(), "`{tool}` is missing; install gettext");
            eprintln!("skipped: `{tool}` is not installed");
            return None;
        }
        Err(error) => panic!("`{tool}` does not start: {error}"),
    };
    let mut pipe = child.stdin.take().expect("a pipe");
    let input = input.to_string();
    let writer = std::thread::spawn(move || drop(pipe.write_all(input.as_bytes())));
    let output = child.wait_with_output().expect("the tool ends");
    writer.join().expect("written");
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    Some(if output.status.success() { Ok(text(output.stdout)) } else { Err(text(output.stderr)) })
}
