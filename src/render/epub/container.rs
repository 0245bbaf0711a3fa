//! The ZIP container of a book (EPUB 3.3 §4, OCF): the same files give the same
//! bytes, and readers that go forward from entry to entry can open it.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

/// A file of the book; `path` is relative to the root of the container.
pub struct Entry {
    pub path: String,
    pub bytes: Vec<u8>,
}

/// The archive with `mimetype` first, the container document that points at
/// `package`, then `entries` in their order.
pub fn pack(package: &str, entries: Vec<Entry>) -> Vec<u8> {
    // Seekable, so that sizes stand in the local headers and no data descriptor
    // follows an entry: readers on Java's `ZipInputStream` refuse that for
    // stored entries, and `mimetype` must be stored (EPUB 3.3 §4.3.3).
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    add(&mut archive, "mimetype", b"application/epub+zip", CompressionMethod::Stored);
    add(&mut archive, "META-INF/container.xml", container(package).as_bytes(), CompressionMethod::Deflated);
    for entry in &entries {
        add(&mut archive, &entry.path, &entry.bytes, method(&entry.path));
    }
    archive.finish().expect("writing to memory does not fail").into_inner()
}

fn add(archive: &mut ZipWriter<Cursor<Vec<u8>>>, path: &str, bytes: &[u8], method: CompressionMethod) {
    // Time and system are said, so that neither the clock nor the platform shows.
    let options = SimpleFileOptions::default()
        .compression_method(method)
        .compression_level(if method == CompressionMethod::Deflated { Some(9) } else { None })
        .last_modified_time(DateTime::DEFAULT)
        .system(System::Unix)
        .unix_permissions(0o644);
    archive.start_file(path, options).expect("paths in a book are unique and short");
    archive.write_all(bytes).expect("writing to memory does not fail");
}

/// What is compressed already is stored.
fn method(path: &str) -> CompressionMethod {
    match path.rsplit('.').next() {
        Some("png" | "jpg" | "gif" | "webp" | "woff2") => CompressionMethod::Stored,
        _ => CompressionMethod::Deflated,
    }
}

fn container(package: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <container xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\" version=\"1.0\">\n\
         <rootfiles><rootfile full-path=\"{package}\" media-type=\"application/oebps-package+xml\"/></rootfiles>\n\
         </container>\n"
    )
}
