//! comrak's blocks → draft.

use comrak::nodes::{ListType, NodeValue};

use super::DEPTH_MAX;
use super::draft::{Block, BlockKind, Definition, Description, Image, Inline, Item, Mark, Quotes, Run};
use super::html;
use super::inlines::{is_empty, nfc};
use super::reader::{Node, Reader};
use crate::diagnostics::Span;
use crate::document::{CalloutKind, Code, Language, ListKind, Task};

impl Reader<'_> {
    /// The block that `node` is; nothing for a note, a comment, and what was
    /// reported. `depth` is 1 for what stands in no other block.
    pub fn block(&mut self, node: Node<'_>, depth: usize) -> Option<Block> {
        let span = self.span(node);
        if depth > DEPTH_MAX {
            self.too_deep(span);
            return None;
        }
        let mut language = None;
        let data = node.data();
        if let NodeValue::HtmlBlock(html) = &data.value {
            self.html_block(&html.literal, span);
            return None;
        }
        let before = std::mem::take(&mut self.comments);
        let kind = match &data.value {
            NodeValue::Paragraph => {
                let (kind, foreign) = self.paragraph(node)?;
                language = foreign;
                kind
            }
            NodeValue::List(list) => {
                let kind = match list.list_type {
                    ListType::Bullet => ListKind::Bullet,
                    ListType::Ordered => ListKind::Numbered { start: list.start as u64 },
                };
                if list.list_type == ListType::Ordered {
                    self.check_numbers(node, list.start);
                }
                let items = node.children().map(|item| self.item(item, depth)).collect();
                BlockKind::List { kind, is_tight: list.tight, items }
            }
            NodeValue::BlockQuote => self.quotation(node, span, depth)?,
            NodeValue::Callout(callout) => {
                let is_plain = callout.metadata.is_none() && callout.fold == comrak::nodes::CalloutFold::None;
                let name = callout.callout_type.clone();
                let (kind, foreign) = self.callout(node, &name, is_plain, span, depth)?;
                language = foreign;
                kind
            }
            NodeValue::Table(table) => self.table(node, &table.alignments, span)?,
            NodeValue::CodeBlock(code) => {
                self.check_characters(&code.literal, span);
                let syntax = self.syntax(&code.info, span);
                BlockKind::Code(Code { syntax, text: nfc(code.literal.trim_end_matches('\n')) })
            }
            NodeValue::DescriptionList => BlockKind::Descriptions(self.descriptions(node, depth)),
            NodeValue::ThematicBreak => BlockKind::Divider,
            NodeValue::FootnoteDefinition(definition) => {
                let name = definition.name.clone();
                // What is said before a note is said of its first block.
                self.comments = before;
                let blocks = self.blocks(node, depth);
                self.notes.push(Definition { name, blocks, span });
                return None;
            }
            NodeValue::Heading(_) => {
                self.diagnostics.heading_inside_block(self.places.first_line(span));
                return None;
            }
            // Nothing else comes with the options that are set; if it does,
            // it stays the text that it is.
            _ => {
                let text = self.places.slice(span).to_string();
                BlockKind::Paragraph(vec![Inline::Text { text, span, quotes: Quotes::AsWritten }])
            }
        };
        Some(Block { kind, span, language, comment: self.comment(before) })
    }

    fn html_block(&mut self, literal: &str, span: Span) {
        match html::translators_comments(literal) {
            Some(comments) => self.comments.extend(comments),
            None => self.diagnostics.html_not_allowed(self.places.first_line(span)),
        }
    }

    /// The comments `before` something, then those in it.
    pub fn comment(&mut self, mut before: Vec<String>) -> Option<String> {
        before.append(&mut self.comments);
        (!before.is_empty()).then(|| before.join(" "))
    }

    fn blocks(&mut self, parent: Node<'_>, depth: usize) -> Vec<Block> {
        parent.children().filter_map(|node| self.block(node, depth + 1)).collect()
    }

    /// How many were reported so far: what is empty because its content was
    /// reported is no problem of its own.
    fn problems(&self) -> usize {
        self.diagnostics.iter().len()
    }

    fn paragraph(&mut self, node: Node<'_>) -> Option<(BlockKind, Option<Language>)> {
        let inlines = self.run(node);
        if is_empty(&inlines) && super::inlines::find_note_mark(&inlines).is_none() {
            return None;
        }
        let inlines = match figure(inlines) {
            Ok(image) => return Some((BlockKind::Figure(image), None)),
            Err(inlines) => inlines,
        };
        self.check_captions(&inlines);
        let (inlines, language) = foreign(inlines);
        Some((BlockKind::Paragraph(inlines), language))
    }

    /// The name of a programming language: the one word that is read after a fence.
    fn syntax(&mut self, info: &str, span: Span) -> Option<String> {
        let is_name = |c: char| c.is_ascii_alphanumeric() || "+-_.#".contains(c);
        let info = info.trim();
        if !info.chars().all(is_name) {
            self.diagnostics.code_info_not_read(self.places.first_line(span), info);
        }
        info.split_whitespace().next().map(str::to_string)
    }

    /// The numbers of items count on from the first, or all are the same
    /// because the writer lets the program count.
    fn check_numbers(&mut self, list: Node<'_>, start: usize) {
        let mut written = Vec::new();
        for item in list.children() {
            let span = self.span(item);
            let digits = self.places.slice(span).bytes().take_while(u8::is_ascii_digit).count();
            let marker = Span { end: span.start + digits, ..span };
            written.push((marker, self.places.slice(marker).parse().unwrap_or(start)));
        }
        if written.iter().all(|(_, number)| *number == start) {
            return;
        }
        let wrong = written.into_iter().zip(start..).find(|((_, number), right)| number != right);
        if let Some(((span, number), right)) = wrong {
            self.diagnostics.number_out_of_order(span, number, right);
        }
    }

    fn item(&mut self, node: Node<'_>, depth: usize) -> Item {
        let task = match &node.data().value {
            NodeValue::TaskItem(task) => Some(if task.symbol.is_some() { Task::Done } else { Task::Open }),
            _ => None,
        };
        Item { task, blocks: self.blocks(node, depth), span: self.span(node) }
    }

    fn quotation(&mut self, node: Node<'_>, span: Span, depth: usize) -> Option<BlockKind> {
        let first = self.places.first_line(span);
        if let Some(name) = self.places.slice(first).trim_start_matches('>').trim_start().strip_prefix("[!")
            && let Some((name, _)) = name.split_once(']')
        {
            self.diagnostics.unknown_callout(first, name);
            return None;
        }
        let mut blocks = self.blocks(node, depth);
        let attribution = attribution(&mut blocks);
        if blocks.is_empty() && attribution.is_none() {
            return None;
        }
        Some(BlockKind::Quotation { blocks, attribution })
    }

    fn callout(
        &mut self,
        node: Node<'_>,
        name: &str,
        is_plain: bool,
        span: Span,
        depth: usize,
    ) -> Option<(BlockKind, Option<Language>)> {
        let first = self.places.first_line(span);
        let kind = match name {
            "key" => None,
            "note" => Some(CalloutKind::Note),
            "tip" => Some(CalloutKind::Tip),
            "important" => Some(CalloutKind::Important),
            "warning" => Some(CalloutKind::Warning),
            "caution" => Some(CalloutKind::Caution),
            _ => {
                self.diagnostics.unknown_callout(first, name);
                return None;
            }
        };
        if !is_plain {
            self.diagnostics.folded_callout(first);
            return None;
        }
        let (mut title, mut blocks) = (None, Vec::new());
        let problems = self.problems();
        for child in node.children() {
            if matches!(child.data().value, NodeValue::CalloutTitle) {
                title = self.callout_title(child);
            } else {
                blocks.extend(self.block(child, depth + 1));
            }
        }
        if blocks.is_empty() && self.problems() > problems {
            return None;
        }
        match kind {
            Some(_) if blocks.is_empty() && title.is_none() => {
                self.diagnostics.empty_callout(first);
                None
            }
            // All of the text on the first line: that is no title.
            Some(kind) if blocks.is_empty() => {
                let (inlines, language) = foreign(title.unwrap_or_default());
                blocks.push(Block { kind: BlockKind::Paragraph(inlines), span, language, comment: None });
                Some((BlockKind::Callout { kind, title: None, blocks }, None))
            }
            Some(kind) => Some((BlockKind::Callout { kind, title, blocks }, None)),
            None => self.key_sentence(title, blocks, span, depth),
        }
    }

    /// A title is one line, so it is one paragraph or something that cannot be a title.
    fn callout_title(&mut self, node: Node<'_>) -> Option<Vec<Inline>> {
        let mut blocks = node.children();
        match (blocks.next(), blocks.next()) {
            (Some(only), None) if matches!(only.data().value, NodeValue::Paragraph) => {
                let inlines = self.line(only);
                (!is_empty(&inlines)).then_some(inlines)
            }
            _ => {
                self.diagnostics.callout_title_not_text(self.span(node));
                None
            }
        }
    }

    /// The sentence stands below `[!KEY]` or after it on the same line.
    fn key_sentence(
        &mut self,
        title: Option<Vec<Inline>>,
        mut blocks: Vec<Block>,
        span: Span,
        depth: usize,
    ) -> Option<(BlockKind, Option<Language>)> {
        if depth > 1 {
            self.diagnostics.key_sentence_inside_block(span);
            return None;
        }
        let only = if blocks.len() == 1 { blocks.pop() } else { None };
        match (title, only) {
            (Some(title), None) if blocks.is_empty() => {
                let (inlines, language) = foreign(title);
                Some((BlockKind::KeySentence(inlines), language))
            }
            (None, Some(Block { kind: BlockKind::Paragraph(inlines), language, .. })) => {
                Some((BlockKind::KeySentence(inlines), language))
            }
            _ => {
                self.diagnostics.key_sentence_not_one_paragraph(span);
                None
            }
        }
    }

    /// Terms that follow each other without details share those of the last one.
    fn descriptions(&mut self, node: Node<'_>, depth: usize) -> Vec<Description> {
        let mut out: Vec<Description> = Vec::new();
        for item in node.children() {
            let mut description = Description { terms: Vec::new(), details: Vec::new() };
            let problems = self.problems();
            for part in item.children() {
                match part.data().value {
                    NodeValue::DescriptionTerm => self.terms(part, &mut description.terms),
                    _ => description.details.extend(self.blocks(part, depth)),
                }
            }
            // A second `:` line comes without a term of its own.
            match out.last_mut().filter(|_| description.terms.is_empty()) {
                Some(last) => last.details.append(&mut description.details),
                None => out.push(description),
            }
            let is_empty = out.last().is_some_and(|description| description.details.is_empty());
            if is_empty && self.problems() == problems {
                self.diagnostics.empty_description(self.span(item));
            }
        }
        out
    }

    /// Each line of a term is a term of its own.
    fn terms(&mut self, node: Node<'_>, terms: &mut Vec<Run>) {
        for paragraph in node.children() {
            let span = self.span(paragraph);
            let mut inlines = self.line(paragraph);
            while let Some(end) = inlines.iter().position(ends_line) {
                let rest = inlines.split_off(end + 1);
                terms.push(Run { inlines: std::mem::replace(&mut inlines, rest), span });
            }
            terms.push(Run { inlines, span });
        }
        terms.retain(|term| !is_empty(&term.inlines));
    }
}

/// The image, if `inlines` is one and nothing else.
fn figure(mut inlines: Vec<Inline>) -> Result<Image, Vec<Inline>> {
    if inlines.len() == 1
        && let Some(Inline::Image(_)) = inlines.first()
        && let Some(Inline::Image(image)) = inlines.pop()
    {
        return Ok(image);
    }
    Err(inlines)
}

/// The inlines of a paragraph; those of its one `<span lang>` and the language
/// if it is wholly inside one.
fn foreign(mut inlines: Vec<Inline>) -> (Vec<Inline>, Option<Language>) {
    if inlines.len() == 1
        && let Some(Inline::Marked { mark: Mark::Foreign(_), .. }) = inlines.first()
        && let Some(Inline::Marked { mark: Mark::Foreign(language), inlines }) = inlines.pop()
    {
        return (inlines, Some(language));
    }
    (inlines, None)
}

fn ends_line(inline: &Inline) -> bool {
    match inline {
        Inline::Text { text, .. } => text.ends_with('\n'),
        Inline::LineBreak => true,
        Inline::Marked { .. } | Inline::Code { .. } | Inline::Link { .. } | Inline::Image(_) | Inline::NoteMark { .. } => false,
    }
}

/// Takes a last line `— Name` off the blocks of a quotation, unless it is all there is.
fn attribution(blocks: &mut Vec<Block>) -> Option<Vec<Inline>> {
    let is_only_block = blocks.len() == 1;
    let Some(Block { kind: BlockKind::Paragraph(inlines), .. }) = blocks.last_mut() else { return None };
    let start = inlines.iter().rposition(ends_line).map_or(0, |end| end + 1);
    if start == 0 && is_only_block {
        return None;
    }
    let Some(Inline::Text { text, span, .. }) = inlines.get_mut(start) else { return None };
    let name = ["—", "–", "---", "--", "―"].iter().find_map(|dash| text.strip_prefix(dash))?;
    let name = name.strip_prefix([' ', '\u{a0}', '\u{202f}'])?.trim_start().to_string();
    span.start = span.end.min(span.start + text.len() - name.len());
    *text = name;
    let attribution = inlines.split_off(start);
    if is_empty(inlines) {
        blocks.pop();
    }
    (!is_empty(&attribution)).then_some(attribution)
}
