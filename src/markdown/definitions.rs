//! `[name]: address` lines that no link uses. comrak takes them out of its tree
//! without a word, so that `[Ed.]: unclear` would be lost from the text.

use comrak::nodes::NodeValue;

use super::places::Places;
use super::reader::Node;
use crate::diagnostics::Span;

/// The lines that define an address to which nothing below `root` leads.
pub(super) fn unused(root: Node<'_>, places: &Places) -> Vec<Span> {
    let candidates: Vec<usize> = (1..=places.lines()).filter(|&line| looks_like_one(places.line(line))).collect();
    if candidates.is_empty() {
        return Vec::new();
    }
    let blocks = Blocks::of(root);
    let used = addresses(root);
    let is_lost = |line: &usize| {
        blocks.is_taken_out(*line, places) && address(*line, places).is_some_and(|address| !used.contains(&address))
    };
    candidates.into_iter().filter(is_lost).map(|line| written(line, places)).collect()
}

/// `[name]:` at the start of what a line says, inside whatever block.
fn looks_like_one(line: &str) -> bool {
    let Some(rest) = said(line).strip_prefix('[') else { return false };
    !rest.starts_with('^') && rest.contains("]:")
}

/// `line` without the marks of quotations and lists that stand before its text.
fn said(line: &str) -> &str {
    line.trim_start_matches(|c: char| c.is_whitespace() || c.is_ascii_digit() || matches!(c, '>' | '-' | '*' | '+' | '.' | ')'))
}

fn written(line: usize, places: &Places) -> Span {
    let whole = places.line_span(line);
    let text = places.slice(whole);
    Span { start: whole.start + text.len() - said(text).len(), end: whole.start + text.trim_end().len(), ..whole }
}

/// The address that the definition in `line` gives; nothing if it is none.
fn address(line: usize, places: &Places) -> Option<String> {
    let first = said(places.line(line));
    let (name, _) = first.split_once("]:")?;
    // The address may stand on the next line, and the title on one more.
    let more = (line + 1..=places.lines().min(line + 2)).map(|line| said(places.line(line)));
    let lines: Vec<&str> = std::iter::once(first).chain(more.take_while(|line| !line.trim().is_empty())).collect();
    let arena = comrak::Arena::new();
    let root = comrak::parse_document(&arena, &format!("{name}]\n\n{}\n", lines.join("\n")), &super::options());
    let first = root.first_child()?;
    addresses(first).into_iter().next()
}

/// Where the links and images below `node` lead.
fn addresses(node: Node<'_>) -> std::collections::BTreeSet<String> {
    let address = |node: Node<'_>| match &node.data().value {
        NodeValue::Link(link) | NodeValue::Image(link) => Some(link.url.clone()),
        _ => None,
    };
    node.descendants().filter_map(address).collect()
}

/// The lines of the blocks that hold text, from the first to the last of each.
struct Blocks {
    paragraphs: Vec<(usize, usize)>,
    others: Vec<(usize, usize)>,
}

impl Blocks {
    fn of(root: Node<'_>) -> Self {
        let mut blocks = Self { paragraphs: Vec::new(), others: Vec::new() };
        for node in root.descendants() {
            let data = node.data();
            let lines = (data.sourcepos.start.line, data.sourcepos.end.line);
            match &data.value {
                NodeValue::Paragraph => blocks.paragraphs.push(lines),
                NodeValue::CodeBlock(_) | NodeValue::HtmlBlock(_) | NodeValue::Heading(_) | NodeValue::Table(_) => {
                    blocks.others.push(lines);
                }
                _ => {}
            }
        }
        blocks
    }

    /// Whether `line` is in no block, or is one of the first lines of a
    /// paragraph that all look like definitions.
    fn is_taken_out(&self, line: usize, places: &Places) -> bool {
        let holds = |lines: &&(usize, usize)| (lines.0..=lines.1).contains(&line);
        if self.others.iter().any(|lines| holds(&lines)) {
            return false;
        }
        self.paragraphs.iter().find(holds).is_none_or(|(start, _)| (*start..line).all(|line| looks_like_one(places.line(line))))
    }
}
