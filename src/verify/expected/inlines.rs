//! Runs of inlines as pieces of a line.

use super::Writer;
use crate::document::{Change, Changed, Format, Inline, Target, Text, Ways, shows_deleted};
use crate::verify::transcript::{Line, Piece, PieceKind};

/// What a run is in: a language and perhaps a link.
#[derive(Clone, Copy)]
pub(super) struct Around<'a> {
    pub language: &'a str,
    pub link: Option<&'a str>,
}

/// Whether a run stands in the text or is a title shown a second time, where
/// links and note marks are left out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Showing {
    Whole,
    /// Without the marks of changes too; deleted words only if it has no others.
    Again,
}

impl Writer<'_> {
    pub(super) fn inlines(&self, list: &[Inline], around: Around, showing: Showing, line: &mut Line) {
        let leaves_deleted = showing == Showing::Again && !shows_deleted(list);
        for inline in list {
            let is_deleted = matches!(inline, Inline::Changed(Changed { change: Some(Change::Deleted), .. }));
            if !(leaves_deleted && is_deleted) {
                self.inline(inline, around, showing, line);
            }
        }
    }

    fn inline(&self, inline: &Inline, around: Around, showing: Showing, line: &mut Line) {
        let piece = |kind, text: &str, link: Option<&str>| Piece {
            kind,
            text: text.to_string(),
            language: around.language.to_string(),
            link: link.map(str::to_string),
        };
        match inline {
            Inline::Text { text, span: _ } | Inline::Code { text, span: _ } => {
                line.push(piece(PieceKind::Text, text, around.link));
            }
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Strikethrough(inner)
            | Inline::Superscript(inner)
            | Inline::Subscript(inner)
            | Inline::Isolate(inner)
            | Inline::Keyboard(inner)
            | Inline::Citation(inner) => self.inlines(inner, around, showing, line),
            Inline::Foreign { language, inlines } => {
                self.inlines(inlines, Around { language: language.tag(), ..around }, showing, line);
            }
            Inline::Link(link) => {
                let address = match &link.target {
                    Target::Anchor(anchor) => format!("#{anchor}"),
                    Target::Url(url) => url.clone(),
                };
                let link_here = match showing {
                    Showing::Whole => Some(address.as_str()),
                    Showing::Again => around.link,
                };
                self.inlines(&link.inlines, Around { link: link_here, ..around }, showing, line);
            }
            Inline::Image { image: _, alternative, span: _ } => line.push(piece(PieceKind::Image, alternative, around.link)),
            Inline::NoteMark(mark) => {
                if showing == Showing::Whole {
                    let note = format!("#{}", self.document.notes[mark.note.0].anchor);
                    let link = match self.format {
                        // In a PDF it leads to a place on the page, which has no name.
                        Format::Pdf => None,
                        Format::Epub | Format::Html => Some(note.as_str()),
                    };
                    line.push(piece(PieceKind::NoteMark, &self.number(mark.note.number() as u64), link));
                }
            }
            Inline::LineBreak => line.push(piece(PieceKind::Text, " ", around.link)),
            Inline::Changed(changed) => match showing {
                Showing::Whole => self.changed(changed, around, line),
                Showing::Again => self.inlines(&changed.inlines, around, showing, line),
            },
        }
    }

    /// Words of a change between those that say so: on paper as the alternatives of
    /// the marks that are drawn.
    fn changed(&self, changed: &Changed, around: Around, line: &mut Line) {
        let Changed { change, inlines, id: _, ways } = changed;
        let said = match change {
            Some(Change::Inserted) => Some((&self.words.inserted, &self.words.end_of_insertion)),
            Some(Change::Deleted) => Some((&self.words.deleted, &self.words.end_of_deletion)),
            None => None,
        };
        let say = |words: Text, line: &mut Line| {
            for piece in self.said(&words) {
                let kind = match self.format {
                    Format::Pdf => PieceKind::Image,
                    Format::Epub | Format::Html => PieceKind::Text,
                };
                line.push(Piece { kind, link: around.link.map(str::to_string), ..piece });
            }
        };
        let spoken = |word: &Text| {
            let content = match self.format {
                Format::Pdf => word.content.trim_end().to_string(),
                Format::Epub | Format::Html => format!(" {} ", word.content.trim_end()),
            };
            Text { content, ..word.clone() }
        };
        if let Some((begins, _)) = said {
            say(spoken(&self.words.introducing(begins)), line);
        }
        self.inlines(inlines, around, Showing::Whole, line);
        match self.format {
            Format::Epub | Format::Html => self.ways_on(ways, line),
            Format::Pdf => {}
        }
        if let Some((_, ends)) = said {
            say(spoken(ends), line);
        }
    }

    /// The links from a change to the ones before and after it, which paper has not.
    fn ways_on(&self, ways: &Ways, line: &mut Line) {
        let Ways { previous, next } = ways;
        let words = self.words;
        for (way, arrow, word) in [(previous, "↑", &words.previous_change), (next, "↓", &words.next_change)] {
            let language = word.language_in(&self.document.metadata.language).tag();
            if let Some(way) = way {
                line.push(Piece { link: Some(format!("#{}", way.to)), ..Piece::text(arrow, language) });
            }
        }
    }
}
