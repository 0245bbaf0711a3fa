//! Elements in a line of text → pieces of a run.

use percent_encoding::percent_decode_str;

use super::notes::key;
use super::sheets::{Look, Position};
use super::{Here, Reader};
use crate::elements::{Element, Node};
use crate::import::manuscript::{plain, words};
use crate::import::{formula, writer};
use crate::markdown::{Mark, Piece};

impl Reader<'_> {
    /// The pieces that `nodes` are, as they stand: to be put in order with `tidy::run`.
    pub(super) fn pieces(&mut self, nodes: &[Node], here: &Here) -> Vec<Piece> {
        let mut run = Vec::new();
        for node in nodes {
            match node {
                Node::Text(text) => run.push(Piece::Text(text.clone())),
                Node::Element(element) if self.is_left_out(element) => {}
                Node::Element(element) => self.inline(element, here, &mut run),
            }
        }
        run
    }

    pub(super) fn inline(&mut self, element: &Element, here: &Here, run: &mut Vec<Piece>) {
        self.enter_places(element);
        if let Some(number) = self.notes.marks.get(&key(element)) {
            if self.is_in_note {
                self.gathering.lose(
                    "the mark of a note in a note was left out",
                    &element.words(),
                    "write the words of the one into the other",
                );
            } else {
                run.push(Piece::NoteMark((number + 1).to_string()));
            }
            return;
        }
        let inside = self.entered(element, here);
        let foreign = (inside.language != here.language).then(|| inside.language.clone()).flatten();
        let mut pieces = match element.name.as_str() {
            "br" => vec![Piece::LineBreak],
            "img" | "image" => self.image(element).into_iter().collect(),
            "a" => self.link(element, &inside),
            "code" | "samp" | "tt" => self.code_in_line(element, &inside),
            "q" => {
                let mut pieces = vec![Piece::Text("\"".into())];
                pieces.extend(self.pieces(&element.nodes, &inside));
                pieces.push(Piece::Text("\"".into()));
                pieces
            }
            "rt" => vec![Piece::Text(format!(" ({})", element.words()))],
            "rp" => Vec::new(),
            "math" => vec![self.formula(element)],
            name => {
                let pieces = self.pieces(&element.nodes, &inside);
                self.lose_marks(element, &pieces);
                match mark(name) {
                    Some(Mark::Superscript) if is_note_marks(&pieces) => pieces,
                    Some(mark) => vec![Piece::Marked { mark, pieces }],
                    None if matches!(name, "span" | "font") => self.looking(element, &inside, pieces),
                    None => pieces,
                }
            }
        };
        if let Some(language) = foreign {
            pieces = vec![writer::foreign(&language, pieces)];
        }
        if matches!(element.name.as_str(), "td" | "th" | "li" | "p" | "div") {
            // A block in a line: its words are kept apart from those before it.
            run.push(Piece::Text(" ".into()));
        }
        run.extend(pieces);
    }

    /// `pieces` with the marks that a style sheet gives `element`, which has none of its own.
    fn looking(&mut self, element: &Element, here: &Here, pieces: Vec<Piece>) -> Vec<Piece> {
        let Look { slanted, heavy, struck, underlined, position, hidden: _ } = self.looks.of_element(element);
        if is_note_marks(&pieces) {
            return pieces;
        }
        if underlined == Some(true) && !self.is_in_link && element.find("a").is_none() {
            self.lose_underline(&plain(&pieces));
        }
        let marks = [
            (Mark::Superscript, position == Some(Position::Raised)),
            (Mark::Subscript, position == Some(Position::Lowered)),
            (Mark::Strikethrough, struck == Some(true)),
            (Mark::Emphasis, slanted == Some(true)),
            (Mark::Strong, heavy == Some(true) && !here.is_heavy),
        ];
        let wrap = |pieces, (mark, _)| vec![Piece::Marked { mark, pieces }];
        marks.into_iter().filter(|(_, is_set)| *is_set).fold(pieces, wrap)
    }

    fn lose_underline(&mut self, words: &str) {
        if !words.trim().is_empty() {
            self.gathering.lose(
                "words are not underlined any more",
                words,
                "use `*emphasis*` or `**strong**` where it matters",
            );
        }
    }

    /// Code has no marks in it; links and notes stay, as words and marks.
    fn code_in_line(&mut self, element: &Element, here: &Here) -> Vec<Piece> {
        let pieces = self.pieces(&element.nodes, here);
        let is_plain = |piece: &Piece| matches!(piece, Piece::Text(_) | Piece::Code(_));
        if pieces.iter().all(is_plain) { vec![Piece::Code(plain(&pieces))] } else { pieces }
    }

    /// What is seen of a mark that a text cannot have.
    fn lose_marks(&mut self, element: &Element, pieces: &[Piece]) {
        let words = plain(pieces);
        if self.is_own || words.trim().is_empty() {
            return;
        }
        match element.name.as_str() {
            "u" | "ins" => self.lose_underline(&words),
            "mark" => self.gathering.lose("words are not highlighted any more", &words, "use `**strong**` where it matters"),
            "abbr" | "acronym" => {
                if let Some(title) = element.attribute("title").filter(|title| !title.is_empty()) {
                    self.gathering.lose(
                        format!("`{}` is not explained any more as “{title}”", words.trim()),
                        "",
                        "write what it stands for into the text",
                    );
                }
            }
            "span" if self.sheets_missing > 0 && element.attribute("class").is_some() => {
                self.styled += usize::from(self.looks.of_element(element) == Look::default());
            }
            "ruby" => self.gathering.lose(
                "a reading above characters stands in brackets after them",
                &words,
                "look whether it reads well",
            ),
            _ => {}
        }
    }

    pub(super) fn image(&mut self, element: &Element) -> Option<Piece> {
        let source = ["src", "xlink:href", "data-src"]
            .into_iter()
            .find_map(|name| element.attribute(name))
            .unwrap_or_default()
            .trim()
            .to_string();
        let alternative = element.attribute("alt").map(words).unwrap_or_default();
        if source.is_empty() {
            self.gathering.lose(
                "an image was left out, because it has no file",
                &alternative,
                "put it into `images`, and write `![what it shows](images/name.png)`",
            );
            return None;
        }
        if element.attribute("alt").is_some() && alternative.is_empty() {
            self.gathering.lose(
                "an image that says nothing (its alternative text is empty) was left out",
                shown(&source),
                "if it says something, write `![what it shows](images/name.png)`",
            );
            return None;
        }
        let page = self.page;
        let files = self.files;
        // However a page of a book calls it, a picture is unpacked once.
        let in_book =
            page.beside(&source).filter(|_| page.is_in_book && !source.starts_with("data:") && !source.contains("://"));
        let path = self.gathering.image(in_book.as_deref().unwrap_or(&source), || {
            bytes_of(&source, |path| {
                let path = if page.is_in_book {
                    page.beside(path)
                } else {
                    Some(percent_decode_str(path).decode_utf8_lossy().into_owned())
                };
                files(&path.ok_or("lies outside of the book")?)
            })
        });
        let Some(path) = path else {
            // What it shows is said at least.
            return (!alternative.is_empty()).then(|| Piece::Text(format!("[{alternative}]")));
        };
        if alternative.is_empty() {
            self.gathering.lose("an image has no alternative text", shown(&source), "write what it shows between `![` and `]`");
        }
        let alternative = if alternative.is_empty() { path.trim_start_matches("images/").to_string() } else { alternative };
        Some(Piece::Image { path, alternative })
    }

    fn formula(&mut self, element: &Element) -> Piece {
        let said = formula::in_line(element);
        self.gathering.lose(
            "a formula is its signs in one line now",
            &said,
            "write it in words, or put a picture of it into `images`",
        );
        Piece::Text(said)
    }

    /// Whether `element` is something that no edition can hold, which is then a loss.
    pub(super) fn is_lost(&mut self, element: &Element) -> bool {
        let what = match element.name.as_str() {
            "video" => "a video",
            "audio" => "a sound recording",
            "iframe" | "object" | "embed" | "applet" | "frame" => "something from another page",
            "canvas" => "a drawing made by a script",
            "svg" | "svg:svg" if element.attribute("aria-hidden") != Some("true") && !element.words().is_empty() => "a drawing",
            "svg:svg" if element.descendants().any(|inner| inner.name == "svg:image") => return false,
            "svg" | "svg:svg" | "map" => return true,
            "input" if matches!(element.attribute("type"), Some("hidden" | "checkbox")) => return true,
            "input" | "select" | "textarea" | "button" => "a field of a form",
            _ => return false,
        };
        let said = [element.words(), element.attribute("src").unwrap_or_default().to_string()];
        let said = said.into_iter().find(|said| !said.is_empty()).unwrap_or_default();
        self.gathering.lose(format!("{what} was left out"), &said, "say in words what it says, or link to it");
        true
    }
}

fn mark(name: &str) -> Option<Mark> {
    match name {
        "em" | "i" | "dfn" | "var" => Some(Mark::Emphasis),
        "strong" | "b" => Some(Mark::Strong),
        "s" | "strike" | "del" => Some(Mark::Strikethrough),
        "sup" => Some(Mark::Superscript),
        "sub" => Some(Mark::Subscript),
        "bdi" => Some(Mark::Isolate),
        "kbd" => Some(Mark::Keyboard),
        "cite" => Some(Mark::Citation),
        _ => None,
    }
}

/// Marks of notes are raised by themselves.
fn is_note_marks(pieces: &[Piece]) -> bool {
    let is_mark = |piece: &Piece| match piece {
        Piece::NoteMark(_) => true,
        Piece::Text(text) => text.trim().is_empty(),
        _ => false,
    };
    pieces.iter().all(is_mark) && pieces.iter().any(|piece| matches!(piece, Piece::NoteMark(_)))
}

/// The bytes of the image `source`: inside the page, or beside it.
pub(super) fn bytes_of(source: &str, read: impl Fn(&str) -> Result<Vec<u8>, String>) -> Result<Vec<u8>, String> {
    if let Some(data) = source.strip_prefix("data:") {
        let (kind, data) = data.split_once(',').ok_or("is damaged")?;
        let data: Vec<u8> = percent_decode_str(data).collect();
        if !kind.ends_with(";base64") {
            return Ok(data);
        }
        use base64::Engine;
        let data: Vec<u8> = data.into_iter().filter(|byte| !byte.is_ascii_whitespace()).collect();
        return base64::engine::general_purpose::STANDARD.decode(data).map_err(|_| "is damaged".to_string());
    }
    if source.contains("://") || source.starts_with("//") {
        return Err("is on the network, from which nothing is fetched".into());
    }
    read(source.split(['?', '#']).next().unwrap_or_default())
}

fn shown(source: &str) -> &str {
    if source.starts_with("data:") { "an image inside the page" } else { source }
}
