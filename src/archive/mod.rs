//! Zip archives (PKWARE APPNOTE 6.3.10), read in bounded time and memory
//! whatever they say of themselves.

use miniz_oxide::inflate::decompress_to_vec_with_limit;
use rawzip::{CompressionMethod, ZipArchive, ZipSliceArchive};

/// The archive that `bytes` are. An error says why it is none, or that it would
/// unpack to more than can be read.
pub fn open(bytes: &[u8]) -> Result<Archive<'_>, String> {
    if bytes.is_empty() {
        return Err("the file is empty".into());
    }
    if bytes.len() > BYTE_LIMIT {
        return Err(format!("the file is larger than {} MB", BYTE_LIMIT / 1_000_000));
    }
    let zip = ZipArchive::from_slice(bytes).map_err(|_| "the file is no zip archive, or its end is missing")?;
    let entries = directory(&zip, bytes)?;
    Ok(Archive { entries, end_start: zip.eocd_offset(), zip })
}

/// A book of many photographs is some ten megabytes.
const BYTE_LIMIT: usize = 100_000_000;
/// What all parts together may unpack to.
const UNPACKED_LIMIT: u64 = 128_000_000;
/// A book of a thousand sections, each with a file and a picture, has a tenth of it.
const ENTRY_LIMIT: usize = 20_000;

/// An archive whose directory was read. Its parts are unpacked one by one.
pub struct Archive<'a> {
    /// In the order of the directory.
    pub entries: Vec<Entry>,
    /// Where the record that ends the archive begins.
    pub end_start: u64,
    zip: ZipSliceArchive<&'a [u8]>,
}

/// What the central directory says of a part.
pub struct Entry {
    pub name: String,
    /// Whether it is packed without being made smaller.
    pub is_stored: bool,
    pub size: u64,
    /// Where its record is in the directory, and its header before its bytes.
    pub record_start: usize,
    pub header_start: usize,
    method: CompressionMethod,
    way: rawzip::ZipArchiveEntryWayfinder,
    crc: u32,
}

impl Archive<'_> {
    /// The part with this name, unpacked; nothing if there is none. An error as
    /// for [`Archive::unpack`].
    pub fn part(&self, name: &str) -> Result<Option<Vec<u8>>, String> {
        self.entries.iter().find(|entry| entry.name == name).map(|entry| self.unpack(entry)).transpose()
    }

    /// The bytes of a part. An error says that they are damaged, or packed in
    /// an unknown way.
    pub fn unpack(&self, entry: &Entry) -> Result<Vec<u8>, String> {
        let damaged = || format!("the part `{}` of the archive is damaged", entry.name);
        let packed = self.zip.get_entry(entry.way).map_err(|_| damaged())?.data();
        let size = usize::try_from(entry.size).map_err(|_| damaged())?;
        let unpacked = match entry.method {
            CompressionMethod::STORE if packed.len() == size => packed.to_vec(),
            CompressionMethod::STORE => return Err(damaged()),
            CompressionMethod::DEFLATE => decompress_to_vec_with_limit(packed, size).map_err(|_| damaged())?,
            _ => return Err(format!("the part `{}` is packed in a way that readers of books do not know", entry.name)),
        };
        if unpacked.len() != size || rawzip::crc32(&unpacked) != entry.crc {
            return Err(damaged());
        }
        Ok(unpacked)
    }
}

fn directory(zip: &ZipSliceArchive<&[u8]>, bytes: &[u8]) -> Result<Vec<Entry>, String> {
    let broken = || "the directory of the archive is broken".to_string();
    let mut entries = Vec::new();
    let mut unpacked: u64 = 0;
    for record in zip.entries() {
        let record = record.map_err(|_| broken())?;
        unpacked = unpacked.saturating_add(record.uncompressed_size_hint());
        if unpacked > UNPACKED_LIMIT || entries.len() == ENTRY_LIMIT {
            let megabytes = UNPACKED_LIMIT / 1_000_000;
            return Err(format!("the archive unpacks to more than {megabytes} MB or {ENTRY_LIMIT} parts"));
        }
        let name = std::str::from_utf8(record.file_path().as_ref()).map_err(|_| broken())?.to_string();
        let place = |offset: u64| usize::try_from(offset).ok().filter(|at| *at < bytes.len()).ok_or_else(broken);
        let method = record.compression_method();
        entries.push(Entry {
            name,
            is_stored: method == CompressionMethod::STORE,
            size: record.uncompressed_size_hint(),
            record_start: place(record.central_directory_offset())?,
            header_start: place(record.local_header_offset())?,
            method,
            way: record.wayfinder(),
            crc: record.crc32(),
        });
    }
    Ok(entries)
}
