//! `chapbook fmt`: one way to write each construct, and no edition changes.

use std::path::{Path, PathBuf};

use chapbook::diagnostics::{Diagnostics, MemoryFolder, Sources};
use chapbook::document::Language;
use chapbook::markdown::{NoFairCopy, fair_copy};
use chapbook::source::{Entry, read};

use crate::commonmark;
use crate::outline::shown;
use crate::program::{copy, folder, repository, run, stderr, stdout, write};

fn of(text: &str, tag: &str) -> Result<String, NoFairCopy> {
    let mut sources = Sources::new();
    let source = sources.add("a.md", text);
    fair_copy(source, 0, &Language::parse(tag).expect("a tag"), &sources)
}

/// The fair copy of `text` is `expected`, and is its own fair copy.
fn check(text: &str, expected: &str) {
    check_in("en", text, expected);
}

fn check_in(tag: &str, text: &str, expected: &str) {
    let copy = of(text, tag).unwrap_or_else(|why| panic!("{why:?}: {text}"));
    assert_eq!(copy, expected, "of {text:?}");
    assert_eq!(of(&copy, tag).expect("once more"), copy, "twice is once");
}

/// What the document says with all ids, if the text makes one.
fn document(text: &str) -> Option<String> {
    let whole = format!("---\ntitle: A\nlanguage: en\npublished: 2024-05-01\ncanonical: https://example.org/\n---\n{text}");
    let square = include_bytes!("../cases/square.png").as_slice();
    let folder = MemoryFolder::new([("a.md", whole.as_bytes()), ("square.png", square)]);
    read(&folder, &Entry::File("a.md".into()), &mut Sources::new(), &mut Diagnostics::new()).map(|document| shown(&document))
}

#[test]
fn each_construct_has_one_way_to_be_written() {
    check("Title\n=====\n\nOther\n---\n", "# Title\n\n## Other\n");
    check("## A title ##\nText\n", "## A title\n\nText\n");
    check("## A title   {#pin}\n## C# \\##\n", "## A title {#pin}\n\n## C# #\\#\n");
    check("__strong__ and _stressed_ and *__both__*", "**strong** and *stressed* and ***both***\n");
    check("* one\n* two\n", "- one\n- two\n");
    check("+ one\n\n+ two\n", "- one\n\n- two\n");
    check("1) one\n2) two\n", "1. one\n2. two\n");
    check("7. one\n7. two\n", "7. one\n8. two\n");
    check("* [X] done\n* [ ] open\n", "- [x] done\n- [ ] open\n");
    check("- a\n- b\n\n* c\n\n- d\n", "- a\n- b\n\n* c\n\n- d\n");
    check("~~~rust\nfn a() {}\n\n~~~\n", "```rust\nfn a() {}\n```\n");
    check("    code\n", "```\ncode\n```\n");
    check("````\n```\n````\n", "````\n```\n````\n");
    check("* * *\n", "---\n");
    check(">quoted\nlazily\n>\n>— Ada\n", "> quoted\n> lazily\n> — Ada\n");
    check("> [!tip]  A title\n>Text\n", "> [!TIP] A title\n> Text\n");
    check("> [!KEY] All on one line.\n", "> [!KEY]\n> All on one line.\n");
    check("a|b\n:-|-:\nlonger|`\\|`\nx\n", "| a | b |\n| --- | --: |\n| longer | `\\|` |\n| x | |\n");
    check("Term\n\n:   What it is.\n\n    More.\n", "Term\n: What it is.\n\n  More.\n");
    check("![What](square.png 'A \"caption\"')\n", "![What](square.png \"A \\\"caption\\\"\")\n");
    check(
        "[words][1] and [2]\n\n[1]: https://example.org/a 'x'\n[2]: <https://example.org/b>\n".replace(" 'x'", "").as_str(),
        "[words](https://example.org/a) and [2](https://example.org/b)\n",
    );
    check("one  \ntwo\\\nthree<br/>four", "one<br>\ntwo<br>\nthree<br>\nfour\n");
    check("A&amp;B &lt;i&gt; &copy; \\! \\*", "A&B \\<i> © ! *\n");
    check("<SPAN lang=AR>نص</SPAN> words", "<span lang=\"ar\" dir=\"rtl\">نص</span> words\n");
    check("Text[^1]\n[^1]:   The note\n    goes on.\n", "Text[^1]\n\n[^1]: The note\n    goes on.\n");
}

#[test]
fn what_was_decided_by_the_author_stays() {
    for text in [
        "One sentence.\nAnother one.\n",
        "\"Straight\" -- and ... stay, \\\"so\\\" do these: \\-- \\...\n",
        "“Set” – they … stay\n",
        "<!-- translators: short -->\n# Title\n\n<!-- translators: a word of the street -->\nText\n",
        "[^a]: Before its mark.\n\nText[^a]\n",
        "- <!-- translators: of the item -->\n  Text\n- Other\n",
        "Text[^a]\n\n<!-- translators: of the note -->\n\n[^a]: A note\n",
        "<!-- translators: at the end -->\n",
        "\\# none\n\n\\- none\n\n1\\. none\n\n\\: none\n\n\\[!NOTE] none\n\n\\> none\n",
        "a\u{a0}b\u{202f}c\n",
        "#hashtag and a_b_c and 2 * 3 * 4 & [brackets] stay bare!\n",
    ] {
        let expected = text.replace("note -->\n\n[^a]: A", "note -->\n[^a]: A");
        let copy = of(text, "en").unwrap_or_else(|why| panic!("{why:?}: {text}"));
        // A remark before a note is written in it.
        let expected = match text.contains("of the note") {
            true => "Text[^a]\n\n[^a]: <!-- translators: of the note -->\n    A note\n".to_string(),
            false => expected,
        };
        assert_eq!(copy, expected);
        assert_eq!(of(&copy, "en").expect("once more"), copy, "twice is once");
    }
    check_in("ja", "これは一行目です。\n二行目です。\n", "これは一行目です。\n二行目です。\n");
    check_in("ar", "هذا نص.\nوهذا آخر.\n", "هذا نص.\nوهذا آخر.\n");
}

#[test]
fn what_would_be_lost_keeps_a_file_as_it_is() {
    for (text, code) in [
        ("<!-- hm -->\n\nText\n", "html-not-allowed"),
        ("[a](https://example.org/ \"title\")\n", "link-title"),
        ("Text\n\n[Ed.]: unclear\n", "unused-link-definition"),
        ("```rust ignore\nx\n```\n", "code-info-not-read"),
    ] {
        match of(text, "en") {
            Err(NoFairCopy::Problems(problems)) => assert_eq!(problems.iter().next().map(|problem| problem.code), Some(code)),
            other => panic!("{text}: {other:?}"),
        }
    }
}

/// All that we have in Markdown, and all examples of CommonMark where they are.
fn corpus() -> Vec<String> {
    let mut texts = commonmark::texts();
    let mut folders: Vec<PathBuf> = ["tests/cases", "tests/editions", "source", "src/starter/texts"].map(repository).to_vec();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("listed").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                let text = std::fs::read_to_string(&path).expect("UTF-8");
                texts.push(match text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")) {
                    Some((_, text)) => text.to_string(),
                    None => text,
                });
            }
        }
    }
    texts
}

#[test]
fn every_text_we_have_says_the_same_and_twice_is_once() {
    let (mut copied, mut left) = (0, Vec::new());
    for text in corpus() {
        match of(&text, "en") {
            Ok(copy) => {
                copied += 1;
                assert_eq!(document(&copy), document(&text), "{text}\n== became\n{copy}");
                assert_eq!(of(&copy, "en").unwrap_or_else(|why| panic!("{why:?}: {copy}")), copy, "twice is once");
            }
            Err(NoFairCopy::Problems(_)) => {}
            Err(NoFairCopy::SaysSomethingElse) => left.push(text),
        }
    }
    println!("{copied} copied, {} left", left.len());
    // So many are our own; the examples of CommonMark come on top where they were fetched.
    assert!(copied >= 60, "{copied}");
    assert_eq!(left, Vec::<String>::new());
}

/// The names and bytes of the editions of `source`, without the manifest, which says when the source changed.
fn editions(here: &Path) -> Vec<(String, Vec<u8>)> {
    let output = run(here, &["build", "source", "-o", "output", "--language", "en", "--no-compare"]);
    let output = if stderr(&output).contains("has no language") {
        run(here, &["build", "source", "-o", "output", "--no-compare"])
    } else {
        output
    };
    assert!(output.status.success(), "{}", stderr(&output));
    let mut files: Vec<(String, Vec<u8>)> = std::fs::read_dir(here.join("output"))
        .expect("listed")
        .flatten()
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), std::fs::read(entry.path()).expect("read")))
        .filter(|(name, _)| ["pdf", "epub", "html"].iter().any(|extension| name.ends_with(extension)))
        .collect();
    files.sort();
    files
}

#[test]
fn no_byte_of_an_edition_changes() {
    for name in ["every-construct", "letters", "library", "deutsch", "ivrit"] {
        let here = folder(&[]);
        copy(&repository("tests/editions").join(name), &here.path().join("source"));
        let before = editions(here.path());
        let output = run(here.path(), &["fmt"]);
        assert!(output.status.success(), "{name}: {}{}", stdout(&output), stderr(&output));
        assert!(!stdout(&output).contains("left as it is"), "{name}: {}", stdout(&output));
        let after = editions(here.path());
        assert!(!before.is_empty());
        let names = |files: &[(String, Vec<u8>)]| files.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&after), names(&before));
        for (was, is) in before.iter().zip(&after) {
            assert!(was.1 == is.1, "{name}: {} has changed", was.0);
        }
        assert!(run(here.path(), &["fmt", "--check"]).status.success(), "{name}");
    }
}

const METADATA: &str = "title: A\nlanguage: en\npublished: 2024-05-01\ntexts: [a.md, b.md]\n";

#[test]
fn the_program_lists_then_writes_what_is_to_change() {
    let files: [(&str, &[u8]); 3] = [
        ("source/statement.yaml", METADATA.as_bytes()),
        ("source/a.md", b"A\n=\r\n"),
        ("source/b.md", b"\xef\xbb\xbf# B\r\n* x\r\n"),
    ];
    let here = folder(&files);
    let looked = run(here.path(), &["fmt", "--check"]);
    assert_eq!(looked.status.code(), Some(1));
    assert!(stdout(&looked).contains("source/a.md: not written in the usual way"), "{}", stdout(&looked));
    assert_eq!(std::fs::read(here.path().join("source/a.md")).expect("read"), b"A\n=\r\n", "looking changes nothing");
    assert_eq!(run(here.path(), &["fmt"]).status.code(), Some(0));
    assert_eq!(std::fs::read(here.path().join("source/a.md")).expect("read"), b"# A\r\n");
    assert_eq!(std::fs::read(here.path().join("source/b.md")).expect("read"), b"\xef\xbb\xbf# B\r\n\r\n- x\r\n");
    let again = run(here.path(), &["fmt", "--check"]);
    assert_eq!((again.status.code(), stdout(&again).as_str()), (Some(0), "All texts are written in the usual way.\n"));
}

#[test]
fn a_text_with_problems_is_left_and_front_matter_is_not_touched() {
    let head = "---\ntitle:   A\nlanguage: en\npublished: 2024-05-01\n---\n";
    let here = folder(&[]);
    write(&here.path().join("a.md"), format!("{head}* x\n\n<b>no</b>\n").as_bytes());
    let output = run(here.path(), &["fmt", "a.md"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stdout(&output).contains("a.md: left as it is: put its problems right first"), "{}", stdout(&output));
    assert!(stderr(&output).contains("html-not-allowed"), "{}", stderr(&output));
    write(&here.path().join("a.md"), format!("{head}* x\n").as_bytes());
    assert!(run(here.path(), &["fmt", "a.md"]).status.success());
    assert_eq!(std::fs::read_to_string(here.path().join("a.md")).expect("read"), format!("{head}\n- x\n"));
}
