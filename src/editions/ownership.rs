//! Whether a file was made by this program, from the mark in the file itself.

use std::io::{Cursor, Read};
use std::path::Path;

/// The mark that each renderer puts into its editions as their generator.
const MARK: &str = "Chapbook";

/// Whether `bytes`, found at `path`, are an edition made by any version of
/// this program. Serves where no manifest tells: beside a single file.
pub fn is_marked(path: &Path, bytes: &[u8]) -> bool {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => contains(bytes, &format!("<meta name=\"generator\" content=\"{MARK}")),
        Some("pdf") => bytes.starts_with(b"%PDF-") && contains(bytes, &format!("<xmp:CreatorTool>{MARK}")),
        Some("epub") => {
            package(bytes).is_some_and(|package| package.contains(&format!("<meta name=\"generator\" content=\"{MARK}")))
        }
        _ => false,
    }
}

/// The package document: the first entry of that kind, as far as 1 MiB.
fn package(bytes: &[u8]) -> Option<String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let name = archive.file_names().flatten().find(|name| name.ends_with(".opf"))?.into_owned();
    let mut text = String::new();
    archive.by_name(&name).ok()?.take(1 << 20).read_to_string(&mut text).ok()?;
    Some(text)
}

fn contains(bytes: &[u8], mark: &str) -> bool {
    bytes.windows(mark.len()).any(|window| window == mark.as_bytes())
}
