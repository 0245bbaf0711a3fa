//! Faults of the element trees of pages.

use chapbook::render::markup::{Element, Node, element, text};

/// A fault of HTML or of EPUB.
pub struct Fault {
    pub name: &'static str,
    pub code: &'static str,
    /// The block at which it must be named; empty if it has none.
    pub at: &'static str,
    pub says: &'static str,
    pub edit: fn(&mut [Node]),
}

const fn fault(name: &'static str, code: &'static str, at: &'static str, says: &'static str, edit: fn(&mut [Node])) -> Fault {
    Fault { name, code, at, says, edit }
}

pub const PAGE_FAULTS: &[Fault] = &[
    fault("every second item is dropped", "text-lost", "what-we-share.2.2", "", every_second_item_dropped),
    fault("the targets of links are shifted by one", "link-changed", "opening.3", "", targets_shifted),
    fault("the text of a cell is doubled", "text-changed", "what-it-costs.2.r2c3", "12.5012.50", cell_doubled),
    fault("the last fact of the colophon is lost", "text-lost", "", "Accessibility", last_fact_lost),
    fault("headings are one level too deep", "role-changed", "what-we-share", "", headings_too_deep),
    fault("the notes are in reverse order", "text-moved", "note-1.1", "", notes_reversed),
    fault("a note has the mark of another one", "note-mark-changed", "our-promises.2", "", marks_of_another_note),
    fault("the contents lack their last line", "text-lost", "", "line of the contents: “Notes”", last_entry_lost),
    fault("every list is numbered from one", "nesting-changed", "what-we-share.6.1", "", numbered_from_one),
    fault("the ways back from a note are lost", "text-changed", "note-2.3", "", ways_back_lost),
];

pub const BOOK_FAULTS: &[Fault] = &[
    fault("every second item is dropped", "text-lost", "when-things-go-wrong.3.2.2", "", every_second_item_dropped),
    fault("alternative texts are those of the next picture", "text-changed", "how-we-live-by-them.3", "", alternatives_shifted),
    fault("the language of words is left out", "language-changed", "words-from-five-kitchens.1", "", languages_lost),
    fault("a quotation has no attribution", "text-lost", "when-things-go-wrong.6", "", attributions_lost),
    fault("the title of a callout is lost", "text-lost", "when-things-go-wrong.2", "", callout_titles_lost),
    fault("a key sentence is said twice", "text-repeated", "changes.1", "", key_sentences_doubled),
    fault("the contents lack their last line", "text-lost", "", "line of the contents: “Colophon”", last_entry_lost),
    fault("rows of tables are columns", "role-changed", "what-it-costs.2.r1c2", "", rows_turned),
    fault("the text of code is set on one line", "text-changed", "signs-and-keys.3", "", code_on_one_line),
    fault("the last fact of the colophon is lost", "text-lost", "", "Accessibility", last_fact_lost),
];

/// Each element of these nodes, outer ones first.
fn each(nodes: &mut [Node], change: &mut dyn FnMut(&mut Element)) {
    for node in nodes {
        if let Node::Element(element) = node {
            change(element);
            each(&mut element.children, change);
        }
    }
}

fn is(node: &Node, name: &str) -> bool {
    matches!(node, Node::Element(element) if element.name == name)
}

fn has(element: &Element, name: &str, value: &str) -> bool {
    element.attribute(name) == Some(value)
}

fn every_second_item_dropped(nodes: &mut [Node]) {
    each(nodes, &mut |list| {
        let mut count = 0;
        if list.name == "ul" || (list.name == "ol" && list.attribute("class").is_some()) {
            list.children.retain(|node| {
                count += usize::from(is(node, "li"));
                count % 2 == 1
            });
        }
    });
}

/// The value of `attribute` of each element that `is_one` is that of the one before it.
fn shift(nodes: &mut [Node], attribute: &'static str, is_one: impl Fn(&Element) -> bool) {
    let mut before = None;
    each(nodes, &mut |element| {
        if is_one(element)
            && let Some((_, value)) = element.attributes.iter_mut().find(|(name, _)| *name == attribute)
        {
            let own = value.clone();
            *value = before.replace(own).unwrap_or(value.clone());
        }
    });
}

/// Of plain links: not of those from a block to itself, nor of marks.
fn targets_shifted(nodes: &mut [Node]) {
    shift(nodes, "href", |element| element.name == "a" && element.attributes.len() == 1);
}

fn alternatives_shifted(nodes: &mut [Node]) {
    shift(nodes, "alt", |element| element.name == "img");
}

fn cell_doubled(nodes: &mut [Node]) {
    each(nodes, &mut |cell| {
        if cell.name == "td" {
            cell.children.extend(cell.children.clone());
        }
    });
}

fn last_fact_lost(nodes: &mut [Node]) {
    each(nodes, &mut |part| {
        if has(part, "class", "colophon") {
            each(&mut part.children, &mut |list| {
                if list.name == "dl" {
                    // One group in a page; term and description in a book.
                    let kept = if is(&list.children[0], "div") { 1 } else { 2 };
                    list.children.truncate(list.children.len() - kept);
                }
            });
        }
    });
}

fn headings_too_deep(nodes: &mut [Node]) {
    each(nodes, &mut |heading| {
        heading.name = match heading.name {
            "h2" => "h3",
            "h3" => "h4",
            "h4" => "h5",
            "h5" => "h6",
            other => other,
        };
    });
}

fn notes_reversed(nodes: &mut [Node]) {
    each(nodes, &mut |part| {
        if has(part, "role", "doc-endnotes") {
            each(&mut part.children, &mut |list| {
                if list.name == "ol" && list.attribute("class").is_none() {
                    list.children.reverse();
                }
            });
        }
    });
}

fn marks_of_another_note(nodes: &mut [Node]) {
    shift(nodes, "href", |element| has(element, "role", "doc-noteref"));
}

fn last_entry_lost(nodes: &mut [Node]) {
    each(nodes, &mut |part| {
        let is_contents = has(part, "class", "contents") || has(part, "role", "doc-toc");
        if part.name == "nav" && is_contents {
            drop_last_entry(part);
        }
    });
}

/// In the first list, which is the outermost.
fn drop_last_entry(part: &mut Element) -> bool {
    if part.name == "ol" {
        part.children.pop();
        return true;
    }
    part.children.iter_mut().any(|node| match node {
        Node::Element(inner) => drop_last_entry(inner),
        Node::Text(_) => false,
    })
}

fn numbered_from_one(nodes: &mut [Node]) {
    each(nodes, &mut |list| list.attributes.retain(|(name, _)| *name != "start"));
}

fn ways_back_lost(nodes: &mut [Node]) {
    each(nodes, &mut |block| {
        block.children.retain(|node| !matches!(node, Node::Element(link) if has(link, "role", "doc-backlink")));
    });
}

fn languages_lost(nodes: &mut [Node]) {
    each(nodes, &mut |words| {
        if words.name == "span" {
            words.attributes.retain(|(name, _)| !matches!(*name, "lang" | "xml:lang" | "dir"));
        }
    });
}

fn attributions_lost(nodes: &mut [Node]) {
    each(nodes, &mut |figure| {
        if has(figure, "class", "quotation") {
            figure.children.retain(|node| !is(node, "figcaption"));
        }
    });
}

fn callout_titles_lost(nodes: &mut [Node]) {
    each(nodes, &mut |callout| {
        callout.children.retain(|node| !matches!(node, Node::Element(label) if has(label, "class", "label")));
    });
}

fn key_sentences_doubled(nodes: &mut [Node]) {
    each(nodes, &mut |part| {
        if let Some(at) = part.children.iter().position(|node| matches!(node, Node::Element(key) if has(key, "class", "key"))) {
            let key = part.children[at].clone();
            part.children.insert(at, key);
        }
    });
}

/// The cells of the body, column by column.
fn rows_turned(nodes: &mut [Node]) {
    each(nodes, &mut |body| {
        if body.name == "tbody" {
            let cells = |row: &Node| match row {
                Node::Element(row) => row.children.clone(),
                Node::Text(_) => Vec::new(),
            };
            let rows: Vec<Vec<Node>> = body.children.iter().map(cells).collect();
            let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
            let turned = |column: usize| rows.iter().filter_map(move |row| row.get(column).cloned());
            body.children = (0..columns).map(|column| element("tr").holding(turned(column)).into()).collect();
        }
    });
}

fn code_on_one_line(nodes: &mut [Node]) {
    each(nodes, &mut |code| {
        if code.name == "code" {
            for node in &mut code.children {
                if let Node::Text(words) = node {
                    *node = text(words.replace('\n', " "));
                }
            }
        }
    });
}
