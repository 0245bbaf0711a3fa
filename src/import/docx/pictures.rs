//! Pictures, frames of text, and drawings that no edition can hold.

use std::collections::BTreeSet;

use super::body::Reader;
use crate::elements::Element;
use crate::import::manuscript::words;
use crate::markdown::Piece;

/// How much of the words of a chart is kept: more than any report shows.
const START_OF_PART: usize = 200;

impl Reader<'_> {
    pub(super) fn drawing(&mut self, element: &Element, pieces: &mut Vec<Piece>) {
        let drawn = outside_of_frames(element);
        // `<v:rect o:hr="t">`
        let is_line = |shape: &Element| shape.attribute("other:hr").is_some_and(|is_rule| is_rule != "f");
        if drawn.iter().any(|shape| shape.name == "v:rect" && is_line(shape)) {
            self.has_rule = true;
            return;
        }
        let mut has_something = false;
        for frame in drawn.iter().copied().filter(|inner| is_frame(inner)) {
            has_something = true;
            self.frame(frame);
        }
        let alternative = said(&drawn);
        let words = self.words_drawn(&drawn);
        for image in drawn.iter().filter(|inner| matches!(inner.name.as_str(), "a:blip" | "v:imagedata")) {
            has_something = true;
            let id = image.attribute("r:embed").or(image.attribute("r:id")).or(image.attribute("r:link")).unwrap_or_default();
            let Some((target, is_outside)) = self.sources.links[self.links].get(id).cloned() else {
                let help = "put a picture of it into `images`, and write `![what it shows](images/name.png)`";
                self.gathering.lose("a picture was left out, because the document does not have it", &alternative, help);
                continue;
            };
            pieces.extend(self.picture(&target, is_outside, &alternative));
        }
        if !has_something || !words.is_empty() {
            self.gathering.lose(
                "a drawing was left out",
                if words.is_empty() { &alternative } else { &words },
                "say in words what it says, or put a picture of it into `images`",
            );
        }
    }

    /// Reads a frame of text, after those that were met before it.
    fn frame(&mut self, frame: &Element) {
        // Its paragraphs neither take what waits for the one around it, nor stand in a field of that.
        let before = std::mem::take(&mut self.frames);
        let fields = std::mem::take(&mut self.fields);
        let mut entries = Vec::new();
        self.entries(frame, &mut entries);
        (self.frames, self.fields) = (before, fields);
        self.frames.extend(entries);
    }

    /// The words in a drawing: in its shapes, and in the parts of charts and diagrams.
    fn words_drawn(&mut self, drawn: &[&Element]) -> String {
        let mut said = texts(drawn.iter().copied());
        let parts = drawn.iter().filter_map(|inner| match inner.name.as_str() {
            "other:chart" => inner.attribute("r:id"),
            "other:relIds" => inner.attribute("r:dm"),
            _ => None,
        });
        // However often a drawing names a part.
        for id in parts.collect::<BTreeSet<&str>>() {
            let Some((target, _)) = self.sources.links[self.links].get(id) else { continue };
            let path = self.path_of(target);
            let archive = self.archive;
            let start = self.parts_drawn.entry(path).or_insert_with_key(|path| {
                // A part that is damaged says nothing.
                let part = super::part(archive, path).ok().flatten();
                let said = part.iter().flat_map(|root| texts(root.descendants())).collect::<Vec<_>>();
                words(&said.join(" ")).chars().take(START_OF_PART).collect()
            });
            said.push(start.clone());
        }
        words(&said.join(" "))
    }

    fn path_of(&self, target: &str) -> String {
        match target.strip_prefix('/') {
            Some(whole) => whole.to_string(),
            None => format!("{}/{target}", self.sources.folder),
        }
    }

    fn picture(&mut self, target: &str, is_outside: bool, alternative: &str) -> Option<Piece> {
        let path = self.path_of(target);
        let archive = self.archive;
        let path = self.gathering.image(target, || {
            if is_outside {
                return Err("is not in the document, and nothing is fetched".into());
            }
            archive.part(&path)?.ok_or_else(|| "is not in the document".into())
        });
        match path {
            None => (!alternative.is_empty()).then(|| Piece::Text(format!("[{alternative}]"))),
            Some(path) => {
                if alternative.is_empty() {
                    self.gathering.lose("an image has no alternative text", target, "write what it shows between `![` and `]`");
                }
                let alternative = if alternative.is_empty() {
                    path.trim_start_matches("images/").to_string()
                } else {
                    alternative.to_string()
                };
                Some(Piece::Image { path, alternative })
            }
        }
    }
}

fn is_frame(element: &Element) -> bool {
    // In strict documents it stands in another vocabulary.
    matches!(element.name.as_str(), "w:txbxContent" | "other:txbxContent")
}

/// The elements of a drawing in their order: its outermost frames of text, and
/// nothing of what stands in those.
fn outside_of_frames(drawing: &Element) -> Vec<&Element> {
    let mut out = Vec::new();
    let mut rest = vec![drawing];
    while let Some(element) = rest.pop() {
        out.push(element);
        if !is_frame(element) {
            let before = rest.len();
            rest.extend(element.elements());
            rest[before..].reverse();
        }
    }
    out
}

/// The texts of shapes, charts and diagrams, each once in its place.
fn texts<'a>(elements: impl Iterator<Item = &'a Element>) -> Vec<String> {
    let is_text = |inner: &&Element| matches!(inner.name.as_str(), "a:t" | "other:v");
    elements.filter(is_text).map(super::runs::text_of).filter(|text| !text.trim().is_empty()).take(1000).collect()
}

/// What a drawing shows, as its author says.
fn said(drawn: &[&Element]) -> String {
    let properties = drawn.iter().find(|inner| matches!(inner.name.as_str(), "wp:docPr" | "v:shape"));
    let value =
        |name: &str| properties.and_then(|properties| properties.attribute(name)).map(words).filter(|words| !words.is_empty());
    value("descr").or_else(|| value("alt")).or_else(|| value("title")).unwrap_or_default()
}
