//! What changed between two versions, for people and for programs.

use serde_json::{Value, json};
use unicode_segmentation::UnicodeSegmentation;

use super::languages::count;
use crate::changes::{Edit, EditKind, Origin, Part, PartKind, PartOf};
use crate::editions::changes::Found;
use crate::translation::Outdated;

/// The list of all edits for people, with escape sequences for colours. Without
/// them, inserted words stand in `{+ +}` and deleted ones in `[- -]`.
pub fn text(found: &Found) -> String {
    let mut out = format!("{}\n{}\n", bold(&format!("{} → {}", found.old, found.new)), in_short(found));
    let mut section = None;
    for edit in &found.changes.edits {
        let own = heading(edit);
        if section.as_ref() != Some(&own) {
            out.push_str(&format!("\n{}\n", bold(&own)));
            section = Some(own);
        }
        out.push_str(&of_edit(edit));
    }
    let stale: Vec<String> = found
        .languages
        .iter()
        .filter_map(|(language, outdated)| {
            let Outdated { stale, missing } = outdated;
            let said = format!("  {language}: {} stale, {} missing\n", count(stale.len(), "message"), missing.len());
            (!stale.is_empty() || !missing.is_empty()).then_some(said)
        })
        .collect();
    if !stale.is_empty() {
        out.push_str(&format!("\n{}\n{}", bold("Translations that the change left behind"), stale.concat()));
    }
    out
}

/// `12 words inserted, 3 deleted; 1 passage moved; 2 sections touched`
pub fn in_short(found: &Found) -> String {
    let changes = &found.changes;
    if changes.edits.is_empty() {
        return "Nothing changed.".to_string();
    }
    let edits = format!("{} in {}", count(changes.edits.len(), "edit"), count(changes.sections().len(), "section"));
    if !found.has_words {
        return edits;
    }
    let mut said = vec![format!("{} inserted, {} deleted", count(changes.words_inserted(), "word"), changes.words_deleted())];
    if changes.moved() > 0 {
        said.push(format!("{} moved", count(changes.moved(), "passage")));
    }
    said.push(edits);
    said.join("; ")
}

fn bold(text: &str) -> String {
    format!("\u{1b}[1m{text}\u{1b}[0m")
}

fn heading(edit: &Edit) -> String {
    match (&edit.section, edit.of) {
        (Some(section), _) => section.title.clone(),
        (None, PartOf::Metadata(_)) => "statement.yaml".to_string(),
        (None, PartOf::Note) => "Notes".to_string(),
        (None, _) => "Opening".to_string(),
    }
}

/// What happened, where, and the words with some of those around them.
fn of_edit(edit: &Edit) -> String {
    let id = edit.id.as_ref().or(edit.old_id.as_ref());
    let place = id.map_or_else(String::new, |id| format!(" ({id})"));
    let mut out = format!("  {} {}{place}\n", edit.of.name(), done(edit));
    if !edit.parts.is_empty() {
        let is_list = matches!(edit.kind, EditKind::Moved);
        let text = if is_list { excerpt(&edit.parts) } else { words(&edit.parts) };
        out.push_str(&format!("      {text}\n"));
    }
    for link in &edit.links {
        let (old, new) = (coloured(PartKind::Deleted, &link.old), coloured(PartKind::Inserted, &link.new));
        out.push_str(&format!("      “{}” leads elsewhere: {old} {new}\n", link.text));
    }
    out
}

fn done(edit: &Edit) -> String {
    match (edit.kind, edit.of) {
        (EditKind::Changed, PartOf::Title) => "renamed".into(),
        (EditKind::Changed, _) => "changed".into(),
        (EditKind::Marked, PartOf::List) => "numbered otherwise".into(),
        (EditKind::Marked, _) => "marked otherwise, with the same words".into(),
        (EditKind::Linked, _) => "leads elsewhere, with the same words".into(),
        (EditKind::Inserted, _) => "inserted".into(),
        (EditKind::Deleted, _) => "deleted".into(),
        (EditKind::Moved, _) => match &edit.from {
            Some(Origin::Section(section)) => format!("moved here from “{}”", section.title),
            Some(Origin::Behind(section)) => format!("moved here from behind “{}”", section.title),
            Some(Origin::Above) => "moved down".into(),
            Some(Origin::Below) => "moved up".into(),
            None => "moved".into(),
        },
        (EditKind::Split, _) => "parted in several".into(),
        (EditKind::Joined, _) => "joined from several".into(),
        (EditKind::Reshaped, _) => match edit.was {
            Some(was) => format!("made of what was a {}", was.name()),
            None => "in another form".into(),
        },
        (EditKind::Replaced, _) => "replaced".into(),
    }
}

/// How many words of what did not change stand before and after what did.
const WORDS_AROUND: usize = 5;

fn words(parts: &[Part]) -> String {
    let last = parts.len().saturating_sub(1);
    let shown = parts.iter().enumerate().map(|(at, part)| match part.kind {
        PartKind::Same => around(&part.text, at > 0, at < last),
        PartKind::Inserted | PartKind::Deleted => coloured(part.kind, &part.text),
    });
    shown.collect::<String>().replace('\n', " / ").trim().to_string()
}

fn coloured(kind: PartKind, text: &str) -> String {
    match kind {
        PartKind::Same => text.to_string(),
        PartKind::Inserted => format!("\u{1b}[32m{{+{text}+}}\u{1b}[0m"),
        PartKind::Deleted => format!("\u{1b}[31m[-{text}-]\u{1b}[0m"),
    }
}

/// The words of `text` that stand near what is before or after it.
fn around(text: &str, has_before: bool, has_after: bool) -> String {
    let starts: Vec<usize> = text.unicode_word_indices().map(|(at, _)| at).collect();
    let ends: Vec<usize> = text.unicode_word_indices().map(|(at, word)| at + word.len()).collect();
    let wanted = WORDS_AROUND * (usize::from(has_before) + usize::from(has_after));
    if starts.len() <= wanted.max(WORDS_AROUND) + 2 {
        return text.to_string();
    }
    let head = if has_before { &text[..ends[WORDS_AROUND - 1]] } else { "" };
    let tail = if has_after { &text[starts[starts.len() - WORDS_AROUND]..] } else { "" };
    match (has_before, has_after) {
        (true, true) => format!("{head} … {tail}"),
        (true, false) => format!("{head} …"),
        (false, true) => format!("… {tail}"),
        (false, false) => format!("{} …", &text[..ends[WORDS_AROUND - 1]]),
    }
}

fn excerpt(parts: &[Part]) -> String {
    let text: String = parts.iter().map(|part| part.text.as_str()).collect();
    around(&text.replace('\n', " / "), true, false)
}

/// Adds to the report `from`, `to`, `summary`, `edits` and `languages`.
pub fn json(found: &Found, report: &mut Value) {
    let changes = &found.changes;
    report["from"] = json!(found.old);
    report["to"] = json!(found.new);
    report["has_words"] = json!(found.has_words);
    report["summary"] = json!({
        "words_inserted": changes.words_inserted(),
        "words_deleted": changes.words_deleted(),
        "passages_moved": changes.moved(),
        "sections": changes.sections().iter().map(|section| json!({ "id": section.anchor, "title": section.title })).collect::<Vec<_>>(),
    });
    report["edits"] = changes.edits.iter().map(json_of).collect();
    let languages = found.languages.iter().map(
        |(language, Outdated { stale, missing })| json!({ "language": language.tag(), "stale": stale, "missing": missing }),
    );
    report["languages"] = languages.collect();
}

fn json_of(edit: &Edit) -> Value {
    let mut json = json!({ "what": edit.kind.name(), "of": edit.of.name() });
    let mut say = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            json[name] = value;
        }
    };
    let section = |section: &crate::changes::SectionOfEdit| json!({ "id": section.anchor, "title": section.title });
    say("id", edit.id.as_ref().map(|id| json!(id)));
    say("old_id", edit.old_id.as_ref().filter(|id| edit.id.as_ref() != Some(id)).map(|id| json!(id)));
    say("section", edit.section.as_ref().map(section));
    match &edit.from {
        Some(Origin::Section(from)) => say("from", Some(section(from))),
        Some(Origin::Behind(before)) => say("from_behind", Some(section(before))),
        Some(Origin::Above) => say("moved", Some(json!("down"))),
        Some(Origin::Below) => say("moved", Some(json!("up"))),
        None => {}
    }
    say("was", edit.was.map(|was| json!(was.name())));
    let part = |part: &Part| json!({ part.kind.name(): part.text });
    say("words", (!edit.parts.is_empty()).then(|| edit.parts.iter().map(part).collect()));
    let link = |link: &crate::changes::LinkEdit| json!({ "text": link.text, "old": link.old, "new": link.new });
    say("links", (!edit.links.is_empty()).then(|| edit.links.iter().map(link).collect()));
    json
}
