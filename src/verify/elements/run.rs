//! One line in the making: white space collapses as CSS has it (CSS Text 3
//! §4.1.1), across the borders of elements.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::verify::{Line, Piece, PieceKind};

/// A line to which words are added.
pub struct Run {
    pub line: Line,
    /// Whether another space would be one too many.
    is_after_space: bool,
    /// Whether a paragraph without an element of its own has begun in it.
    pub has_paragraph: bool,
}

impl Run {
    pub fn new(line: Line) -> Self {
        Self { line, is_after_space: true, has_paragraph: false }
    }

    /// Adds `text` with its white space collapsed.
    pub fn add_text(&mut self, text: &str, language: &str, link: Option<&str>) {
        let mut shown = String::with_capacity(text.len());
        for character in text.chars() {
            let is_space = is_white(character);
            if !is_space {
                shown.push(character);
            } else if !self.is_after_space {
                shown.push(' ');
            }
            self.is_after_space = is_space;
        }
        self.add(PieceKind::Text, shown, language, link);
    }

    /// Adds `text` as it is.
    pub fn add_kept(&mut self, text: &str, language: &str, link: Option<&str>) {
        self.is_after_space = false;
        self.add(PieceKind::Text, text.to_string(), language, link);
    }

    /// Adds what is no text; `text` are the words that stand for it.
    pub fn add_mark(&mut self, kind: PieceKind, text: &str, language: &str, link: Option<&str>) {
        match kind {
            PieceKind::Text | PieceKind::Image | PieceKind::NoteMark => self.is_after_space = false,
            PieceKind::PageBreak => {}
        }
        self.line.push(piece(kind, text.to_string(), language, link));
    }

    fn add(&mut self, kind: PieceKind, text: String, language: &str, link: Option<&str>) {
        if !text.is_empty() {
            self.line.push(piece(kind, text, language, link));
        }
    }

    /// The line, without the space before its end.
    pub fn finish(mut self) -> Line {
        if self.is_after_space {
            let is_words = |piece: &Piece| piece.kind != PieceKind::PageBreak;
            if let Some(at) = self.line.pieces.iter().rposition(is_words) {
                let last = &mut self.line.pieces[at];
                if last.kind == PieceKind::Text && last.text.ends_with(' ') {
                    last.text.pop();
                }
                if last.kind == PieceKind::Text && last.text.is_empty() {
                    self.line.pieces.remove(at);
                }
            }
        }
        for piece in &mut self.line.pieces {
            if !is_nfc(&piece.text) {
                piece.text = piece.text.nfc().collect();
            }
        }
        self.line
    }
}

pub fn piece(kind: PieceKind, text: String, language: &str, link: Option<&str>) -> Piece {
    Piece { kind, text, language: language.to_string(), link: link.map(str::to_string) }
}

/// White space that collapses; a no-break space does not.
pub fn is_white(character: char) -> bool {
    matches!(character, ' ' | '\n' | '\t' | '\r' | '\u{c}')
}
