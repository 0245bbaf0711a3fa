//! Pictures, frames of text, and drawings that no edition can hold.

use super::body::Reader;
use crate::elements::Element;
use crate::import::manuscript::words;
use crate::markdown::Piece;

impl Reader<'_> {
    pub(super) fn drawing(&mut self, element: &Element, pieces: &mut Vec<Piece>) {
        // `<v:rect o:hr="t">`
        if element.all("v:rect").any(|shape| shape.attribute("other:hr").is_some_and(|is_rule| is_rule != "f")) {
            self.has_rule = true;
            return;
        }
        let mut has_something = false;
        for frame in frames(element) {
            has_something = true;
            let mut entries = Vec::new();
            // A frame in a frame ends where elements do.
            self.entries(frame, &mut entries);
            self.frames.extend(entries);
        }
        let alternative = said(element);
        let words = self.words_drawn(element);
        for image in element.descendants().filter(|inner| matches!(inner.name.as_str(), "a:blip" | "v:imagedata")) {
            if frames(element).any(|frame| frame.descendants().any(|inner| std::ptr::eq(inner, image))) {
                continue;
            }
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

    /// The words in a drawing: in its shapes, and in the parts of charts and diagrams.
    fn words_drawn(&mut self, element: &Element) -> String {
        let mut said = texts(element);
        let parts = element.descendants().filter_map(|inner| match inner.name.as_str() {
            "other:chart" => inner.attribute("r:id"),
            "other:relIds" => inner.attribute("r:dm"),
            _ => None,
        });
        for (target, _) in parts.filter_map(|id| self.sources.links[self.links].get(id)) {
            let path = self.path_of(target);
            // A part that is damaged says nothing.
            let part = super::part(self.archive, &path).ok().flatten();
            said.extend(part.iter().flat_map(texts));
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

/// The outermost frames of text in a drawing.
fn frames(element: &Element) -> impl Iterator<Item = &Element> {
    // In strict documents it stands in another vocabulary.
    let is_frame = |inner: &&Element| matches!(inner.name.as_str(), "w:txbxContent" | "other:txbxContent");
    let all: Vec<&Element> = element.descendants().filter(is_frame).collect();
    let is_inside = |inner: &&Element, outer: &&Element| {
        !std::ptr::eq(*inner, *outer) && outer.descendants().any(|one| std::ptr::eq(one, *inner))
    };
    let outermost: Vec<&Element> =
        all.iter().copied().filter(|frame| !all.iter().any(|other| is_inside(frame, other))).take(100).collect();
    outermost.into_iter()
}

/// The texts of shapes, charts and diagrams, each once in its place.
fn texts(element: &Element) -> Vec<String> {
    let is_text = |inner: &&Element| matches!(inner.name.as_str(), "a:t" | "other:v");
    element.descendants().filter(is_text).map(super::runs::text_of).filter(|text| !text.trim().is_empty()).take(1000).collect()
}

/// What a drawing shows, as its author says.
fn said(element: &Element) -> String {
    let properties = element.descendants().find(|inner| matches!(inner.name.as_str(), "wp:docPr" | "v:shape"));
    let value =
        |name: &str| properties.and_then(|properties| properties.attribute(name)).map(words).filter(|words| !words.is_empty());
    value("descr").or_else(|| value("alt")).or_else(|| value("title")).unwrap_or_default()
}
