//! A document as a person can read it: one line a block, with its id.

use std::fmt::Write;

use chapbook::document::{Block, BlockKind, Document, Inline, ListKind, Section, Target, Task, Text};

/// `document` in a short notation.
pub fn shown(document: &Document) -> String {
    let mut out = String::new();
    show_blocks(&document.opening, 0, &mut out);
    document.sections.iter().for_each(|section| show_section(section, 1, &mut out));
    for note in &document.notes {
        writeln!(out, "{} ×{}", note.anchor, note.marks).unwrap();
        show_blocks(&note.blocks, 1, &mut out);
    }
    out
}

fn show_section(section: &Section, level: usize, out: &mut String) {
    writeln!(out, "{} {}: {}", "#".repeat(level), section.anchor, show(&section.title)).unwrap();
    show_blocks(&section.blocks, 0, out);
    section.sections.iter().for_each(|section| show_section(section, level + 1, out));
}

fn show_blocks(blocks: &[Block], depth: usize, out: &mut String) {
    for block in blocks {
        let language = block.language.as_ref().map(|language| format!(" [{language}]")).unwrap_or_default();
        write!(out, "{}{}{language} ", "  ".repeat(depth), block.id).unwrap();
        match &block.kind {
            BlockKind::Paragraph(inlines) => writeln!(out, "{}", show(inlines)).unwrap(),
            BlockKind::KeySentence(inlines) => writeln!(out, "key: {}", show(inlines)).unwrap(),
            BlockKind::List(list) => {
                let kind = match list.kind {
                    ListKind::Bullet => "bullets".into(),
                    ListKind::Numbered { start } => format!("numbers from {start}"),
                };
                writeln!(out, "{kind}, {}", if list.is_tight { "tight" } else { "loose" }).unwrap();
                for item in &list.items {
                    let task = match item.task {
                        None => "",
                        Some(Task::Open) => " open",
                        Some(Task::Done) => " done",
                    };
                    writeln!(out, "{}{}{task}", "  ".repeat(depth + 1), item.id).unwrap();
                    show_blocks(&item.blocks, depth + 2, out);
                }
            }
            BlockKind::Quotation(quotation) => {
                let by = quotation.attribution.as_deref().map(|by| format!(" by {}", show(by))).unwrap_or_default();
                writeln!(out, "quotation{by}").unwrap();
                show_blocks(&quotation.blocks, depth + 1, out);
            }
            BlockKind::Callout(callout) => {
                let title = callout.title.as_deref().map(|title| format!(" {}", show(title))).unwrap_or_default();
                writeln!(out, "{:?}{title}", callout.kind).unwrap();
                show_blocks(&callout.blocks, depth + 1, out);
            }
            BlockKind::Table(table) => {
                writeln!(out, "table {:?}", table.alignments).unwrap();
                for row in std::iter::once(&table.header).chain(&table.rows) {
                    let cells: Vec<_> = row.iter().map(|cell| format!("{} {}", cell.id, show(&cell.inlines))).collect();
                    writeln!(out, "{}{}", "  ".repeat(depth + 1), cells.join(" | ")).unwrap();
                }
            }
            BlockKind::Code(code) => writeln!(out, "code {:?} {:?}", code.syntax, code.text).unwrap(),
            BlockKind::ChangedCode(lines) => writeln!(out, "changed code {}", show(lines)).unwrap(),
            BlockKind::Figure(figure) => {
                let caption = figure.caption.as_deref().map(|caption| format!(": {}", show(caption))).unwrap_or_default();
                let Text { content, language, is_outdated: _ } = &figure.alternative;
                let language = language.as_ref().map_or(String::new(), |language| format!("<{language}> "));
                writeln!(out, "figure {} {language}{content:?}{caption}", figure.image.0).unwrap();
            }
            BlockKind::Descriptions(descriptions) => {
                writeln!(out, "descriptions").unwrap();
                for description in descriptions {
                    let terms: Vec<_> =
                        description.terms.iter().map(|term| format!("{} {}", term.id, show(&term.inlines))).collect();
                    writeln!(out, "{}{}", "  ".repeat(depth + 1), terms.join(", ")).unwrap();
                    show_blocks(&description.details, depth + 2, out);
                }
            }
            BlockKind::Divider => writeln!(out, "divider").unwrap(),
        }
    }
}

fn show(inlines: &[Inline]) -> String {
    let one = |inline: &Inline| match inline {
        Inline::Text { text, .. } => text.clone(),
        Inline::Emphasis(inner) => format!("<em {}>", show(inner)),
        Inline::Strong(inner) => format!("<strong {}>", show(inner)),
        Inline::Strikethrough(inner) => format!("<s {}>", show(inner)),
        Inline::Code { text, .. } => format!("<code {text}>"),
        Inline::Link(link) => match &link.target {
            Target::Anchor(anchor) => format!("<to #{anchor} {}>", show(&link.inlines)),
            Target::Url(url) => format!("<to {url} {}>", show(&link.inlines)),
        },
        Inline::Image { image, alternative, .. } => format!("<image {} {alternative}>", image.0),
        Inline::NoteMark(mark) => format!("<{}>", mark.anchor()),
        Inline::LineBreak => "<br>".into(),
        Inline::Superscript(inner) => format!("<sup {}>", show(inner)),
        Inline::Subscript(inner) => format!("<sub {}>", show(inner)),
        Inline::Isolate(inner) => format!("<bdi {}>", show(inner)),
        Inline::Keyboard(inner) => format!("<kbd {}>", show(inner)),
        Inline::Citation(inner) => format!("<cite {}>", show(inner)),
        Inline::Foreign { language, inlines } => format!("<{language} {}>", show(inlines)),
        Inline::Changed(changed) => format!("<{:?} {}>", changed.change, show(&changed.inlines)),
    };
    inlines.iter().map(one).collect()
}
