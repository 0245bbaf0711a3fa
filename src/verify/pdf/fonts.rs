//! What the codes of a font stand for (ISO 32000-1 §9.10), and whether the font
//! is in the file.

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
    /// What each code stands for.
    texts: Vec<Option<Box<str>>>,
}

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
    /// What each code of `shown` stands for; `None` where the file does not say.
    pub fn texts<'t>(&'t self, shown: &'t [u8]) -> impl Iterator<Item = Option<&'t str>> {
        shown.chunks(if self.has_two_bytes { 2 } else { 1 }).map(|code| {
            let code = code.iter().fold(0, |code, &byte| code << 8 | usize::from(byte));
            self.texts.get(code).and_then(Option::as_deref)
        })
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
    let codes = if has_two_bytes { 1 << 16 } else { 1 << 8 };
    let mut texts: Vec<_> = map.iter().flat_map(|map| (0..codes).map(|code| text(map, code))).collect();
    texts.truncate(texts.iter().rposition(Option::is_some).map_or(0, |last| last + 1));
    texts.shrink_to_fit();
    Ok(Font {
        name: face(dictionary),
        // The glyphs of a Type 3 font are in the font itself.
        is_embedded: kind == "Type3" || ["FontFile", "FontFile2", "FontFile3"].iter().any(|key| descriptor.has(key)),
        has_unicode: map.is_some(),
        has_two_bytes,
        texts,
    })
}

/// A code that stands for more than a line can hold stands for nothing.
fn text(map: &CMap, code: u32) -> Option<Box<str>> {
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
