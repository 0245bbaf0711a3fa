//! YAML as a tree in which every key and value knows its place.

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{Location, Spanned};

use crate::diagnostics::{Diagnostics, SourceId, Sources, Span};

/// The tree of the source file `id`; nothing if it is no YAML (reported).
pub fn parse(id: SourceId, sources: &Sources, diagnostics: &mut Diagnostics) -> Option<Node> {
    let text = sources.text(id);
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    match serde_saphyr::from_str::<Spanned<Raw>>(&text[start..]) {
        Ok(raw) => Some(place(raw, &Places { id, sources })),
        Err(error) => {
            let error = error.without_snippet();
            let at = error.location().map_or(start, |location| Places { id, sources }.start(&location));
            let end = text[at..].lines().next().map_or(at, |line| at + line.trim_end().len());
            diagnostics.yaml_syntax(Span::new(id, at, end), &first_line(&error.to_string()));
            None
        }
    }
}

/// A value and its place.
#[derive(Clone, Debug)]
pub struct Node {
    pub span: Span,
    pub kind: Kind,
}

#[derive(Clone, Debug)]
pub enum Kind {
    Nothing,
    Boolean,
    Number(f64),
    Text(String),
    List(Vec<Node>),
    /// In the order of writing; no key twice.
    Map(Vec<(Key, Node)>),
}

#[derive(Clone, Debug)]
pub struct Key {
    pub name: String,
    pub span: Span,
}

impl Kind {
    pub fn described(&self) -> &'static str {
        match self {
            Kind::Nothing => "nothing",
            Kind::Boolean => "yes or no",
            Kind::Number(_) => "a number",
            Kind::Text(_) => "a text",
            Kind::List(_) => "a list",
            Kind::Map(_) => "keys with values",
        }
    }
}

impl Node {
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(text) => Some(text),
            Kind::Nothing | Kind::Boolean | Kind::Number(_) | Kind::List(_) | Kind::Map(_) => None,
        }
    }
}

enum Raw {
    Nothing,
    Boolean,
    Number(f64),
    Text(String),
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<String>, Spanned<Raw>)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Raw, E> {
        Ok(Raw::Nothing)
    }

    fn visit_none<E: Error>(self) -> Result<Raw, E> {
        Ok(Raw::Nothing)
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Raw, E> {
        Ok(Raw::Boolean)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Raw, E> {
        Ok(Raw::Number(number as f64))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Raw, E> {
        Ok(Raw::Number(number as f64))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Raw, E> {
        Ok(Raw::Number(number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Raw, E> {
        Ok(Raw::Text(text.to_string()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Raw, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Raw::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Raw, A::Error> {
        let mut map = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            map.push(entry);
        }
        Ok(Raw::Map(map))
    }
}

struct Places<'a> {
    id: SourceId,
    sources: &'a Sources,
}

impl Places<'_> {
    fn span(&self, location: &Location) -> Span {
        let text = self.sources.text(self.id);
        let start = self.start(location);
        let mut end = (start + location.span().byte_len().unwrap_or(0) as usize).min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        Span::new(self.id, start, start + text[start..end].trim_end().len())
    }

    /// The byte at line and column, which the parser counts in characters.
    fn start(&self, location: &Location) -> usize {
        let text = self.sources.text(self.id);
        let line_start = self.sources.line_start(self.id, location.line() as usize);
        let mark = if line_start == 0 && text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let line = text[line_start + mark..].lines().next().unwrap_or_default();
        let column = (location.column() as usize).saturating_sub(1);
        line_start + mark + line.char_indices().nth(column).map_or(line.len(), |(at, _)| at)
    }
}

fn place(raw: Spanned<Raw>, places: &Places) -> Node {
    let span = places.span(&raw.referenced);
    let kind = match raw.value {
        Raw::Nothing => Kind::Nothing,
        Raw::Boolean => Kind::Boolean,
        Raw::Number(number) => Kind::Number(number),
        Raw::Text(text) => Kind::Text(text),
        Raw::List(list) => Kind::List(list.into_iter().map(|item| place(item, places)).collect()),
        Raw::Map(map) => Kind::Map(map.into_iter().map(|(key, value)| entry(key, value, places)).collect()),
    };
    Node { span, kind }
}

fn entry(key: Spanned<String>, value: Spanned<Raw>, places: &Places) -> (Key, Node) {
    (Key { name: key.value, span: places.span(&key.referenced) }, place(value, places))
}

fn first_line(message: &str) -> String {
    message.lines().next().unwrap_or_default().to_string()
}
