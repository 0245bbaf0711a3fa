//! Reads a catalog: strictly, because what is passed over here is a translation
//! that nobody finds again.

use std::collections::HashMap;

use super::lines::{Comment, Fault, Line, Prefix, Token, TokenKind};
use super::{Catalog, Entry, header, lines};
use crate::diagnostics::{Diagnostics, SourceId, Sources, Span};

/// After so many problems of one file the rest of it is not read.
const PROBLEMS_MAX: usize = 20;

/// The catalog in the file `bytes`, which becomes one of `sources` by the name
/// `name`; nothing if an error was reported, the first of which may be that the
/// file is not in UTF-8.
pub fn read_bytes(name: &str, bytes: Vec<u8>, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Option<Catalog> {
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let source = sources.add(name, String::from_utf8_lossy(error.as_bytes()));
            let span = Span::new(source, at, at + '\u{fffd}'.len_utf8());
            diagnostics.catalog_charset(span, "the catalog is not in UTF-8", "not a character in UTF-8");
            return None;
        }
    };
    let nul = text.find('\0');
    let source = sources.add(name, text);
    if let Some(at) = nul {
        diagnostics.nul_byte(Span::new(source, at, at + 1));
        return None;
    }
    read(source, sources, diagnostics)
}

/// The catalog in `source`; nothing if an error was reported.
///
/// Line ends of any platform and a byte-order mark are passed over. Comments at
/// the end that belong to no message are not part of the catalog.
pub fn read(source: SourceId, sources: &Sources, diagnostics: &mut Diagnostics) -> Option<Catalog> {
    let mut reader =
        Reader { source, draft: Draft::default(), entries: Vec::new(), found: Diagnostics::new(), has_token: false };
    for (start, text) in lines::lines(sources.text(source)) {
        match lines::line(start, text) {
            Line::Blank => reader.end_if_broken(),
            Line::Comment(kind, said) => reader.comment(kind, said, start..start + text.len()),
            Line::Tokens(prefix, tokens) => tokens.into_iter().for_each(|token| reader.token(prefix, token)),
        }
        if reader.found.errors() >= PROBLEMS_MAX || reader.is_no_catalog() {
            break;
        }
    }
    reader.end();
    let Reader { entries, mut found, .. } = reader;
    let catalog = if found.has_errors() { None } else { whole(source, entries, sources, &mut found) };
    diagnostics.append(found);
    catalog
}

/// The catalog of `entries`, the first of which has to be the header.
fn whole(source: SourceId, mut entries: Vec<Entry>, sources: &Sources, diagnostics: &mut Diagnostics) -> Option<Catalog> {
    let is_header = |entry: &Entry| entry.context.is_none() && entry.original.is_empty() && !entry.is_obsolete;
    if !entries.first().is_some_and(is_header) {
        let first = entries.first().and_then(|entry| entry.original_span).unwrap_or(Span::new(source, 0, 0));
        diagnostics.catalog_header_missing(first);
        return None;
    }
    let head = entries.remove(0);
    report_duplicates(&head, &entries, diagnostics);
    let fields = header::fields(&head, sources, diagnostics);
    (!diagnostics.has_errors()).then_some(Catalog {
        comments: head.comments,
        header: fields,
        header_span: head.original_span.zip(head.translation_span).map(|(from, to)| Span::new(source, from.start, to.end)),
        entries,
    })
}

fn report_duplicates(head: &Entry, entries: &[Entry], diagnostics: &mut Diagnostics) {
    let mut known: HashMap<(Option<&str>, &str), Option<Span>> = HashMap::new();
    for entry in std::iter::once(head).chain(entries) {
        let first = known.entry((entry.context.as_deref(), &entry.original)).or_insert(entry.original_span);
        if let (Some(first), Some(again)) = (*first, entry.original_span)
            && first != again
            && diagnostics.errors() < PROBLEMS_MAX
        {
            diagnostics.duplicate_message(again, first, entry.context.as_deref());
        }
    }
}

/// The parts of a message, in the order in which they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    PreviousContext,
    Previous,
    Context,
    Original,
    Translation,
}

impl Part {
    fn keyword(self) -> &'static str {
        match self {
            Self::PreviousContext => "#| msgctxt",
            Self::Previous => "#| msgid",
            Self::Context => "msgctxt",
            Self::Original => "msgid",
            Self::Translation => "msgstr",
        }
    }
}

/// A message that is being read.
#[derive(Default)]
struct Draft {
    entry: Entry,
    /// The part that was begun last.
    part: Option<Part>,
    /// Whether that part has its text.
    has_text: bool,
    /// Whether a problem was reported of it: then no other is.
    is_broken: bool,
    /// Where its last token is.
    last: Option<Span>,
}

struct Reader {
    source: SourceId,
    draft: Draft,
    entries: Vec<Entry>,
    found: Diagnostics,
    /// Whether a keyword was read already.
    has_token: bool,
}

impl Reader {
    fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(self.source, range.start, range.end)
    }

    fn is_no_catalog(&self) -> bool {
        !self.has_token && self.found.has_errors()
    }

    /// Reports the first problem of a message.
    fn wrong(&mut self, report: impl FnOnce(&mut Diagnostics)) {
        if !self.draft.is_broken {
            report(&mut self.found);
        }
        self.draft.is_broken = true;
    }

    fn comment(&mut self, kind: Comment, said: &str, range: std::ops::Range<usize>) {
        self.end_if_broken();
        match self.draft.part {
            None => {}
            Some(Part::Translation) => self.end(),
            Some(part) => {
                let (span, keyword) = (self.span(range), part.keyword());
                self.wrong(|found| {
                    found.catalog_syntax(
                        span,
                        &format!("a comment stands after `{keyword}`, inside of a message"),
                        "a comment",
                    );
                });
                return;
            }
        }
        let entry = &mut self.draft.entry;
        match kind {
            Comment::OfTranslators => entry.comments.push(said.to_string()),
            Comment::Extracted => entry.extracted.push(said.to_string()),
            Comment::References => entry.references.extend(references(said)),
            Comment::Flags => {
                for flag in said.split(',').map(str::trim).filter(|flag| !flag.is_empty()) {
                    match flag {
                        "fuzzy" => entry.is_fuzzy = true,
                        other => entry.flags.push(other.to_string()),
                    }
                }
            }
        }
    }

    fn token(&mut self, prefix: Prefix, token: Token) {
        let span = self.span(token.range);
        match token.kind {
            TokenKind::Context if prefix.is_previous => self.keyword(Part::PreviousContext, prefix, span),
            TokenKind::Original if prefix.is_previous => self.keyword(Part::Previous, prefix, span),
            TokenKind::Context => self.keyword(Part::Context, prefix, span),
            TokenKind::Original => self.keyword(Part::Original, prefix, span),
            TokenKind::Translation if !prefix.is_previous => self.keyword(Part::Translation, prefix, span),
            TokenKind::Translation => {
                self.wrong(|found| found.catalog_syntax(span, "`#|` keeps an original, not a translation", "not here"));
            }
            TokenKind::Plural => {
                self.has_token = true;
                self.wrong(|found| found.catalog_plural(span));
            }
            TokenKind::Text(text) => self.text(&text, prefix, span),
            TokenKind::Fault(_) if !self.has_token => self.found.not_a_catalog(span),
            TokenKind::Fault(fault) => self.wrong(|found| report(found, fault, span)),
        }
    }

    fn keyword(&mut self, part: Part, prefix: Prefix, span: Span) {
        self.has_token = true;
        let is_next = matches!(self.draft.part, Some(Part::Translation)) && part != Part::Translation;
        let is_again = self.draft.is_broken && part <= Part::Original && self.draft.part >= Some(part);
        if is_next || is_again {
            self.end();
        }
        self.check_order(part, span);
        let draft = &mut self.draft;
        if draft.part.is_none() {
            draft.entry.is_obsolete = prefix.is_obsolete;
        }
        (draft.part, draft.has_text, draft.last) = (Some(part), false, Some(span));
        match part {
            Part::PreviousContext => draft.entry.previous_context = Some(String::new()),
            Part::Previous => draft.entry.previous = Some(String::new()),
            Part::Context => draft.entry.context = Some(String::new()),
            Part::Original => draft.entry.original_span = Some(span),
            Part::Translation => draft.entry.translation_span = Some(span),
        }
        self.check_prefix(prefix, span);
    }

    /// Reports a part that stands where it cannot.
    fn check_order(&mut self, part: Part, span: Span) {
        let lacks_text = self.draft.part.filter(|_| !self.draft.has_text);
        let is_in_order = self.draft.part < Some(part);
        let is_whole = part != Part::Translation || self.draft.part == Some(Part::Original);
        let keyword = part.keyword();
        if let Some(before) = lacks_text {
            let said = format!("`{}` has no text in quotation marks", before.keyword());
            self.wrong(|found| found.catalog_syntax(span, &said, "a text was expected here"));
        } else if !is_whole {
            self.wrong(|found| found.catalog_syntax(span, "`msgstr` stands without a `msgid` before it", "of which message?"));
        } else if !is_in_order {
            let said = format!("`{keyword}` cannot stand here; the message before lacks its `msgstr`");
            self.wrong(|found| found.catalog_syntax(span, &said, "not here"));
        }
    }

    fn check_prefix(&mut self, prefix: Prefix, span: Span) {
        if prefix.is_obsolete != self.draft.entry.is_obsolete {
            let said = "some lines of the message begin with `#~` and some do not";
            self.wrong(|found| found.catalog_syntax(span, said, "another beginning"));
        }
    }

    fn text(&mut self, text: &str, prefix: Prefix, span: Span) {
        let Some(part) = self.draft.part else {
            if self.has_token {
                self.wrong(|found| found.catalog_syntax(span, "a text belongs to no keyword", "to what?"));
            } else {
                self.found.not_a_catalog(span);
            }
            return;
        };
        if prefix.is_previous != (part <= Part::Previous) {
            self.wrong(|found| found.catalog_syntax(span, "the text is no part of what stands before it", "not here"));
        }
        self.check_prefix(prefix, span);
        let draft = &mut self.draft;
        (draft.has_text, draft.last) = (true, Some(span));
        let longer = |place: &mut Option<Span>| {
            if let Some(place) = place {
                place.end = span.end;
            }
        };
        match part {
            Part::PreviousContext => draft.entry.previous_context.get_or_insert_default().push_str(text),
            Part::Previous => draft.entry.previous.get_or_insert_default().push_str(text),
            Part::Context => draft.entry.context.get_or_insert_default().push_str(text),
            Part::Original => {
                draft.entry.original.push_str(text);
                longer(&mut draft.entry.original_span);
            }
            Part::Translation => {
                draft.entry.translation.push_str(text);
                longer(&mut draft.entry.translation_span);
            }
        }
    }

    fn end_if_broken(&mut self) {
        if self.draft.is_broken {
            self.draft = Draft::default();
        }
    }

    /// Ends the message that is being read, if one is.
    fn end(&mut self) {
        let draft = std::mem::take(&mut self.draft);
        match (draft.part, draft.last) {
            _ if draft.is_broken => {}
            (Some(Part::Translation), _) if draft.has_text => self.entries.push(draft.entry),
            (Some(Part::Translation), Some(span)) => {
                self.found.catalog_syntax(span, "`msgstr` has no text in quotation marks", "a text has to follow");
            }
            (Some(_), Some(span)) => self.found.catalog_syntax(span, "the message lacks its `msgstr`", "ends here"),
            (None, _) | (Some(_), None) => {}
        }
    }
}

fn report(found: &mut Diagnostics, fault: Fault, span: Span) {
    match fault {
        Fault::Unterminated => found.catalog_syntax(span, "the text has no quotation mark at its end", "begins here"),
        Fault::UnknownKeyword => found.catalog_syntax(span, "there is no such keyword", "neither a keyword nor quoted"),
        Fault::OutsideQuotes => found.catalog_syntax(span, "something stands outside of quotation marks", "not quoted"),
        Fault::Escape(said) => found.catalog_escape(span, said),
    }
}

/// The names in a line of references; one with spaces stands between the
/// characters U+2068 and U+2069, which are kept.
fn references(line: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut rest = line.trim();
    while !rest.is_empty() {
        let length = match rest.strip_prefix('\u{2068}') {
            Some(inner) => inner.find('\u{2069}').map_or(rest.len(), |end| rest.len() - inner.len() + end),
            None => 0,
        };
        let end = rest[length..].find(char::is_whitespace).map_or(rest.len(), |space| length + space);
        names.push(rest[..end].to_string());
        rest = rest[end..].trim_start();
    }
    names
}
