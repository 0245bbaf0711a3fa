//! How languages are called in themselves.

use crate::document::Language;

/// Tag and name, after CLDR.
const NAMES: &[(&str, &str)] = &[
    ("am", "አማርኛ"),
    ("ar", "العربية"),
    ("bn", "বাংলা"),
    ("en", "English"),
    ("es", "español"),
    ("fa", "فارسی"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("ht", "kreyòl ayisyen"),
    ("hy", "հայերեն"),
    ("ka", "ქართული"),
    ("km", "ខ្មែរ"),
    ("ko", "한국어"),
    ("my", "မြန်မာ"),
    ("ta", "தமிழ்"),
    ("th", "ไทย"),
    ("ur", "اردو"),
    ("vi", "Tiếng Việt"),
    ("zh-Hans", "简体中文"),
];

/// The name of `language`, or its tag where none is known.
pub fn name(language: &Language) -> String {
    known(language).map_or_else(|| language.tag().to_string(), str::to_string)
}

/// The name of `language`, or of the same language without its region.
pub fn known(language: &Language) -> Option<&'static str> {
    let exact = NAMES.iter().find(|(tag, _)| *tag == language.tag());
    let same = |tag: &str| {
        Language::parse(tag).is_ok_and(|known| (known.primary(), known.script()) == (language.primary(), language.script()))
    };
    exact.or_else(|| NAMES.iter().find(|(tag, _)| same(tag))).map(|(_, name)| *name)
}
