//! The blocks of a draft → lines of Markdown.

use super::runs::{self, Place};
use crate::document::{Alignment, CalloutKind, Language, ListKind, Task};
use crate::markdown::canonical;
use crate::markdown::draft::{
    Block, BlockKind, Definition, Description, Draft, Element, Heading, Image, Inline, Item, Mark, Run, plain_text,
};

/// `draft`, written in `language`, as Markdown; nothing if a run of it cannot be written.
pub(super) fn text(draft: &Draft, language: &Language) -> Option<String> {
    let mut parts: Vec<Lines> = Vec::new();
    let mut notes = draft.notes.iter().peekable();
    let mut before = None;
    for element in &draft.elements {
        let (span, lines) = match element {
            Element::Heading(heading) => (heading.span, self::heading(heading, language)?),
            Element::Block(written) => (written.span, block(written, language, Beside { before, is_in_item: false })?),
        };
        // A note stays before what it stands before.
        while let Some(note) = notes.next_if(|note| note.span.start < span.start) {
            parts.push(self::note(note, language)?);
        }
        before = mark_of(element, before);
        parts.push(lines);
    }
    for note in notes {
        parts.push(self::note(note, language)?);
    }
    parts.extend(draft.remarks.iter().map(|remark| vec![remark_line(remark)]));
    let text = apart(parts).join("\n");
    Some(if text.is_empty() { text } else { format!("{text}\n") })
}

type Lines = Vec<String>;

/// Which of its two marks a list has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ListMark {
    Usual,
    /// Right after a list of the same kind, which it would else continue.
    Other,
}

/// What stands around a block, where that decides how it is drawn.
#[derive(Clone, Copy, Debug)]
struct Beside {
    /// The list right before it.
    before: Option<(bool, ListMark)>,
    is_in_item: bool,
}

impl Beside {
    fn mark(self, kind: ListKind) -> ListMark {
        match self.before {
            Some((is_numbered, ListMark::Usual)) if is_numbered == kind_is_numbered(kind) => ListMark::Other,
            Some(_) | None => ListMark::Usual,
        }
    }
}

fn kind_is_numbered(kind: ListKind) -> bool {
    match kind {
        ListKind::Bullet => false,
        ListKind::Numbered { start: _ } => true,
    }
}

fn mark_of(element: &Element, before: Option<(bool, ListMark)>) -> Option<(bool, ListMark)> {
    match element {
        Element::Heading(_) => None,
        Element::Block(block) => list_mark(block, before),
    }
}

fn list_mark(block: &Block, before: Option<(bool, ListMark)>) -> Option<(bool, ListMark)> {
    match &block.kind {
        BlockKind::List { kind, .. } => Some((kind_is_numbered(*kind), Beside { before, is_in_item: false }.mark(*kind))),
        BlockKind::Paragraph(_)
        | BlockKind::KeySentence(_)
        | BlockKind::Quotation { .. }
        | BlockKind::Callout { .. }
        | BlockKind::Table { .. }
        | BlockKind::Code(_)
        | BlockKind::Figure(_)
        | BlockKind::Descriptions(_)
        | BlockKind::Divider => None,
    }
}

/// `parts` with an empty line between them.
fn apart(parts: Vec<Lines>) -> Lines {
    let mut out = Vec::new();
    for part in parts {
        if !out.is_empty() {
            out.push(String::new());
        }
        out.extend(part);
    }
    out
}

fn lines(text: &str) -> Lines {
    text.split('\n').map(str::to_string).collect()
}

fn remark_line(remark: &str) -> String {
    format!("<!-- translators: {remark} -->")
}

fn heading(Heading { level, title, pinned, span: _, comment }: &Heading, language: &Language) -> Option<Lines> {
    let mut line = format!("{} {}", "#".repeat(usize::from(*level)), runs::text(title, Place::Title, language)?);
    if let Some(anchor) = pinned {
        line.push_str(&format!(" {{#{anchor}}}"));
    }
    Some(comment.iter().map(|comment| remark_line(comment)).chain([line]).collect())
}

fn note(Definition { name, blocks, span: _ }: &Definition, language: &Language) -> Option<Lines> {
    Some(indented(apart(self::blocks(blocks, language)?), &format!("[^{name}]: "), 4))
}

/// Each of `list` as lines, not in an item.
fn blocks(list: &[Block], language: &Language) -> Option<Vec<Lines>> {
    written(list, language, false)
}

fn written(list: &[Block], language: &Language, is_in_item: bool) -> Option<Vec<Lines>> {
    let mut before = None;
    let mut out = Vec::with_capacity(list.len());
    for inner in list {
        out.push(block(inner, language, Beside { before, is_in_item })?);
        before = list_mark(inner, before);
    }
    Some(out)
}

/// `lines` with `mark` before the first and as many blanks as `width` before the others.
fn indented(lines: Lines, mark: &str, width: usize) -> Lines {
    let mut lines = lines.into_iter();
    let first = format!("{mark}{}", lines.next().unwrap_or_default()).trim_end().to_string();
    let rest = lines.map(|line| if line.is_empty() { line } else { format!("{:width$}{line}", "") });
    std::iter::once(first).chain(rest).collect()
}

fn quoted(lines: Lines) -> Lines {
    lines.into_iter().map(|line| if line.is_empty() { ">".into() } else { format!("> {line}") }).collect()
}

fn block(Block { kind, span: _, language: own, comment }: &Block, language: &Language, beside: Beside) -> Option<Lines> {
    let language = own.as_ref().unwrap_or(language);
    let run = |inlines: &[Inline]| {
        let text = runs::text(inlines, Place::Paragraph, language)?;
        Some(match own {
            Some(own) => {
                let (opening, closing) = canonical::tags(&Mark::Foreign(own.clone()));
                format!("{opening}{text}{closing}")
            }
            None => text,
        })
    };
    let drawn = match kind {
        BlockKind::Paragraph(inlines) => lines(&run(inlines)?),
        BlockKind::KeySentence(inlines) => quoted([vec!["[!KEY]".into()], lines(&run(inlines)?)].concat()),
        BlockKind::List { kind, is_tight, items } => list(*kind, *is_tight, items, beside.mark(*kind), language)?,
        BlockKind::Quotation { blocks, attribution } => quotation(blocks, attribution.as_deref(), language)?,
        BlockKind::Callout { kind, title, blocks } => callout(*kind, title.as_deref(), blocks, language)?,
        BlockKind::Table { alignments, header, rows } => table(alignments, header, rows, language)?,
        BlockKind::Code(code) => {
            let longest = code.text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
            let fence = "`".repeat(longest.max(2) + 1);
            let first = format!("{fence}{}", code.syntax.as_deref().unwrap_or_default());
            [vec![first], lines(&code.text), vec![fence]].concat()
        }
        BlockKind::Figure(image) => lines(&figure(image)),
        BlockKind::Descriptions(list) => {
            let parts: Option<Vec<Lines>> = list.iter().map(|one| description(one, language)).collect();
            apart(parts?)
        }
        // After a paragraph without an empty line between them, `---` would make it a heading.
        BlockKind::Divider if beside.is_in_item => vec!["***".into()],
        BlockKind::Divider => vec!["---".into()],
    };
    Some(comment.iter().map(|comment| remark_line(comment)).chain(drawn).collect())
}

fn list(kind: ListKind, is_tight: bool, items: &[Item], mark: ListMark, language: &Language) -> Option<Lines> {
    let mut parts = Vec::with_capacity(items.len());
    for (index, Item { task, blocks, span: _ }) in items.iter().enumerate() {
        let mark = match (kind, mark) {
            (ListKind::Bullet, ListMark::Usual) => "- ".to_string(),
            (ListKind::Bullet, ListMark::Other) => "* ".to_string(),
            (ListKind::Numbered { start }, ListMark::Usual) => format!("{}. ", start + index as u64),
            (ListKind::Numbered { start }, ListMark::Other) => format!("{}) ", start + index as u64),
        };
        let width = mark.len();
        let task = match task {
            Some(Task::Open) => "[ ] ",
            Some(Task::Done) => "[x] ",
            None => "",
        };
        let inside = written(blocks, language, true)?;
        let inside = if is_tight { inside.concat() } else { apart(inside) };
        parts.push(indented(inside, &format!("{mark}{task}"), width));
    }
    Some(if is_tight { parts.concat() } else { apart(parts) })
}

/// The attribution is the last line of the last paragraph, or stands alone.
fn quotation(blocks: &[Block], attribution: Option<&[Inline]>, language: &Language) -> Option<Lines> {
    let mut parts = self::blocks(blocks, language)?;
    if let Some(attribution) = attribution {
        let line = format!("— {}", runs::text(attribution, Place::Within, language)?);
        match (blocks.last(), parts.last_mut()) {
            (Some(Block { kind: BlockKind::Paragraph(_), language: None, .. }), Some(last)) => last.push(line),
            _ => parts.push(vec![line]),
        }
    }
    Some(quoted(apart(parts)))
}

fn callout(kind: CalloutKind, title: Option<&[Inline]>, blocks: &[Block], language: &Language) -> Option<Lines> {
    let name = match kind {
        CalloutKind::Note => "NOTE",
        CalloutKind::Tip => "TIP",
        CalloutKind::Important => "IMPORTANT",
        CalloutKind::Warning => "WARNING",
        CalloutKind::Caution => "CAUTION",
    };
    let mut first = format!("[!{name}]");
    if let Some(title) = title {
        first.push_str(&format!(" {}", runs::text(title, Place::Line, language)?));
    }
    Some(quoted([vec![first], apart(self::blocks(blocks, language)?)].concat()))
}

/// Without blanks that would line columns up: a changed cell changes one line.
fn table(alignments: &[Alignment], header: &[Run], rows: &[Vec<Run>], language: &Language) -> Option<Lines> {
    let row = |cells: &Vec<String>| format!("|{}", cells.iter().map(|cell| cell_drawn(cell)).collect::<String>());
    let cells = |runs: &[Run]| -> Option<Vec<String>> {
        let text = |run: &Run| Some(runs::text(&run.inlines, Place::Within, language)?.replace('|', "\\|"));
        runs.iter().map(text).collect()
    };
    let rules: Vec<String> = alignments.iter().map(|alignment| rule(*alignment).to_string()).collect();
    let mut lines = vec![row(&cells(header)?), row(&rules)];
    for run in rows {
        lines.push(row(&cells(run)?));
    }
    Some(lines)
}

fn cell_drawn(cell: &str) -> String {
    if cell.is_empty() { " |".into() } else { format!(" {cell} |") }
}

fn rule(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::Start => "---",
        Alignment::Centre => ":-:",
        Alignment::End => "--:",
    }
}

fn figure(Image { path, alternative, caption, span: _ }: &Image) -> String {
    let caption = caption.as_ref().map(|caption| {
        let text = plain_text(caption).replace('\\', "\\\\").replace('"', "\\\"").replace('&', "\\&");
        format!(" \"{}\"", text.split_whitespace().collect::<Vec<_>>().join(" "))
    });
    let words: String = plain_text(alternative).replace('\n', " ");
    let words: String =
        words.chars().flat_map(|c| ("\\[]`*_<&!~{".contains(c)).then_some('\\').into_iter().chain([c])).collect();
    format!("![{words}]({}{})", canonical::address(path), caption.unwrap_or_default())
}

fn description(Description { terms, details }: &Description, language: &Language) -> Option<Lines> {
    let mut out = Vec::new();
    for term in terms {
        out.push(runs::text(&term.inlines, Place::Line, language)?);
    }
    out.extend(indented(apart(blocks(details, language)?), ": ", 2));
    Some(out)
}
