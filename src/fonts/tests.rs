//! What a statement needs is found, checked and carried.

use std::collections::BTreeMap;

use super::*;
use crate::diagnostics::{Diagnostics, MemoryFolder, Sources, Span};
use crate::document::{Anchor, Block, BlockKind, Cover, Date, Document, Inline, Language, Metadata, Section, Words};
use crate::theme::{self, Theme};

const PROSE: &str = "We keep what we have promised: every voice counts, nobody is left behind; “we listen”, \
    and we change our minds when the evidence does. Justice, Knowledge, Quality, zeal — 1234567890 (and more)!";

struct Setting {
    sources: Sources,
    diagnostics: Diagnostics,
    theme: Theme,
    library: Library,
}

fn setting(files: &[(&str, &str)]) -> Setting {
    let folder = MemoryFolder::new(files.iter().map(|(path, text)| (*path, *text)));
    let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
    let name = if files.is_empty() { "default" } else { "own" };
    let theme = theme::load(name, &[&folder], &mut sources, &mut diagnostics).expect("a theme");
    let library = library(&theme);
    Setting { sources, diagnostics, theme, library }
}

/// A statement of one section, whose paragraph is in the file `text.md`.
fn document(sources: &mut Sources, text: &str, mark: fn(Inline) -> Inline) -> Document {
    let id = sources.add("text.md", text);
    let span = Span::new(id, 0, text.len());
    let inlines = vec![mark(Inline::Text { text: text.to_string(), span })];
    let paragraph =
        Block { id: Anchor::new("values.1"), kind: BlockKind::Paragraph(inlines), span, language: None, comment: None };
    let title = vec![Inline::Text { text: "Values".to_string(), span }];
    let section =
        Section { anchor: Anchor::new("values"), title, blocks: vec![paragraph], sections: Vec::new(), span, comment: None };
    let date = Date::parse("2024-05-01").expect("a date");
    let metadata = Metadata {
        identifier: "urn:uuid:0".to_string(),
        slug: "values".to_string(),
        title: "Our values".into(),
        subtitle: None,
        authors: Vec::new(),
        publisher: None,
        language: Language::parse("en").expect("a tag"),
        published: date,
        modified: date,
        version: "1".to_string(),
        version_span: None,
        rights: None,
        licence: None,
        description: None,
        subjects: Vec::new(),
        canonical: None,
        theme: "default".to_string(),
        cover: Cover::Typeset,
        note: None,
        evaluation: None,
        translations: Default::default(),
    };
    Document { metadata, opening: Vec::new(), sections: vec![section], notes: Vec::new(), images: BTreeMap::new() }
}

fn missing(text: &str, mark: fn(Inline) -> Inline) -> Vec<String> {
    let mut setting = setting(&[]);
    let document = document(&mut setting.sources, text, mark);
    check_coverage(&document, &Words::english(), &setting.theme, &setting.library, &mut setting.diagnostics);
    setting.diagnostics.iter().map(|problem| format!("{}: {}", problem.code, problem.message)).collect()
}

#[test]
fn characters_without_a_glyph_are_named_all_at_once() {
    let nothing: [String; 0] = [];
    assert_eq!(missing(PROSE, |text| text), nothing);
    assert_eq!(missing("Größe ἄνθρωπος שָׁלוֹם Nguyễn a\u{ad}b\u{200d}c", |text| text), nothing);
    let expected = "glyph-missing: `Libertinus Serif` has no sign for `人` (U+4EBA), `民` (U+6C11)";
    assert_eq!(missing("人民 is people", |text| text), [expected]);
    assert_eq!(missing("人民 is people", |text| Inline::Emphasis(vec![text])), [expected]);
    let in_code = |text| match text {
        Inline::Text { text, span } => Inline::Code { text, span },
        other => other,
    };
    assert_eq!(missing("let x = 1; → ≠", in_code), nothing);
}

/// What is missing for `text` in the language of `tag` on a machine without fonts.
fn missing_in(tag: &str, text: &str) -> Vec<String> {
    let mut setting = setting(&[]);
    let mut document = document(&mut setting.sources, text, |text| text);
    document.metadata.language = Language::parse(tag).expect("a tag");
    document.metadata.title = "1".into();
    document.sections[0].title.clear();
    let theme = setting.theme.in_language(&document.metadata.language, &[Language::english()]);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let library = library_with(&theme, &SystemFonts::in_folder(folder.path(), Forgetful));
    check_coverage(&document, &Words::english(), &theme, &library, &mut setting.diagnostics);
    let report = |problem: &crate::diagnostics::Diagnostic| {
        let place = problem.labels.first().map_or("nowhere", |label| setting.sources.name(label.span.source));
        format!("{} at {place}: {}; {}", problem.code, problem.message, problem.help.as_deref().unwrap_or_default())
    };
    setting.diagnostics.iter().map(report).collect()
}

#[test]
fn a_typeface_of_a_script_that_is_not_installed_is_named_with_what_waits_for_it() {
    let found = missing_in("ar", "سلام");
    assert_eq!(found.len(), 1, "{found:?}");
    let expected = "font-not-found at text.md: the typeface `Noto Naskh Arabic`, which is needed for \
        `ا` (U+0627), `س` (U+0633), `ل` (U+0644), `م` (U+0645), is nowhere to be found; install it: \
        on Debian and Ubuntu `apt install fonts-noto-core`, on Fedora";
    assert!(found[0].starts_with(expected), "{}", found[0]);
    // Where all characters are in other typefaces, the one for the script is still to be there.
    let found = missing_in("ka", "1984");
    assert!(
        found[0].starts_with("font-not-found at themes/default/tokens.yaml: the typeface `Noto Serif Georgian` is"),
        "{found:?}"
    );
    let many: String = ('\u{4e00}'..'\u{4e30}').collect();
    assert!(missing_in("zh-Hans", &many)[0].contains(", `专` (U+4E13) and 28 more, is nowhere"));
}

#[test]
fn a_script_that_the_theme_does_not_know_is_named() {
    let found = missing_in("egy", "𓂋");
    let expected = "glyph-missing at text.md: `Libertinus Serif` has no sign for `𓂋` (U+1308B); write it in other characters, \
        or let the theme name a typeface that has them: for text in this script under `scripts:`, `Egyp:`, `font:`";
    assert_eq!(found, [expected]);
}

#[test]
fn marks_alone_and_private_characters_are_named() {
    assert_eq!(missing_in("en", "\u{301}"), Vec::<String>::new());
    let found = missing_in("en", "\u{64e}");
    assert!(
        found[0].starts_with("glyph-missing at text.md: `Libertinus Serif` has no sign for `\u{25cc}\u{64e}` (U+064E); "),
        "{found:?}"
    );
    let found = missing_in("en", "\u{f8ff}");
    assert!(
        found[0].ends_with(
            "; what a private-use character means is agreed nowhere: write it in other characters, or show it as an image"
        ),
        "{found:?}"
    );
}

#[test]
fn a_family_that_is_nowhere_is_named_where_the_theme_names_it() {
    let mut setting =
        setting(&[("own/tokens.yaml", "extends: default\nroles:\n  font:\n    text: [No Such Family 7, serif]\n")]);
    let document = document(&mut setting.sources, PROSE, |text| text);
    check_coverage(&document, &Words::english(), &setting.theme, &setting.library, &mut setting.diagnostics);
    let problem = setting.diagnostics.iter().next().expect("a problem");
    assert_eq!((problem.code, setting.sources.slice(problem.labels[0].span)), ("font-not-found", "text"));
}

fn plans(files: &[(&str, &str)], mark: fn(Inline) -> Inline) -> Vec<SubsetPlan> {
    let mut setting = setting(files);
    let document = document(&mut setting.sources, PROSE, mark);
    plan_screen_faces(&document, &Words::english(), &setting.theme, &setting.library)
}

fn faces(plans: &[SubsetPlan]) -> Vec<(u16, Style)> {
    plans.iter().map(|plan| (plan.face().weight, plan.face().style)).collect()
}

#[test]
fn a_screen_edition_carries_the_faces_it_uses() {
    assert_eq!(faces(&plans(&[], |text| text)), [(400, Style::Upright), (600, Style::Upright)]);
    let all = [(400, Style::Upright), (400, Style::Italic), (600, Style::Upright)];
    assert_eq!(faces(&plans(&[], |text| Inline::Emphasis(vec![text]))), all);
    let css = [("own/tokens.yaml", "extends: default\n"), ("own/screen.css", "figcaption, cite { font-style: italic; }")];
    assert_eq!(faces(&plans(&css, |text| text)), all);
}

#[test]
fn faces_are_small_and_state_their_licence() {
    let css = [
        ("own/tokens.yaml", "extends: default\n"),
        ("own/screen.css", "a { font-variant-caps: small-caps; font-variant-numeric: oldstyle-nums tabular-nums lining-nums }"),
    ];
    let made: Vec<ScreenFace> =
        plans(&css, |text| Inline::Emphasis(vec![text])).iter().map(|plan| plan.make().expect("a subset")).collect();
    for face in &made {
        println!("{} {} bytes", face.file_name, face.woff2.len());
        assert_eq!(&face.woff2[..4], b"wOF2");
        assert!(face.licence.contains("SIL Open Font License"), "{}", face.licence);
    }
    assert!(made.iter().map(|face| face.woff2.len()).sum::<usize>() < 70_000);
    assert_eq!(made[0].file_name, "libertinus-serif-400.woff2");
}

#[test]
fn the_key_changes_with_all_that_the_face_depends_on() {
    let (plain, italic) = (plans(&[], |text| text), plans(&[], |text| Inline::Emphasis(vec![text])));
    assert_eq!(plain[0].key(), plans(&[], |text| text)[0].key());
    assert_eq!(plain[0].key().len(), 64);
    assert_ne!(plain[0].key(), plain[1].key());
    assert_ne!(italic[0].key(), italic[1].key());
    let css = [("own/tokens.yaml", "extends: default\n"), ("own/screen.css", "a { font-variant-numeric: slashed-zero }")];
    assert_ne!(plans(&css, |text| text)[0].key(), plain[0].key());
    let made = plain[0].make().expect("a subset");
    assert_eq!(plain[0].make().expect("a subset"), made);
    assert_eq!(plain[0].restore(made.woff2.to_vec()), made);
}
