//! A manuscript → the files of a source folder and the report on them.

use std::collections::{BTreeMap, BTreeSet};

use super::manuscript::{About, Block, BlockKind, Loss, Manuscript, Note, plain};
use super::statement::{scalar, shortened, title_of};
use super::{Imported, cells, language, tidy, writer};
use crate::diagnostics::Diagnostics;
use crate::document::{Date, Language};
use crate::markdown::Quotes;
use crate::source::slug;

/// The folder that holds `manuscript`, which was read from the file called `name`.
pub(super) fn write(name: &str, manuscript: Manuscript, today: Date) -> Imported {
    let unsaid = manuscript.unsaid();
    let Manuscript { about, mut blocks, mut notes, images, mut losses, quotes, origin } = manuscript;
    settle(&mut blocks);
    drop_unmarked(&blocks, &mut notes, &mut losses, quotes);
    let text = writer::markdown(&blocks, &notes, quotes);
    let title = about.title.clone().map(|title| clean(&title)).filter(|title| !title.is_empty());
    let shown = title.clone().unwrap_or_else(|| title_of(name));
    let text_file = format!("{}.md", slug(&shown));
    let mut report = vec![format!("`{name}` was read.")];
    let from = |is_known: bool, otherwise: &str| format!("({})", if is_known { origin } else { otherwise });
    report.push(format!("  title      {} {}", shortened(&shown), from(title.is_some(), "guessed from the name of the file")));
    let known = about.language.as_deref().and_then(tag);
    let guessed = || language::guess(&text).map(str::to_string);
    let (tag, reason) = match (known, guessed) {
        (Some(tag), _) => (tag, origin),
        (None, guessed) => match guessed() {
            Some(tag) => (tag, "guessed from the words"),
            None => ("en".to_string(), "not known: put in the right one"),
        },
    };
    report.push(format!("  language   {tag} ({reason})"));
    let published = about.published.as_deref().and_then(date);
    let day = published.unwrap_or(today);
    report.push(format!("  published  {day} {}", from(published.is_some(), "the day of this import: put in the right one")));
    report.push(match &about.rights {
        Some(rights) => format!("  rights     {} ({origin})", shortened(rights)),
        None => "  rights     none found".into(),
    });
    report.extend(about.address.as_deref().map(|address| format!("  came from  {}", clean(address))));
    report.extend(counts(&blocks, notes.len(), images.len()));
    report.push(lost(&losses));
    report.push(format!("Now look through `statement.yaml` and `{text_file}`, and put right what was guessed."));
    let statement = statement(&about, &shown, &tag, &Published { day, remark: None }, &text_file);
    let mut problems = Diagnostics::new();
    list(&losses, &mut problems);
    let mut files = vec![("statement.yaml".to_string(), statement.into_bytes()), (text_file, text.into_bytes())];
    files.extend(images);
    Imported { files, report: report.join("\n") + "\n", problems, unsaid }
}

/// How much was lost.
pub(super) fn lost(losses: &[Loss]) -> String {
    match losses.len() {
        0 => "  lost       nothing".into(),
        1 => "  lost       1 thing, which the warning names".into(),
        count => format!("  lost       {count} things, which the warnings name"),
    }
}

/// Names each loss; of one kind so many that somebody can read them, and how many more there are.
pub(super) fn list(losses: &[Loss], problems: &mut Diagnostics) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut unnamed: BTreeMap<&str, (usize, &'static str)> = BTreeMap::new();
    for (at, loss) in losses.iter().enumerate() {
        let count = counts.entry(&loss.what).or_insert(0);
        *count += 1;
        if *count <= OF_ONE_KIND_MAX && at < LOSSES_MAX {
            problems.not_imported(&loss.what, &loss.place, loss.help);
        } else {
            let kind = if *count > OF_ONE_KIND_MAX { loss.what.as_str() } else { "of other kinds" };
            unnamed.entry(kind).or_insert((0, loss.help)).0 += 1;
        }
    }
    for (what, (count, help)) in unnamed {
        problems.not_imported(what, &format!("{count} more, which are not named one by one"), help);
    }
}

const OF_ONE_KIND_MAX: usize = 200;
const LOSSES_MAX: usize = 5000;

/// A day of publication.
pub(super) struct Published {
    pub day: Date,
    /// What an editor has to know of it.
    pub remark: Option<&'static str>,
}

/// The `statement.yaml` of the text in `text_file` that says what `about` says.
pub(super) fn statement(about: &About, title: &str, tag: &str, published: &Published, text_file: &str) -> String {
    let Published { day: published, remark } = published;
    let mut yaml = String::new();
    say("identifier", about.identifier.as_deref(), &mut yaml);
    say("slug", about.slug.as_deref(), &mut yaml);
    say("title", Some(title), &mut yaml);
    say("subtitle", about.subtitle.as_deref(), &mut yaml);
    named_list("authors", &about.authors, &mut yaml);
    say("publisher", about.publisher.as_deref(), &mut yaml);
    say("language", Some(tag), &mut yaml);
    let modified = about.modified.as_deref().and_then(date).filter(|day| published < day);
    let version = clean(about.version.as_deref().unwrap_or("1"));
    yaml.extend(remark.map(|remark| format!("# {remark}\n")));
    yaml.push_str(&format!("published: {published}\n"));
    yaml.extend(modified.map(|day| format!("modified: {day}\n")));
    yaml.push_str(&format!("version: {}\n", serde_json::Value::from(version)));
    say("rights", about.rights.as_deref(), &mut yaml);
    match &about.licence {
        Some((name, Some(url))) => {
            yaml.push_str(&format!("licence:\n  name: {}\n  url: {}\n", scalar(&clean(name)), scalar(url)))
        }
        Some((name, None)) => yaml.push_str(&format!("licence: {}\n", scalar(&clean(name)))),
        None => {}
    }
    say("description", about.description.as_deref(), &mut yaml);
    named_list("subjects", &about.subjects, &mut yaml);
    say("canonical", about.canonical.as_deref(), &mut yaml);
    if let Some((image, alternative)) = &about.cover {
        yaml.push_str(&format!("cover:\n  image: {}\n  alternative: {}\n", scalar(image), scalar(&clean(alternative))));
    }
    say("note", about.note.as_deref(), &mut yaml);
    yaml + &format!("texts:\n  - {text_file}\n")
}

fn say(key: &str, value: Option<&str>, yaml: &mut String) {
    if let Some(value) = value.map(clean).filter(|value| !value.is_empty()) {
        yaml.push_str(&format!("{key}: {}\n", scalar(&value)));
    }
}

fn named_list(key: &str, values: &[String], yaml: &mut String) {
    let values: Vec<String> = values.iter().map(|value| clean(value)).filter(|value| !value.is_empty()).collect();
    if !values.is_empty() {
        yaml.push_str(&format!("{key}:\n"));
        yaml.extend(values.iter().map(|value| format!("  - {}\n", scalar(value))));
    }
}

fn clean(text: &str) -> String {
    let visible: String = text.chars().filter(|c| !tidy::is_control(*c)).collect();
    super::manuscript::words(&visible)
}

/// A tag that exists, as it is usually written.
fn tag(written: &str) -> Option<String> {
    let language = Language::parse(&written.trim().replace('_', "-")).ok()?;
    language.is_registered().then(|| language.tag().to_string())
}

/// The day with which `text` begins: `2024-03-09`, with a time or without.
fn date(text: &str) -> Option<Date> {
    let text = text.trim();
    Date::parse(text.get(..10)?).ok()
}

/// Headings begin at level 1 and skip none.
fn settle(blocks: &mut [Block]) {
    let mut open: Vec<usize> = Vec::new();
    for block in blocks {
        if let BlockKind::Heading { level, .. } = &mut block.kind {
            open.retain(|known| *known < *level);
            open.push(*level);
            *level = open.len().min(6);
        }
    }
}

/// Notes whose marks stood in what could not be carried over.
fn drop_unmarked(blocks: &[Block], notes: &mut Vec<Note>, losses: &mut Vec<Loss>, quotes: Quotes) {
    let text = writer::markdown(blocks, &[], quotes);
    let marks: BTreeSet<&str> = text.split("[^").skip(1).filter_map(|rest| Some(rest.split_once(']')?.0)).collect();
    notes.retain(|note| {
        let is_marked = marks.contains(note.name.as_str());
        if !is_marked {
            let said: Vec<String> = note.blocks.iter().map(|block| plain(&cells::run(block.kind.clone()))).collect();
            let place = format!("“{}”", shortened(&said.join(" ")));
            let help = "write `[^name]` where it belongs, and `[^name]: words` below";
            losses.push(Loss { what: "a note was left out, because its mark was".into(), place, help });
        }
        is_marked
    });
}

fn counts(blocks: &[Block], notes: usize, images: usize) -> Vec<String> {
    let headings: Vec<String> = blocks
        .iter()
        .filter_map(|block| match &block.kind {
            BlockKind::Heading { level, title, .. } => {
                Some(format!("    {}{}", "  ".repeat(level - 1), shortened(&plain(title))))
            }
            _ => None,
        })
        .collect();
    let mut out = vec![if headings.is_empty() {
        "  headings   none found: begin a line with `# ` to make one".to_string()
    } else {
        "  headings:".to_string()
    }];
    out.extend(headings);
    if notes > 0 {
        out.push(format!("  notes      {notes}"));
    }
    if images > 0 {
        out.push(format!("  images     {images}"));
    }
    out
}
