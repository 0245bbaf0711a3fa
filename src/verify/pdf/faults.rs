//! What is wrong with the structure, in an editor's words.

use crate::verify::{Fault, FaultKind};

/// The faults found so far.
#[derive(Default)]
pub struct Faults(Vec<Fault>);

impl Faults {
    pub fn add(&mut self, message: impl Into<String>) {
        self.add_at(message, None);
    }

    /// `place` is the id or the text of a heading, or the beginning of a text.
    pub fn add_at(&mut self, message: impl Into<String>, place: Option<String>) {
        self.0.push(Fault { kind: FaultKind::Structure, message: message.into(), id: place });
    }

    pub fn into_vec(self) -> Vec<Fault> {
        self.0
    }
}

/// The first words of a text, to find it by.
pub fn beginning(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut shown = String::new();
    for word in &words {
        if shown.len() + word.len() > 50 && !shown.is_empty() {
            return shown + " …";
        }
        if !shown.is_empty() {
            shown.push(' ');
        }
        shown.extend(word.chars().take(50));
    }
    shown
}
