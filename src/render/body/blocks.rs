//! Blocks as elements.

use super::inlines::picture;
use super::{Medium, Setting, in_book, in_language, in_phrases, numbered, place, run, said};
use crate::document::{
    Alignment, Anchor, Block, BlockKind, Callout, CalloutKind, Cell, Code, Description, Direction, Figure, Inline, Item, List,
    ListKind, Quotation, Table, Task, has_changes, plain_text,
};
use crate::render::markup::{Element, Node, element, text};

pub fn blocks(setting: &Setting, list: &[Block]) -> Vec<Node> {
    list.iter().map(|block| node(setting, block)).collect()
}

fn node(setting: &Setting, block: &Block) -> Node {
    let Block { id, kind, span: _, language, comment: _ } = block;
    let (anchor, id) = (id, id.as_str());
    let element = match kind {
        BlockKind::Paragraph(content) => at(setting, element("p"), id).holding(run(setting, anchor, content)),
        BlockKind::KeySentence(content) => {
            let language = language.as_ref().unwrap_or(&setting.document.metadata.language);
            at(setting, element("p").with("class", "key"), id).holding(in_phrases(language, run(setting, anchor, content)))
        }
        BlockKind::List(content) => list(setting, content).with("id", id),
        BlockKind::Quotation(content) => quotation(setting, content, anchor),
        BlockKind::Callout(content) => callout(setting, content, anchor),
        BlockKind::Table(content) => {
            let language = language.as_ref().unwrap_or(&setting.document.metadata.language);
            table(setting, content, id, language.direction())
        }
        BlockKind::Code(content) => code(setting, content, id),
        BlockKind::ChangedCode(lines) => at(setting, preformatted(), id).holding(run(setting, anchor, lines)),
        BlockKind::Figure(content) => figure(setting, content, anchor),
        BlockKind::Descriptions(content) => {
            element("dl").with("id", id).holding(content.iter().map(|entry| description(setting, entry)))
        }
        BlockKind::Divider => element("hr").with("id", id),
    };
    in_language(element, language.as_ref()).into()
}

/// The element with its id and the link to itself.
fn at(setting: &Setting, element: Element, id: &str) -> Element {
    element.with("id", id).holding(place(setting, id))
}

fn list(setting: &Setting, list: &List) -> Element {
    let List { kind, is_tight, items } = list;
    let is_tasks = items.iter().any(|item| item.task.is_some());
    let classes = match (is_tight, is_tasks) {
        (true, true) => "tight tasks",
        (true, false) => "tight",
        (false, true) => "loose tasks",
        (false, false) => "loose",
    };
    let element = match kind {
        ListKind::Bullet => element("ul"),
        ListKind::Numbered { start: 1 } => numbered(setting),
        ListKind::Numbered { start } => numbered(setting).with("start", start.to_string()),
    };
    let shown = items.iter().map(|item| self::item(setting, item, *is_tight));
    element.with("class", classes).holding(shown)
}

/// A task says its state in words; the style sheet may draw it.
fn item(setting: &Setting, item: &Item, is_tight: bool) -> Node {
    let Item { id, task, blocks: content, span: _ } = item;
    let mut element = at(setting, element("li"), id.as_str());
    if let Some(task) = task {
        let (class, words) = match task {
            Task::Done => ("state done", &setting.words.done),
            Task::Open => ("state open", &setting.words.open),
        };
        let state = self::element("span").with("class", class).and(said(&setting.words.introducing(words)));
        element = element.with("class", "task").and(state);
    }
    for block in content {
        let shown = match &block.kind {
            BlockKind::Paragraph(words) if is_tight => {
                let shown = self::element("span").with("id", block.id.as_str()).holding(run(setting, &block.id, words));
                in_language(shown, block.language.as_ref()).into()
            }
            _ => node(setting, block),
        };
        element = element.and(shown);
    }
    element.into()
}

/// Words of others; with their name, a figure whose caption it is.
fn quotation(setting: &Setting, quotation: &Quotation, anchor: &Anchor) -> Element {
    let Quotation { blocks: content, attribution } = quotation;
    let id = anchor.as_str();
    let quote = element("blockquote").holding(blocks(setting, content));
    match attribution {
        None => quote.with("id", id),
        Some(name) => at(setting, element("figure").with("class", "quotation"), id)
            .and(quote)
            .and(element("figcaption").holding(run(setting, anchor, name))),
    }
}

fn callout(setting: &Setting, callout: &Callout, anchor: &Anchor) -> Element {
    let Callout { kind, title, blocks: content } = callout;
    let id = anchor.as_str();
    let label_id = format!("_{id}.label");
    let label = element("p").with("class", "label").with("id", label_id.as_str()).holding(match title {
        Some(title) => run(setting, anchor, title),
        None => {
            let mut words = run(setting, anchor, &[]);
            words.push(said(setting.words.callout(*kind)));
            words
        }
    });
    let class = match kind {
        CalloutKind::Note => "callout note",
        CalloutKind::Tip => "callout tip",
        CalloutKind::Important => "callout important",
        CalloutKind::Warning => "callout warning",
        CalloutKind::Caution => "callout caution",
    };
    let part = match (setting.medium, kind) {
        (Medium::Screen, _) => element("aside").with("role", "note"),
        (Medium::Book, CalloutKind::Tip) => element("aside").with("epub:type", "tip").with("role", "doc-tip"),
        (Medium::Book, CalloutKind::Note | CalloutKind::Important | CalloutKind::Warning | CalloutKind::Caution) => {
            element("div").with("epub:type", "notice").with("role", "doc-notice")
        }
    };
    // Without what is said around a change, which is heard with the label itself.
    let part = part.with("class", class);
    let part = match title {
        Some(title) if has_changes(title) && !is_foreign(title) => part.with("aria-label", plain_text(title)),
        Some(_) | None => part.with("aria-labelledby", label_id),
    };
    at(setting, part, id).and(label).holding(blocks(setting, content))
}

/// Whether some of it is in another language than what surrounds it.
fn is_foreign(inlines: &[Inline]) -> bool {
    inlines.iter().any(|inline| matches!(inline, Inline::Foreign { .. }) || is_foreign(inline.inner()))
}

fn table(setting: &Setting, table: &Table, id: &str, direction: Direction) -> Element {
    let Table { alignments: _, header, rows } = table;
    let alignments = table.alignments_in(direction);
    let row = |cells: &[Cell], name: fn(&Cell) -> &'static str| -> Node {
        let shown = cells.iter().zip(&alignments).map(|(cell, alignment)| self::cell(setting, cell, *alignment, name(cell)));
        element("tr").holding(shown).into()
    };
    let name_of_header = |cell: &Cell| if cell.inlines.is_empty() { "td" } else { "th" };
    let head = element("thead").and(row(header, name_of_header));
    let body = element("tbody").holding(rows.iter().map(|cells| row(cells, |_| "td")));
    let shown = element("table").and(head);
    let shown = if rows.is_empty() { shown } else { shown.and(body) };
    match setting.medium {
        Medium::Book => shown.with("id", id),
        Medium::Screen => {
            let columns: Vec<String> =
                header.iter().map(|cell| plain_text(&cell.inlines)).filter(|name| !name.is_empty()).collect();
            let name = setting.words.introducing(&setting.words.table).content + &setting.words.listed(&columns);
            let region =
                element("div").with("class", "scroll").with("role", "group").with("aria-label", name).with("tabindex", "0");
            at(setting, element("div").with("class", "table"), id).and(region.and(shown))
        }
    }
}

fn cell(setting: &Setting, cell: &Cell, alignment: Alignment, name: &'static str) -> Node {
    let Cell { id, inlines: content, span: _ } = cell;
    let class = match alignment {
        Alignment::Start => None,
        Alignment::Centre => Some("centre"),
        Alignment::End => Some("end"),
    };
    let scope = (name == "th").then_some("col");
    // Said with each cell of the column: not all that changed in it.
    let short = (name == "th" && has_changes(content)).then(|| plain_text(content));
    element(name)
        .with("id", id.as_str())
        .with_some("scope", scope)
        .with_some("abbr", short)
        .with_some("class", class)
        .holding(run(setting, id, content))
        .into()
}

/// Code runs from left to right in every language and is not to be translated.
fn code(setting: &Setting, code: &Code, id: &str) -> Element {
    let Code { syntax, text: lines } = code;
    let is_plain = |name: &&String| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-_.#".contains(&byte));
    let class = syntax.as_ref().filter(is_plain).map(|name| format!("language-{name}"));
    let inner = element("code").with_some("class", class).and(text(lines));
    at(setting, preformatted(), id).and(inner)
}

fn preformatted() -> Element {
    element("pre").with("dir", "ltr").with("translate", "no")
}

fn figure(setting: &Setting, figure: &Figure, anchor: &Anchor) -> Element {
    let Figure { image, alternative, caption } = figure;
    let id = anchor.as_str();
    let shown = element("img").with("src", (setting.image)(image));
    let shown = in_language(shown, alternative.language.as_ref());
    let shown = picture(shown, setting.document.images.get(image), &alternative.content);
    let caption = caption.as_ref().map(|words| Node::from(element("figcaption").holding(run(setting, anchor, words))));
    at(setting, in_book(setting, element("figure"), "figure"), id).and(shown).holding(caption)
}

fn description(setting: &Setting, description: &Description) -> Node {
    let Description { terms, details } = description;
    let terms = terms
        .iter()
        .map(|term| at(setting, element("dt"), term.id.as_str()).holding(run(setting, &term.id, &term.inlines)).into());
    element("div").holding(terms).and(element("dd").holding(blocks(setting, details))).into()
}
