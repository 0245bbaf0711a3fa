//! The quotation marks of languages (CLDR, `delimiters`), and the characters
//! that stand for dashes and dots.

use crate::document::Language;

/// Opening and closing marks of a quotation, and of one inside it.
pub(super) struct Marks {
    pub outer: [&'static str; 2],
    pub inner: [&'static str; 2],
}

const ENGLISH: Marks = marks("“", "”", "‘", "’");

const fn marks(open: &'static str, close: &'static str, inner_open: &'static str, inner_close: &'static str) -> Marks {
    Marks { outer: [open, close], inner: [inner_open, inner_close] }
}

/// The marks that `language` uses; the English ones where none are known.
pub(super) fn of(language: &Language) -> Marks {
    match (language.primary(), language.region(), language.script()) {
        ("de", Some("CH" | "LI"), _) | ("it", Some("CH"), _) => marks("«", "»", "‹", "›"),
        ("de" | "cs" | "sk" | "sl" | "et" | "is" | "lb" | "dsb" | "hsb", _, _) => marks("„", "“", "‚", "‘"),
        ("fr", Some("CH"), _) => marks("«", "»", "‹", "›"),
        // The space inside the marks belongs to them (Imprimerie nationale).
        ("fr", _, _) => marks("«\u{202f}", "\u{202f}»", "“", "”"),
        ("es", Some(region), _) if region != "ES" => ENGLISH,
        ("pt", Some("PT" | "AO" | "MZ"), _) => marks("«", "»", "“", "”"),
        ("es" | "it" | "ca" | "gl" | "el" | "eu" | "oc" | "hy", _, _) => marks("«", "»", "“", "”"),
        ("ru" | "uk" | "be" | "kk" | "ky", _, _) => marks("«", "»", "„", "“"),
        ("nb" | "nn" | "no", _, _) => marks("«", "»", "‘", "’"),
        ("sq", _, _) => marks("«", "»", "“", "”"),
        ("bg" | "mk" | "lt" | "ka", _, _) => marks("„", "“", "‚", "‘"),
        ("pl", _, _) => marks("„", "”", "«", "»"),
        ("hu", _, _) => marks("„", "”", "»", "«"),
        ("ro", _, _) => marks("„", "”", "«", "»"),
        ("hr" | "bs" | "sr", _, _) => marks("„", "”", "‘", "’"),
        ("sv" | "fi" | "he", _, _) => marks("”", "”", "’", "’"),
        ("fa" | "ps" | "ckb" | "ku", _, _) => marks("«", "»", "‹", "›"),
        ("ar" | "ur" | "sd", _, _) => marks("”", "“", "’", "‘"),
        ("ja", _, _) | ("zh" | "yue", _, Some("Hant")) => marks("「", "」", "『", "』"),
        _ => ENGLISH,
    }
}

/// What `--`, `---` and `...` are in `language` (Chinese: GB/T 15834-2011).
pub(super) fn dashes_and_dots(language: &Language) -> [&'static str; 3] {
    match language.primary() {
        "zh" | "yue" => ["–", "——", "……"],
        "ja" => ["–", "――", "……"],
        _ => ["–", "—", "…"],
    }
}
