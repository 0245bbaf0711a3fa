//! What the codes of a font stand for (ISO 32000-1 §9.10), and whether the font
//! is in the file.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use hayro_cmap::{BfString, CMap};

use super::file::File;
use super::syntax::{Dictionary, Value};
use crate::verify::Fault;

pub struct Font {
    /// The name of the face, without the mark of a subset.
    pub name: String,
    pub is_embedded: bool,
    pub has_unicode: bool,
    has_two_bytes: bool,
    map: Option<CMap>,
    /// What each code stands for that was asked for before.
    known: RefCell<Vec<Option<Meaning>>>,
}

/// What a code stands for; `None` where the file does not say.
type Meaning = Option<Rc<str>>;

/// The fonts of a file, each read once.
#[derive(Default)]
pub struct Fonts {
    read: HashMap<u32, Rc<Font>>,
}

impl Fonts {
    /// The font of that name in `resources`.
    pub fn font<'a>(&mut self, file: &File<'a>, resources: &Dictionary<'a>, name: &str) -> Result<Option<Rc<Font>>, Fault> {
        let fonts = file.dictionary(resources, "Font");
        let object = fonts.reference(name);
        if let Some(font) = object.and_then(|object| self.read.get(&object)) {
            return Ok(Some(font.clone()));
        }
        let value = file.get(&fonts, name);
        let Some(dictionary) = value.dictionary() else { return Ok(None) };
        let font = Rc::new(read(file, dictionary)?);
        if let Some(object) = object {
            self.read.insert(object, font.clone());
        }
        Ok(Some(font))
    }

    /// All that were asked for, by name.
    pub fn used(&self) -> Vec<Rc<Font>> {
        let mut fonts: Vec<_> = self.read.values().cloned().collect();
        fonts.sort_by(|one, other| one.name.cmp(&other.name));
        fonts
    }
}

impl Font {
    /// What each code of `shown` stands for.
    pub fn texts(&self, shown: &[u8]) -> impl Iterator<Item = Meaning> {
        let codes = shown.chunks(if self.has_two_bytes { 2 } else { 1 });
        codes.map(|code| self.meaning(code.iter().fold(0, |code, &byte| code << 8 | usize::from(byte))))
    }

    fn meaning(&self, code: usize) -> Meaning {
        let mut known = self.known.borrow_mut();
        if known.len() <= code {
            known.resize(code + 1, None);
        }
        known[code].get_or_insert_with(|| text(self.map.as_ref()?, code as u32)).clone()
    }
}

fn read<'a>(file: &File<'a>, dictionary: &Dictionary<'a>) -> Result<Font, Fault> {
    let kind = dictionary.get("Subtype").name().unwrap_or_default();
    let inner = match file.list(dictionary, "DescendantFonts").first().map(|inner| file.resolve(inner).into_owned()) {
        Some(Value::Dictionary(inner)) => inner,
        _ => dictionary.clone(),
    };
    let descriptor = file.dictionary(&inner, "FontDescriptor");
    let has_two_bytes = kind == "Type0";
    let map = match dictionary.reference("ToUnicode") {
        Some(object) => CMap::parse(&file.stream(object)?, |_| None),
        None => None,
    };
    Ok(Font {
        name: face(dictionary),
        // The glyphs of a Type 3 font are in the font itself.
        is_embedded: kind == "Type3" || ["FontFile", "FontFile2", "FontFile3"].iter().any(|key| descriptor.has(key)),
        has_unicode: map.is_some(),
        has_two_bytes,
        map,
        known: RefCell::default(),
    })
}

/// A code that stands for more than a line can hold stands for nothing.
fn text(map: &CMap, code: u32) -> Meaning {
    match map.lookup_bf_string(code)? {
        BfString::Char(c) => Some(c.to_string().into()),
        BfString::String(text) => (text.len() <= 256).then(|| text.into()),
    }
}

/// `LibertinusSerif-Regular` of `NWCQDO+LibertinusSerif-Regular-Identity-H`.
fn face(dictionary: &Dictionary) -> String {
    let name = dictionary.get("BaseFont").name().unwrap_or("without a name");
    let name = name.split_once('+').map_or(name, |(_, name)| name);
    name.trim_end_matches("-Identity-H").to_string()
}
