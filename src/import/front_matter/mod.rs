//! What stands before a Markdown text between two lines `---`. Front matter that
//! has only keys of `statement.yaml` is kept as it is; that of Pandoc, Quarto,
//! Jekyll, Hugo and others is read.

mod facts;
mod keys;
mod values;

pub(super) use self::facts::Facts;
use super::Found;
use crate::diagnostics::{Diagnostics, Sources, Span};
use crate::source;
use crate::yaml::{self, Entry, Node, Value, YamlInput};

/// A text and what stood before it.
#[derive(Debug)]
pub(super) struct Parted<'a> {
    pub matter: Matter,
    pub text: &'a str,
    /// The number of the first line of `text`.
    pub first: usize,
}

#[derive(Debug)]
pub(super) enum Matter {
    Nothing,
    Own(Own),
    Foreign(Box<Facts>),
}

/// Front matter that has only keys of `statement.yaml`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Own {
    pub yaml: String,
    /// The keys without which no edition can be made, as far as they are missing.
    pub missing: Vec<&'static str>,
    /// The path of the cover.
    pub cover: Option<Found>,
}

/// `text`, with `\n` line ends, parted into front matter and what follows. An
/// error, which goes on after the name of the file, if it begins with front
/// matter that cannot be read.
pub(super) fn read(text: &str) -> Result<Parted<'_>, String> {
    let whole = Parted { matter: Matter::Nothing, text, first: 1 };
    if fenced(text, "+++", &["+++"]).is_some() {
        return Err(TOML.to_string());
    }
    let Some(fenced) = fenced(text, "---", &["---", "..."]) else { return Ok(whole) };
    let mut sources = Sources::new();
    let source = sources.add("", text);
    let mut problems = Diagnostics::new();
    let input = YamlInput { source, start: fenced.start, end: fenced.end };
    let entries = match yaml::parse(input, &sources, &mut problems) {
        Some(Node { value: Value::Mapping(entries), .. }) => Some(entries),
        Some(Node { value: Value::Nothing, .. }) => Some(Vec::new()),
        Some(Node { value: Value::Scalar { .. } | Value::List(_), .. }) | None => None,
    };
    // Between two dividers stands text; before front matter nobody leaves a line empty.
    let is_matter = |entries: &[Entry]| entries.iter().any(|entry| keys::meaning(&entry.key).is_some());
    let begins_empty = text[fenced.start..fenced.end].starts_with('\n');
    if begins_empty && !entries.as_deref().is_some_and(is_matter) {
        return Ok(whole);
    }
    let Some(entries) = entries else { return Err(unreadable(text, &problems)) };
    let matter = match is_own(&entries) {
        true => Matter::Own(Own::new(&text[fenced.start..fenced.end], &entries, text)),
        false => Matter::Foreign(Box::new(facts::read(&entries, text))),
    };
    Ok(Parted { matter, text: &text[fenced.next..], first: fenced.lines + 1 })
}

/// Where the lines between two fences begin and end, where the text goes on,
/// and how many lines there are before.
struct Fenced {
    start: usize,
    end: usize,
    next: usize,
    lines: usize,
}

fn fenced(text: &str, opening: &str, closing: &[&str]) -> Option<Fenced> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == opening)?;
    let mut at = first.len();
    for (index, line) in lines.enumerate() {
        if closing.contains(&line.trim_end()) {
            return Some(Fenced { start: first.len(), end: at, next: at + line.len(), lines: index + 2 });
        }
        at += line.len();
    }
    None
}

/// Front matter that says nothing is nobody's.
fn is_own(entries: &[Entry]) -> bool {
    !entries.is_empty() && entries.iter().all(|entry| source::is_key(&entry.key) && entry.key != "texts")
}

impl Own {
    fn new(yaml: &str, entries: &[Entry], text: &str) -> Self {
        let is_missing = |key: &&str| entries.iter().all(|entry| entry.key != **key);
        let cover = entries.iter().find(|entry| entry.key == "cover").and_then(|entry| match &entry.value.value {
            Value::Mapping(parts) => parts.iter().find(|part| part.key == "image"),
            Value::Nothing | Value::Scalar { .. } | Value::List(_) => None,
        });
        let found =
            |image: &Entry| Some(Found { text: image.value.characters()?.to_string(), line: line(text, image.key_span) });
        Self {
            yaml: yaml.to_string(),
            missing: ["title", "language", "published"].into_iter().filter(is_missing).collect(),
            cover: cover.and_then(found),
        }
    }
}

/// The number of the line on which `span` begins.
fn line(text: &str, span: Span) -> usize {
    text[..span.start].matches('\n').count() + 1
}

fn unreadable(text: &str, problems: &Diagnostics) -> String {
    let problem = problems.iter().next();
    let place = problem.and_then(|problem| problem.labels.first()).map(|label| line(text, label.span));
    match (problem, place) {
        (Some(problem), Some(line)) => {
            let said = problem.message.strip_prefix("this cannot be understood: ").unwrap_or(&problem.message);
            format!("begins with lines between `---` and `---` that cannot be read, from line {line} on: {said}")
        }
        _ => "begins with lines between `---` and `---` that are not of the form `title: Harbour Charter`".to_string(),
    }
}

const TOML: &str = "begins with TOML between two lines `+++`, which is not read here: write it as YAML between two lines `---` \
                    (`hugo convert toYAML` does so for a whole site)";

#[cfg(test)]
mod tests {
    use super::*;

    fn parted(text: &str) -> (&'static str, &str, usize) {
        let parted = read(text).expect("it can be read");
        let kind = match parted.matter {
            Matter::Nothing => "nothing",
            Matter::Own(_) => "own",
            Matter::Foreign(_) => "foreign",
        };
        (kind, parted.text, parted.first)
    }

    #[test]
    fn front_matter_is_told_from_text_between_dividers() {
        let cases = [
            ("---\ntitle: A\n---\nText\n", ("own", "Text\n", 4)),
            ("---\ntitle: A\nlayout: b\n...\nText\n", ("foreign", "Text\n", 5)),
            ("---\n---\nText\n", ("foreign", "Text\n", 3)),
            ("---\n\ntitle: A\n---\nText\n", ("own", "Text\n", 5)),
            ("---\n\nTold by: Ada\n\n---\nText\n", ("nothing", "---\n\nTold by: Ada\n\n---\nText\n", 1)),
            ("---\nnever: closed\n", ("nothing", "---\nnever: closed\n", 1)),
            ("Text\n---\na: b\n---\n", ("nothing", "Text\n---\na: b\n---\n", 1)),
        ];
        for (text, expected) in cases {
            assert_eq!(parted(text), expected, "{text:?}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_said_with_its_line() {
        for (text, expected) in [
            ("+++\ntitle = \"A\"\n+++\n", "begins with TOML"),
            ("---\ntitle: A: b\n---\n", "line 2"),
            ("---\ntitle: A\nlist: [a\n---\n", "line 3"),
            ("---\n- a\n---\n", "are not of the form"),
        ] {
            let why = read(text).expect_err("it cannot be read");
            assert!(why.contains(expected), "{text:?}: {why}");
        }
    }

    #[test]
    fn own_front_matter_says_what_it_lacks() {
        let Matter::Own(own) = read("---\ntitle: A\ncover: { image: a.png, alternative: A }\n---\n").expect("YAML").matter
        else {
            panic!("it has only keys of our own");
        };
        assert_eq!(own.missing, ["language", "published"]);
        assert_eq!(own.cover, Some(Found { text: "a.png".into(), line: 3 }));
    }
}
