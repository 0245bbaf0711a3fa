//! What a theme says becomes tokens, and what is wrong with it is named.

use super::*;
use crate::diagnostics::MemoryFolder;

fn load_files(files: &[(&str, &str)]) -> (Option<Theme>, Vec<(&'static str, String)>) {
    let folder = MemoryFolder::new(files.iter().map(|(path, text)| (*path, *text)));
    let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
    let theme = load("own", &[&folder], &mut sources, &mut diagnostics);
    let place = |problem: &crate::diagnostics::Diagnostic| {
        let span = problem.labels.first().map(|label| label.span);
        span.map_or(String::new(), |span| sources.slice(span).to_string())
    };
    (theme, diagnostics.iter().map(|problem| (problem.code, place(problem))).collect())
}

fn problems(tokens: &str) -> Vec<(&'static str, String)> {
    load_files(&[("own/tokens.yaml", tokens)]).1
}

fn default_theme() -> Theme {
    let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
    let theme = load("default", &[], &mut sources, &mut diagnostics);
    assert_eq!(diagnostics, Diagnostics::new());
    theme.expect("the default theme has no problems")
}

#[test]
fn every_token_is_in_both_outputs() {
    let tokens = default_theme().tokens;
    let (css, typst) = (css(&tokens), typst(&tokens));
    assert!(tokens.entries().count() > 40);
    for token in tokens.entries() {
        assert!(css.contains(&format!("\n  --{}: {};\n", token.name, css_value(&token.value))), "{}", token.name);
        assert!(typst.contains(&format!("\n  \"{}\": ", token.name)), "{}", token.name);
        if let Some(dark) = css_value_dark(&token.value) {
            assert!(css.contains(&format!("\n    --{}: {dark};\n", token.name)), "{}", token.name);
            assert!(typst.contains(&format!("\n  \"{}-dark\": rgb(\"{dark}\"),\n", token.name)), "{}", token.name);
        }
    }
    assert_eq!(css.matches(" --").count(), typst.matches("\":").count());
}

#[test]
fn a_theme_that_extends_says_only_what_differs() {
    let (theme, problems) = load_files(&[
        (
            "own/tokens.yaml",
            "extends: default\npalette:\n  madder: \"#123456\"\nroles:\n  size:\n    title: 3em\n    odd: 1em\n",
        ),
        ("own/screen.css", "h1 { font-size: var(--size-odd) }"),
        ("own/fonts/a.otf", "font"),
    ]);
    assert_eq!(problems, []);
    let theme = theme.unwrap();
    assert_eq!(theme.tokens.get("size-title"), Some(&Value::Em(3.0)));
    assert_eq!(theme.tokens.get("size-small"), Some(&Value::Em(0.85)));
    assert!(css(&theme.tokens).contains("--color-accent: #123456;"));
    assert!(theme.screen_css.ends_with("h1 { font-size: var(--size-odd) }"));
    assert_eq!(theme.print["print.typ"], "#import \"default/print.typ\": *\n");
    assert!(theme.print.contains_key("default/title.typ"));
    assert_eq!(theme.font_files[0].path, "own/fonts/a.otf");
}

fn families<'a>(tokens: &'a Tokens, stack: &str) -> Vec<&'a str> {
    let (_, families) = tokens.font_stacks().find(|(name, _)| *name == stack).expect("a stack");
    families.iter().map(String::as_str).collect()
}

fn language(tag: &str) -> Language {
    Language::parse(tag).expect("a tag")
}

#[test]
fn a_stack_begins_with_the_typefaces_of_the_language() {
    let theme = default_theme().in_language(&language("ar"), &[language("en"), language("zh-Hans"), language("zh-Hans-SG")]);
    assert_eq!(families(&theme.tokens, "font-text"), ["Noto Naskh Arabic", "Libertinus Serif", "Noto Serif CJK SC"]);
    assert_eq!(families(&theme.tokens, "font-code"), ["DejaVu Sans Mono", "Noto Naskh Arabic", "Noto Serif CJK SC"]);
    assert_eq!(families(&theme.tokens, "font-machine"), ["Libertinus Serif", "Noto Naskh Arabic", "Noto Serif CJK SC"]);
    let inner: Vec<(&str, usize)> = theme.inner.iter().map(|inner| (inner.script.as_str(), inner.languages.len())).collect();
    assert_eq!(inner, [("Latn", 1), ("Hans", 2)]);
    assert_eq!(
        families(&theme.inner[0].tokens, "font-heading"),
        ["Libertinus Serif", "Noto Naskh Arabic", "Noto Serif CJK SC"]
    );
    assert_eq!(families(&theme.inner[1].tokens, "font-text"), ["Noto Serif CJK SC", "Libertinus Serif", "Noto Naskh Arabic"]);
    let alone = default_theme().in_language(&language("es"), &[language("en"), language("es")]);
    assert_eq!((&alone.tokens, alone.inner), (&default_theme().tokens, Vec::new()));
}

#[test]
fn latin_letters_in_chinese_are_the_themes() {
    let theme = default_theme().in_language(&language("zh-Hans"), &[]);
    let typst = typst(&theme.tokens);
    let covers = r#"covers: regex("[\\p{Latin}\\p{Greek}\\p{Cyrillic}]")"#;
    let expected = format!(r#""font-text": ((name: "Libertinus Serif", {covers}), "Noto Serif CJK SC", "Libertinus Serif",)"#);
    assert!(typst.contains(&expected), "{typst}");
    assert!(css(&theme.tokens).contains("--font-text: \"Noto Serif CJK SC\", \"Libertinus Serif\", serif;"));
}

#[test]
fn addresses_are_in_the_typeface_of_the_text_where_a_theme_names_no_other() {
    let written = |fonts: &str| format!("extends: default\nroles:\n  font:\n{fonts}");
    let stack = |fonts: &str| {
        let theme = load_files(&[("own/tokens.yaml", &written(fonts))]).0.expect("a theme");
        let theme = theme.in_language(&language("zh-Hans"), &[]);
        families(&theme.tokens, "font-machine").join(", ")
    };
    assert_eq!(stack("    text: Vollkorn\n"), "Vollkorn, Noto Serif CJK SC");
    assert_eq!(stack("    text: Vollkorn\n    machine: Inter\n"), "Inter, Noto Serif CJK SC");
}

#[test]
fn nastaliq_is_for_the_languages_that_are_written_in_it() {
    let codes = ["ur", "ks", "ur-Arab", "fa", "sr", "zh-TW", "ja", "ko", "pa-Arab", "ks-Deva"]
        .map(|tag| script_of(&language(tag)).to_string());
    assert_eq!(codes, ["Aran", "Aran", "Arab", "Arab", "Cyrl", "Hant", "Jpan", "Kore", "Arab", "Deva"]);
}

#[test]
fn a_theme_that_extends_has_the_scripts_in_its_own_proportions() {
    let (theme, problems) = load_files(&[(
        "own/tokens.yaml",
        "extends: default\nroles:\n  leading: 1.5\n  page:\n    text-size: 12pt\n    leading: 18pt\n\
         scripts:\n  Arab:\n    size-text: 1.1em\n    leading: 2\n  Deva:\n    page:\n      leading: 20pt\n",
    )]);
    assert_eq!(problems, []);
    let theme = theme.expect("a theme");
    let page = |tag: &str, name: &str| match theme.in_language(&language(tag), &[]).tokens.get(name) {
        Some(Value::Length(length)) => length.points(),
        other => panic!("{name}: {other:?}"),
    };
    assert_eq!([page("ar", "page-text-size"), page("ar", "page-leading")], [13.2, 26.4]);
    assert_eq!([page("hi", "page-text-size"), page("hi", "page-leading")], [12.0, 20.0]);
    assert_eq!([page("en", "page-text-size"), page("en", "page-leading")], [12.0, 18.0]);
    let arabic = theme.in_language(&language("ar"), &[]);
    assert_eq!(families(&arabic.tokens, "font-text"), ["Noto Naskh Arabic", "Libertinus Serif"]);
}

#[test]
fn words_in_another_script_have_its_tokens_in_both_outputs() {
    let theme = default_theme().in_language(&language("en"), &[language("ar"), language("es")]);
    let (css, typst) = (css_of_languages(&theme), typst_of_languages(&theme));
    assert!(css.starts_with("[lang=\"ar\"] { --font-text: \"Noto Naskh Arabic\", \"Libertinus Serif\", serif; "), "{css}");
    assert!(
        css.contains("\n[lang] [lang=\"en\"] { --font-text: \"Libertinus Serif\", \"Noto Naskh Arabic\", serif; "),
        "{css}"
    );
    assert!(!css.contains("\"es\"") && !css.contains("--color"), "{css}");
    assert!(typst.starts_with("#let scripts = (\n\"Arab\": (\n") && typst.ends_with("\n),)\n"), "{typst}");
    let none = default_theme().in_language(&language("en"), &[language("es")]);
    assert_eq!((css_of_languages(&none), typst_of_languages(&none)), (String::new(), "#let scripts = (:)\n".to_string()));
}

#[test]
fn what_is_wrong_is_named_at_its_place() {
    let color = |role: &str| {
        format!(
            "palette:\n  a: \"#000000\"\n  b: \"#999999\"\n  d: \"#555555\"\n  c: red\nroles:\n  color:\n    paper: {{ light: b, dark: b, is: background }}\n    text: {role}\n"
        )
    };
    let cases = [
        (color("{ light: d, dark: d, on: [paper] }"), vec![("contrast-too-low", "text"), ("contrast-too-low", "text")]),
        (color("{ light: a, dark: x, on: paper }"), vec![("unknown-palette-name", "x")]),
        (color("{ light: a, dark: a }"), vec![("color-without-use", "text")]),
        (color("{ light: a, is: decoration }"), vec![("missing-key", "text")]),
        (color("{ light: a, dark: a, on: [papier] }"), vec![("unknown-background", "papier")]),
        (color("{ light: a, dark: c, is: decoration }"), vec![("bad-color", "red")]),
        (color("{ lite: a, light: a, dark: a, is: decoration }"), vec![("unknown-key", "lite")]),
        ("palet: {}\nroles: {}\n".to_string(), vec![("unknown-key", "palet")]),
        ("roles: { sizes: { a: 1em } }\n".to_string(), vec![("unknown-key", "sizes")]),
        ("roles: { page: { width: 5.5 } }\n".to_string(), vec![("bad-token-value", "5.5")]),
        ("roles: { size: { a: 5.5pt } }\n".to_string(), vec![("bad-token-value", "5.5pt")]),
        ("roles: { size: { a: huge } }\n".to_string(), vec![("unknown-palette-name", "huge")]),
        ("roles: { size: { A: 1em } }\n".to_string(), vec![("bad-token-name", "A")]),
        ("roles: { font: { a: [serif, X] } }\n".to_string(), vec![("bad-token-value", "")]),
        ("roles: { leading: 1.5 }\nscripts: { arab: { leading: 2 } }\n".to_string(), vec![("bad-script-code", "arab")]),
        ("roles: { leading: 1.5 }\nscripts: { Arab: 2 }\n".to_string(), vec![("wrong-type", "2")]),
        ("roles: { leading: 1.5 }\nscripts: { Arab: { leadin: 2 } }\n".to_string(), vec![("unknown-key", "leadin")]),
        ("roles: { leading: 1.5 }\nscripts: { Arab: { leading: 2em } }\n".to_string(), vec![("bad-token-value", "2em")]),
        (
            "roles: { leading: 1.5 }\nscripts: { Arab: { leading-key: 2 } }\n".to_string(),
            vec![("unknown-script-token", "leading-key")],
        ),
        (
            color("{ light: a, dark: a, on: paper }")
                + "scripts: { Arab: { color: { text: { light: d, dark: a, on: paper } } } }\n",
            vec![("contrast-too-low", "text")],
        ),
        ("- a\n".to_string(), vec![("not-a-theme", "")]),
        ("a: 1\na: 2\n".to_string(), vec![("duplicate-key", "a"), ("unknown-key", "a")]),
        ("a:\n\t- b\n".to_string(), vec![("tab-in-yaml", "")]),
        ("palette: { a: &x 1, b: *x }\n".to_string(), vec![("yaml-alias", "&x")]),
        (format!("palette: {}", "[".repeat(100_000)), vec![("yaml-too-large", "")]),
        (
            color("{ light: a, light: a, dark: a, is: decoration }").replace("  a:", "  a: \"#111111\"\n  a:"),
            vec![("duplicate-key", "a"), ("duplicate-key", "light")],
        ),
    ];
    for (tokens, expected) in cases {
        let found = problems(&tokens);
        assert_eq!(found.len(), expected.len(), "{tokens}\n{found:?}");
        for ((code, place), (expected_code, expected_place)) in found.iter().zip(expected) {
            assert_eq!(*code, expected_code, "{tokens}");
            assert!(expected_place.is_empty() || place == expected_place, "{tokens}: {place}");
        }
    }
}

#[test]
fn style_sheets_and_typst_files_use_tokens_that_exist() {
    let found = load_files(&[
        ("own/tokens.yaml", "extends: default\n"),
        ("own/screen.css", "a { --own: 1; color: var(--color-txt); top: var(--own) }"),
        ("own/print.typ", "#tokens.at(\"size-titel\") #tokens.color-text-dark #tokens.at(\"size-\" + x) #tokens.font-txt"),
    ]);
    let expected = ["color-txt", "size-titel", "font-txt"].map(|name| ("unknown-token", name.to_string()));
    assert_eq!(found.1, expected);
    assert!(found.0.is_none());
}

#[test]
fn a_theme_that_is_nowhere_is_named_where_the_statement_asks_for_it() {
    let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
    let id = sources.add("statement.yaml", "title: theme\ntheme: defualt\n");
    assert!(load("defualt", &[], &mut sources, &mut diagnostics).is_none());
    let problem = diagnostics.iter().next().unwrap();
    assert_eq!((problem.code, problem.labels[0].span), ("theme-not-found", Span::new(id, 20, 27)));
    assert!(problem.help.as_ref().unwrap().contains("`default`"));
}
