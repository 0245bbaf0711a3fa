//! How languages are called in themselves (CLDR, `languages`).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::Language;

static CLDR: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| {
    let lines = include_str!("endonyms.txt").lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split_once(' ').expect("a tag and a name")).collect()
});

/// The name of `language` in itself and in its script, in the case in which CLDR
/// has it; nothing where CLDR has none, which is so for most languages.
pub fn endonym(language: &Language) -> Option<&'static str> {
    let (primary, script, region) = (language.primary(), language.script(), language.region());
    let in_script = || script.map(|script| format!("{primary}-{script}"));
    let in_region = || region.map(|region| format!("{primary}-{region}"));
    let candidates = [Some(language.tag().to_string()), in_region(), in_script(), Some(primary.to_string())];
    // The name in another script would be a word that its readers cannot read.
    let is_in_script = |tag: &str| Language::parse(tag).is_ok_and(|other| other.script() == script);
    candidates.into_iter().flatten().filter(|tag| is_in_script(tag)).find_map(|tag| CLDR.get(tag.as_str()).copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_in_its_own_language_and_script() {
        let cases = [
            ("en", Some("English")),
            ("es", Some("español")),
            ("ht", Some("Kreyòl Ayisyen")),
            ("vi", Some("Tiếng Việt")),
            ("ar", Some("العربية")),
            ("ar-EG", Some("العربية")),
            ("zh", Some("中文")),
            ("zh-Hans", Some("简体中文")),
            ("zh-TW", Some("繁體中文")),
            ("ko", Some("한국어")),
            ("he", Some("עברית")),
            ("fa", Some("فارسی")),
            ("ur", Some("اردو")),
            ("hi", Some("हिन्दी")),
            ("bn", Some("বাংলা")),
            ("ta", Some("தமிழ்")),
            ("th", Some("ไทย")),
            ("km", Some("ខ្មែរ")),
            ("my", Some("မြန်မာ")),
            ("am", Some("አማርኛ")),
            ("ka", Some("ქართული")),
            ("hy", Some("հայերեն")),
            ("sr-Latn", Some("srpski")),
            ("uz-Cyrl", Some("ўзбекча")),
            ("es-MX", Some("español de México")),
            ("de-LU", Some("Deutsch")),
            // CLDR knows Tatar in Cyrillic only, and no Klingon.
            ("tt-Latn", None),
            ("tlh", None),
        ];
        for (tag, name) in cases {
            assert_eq!(endonym(&Language::parse(tag).unwrap()), name, "{tag}");
        }
    }
}
