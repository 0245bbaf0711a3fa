//! `chapbook new`, as people start with it.

use std::io::Write;
use std::path::Path;
use std::process::{Output, Stdio};

use chapbook::diagnostics::{Colour, Diagnostics, MemoryFolder, Sources, text};
use chapbook::document::{Date, Document, Language, Text};
use chapbook::source::{self, Entry};
use chapbook::starter::{self, Answers};

use crate::program::{chapbook, folder, run, stderr, stdout};

fn answers(title: &str, tag: &str, authors: &[&str]) -> Answers {
    Answers {
        title: title.into(),
        language: Language::parse(tag).expect("a tag"),
        authors: authors.iter().map(|author| author.to_string()).collect(),
        canonical: Some("https://example.org/a.html".into()),
        published: Date::parse("2024-02-29").expect("a day"),
    }
}

fn read(answers: &Answers) -> Document {
    let folder = MemoryFolder::new(starter::files(answers).files);
    let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
    let document = source::read(&folder, &Entry::Folder, &mut sources, &mut diagnostics);
    assert_eq!(text(&diagnostics, &sources, Colour::Never), "", "{answers:?}");
    document.expect("no error was reported")
}

/// Asks with `lines` as the answers.
fn ask(here: &Path, arguments: &[&str], lines: &str) -> Output {
    let mut command = chapbook(here);
    command.args(["new", "--ask"]).args(arguments).env("LC_ALL", "es_MX.UTF-8").env("SOURCE_DATE_EPOCH", "1709164800");
    let mut program =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
    program.stdin.take().expect("piped").write_all(lines.as_bytes()).expect("written");
    program.wait_with_output().expect("it ends")
}

#[test]
fn whatever_a_title_holds_it_stays() {
    let titles = [
        "Yes: \"we\" can, 'and' will",
        "# no comment",
        "{language} & {authors}",
        "- [x] *bold* \\ %TAG !",
        "null",
        "2024-01-01",
        "🎉",
        "مرحبا: \"بكم\"",
        "\u{202b}שלום\u{202c}",
        "@home `x` | > ?",
    ];
    for title in titles {
        let document = read(&answers(title, "en", &[title]));
        let shown = |text: &Text| text.content.replace(['“', '”'], "\"").replace(['‘', '’'], "'");
        assert_eq!(shown(&document.metadata.title), title);
        assert_eq!(document.metadata.authors.iter().map(shown).collect::<Vec<_>>(), [title]);
    }
}

#[test]
fn each_language_has_its_own_example_or_the_english_one() {
    for (tag, title, is_own) in [
        ("en", "How this text is written", true),
        ("es-MX", "Cómo se escribe este texto", true),
        ("fr", "Comment ce texte est écrit", true),
        ("de", "Wie dieser Text geschrieben ist", true),
        ("vi", "How this text is written", false),
    ] {
        let answers = answers("T", tag, &[]);
        let document = read(&answers);
        assert_eq!(document.metadata.language.tag(), tag);
        assert_eq!(chapbook::document::plain_text(&document.sections[0].title), title);
        let yaml = String::from_utf8(starter::files(&answers).files[0].1.clone()).expect("UTF-8");
        assert_eq!(!yaml.contains("in another language"), is_own, "{tag}");
        assert!(!yaml.contains(['{', '}']), "{yaml}");
    }
}

#[test]
fn the_files_refer_to_schemas_that_lie_beside_them() {
    let files = starter::files(&answers("T", "en", &[])).files;
    let file = |path: &str| files.iter().find(|(name, _)| name == path).map(|(_, bytes)| String::from_utf8_lossy(bytes));
    let yaml = file("statement.yaml").expect("made");
    let schema =
        yaml.lines().next().and_then(|line| line.strip_prefix("# yaml-language-server: $schema=")).expect("a modeline");
    let schema: serde_json::Value = serde_json::from_str(&file(schema).expect("the schema is there")).expect("JSON");
    assert_eq!(schema, source::schema());
    let settings: serde_json::Value = serde_json::from_str(&file(".vscode/settings.json").expect("made")).expect("JSON");
    for (path, of) in settings["yaml.schemas"].as_object().expect("a table") {
        assert!(file(path.strip_prefix("./").expect("relative")).is_some(), "{path} for {of}");
    }
}

#[test]
fn four_answers_make_a_statement_that_builds_without_a_warning() {
    let here = folder(&[]);
    let output = ask(here.path(), &[], "Carta del puerto\nSpanish\nAna, Blas\nhttps://example.org/carta.html\n");
    assert!(output.status.success(), "{}", stderr(&output));
    let said = stdout(&output);
    assert!(said.contains("1 of 4: What is the title? [Our Statement] "), "{said}");
    assert!(said.contains("  chapbook build\n"), "{said}");
    let built = run(here.path(), &["build", "--deny", "warnings"]);
    assert_eq!((built.status.code(), stderr(&built)), (Some(0), String::new()));
    let html = std::fs::read_to_string(here.path().join("output/carta-del-puerto.es.html")).expect("made");
    for words in ["Carta del puerto", "Ana", "Blas", "Lo que prometemos", "lang=\"es\""] {
        assert!(html.contains(words), "{words}");
    }
}

#[test]
fn what_cannot_be_taken_is_asked_again_and_enter_takes_the_default() {
    let here = folder(&[]);
    let output = ask(here.path(), &["--title", "T"], "\nklingonish\n\n\nexample.org\n\n");
    assert!(output.status.success(), "{}", stderr(&output));
    let said = stdout(&output);
    assert_eq!(said.matches("This cannot be taken:").count(), 2, "{said}");
    assert!(said.contains("[es]"), "the language of the locale is suggested: {said}");
    let yaml = std::fs::read_to_string(here.path().join("source/statement.yaml")).expect("made");
    assert!(
        yaml.contains("title: \"T\"") && yaml.contains("language: es\n") && yaml.contains("published: 2024-02-29"),
        "{yaml}"
    );
    assert!(yaml.contains("# canonical:") && yaml.contains("# authors:"), "{yaml}");
}

#[test]
fn where_the_answers_end_early_nothing_is_made() {
    let here = folder(&[]);
    let output = ask(here.path(), &[], "T\n");
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("not answered"), "{}", stderr(&output));
    assert!(!here.path().join("source").exists());
}

#[test]
fn nothing_is_asked_where_nobody_can_answer() {
    let here = folder(&[]);
    let mut command = chapbook(here.path());
    let output = command.args(["new", "my charter"]).stdin(Stdio::null()).output().expect("the program starts");
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(!stdout(&output).contains("1 of 4"), "{}", stdout(&output));
    assert!(stdout(&output).contains("chapbook build \"my charter\""), "{}", stdout(&output));
}

#[test]
fn a_folder_with_something_in_it_stays_as_it_is() {
    let here = folder(&[("source/mine.txt", b"mine")]);
    let output = run(here.path(), &["new"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("there is something in the folder `source` already"), "{}", stderr(&output));
    assert_eq!(std::fs::read_dir(here.path().join("source")).expect("listed").count(), 1);
    for wrong in [["--title", ""], ["--language", "klingonish"], ["--canonical", "example.org"]] {
        assert_eq!(run(here.path(), &["new", "other", wrong[0], wrong[1]]).status.code(), Some(2), "{wrong:?}");
    }
}

#[test]
fn whoever_has_no_source_yet_is_told_how_to_begin() {
    let here = folder(&[]);
    let output = run(here.path(), &["build"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("`chapbook new source`"), "{}", stderr(&output));
}

/// Whoever starts with it should find it short, canonical and plain.
#[test]
fn the_examples_keep_our_own_rules() {
    for tag in ["en", "es", "fr", "de"] {
        let here = folder(&[]);
        assert!(run(here.path(), &["new", "--yes", "--language", tag]).status.success());
        assert!(run(here.path(), &["fmt", "--check"]).status.success(), "{tag}");
        let said = stdout(&run(here.path(), &["words"]));
        assert!(said.contains("(all)") && !said.contains(".md:"), "no long sentences: {said}");
    }
}
