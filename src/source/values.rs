//! Single values of the metadata: what is written becomes what is meant, or a problem.

use super::fields::Fields;
use super::identity;
use super::keys::{self, Need};
use super::metadata::{Listed, Reader};
use crate::document::{Cover, Date, ImagePath, Language, Licence};
use crate::markdown::set_text;
use crate::yaml::{Entry, Value};

impl Reader<'_> {
    pub fn language(&mut self, fields: &Fields) -> Option<Language> {
        let (tag, span) = fields.text("language")?;
        let language = Language::parse(tag.trim());
        if language.is_err() {
            self.diagnostics.bad_language_tag(span, tag.trim(), identity::likely_tag(tag.trim()).as_deref());
        }
        language.ok()
    }

    pub fn date(&mut self, fields: &Fields, name: &str) -> Option<Date> {
        let (day, span) = fields.text(name)?;
        let date = Date::parse(day.trim());
        if date.is_err() {
            self.diagnostics.bad_date(span, day.trim(), identity::likely_date(day.trim()).as_deref());
        }
        date.ok()
    }

    pub fn check_order(&mut self, fields: &Fields, published: Option<Date>, modified: Option<Date>) {
        if let (Some(published), Some(modified)) = (published, modified)
            && modified < published
            && let (Some((_, first)), Some((_, second))) = (fields.text("published"), fields.text("modified"))
        {
            self.diagnostics.modified_before_published(second, first, modified, published);
        }
    }

    pub fn url(&mut self, fields: &Fields, name: &str, shown: &str) -> Option<String> {
        let (url, span) = fields.text(name)?;
        let address = identity::web_address(url.trim());
        if address.is_none() {
            self.diagnostics.bad_url(span, url.trim(), shown);
        }
        address
    }

    pub fn slug(&mut self, fields: &Fields, title: &str) -> String {
        let Some((slug, span)) = fields.text("slug") else { return identity::slug(title) };
        if identity::slug(slug) != slug {
            self.diagnostics.bad_slug(span, slug, &identity::slug(slug));
        }
        slug.to_string()
    }

    pub fn identifier(&mut self, fields: &Fields) -> Option<String> {
        let (identifier, span) = fields.text("identifier")?;
        if !identity::is_uri(identifier.trim()) {
            self.diagnostics.bad_identifier(span, identifier.trim());
        }
        Some(identifier.trim().to_string())
    }

    pub fn licence(&mut self, fields: &Fields, say: &impl Fn(&str) -> String) -> Option<Licence> {
        let node = fields.value("licence")?;
        let Value::Mapping(entries) = &node.value else {
            return fields.text("licence").map(|(name, _)| Licence { name: say(name), url: None });
        };
        let parts = self.parts(entries, keys::LICENCE, "licence", fields);
        let url = self.url(&parts, "url", "url");
        parts.text("name").map(|(name, _)| Licence { name: say(name), url })
    }

    pub fn cover(&mut self, fields: &Fields, say: &impl Fn(&str) -> String) -> (Cover, Option<Listed>) {
        let Some(node) = fields.value("cover") else { return (Cover::Typeset, None) };
        match &node.value {
            Value::Mapping(entries) => {
                let parts = self.parts(entries, keys::COVER, "cover", fields);
                let (Some((path, span)), Some((alternative, _))) = (parts.text("image"), parts.text("alternative")) else {
                    return (Cover::Typeset, None);
                };
                let image = Listed { path: path.to_string(), span };
                (Cover::Image { image: ImagePath(path.to_string()), alternative: say(alternative).into() }, Some(image))
            }
            Value::Scalar { text, kind: _ } if text.trim() != "typeset" => {
                let help = format!("write `cover: {{ image: {}, alternative: what it shows }}`", text.trim());
                self.diagnostics.wrong_type(node.span, "`cover`", keys::Kind::Cover.expected(), "another text", Some(help));
                (Cover::Typeset, None)
            }
            Value::Scalar { .. } | Value::Nothing | Value::List(_) => (Cover::Typeset, None),
        }
    }

    /// The keys of the mapping below the key `inside`.
    pub fn parts<'a>(
        &mut self,
        entries: &'a [Entry],
        table: &'static [keys::Key],
        inside: &str,
        fields: &Fields,
    ) -> Fields<'a> {
        let parts = Fields::check(entries, table, Some(inside), self.diagnostics);
        for key in table.iter().filter(|key| key.need == Need::Required && parts.value(key.name).is_none()) {
            let place = parts.key_span(key.name).or(fields.key_span(inside));
            let place = place.unwrap_or_else(|| self.start());
            self.diagnostics.missing_key(place, key.name, Some(inside), &key.example_line());
        }
        parts
    }
}

/// `text` as it is to be shown; without a language, which is a problem by then,
/// at least on one line.
pub(super) fn shown(text: &str, language: Option<&Language>) -> String {
    match language {
        Some(language) => set_text(text, language),
        None => text.split_whitespace().collect::<Vec<_>>().join(" "),
    }
}
