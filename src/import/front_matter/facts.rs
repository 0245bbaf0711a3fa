//! The front matter of other programs → what is said about a text.

use super::keys::{self, Meaning};
use super::{line, values};
use crate::diagnostics::Span;
use crate::import::Found;
use crate::import::gathering::{IMAGE_HELP, excerpt};
use crate::import::manuscript::{About, Loss};
use crate::markdown;
use crate::source;
use crate::yaml::{Entry, Node, Value};

/// What front matter says, and what of it cannot be carried over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::import) struct Facts {
    pub title: Option<Found>,
    pub rights: Option<Found>,
    /// A tag that exists.
    pub language: Option<Found>,
    /// `YYYY-MM-DD`
    pub published: Option<Found>,
    /// Whether a day of publication is named, though perhaps in a form that cannot be read.
    pub is_dated: bool,
    /// `YYYY-MM-DD`
    pub modified: Option<Found>,
    pub cover: Option<Found>,
    pub cover_alternative: Option<String>,
    /// All else.
    pub about: About,
    pub losses: Vec<Loss>,
}

/// What `entries`, the front matter of `text`, say.
pub(super) fn read(entries: &[Entry], text: &str) -> Facts {
    let mut reader = Reader { text, facts: Facts::default(), taken: Vec::new() };
    for entry in entries.iter().filter(|entry| !values::is_nothing(&entry.value)) {
        // `published: true` and `copyright: true` tell a program what to do.
        match keys::meaning(&entry.key).filter(|_| !values::is_truth(&entry.value)) {
            Some(meaning) => reader.entry(entry, meaning),
            None => reader.lose(format!("`{}` in the front matter has no place in a statement", entry.key), entry, KEY_HELP),
        }
    }
    reader.facts
}

struct Reader<'a> {
    text: &'a str,
    facts: Facts,
    /// What was said before, by which key.
    taken: Vec<(Meaning, String, String)>,
}

impl Reader<'_> {
    fn entry(&mut self, entry: &Entry, meaning: Meaning) {
        match meaning {
            Meaning::Title => self.facts.title = self.once(entry, meaning, values::text).or(self.facts.title.take()),
            Meaning::Rights => self.facts.rights = self.once(entry, meaning, rights).or(self.facts.rights.take()),
            Meaning::Subtitle => self.say(entry, meaning, values::text, |about| &mut about.subtitle),
            Meaning::Publisher => self.say(entry, meaning, name, |about| &mut about.publisher),
            Meaning::Description => self.say(entry, meaning, values::text, |about| &mut about.description),
            Meaning::Version => self.say(entry, meaning, values::written, |about| &mut about.version),
            Meaning::Note => self.say(entry, meaning, values::text, |about| &mut about.note),
            Meaning::Authors => self.authors(entry),
            Meaning::Subjects => self.subjects(entry),
            Meaning::Language => self.language(entry),
            Meaning::Published | Meaning::Modified => self.day(entry, meaning),
            Meaning::Licence => self.licence(entry),
            Meaning::Canonical => self.canonical(entry),
            Meaning::Identifier | Meaning::Slug => self.name_of_text(entry, meaning),
            Meaning::Cover => self.cover(entry),
            Meaning::CoverAlternative => {
                let found = self.once(entry, meaning, values::text);
                self.facts.cover_alternative = found.map(|found| found.text).or(self.facts.cover_alternative.take());
            }
        }
    }

    /// What `entry` says, if nothing said the same before; else it is a loss.
    fn once(&mut self, entry: &Entry, meaning: Meaning, read: impl Fn(&Node) -> Option<String>) -> Option<Found> {
        let Some(said) = read(&entry.value).filter(|said| !said.is_empty()) else {
            self.lose(format!("`{}` in the front matter is not one text", entry.key), entry, "write it into `statement.yaml`");
            return None;
        };
        let before = self.taken.iter().find(|(known, _, _)| *known == meaning).cloned();
        match before {
            Some((_, known, _)) if known == said => None,
            Some((_, _, key)) => {
                let what = format!("`{}` in the front matter says what `{key}` says in other words", entry.key);
                self.lose(what, entry, "look which of them is right, and write that into `statement.yaml`");
                None
            }
            None => {
                self.taken.push((meaning, said.clone(), entry.key.clone()));
                self.lose_images(entry);
                Some(Found { text: said, line: line(self.text, entry.key_span) })
            }
        }
    }

    fn say(
        &mut self,
        entry: &Entry,
        meaning: Meaning,
        read: impl Fn(&Node) -> Option<String>,
        field: impl Fn(&mut About) -> &mut Option<String>,
    ) {
        if let Some(found) = self.once(entry, meaning, read) {
            *field(&mut self.facts.about) = Some(found.text);
        }
    }

    fn authors(&mut self, entry: &Entry) {
        match &entry.value.value {
            Value::List(items) => items.iter().for_each(|item| self.author(item, entry)),
            Value::Nothing | Value::Scalar { .. } | Value::Mapping(_) => self.author(&entry.value, entry),
        }
    }

    fn author(&mut self, node: &Node, entry: &Entry) {
        let Some(name) = name(node).filter(|name| !name.is_empty()) else {
            if !values::is_nothing(node) {
                let help = "write the name below `authors` in `statement.yaml`";
                self.lose(format!("`{}` in the front matter has somebody without a name", entry.key), entry, help);
            }
            return;
        };
        if !self.facts.about.authors.contains(&name) {
            self.facts.about.authors.push(name);
        }
        let Value::Mapping(parts) = &node.value else { return };
        for part in parts.iter().filter(|part| !NAMES.contains(&part.key.as_str()) && !values::is_nothing(&part.value)) {
            let what = format!("`{}` of an author has no place in a statement", part.key);
            self.lose(what, part, "write it into the text if readers are to know it");
        }
    }

    fn subjects(&mut self, entry: &Entry) {
        let found: Option<Vec<String>> = match &entry.value.value {
            Value::List(items) => items.iter().map(values::text).collect(),
            Value::Nothing | Value::Scalar { .. } | Value::Mapping(_) => {
                values::text(&entry.value).map(|text| text.split([',', ';']).map(|each| each.trim().to_string()).collect())
            }
        };
        let Some(found) = found else {
            let what = format!("`{}` in the front matter is not a list of texts", entry.key);
            return self.lose(what, entry, "write them below `subjects` in `statement.yaml`");
        };
        let known = &mut self.facts.about.subjects;
        for subject in found {
            if !subject.is_empty() && !known.contains(&subject) {
                known.push(subject);
            }
        }
    }

    fn language(&mut self, entry: &Entry) {
        let Some(found) = self.once(entry, Meaning::Language, values::written) else { return };
        match values::tag(&found.text) {
            Some(tag) => self.facts.language = Some(Found { text: tag, ..found }),
            None => {
                let what = format!("`{}` in the front matter names no language that exists", entry.key);
                self.lose(what, entry, "write its tag into `statement.yaml`: `language: en`");
            }
        }
    }

    fn day(&mut self, entry: &Entry, meaning: Meaning) {
        self.facts.is_dated |= meaning == Meaning::Published;
        let Some(found) = self.once(entry, meaning, values::written) else { return };
        let day = values::day(&found.text).map(|day| Found { text: day.to_string(), ..found });
        if day.is_none() {
            let what = format!("`{}` in the front matter is not a day that can be read", entry.key);
            let help = match meaning {
                Meaning::Modified => "write it into `statement.yaml` as year, month and day: `modified: 2024-03-09`",
                _ => "write it into `statement.yaml` as year, month and day: `published: 2024-03-09`",
            };
            self.lose(what, entry, help);
        }
        match meaning {
            Meaning::Modified => self.facts.modified = day.or(self.facts.modified.take()),
            _ => self.facts.published = day.or(self.facts.published.take()),
        }
    }

    fn licence(&mut self, entry: &Entry) {
        let Some(found) = self.once(entry, Meaning::Licence, licence_name) else { return };
        let address = match &entry.value.value {
            Value::Mapping(parts) => values::part(parts, &["url", "link"]).map(|(_, address)| address),
            Value::Nothing | Value::Scalar { .. } | Value::List(_) => Some(found.text.clone()),
        };
        self.facts.about.licence = Some((found.text, address.and_then(|address| source::web_address(&address))));
    }

    fn canonical(&mut self, entry: &Entry) {
        let address = values::written(&entry.value).and_then(|text| source::web_address(&text));
        if address.is_none() {
            let what = format!("`{}` in the front matter is not the whole address of a page", entry.key);
            let help =
                "write it into `statement.yaml` if the editions are to name it: `canonical: https://harbour.example/charter`";
            return self.lose(what, entry, help);
        }
        self.say(entry, Meaning::Canonical, |_| address.clone(), |about| &mut about.canonical);
    }

    fn name_of_text(&mut self, entry: &Entry, meaning: Meaning) {
        let is_fit = |text: &String| match meaning {
            Meaning::Slug => source::slug(text) == *text,
            _ => source::is_uri(text),
        };
        match (values::written(&entry.value).filter(is_fit), meaning) {
            (Some(_), Meaning::Slug) => self.say(entry, meaning, values::written, |about| &mut about.slug),
            (Some(_), _) => self.say(entry, meaning, values::written, |about| &mut about.identifier),
            (None, _) => {
                let what = format!("`{}` in the front matter has another form than it has in a statement", entry.key);
                self.lose(what, entry, "`chapbook schema` says which forms `slug` and `identifier` have");
            }
        }
    }

    /// `cover: typeset` is what every statement has without it.
    fn cover(&mut self, entry: &Entry) {
        let (path, alternative) = match &entry.value.value {
            Value::Mapping(parts) => {
                let image = parts.iter().find(|part| part.key == "image");
                let alternative = values::part(parts, &["alternative", "alt"]).map(|(_, words)| words);
                (image.and_then(|image| values::written(&image.value)), alternative)
            }
            Value::Nothing | Value::Scalar { .. } | Value::List(_) => (values::written(&entry.value), None),
        };
        let Some(path) = path else {
            let what = format!("`{}` in the front matter names no image", entry.key);
            return self.lose(what, entry, "write `cover:` into `statement.yaml` with `image` and `alternative`");
        };
        if path == "typeset" {
            return;
        }
        if let Some(found) = self.once(entry, Meaning::Cover, |_| Some(path.clone())) {
            self.facts.cover = Some(found);
            self.facts.cover_alternative = self.facts.cover_alternative.take().or(alternative);
        }
        if let Value::Mapping(parts) = &entry.value.value {
            for part in parts.iter().filter(|part| !COVER.contains(&part.key.as_str()) && !values::is_nothing(&part.value)) {
                self.lose(format!("`{}` of the cover has no place in a statement", part.key), part, KEY_HELP);
            }
        }
    }

    /// A text of the metadata has words alone.
    fn lose_images(&mut self, entry: &Entry) {
        let Some(text) = entry.value.text() else { return };
        for image in markdown::outline(text).images {
            let what = format!("an image in `{}` was left out, and what it shows was kept", entry.key);
            self.lose_at(what, entry.key_span, &image.path, IMAGE_HELP);
        }
    }

    fn lose(&mut self, what: String, entry: &Entry, help: &'static str) {
        self.lose_at(what, entry.key_span, &values::said(&entry.value), help);
    }

    fn lose_at(&mut self, what: String, span: Span, said: &str, help: &'static str) {
        let place = format!("line {}: “{}”", line(self.text, span), excerpt(said));
        self.facts.losses.push(Loss { what, place, help });
    }
}

const KEY_HELP: &str = "write it into the text if readers are to know it; what only tells another program how to show the text \
                        is not needed";
const NAMES: [&str; 5] = ["name", "literal", "text", "given", "family"];
const COVER: [&str; 3] = ["image", "alternative", "alt"];

/// `Ada Bell`, `{ name: Ada Bell }`, `{ name: { given: Ada, family: Bell } }`
fn name(node: &Node) -> Option<String> {
    let Value::Mapping(parts) = &node.value else { return values::text(node) };
    let whole = values::part(parts, &["name", "literal", "text"]).map(|(_, name)| name);
    let parted = || {
        let names = ["given", "family"].into_iter().filter_map(|key| Some(values::part(parts, &[key])?.1));
        Some(names.collect::<Vec<_>>().join(" ")).filter(|name| !name.is_empty())
    };
    let inner = || {
        parts.iter().find(|part| part.key == "name").and_then(|part| match &part.value.value {
            Value::Mapping(_) => name(&part.value),
            Value::Nothing | Value::Scalar { .. } | Value::List(_) => None,
        })
    };
    whole.or_else(parted).or_else(inner)
}

/// `© 2024 Ada Bell`, `{ statement: © 2024 Ada Bell }`, `{ year: 2024, holder: Ada Bell }`
fn rights(node: &Node) -> Option<String> {
    let Value::Mapping(parts) = &node.value else { return values::text(node) };
    let said = |key: &str| values::part(parts, &[key]).map(|(_, said)| said);
    said("statement").or_else(|| Some(format!("© {} {}", said("year")?, said("holder")?)))
}

/// `CC BY 4.0`, `{ text: CC BY 4.0, url: https://… }`
fn licence_name(node: &Node) -> Option<String> {
    let Value::Mapping(parts) = &node.value else { return values::text(node) };
    values::part(parts, &["name", "text", "type", "url", "link"]).map(|(_, said)| said)
}
