//! A catalog follows its source: what was translated stays so, what was changed is
//! known by it.

use chapbook::translation::po::{Catalog, Entry, write};
use chapbook::translation::{Changes, Message, MessageKind, Status, new_catalog, status, template, update};

/// A source of one section after another: the anchor, then title and paragraphs.
fn source(sections: &[(&str, &[&str])]) -> Vec<Message> {
    let mut messages = vec![
        message("statement:title", "Harbour Charter", MessageKind::Plain),
        message("program:contents", "Contents", MessageKind::Program),
    ];
    messages[1].suggestion = Some("Enhavo".into());
    for (anchor, texts) in sections {
        for (number, text) in texts.iter().enumerate() {
            let context = if number == 0 { anchor.to_string() } else { format!("{anchor}.{number}") };
            messages.push(message(&context, text, MessageKind::Run));
        }
    }
    messages
}

fn message(context: &str, original: &str, kind: MessageKind) -> Message {
    let file = (kind == MessageKind::Run).then(|| "harbour rules.md".to_string());
    Message {
        context: context.into(),
        original: original.into(),
        kind,
        comments: vec![format!("Of {context}.")],
        file,
        suggestion: None,
    }
}

const CARE: &str = "We care for the boats of others as for our own.";
const LIGHT: &str = "Whoever comes last puts out the light at the pier.";
const CATCH: &str = "A good catch is shared with those who had none.";
const DOGS: &str = "Dogs are welcome, but not on the nets.";

const BEFORE: &[(&str, &[&str])] = &[("care", &["Care", CARE, LIGHT]), ("sharing", &["Sharing", CATCH, DOGS])];

/// A catalog of `messages` with all of it translated.
fn translated(messages: &[Message]) -> Catalog {
    let mut catalog = new_catalog(vec![("Language".into(), "eo".into())], messages);
    for entry in &mut catalog.entries {
        entry.translation = said(&entry.original);
        entry.comments = vec![format!("mine on {}", entry.original)];
    }
    catalog
}

fn said(original: &str) -> String {
    format!("[{original}]")
}

/// The catalog of [`BEFORE`], all translated, after the source has become `after`.
/// To update it once more changes nothing.
fn after(after: &[(&str, &[&str])]) -> Catalog {
    updated(&translated(&source(BEFORE)), &source(after))
}

fn updated(catalog: &Catalog, messages: &[Message]) -> Catalog {
    let first = update(catalog, messages);
    let second = update(&first.catalog, messages);
    assert_eq!(write(&second.catalog), write(&first.catalog), "twice is not as once");
    assert_eq!(second.changes, Changes::default());
    let order: Vec<_> =
        first.catalog.entries.iter().filter(|entry| !entry.is_obsolete).map(|entry| entry.context.as_deref()).collect();
    assert_eq!(order, messages.iter().map(|message| Some(message.context.as_str())).collect::<Vec<_>>());
    first.catalog
}

/// The originals of `catalog` that are stale, missing and obsolete; everything else
/// has its own translation and comment.
fn to_do(catalog: &Catalog) -> [Vec<&str>; 3] {
    let of = |wanted: fn(&Entry) -> bool| -> Vec<&str> {
        catalog.entries.iter().filter(|entry| wanted(entry)).map(|entry| entry.original.as_str()).collect()
    };
    let is_right = |entry: &Entry| !entry.is_obsolete && !entry.is_fuzzy && !entry.translation.is_empty();
    for entry in catalog.entries.iter().filter(|entry| is_right(entry)) {
        assert_eq!(entry.translation, said(&entry.original));
        assert_eq!(entry.comments, [format!("mine on {}", entry.original)]);
        assert_eq!((&entry.previous, &entry.previous_context), (&None, &None));
        assert_eq!(entry.extracted, [format!("Of {}.", entry.context.as_deref().unwrap_or_default())]);
    }
    [
        of(|entry| !entry.is_obsolete && entry.is_fuzzy),
        of(|entry| !entry.is_obsolete && entry.translation.is_empty()),
        of(|entry| entry.is_obsolete),
    ]
}

const NONE: Vec<&str> = Vec::new();

#[test]
fn without_a_change_nothing_changes() {
    let catalog = translated(&source(BEFORE));
    assert_eq!(write(&after(BEFORE)), write(&catalog));
}

#[test]
fn a_changed_word_makes_that_message_stale_and_no_other() {
    let changed = "We care for the ships of others as for our own.";
    let catalog = after(&[("care", &["Care", changed, LIGHT]), BEFORE[1]]);
    assert_eq!(to_do(&catalog), [vec![changed], NONE, NONE]);
    let entry = catalog.entries.iter().find(|entry| entry.is_fuzzy).unwrap();
    assert_eq!(entry.translation, said(CARE));
    assert_eq!((entry.previous.as_deref(), entry.previous_context.as_deref()), (Some(CARE), None));
    assert_eq!(entry.comments, [format!("mine on {CARE}")]);
}

#[test]
fn a_stale_message_keeps_what_it_was_translated_from() {
    let (once, twice) =
        ("We care for the ships of others as for our own.", "We care for the ships of others as if they were our own.");
    let first = after(&[("care", &["Care", once, LIGHT]), BEFORE[1]]);
    let second = updated(&first, &source(&[("care", &["Care", twice, LIGHT]), BEFORE[1]]));
    let entry = second.entries.iter().find(|entry| entry.is_fuzzy).unwrap();
    assert_eq!((entry.original.as_str(), entry.previous.as_deref()), (twice, Some(CARE)));
    let back = updated(&second, &source(BEFORE));
    assert_eq!(write(&back), write(&translated(&source(BEFORE))), "what is changed back is right again");
}

#[test]
fn what_a_translator_doubts_is_not_made_right_by_a_change_and_its_undoing() {
    let mut catalog = translated(&source(BEFORE));
    catalog.entries[3].is_fuzzy = true;
    let changed = source(&[("care", &["Care", "We care for the ships of others as for our own.", LIGHT]), BEFORE[1]]);
    let back = updated(&updated(&catalog, &changed), &source(BEFORE));
    assert_eq!(write(&back), write(&catalog));
}

#[test]
fn an_inserted_block_makes_nothing_stale() {
    let new = "Ropes are coiled in the evening.";
    let catalog = after(&[("care", &["Care", new, CARE, LIGHT]), BEFORE[1]]);
    assert_eq!(to_do(&catalog), [NONE, vec![new], NONE]);
}

#[test]
fn a_removed_block_makes_nothing_stale() {
    let catalog = after(&[("care", &["Care", LIGHT]), BEFORE[1]]);
    assert_eq!(to_do(&catalog), [NONE, NONE, vec![CARE]]);
}

#[test]
fn a_block_that_is_parted_makes_nothing_else_stale() {
    let (one, two) = ("We care for the boats of others.", "We care for our own.");
    let catalog = after(&[("care", &["Care", one, two, LIGHT]), BEFORE[1]]);
    assert_eq!(to_do(&catalog), [vec![one], vec![two], NONE], "the likest half keeps the translation");
}

#[test]
fn moved_blocks_make_nothing_stale() {
    let within = after(&[("care", &["Care", LIGHT, CARE]), BEFORE[1]]);
    assert_eq!(to_do(&within), [NONE, NONE, NONE]);
    let across = after(&[("care", &["Care", LIGHT]), ("sharing", &["Sharing", CARE, CATCH, DOGS])]);
    assert_eq!(to_do(&across), [NONE, NONE, NONE]);
}

#[test]
fn a_renamed_heading_makes_nothing_else_stale() {
    let other = after(&[("each-other", &["Each other", CARE, LIGHT]), BEFORE[1]]);
    assert_eq!(to_do(&other), [NONE, vec!["Each other"], vec!["Care"]]);
    let longer = after(&[("care-of-boats", &["Care of boats", CARE, LIGHT]), BEFORE[1]]);
    assert_eq!(to_do(&longer), [vec!["Care of boats"], NONE, NONE]);
    let stale = longer.entries.iter().find(|entry| entry.is_fuzzy).unwrap();
    assert_eq!((stale.previous.as_deref(), stale.previous_context.as_deref()), (Some("Care"), Some("care")));
}

#[test]
fn a_changed_word_in_a_renamed_section_is_known_by_what_came_along() {
    let changed = "Whoever comes last puts out the lamp at the pier.";
    let catalog = after(&[("each-other", &["Each other", CARE, changed]), BEFORE[1]]);
    assert_eq!(to_do(&catalog), [vec![changed], vec!["Each other"], vec!["Care"]]);
}

#[test]
fn what_is_gone_is_kept_and_found_again() {
    let gone = after(&[("care", &["Care", CARE]), BEFORE[1]]);
    assert_eq!(to_do(&gone), [NONE, NONE, vec![LIGHT]]);
    let entry = gone.entries.last().unwrap();
    assert_eq!((entry.translation.clone(), entry.extracted.len(), entry.references.len()), (said(LIGHT), 0, 0));
    let back = updated(&gone, &source(&[("care", &["Care", CARE]), ("sharing", &["Sharing", CATCH, LIGHT, DOGS])]));
    assert_eq!(to_do(&back), [NONE, NONE, NONE]);
}

#[test]
fn what_was_never_translated_is_not_kept() {
    let mut catalog = translated(&source(BEFORE));
    catalog.entries[4].translation.clear();
    let catalog = updated(&catalog, &source(&[("care", &["Care", CARE]), BEFORE[1]]));
    assert_eq!(to_do(&catalog), [NONE, NONE, NONE]);
}

#[test]
fn the_same_text_at_a_second_place_is_a_proposal() {
    let catalog = after(&[("care", &["Care", CARE, LIGHT]), ("sharing", &["Sharing", CATCH, CARE, DOGS])]);
    assert_eq!(to_do(&catalog), [vec![CARE], NONE, NONE]);
    let proposal = catalog.entries.iter().find(|entry| entry.is_fuzzy).unwrap();
    assert_eq!((proposal.context.as_deref(), proposal.translation.clone()), (Some("sharing.2"), said(CARE)));
    assert_eq!(proposal.previous, None);
}

#[test]
fn metadata_and_words_of_the_program_are_known_by_their_names() {
    let mut messages = source(BEFORE);
    messages[0].original = "Rules for Everybody".into();
    messages[1].original = "What is in it".into();
    let catalog = updated(&translated(&source(BEFORE)), &messages);
    assert_eq!(to_do(&catalog), [vec!["Rules for Everybody", "What is in it"], NONE, NONE]);
    assert_eq!(catalog.entries[0].previous.as_deref(), Some("Harbour Charter"));
}

#[test]
fn a_new_catalog_has_the_words_of_the_program_and_says_where_texts_stand() {
    let messages = source(BEFORE);
    let catalog = new_catalog(Vec::new(), &messages);
    assert_eq!((catalog.entries[1].translation.as_str(), catalog.entries[1].is_fuzzy), ("Enhavo", false));
    assert!(catalog.entries[1].flags.is_empty() && catalog.entries[1].references.is_empty());
    assert_eq!(catalog.entries[3].flags, ["markdown-text"]);
    assert_eq!(catalog.entries[3].references, ["\u{2068}harbour rules.md\u{2069}"]);
    assert_eq!(template(Vec::new(), &messages).entries[1].translation, "");
}

#[test]
fn flags_of_tools_are_kept() {
    let mut catalog = translated(&source(BEFORE));
    catalog.entries[3].flags = vec!["no-wrap".into(), "markdown-text".into()];
    catalog.entries[0].flags = vec!["markdown-text".into(), "no-wrap".into()];
    let catalog = updated(&catalog, &source(BEFORE));
    assert_eq!(catalog.entries[3].flags, ["no-wrap", "markdown-text"]);
    assert_eq!(catalog.entries[0].flags, ["no-wrap"], "a title has no markup");
}

#[test]
fn the_status_counts_messages_and_words_whether_updated_or_not() {
    let mut catalog = translated(&source(BEFORE));
    catalog.entries[5].translation.clear();
    let changed = source(&[("care", &["Care", "We care for the ships of others as for our own.", LIGHT]), BEFORE[1]]);
    let expected = Status { translated: 6, stale: 1, missing: 1, words_to_do: 11 + 1 };
    assert_eq!(status(&catalog, &changed), expected);
    assert_eq!(status(&update(&catalog, &changed).catalog, &changed), expected);
    assert!(!expected.is_complete());
}

/// Ends soon: pairs of a section are not all compared where they are very many.
#[test]
fn thousands_of_changed_messages_are_no_trouble() {
    let many = |word: &str| -> Vec<Message> {
        (0..20_000)
            .map(|number| message(&format!("care.{number}"), &format!("{word} {number} of a long list"), MessageKind::Run))
            .collect()
    };
    let catalog = updated(&translated(&many("Boat")), &many("Ship"));
    assert_eq!(to_do(&catalog)[0].len(), 20_000);
    let same: Vec<Message> = (0..20_000).map(|number| message(&format!("care.{number}"), "yes", MessageKind::Run)).collect();
    let moved: Vec<Message> = (0..20_000).map(|number| message(&format!("light.{number}"), "yes", MessageKind::Run)).collect();
    let catalog = updated(&translated(&same), &moved);
    assert_eq!(to_do(&catalog).map(|list| list.len()), [0, 0, 0]);
}
