//! Extraction: what there is to translate.

use super::roles::said_of;
use super::walk::{Slot, walk};
use super::{Message, MessageKind, endonyms};
use crate::diagnostics::{Sources, Span};
use crate::document::{Document, Language, NoteId, Words};
use crate::markdown;

/// Every message of `document`, in the order of reading: metadata and text,
/// then the words of the program, then the name of the language. With what the
/// program suggests for `language`; without one, for a template, it suggests
/// nothing. `sources` are those that the document was read from.
pub fn messages(document: &Document, language: Option<&Language>, sources: &Sources) -> Vec<Message> {
    let metadata_file = metadata_file(document, sources);
    let names: Vec<String> = document.notes.iter().map(|note| note.name.clone()).collect();
    let mut messages = Vec::new();
    walk(&mut document.clone(), sources, &mut |unit| {
        if !unit.text.has_words() {
            return;
        }
        let (kind, original) = original(&unit.text, &names);
        let comments = std::iter::once(said_of(unit.role).to_string()).chain(unit.comment.map(str::to_string)).collect();
        let file = unit.span.map_or(metadata_file.clone(), |span| Some(sources.name(span.source).to_string()));
        messages.push(Message { context: unit.context, original, kind, comments, file, suggestion: None });
    });
    messages.extend(program(language));
    messages.push(endonym(document, language));
    messages
}

/// The kind of what stands in `text`, and the text itself as a translator sees it.
pub(super) fn original(text: &Slot<'_>, note_names: &[String]) -> (MessageKind, String) {
    let note_name = |id: NoteId| note_names.get(id.0).map_or("", String::as_str);
    match text {
        Slot::Run { inlines, language: _ } => (MessageKind::Run, markdown::canonical(inlines, note_name)),
        Slot::Plain(text) => (MessageKind::Plain, text.content.clone()),
    }
}

fn program(language: Option<&Language>) -> Vec<Message> {
    let english = Words::english();
    let spoken = language.map(Words::of);
    let suggested = spoken.as_ref().map(Words::entries).unwrap_or_default();
    let suggestion = |index: usize| suggested.get(index).filter(|word| word.text.language.is_none());
    let message = |(index, word): (usize, crate::document::Word<'_>)| Message {
        context: program_context(word.key),
        original: word.text.content.clone(),
        kind: MessageKind::Program,
        comments: vec![format!("A word of the program. {}", word.comment)],
        file: None,
        suggestion: suggestion(index).map(|word| word.text.content.clone()),
    };
    english.entries().into_iter().enumerate().map(message).collect()
}

/// `program:contents`
pub(super) fn program_context(key: &str) -> String {
    format!("program:{key}")
}

/// The context of the name of the language.
pub(super) const ENDONYM: &str = "language:name";

fn endonym(document: &Document, language: Option<&Language>) -> Message {
    Message {
        context: ENDONYM.into(),
        original: endonyms::name(&document.metadata.language),
        kind: MessageKind::Endonym,
        comments: vec!["How your language is called in itself, as readers will look for it in a list of languages.".into()],
        file: None,
        suggestion: language.and_then(endonyms::known).map(str::to_string),
    }
}

/// The name of the file with the metadata: `statement.yaml`, or the one file
/// of the text.
fn metadata_file(document: &Document, sources: &Sources) -> Option<String> {
    let written = document.metadata.version_span.map(|span: Span| sources.name(span.source).to_string());
    let known = || sources.ids().map(|source| sources.name(source)).find(|name| *name == "statement.yaml").map(str::to_string);
    let text = || document.sections.first().map(|section| sources.name(section.span.source).to_string());
    let opening = || document.opening.first().map(|block| sources.name(block.span.source).to_string());
    written.or_else(known).or_else(opening).or_else(text)
}
