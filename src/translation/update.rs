//! A catalog follows its source.

use std::collections::HashMap;

use super::matching::matches;
use super::po::{Catalog, Entry};
use super::{Message, MessageKind};

/// Tells Weblate to compare the markup of both texts.
const MARKDOWN_FLAG: &str = "markdown-text";

/// `catalog` with an entry for each of `messages`, in their order.
///
/// A translation whose original stands elsewhere now moves along. One whose
/// original has changed is kept as fuzzy, with what it was translated from; if the
/// original is changed back, it is right again. A new message gets what the
/// program suggests, or, as fuzzy, the translation of the same text at another
/// place. What is gone stands at the end as obsolete, if it was translated, and
/// is found there when it comes back.
///
/// To update once more changes nothing.
pub fn update(catalog: &Catalog, messages: &[Message]) -> Update {
    let found = matches(&catalog.entries, messages);
    let mut is_taken = vec![false; catalog.entries.len()];
    found.iter().flatten().for_each(|entry| is_taken[*entry] = true);
    let mut known: HashMap<&str, &str> = HashMap::new();
    for (message, entry) in messages.iter().zip(&found) {
        if let Some(entry) = entry.map(|entry| &catalog.entries[entry])
            && entry.original == message.original
            && is_translated(entry)
        {
            known.entry(&message.original).or_insert(&entry.translation);
        }
    }
    let present = messages.iter().zip(&found).map(|(message, entry)| match entry {
        Some(entry) => brought_up_to_date(&catalog.entries[*entry], message),
        None => new_entry(message, known.get(&*message.original).copied()),
    });
    let gone = catalog.entries.iter().zip(&is_taken).filter(|(_, is_taken)| !**is_taken);
    let gone = gone.filter(|(entry, _)| entry.is_obsolete || !entry.translation.is_empty()).map(|(entry, _)| obsolete(entry));
    let entries = present.chain(gone).collect();
    let changes = changes(catalog, messages, &found);
    Update {
        catalog: Catalog { comments: catalog.comments.clone(), header: catalog.header.clone(), header_span: None, entries },
        changes,
    }
}

/// A catalog that was brought up to date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Update {
    pub catalog: Catalog,
    pub changes: Changes,
}

/// How many messages have become what by an update.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    pub new: usize,
    /// With another original, whether it had been translated or not.
    pub changed: usize,
    /// With the same original at another place.
    pub moved: usize,
    /// No longer in the source.
    pub gone: usize,
}

fn changes(catalog: &Catalog, messages: &[Message], found: &[Option<usize>]) -> Changes {
    let mut changes = Changes::default();
    let mut kept = 0;
    for (message, entry) in messages.iter().zip(found) {
        match entry.map(|entry| &catalog.entries[entry]) {
            None => changes.new += 1,
            Some(entry) => {
                kept += usize::from(!entry.is_obsolete);
                if entry.is_obsolete {
                    changes.new += 1;
                } else if entry.original != message.original {
                    changes.changed += 1;
                } else if entry.context.as_ref() != Some(&message.context) {
                    changes.moved += 1;
                }
            }
        }
    }
    changes.gone = catalog.entries.iter().filter(|entry| !entry.is_obsolete).count() - kept;
    changes
}

/// The catalog with `header` for a new language: all of it to be translated but
/// what the program suggests.
pub fn new_catalog(header: Vec<(String, String)>, messages: &[Message]) -> Catalog {
    update(&Catalog { header, ..Catalog::default() }, messages).catalog
}

/// What translators' tools start a new language from: no text but the originals.
pub fn template(header: Vec<(String, String)>, messages: &[Message]) -> Catalog {
    let entries = messages.iter().map(|message| described(message, Entry::default())).collect();
    Catalog { header, entries, ..Catalog::default() }
}

fn is_translated(entry: &Entry) -> bool {
    !entry.translation.is_empty() && !entry.is_fuzzy
}

/// `entry` with all that `message` says of itself.
fn described(message: &Message, entry: Entry) -> Entry {
    let is_ours = |flag: &String| flag == MARKDOWN_FLAG;
    let has_markup = message.kind == MessageKind::Run;
    let mut flags = entry.flags;
    flags.retain(|flag| has_markup || !is_ours(flag));
    if has_markup && !flags.iter().any(is_ours) {
        flags.push(MARKDOWN_FLAG.into());
    }
    Entry {
        extracted: message.comments.iter().flat_map(|comment| comment.split('\n')).map(String::from).collect(),
        references: message.file.iter().map(|file| reference(file)).collect(),
        flags,
        context: Some(message.context.clone()),
        original: message.original.clone(),
        is_obsolete: false,
        original_span: None,
        translation_span: None,
        ..entry
    }
}

/// A file name with spaces stands between the marks that gettext wants.
fn reference(file: &str) -> String {
    if file.contains(char::is_whitespace) { format!("\u{2068}{file}\u{2069}") } else { file.to_string() }
}

fn new_entry(message: &Message, same_elsewhere: Option<&str>) -> Entry {
    let (translation, is_fuzzy) = match (&message.suggestion, same_elsewhere) {
        (Some(suggestion), _) => (suggestion.clone(), false),
        (None, Some(translation)) => (translation.to_string(), true),
        (None, None) => (String::new(), false),
    };
    described(message, Entry { translation, is_fuzzy, ..Entry::default() })
}

/// `entry` as that of `message`, with what became of its translation.
fn brought_up_to_date(entry: &Entry, message: &Message) -> Entry {
    let has_changed = entry.original != message.original;
    let is_back = has_changed && entry.is_fuzzy && entry.previous.as_ref() == Some(&message.original);
    let is_right = entry.translation.is_empty() || is_back || (!has_changed && !entry.is_fuzzy);
    let (previous, previous_context) = if is_right {
        (None, None)
    } else if entry.is_fuzzy {
        // What a translation was made from stays, however often the original changes. Where a translator
        // doubts a translation there is none: it does not become right by a change and its undoing.
        (entry.previous.clone(), entry.previous_context.clone())
    } else {
        let moved = entry.context.clone().filter(|context| *context != message.context);
        (Some(entry.original.clone()), moved)
    };
    let kept = Entry { is_fuzzy: !is_right, previous, previous_context, ..entry.clone() };
    described(message, kept)
}

/// `entry` as one of no use: it says nothing of where it stood.
fn obsolete(entry: &Entry) -> Entry {
    Entry {
        extracted: Vec::new(),
        references: Vec::new(),
        is_obsolete: true,
        original_span: None,
        translation_span: None,
        ..entry.clone()
    }
}
