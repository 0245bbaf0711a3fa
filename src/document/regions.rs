//! Where a language is read, for those whose browser names it with a region.

use icu_locale::{Locale, LocaleExpander};

use super::Language;

/// The regions (ISO 3166-1) of most of whose readers it is the language, in the
/// order of their codes: `KP` and `KR` of Korean. After CLDR's likely subtags.
pub fn regions(language: &Language) -> Vec<String> {
    let expander = LocaleExpander::new_extended();
    let codes = ('A'..='Z').flat_map(|first| ('A'..='Z').map(move |second| format!("{first}{second}")));
    let is_read = |region: &String| {
        let Ok(mut locale) = format!("und-{region}").parse::<Locale>() else { return false };
        expander.maximize(&mut locale.id);
        let script = locale.id.script.map(|script| script.as_str().to_string());
        // English goes without saying in CLDR.
        let (likely, likely_script) = match locale.id.language.as_str() {
            "und" if is_private(region) => return false,
            "und" => ("en", Some("Latn")),
            likely => (likely, script.as_deref()),
        };
        (likely, likely_script) == (language.primary(), language.script())
    };
    let is_region = |region: &String| Language::parse(&format!("en-{region}")).is_ok_and(|tag| tag.is_registered());
    codes.filter(is_read).filter(is_region).collect()
}

/// Whether `code` stands for no region that all agree on (RFC 5646 §2.2.4).
fn is_private(code: &str) -> bool {
    code == "AA" || code == "ZZ" || code.starts_with('X') || ("QM"..="QZ").contains(&code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_read_where_most_read_it() {
        let of = |tag: &str| regions(&Language::parse(tag).unwrap()).join(" ");
        assert_eq!(of("ko"), "KP KR");
        assert!(of("zh-Hans").contains("CN") && !of("zh-Hans").contains("TW"));
        assert!(of("zh-Hant").contains("HK") && of("zh-Hant").contains("TW"));
        assert!(of("es").contains("MX") && of("ar").contains("EG") && of("en").contains("US") && of("en").contains("GB"));
        assert!(!of("en").contains("XX"), "no code of a region");
    }
}
