//! A text between the format in which it came and the Markdown that it becomes.

use crate::document::{Alignment, CalloutKind, Code, Language, ListKind, Task};
use crate::markdown::{Piece, Quotes};

/// A text that was read, with what is known about it and what could not be carried over.
#[derive(Debug)]
pub(super) struct Manuscript {
    pub about: About,
    /// Headings and blocks in their order.
    pub blocks: Vec<Block>,
    pub notes: Vec<Note>,
    /// By path below the source folder.
    pub images: Vec<(String, Vec<u8>)>,
    pub losses: Vec<Loss>,
    /// Whether straight quotation marks and the like are to become typographic.
    pub quotes: Quotes,
    /// Where the title, the day and so on were found: `its metadata`.
    pub origin: &'static str,
}

/// What is said about a text. All of it is as it was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct About {
    pub identifier: Option<String>,
    pub slug: Option<String>,
    pub title: Option<String>,
    pub subtitle: Option<String>,
    pub authors: Vec<String>,
    pub publisher: Option<String>,
    pub language: Option<String>,
    pub published: Option<String>,
    pub modified: Option<String>,
    pub version: Option<String>,
    pub rights: Option<String>,
    /// Its name and address.
    pub licence: Option<(String, Option<String>)>,
    pub description: Option<String>,
    pub subjects: Vec<String>,
    pub canonical: Option<String>,
    /// Where the text was found, which is not where its editions will be.
    pub address: Option<String>,
    /// Path and alternative text.
    pub cover: Option<(String, String)>,
    pub note: Option<String>,
}

impl Manuscript {
    /// The fields of `statement.yaml` of which it says nothing. Where an edition of this
    /// program is silent, so is its statement: only its own characters are kept as
    /// they are written.
    pub fn unsaid(&self) -> Vec<&'static str> {
        match self.quotes {
            Quotes::AsWritten => Vec::new(),
            Quotes::ToSet => self.about.unsaid(),
        }
    }
}

impl About {
    /// The fields of `statement.yaml` of which it says nothing.
    pub fn unsaid(&self) -> Vec<&'static str> {
        let Self { identifier, slug, title, subtitle, authors, publisher, language, published, modified, version, .. } = self;
        let Self { rights, licence, description, subjects, canonical, cover, note, .. } = self;
        let fields = [
            ("identifier", identifier.is_some()),
            ("slug", slug.is_some()),
            ("title", title.is_some()),
            ("subtitle", subtitle.is_some()),
            ("authors", !authors.is_empty()),
            ("publisher", publisher.is_some()),
            ("language", language.is_some()),
            ("published", published.is_some()),
            ("modified", modified.is_some()),
            ("version", version.is_some()),
            ("rights", rights.is_some()),
            ("licence", licence.is_some()),
            ("description", description.is_some()),
            ("subjects", !subjects.is_empty()),
            ("canonical", canonical.is_some()),
            ("cover", cover.is_some()),
            ("note", note.is_some()),
        ];
        fields.into_iter().filter(|(_, is_said)| !is_said).map(|(field, _)| field).collect()
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Block {
    pub kind: BlockKind,
    pub language: Option<Language>,
}

/// As [`crate::document::BlockKind`], with headings among the blocks.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum BlockKind {
    Heading { level: usize, pinned: Option<String>, title: Vec<Piece> },
    Paragraph(Vec<Piece>),
    KeySentence(Vec<Piece>),
    List { kind: ListKind, is_tight: bool, items: Vec<Item> },
    Quotation { blocks: Vec<Block>, attribution: Option<Vec<Piece>> },
    Callout { kind: CalloutKind, title: Option<Vec<Piece>>, blocks: Vec<Block> },
    Table { alignments: Vec<Alignment>, header: Vec<Vec<Piece>>, rows: Vec<Vec<Vec<Piece>>> },
    Code(Code),
    Figure { path: String, alternative: String, caption: Option<String> },
    Descriptions(Vec<Description>),
    Divider,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Item {
    pub task: Option<Task>,
    pub blocks: Vec<Block>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Description {
    pub terms: Vec<Vec<Piece>>,
    pub details: Vec<Block>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Note {
    pub name: String,
    pub blocks: Vec<Block>,
}

/// Something that could not be carried over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Loss {
    /// What, as a sentence without a full stop.
    pub what: String,
    /// `paragraph 12, under “Fish”: “We fish where …”`
    pub place: String,
    /// What to do about it.
    pub help: &'static str,
}

impl From<BlockKind> for Block {
    fn from(kind: BlockKind) -> Self {
        Self { kind, language: None }
    }
}

/// Takes the box before the words of an item off: what it says makes a task of the item.
pub(super) fn task_of_sign(blocks: &mut [Block]) -> Option<Task> {
    let Some(Block { kind: BlockKind::Paragraph(pieces), .. }) = blocks.first_mut() else { return None };
    let Some(Piece::Text(text)) = pieces.first_mut() else { return None };
    let signs = [('☐', Task::Open), ('☒', Task::Done), ('☑', Task::Done)];
    let (sign, task) = signs.into_iter().find(|(sign, _)| text.starts_with(*sign))?;
    *text = text.trim_start_matches(sign).trim_start().to_string();
    Some(task)
}

/// The characters of `pieces` alone, alternatives for images.
pub(super) fn plain(pieces: &[Piece]) -> String {
    let mut out = String::new();
    gather(pieces, &mut out);
    out
}

fn gather(pieces: &[Piece], out: &mut String) {
    for piece in pieces {
        match piece {
            Piece::Text(text) | Piece::Code(text) => out.push_str(text),
            Piece::Escaped(character) => out.push(*character),
            Piece::Marked { mark: _, pieces } | Piece::Link { destination: _, pieces } => gather(pieces, out),
            Piece::Image { path: _, alternative } => out.push_str(alternative),
            Piece::NoteMark(_) => {}
            Piece::LineBreak => out.push(' '),
        }
    }
}

/// Text with its words parted by single spaces, none at either end.
pub(super) fn words(text: &str) -> String {
    text.split([' ', '\n', '\t', '\r', '\u{c}', '\u{2028}', '\u{2029}'])
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
