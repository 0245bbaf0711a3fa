//! The names by which a statement is known outside: slug, identifier, address;
//! and what a wrong date or language tag was most likely meant to be.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use uuid::Uuid;

use crate::document::{Date, Language};

/// `text` in lower-case Latin letters, digits and single hyphens, at most 80
/// of them; `statement` where nothing is left or the name means a device to
/// Windows. A good slug stays what it is.
pub fn slug(text: &str) -> String {
    let mut slug = String::new();
    for character in text.nfkd().filter(|character| !is_combining_mark(*character)) {
        match character {
            'ß' => slug.push_str("ss"),
            'æ' | 'Æ' => slug.push_str("ae"),
            'œ' | 'Œ' => slug.push_str("oe"),
            'ø' | 'Ø' => slug.push('o'),
            'ł' | 'Ł' => slug.push('l'),
            '\'' | '’' => {}
            _ if character.is_ascii_alphanumeric() => slug.push(character.to_ascii_lowercase()),
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
    }
    if slug.len() > 80 {
        slug.truncate(slug[..=80].rfind('-').unwrap_or(80));
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() || is_device(slug) { "statement".into() } else { slug.into() }
}

/// <https://learn.microsoft.com/windows/win32/fileio/naming-a-file>
fn is_device(name: &str) -> bool {
    let numbered = |stem| name.strip_prefix(stem).is_some_and(|rest| rest.len() == 1 && rest.as_bytes()[0].is_ascii_digit());
    matches!(name, "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

/// A `urn:uuid:` that depends on `canonical` alone, or else on the others.
pub(super) fn identifier(canonical: Option<&str>, slug: &str, title: &str, language: &Language) -> String {
    let name = canonical.map_or_else(|| format!("chapbook:{slug}\n{title}\n{language}"), str::to_string);
    Uuid::new_v5(&Uuid::NAMESPACE_URL, name.as_bytes()).urn().to_string()
}

/// Has `text` a scheme and after it only what RFC 3986 §2 allows?
pub fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.len() > 1
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
        && !rest.is_empty()
        && rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&byte))
        && (!scheme.eq_ignore_ascii_case("urn") || rest.split_once(':').is_some_and(|(_, name)| !name.is_empty()))
}

/// The absolute `http:` or `https:` address in `text`, with what is not ASCII
/// percent-encoded (RFC 3987 §3.1); nothing if it is none.
pub fn web_address(text: &str) -> Option<String> {
    let mut address = String::new();
    for character in text.chars() {
        if character.is_ascii() {
            address.push(character);
        } else if character.is_whitespace() || character.is_control() {
            return None;
        } else {
            character.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| address.push_str(&format!("%{byte:02X}")));
        }
    }
    let (scheme, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    let is_host = !host.is_empty() && !host.starts_with(['.', ':']) && !host.contains('%');
    let is_web = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    (is_web && is_host && is_uri(&address)).then_some(address)
}

/// The tag that `written` seems to mean: `en-US` for `en_US`, `en` for `English`.
pub fn likely_tag(written: &str) -> Option<String> {
    if let Ok(language) = Language::parse(&written.replace('_', "-")) {
        return Some(language.tag().to_string());
    }
    let name = written.to_lowercase();
    LANGUAGES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(tag, _)| tag.to_string())
}

const LANGUAGES: &[(&str, &[&str])] = &[
    ("am", &["amharic"]),
    ("ar", &["arabic", "العربية"]),
    ("bn", &["bengali", "bangla"]),
    ("de", &["german", "deutsch"]),
    ("el", &["greek", "ελληνικά"]),
    ("en", &["english"]),
    ("es", &["spanish", "español"]),
    ("fa", &["persian", "farsi", "فارسی"]),
    ("fr", &["french", "français"]),
    ("he", &["hebrew", "עברית"]),
    ("hi", &["hindi", "हिन्दी"]),
    ("ht", &["haitian", "haitian creole"]),
    ("it", &["italian", "italiano"]),
    ("ja", &["japanese", "日本語"]),
    ("ko", &["korean", "한국어"]),
    ("nl", &["dutch", "nederlands"]),
    ("pl", &["polish", "polski"]),
    ("pt", &["portuguese", "português"]),
    ("ru", &["russian", "русский"]),
    ("so", &["somali"]),
    ("sw", &["swahili", "kiswahili"]),
    ("ta", &["tamil"]),
    ("th", &["thai", "ไทย"]),
    ("tl", &["tagalog"]),
    ("tr", &["turkish", "türkçe"]),
    ("uk", &["ukrainian", "українська"]),
    ("ur", &["urdu", "اردو"]),
    ("vi", &["vietnamese", "tiếng việt"]),
    ("zh", &["chinese", "中文"]),
];

/// The day that `written` seems to mean, if there is only one: digits in the
/// order year, month, day, however they are parted; a time after the day.
pub(super) fn likely_date(written: &str) -> Option<String> {
    let parts: Vec<&str> = written.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let [year, month, day, ..] = parts[..] else { return None };
    if year.len() != 4 || month.len() > 2 || day.len() > 2 {
        return None;
    }
    let date = format!("{year}-{month:0>2}-{day:0>2}");
    Date::parse(&date).is_ok().then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_a_safe_file_name_everywhere() {
        let long = "word ".repeat(40);
        let cases = [
            ("Our Core Values", "our-core-values"),
            ("What’s “new” — in Łódź & Øster?", "whats-new-in-lodz-oster"),
            ("رسالة", "statement"),
            ("🦀", "statement"),
            ("CON", "statement"),
            ("com1", "statement"),
            ("../../etc", "etc"),
            ("", "statement"),
        ];
        for (text, expected) in cases {
            assert_eq!(slug(text), expected, "{text}");
            assert_eq!(slug(expected), expected, "a slug stays what it is");
        }
        assert!(slug(&long).len() <= 80 && slug(&long).ends_with("word"));
    }

    #[test]
    fn an_address_is_absolute_and_percent_encoded() {
        let cases = [
            ("https://example.org", Some("https://example.org")),
            ("https://example.org/à?b#c", Some("https://example.org/%C3%A0?b#c")),
            ("http://example.org:80/", Some("http://example.org:80/")),
            ("example.org", None),
            ("https://", None),
            ("https:///a", None),
            ("https://exa mple.org", None),
            ("https://bücher.example", None),
            ("javascript:alert(1)", None),
            ("https://example.org/\"><script>", None),
        ];
        for (text, expected) in cases {
            assert_eq!(web_address(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn an_identifier_is_a_uri() {
        for good in [
            "urn:isbn:9780000000002",
            "https://example.org/a",
            "urn:uuid:0b5e6d0a-0000-5000-8000-000000000000",
            "tag:a.example,2020:b",
        ] {
            assert!(is_uri(good), "{good}");
        }
        for wrong in ["9780000000002", "urn:isbn:", "a b:c", "x:y", "urn:isbn:<>", "é:a"] {
            assert!(!is_uri(wrong), "{wrong}");
        }
    }

    #[test]
    fn an_identifier_is_made_from_the_address_or_else_from_what_the_statement_is_called() {
        let english = Language::parse("en").unwrap();
        let at = |canonical| identifier(canonical, "charter", "Charter", &english);
        assert_eq!(at(Some("https://a.example/")), identifier(Some("https://a.example/"), "b", "B", &english));
        assert_ne!(at(None), at(Some("https://a.example/")));
        assert_ne!(at(None), identifier(None, "charter", "Chapter", &english));
        assert!(at(None).starts_with("urn:uuid:"));
    }

    #[test]
    fn what_was_meant_is_guessed_where_there_is_one_meaning() {
        assert_eq!(likely_tag("en_US").as_deref(), Some("en-US"));
        assert_eq!(likely_tag("English").as_deref(), Some("en"));
        assert_eq!(likely_tag("klingonish"), None);
        assert_eq!(likely_date("2024/5/1").as_deref(), Some("2024-05-01"));
        assert_eq!(likely_date("2024-05-01T12:00:00Z").as_deref(), Some("2024-05-01"));
        assert_eq!(likely_date("01.05.2024"), None);
        assert_eq!(likely_date("2023-02-29"), None);
    }
}
