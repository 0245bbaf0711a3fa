//! The file around the objects (ISO 32000-1 §7.5): header, cross-reference table,
//! trailer, streams.
//!
//! It is read strictly. Programs that show a PDF rebuild a broken table in silence,
//! and so does `hayro_syntax::Pdf::new`; a distributor must hear of it, because the
//! next program will not. Our own files have a plain table and no object streams,
//! so a file with a compressed one has been through another program.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};
use std::io::Read;

use super::syntax::{Dictionary, Lexer, Value, is_space};
use crate::verify::Fault;

/// What all streams together may unpack to, in bytes: a thousand pages are ten million.
const UNPACKED_BYTES: usize = 256 << 20;
/// What one stream may unpack to.
const STREAM_BYTES: usize = 64 << 20;

pub struct File<'a> {
    bytes: &'a [u8],
    offsets: HashMap<u32, usize>,
    pub trailer: Dictionary<'a>,
    left: Cell<usize>,
    /// Objects that could not be read.
    damaged: RefCell<Vec<u32>>,
}

impl<'a> File<'a> {
    /// The file in `bytes`; a fault if it is cut off, broken, encrypted or packed by
    /// another program.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Fault> {
        check_ends(bytes)?;
        let mut file = Self {
            bytes,
            offsets: HashMap::new(),
            trailer: Dictionary::default(),
            left: Cell::new(UNPACKED_BYTES),
            damaged: RefCell::default(),
        };
        let mut next = Some(start_of_table(bytes)?);
        let mut seen = HashSet::new();
        while let Some(offset) = next {
            if !seen.insert(offset) {
                return Err(Fault::unreadable("the parts of the cross-reference table lead in a circle"));
            }
            let trailer = file.read_table(offset)?;
            next = trailer.get("Prev").index().map(|offset| offset as usize);
            if seen.len() == 1 {
                file.trailer = trailer;
            }
        }
        if file.trailer.has("Encrypt") {
            return Err(encrypted());
        }
        file.check_offsets()?;
        Ok(file)
    }

    /// `value`, or the object that it refers to.
    pub fn resolve<'v>(&self, value: &'v Value<'a>) -> Cow<'v, Value<'a>> {
        match value {
            Value::Reference(number) => Cow::Owned(self.object(*number)),
            value => Cow::Borrowed(value),
        }
    }

    pub fn get<'v>(&self, dictionary: &'v Dictionary<'a>, key: &str) -> Cow<'v, Value<'a>> {
        self.resolve(dictionary.get(key))
    }

    /// The dictionary at `key`; empty if there is none.
    pub fn dictionary(&self, dictionary: &Dictionary<'a>, key: &str) -> Dictionary<'a> {
        match self.get(dictionary, key).into_owned() {
            Value::Dictionary(inner) => inner,
            _ => Dictionary::default(),
        }
    }

    /// The array at `key`, a single value as an array of one, nothing as none.
    pub fn list(&self, dictionary: &Dictionary<'a>, key: &str) -> Vec<Value<'a>> {
        match self.get(dictionary, key).into_owned() {
            Value::Array(values) => values,
            Value::Null => Vec::new(),
            // A reference says more than what it refers to.
            _ => vec![dictionary.get(key).clone()],
        }
    }

    /// An object by its number; the dictionary of a stream; [`Value::Null`] if there
    /// is none (§7.3.10) or it cannot be read, which [`Self::damage`] then tells.
    pub fn object(&self, number: u32) -> Value<'a> {
        let Some(mut lexer) = self.start(number) else { return Value::Null };
        match lexer.value() {
            Some(Value::Operator(_)) | None => {
                self.damaged.borrow_mut().push(number);
                Value::Null
            }
            Some(value) => value,
        }
    }

    /// The unpacked bytes of a stream; a fault if it is damaged or too large, or
    /// packed in a way that we do not use.
    pub fn stream(&self, number: u32) -> Result<Cow<'a, [u8]>, Fault> {
        let broken = || Fault::unreadable(format!("object {number} is damaged: its stream cannot be read"));
        let mut lexer = self.start(number).ok_or_else(broken)?;
        let Some(Value::Dictionary(dictionary)) = lexer.value() else { return Err(broken()) };
        let length = self.get(&dictionary, "Length").index().ok_or_else(broken)? as usize;
        if !lexer.word("stream") {
            return Err(broken());
        }
        let rest = lexer.rest();
        let rest = rest.strip_prefix(b"\r\n").or(rest.strip_prefix(b"\n")).ok_or_else(broken)?;
        let (data, after) = rest.split_at_checked(length).ok_or_else(broken)?;
        if !Lexer::of_content(after).word("endstream") {
            return Err(broken());
        }
        match self.list(&dictionary, "Filter").as_slice() {
            [] => self.spend(data.len()).map(|()| Cow::Borrowed(data)),
            [filter] if filter.name() == Some("FlateDecode") && !dictionary.has("DecodeParms") => {
                self.unpack(data, number).map(Cow::Owned)
            }
            _ => Err(Fault::foreign("it was packed by another program")),
        }
    }

    /// Notes that `bytes` more have been read; a fault if it is too much.
    pub fn spend(&self, bytes: usize) -> Result<(), Fault> {
        let left = self.left.get().checked_sub(bytes);
        self.left.set(left.unwrap_or(0));
        left.map(|_| ()).ok_or_else(|| Fault::unreadable("it unpacks to more than any statement can be"))
    }

    /// The objects that could not be read so far.
    pub fn damage(&self) -> Result<(), Fault> {
        match self.damaged.borrow().first() {
            Some(number) => Err(Fault::unreadable(format!("object {number} is damaged"))),
            None => Ok(()),
        }
    }

    fn unpack(&self, data: &[u8], number: u32) -> Result<Vec<u8>, Fault> {
        let mut out = Vec::new();
        let limit = STREAM_BYTES.min(self.left.get());
        let read = flate2::read::ZlibDecoder::new(data).take(limit as u64 + 1).read_to_end(&mut out);
        read.map_err(|_| Fault::unreadable(format!("object {number} is damaged: it cannot be unpacked")))?;
        if out.len() > limit {
            return Err(Fault::unreadable(format!("object {number} unpacks to more than any statement can be")));
        }
        self.spend(out.len())?;
        Ok(out)
    }

    /// Behind `N G obj`.
    fn start(&self, number: u32) -> Option<Lexer<'a>> {
        let mut lexer = Lexer::of_file(self.bytes, *self.offsets.get(&number)?);
        (lexer.index()? == number && lexer.index().is_some() && lexer.word("obj")).then_some(lexer)
    }

    /// Reads a section of the table (§7.5.4) and gives its trailer. What a newer
    /// section says of an object stands.
    fn read_table(&mut self, offset: usize) -> Result<Dictionary<'a>, Fault> {
        let broken =
            || Fault::unreadable("its cross-reference table is damaged, so that programs must guess where its parts are");
        let mut lexer = Lexer::of_file(self.bytes, offset);
        if !lexer.word("xref") {
            return Err(compressed_table(lexer).unwrap_or_else(broken));
        }
        while !lexer.word("trailer") {
            let first = lexer.index().ok_or_else(broken)?;
            let count = lexer.index().ok_or_else(broken)?;
            for index in 0..count {
                let offset = lexer.index().ok_or_else(broken)?;
                lexer.index().ok_or_else(broken)?;
                if lexer.word("n") {
                    let number = first.checked_add(index).ok_or_else(broken)?;
                    self.offsets.entry(number).or_insert(offset as usize);
                } else if !lexer.word("f") {
                    return Err(broken());
                }
            }
        }
        match lexer.value() {
            Some(Value::Dictionary(trailer)) => Ok(trailer),
            _ => Err(Fault::unreadable("its trailer is damaged")),
        }
    }

    fn check_offsets(&self) -> Result<(), Fault> {
        let wrong = self.offsets.keys().filter(|number| self.start(**number).is_none()).min();
        match wrong {
            Some(number) => {
                Err(Fault::unreadable(format!("its cross-reference table is wrong: object {number} is not where it says")))
            }
            None => Ok(()),
        }
    }
}

fn check_ends(bytes: &[u8]) -> Result<(), Fault> {
    if bytes.is_empty() {
        return Err(Fault::unreadable("it is empty"));
    }
    if !bytes.starts_with(b"%PDF-") {
        return Err(Fault::unreadable("it does not begin as a PDF does"));
    }
    if !bytes.trim_ascii_end().ends_with(b"%%EOF") {
        return Err(Fault::unreadable("its end is missing, so it is probably cut off"));
    }
    Ok(())
}

fn start_of_table(bytes: &[u8]) -> Result<usize, Fault> {
    let tail = bytes.len().saturating_sub(1024);
    let word = b"startxref";
    let last = bytes[tail..].windows(word.len()).rposition(|window| window == word);
    let offset = last.and_then(|at| Lexer::of_content(&bytes[tail + at + word.len()..]).index());
    match offset {
        Some(offset) if (offset as usize) < bytes.len() && !is_space(bytes[offset as usize]) => Ok(offset as usize),
        _ => Err(Fault::unreadable("its end does not say where the cross-reference table is")),
    }
}

/// What to say of a cross-reference stream (§7.5.8), if that is what there is.
fn compressed_table(mut lexer: Lexer) -> Option<Fault> {
    lexer.index()?;
    lexer.index()?;
    if !lexer.word("obj") {
        return None;
    }
    match lexer.value()? {
        Value::Dictionary(dictionary) if dictionary.has("Encrypt") => Some(encrypted()),
        Value::Dictionary(_) => Some(Fault::foreign("it was written by another program")),
        _ => None,
    }
}

fn encrypted() -> Fault {
    Fault::unreadable("it is encrypted")
}
