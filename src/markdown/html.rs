//! The few HTML tags and comments that a text may hold.

use super::draft::Mark;
use crate::document::Language;

/// One piece of raw HTML in a line of text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Html {
    /// `<br>`
    Break,
    Open {
        name: &'static str,
        mark: Mark,
    },
    /// A `<span>` whose `lang` is no language tag.
    BadLanguage(String),
    /// A `<span>` whose `dir` is not the direction of its language.
    OtherDirection {
        written: String,
        language: Language,
    },
    Close(&'static str),
    /// What `<!-- translators: … -->` says.
    Comment(Vec<String>),
    NotAllowed,
}

/// What `<tag …>`, `</tag>` or `<!-- … -->` means.
pub(super) fn read(html: &str) -> Html {
    if let Some(comments) = translators_comments(html) {
        return Html::Comment(comments);
    }
    let Some(inside) = html.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) else { return Html::NotAllowed };
    if let Some(name) = inside.strip_prefix('/') {
        return allowed(name.trim()).map_or(Html::NotAllowed, Html::Close);
    }
    let inside = inside.strip_suffix('/').unwrap_or(inside).trim_end();
    let (name, attributes) = inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
    if name.eq_ignore_ascii_case("br") && attributes.trim().is_empty() {
        return Html::Break;
    }
    let (Some(name), Some(attributes)) = (allowed(name), parse_attributes(attributes)) else { return Html::NotAllowed };
    if name == "span" {
        return span(&attributes);
    }
    match mark(name) {
        Some(mark) if attributes.is_empty() && !html.ends_with("/>") => Html::Open { name, mark },
        _ => Html::NotAllowed,
    }
}

/// What the comments for translators say that `html` is; nothing if it is
/// anything else. One that says nothing is none.
pub(super) fn translators_comments(html: &str) -> Option<Vec<String>> {
    let mut rest = html.trim();
    let mut comments = Vec::new();
    if rest.is_empty() {
        return None;
    }
    while !rest.is_empty() {
        let (comment, after) = rest.strip_prefix("<!--")?.split_once("-->")?;
        let (addressee, said) = comment.trim_start().split_at_checked(11)?;
        if !addressee.eq_ignore_ascii_case("translators") {
            return None;
        }
        let said = said.trim_start_matches(|c: char| c == ':' || c.is_whitespace());
        let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
        comments.extend((!said.is_empty()).then_some(said));
        rest = after.trim_start();
    }
    Some(comments)
}

fn allowed(name: &str) -> Option<&'static str> {
    ["span", "sup", "sub", "bdi", "kbd", "cite"].into_iter().find(|allowed| allowed.eq_ignore_ascii_case(name))
}

fn mark(name: &str) -> Option<Mark> {
    match name {
        "sup" => Some(Mark::Superscript),
        "sub" => Some(Mark::Subscript),
        "bdi" => Some(Mark::Isolate),
        "kbd" => Some(Mark::Keyboard),
        "cite" => Some(Mark::Citation),
        _ => None,
    }
}

fn span(attributes: &[(String, String)]) -> Html {
    let value = |name: &str| attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    let Some(tag) = value("lang") else { return Html::NotAllowed };
    if attributes.iter().any(|(key, _)| key != "lang" && key != "dir") {
        return Html::NotAllowed;
    }
    let Ok(language) = Language::parse(tag) else { return Html::BadLanguage(tag.to_string()) };
    match value("dir") {
        Some(written) if !written.eq_ignore_ascii_case(language.direction().as_str()) => {
            Html::OtherDirection { written: written.to_string(), language }
        }
        _ => Html::Open { name: "span", mark: Mark::Foreign(language) },
    }
}

/// `name="value"` pairs; nothing if there is anything else.
fn parse_attributes(text: &str) -> Option<Vec<(String, String)>> {
    let mut out = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (name, after) = rest.split_once('=')?;
        let after = after.trim_start();
        let (value, after) = match after.chars().next()? {
            quote @ ('"' | '\'') => after[1..].split_once(quote)?,
            _ => after.split_once(char::is_whitespace).unwrap_or((after, "")),
        };
        out.push((name.trim().to_ascii_lowercase(), value.to_string()));
        rest = after.trim_start();
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_listed_tags_are_read() {
        let arabic = Language::parse("ar").expect("a tag");
        let foreign = Html::Open { name: "span", mark: Mark::Foreign(arabic.clone()) };
        assert_eq!(read("<span lang=\"ar\" dir=\"rtl\">"), foreign);
        assert_eq!(read("<SPAN lang=ar>"), foreign);
        assert_eq!(read("<span lang=ar dir=ltr>"), Html::OtherDirection { written: "ltr".into(), language: arabic });
        assert_eq!(read("<span lang='arabic language'>"), Html::BadLanguage("arabic language".into()));
        assert_eq!(read("<br/>"), Html::Break);
        assert_eq!(read("<br />"), Html::Break);
        assert_eq!(read("</sup >"), Html::Close("sup"));
        assert_eq!(read("<!-- translators: as  short -->"), Html::Comment(vec!["as short".into()]));
        for wrong in
            ["<b>", "<span>", "<span lang=ar style=x>", "<sup class=a>", "<!-- hm -->", "<sup/>", "</br>", "<br onload=x>"]
        {
            assert_eq!(read(wrong), Html::NotAllowed, "{wrong}");
        }
    }
}
