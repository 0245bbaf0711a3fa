//! What people answer → what can stand in `statement.yaml`.

use unicode_normalization::UnicodeNormalization;

use crate::document::Language;
use crate::source;

/// Why an answer cannot be taken, as a sentence without a full stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerError(pub String);

impl std::fmt::Display for AnswerError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for AnswerError {}

/// `text` as one line of text: NFC, without blanks at its ends. An error if
/// nothing is left or a character cannot be shown.
pub fn line(text: &str) -> Result<String, AnswerError> {
    let text: String = text.trim().nfc().collect();
    let is_wrong = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}');
    match text.chars().find(|c| is_wrong(*c)) {
        Some(wrong) => Err(AnswerError(format!("the character U+{:04X} in it cannot be shown", u32::from(wrong)))),
        None if text.is_empty() => Err(AnswerError("it is empty".into())),
        None => Ok(text),
    }
}

/// `text` as an address on the web. An error if it is none.
pub fn address(text: &str) -> Result<String, AnswerError> {
    let text = text.trim();
    source::web_address(text).ok_or_else(|| AnswerError(format!("`{text}` is no address: begin it with `https://`")))
}

/// The language of a POSIX locale, `es_MX.UTF-8`, as a text is written in it:
/// without a region, but for `pt_BR`; Chinese with its script. Nothing for `C`.
pub fn language_of_locale(locale: &str) -> Option<Language> {
    let name = locale.split(['.', '@']).next().unwrap_or_default().replace('_', "-");
    let language = Language::parse(&name).ok()?;
    let tag = match (language.primary(), language.script(), language.tag()) {
        ("zh", Some(script), _) => format!("zh-{script}"),
        (_, _, "pt-BR") => "pt-BR".to_string(),
        (primary, _, _) => primary.to_string(),
    };
    Language::parse(&tag).ok().filter(Language::is_registered)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_one_line_that_can_be_shown() {
        assert_eq!(line("  Nein: \"ja\" 🎉 "), Ok("Nein: \"ja\" 🎉".into()));
        assert_eq!(line("e\u{301}"), Ok("é".into()));
        for wrong in ["", " ", "a\nb", "a\u{7}b", "a\u{2028}b"] {
            assert!(line(wrong).is_err(), "{wrong:?}");
        }
        assert_eq!(
            address(" https://example.org/a b"),
            Err(AnswerError("`https://example.org/a b` is no address: begin it with `https://`".into()))
        );
        assert_eq!(address("https://example.org/ñ"), Ok("https://example.org/%C3%B1".into()));
        assert!(address("example.org").is_err());
    }

    #[test]
    fn a_locale_has_a_language() {
        let tag = |locale: &str| language_of_locale(locale).map(|language| language.tag().to_string());
        let cases =
            [("es_MX.UTF-8", "es"), ("pt_BR.UTF-8", "pt-BR"), ("zh_TW", "zh-Hant"), ("zh_CN", "zh-Hans"), ("de_AT@euro", "de")];
        for (locale, expected) in cases {
            assert_eq!(tag(locale).as_deref(), Some(expected), "{locale}");
        }
        assert_eq!((tag("C"), tag("C.UTF-8"), tag("POSIX")), (None, None, None));
    }
}
