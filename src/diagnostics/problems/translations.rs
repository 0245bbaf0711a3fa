//! Problems of translations, each at its place in the catalog.

use std::fmt::Display;

use crate::diagnostics::{Diagnostic, Diagnostics, Span};

/// Where a message has to be translated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needed {
    /// In a partial translation as well.
    Always,
    /// In a complete translation.
    IfComplete,
    /// Not in this one, which is partial.
    Not,
}

impl Diagnostics {
    /// In `languages` of the metadata.
    pub fn original_among_translations(&mut self, span: Span, tag: &str) {
        let message = format!("`{tag}` is the language of the text itself, and no translation");
        let problem = Diagnostic::error("original-among-translations", message).at(span, "not translated");
        self.push(problem.help("take it out of `languages`"));
    }

    pub fn unknown_state(&mut self, span: Span, state: &str) {
        let problem = Diagnostic::error("unknown-state", format!("a translation cannot be `{state}`"));
        self.push(problem.at(span, "not known").help("write `draft`, or `reviewed` with `reviewers` and the day"));
    }

    pub fn review_of_draft(&mut self, span: Span, tag: &str) {
        let problem = Diagnostic::error("review-of-draft", format!("`{tag}` is a draft, and its review is spoken of"));
        self.push(problem.at(span, "would not be shown").help("write `state: reviewed`, or take the review out"));
    }

    pub fn catalog_behind(&mut self, span: Option<Span>, language: &impl Display, count: usize, needed: Needed) {
        let message = format!("the catalog of `{language}` lacks {}", messages(count));
        let problem = match needed {
            Needed::Always | Needed::IfComplete => Diagnostic::error("catalog-behind", message),
            Needed::Not => Diagnostic::warning("catalog-behind", message),
        };
        let help = "run `chapbook languages update`, then translate what is new";
        self.push(problem.at_some(span, "older than the text").help(help));
    }

    /// `places` are the first few of `count`.
    pub fn translation_missing(&mut self, language: &impl Display, places: &[Span], count: usize, needed: Needed) {
        let message = format!("{} {} not translated into `{language}`", messages(count), is(count));
        let problem = at_all(Diagnostic::error("translation-missing", message), places, count, "not translated");
        self.push(problem.help(what_to_do("translate", language, needed)));
    }

    /// `places` are the first few of `count`.
    pub fn translation_stale(&mut self, language: &impl Display, places: &[Span], count: usize, needed: Needed) {
        let message = format!("{} {} translated into `{language}` from an earlier wording", messages(count), is(count));
        let problem = at_all(Diagnostic::error("translation-stale", message), places, count, "marked as `fuzzy`");
        self.push(problem.help(what_to_do("look at the new wording, then take off the mark `fuzzy`", language, needed)));
    }

    pub fn translation_other_links(&mut self, span: Option<Span>, missing: &[String], added: &[String]) {
        let problem = Diagnostic::error("translation-other-links", "the links are not those of the original");
        self.push(problem.at_some(span, "this translation").help(differing(missing, added, |to| format!("`[…]({to})`"))));
    }

    pub fn translation_other_notes(&mut self, span: Option<Span>, missing: &[String], added: &[String]) {
        let problem = Diagnostic::error("translation-other-notes", "the marks of notes are not those of the original");
        self.push(problem.at_some(span, "this translation").help(differing(missing, added, |name| format!("`[^{name}]`"))));
    }

    pub fn translation_other_images(&mut self, span: Option<Span>, missing: &[String], added: &[String]) {
        let problem = Diagnostic::error("translation-other-images", "the images are not those of the original");
        self.push(problem.at_some(span, "this translation").help(differing(missing, added, |path| format!("`![…]({path})`"))));
    }

    pub fn translation_other_placeholders(&mut self, span: Option<Span>, names: &[&str]) {
        let message = "the names in braces are not those of the original";
        let problem = Diagnostic::error("translation-other-placeholders", message).at_some(span, "this translation");
        let list: Vec<String> = names.iter().map(|name| format!("`{{{name}}}`")).collect();
        self.push(problem.help(if list.is_empty() {
            "write no braces".to_string()
        } else {
            format!("keep each of them once and as it is: {}", list.join(", "))
        }));
    }
}

fn messages(count: usize) -> String {
    if count == 1 { "one message".into() } else { format!("{count} messages") }
}

fn what_to_do(what: &str, language: &impl Display, needed: Needed) -> String {
    match needed {
        Needed::IfComplete | Needed::Not => {
            format!("{what}; or say that the translation is partial: `languages: {{ {language}: {{ partial: true }} }}`")
        }
        Needed::Always => format!(
            "{what}; the title and all else that is said of the statement, the descriptions of pictures and the name of the \
             language are needed in a partial translation as well"
        ),
    }
}

fn is(count: usize) -> &'static str {
    if count == 1 { "is" } else { "are" }
}

fn at_all(problem: Diagnostic, places: &[Span], count: usize, text: &str) -> Diagnostic {
    let rest = count - places.len().min(count);
    let last = places.len().saturating_sub(1);
    places.iter().enumerate().fold(problem, |problem, (index, place)| {
        let is_more = index == last && rest > 0;
        problem.at(*place, if is_more { format!("{text}, and {rest} more") } else { text.to_string() })
    })
}

fn differing(missing: &[String], added: &[String], shown: impl Fn(&str) -> String) -> String {
    let list = |names: &[String]| names.iter().map(|name| shown(name)).collect::<Vec<_>>().join(", ");
    match (missing, added) {
        ([], added) => format!("take out {}", list(added)),
        (missing, []) => format!("put in {}", list(missing)),
        (missing, added) => format!("put in {}, and take out {}", list(missing), list(added)),
    }
}
