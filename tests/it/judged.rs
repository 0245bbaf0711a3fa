//! Finished editions for the outside judges: `make validate` has them look at
//! every file that the tests keep here. `make test` empties the folder first.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

/// Keeps `bytes` for the judges, once, however many tests make the same file:
/// the name is the beginning of its checksum.
pub fn keep(bytes: &[u8], format: &str) {
    let hash: String = Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let folder = build_folder().join("judged");
    std::fs::create_dir_all(&folder).expect("made");
    // Two tests may keep the same file at the same time.
    let file = tempfile::NamedTempFile::new_in(&folder).expect("a file beside it");
    std::fs::write(file.path(), bytes).expect("written");
    file.persist(folder.join(format!("{hash}.{format}"))).expect("renamed");
}

/// The folder in which cargo builds.
pub fn build_folder() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("the folder for tests lies in that of the build").to_path_buf()
}
