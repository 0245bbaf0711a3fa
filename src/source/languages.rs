//! The key `languages`: what is said of the translations.

use std::collections::BTreeMap;

use super::fields::Fields;
use super::identity;
use super::keys::{self, TRANSLATION};
use super::metadata::{Form, Reader};
use crate::document::{Completeness, Language, State, Translation};
use crate::yaml::{Entry, Scalar, Value};

impl Reader<'_> {
    /// What is said of each translation. `original` is the language of the text.
    pub fn languages(
        &mut self,
        fields: &Fields,
        original: Option<&Language>,
        say: &impl Fn(&str) -> String,
    ) -> BTreeMap<Language, Translation> {
        let mut translations: BTreeMap<Language, Translation> = BTreeMap::new();
        let Some(Value::Mapping(entries)) = fields.value("languages").map(|node| &node.value) else { return translations };
        if let (Form::SingleFile, Some(span)) = (self.form(), fields.key_span("languages")) {
            self.diagnostics.languages_in_single_file(span);
            return translations;
        }
        for entry in entries {
            let Some(language) = self.tag(entry, original) else { continue };
            if let Some(Translation { span: Some(first), .. }) = translations.get(&language) {
                self.diagnostics.duplicate_key(entry.key_span, *first, language.tag());
                continue;
            }
            let translation = self.translation(entry, say);
            translations.insert(language, translation);
        }
        translations
    }

    fn tag(&mut self, entry: &Entry, original: Option<&Language>) -> Option<Language> {
        let Ok(language) = Language::parse(entry.key.trim()) else {
            let tag = entry.key.trim();
            self.diagnostics.bad_language_tag(entry.key_span, tag, identity::likely_tag(tag).as_deref());
            return None;
        };
        if Some(&language) == original {
            self.diagnostics.original_among_translations(entry.key_span, language.tag());
            return None;
        }
        Some(language)
    }

    fn translation(&mut self, entry: &Entry, say: &impl Fn(&str) -> String) -> Translation {
        let mut translation = Translation { span: Some(entry.key_span), ..Translation::default() };
        let entries = match &entry.value.value {
            Value::Mapping(entries) => entries,
            Value::Nothing => return translation,
            Value::Scalar { .. } | Value::List(_) => {
                let expected = keys::Kind::Languages.expected();
                let help = format!("write for example `{}: {{ state: draft }}`", entry.key);
                self.diagnostics.wrong_type(entry.place(), &format!("`{}`", entry.key), expected, "something else", Some(help));
                return translation;
            }
        };
        let parts = Fields::check(entries, TRANSLATION, Some(&entry.key), self.diagnostics);
        translation.translators = parts.texts("translators").into_iter().map(|(name, _)| say(name)).collect();
        if let Some(Value::Scalar { text, kind: Scalar::Truth }) = parts.value("partial").map(|node| &node.value)
            && text.eq_ignore_ascii_case("true")
        {
            translation.completeness = Completeness::Partial;
        }
        translation.state = self.state(entry, &parts, say);
        translation
    }

    fn state(&mut self, entry: &Entry, parts: &Fields, say: &impl Fn(&str) -> String) -> State {
        let by: Vec<String> = parts.texts("reviewers").into_iter().map(|(name, _)| say(name)).collect();
        let date = self.date(parts, "reviewed");
        match parts.text("state") {
            Some((state, _)) if state.trim() == "reviewed" => {
                for key in TRANSLATION.iter().filter(|key| matches!(key.name, "reviewers" | "reviewed")) {
                    if parts.value(key.name).is_none() {
                        let place = parts.key_span(key.name).unwrap_or(entry.key_span);
                        self.diagnostics.missing_key(place, key.name, Some(&entry.key), &key.example_line());
                    }
                }
                match date {
                    Some(date) if !by.is_empty() => State::Reviewed { by, date },
                    Some(_) | None => State::Draft,
                }
            }
            Some((state, span)) if state.trim() != "draft" => {
                self.diagnostics.unknown_state(span, state.trim());
                State::Draft
            }
            Some(_) | None => {
                let review = parts.key_span("reviewers").or(parts.key_span("reviewed"));
                if let Some(span) = review {
                    self.diagnostics.review_of_draft(span, &entry.key);
                }
                State::Draft
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Diagnostics, Sources};
    use crate::document::Date;
    use crate::source::metadata::read;
    use crate::yaml::YamlInput;

    /// The translations that `lines` below `languages:` speak of, or the codes
    /// reported with line and column.
    fn check(lines: &str) -> Result<BTreeMap<Language, Translation>, Vec<String>> {
        let yaml = format!("title: Charter\nlanguage: en\npublished: 2024-05-01\ntexts: [a.md]\nlanguages:\n{lines}");
        let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
        let source = sources.add("statement.yaml", yaml);
        let statement = read(YamlInput::whole(source, &sources), Form::Folder, &sources, &mut diagnostics);
        let place = |span: crate::diagnostics::Span| sources.position(source, span.start);
        let problems = diagnostics.iter().map(|problem| {
            let at = place(problem.labels[0].span);
            format!("{} {}:{}", problem.code, at.line, at.column)
        });
        statement.metadata.map(|metadata| metadata.translations).ok_or(problems.collect())
    }

    #[test]
    fn a_translation_is_a_draft_until_somebody_reviewed_it() {
        let translations = check(
            "  ar:\n  es: { state: draft, translators: [\"A \\\"Guild\\\"\"], partial: true }\n  zh-hans:\n    state: reviewed\n    \
             reviewers:\n      - Wen\n    reviewed: 2024-06-01\n    partial: false\n",
        )
        .unwrap();
        let of = |tag: &str| &translations[&Language::parse(tag).unwrap()];
        assert_eq!((&of("ar").state, of("ar").completeness), (&State::Draft, Completeness::Complete));
        assert_eq!((&of("es").state, of("es").completeness), (&State::Draft, Completeness::Partial));
        assert_eq!(of("es").translators, ["A “Guild”"]);
        let date = Date::parse("2024-06-01").unwrap();
        assert_eq!(of("zh-Hans").state, State::Reviewed { by: vec!["Wen".into()], date });
        assert_eq!(of("zh-Hans").completeness, Completeness::Complete);
    }

    #[test]
    fn what_is_wrong_is_said_at_its_place() {
        let cases: [(&str, &[&str]); 10] = [
            ("  arabic: {}\n", &["bad-language-tag 6:3"]),
            ("  en: {}\n", &["original-among-translations 6:3"]),
            ("  pt-br: {}\n  pt-BR: {}\n", &["duplicate-key 7:3"]),
            ("  ar: draft\n", &["wrong-type 6:7"]),
            ("  ar: { state: done }\n", &["unknown-state 6:16"]),
            ("  ar: { state: reviewed }\n", &["missing-key 6:3", "missing-key 6:3"]),
            ("  ar: { state: reviewed, reviewers: [A], reviewed: soon }\n", &["bad-date 6:52"]),
            ("  ar: { reviewers: [A] }\n", &["review-of-draft 6:9"]),
            ("  ar: { partial: some }\n", &["wrong-type 6:18"]),
            ("  ar: { translator: A }\n", &["unknown-key 6:9"]),
        ];
        for (lines, expected) in cases {
            assert_eq!(check(lines).unwrap_err(), expected, "{lines}");
        }
        assert_eq!(check("  - ar\n").unwrap_err(), ["wrong-type 5:1"]);
    }
}
