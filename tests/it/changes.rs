//! What changed between two versions, as the built program tells and shows it.
//!
//! `tests/changes` holds a statement of some thirty pages twice, with edits of
//! every kind between the two; the golden files say each as a person would.

use std::path::Path;
use std::process::Command;

use crate::program::{STATEMENT, TEXT, copy, folder, repository, run, stderr, stdout, write};
use crate::{golden, judged};

fn changes(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, &[&["changes"], arguments].concat());
    assert!(output.status.success(), "{}", stderr(&output));
    stdout(&output)
}

#[test]
fn every_edit_of_a_long_statement_is_told_as_a_person_would() {
    let folder = repository("tests/changes");
    let golden = |name: &str| folder.join(name).to_string_lossy().into_owned();
    golden::check(&golden("edits.txt"), &changes(&folder, &["old", "new"]));
    golden::check(&golden("edits.json"), &changes(&folder, &["old", "new", "--format", "json"]));
}

/// The program reads every redline back before it writes it; the judges see them too.
#[test]
fn the_redline_of_a_long_statement_says_what_it_must() {
    let out = tempfile::tempdir().expect("a folder");
    copy(&repository("tests/changes/old"), &out.path().join("old"));
    copy(&repository("tests/changes/new"), &out.path().join("new"));
    for format in ["html", "pdf"] {
        let file = format!("redline.{format}");
        changes(out.path(), &["old", "new", "--format", format, "-o", &file]);
        let bytes = std::fs::read(out.path().join(&file)).expect("it was written");
        judged::keep(&bytes, format);
    }
    let page = std::fs::read_to_string(out.path().join("redline.html")).expect("UTF-8");
    for (tag, words) in [("ins", "inserted"), ("del", "deleted")] {
        let marks = page.matches(&format!("<{tag} ")).count() + page.matches(&format!("<{tag}>")).count();
        let said = page.matches(&format!("<span class=\"unseen\" lang=\"en\" dir=\"ltr\"> {words}: </span>")).count();
        assert!(marks > 20 && marks == said, "{marks} {tag}, {said} said");
    }
}

/// A statement in Arabic and one in Chinese, before and after: words, a note, a cell,
/// an item, a title and a paragraph that is gone.
const SCRIPTS: [(&str, &str, &str); 2] = [
    (
        "ar",
        "# الأبواب\n\nالأبواب مفتوحة في الصباح.[^وقت] ندخل معًا.\n\n- نسمع بعضنا\n- نتكلم بهدوء\n\n\
         | اليوم | الساعة |\n| --- | --- |\n| الأحد | 9 |\n\n# العهد\n\nنحفظ كلمتنا.\n\nلا نرد أحدًا.\n\n[^وقت]: من الثامنة.\n",
        "# الأبواب\n\nالأبواب مفتوحة في المساء.[^وقت] ندخل معًا.\n\n- نسمع بعضنا\n- نتكلم بصراحة\n\n\
         | اليوم | الساعة |\n| --- | --- |\n| الأحد | 10 |\n\n# الوعد\n\nنحفظ كلمتنا.\n\n[^وقت]: من السادسة.\n",
    ),
    (
        "zh-Hans",
        "# 大门\n\n大门早上打开。[^时间]我们一起进去。\n\n- 互相倾听\n- 轻声说话\n\n| 日子 | 时间 |\n| --- | --- |\n| 星期日 | 9 |\n\n\
         # 约定\n\n我们信守诺言。\n\n我们不拒绝任何人。\n\n[^时间]: 从八点开始。\n",
        "# 大门\n\n大门晚上打开。[^时间]我们一起进去。\n\n- 互相倾听\n- 坦率说话\n\n| 日子 | 时间 |\n| --- | --- |\n| 星期日 | 10 |\n\n\
         # 承诺\n\n我们信守诺言。\n\n[^时间]: 从六点开始。\n",
    ),
];

#[test]
fn a_redline_is_made_and_judged_in_other_scripts() {
    for (language, old, new) in SCRIPTS {
        let statement = |text: &str| format!("---\ntitle: T\nlanguage: {language}\npublished: 2024-05-01\n---\n{text}");
        let folder = folder(&[("old.md", statement(old).as_bytes()), ("new.md", statement(new).as_bytes())]);
        let json: serde_json::Value =
            serde_json::from_str(&changes(folder.path(), &["old.md", "new.md", "--format", "json"])).expect("JSON");
        let edits = json["edits"].as_array().expect("a list");
        assert!(edits.len() >= 6, "{language}: {edits:#?}");
        for format in ["html", "pdf"] {
            let file = format!("redline.{format}");
            changes(folder.path(), &["old.md", "new.md", "--format", format, "-o", &file]);
            judged::keep(&std::fs::read(folder.path().join(&file)).expect("it was written"), format);
        }
    }
}

/// The statement once more with `from` replaced by `to` in its text.
fn edited(from: &str, to: &str) -> tempfile::TempDir {
    assert!(TEXT.contains(from), "{from}");
    folder(&[
        ("old/statement.yaml", STATEMENT.as_bytes()),
        ("old/text.md", TEXT.as_bytes()),
        ("new/statement.yaml", STATEMENT.as_bytes()),
        ("new/text.md", TEXT.replacen(from, to, 1).as_bytes()),
    ])
}

fn edits(folder: &Path) -> Vec<serde_json::Value> {
    let json = changes(folder, &["old", "new", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    json["edits"].as_array().expect("a list").clone()
}

#[test]
fn one_changed_word_is_one_insertion_and_one_deletion() {
    let folder = edited("what we mean", "what we think");
    let edits = edits(folder.path());
    assert_eq!(edits.len(), 1, "{edits:?}");
    let words = edits[0]["words"].as_array().expect("words");
    let of = |kind: &str| words.iter().filter_map(|part| part[kind].as_str()).map(str::to_string).collect::<Vec<_>>();
    assert_eq!((of("deleted"), of("inserted")), (vec!["mean".to_string()], vec!["think".to_string()]));
    changes(folder.path(), &["old", "new", "--format", "html", "-o", "redline.html"]);
    let page = std::fs::read_to_string(folder.path().join("redline.html")).expect("UTF-8");
    // One of each, and one of each to show what they look like.
    assert_eq!((page.matches("</ins>").count(), page.matches("</del>").count()), (2, 2));
}

#[test]
fn the_same_text_has_no_edits() {
    let folder = edited("first", "first");
    assert!(edits(folder.path()).is_empty());
    assert!(changes(folder.path(), &["old", "new"]).contains("Nothing changed."));
}

/// Both are read at the same time, and each may have files of the same name.
#[test]
fn problems_of_both_versions_are_shown_in_their_own_files() {
    let folder = edited("first", "first");
    write(&folder.path().join("old/text.md"), b"# Old\n\nSee [below](#below).\n");
    write(&folder.path().join("new/text.md"), b"# New\n\nWords.\n\nSee [above](#above).\n");
    let refused = run(folder.path(), &["changes", "old", "new"]);
    assert_eq!(refused.status.code(), Some(1));
    let said = stderr(&refused);
    for [anchor, place, line] in
        [["#below", "old/text.md:3:5", "See [below](#below)"], ["#above", "new/text.md:5:5", "See [above](#above)"]]
    {
        let start = said.find(&format!("leads to `{anchor}`")).unwrap_or_else(|| panic!("{anchor}: {said}"));
        let shown: Vec<&str> = said[start..].lines().take(4).collect();
        assert!(shown[1].contains(place) && shown[3].contains(line), "{anchor}: {said}");
    }
}

#[test]
fn the_name_of_the_file_says_what_goes_into_it() {
    let folder = edited("first", "foremost");
    for (name, start) in [("a.html", "<!DOCTYPE html>"), ("a.PDF", "%PDF-"), ("a.json", "{"), ("a.txt", "")] {
        changes(folder.path(), &["old", "new", "-o", name]);
        let bytes = std::fs::read(folder.path().join(name)).expect("written");
        assert!(bytes.starts_with(start.as_bytes()), "{name}");
    }
    assert!(std::fs::read_to_string(folder.path().join("a.txt")).expect("UTF-8").contains("foremost"));
    changes(folder.path(), &["old", "new", "--format", "json", "-o", "named.html"]);
    assert!(std::fs::read(folder.path().join("named.html")).expect("written").starts_with(b"{"));
}

#[test]
fn a_file_that_is_there_is_not_replaced_unasked() {
    let folder = edited("first", "foremost");
    write(&folder.path().join("redline.html"), b"mine");
    let refused = run(folder.path(), &["changes", "old", "new", "--format", "html", "-o", "redline.html"]);
    assert!(!refused.status.success());
    assert_eq!(std::fs::read(folder.path().join("redline.html")).expect("there"), b"mine");
    changes(folder.path(), &["old", "new", "--format", "html", "-o", "redline.html", "--force"]);
}

#[test]
fn revisions_are_read_through_git() {
    let folder = folder(&[("source/statement.yaml", STATEMENT.as_bytes()), ("source/text.md", TEXT.as_bytes())]);
    let git = |arguments: &[&str]| {
        let output = Command::new("git")
            .current_dir(folder.path())
            .args(["-c", "user.name=An Editor", "-c", "user.email=editor@example.org", "-c", "commit.gpgsign=false"])
            .args(arguments)
            .output()
            .expect("git runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    git(&["init", "--quiet"]);
    git(&["add", "source"]);
    git(&["commit", "--quiet", "-m", "First version"]);
    git(&["tag", "first"]);
    write(&folder.path().join("source/text.md"), TEXT.replace("our word", "our promise").as_bytes());
    let found = changes(folder.path(), &["first"]);
    assert!(found.contains("[-word-]{+promise+}"), "{found}");
    git(&["commit", "--quiet", "-a", "-m", "Second version"]);
    write(&folder.path().join("source/text.md"), b"# Other\n\nThis is not looked at.\n");
    let found = changes(folder.path(), &["first", "HEAD"]);
    assert!(found.contains("[-word-]{+promise+}") && !found.contains("looked"), "{found}");
    for name in ["--output=stolen", "-p", "no-such-revision"] {
        let refused = run(folder.path(), &["changes", "--", name]);
        assert_eq!(refused.status.code(), Some(1), "{name}: {}", stdout(&refused));
    }
    assert!(!folder.path().join("stolen").exists());

    // Where the statement lies is known from the other version.
    git(&["mv", "source", "charter"]);
    write(&folder.path().join("charter/text.md"), TEXT.as_bytes());
    git(&["commit", "--quiet", "-a", "-m", "Third version"]);
    write(&folder.path().join("charter/text.md"), TEXT.replace("our word", "our promise").as_bytes());
    for versions in [["HEAD", "charter"], ["charter", "HEAD"]] {
        let found = changes(folder.path(), &versions);
        assert!(found.contains("1 edit in 1 section") && found.contains("+promise+") == (versions[1] == "charter"), "{found}");
    }
}
