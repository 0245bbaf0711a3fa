//! What Typst cannot say is written into the finished file: whole language tags,
//! and the direction of scripts that it does not know.
//!
//! The export writes every object plainly, one after the other, and a table of
//! where each begins (ISO 32000-1 §7.5.4). So the file can be copied object by
//! object with a few strings exchanged, and the table written anew.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Write};
use std::ops::Range;

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use typst::layout::Dir;
use typst::text::Lang;

use super::tokens::{Token, tokens};
use crate::document::{Direction, Language, Metadata};

/// `pdf` with the tags of `languages` in place of those that Typst was told, in
/// the catalogue, structure, content and XMP, with the direction of the book's
/// language, and with that of a title or description in another one. The file
/// itself where it says so already, or where it is not built as the export builds
/// files.
pub fn corrected(pdf: Vec<u8>, languages: &BTreeMap<String, String>, metadata: &Metadata) -> Vec<u8> {
    let language = &metadata.language;
    let texts = [("dc:title", Some(&metadata.title)), ("dc:description", metadata.description.as_ref())];
    let foreign: Vec<(&str, &Language)> =
        texts.into_iter().filter_map(|(name, text)| Some((name, text?.language.as_ref()?))).collect();
    if languages.is_empty() && foreign.is_empty() && direction_told(language) == language.direction() {
        return pdf;
    }
    let Some(layout) = Layout::read(&pdf) else { return pdf };
    let direction = language.direction();
    let correction = Correction { languages, foreign, direction, contents: layout.contents(&pdf) };
    layout.rewritten(&pdf, &correction)
}

/// The direction that Typst takes from its own list of languages.
fn direction_told(language: &Language) -> Direction {
    match language.primary().parse::<Lang>().map(Lang::dir) {
        Ok(Dir::RTL) => Direction::RightToLeft,
        _ => Direction::LeftToRight,
    }
}

struct Correction<'a> {
    languages: &'a BTreeMap<String, String>,
    /// Properties of XMP that are in another language than the book.
    foreign: Vec<(&'a str, &'a Language)>,
    direction: Direction,
    /// The objects that are content streams of pages.
    contents: BTreeSet<usize>,
}

impl Correction<'_> {
    /// The object with what is to be said otherwise, if there is anything.
    fn object(&self, number: usize, object: &[u8]) -> Option<Vec<u8>> {
        let Some(stream) = stream(object) else { return self.strings(object) };
        let dictionary = &object[..stream.start];
        let data = &object[stream.clone()];
        if contains(dictionary, b"/Type/Metadata") {
            return Some(with_stream(object, &stream, &self.metadata(data)?));
        }
        if self.contents.contains(&number) && contains(dictionary, b"/FlateDecode") {
            let mut plain = Vec::new();
            ZlibDecoder::new(data).read_to_end(&mut plain).ok()?;
            let mut packed = ZlibEncoder::new(Vec::new(), Compression::new(6));
            packed.write_all(&self.strings(&plain)?).ok()?;
            return Some(with_stream(object, &stream, &packed.finish().ok()?));
        }
        None
    }

    /// `bytes` with other values of `/Lang` and `/Direction`.
    fn strings(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        let direction = match self.direction {
            Direction::LeftToRight => "/L2R",
            Direction::RightToLeft => "/R2L",
        };
        let mut out = Vec::new();
        let mut copied = 0;
        let mut key: &[u8] = b"";
        for Token { range } in tokens(bytes) {
            let token = &bytes[range.clone()];
            let replaced = match key {
                b"/Lang" => token.strip_prefix(b"(").and_then(|rest| rest.strip_suffix(b")")).and_then(|told| {
                    let tag = self.languages.get(std::str::from_utf8(told).ok()?)?;
                    Some(format!("({tag})"))
                }),
                b"/Direction" if token != direction.as_bytes() => Some(direction.to_string()),
                _ => None,
            };
            if let Some(replaced) = replaced {
                out.extend_from_slice(&bytes[copied..range.start]);
                out.extend_from_slice(replaced.as_bytes());
                copied = range.end;
            }
            key = token;
        }
        (copied > 0).then(|| {
            out.extend_from_slice(&bytes[copied..]);
            out
        })
    }

    /// XMP with other values of `dc:language` (ISO 16684-1 §8.3) and the languages
    /// of texts. The information dictionary has no place for them that readers know
    /// of (ISO 32000-1 §7.9.2.2).
    fn metadata(&self, xmp: &[u8]) -> Option<Vec<u8>> {
        let written = std::str::from_utf8(xmp).ok()?;
        let mut text = written.to_string();
        if let Some(range) = element(&text, "dc:language") {
            let said = &text[range.clone()];
            if let Some((told, tag)) = self.languages.iter().find(|(told, _)| said.contains(&format!(">{told}<"))) {
                let said = said.replace(&format!(">{told}<"), &format!(">{tag}<"));
                text.replace_range(range, &said);
            }
        }
        for (name, language) in &self.foreign {
            text = with_language(&text, name, language).unwrap_or(text);
        }
        (text != written).then(|| text.into_bytes())
    }
}

/// `xmp` with the text of the property `name` once more, as being in `language`:
/// the default has to stand first (ISO 16684-1 §8.2.2.4).
fn with_language(xmp: &str, name: &str, language: &Language) -> Option<String> {
    const DEFAULT: &str = "xml:lang=\"x-default\"";
    let range = element(xmp, name)?;
    let item = element(&xmp[range.clone()], "rdf:li")?;
    let end = range.start + item.end;
    let item = &xmp[range.start + item.start..end];
    let again = item.contains(DEFAULT).then(|| item.replace(DEFAULT, &format!("xml:lang=\"{language}\"")))?;
    Some(format!("{}{again}{}", &xmp[..end], &xmp[end..]))
}

/// Where the first element of this name is.
fn element(xml: &str, name: &str) -> Option<Range<usize>> {
    let start = xml.find(&format!("<{name}>")).or_else(|| xml.find(&format!("<{name} ")))?;
    let closing = format!("</{name}>");
    let end = start + xml[start..].find(&closing)? + closing.len();
    Some(start..end)
}

/// Where the objects of a file are.
struct Layout {
    /// In the order of the file.
    objects: Vec<(usize, Range<usize>)>,
    table: Range<usize>,
    trailer: Range<usize>,
}

impl Layout {
    fn read(pdf: &[u8]) -> Option<Self> {
        let tail = pdf.len().saturating_sub(64);
        let mark = tail + find(&pdf[tail..], b"startxref")?;
        let mut lines = std::str::from_utf8(&pdf[mark..]).ok()?.lines();
        let start: usize = lines.nth(1)?.trim().parse().ok()?;
        let trailer = start + find(pdf.get(start..mark)?, b"trailer")?;
        let mut entries = std::str::from_utf8(&pdf[start..trailer]).ok()?.lines();
        let (first, count) = (entries.next()?, entries.next()?);
        if first != "xref" || !count.starts_with("0 ") {
            return None;
        }
        let mut starts: Vec<(usize, usize)> = Vec::new();
        for (number, entry) in entries.enumerate() {
            if entry.trim_end().ends_with('n') {
                starts.push((entry.get(..10)?.parse().ok()?, number));
            }
        }
        starts.sort_unstable();
        let ends = starts.iter().skip(1).map(|(at, _)| *at).chain([start]);
        let objects: Vec<(usize, Range<usize>)> =
            starts.iter().zip(ends).map(|((at, number), end)| (*number, *at..end)).collect();
        Some(Self { objects, table: start..trailer, trailer: trailer..mark })
    }

    /// The content streams of all pages.
    fn contents(&self, pdf: &[u8]) -> BTreeSet<usize> {
        let pages = self.objects.iter().map(|(_, range)| &pdf[range.clone()]).filter(|object| stream(object).is_none());
        pages
            .filter(|object| value(object, b"/Type") == Some("/Page"))
            .filter_map(|page| reference(page, b"/Contents"))
            .collect()
    }

    fn rewritten(&self, pdf: &[u8], correction: &Correction) -> Vec<u8> {
        let mut out = Vec::with_capacity(pdf.len() + 1024);
        let mut starts: BTreeMap<usize, usize> = BTreeMap::new();
        out.extend_from_slice(&pdf[..self.objects.first().map_or(self.table.start, |(_, range)| range.start)]);
        for (number, range) in &self.objects {
            starts.insert(*number, out.len());
            let object = &pdf[range.clone()];
            match correction.object(*number, object) {
                Some(corrected) => out.extend_from_slice(&corrected),
                None => out.extend_from_slice(object),
            }
        }
        let table = out.len();
        let text = String::from_utf8_lossy(&pdf[self.table.clone()]);
        for (line, entry) in text.split_inclusive('\n').enumerate() {
            match line.checked_sub(2).and_then(|number| starts.get(&number)) {
                Some(start) => out.extend_from_slice(format!("{start:010}{}", &entry[10..]).as_bytes()),
                None => out.extend_from_slice(entry.as_bytes()),
            }
        }
        out.extend_from_slice(&pdf[self.trailer.clone()]);
        out.extend_from_slice(format!("startxref\n{table}\n%%EOF").as_bytes());
        out
    }
}

/// Where the data of a stream object are (ISO 32000-1 §7.3.8).
fn stream(object: &[u8]) -> Option<Range<usize>> {
    let start = tokens(object).find(|token| &object[token.range.clone()] == b"stream")?.range.end;
    let start = start + if object[start..].starts_with(b"\r\n") { 2 } else { 1 };
    let length: usize = value(&object[..start], b"/Length")?.parse().ok()?;
    (start + length <= object.len()).then_some(start..start + length)
}

fn with_stream(object: &[u8], stream: &Range<usize>, data: &[u8]) -> Vec<u8> {
    let head = &object[..stream.start];
    let Some(at) = find(head, b"/Length ") else { return object.to_vec() };
    let number = at + b"/Length ".len();
    let end = number + head[number..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    [&head[..number], data.len().to_string().as_bytes(), &head[end..], data, &object[stream.end..]].concat()
}

/// The number of the object that `key` refers to.
fn reference(dictionary: &[u8], key: &[u8]) -> Option<usize> {
    value(dictionary, key)?.parse().ok()
}

/// The token after the name `key`.
fn value<'a>(dictionary: &'a [u8], key: &[u8]) -> Option<&'a str> {
    let mut tokens = tokens(dictionary);
    tokens.find(|token| &dictionary[token.range.clone()] == key)?;
    std::str::from_utf8(&dictionary[tokens.next()?.range]).ok()
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    find(bytes, part).is_some()
}

fn find(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).position(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_property_in_another_language_stands_beside_its_default() {
        let xmp =
            "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">A &amp; B</rdf:li></rdf:Alt></dc:title><dc:format>x</dc:format>";
        let welsh = Language::parse("cy").expect("a tag");
        let said = "<rdf:li xml:lang=\"x-default\">A &amp; B</rdf:li><rdf:li xml:lang=\"cy\">A &amp; B</rdf:li></rdf:Alt>";
        assert!(with_language(xmp, "dc:title", &welsh).is_some_and(|xmp| xmp.contains(said)));
        assert_eq!(with_language(xmp, "dc:description", &welsh), None);
        assert_eq!(with_language(xmp, "dc:format", &welsh), None);
    }
}
