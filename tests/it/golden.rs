//! Golden files: what is expected, in a file that a person can read.

use std::fs;
use std::path::Path;

/// Is `actual` what is in the file at `path`? `UPDATE=1` rewrites the file; a
/// missing one is written, and the test fails so that somebody looks at it.
pub fn check(path: &str, actual: &str) {
    let is_missing = !Path::new(path).exists();
    if is_missing || std::env::var_os("UPDATE").is_some() {
        fs::write(path, actual).expect("the golden file can be written");
        assert!(!is_missing, "{path} was missing and is written now: look at it");
    }
    let expected = fs::read_to_string(path).expect("the golden file can be read").replace("\r\n", "\n");
    assert_eq!(actual, expected, "{path} differs: look at it, then run with UPDATE=1 if it is right");
}
