//! The quotation marks of languages (CLDR, `delimiters`), and the characters
//! that stand for dashes and dots.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::document::Language;

/// Opening and closing marks of a quotation, and of one inside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marks {
    pub outer: [&'static str; 2],
    pub inner: [&'static str; 2],
}

/// Where printers go by other rules than CLDR's:
const EXCEPTIONS: [(&str, Marks); 5] = [
    // Schweizerische Bundeskanzlei, Schreibweisungen, and its Istruzioni for Italian.
    ("de-CH", marks("«", "»", "‹", "›")),
    ("de-LI", marks("«", "»", "‹", "›")),
    ("it-CH", marks("«", "»", "‹", "›")),
    // Real Academia Española, Ortografía (2010): angular marks outside, curly ones inside.
    ("es-ES", marks("«", "»", "“", "”")),
    // Office québécois de la langue française; CLDR has the inner pair the other way round.
    ("fr-CA", marks("«", "»", "“", "”")),
];

/// What CLDR's root has.
const ROOT: Marks = marks("“", "”", "‘", "’");

const fn marks(open: &'static str, close: &'static str, inner_open: &'static str, inner_close: &'static str) -> Marks {
    Marks { outer: [open, close], inner: [inner_open, inner_close] }
}

static CLDR: LazyLock<BTreeMap<&str, Marks>> = LazyLock::new(|| {
    let lines = include_str!("quotation_marks.txt").lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| entry(line).expect("a locale and four marks")).collect()
});

/// `de „ “ ‚ ‘`
fn entry(line: &'static str) -> Option<(&'static str, Marks)> {
    let mut words = line.split(' ');
    let mut next = || words.next();
    Some((next()?, marks(next()?, next()?, next()?, next()?)))
}

/// The marks that `language` uses; the English ones where none are known.
pub(super) fn of(language: &Language) -> Marks {
    let known = |tag: &str| {
        EXCEPTIONS.iter().find(|(locale, _)| *locale == tag).map(|(_, marks)| *marks).or_else(|| CLDR.get(tag).copied())
    };
    let (primary, script, region) = (language.primary(), language.script(), language.region());
    let candidates = [
        script.zip(region).map(|(script, region)| format!("{primary}-{script}-{region}")),
        region.map(|region| format!("{primary}-{region}")),
        script.map(|script| format!("{primary}-{script}")),
        Some(primary.to_string()),
    ];
    let found = candidates.into_iter().flatten().find_map(|tag| known(&tag)).unwrap_or(ROOT);
    if primary == "fr" && region != Some("CH") { spaced(found) } else { found }
}

/// The space inside French marks belongs to them (Imprimerie nationale, Lexique).
fn spaced(marks: Marks) -> Marks {
    let space = |mark| match mark {
        "«" => "«\u{202f}",
        "»" => "\u{202f}»",
        other => other,
    };
    Marks { outer: marks.outer.map(space), inner: marks.inner.map(space) }
}

/// What `--`, `---` and `...` are in `language` (Chinese: GB/T 15834-2011).
pub(super) fn dashes_and_dots(language: &Language) -> [&'static str; 3] {
    match language.primary() {
        "zh" | "yue" => ["–", "——", "……"],
        "ja" => ["–", "――", "……"],
        _ => ["–", "—", "…"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_has_the_marks_of_its_nearest_locale() {
        let cases = [
            ("en-GB", "“ ” ‘ ’"),
            ("xx", "“ ” ‘ ’"),
            ("de-AT", "„ “ ‚ ‘"),
            ("de-CH", "« » ‹ ›"),
            ("es", "“ ” ‘ ’"),
            ("es-ES", "« » “ ”"),
            ("fr", "«\u{202f} \u{202f}» «\u{202f} \u{202f}»"),
            ("fr-CA", "«\u{202f} \u{202f}» “ ”"),
            ("fr-CH", "« » ‹ ›"),
            ("nb", "« » ‘ ’"),
            ("nl", "‘ ’ ‘ ’"),
            ("pt-BR", "“ ” ‘ ’"),
            ("pt-AO", "« » “ ”"),
            ("sr-Latn", "„ ” ’ ’"),
            ("zh-TW", "「 」 『 』"),
            ("zh-Hans-SG", "“ ” ‘ ’"),
            ("yue", "「 」 『 』"),
        ];
        for (tag, expected) in cases {
            let Marks { outer, inner } = of(&Language::parse(tag).expect(tag));
            assert_eq!(outer.into_iter().chain(inner).collect::<Vec<_>>().join(" "), expected, "{tag}");
        }
    }

    /// An exception that CLDR has come to share is none.
    #[test]
    fn exceptions_differ_from_the_table() {
        assert!(
            CLDR.len() > 100 && CLDR.values().all(|marks| marks.outer.iter().chain(&marks.inner).all(|mark| !mark.is_empty()))
        );
        for (tag, marks) in EXCEPTIONS {
            let short = tag.split('-').next().unwrap_or(tag);
            let theirs = CLDR.get(tag).or_else(|| CLDR.get(short)).copied().unwrap_or(ROOT);
            assert_ne!(theirs, marks, "{tag}");
        }
    }
}
