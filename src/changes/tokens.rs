//! Runs as words in a row, each with what it is marked as, and back.

use crate::diagnostics::Span;
use crate::document::{Anchor, Change, Changed, ImagePath, Inline, Language, Link, NoteId, NoteMark, Target, Ways, segments};

/// A word, a space or a sign, or what stands in a line like one.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    pub leaf: Leaf,
    /// The outermost first.
    pub marks: Vec<Mark>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Leaf {
    Text(String),
    Code(String),
    Image(ImagePath, String),
    Note(NoteId),
    LineBreak,
}

/// Stands between runs that are compared as one. Markdown has a sign in its place
/// (CommonMark 0.31.2 §2.3), so that no text has it.
pub const BREAK: &str = "\0";

/// What words are marked as.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    Emphasis,
    Strong,
    Strikethrough,
    Superscript,
    Subscript,
    Isolate,
    Keyboard,
    Citation,
    Foreign(Language),
    Link(Target),
    /// The number tells neighbours apart.
    Change(Change, usize),
}

impl Token {
    /// A word of plain text.
    pub fn text(text: &str) -> Self {
        Self { leaf: Leaf::Text(text.to_string()), marks: Vec::new() }
    }

    /// What readers see of it.
    pub fn shown(&self) -> &str {
        match &self.leaf {
            Leaf::Text(text) | Leaf::Code(text) | Leaf::Image(_, text) => text,
            Leaf::Note(_) => "",
            Leaf::LineBreak => " ",
        }
    }

    pub fn is_white(&self) -> bool {
        matches!(&self.leaf, Leaf::Text(text) if text.trim().is_empty()) || self.leaf == Leaf::LineBreak
    }

    /// Whether it is neither a space nor a sign.
    pub fn is_word(&self) -> bool {
        match &self.leaf {
            Leaf::Text(text) | Leaf::Code(text) => text.chars().any(char::is_alphanumeric),
            Leaf::Image(..) => true,
            Leaf::Note(_) | Leaf::LineBreak => false,
        }
    }

    /// Where the link leads that it stands in.
    pub fn target(&self) -> Option<&Target> {
        self.marks.iter().find_map(|mark| match mark {
            Mark::Link(target) => Some(target),
            Mark::Emphasis
            | Mark::Strong
            | Mark::Strikethrough
            | Mark::Superscript
            | Mark::Subscript
            | Mark::Isolate
            | Mark::Keyboard
            | Mark::Citation
            | Mark::Foreign(_)
            | Mark::Change(..) => None,
        })
    }

    /// The same for tokens that a reader would call the same: but for where links lead.
    pub fn key(&self) -> String {
        let marks: String = self.marks.iter().map(Mark::key).collect();
        let leaf = match &self.leaf {
            Leaf::Text(text) => format!("t{text}"),
            Leaf::Code(text) => format!("c{text}"),
            Leaf::Image(path, alternative) => format!("i{}\0{alternative}", path.0),
            Leaf::Note(note) => format!("n{}", note.0),
            Leaf::LineBreak => "b".to_string(),
        };
        format!("{marks}\0{leaf}")
    }
}

impl Mark {
    fn key(&self) -> String {
        match self {
            Self::Emphasis => "e".into(),
            Self::Strong => "s".into(),
            Self::Strikethrough => "x".into(),
            Self::Superscript => "^".into(),
            Self::Subscript => "_".into(),
            Self::Isolate => "d".into(),
            Self::Keyboard => "k".into(),
            Self::Citation => "c".into(),
            Self::Foreign(language) => format!("({language})"),
            Self::Link(_) => "l".into(),
            Self::Change(..) => String::new(),
        }
    }

    fn around(self, inlines: Vec<Inline>, span: Span) -> Inline {
        match self {
            Self::Emphasis => Inline::Emphasis(inlines),
            Self::Strong => Inline::Strong(inlines),
            Self::Strikethrough => Inline::Strikethrough(inlines),
            Self::Superscript => Inline::Superscript(inlines),
            Self::Subscript => Inline::Subscript(inlines),
            Self::Isolate => Inline::Isolate(inlines),
            Self::Keyboard => Inline::Keyboard(inlines),
            Self::Citation => Inline::Citation(inlines),
            Self::Foreign(language) => Inline::Foreign { language, inlines },
            Self::Link(target) => Inline::Link(Link { target, inlines, span }),
            Self::Change(change, _) => {
                Inline::Changed(Changed { change: Some(change), inlines, id: None, ways: Ways::default() })
            }
        }
    }
}

/// What the notes, images and anchors of a version are called in the redline.
pub trait Names {
    fn note(&self, note: NoteId) -> NoteId;
    fn image(&self, image: &ImagePath) -> ImagePath;
    fn anchor(&self, anchor: &Anchor) -> Anchor;
}

/// `inlines` in tokens.
pub fn tokens(inlines: &[Inline], names: &dyn Names) -> Vec<Token> {
    let mut out = Vec::new();
    collect(inlines, &mut Vec::new(), names, &mut out);
    out
}

fn collect(inlines: &[Inline], marks: &mut Vec<Mark>, names: &dyn Names, out: &mut Vec<Token>) {
    for inline in inlines {
        let mut leaf = |leaf| out.push(Token { leaf, marks: marks.clone() });
        let (mark, inner) = match inline {
            Inline::Text { text, span: _ } => {
                words(text).into_iter().for_each(|word| leaf(Leaf::Text(word.to_string())));
                continue;
            }
            Inline::Code { text, span: _ } => {
                leaf(Leaf::Code(text.clone()));
                continue;
            }
            Inline::Image { image, alternative, span: _ } => {
                leaf(Leaf::Image(names.image(image), alternative.clone()));
                continue;
            }
            Inline::NoteMark(mark) => {
                leaf(Leaf::Note(names.note(mark.note)));
                continue;
            }
            Inline::LineBreak => {
                leaf(Leaf::LineBreak);
                continue;
            }
            Inline::Emphasis(inner) => (Mark::Emphasis, inner),
            Inline::Strong(inner) => (Mark::Strong, inner),
            Inline::Strikethrough(inner) => (Mark::Strikethrough, inner),
            Inline::Superscript(inner) => (Mark::Superscript, inner),
            Inline::Subscript(inner) => (Mark::Subscript, inner),
            Inline::Isolate(inner) => (Mark::Isolate, inner),
            Inline::Keyboard(inner) => (Mark::Keyboard, inner),
            Inline::Citation(inner) => (Mark::Citation, inner),
            Inline::Foreign { language, inlines } => (Mark::Foreign(language.clone()), inlines),
            Inline::Link(Link { target, inlines, span: _ }) => {
                let target = match target {
                    Target::Anchor(anchor) => Target::Anchor(names.anchor(anchor)),
                    Target::Url(url) => Target::Url(url.clone()),
                };
                if let [Inline::Text { text, span: _ }] = inlines.as_slice()
                    && names_itself(text, &target)
                {
                    leaf(Leaf::Text(text.clone()));
                    if let Some(token) = out.last_mut() {
                        token.marks.push(Mark::Link(target));
                    }
                    continue;
                }
                (Mark::Link(target), inlines)
            }
            Inline::Changed(Changed { change: Some(change), inlines, .. }) => (Mark::Change(*change, out.len()), inlines),
            Inline::Changed(Changed { change: None, inlines, .. }) => {
                collect(inlines, marks, names, out);
                continue;
            }
        };
        marks.push(mark);
        collect(inner, marks, names, out);
        marks.pop();
    }
}

/// Whether the words of a link are the address to which it leads, as in
/// `<https://example.org>`: they change with it, as one word.
pub fn names_itself(words: &str, target: &Target) -> bool {
    match target {
        Target::Anchor(_) => false,
        Target::Url(url) => {
            let scheme = url.strip_suffix(words);
            scheme.is_some_and(|scheme| matches!(scheme, "" | "mailto:" | "tel:" | "http://" | "https://"))
        }
    }
}

/// The words, spaces and signs of `text`, words with a hyphen inside of them as one.
pub fn words(text: &str) -> Vec<&str> {
    let parts = segments(text);
    let is_word = |part: &str| part.chars().all(char::is_alphanumeric);
    let (mut words, mut at, mut start) = (Vec::new(), 0, 0);
    while at < parts.len() {
        let mut count = 1;
        if is_word(parts[at]) {
            while let [sign, word, ..] = parts[at + count..]
                && matches!(sign, "-" | "\u{2010}" | "\u{2011}")
                && is_word(word)
            {
                count += 2;
            }
        }
        let end = start + parts[at..at + count].iter().map(|part| part.len()).sum::<usize>();
        words.push(&text[start..end]);
        (at, start) = (at + count, end);
    }
    words
}

/// `tokens` as a run; `span` is where it is written.
pub fn inlines(tokens: &[Token], span: Span) -> Vec<Inline> {
    nested(tokens, 0, &|out, leaf| push(out, leaf, span), &|mark, inner| mark.around(inner, span))
}

/// `tokens` without their first `depth` marks, each put with `push` to those before it
/// in the same marks, and all in one mark put together with `around`.
pub fn nested<T>(
    tokens: &[Token],
    depth: usize,
    push: &dyn Fn(&mut Vec<T>, &Leaf),
    around: &dyn Fn(Mark, Vec<T>) -> T,
) -> Vec<T> {
    let mut out: Vec<T> = Vec::new();
    let mut rest = tokens;
    while let Some(first) = rest.first() {
        let Some(mark) = first.marks.get(depth) else {
            push(&mut out, &first.leaf);
            rest = &rest[1..];
            continue;
        };
        let count = rest.iter().take_while(|token| token.marks.get(depth) == Some(mark)).count();
        let (inner, others) = rest.split_at(count);
        out.push(around(mark.clone(), nested(inner, depth + 1, push, around)));
        rest = others;
    }
    out
}

fn push(out: &mut Vec<Inline>, leaf: &Leaf, span: Span) {
    match (leaf, out.last_mut()) {
        (Leaf::Text(word), Some(Inline::Text { text, span: _ })) => text.push_str(word),
        (Leaf::Text(word), _) => out.push(Inline::Text { text: word.clone(), span }),
        (Leaf::Code(text), _) => out.push(Inline::Code { text: text.clone(), span }),
        (Leaf::Image(image, alternative), _) => {
            out.push(Inline::Image { image: image.clone(), alternative: alternative.clone(), span });
        }
        // Its marks are counted when the whole is known.
        (Leaf::Note(note), _) => out.push(Inline::NoteMark(NoteMark { note: *note, occurrence: 1, span })),
        (Leaf::LineBreak, _) => out.push(Inline::LineBreak),
    }
}
