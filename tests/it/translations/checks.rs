//! What a translation may not be.

use chapbook::diagnostics::{Diagnostics, MemoryFolder, Sources};
use chapbook::source::{Entry as Source, read};
use chapbook::translation::catalogs;

use super::Original;

/// What is reported where `translation` is that of the paragraph `markdown`.
fn check(markdown: &str, translation: &str, expected: &[&str]) {
    let mut original =
        Original::of(&format!("# A {{#a}}\n\n{markdown}\n\n# B {{#b}}\n\nMarked.[^m]\n\n[^m]: A note.\n[^n]: Its note.\n"));
    let catalog = original.catalog(|message| match message.context.as_str() {
        "a.1" => translation.to_string(),
        _ => message.original.clone(),
    });
    let (_, codes) = original.translated(&catalog, "en-GB");
    assert_eq!(codes, expected, "{translation:?} for {markdown:?}");
}

#[test]
fn links_notes_images_and_code_are_those_of_the_original() {
    let text = "See [it](#b), [that](https://e.example/?a=1&b=2) and ![a square](square.png): `x y`.[^n]";
    check(text, "[Ça](https://e.example/?a=1&b=2) ![carré](square.png) [ici](#b) `y`[^n]", &[]);
    check(text, "[Ça](https://e.example/?a=1&b=2), [it](#b) ![carré](square.png) [encore](#b) `y`[^N]", &[]);
    check(text, "[Ça](https://e.example/) ![c](square.png) [ici](#b) `y`[^n]", &["translation-other-links"]);
    check(text, "[Ça](https://e.example/?a=1&b=2) ![c](square.png) `y`[^n]", &["translation-other-links"]);
    check(text, "[Ça](https://e.example/?a=1&b=2) ![c](other.png) [ici](#b) `y`[^n]", &["translation-other-images"]);
    check(text, "[Ça](https://e.example/?a=1&b=2) ![c](square.png) [ici](#b) `y`", &["translation-other-notes"]);
    check(text, "[Ça](https://e.example/?a=1&b=2) ![c](square.png) [ici](#b) `y`[^n][^n]", &["translation-other-notes"]);
    check(text, "[Ça](https://e.example/?a=1&b=2) ![c](square.png) [ici](#b) `y`[^m]", &["translation-other-notes"]);
    check(text, "[Ça](https://e.example/?a=1&b=2) ![c](square.png) [ici](#b)[^n]", &["translation-other-code"]);
    check(text, "[Ça](https://e.example/?a=1&b=2) ![](square.png) [ici](#b) `y`[^n]", &["missing-alternative-text"]);
    check("Plain.[^n]", "Some `code`.[^n]", &["translation-other-code"]);
    check("A <span lang=\"ar\">كلمة</span>.[^n]", "A كلمة.[^n]", &["translation-lost-language"]);
}

#[test]
fn marks_mark_something() {
    let text = "Be *kind* and **just**.[^n]";
    check(text, "Be **just** and kind.[^n]", &[]);
    check(text, "Soyez *aimables* **et* justes.[^n]", &["translation-unbalanced-marks"]);
    check(text, "Soyez ** aimables ** et justes.[^n]", &["translation-unbalanced-marks"]);
    check(text, "Soyez *aimables** et justes.[^n]", &["translation-unbalanced-marks"]);
    check(text, "Soyez \\*aimables.[^n]", &[]);
    check("5 * 3 is 15.[^n]", "5 * 3 font 15.[^n]", &[]);
    check(text, "Un [lien](sans fin.[^n]", &["translation-unbalanced-marks"]);
    check(text, "Soyez <b>justes</b>.[^n]", &["html-not-allowed", "html-not-allowed"]);
    check(text, "Soyez <sup>justes.[^n]", &["html-not-closed"]);
    check(text, "Soyez <bdi>justes</bdi>.[^n]", &[]);
}

#[test]
fn a_message_is_a_run_whatever_it_begins_with() {
    for sign in ["#", "##", "-", ">", "1.", "12)", "   "] {
        check(
            "Words.[^n]",
            &format!("{sign} Mots.[^n]"),
            match sign {
                "   " => &["translation-has-structure", "translation-outer-space"],
                _ => &["translation-has-structure"],
            },
        );
    }
    check("1\\. Words.[^n]", "1. Mots.[^n]", &[]);
    check("Words.[^n]", "[^n]: Mots.", &[]);
    check("Words.[^n]", "| a | b |[^n]", &[]);
    check("Words.[^n]", "1985. gada.[^n]", &["translation-has-structure"]);
}

#[test]
fn characters_can_be_shown() {
    let cases: [(&str, &[&str]); 18] = [
        ("Cafe\u{301}.[^n]", &["translation-not-normalized"]),
        ("Un\u{7}.[^n]", &["translation-strange-character"]),
        ("Un &#7;.[^n]", &["control-character"]),
        ("Un\u{e000}.[^n]", &["translation-strange-character"]),
        ("Un\u{fffd}.[^n]", &["translation-strange-character"]),
        ("Un &#xD800;.[^n]", &["translation-strange-character"]),
        ("Un \u{fdd0}.[^n]", &["translation-strange-character"]),
        ("\u{301}Un.[^n]", &["translation-lone-mark"]),
        ("Un \u{64b}.[^n]", &["translation-lone-mark"]),
        ("Un \u{202e}mot.[^n]", &["translation-direction-override"]),
        ("Un &#x202a;mot.[^n]", &["translation-direction-override"]),
        ("Un \u{2067}mot\u{2069}.[^n]", &[]),
        ("Un \u{2067}mot.[^n]", &["translation-isolate-not-closed"]),
        ("Un mot\u{2069}.[^n]", &["translation-isolate-not-closed"]),
        ("Un \u{200f}mot\u{200e}.[^n]", &[]),
        (" Un mot.[^n]", &["translation-outer-space"]),
        ("Un\nmot.[^n]", &["translation-several-lines"]),
        ("Un\u{200c}mot.[^n]", &[]),
    ];
    for (translation, expected) in cases {
        check("Words.[^n]", translation, expected);
    }
}

/// The codes where `translation` is that of the paragraph `text` in `tag`, and
/// all else has the letter `filler` before it.
fn in_language(tag: &str, filler: &str, text: &str, translation: &str) -> Vec<&'static str> {
    let mut original = Original::of(&format!("# A {{#a}}\n\n{text}\n"));
    let catalog = original.catalog(|message| match message.context.as_str() {
        "a.1" => translation.to_string(),
        _ => format!("{filler} {}", message.original),
    });
    original.translated(&catalog, tag).1
}

#[test]
fn a_translation_is_not_its_original_but_for_names() {
    let whole = "Nobody is turned away here.";
    assert_eq!(in_language("es", "é", whole, whole), ["translation-equals-original"]);
    assert_eq!(in_language("es", "é", "Original", "Original"), [""; 0]);
    assert_eq!(in_language("ar", "ا", "Amina Haddad", "Amina Haddad"), [""; 0]);
    assert_eq!(in_language("ar", "ا", "Nobody is turned away.", "Nadie queda fuera."), ["translation-in-other-script"]);
    assert_eq!(in_language("es", "é", "Nobody is turned away.", "لا أحد يُرَدّ."), ["translation-in-other-script"]);
}

#[test]
fn a_word_of_the_program_keeps_its_placeholders() {
    let mut original = Original::of("# A\n\nWords.\n");
    let with = |original: &mut Original, pages: &str| {
        let catalog = original.catalog(|message| match message.context.as_str() {
            "program:pages" => pages.to_string(),
            _ => message.original.clone(),
        });
        original.translated(&catalog, "en-GB").1
    };
    assert_eq!(with(&mut original, "Pages: {count}"), [""; 0]);
    assert_eq!(with(&mut original, "Pages: {number}"), ["translation-other-placeholders"]);
    assert_eq!(with(&mut original, "Pages"), ["translation-other-placeholders"]);
}

#[test]
fn a_catalog_is_of_this_text() {
    let original = Original::of("# A\n\nOne.\n\nTwo.\n\nThree.\n\nFour.\n");
    let mut other = Original::of("# B\n\n## C\n\nFive.\n\nSix.\n\n## D\n\nSeven.\n\nEight.\n");
    let others = other.catalog(|message| message.original.clone());
    assert_eq!(original.translated(&others, "en-GB").1, ["catalog-of-another-text"]);
}

#[test]
fn a_translation_that_is_spoken_of_has_a_catalog() {
    let metadata = "title: A\nlanguage: en\npublished: 2024-05-01\nlanguages: { es: {}, zh-Hans: {}, vi: {} }\ntexts: [a.md]\n";
    let files =
        [("statement.yaml", metadata), ("a.md", "Words.\n"), ("languages/es.po", "no catalog"), ("languages/zh.po", "")];
    let folder = MemoryFolder::new(files.map(|(name, text)| (name, text.as_bytes())));
    let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
    let document = read(&folder, &Source::Folder, &mut sources, &mut diagnostics).expect("a document");
    catalogs(&folder, &document, &mut sources, &mut diagnostics);
    let missing = diagnostics.iter().filter(|problem| problem.code == "translation-without-catalog");
    let tags: Vec<&str> = missing.map(|problem| sources.slice(problem.labels[0].span)).collect();
    assert_eq!(tags, ["vi"]);
}
