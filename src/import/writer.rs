//! A manuscript → Markdown. Each run is one line, so that nothing in it can
//! begin a block but its start, which is escaped where it would.

use super::manuscript::{Block, BlockKind, Description, Item, Note, plain};
use crate::document::{Alignment, CalloutKind, Direction, Language, ListKind, Task};
use crate::markdown::{Mark, Piece, Quotes, line};

/// The Markdown of `blocks` and `notes`, which ends with `\n`.
pub(super) fn markdown(blocks: &[Block], notes: &[Note], quotes: Quotes) -> String {
    let writer = Writer { quotes };
    let mut parts = vec![writer.blocks(blocks)];
    parts.extend(notes.iter().map(|note| writer.note(note)));
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n") + "\n"
}

struct Writer {
    quotes: Quotes,
}

impl Writer {
    fn blocks(&self, blocks: &[Block]) -> String {
        self.parts(blocks).join("\n\n")
    }

    fn parts(&self, blocks: &[Block]) -> Vec<String> {
        let mut parts: Vec<String> = Vec::new();
        let mut is_other_list = false;
        for (index, block) in blocks.iter().enumerate() {
            // Two lists side by side would be one list, if they had the same mark.
            is_other_list = match (index.checked_sub(1).map(|before| &blocks[before].kind), &block.kind) {
                (Some(BlockKind::List { kind: before, .. }), BlockKind::List { kind, .. }) if same_kind(*before, *kind) => {
                    !is_other_list
                }
                _ => false,
            };
            parts.push(self.block(block, is_other_list));
        }
        parts.retain(|part| !part.is_empty());
        parts
    }

    fn block(&self, block: &Block, is_other_list: bool) -> String {
        let language = block.language.as_ref();
        match &block.kind {
            BlockKind::Heading { level, pinned, title } => self.heading(*level, pinned.as_deref(), title),
            BlockKind::Paragraph(pieces) => self.paragraph(pieces, language),
            BlockKind::KeySentence(pieces) => format!("> [!KEY]\n{}", indented(&self.paragraph(pieces, language), "> ", "> ")),
            BlockKind::List { kind, is_tight, items } => self.list(*kind, *is_tight, items, is_other_list),
            BlockKind::Quotation { blocks, attribution } => self.quotation(blocks, attribution.as_deref()),
            BlockKind::Callout { kind, title, blocks } => self.callout(*kind, title.as_deref(), blocks),
            BlockKind::Table { alignments, header, rows } => self.table(alignments, header, rows),
            BlockKind::Code(code) => fenced(code.syntax.as_deref().unwrap_or_default(), &code.text),
            BlockKind::Figure { path, alternative, caption } => self.figure(path, alternative, caption.as_deref()),
            BlockKind::Descriptions(list) => {
                list.iter().map(|description| self.description(description)).collect::<Vec<_>>().join("\n\n")
            }
            BlockKind::Divider => "---".into(),
        }
    }

    fn line(&self, pieces: &[Piece]) -> String {
        match pieces {
            [] => String::new(),
            // Nothing to be decided, in millions of cells.
            [Piece::Text(text)] if text.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | ',' | ';')) => text.clone(),
            _ => line(pieces, self.quotes),
        }
    }

    fn paragraph(&self, pieces: &[Piece], language: Option<&Language>) -> String {
        match language {
            None => escaped_start(&self.line(pieces)),
            Some(language) => {
                let direction = match language.direction() {
                    Direction::LeftToRight => "",
                    Direction::RightToLeft => " dir=\"rtl\"",
                };
                format!("<span lang=\"{language}\"{direction}>{}</span>", self.line(pieces))
            }
        }
    }

    fn heading(&self, level: usize, pinned: Option<&str>, title: &[Piece]) -> String {
        let mut words = self.line(title);
        // `{…}` at the end would be an anchor, `#` the end of the mark.
        if words.ends_with('}')
            && let Some(at) = words.rfind('{').filter(|at| !words[..*at].ends_with('\\'))
        {
            words.insert(at, '\\');
        }
        if words.ends_with('#') {
            words.insert(words.len() - 1, '\\');
        }
        let pin = pinned.map(|pinned| format!(" {{#{pinned}}}")).unwrap_or_default();
        format!("{} {words}{pin}", "#".repeat(level.clamp(1, 6)))
    }

    fn list(&self, kind: ListKind, is_tight: bool, items: &[Item], is_other_list: bool) -> String {
        let shown = items.iter().enumerate().map(|(index, item)| {
            let mark = match (kind, is_other_list) {
                (ListKind::Bullet, false) => "- ".to_string(),
                (ListKind::Bullet, true) => "* ".to_string(),
                (ListKind::Numbered { start }, false) => format!("{}. ", number(start, index)),
                (ListKind::Numbered { start }, true) => format!("{}) ", number(start, index)),
            };
            let task = match item.task {
                Some(Task::Done) => "[x] ",
                Some(Task::Open) => "[ ] ",
                None => "",
            };
            let words = self.parts(&item.blocks).join(if is_tight { "\n" } else { "\n\n" });
            let words = if item.task.is_none() && is_task(&words) { format!("\\{words}") } else { words };
            indented(&words, &format!("{mark}{task}"), &" ".repeat(mark.len())).trim_end().to_string()
        });
        shown.collect::<Vec<_>>().join(if is_tight { "\n" } else { "\n\n" })
    }

    fn quotation(&self, blocks: &[Block], attribution: Option<&[Piece]>) -> String {
        let mut words = self.blocks(blocks);
        if words.starts_with("[!") {
            words.insert(0, '\\');
        }
        if let Some(attribution) = attribution {
            words = format!("{words}\n\n— {}", self.line(attribution));
        }
        indented(words.trim_start(), "> ", "> ")
    }

    fn callout(&self, kind: CalloutKind, title: Option<&[Piece]>, blocks: &[Block]) -> String {
        let name = match kind {
            CalloutKind::Note => "NOTE",
            CalloutKind::Tip => "TIP",
            CalloutKind::Important => "IMPORTANT",
            CalloutKind::Warning => "WARNING",
            CalloutKind::Caution => "CAUTION",
        };
        let title = title.map(|title| format!(" {}", self.line(title))).unwrap_or_default();
        indented(&format!("[!{name}]{title}\n{}", self.blocks(blocks)), "> ", "> ")
    }

    fn table(&self, alignments: &[Alignment], header: &[Vec<Piece>], rows: &[Vec<Vec<Piece>>]) -> String {
        let row = |cells: &[Vec<Piece>]| {
            let cells: Vec<String> = cells.iter().map(|cell| self.line(cell).replace('|', "\\|")).collect();
            format!("| {} |", cells.join(" | "))
        };
        let marks: Vec<&str> = alignments
            .iter()
            .map(|alignment| match alignment {
                Alignment::Start => "---",
                Alignment::Centre => ":-:",
                Alignment::End => "--:",
            })
            .collect();
        let mut lines = vec![row(header), format!("| {} |", marks.join(" | "))];
        lines.extend(rows.iter().map(|cells| row(cells)));
        lines.join("\n")
    }

    fn figure(&self, path: &str, alternative: &str, caption: Option<&str>) -> String {
        let image = self.line(&[Piece::Image { path: path.into(), alternative: alternative.into() }]);
        match (caption, image.strip_suffix(')')) {
            (Some(caption), Some(image)) => {
                let mut title = String::new();
                for (at, character) in caption.char_indices() {
                    if matches!(character, '"' | '\\') || (character == '&' && caption[at..].contains(';')) {
                        title.push('\\');
                    }
                    title.push(character);
                }
                format!("{image} \"{title}\")")
            }
            (Some(_), None) | (None, _) => image,
        }
    }

    fn description(&self, description: &Description) -> String {
        let terms: Vec<String> =
            description.terms.iter().map(|term| escaped_start(&self.line(&without_breaks(term)))).collect();
        let details = match self.blocks(&description.details) {
            details if details.is_empty() => "—".to_string(),
            details => details,
        };
        format!("{}\n{}", terms.join("\n"), indented(&details, ": ", "  "))
    }

    fn note(&self, note: &Note) -> String {
        indented(&self.blocks(&note.blocks), &format!("[^{}]: ", note.name), "    ")
    }
}

fn same_kind(one: ListKind, other: ListKind) -> bool {
    match (one, other) {
        (ListKind::Bullet, ListKind::Bullet) | (ListKind::Numbered { .. }, ListKind::Numbered { .. }) => true,
        (ListKind::Bullet, ListKind::Numbered { .. }) | (ListKind::Numbered { .. }, ListKind::Bullet) => false,
    }
}

/// CommonMark 0.31.2 §5.2: at most nine digits.
fn number(start: u64, index: usize) -> u64 {
    start.min(100_000_000).saturating_add(index as u64)
}

/// Each line of a term would be a term of its own.
fn without_breaks(pieces: &[Piece]) -> Vec<Piece> {
    let inside = |pieces: &[Piece]| without_breaks(pieces);
    let one = |piece: &Piece| match piece {
        Piece::LineBreak => Piece::Text(" ".into()),
        Piece::Marked { mark, pieces } => Piece::Marked { mark: mark.clone(), pieces: inside(pieces) },
        Piece::Link { destination, pieces } => Piece::Link { destination: destination.clone(), pieces: inside(pieces) },
        Piece::Text(_) | Piece::Escaped(_) | Piece::Code(_) | Piece::Image { .. } | Piece::NoteMark(_) => piece.clone(),
    };
    pieces.iter().map(one).collect()
}

/// Code between fences that are longer than any in it (CommonMark 0.31.2 §4.5).
fn fenced(syntax: &str, text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}{syntax}\n{text}\n{fence}")
}

/// `text` with `first` before its first line and `rest` before the others, empty
/// ones without spaces at their ends.
fn indented(text: &str, first: &str, rest: &str) -> String {
    let lines = text.split('\n').enumerate().map(|(index, line)| {
        let mark = if index == 0 { first } else { rest };
        if line.is_empty() { mark.trim_end().to_string() } else { format!("{mark}{line}") }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// `[ ] ` and `[x] ` at the start of an item make a task of it.
fn is_task(words: &str) -> bool {
    let mut characters = words.chars();
    let start = (characters.next(), characters.next(), characters.next());
    matches!(start, (Some('['), Some(_), Some(']'))) && characters.next().is_none_or(char::is_whitespace)
}

/// `text` with a backslash where its start would begin a block: a heading, a
/// list, a quotation, a divider, code, a description, a definition
/// (CommonMark 0.31.2 §4, §5).
fn escaped_start(text: &str) -> String {
    let Some(at) = block_start(text) else { return text.to_string() };
    let (before, after) = text.split_at(at);
    format!("{before}\\{after}")
}

fn block_start(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    let rest = &text[first.len_utf8()..];
    let is_parted = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t']);
    let is_divider = text.chars().filter(|c| *c == first).count() >= 3 && text.chars().all(|c| c == first || c == ' ');
    match first {
        '#' => is_parted(text.trim_start_matches('#')).then_some(0),
        '>' | '=' => Some(0),
        '+' | ':' => is_parted(rest).then_some(0),
        '-' | '*' | '_' => (is_divider
            || (first != '_' && is_parted(rest))
            || (first == '-' && text.trim_end_matches(' ').bytes().all(|b| b == b'-')))
        .then_some(0),
        '`' => (text.starts_with("```") && !text.trim_start_matches('`').contains('`')).then_some(0),
        '~' => text.starts_with("~~~").then_some(0),
        '[' => text.find(']').filter(|end| text[end + 1..].starts_with(':')).map(|end| end + 1),
        '0'..='9' => {
            let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let is_number = digits <= 9 && text[digits..].starts_with(['.', ')']);
            (is_number && is_parted(&text[digits + 1..])).then_some(digits)
        }
        _ => None,
    }
}

/// Whether the words of a heading are those of `text`.
pub(super) fn says(title: &[Piece], text: &str) -> bool {
    super::manuscript::words(&plain(title)).to_lowercase() == super::manuscript::words(text).to_lowercase()
}

/// Pieces in `language`, as a mark.
pub(super) fn foreign(language: &Language, pieces: Vec<Piece>) -> Piece {
    Piece::Marked { mark: Mark::Foreign(language.clone()), pieces }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_at_the_start_of_a_paragraph_begins_a_block() {
        let cases = [
            ("# a", "\\# a"),
            ("#a", "#a"),
            ("- a", "\\- a"),
            ("-a", "-a"),
            ("--", "\\--"),
            ("* * *", "\\* * *"),
            ("**a** b", "**a** b"),
            ("1. a", "1\\. a"),
            ("1234567890. a", "1234567890. a"),
            ("2024) a", "2024\\) a"),
            ("1.5", "1.5"),
            (": a", "\\: a"),
            ("[a]: b", "[a]\\: b"),
            ("[^1]: b", "[^1]\\: b"),
            ("[a](b): c", "[a](b): c"),
            ("``` a", "\\``` a"),
            ("~~a~~", "~~a~~"),
            ("___", "\\___"),
        ];
        for (text, expected) in cases {
            assert_eq!(escaped_start(text), expected, "{text}");
        }
    }
}
