//! The blocks of a text as XHTML. Every variant is named, so that none is lost.

use super::image_path;
use super::inlines::{inlines, language_attributes};
use super::voice::Voice;
use super::xml::{Node, element, text};
use crate::document::{
    Alignment, Block, BlockKind, Callout, CalloutKind, Cell, Code, Description, Figure, Item, List, ListKind, Quotation, Table,
    Task, plain_text,
};

pub fn blocks(voice: &Voice, list: &[Block]) -> Vec<Node> {
    list.iter().map(|block| one(voice, block)).collect()
}

fn one(voice: &Voice, block: &Block) -> Node {
    let node = match &block.kind {
        BlockKind::Paragraph(content) => element("p", &[], inlines(voice, content)),
        BlockKind::KeySentence(content) => element("p", &[("class", "key")], inlines(voice, content)),
        BlockKind::List(content) => list(voice, content),
        BlockKind::Quotation(content) => quotation(voice, content),
        BlockKind::Callout(content) => callout(voice, content),
        BlockKind::Table(content) => table(voice, content),
        BlockKind::Code(Code { syntax: _, text: code }) => {
            element("pre", &[("dir", "ltr")], vec![element("code", &[], vec![text(code)])])
        }
        BlockKind::Figure(content) => figure(voice, content),
        BlockKind::Descriptions(content) => descriptions(voice, content),
        BlockKind::Divider => element("hr", &[], vec![]),
    };
    placed(node, block)
}

/// `node` with the id of `block`, and its language where it has its own.
fn placed(mut node: Node, block: &Block) -> Node {
    if let Node::Element(element) = &mut node {
        element.attributes.insert(0, ("id".to_string(), block.id.to_string()));
        if let Some(language) = &block.language {
            let own = language_attributes(language).into_iter();
            let own: Vec<_> = own.map(|(name, value)| (name.to_string(), value.to_string())).collect();
            element
                .attributes
                .retain(|(name, _)| own.iter().all(|(own, _)| own != name) || name == "dir" && element.name == "pre");
            let has_direction = element.attribute("dir").is_some();
            element.attributes.extend(own.into_iter().filter(|(name, _)| !(has_direction && name == "dir")));
        }
    }
    node
}

fn list(voice: &Voice, List { kind, is_tight, items }: &List) -> Node {
    let children = items.iter().map(|item| list_item(voice, item, *is_tight)).collect();
    let start = match kind {
        ListKind::Bullet => String::new(),
        ListKind::Numbered { start } => start.to_string(),
    };
    let mut attributes = Vec::new();
    if items.iter().all(|item| item.task.is_some()) {
        attributes.push(("class", "tasks"));
    }
    match kind {
        ListKind::Bullet => element("ul", &attributes, children),
        ListKind::Numbered { start: 1 } => element("ol", &attributes, children),
        ListKind::Numbered { start: _ } => element("ol", &[attributes, vec![("start", start.as_str())]].concat(), children),
    }
}

fn list_item(voice: &Voice, item: &Item, is_tight: bool) -> Node {
    let mut children: Vec<Node> = item.task.map(|task| task_box(voice, task)).into_iter().collect();
    for block in &item.blocks {
        children.push(match &block.kind {
            BlockKind::Paragraph(content) if is_tight => placed(element("span", &[], inlines(voice, content)), block),
            _ => one(voice, block),
        });
    }
    element("li", &[("id", item.id.as_str())], children)
}

fn task_box(voice: &Voice, task: Task) -> Node {
    let (sign, word) = match task {
        Task::Open => ("☐\u{a0}", voice.words.open),
        Task::Done => ("☑\u{a0}", voice.words.done),
    };
    let attributes = [vec![("class", "box"), ("role", "img"), ("aria-label", word)], voice.program_attributes()].concat();
    element("span", &attributes, vec![text(sign)])
}

fn quotation(voice: &Voice, Quotation { blocks: content, attribution }: &Quotation) -> Node {
    let content = blocks(voice, content);
    match attribution {
        None => element("blockquote", &[], content),
        Some(attribution) => {
            let source = element("figcaption", &[], inlines(voice, attribution));
            element("figure", &[("class", "quotation")], vec![element("blockquote", &[], content), source])
        }
    }
}

fn callout(voice: &Voice, Callout { kind, title, blocks: content }: &Callout) -> Node {
    let title = match title {
        Some(title) => inlines(voice, title),
        None => vec![voice.program(voice.words.callout(*kind))],
    };
    let class = match kind {
        CalloutKind::Note => "callout note",
        CalloutKind::Tip => "callout tip",
        CalloutKind::Important => "callout important",
        CalloutKind::Warning => "callout warning",
        CalloutKind::Caution => "callout caution",
    };
    let mut children = vec![element("p", &[("class", "callout-title")], title)];
    children.extend(blocks(voice, content));
    element("div", &[("class", class), ("role", "note")], children)
}

fn table(voice: &Voice, Table { alignments, header, rows }: &Table) -> Node {
    let row = |cells: &[Cell], name: &str| {
        let cell = |(cell, alignment): (&Cell, &Alignment)| {
            let mut attributes = vec![("id", cell.id.as_str())];
            // A header without words would be announced as one (WCAG 2.2 1.3.1).
            let name = if plain_text(&cell.inlines).trim().is_empty() { "td" } else { name };
            if name == "th" {
                attributes.push(("scope", "col"));
            }
            match alignment {
                Alignment::Start => {}
                Alignment::Centre => attributes.push(("class", "centre")),
                Alignment::End => attributes.push(("class", "end")),
            }
            element(name, &attributes, inlines(voice, &cell.inlines))
        };
        element("tr", &[], cells.iter().zip(alignments).map(cell).collect())
    };
    let head = element("thead", &[], vec![row(header, "th")]);
    let body = element("tbody", &[], rows.iter().map(|cells| row(cells, "td")).collect());
    element("table", &[], if rows.is_empty() { vec![head] } else { vec![head, body] })
}

fn figure(voice: &Voice, Figure { image, alternative, caption }: &Figure) -> Node {
    let source = image_path(voice.document, image);
    let mut children = vec![element("img", &[("src", &source), ("alt", alternative)], vec![])];
    children.extend(caption.iter().map(|caption| element("figcaption", &[], inlines(voice, caption))));
    element("figure", &[], children)
}

fn descriptions(voice: &Voice, list: &[Description]) -> Node {
    let mut children = Vec::new();
    for Description { terms, details } in list {
        let names = terms.iter().map(|term| element("dt", &[("id", term.id.as_str())], inlines(voice, &term.inlines)));
        children.extend(names);
        children.push(element("dd", &[], blocks(voice, details)));
    }
    element("dl", &[], children)
}
