//! Problems of translations, each at its place in the catalog.

use std::fmt::Display;

use crate::diagnostics::{Diagnostic, Diagnostics, Span};

/// Whether a message has to be translated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needed {
    Yes,
    /// The translation is partial.
    No,
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
        let message =
            format!("the catalog (translations) of `{language}` is older than the text: it lacks {}", messages(count));
        let problem = match needed {
            Needed::Yes => Diagnostic::error("catalog-behind", message),
            Needed::No => Diagnostic::warning("catalog-behind", message),
        };
        let help = "run `chapbook languages update`, then translate what is new";
        self.push(problem.at_some(span, "older than the text").help(help));
    }

    /// `places` are the first few of `count`.
    pub fn translation_missing(&mut self, language: &impl Display, places: &[Span], count: usize) {
        let message = format!("{} {} not translated into `{language}`", messages(count), is(count));
        let problem = at_all(Diagnostic::error("translation-missing", message), places, count, "not translated");
        self.push(problem.help(or_partial("translate what is missing", language)));
    }

    /// `places` are the first few of `count`.
    pub fn translation_stale(&mut self, language: &impl Display, places: &[Span], count: usize) {
        let message = format!("{} {} translated into `{language}` from an earlier wording", messages(count), is(count));
        let problem = at_all(Diagnostic::error("translation-stale", message), places, count, "needs work (`fuzzy`)");
        self.push(problem.help(or_partial(
            "compare it with the new wording, put it right, and take off the mark `fuzzy` (in Poedit: Needs work)",
            language,
        )));
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

impl Diagnostics {
    /// In `languages` of the metadata.
    pub fn translation_without_catalog(&mut self, span: Span, tag: &str) {
        let problem = Diagnostic::error(
            "translation-without-catalog",
            format!("there is no catalog (file with translations) for `{tag}`"),
        );
        self.push(problem.at(span, "not translated").help(format!("run `chapbook languages add {tag}`, or remove this")));
    }

    pub fn catalog_of_another_text(&mut self, span: Option<Span>, language: &impl Display) {
        let message = format!("most messages of the catalog of `{language}` are not in this text");
        let problem = Diagnostic::error("catalog-of-another-text", message).at_some(span, "of another text");
        let help = "take the catalog of this statement; if it is this one, and the text was written anew, run \
                    `chapbook languages update`";
        self.push(problem.help(help));
    }

    pub fn translation_other_code(&mut self, span: Option<Span>, missing: &[String], added: &[String]) {
        let problem =
            Diagnostic::error("translation-other-code", "the words in backquotes (code) are not those of the original");
        self.push(problem.at_some(span, "this translation").help(differing(missing, added, |code| format!("`` `{code}` ``"))));
    }

    /// `languages` are those of words that are in another language in the original.
    pub fn translation_lost_language(&mut self, span: Option<Span>, languages: &[String]) {
        let message = "words in a foreign language are not marked as in the original";
        let problem = Diagnostic::error("translation-lost-language", message).at_some(span, "this translation");
        let list: Vec<String> = languages.iter().map(|tag| format!("`<span lang=\"{tag}\">…</span>`")).collect();
        self.push(problem.help(format!("keep {} around them", list.join(", "))));
    }

    pub fn translation_unbalanced_marks(&mut self, span: Option<Span>, sign: &str) {
        let message = format!("`{sign}` marks nothing here and would be shown as it is");
        let problem = Diagnostic::error("translation-unbalanced-marks", message).at_some(span, "this translation");
        let help = "write a mark before and after the words, without a space between mark and word, and punctuation outside of \
                    them; to show the sign itself, put a backslash before it";
        self.push(problem.help(help));
    }

    pub fn translation_has_structure(&mut self, span: Option<Span>, sign: &str) {
        let message = format!("`{sign}` at the start of a translation would be shown as it is");
        let problem = Diagnostic::warning("translation-has-structure", message).at_some(span, "this translation");
        self.push(problem.help("take it out: the original says what is a heading, a list or a quotation"));
    }

    pub fn translation_several_lines(&mut self, span: Option<Span>) {
        let message = "the translation has several lines, which would be shown as one";
        let problem = Diagnostic::warning("translation-several-lines", message).at_some(span, "this translation");
        self.push(problem.help("write it in one line; where a line has to end, write `<br>`"));
    }

    pub fn translation_outer_space(&mut self, span: Option<Span>) {
        let message = "the translation begins or ends with a space, which would not be shown";
        let problem = Diagnostic::warning("translation-outer-space", message).at_some(span, "this translation");
        self.push(problem.help("take it out"));
    }

    /// `right` is the first word with such characters, as it should be.
    pub fn translation_not_normalized(&mut self, span: Option<Span>, right: &str) {
        let message = "a letter and its accent are typed as two characters where there is one for both";
        let problem = Diagnostic::error("translation-not-normalized", message).at_some(span, "this translation");
        self.push(problem.help(format!("type the letters with accents anew, first in `{right}`")));
    }

    pub fn translation_strange_character(&mut self, span: Option<Span>, character: char) {
        let message =
            format!("the character U+{:04X} would show readers a sign without meaning, or none", u32::from(character));
        let problem = Diagnostic::error("translation-strange-character", message).at_some(span, "this translation");
        self.push(problem.help("type the place anew: it was damaged, or comes from a font with signs of its own"));
    }

    pub fn translation_lone_mark(&mut self, span: Option<Span>, mark: char) {
        let message = format!("the accent U+{:04X} (a combining mark) stands on no letter", u32::from(mark));
        let problem = Diagnostic::error("translation-lone-mark", message).at_some(span, "this translation");
        self.push(problem.help("put it right after the letter that it belongs to, or take it out"));
    }

    pub fn translation_direction_override(&mut self, span: Option<Span>, control: char) {
        let message = format!("the hidden character U+{:04X} changes the direction of the text", u32::from(control));
        let problem = Diagnostic::error("translation-direction-override", message).at_some(span, "this translation");
        let help = "take it out; words that run the other way find their direction by themselves, and `<bdi>…</bdi>` keeps them \
                    apart from what surrounds them";
        self.push(problem.help(help));
    }

    pub fn translation_isolate_not_closed(&mut self, span: Option<Span>) {
        let message = "the hidden characters that keep words apart (U+2066 to U+2069) do not come in pairs";
        let problem = Diagnostic::error("translation-isolate-not-closed", message).at_some(span, "this translation");
        self.push(problem.help("take them out, and write `<bdi>…</bdi>` around the words"));
    }

    /// `places` are the first few of `count`.
    pub fn translation_equals_original(&mut self, places: &[Span], count: usize) {
        let message = format!("{} {} the same as the original", messages(count), is(count));
        let problem = at_all(Diagnostic::warning("translation-equals-original", message), places, count, "not translated");
        self.push(problem.help("translate it, or leave the translation empty until somebody does"));
    }

    /// `places` are the first few of `count`.
    pub fn translation_in_other_script(&mut self, language: &impl Display, places: &[Span], count: usize) {
        let message = format!("{} {} no letter of the script in which `{language}` is written", messages(count), has(count));
        let problem = at_all(Diagnostic::warning("translation-in-other-script", message), places, count, "in another script");
        let help =
            "is this the catalog of that language? Where a language has several scripts, its tag says which one: `sr-Latn`";
        self.push(problem.help(help));
    }
}

fn messages(count: usize) -> String {
    if count == 1 { "one message".into() } else { format!("{count} messages") }
}

fn or_partial(what: &str, language: &impl Display) -> String {
    format!("{what}; or say in `statement.yaml` that parts may be missing: `languages: {{ {language}: {{ partial: true }} }}`")
}

fn is(count: usize) -> &'static str {
    if count == 1 { "is" } else { "are" }
}

fn has(count: usize) -> &'static str {
    if count == 1 { "has" } else { "have" }
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
