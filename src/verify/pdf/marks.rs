//! The marked contents that are open at a place in a content stream
//! (ISO 32000-1 §14.6 and §14.8.2).

use std::rc::Rc;

use super::syntax::Dictionary;

/// How deep marked contents nest. Typst and its writer nest four deep.
const DEPTH: usize = 64;

pub struct Mark {
    /// Its number (MCID), if it belongs to the structure.
    pub content: Option<u32>,
    pub language: Option<Rc<str>>,
    /// What is to be read instead of what is shown (§14.9.4).
    pub actual_text: Option<String>,
    /// Whether the actual text was given out already.
    pub was_shown: bool,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Artifact,
    /// `ReversedChars` (§14.8.2.3.3).
    Reversed,
    Other,
}

impl Mark {
    pub fn new(tag: &str, properties: &Dictionary) -> Self {
        let kind = match tag {
            "Artifact" => Kind::Artifact,
            "ReversedChars" => Kind::Reversed,
            _ => Kind::Other,
        };
        let actual_text = properties.get("ActualText").text().or_else(|| properties.get("E").text());
        Self {
            content: properties.get("MCID").index(),
            language: properties.get("Lang").text().filter(|tag| !tag.is_empty()).map(Rc::from),
            actual_text,
            was_shown: false,
            kind,
        }
    }
}

#[derive(Default)]
pub struct Marks(Vec<Mark>);

impl Marks {
    /// Whether there was room for `mark`.
    pub fn push(&mut self, mark: Mark) -> bool {
        self.0.push(mark);
        self.0.len() <= DEPTH
    }

    pub fn pop(&mut self) -> Option<Mark> {
        self.0.pop()
    }

    pub fn is_artifact(&self) -> bool {
        self.has(Kind::Artifact)
    }

    pub fn is_reversed(&self) -> bool {
        self.has(Kind::Reversed)
    }

    /// The number of the innermost that has one.
    pub fn content(&self) -> Option<u32> {
        self.0.iter().rev().find_map(|mark| mark.content)
    }

    pub fn language(&self) -> Option<Rc<str>> {
        self.0.iter().rev().find_map(|mark| mark.language.clone())
    }

    pub fn is_replaced(&self) -> bool {
        self.is_artifact() || self.0.iter().any(|mark| mark.actual_text.is_some())
    }

    /// Whether other text stands for what is shown now, and the text where it has
    /// not been given out yet.
    pub fn replacement(&mut self) -> Option<Option<String>> {
        let mark = self.0.iter_mut().find(|mark| mark.actual_text.is_some())?;
        let is_first = !std::mem::replace(&mut mark.was_shown, true);
        Some(mark.actual_text.clone().filter(|_| is_first))
    }

    fn has(&self, kind: Kind) -> bool {
        self.0.iter().any(|mark| mark.kind == kind)
    }
}
