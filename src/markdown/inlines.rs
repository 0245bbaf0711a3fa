//! comrak's inlines → draft.

use comrak::nodes::NodeValue;

use super::DEPTH_MAX;
use super::draft::{Image, Inline, Mark, Quotes};
use super::html::{self, Html};
use super::reader::{Node, Reader};
use crate::diagnostics::Span;

/// Texts are cut into pieces, because Typst counts bytes of a literal in 16
/// bits; a piece may grow by typography.
const TEXT_BYTES_MAX: usize = 12 * 1024;

/// A tag that was opened, with the inlines before it.
struct Opened {
    name: &'static str,
    mark: Mark,
    span: Span,
    before: Vec<Inline>,
}

impl Reader<'_> {
    /// The inlines of a block.
    pub fn run(&mut self, node: Node<'_>) -> Vec<Inline> {
        self.inlines(node, 1)
    }

    /// The inlines of what cannot be a figure.
    pub fn line(&mut self, node: Node<'_>) -> Vec<Inline> {
        let inlines = self.run(node);
        self.check_captions(&inlines);
        inlines
    }

    /// Only a figure has a caption.
    pub fn check_captions(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Image(image) if image.caption.is_some() => self.diagnostics.caption_in_line(image.span),
                Inline::Marked { inlines, .. } | Inline::Link { inlines, .. } => self.check_captions(inlines),
                Inline::Image(_) | Inline::Text { .. } | Inline::Code { .. } | Inline::NoteMark { .. } | Inline::LineBreak => {}
            }
        }
    }

    fn inlines(&mut self, parent: Node<'_>, depth: usize) -> Vec<Inline> {
        let mut opened: Vec<Opened> = Vec::new();
        let mut inlines = Vec::new();
        for node in parent.children() {
            let depth = depth + opened.len();
            let span = self.span(node);
            if depth > DEPTH_MAX {
                self.too_deep(span);
                return Vec::new();
            }
            let data = node.data();
            let marked = match &data.value {
                NodeValue::Emph => Some(Mark::Emphasis),
                NodeValue::Strong => Some(Mark::Strong),
                NodeValue::Strikethrough => Some(Mark::Strikethrough),
                _ => None,
            };
            if let Some(mark) = marked {
                let inside = self.inlines(node, depth + 1);
                inlines.push(Inline::Marked { mark, inlines: inside });
                continue;
            }
            match &data.value {
                NodeValue::Text(text) => self.text(text, span, Quotes::ToSet, &mut inlines),
                NodeValue::Escaped => {
                    for child in node.children() {
                        if let NodeValue::Text(text) = &child.data().value {
                            self.text(text, span, Quotes::AsWritten, &mut inlines);
                        }
                    }
                }
                NodeValue::SoftBreak => line_end(span, &mut inlines),
                NodeValue::LineBreak => inlines.push(Inline::LineBreak),
                NodeValue::Code(code) => {
                    self.check_characters(&code.literal, span);
                    inlines.extend(pieces(&nfc(&code.literal)).map(|text| Inline::Code { text: text.to_string(), span }));
                }
                NodeValue::HtmlInline(html) => self.html(html, span, &mut opened, &mut inlines),
                NodeValue::Link(link) => {
                    let destination = link.url.clone();
                    if !link.title.trim().is_empty() {
                        self.diagnostics.link_title(span, link.title.trim());
                    }
                    inlines.extend(self.link(node, destination, span, depth));
                }
                NodeValue::Image(link) => {
                    let (path, title) = (link.url.clone(), link.title.clone());
                    let image = self.image(node, path, &title, span, depth);
                    inlines.push(Inline::Image(image));
                }
                NodeValue::FootnoteReference(reference) => {
                    inlines.push(Inline::NoteMark { name: reference.name.clone(), span });
                }
                // Nothing else comes with the options that are set; if it
                // does, it stays the text that it is.
                _ => {
                    let text = self.places.slice(span).to_string();
                    self.text(&text, span, Quotes::AsWritten, &mut inlines);
                }
            }
        }
        while let Some(open) = opened.pop() {
            self.diagnostics.html_not_closed(open.span, open.name);
            let mut before = open.before;
            before.append(&mut inlines);
            inlines = before;
        }
        inlines
    }

    fn text(&mut self, text: &str, span: Span, quotes: Quotes, inlines: &mut Vec<Inline>) {
        self.check_characters(text, span);
        if quotes == Quotes::ToSet {
            self.find_undefined_notes(text, span);
        }
        let is_exact = self.places.slice(span) == text;
        let mut start = span.start;
        for piece in pieces(text) {
            let place = if is_exact { Span { start, end: start + piece.len(), ..span } } else { span };
            inlines.push(Inline::Text { text: piece.to_string(), span: place, quotes });
            start += piece.len();
        }
    }

    /// `[^name]` that has no definition is text to comrak.
    fn find_undefined_notes(&mut self, text: &str, span: Span) {
        let mut rest = text;
        while let Some((_, after)) = rest.split_once("[^") {
            let Some((name, after_name)) = after.split_once(']') else { return };
            rest = after;
            if name.is_empty() || name.contains(char::is_whitespace) || name.contains('[') {
                continue;
            }
            rest = after_name;
            let mark = format!("[^{name}]");
            let place = self.places.slice(span).find(&mark).map_or(span, |at| {
                let start = span.start + at;
                Span { start, end: start + mark.len(), ..span }
            });
            self.diagnostics.undefined_note(place, name);
        }
    }

    fn html(&mut self, html: &str, span: Span, opened: &mut Vec<Opened>, inlines: &mut Vec<Inline>) {
        match html::read(html) {
            Html::Break => inlines.push(Inline::LineBreak),
            Html::Comment(comment) => self.comments.extend(comment),
            Html::Open { name, mark } => {
                opened.push(Opened { name, mark, span, before: std::mem::take(inlines) });
            }
            Html::Close(name) => match opened.pop() {
                Some(open) if open.name == name => {
                    let inside = std::mem::replace(inlines, open.before);
                    // A tag that was reported marks nothing.
                    inlines.push(Inline::Marked { mark: open.mark, inlines: inside });
                }
                other => {
                    opened.extend(other);
                    self.diagnostics.html_not_opened(span, name);
                }
            },
            Html::BadLanguage(tag) => {
                self.diagnostics.bad_language_tag(span, &tag, None);
                self.open_anyway(span, opened, inlines);
            }
            Html::OtherDirection { written, language } => {
                self.diagnostics.other_direction(span, &written, language.tag(), language.direction().as_str());
                self.open_anyway(span, opened, inlines);
            }
            Html::NotAllowed => self.diagnostics.html_not_allowed(span),
        }
    }

    /// So that the closing tag of a wrong `<span>` is not reported as well.
    fn open_anyway(&mut self, span: Span, opened: &mut Vec<Opened>, inlines: &mut Vec<Inline>) {
        let mark = Mark::Foreign(self.language.clone());
        opened.push(Opened { name: "span", mark, span, before: std::mem::take(inlines) });
    }

    fn link(&mut self, node: Node<'_>, destination: String, span: Span, depth: usize) -> Option<Inline> {
        self.check_attributes(node, span);
        let is_address = self.places.slice(span).starts_with('<');
        let mut inlines = if depth + 1 > DEPTH_MAX { Vec::new() } else { self.inlines(node, depth + 1) };
        if is_address {
            for inline in &mut inlines {
                if let Inline::Text { quotes, .. } = inline {
                    *quotes = Quotes::AsWritten;
                }
            }
        }
        if is_empty(&inlines) {
            self.diagnostics.empty_link_text(span, &destination);
            return None;
        }
        Some(Inline::Link { destination, inlines, span })
    }

    fn image(&mut self, node: Node<'_>, path: String, title: &str, span: Span, depth: usize) -> Image {
        self.check_attributes(node, span);
        let mut alternative = Vec::new();
        self.alternative(node, depth + 1, &mut alternative);
        if is_empty(&alternative) {
            self.diagnostics.missing_alternative_text(span, &path);
        }
        let caption = (!title.trim().is_empty()).then(|| {
            self.check_characters(title, span);
            let place = self.places.slice(span).rfind(title).map_or(span, |at| {
                let start = span.start + at;
                Span { start, end: start + title.len(), ..span }
            });
            vec![Inline::Text { text: title.to_string(), span: place, quotes: Quotes::ToSet }]
        });
        Image { path, alternative, caption, span }
    }

    /// The words of an alternative text, and nothing else.
    fn alternative(&mut self, parent: Node<'_>, depth: usize, words: &mut Vec<Inline>) {
        if depth > DEPTH_MAX {
            let span = self.span(parent);
            return self.too_deep(span);
        }
        for node in parent.children() {
            let span = self.span(node);
            let data = node.data();
            let what = match &data.value {
                NodeValue::Text(text) => {
                    let is_escaped = matches!(parent.data().value, NodeValue::Escaped);
                    let quotes = if is_escaped { Quotes::AsWritten } else { Quotes::ToSet };
                    self.check_characters(text, span);
                    words.push(Inline::Text { text: text.to_string(), span, quotes });
                    continue;
                }
                NodeValue::Code(code) => {
                    self.check_characters(&code.literal, span);
                    words.push(Inline::Code { text: nfc(&code.literal), span });
                    continue;
                }
                NodeValue::SoftBreak | NodeValue::LineBreak => {
                    line_end(span, words);
                    continue;
                }
                NodeValue::Link(_) => Some("a link"),
                NodeValue::Image(_) => Some("an image"),
                NodeValue::FootnoteReference(_) => Some("the mark of a note"),
                NodeValue::HtmlInline(_) => Some("HTML"),
                _ => None,
            };
            match what {
                Some(what) => self.diagnostics.alternative_not_text(span, what),
                None => self.alternative(node, depth + 1, words),
            }
        }
    }

    fn check_attributes(&mut self, node: Node<'_>, span: Span) {
        if node.data().attrs.is_some() {
            self.diagnostics.attribute_not_allowed(span);
        }
    }
}

/// `text` in pieces of at most [`TEXT_BYTES_MAX`].
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut length = rest.len().min(TEXT_BYTES_MAX);
        while !rest.is_char_boundary(length) {
            length -= 1;
        }
        let (piece, after) = rest.split_at(length);
        rest = after;
        (!piece.is_empty()).then_some(piece)
    })
}

/// A line end in the source is white space after the text before it.
fn line_end(span: Span, inlines: &mut Vec<Inline>) {
    match inlines.last_mut() {
        Some(Inline::Text { text, .. }) => text.push('\n'),
        _ => inlines.push(Inline::Text { text: "\n".into(), span: Span { end: span.start, ..span }, quotes: Quotes::ToSet }),
    }
}

/// Whether a reader would see nothing of `inlines`.
pub(super) fn is_empty(inlines: &[Inline]) -> bool {
    inlines.iter().all(|inline| match inline {
        Inline::Text { text, .. } | Inline::Code { text, .. } => text.chars().all(is_invisible),
        Inline::Marked { inlines, .. } | Inline::Link { inlines, .. } => is_empty(inlines),
        Inline::Image(_) => false,
        Inline::NoteMark { .. } | Inline::LineBreak => true,
    })
}

fn is_invisible(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{202a}'..='\u{202e}')
}

pub(super) fn find_note_mark(inlines: &[Inline]) -> Option<Span> {
    inlines.iter().find_map(|inline| match inline {
        Inline::NoteMark { span, .. } => Some(*span),
        Inline::Marked { inlines, .. } | Inline::Link { inlines, .. } => find_note_mark(inlines),
        Inline::Text { .. } | Inline::Code { .. } | Inline::Image(_) | Inline::LineBreak => None,
    })
}

pub(super) fn nfc(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.nfc().collect()
}
