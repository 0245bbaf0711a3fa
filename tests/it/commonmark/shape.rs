//! What HTML says: its words, and the elements that mean something.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use crate::reading_back::words;

/// The words of `html` and the tags around them, in order. A heading is a
/// heading, at whatever level.
pub fn of(html: &str) -> Vec<String> {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let tokenizer = Tokenizer::new(Shape::default(), TokenizerOpts::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.flush();
    tokenizer.sink.parts.take()
}

pub fn has_headings(html: &str) -> bool {
    of(html).iter().any(|part| part == "<heading>")
}

#[derive(Default)]
struct Shape {
    parts: RefCell<Vec<String>>,
    /// Since the last tag: a word may come in pieces.
    text: RefCell<String>,
}

impl Shape {
    fn flush(&self) {
        self.parts.borrow_mut().extend(words(&composed(&self.text.take())));
    }

    fn tag(&self, tag: &Tag) {
        let name = match &*tag.name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "heading",
            name @ ("p" | "em" | "strong" | "code" | "pre" | "blockquote" | "ul" | "ol" | "li" | "hr" | "br" | "a") => name,
            _ => return,
        };
        self.flush();
        let is_empty = matches!(name, "hr" | "br");
        self.parts.borrow_mut().push(match tag.kind {
            TagKind::EndTag if !is_empty => format!("</{name}>"),
            TagKind::StartTag | TagKind::EndTag => format!("<{name}>"),
        });
    }
}

impl TokenSink for Shape {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::CharacterTokens(text) => self.text.borrow_mut().push_str(&text),
            Token::TagToken(tag) => self.tag(&tag),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

fn composed(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.nfc().collect()
}
