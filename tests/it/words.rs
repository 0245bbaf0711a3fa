//! `chapbook words`: how long, how long to read, how easy.

use serde_json::Value;

use crate::program::{folder, repository, run, stderr, stdout};

fn statement(language: &str, text: &str) -> String {
    format!("---\ntitle: A\nlanguage: {language}\npublished: 2024-05-01\n---\n{text}")
}

/// What the program says in JSON of `text` in `language`.
fn measured(language: &str, text: &str, more: &[&str]) -> Value {
    let here = folder(&[("a.md", statement(language, text).as_bytes())]);
    let output = run(here.path(), &[&["words", "a.md", "--format", "json"], more].concat());
    assert!(output.status.success(), "{}", stderr(&output));
    let report: Value = serde_json::from_str(&stdout(&output)).expect("JSON");
    report["languages"][0].clone()
}

/// Simple and hard text in a language: what one says is easier than the other.
fn check_ages(language: &str, easy: &str, hard: &str) {
    let age = |text: &str| {
        let said = measured(language, &format!("{}\n", [text; 30].join(" ")), &[]);
        said["whole"]["age"].as_u64().unwrap_or_else(|| panic!("no age: {said}"))
    };
    let (easy, hard) = (age(easy), age(hard));
    assert!(easy < hard && easy <= 10 && hard >= 14, "{language}: {easy} {hard}");
}

#[test]
fn a_plain_text_has_a_lower_reading_age_than_an_official_one() {
    check_ages(
        "en",
        "We keep our word. We help each other.",
        "Organizational accountability necessitates comprehensive documentation of institutional commitments, notwithstanding jurisdictional considerations.",
    );
    check_ages(
        "es",
        "La casa es azul. El sol sale.",
        "La responsabilidad institucional presupone documentaciones exhaustivas, considerando particularidades administrativas internacionales.",
    );
    check_ages(
        "de",
        "Wir sind hier. Wir gehen.",
        "Verantwortungsbewusstsein organisatorischer Zusammenhänge erfordert umfangreiche Dokumentationsverpflichtungen gegenüber Aufsichtsbehörden.",
    );
    check_ages(
        "pt",
        "O sol sai. Eu vou.",
        "A escola da cidade recebe as crianças do bairro e prepara com elas a festa de domingo.",
    );
}

/// By hand: 120 words, 20 sentences, 120 syllables: 0.39 · 6 + 11.8 · 1 − 15.59 = −1.45.
#[test]
fn the_grade_is_that_of_the_formula() {
    let said = measured("en", &"We help you and we sing. ".repeat(20), &[]);
    assert_eq!((&said["whole"]["length"], &said["whole"]["sentences"]), (&120.into(), &20.into()));
    let score = said["whole"]["score"].as_f64().expect("a number");
    assert!((score + 1.45).abs() < 0.06 && said["whole"]["age"] == 6, "{said}");
    let said = measured("sv", &"Vi hjälper er och vi sjunger. ".repeat(20), &[]);
    // 6 words a sentence; 40 of 120 have more than six letters: 6 + 33.3.
    assert_eq!((&said["whole"]["score"], &said["whole"]["age"]), (&39.3.into(), &Value::Null), "{said}");
}

#[test]
fn no_age_is_invented() {
    let said = measured("vi", &"Chúng tôi giữ lời hứa với nhau. ".repeat(30), &[]);
    assert_eq!((&said["formula"], &said["whole"]["age"]), (&Value::Null, &Value::Null));
    let said = measured("en", "Too short for a formula.\n", &[]);
    assert_eq!((&said["whole"]["length"], &said["whole"]["age"]), (&5.into(), &Value::Null));
}

#[test]
fn each_script_has_its_unit() {
    let said = measured("zh-Hans", "我们来了。你呢？\n", &[]);
    assert_eq!(
        (&said["unit"], &said["whole"]["length"], &said["whole"]["sentences"]),
        (&"characters".into(), &6.into(), &2.into())
    );
    let said = measured("th", "เราอยู่ที่นี่\n", &[]);
    assert_eq!((&said["unit"], &said["whole"]["sentences"]), (&"characters".into(), &Value::Null));
    let said = measured("ko", "우리는 왔다. 너는?\n", &[]);
    assert_eq!((&said["unit"], &said["whole"]["length"]), (&"words".into(), &3.into()));
}

#[test]
fn parts_are_the_opening_the_sections_and_the_notes() {
    let text = "Two words.\n\n# One title[^a]\n\nThree words here.\n\n## Below it\n\n`not counted` but this.\n\n```\nnot this\n```\n\n# Last\n\nWord.\n\n[^a]: A note of five words.\n";
    let text = text.replace("title[^a]", "title").replace("here.", "here.[^a]");
    let said = measured("en", &text, &[]);
    let parts: Vec<(String, String, u64)> = said["parts"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|part| {
            let word = |key: &str| part[key].as_str().unwrap_or("–").to_string();
            (word("kind"), word("section"), part["length"].as_u64().expect("a number"))
        })
        .collect();
    let expected = [("opening", "–", 2), ("section", "one-title", 11), ("section", "last", 2), ("notes", "–", 5)];
    assert_eq!(parts, expected.map(|(kind, section, length)| (kind.to_string(), section.to_string(), length)));
}

#[test]
fn a_long_sentence_is_named_with_its_line() {
    let text = "# A\n\nShort. Short too.\nThis sentence, however, has more words than six of them.\n\n<span lang=\"fr\">Une phrase dans une autre langue que celle du texte.</span>\n";
    let said = measured("en", text, &["--long", "6"]);
    let long = said["long_sentences"].as_array().expect("a list");
    assert_eq!(long.len(), 1, "{said}");
    assert_eq!((&long[0]["file"], &long[0]["line"], &long[0]["length"]), (&"a.md".into(), &9.into(), &10.into()));
    let here = folder(&[("a.md", statement("en", text).as_bytes())]);
    let shown = stdout(&run(here.path(), &["words", "a.md", "--long", "6"]));
    assert!(shown.contains("a.md:9: 10 words: This sentence, however"), "{shown}");
    assert!(shown.contains("reading age by Flesch–Kincaid grade (1975)"), "{shown}");
}

#[test]
fn translations_are_measured_too() {
    let output = run(&repository(""), &["words", "source", "--format", "json"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let report: Value = serde_json::from_str(&stdout(&output)).expect("JSON");
    let languages: Vec<_> = report["languages"].as_array().expect("a list").iter().map(|of| of["language"].clone()).collect();
    assert_eq!(languages[0], "en");
    assert!(languages.contains(&"es".into()) && languages.contains(&"ar".into()), "{languages:?}");
    let age = report["languages"][0]["whole"]["age"].as_u64().expect("English has a formula");
    assert!((8..=14).contains(&age), "plain language: {age}");
    let output = run(&repository(""), &["words", "source", "--language", "tlh"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("has no language `tlh`"), "{}", stderr(&output));
}
