//! The archive of a book (EPUB 3.3 §4, OCF; PKWARE APPNOTE 6.3.10): every byte
//! of it belongs to something and fits what is said of it elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use crate::archive::{self, Entry};
use crate::verify::Fault;

/// The parts of a book by their paths, unpacked and found undamaged.
#[derive(Debug)]
pub struct Archive {
    pub parts: BTreeMap<String, Vec<u8>>,
}

/// The archive that `bytes` are, and what is wrong with how it is packed. An
/// error if it is none, is damaged, or unpacks to more than can be read.
pub fn open(bytes: &[u8]) -> Result<(Archive, Vec<Fault>), Fault> {
    let archive = archive::open(bytes).map_err(Fault::unreadable)?;
    let entries = &archive.entries;
    let mut faults = Vec::new();
    check_layout(archive.end_start, entries, bytes, &mut faults);
    check_mimetype(entries, bytes, &mut faults);
    let mut parts = BTreeMap::new();
    let mut folded = BTreeSet::new();
    for entry in entries {
        check_name(&entry.name, &mut faults);
        // Names that differ in case only are one file on some machines (EPUB 3.3 §4.2.3).
        if !folded.insert(entry.name.to_lowercase()) {
            faults.push(Fault::structure(format!("the name `{}` stands in the archive twice", entry.name)));
        }
        parts.insert(entry.name.clone(), archive.unpack(entry).map_err(Fault::unreadable)?);
    }
    Ok((Archive { parts }, faults))
}

/// Part after part, then the directory, then its end, and nothing between: and
/// each part's own header says what the directory says of it (APPNOTE §4.3.7,
/// §4.3.12, §4.3.16). Readers that go forward know only the former.
fn check_layout(end_start: u64, entries: &[Entry], bytes: &[u8], faults: &mut Vec<Fault>) {
    let mut end = 0;
    for entry in entries {
        let header: [u8; LOCAL_LENGTH] = header(bytes, entry.header_start);
        let record = header_of_record(bytes, entry);
        // From the version that is needed to the length of the name.
        let agrees = header[4..28] == record[6..30] && name_at(bytes, entry.header_start + LOCAL_LENGTH, &entry.name);
        if !agrees {
            faults.push(Fault::structure(format!("the archive says two different things of its part `{}`", entry.name)));
        }
        if entry.header_start != end {
            faults.push(Fault::structure(format!(
                "before the part `{}` of the archive stands what belongs to no part",
                entry.name
            )));
        }
        let lengths = [26, 28].map(|at| usize::from(short(&header, at)));
        end = entry.header_start + LOCAL_LENGTH + lengths[0] + lengths[1] + long(&record, 20);
    }
    let directory_start = end;
    let first = entries.first().map(|entry| attributes(&header_of_record(bytes, entry)));
    for entry in entries {
        let record = header_of_record(bytes, entry);
        // Made by the version that is needed, on one disk, without attributes.
        let is_plain = record[4] == record[6] && short(&record, 34) == 0 && short(&record, 36) == 0;
        if entry.record_start != end || !is_plain || Some(attributes(&record)) != first {
            faults.push(Fault::structure(format!("the directory of the archive is wrong at its part `{}`", entry.name)));
        }
        let lengths = [28, 30, 32].map(|at| usize::from(short(&record, at)));
        end = entry.record_start + RECORD_LENGTH + lengths.iter().sum::<usize>();
    }
    let ending = header::<END_LENGTH>(bytes, end);
    let count = u16::try_from(entries.len()).unwrap_or(u16::MAX);
    let is_right = end_start == end as u64
        && end + END_LENGTH == bytes.len()
        && (short(&ending, 4), short(&ending, 6), short(&ending, 20)) == (0, 0, 0)
        && (short(&ending, 8), short(&ending, 10)) == (count, count)
        && (long(&ending, 12), long(&ending, 16)) == (end - directory_start.min(end), directory_start);
    if !is_right {
        faults.push(Fault::structure("the end of the archive does not fit its parts"));
    }
}

const LOCAL_LENGTH: usize = 30;
const RECORD_LENGTH: usize = 46;
const END_LENGTH: usize = 22;

/// The bytes at `start`; zeros after the end of the file.
fn header<const LENGTH: usize>(bytes: &[u8], start: usize) -> [u8; LENGTH] {
    let mut out = [0; LENGTH];
    let found = bytes.get(start..).unwrap_or_default();
    let length = LENGTH.min(found.len());
    out[..length].copy_from_slice(&found[..length]);
    out
}

fn header_of_record(bytes: &[u8], entry: &Entry) -> [u8; RECORD_LENGTH] {
    header(bytes, entry.record_start)
}

/// What the record says that nothing else says: the system that made the part,
/// and how it may be used. It is the same for all parts.
fn attributes(record: &[u8; RECORD_LENGTH]) -> (u8, usize) {
    (record[5], long(record, 38))
}

fn name_at(bytes: &[u8], start: usize, name: &str) -> bool {
    bytes.get(start..start + name.len()) == Some(name.as_bytes())
}

fn short(header: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([header[at], header[at + 1]])
}

fn long(header: &[u8], at: usize) -> usize {
    u32::from_le_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]) as usize
}

/// EPUB 3.3 §4.3.3: what the file is stands in its first bytes, in the clear.
fn check_mimetype(entries: &[Entry], bytes: &[u8], faults: &mut Vec<Fault>) {
    let Some(first) = entries.first().filter(|entry| entry.name == "mimetype") else {
        faults.push(Fault::structure("the archive does not begin with the part `mimetype`"));
        return;
    };
    let header: [u8; LOCAL_LENGTH] = header(bytes, first.header_start);
    let start = first.header_start + LOCAL_LENGTH + first.name.len();
    if !first.is_stored {
        faults.push(Fault::structure("the part `mimetype` is compressed"));
    } else if short(&header, 6) & 0b1000 != 0 {
        faults.push(Fault::structure("the part `mimetype` says its size only after itself (flag bit 3)"));
    } else if short(&header, 28) != 0 {
        faults.push(Fault::structure("the part `mimetype` has an extra field"));
    } else if first.size != MIMETYPE.len() as u64 || bytes.get(start..start + MIMETYPE.len()) != Some(MIMETYPE.as_bytes()) {
        faults.push(Fault::structure(format!("the part `mimetype` does not say `{MIMETYPE}`")));
    }
}

const MIMETYPE: &str = "application/epub+zip";

fn check_name(name: &str, faults: &mut Vec<Fault>) {
    let leaves = name.split(['/', '\\']).any(|part| part == "..") || name.starts_with(['/', '\\']) || name.contains(':');
    if leaves {
        faults.push(Fault::structure(format!("the archive names a file outside of it, `{name}`")));
    } else if name.is_empty() || name.contains(|c: char| c.is_control() || "\\\"*<>?|".contains(c)) {
        faults
            .push(Fault::structure(format!("the name `{}` in the archive is not one for every machine", name.escape_debug())));
    }
}
