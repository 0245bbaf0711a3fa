//! Small edits, one at a time, as the program tells and shows them.
//!
//! `tests/changes/small.txt` holds for each the old text, the new one and what is told
//! of the change: what somebody would say who sat in the meeting.

use crate::program::{folder, repository, run, stderr, stdout};
use crate::{golden, judged};

struct Case {
    name: String,
    language: String,
    old: String,
    new: String,
}

impl Case {
    fn folder(&self) -> tempfile::TempDir {
        let statement =
            |text: &str| format!("---\ntitle: T\nlanguage: {}\npublished: 2024-05-01\n---\n{text}", self.language).into_bytes();
        folder(&[("old.md", &statement(&self.old)), ("new.md", &statement(&self.new))])
    }

    /// The case as it is written, with what is told of it.
    fn written(&self, told: &str) -> String {
        let Self { name, language, old, new } = self;
        format!("§ {name} ({language})\n\n{old}\n§ new\n\n{new}\n§ told\n\n{told}\n")
    }
}

fn cases() -> Vec<Case> {
    let file = std::fs::read_to_string(repository("tests/changes/small.txt")).expect("the cases").replace("\r\n", "\n");
    let case = |text: &str| {
        let (head, rest) = text.split_once(")\n\n").expect("a name and a language");
        let (name, language) = head.rsplit_once(" (").expect("a language");
        let (old, rest) = rest.split_once("\n§ new\n\n").expect("a new text");
        let (new, _) = rest.split_once("\n§ told\n\n").expect("what is told");
        Case { name: name.into(), language: language.into(), old: old.into(), new: new.into() }
    };
    file.split("§ ").fold(Vec::new(), |mut texts: Vec<String>, part| {
        match (part.starts_with("new\n") || part.starts_with("told\n"), texts.last_mut()) {
            (true, Some(last)) => last.push_str(&format!("§ {part}")),
            _ => texts.push(part.to_string()),
        }
        texts
    })[1..]
        .iter()
        .map(|text| case(text))
        .collect()
}

#[test]
fn every_small_edit_is_told_as_a_person_would() {
    let told = |case: &Case| {
        let folder = case.folder();
        let output = run(folder.path(), &["changes", "old.md", "new.md"]);
        assert!(output.status.success(), "{}: {}", case.name, stderr(&output));
        // The first line names the versions, which are the same in all.
        stdout(&output).lines().skip(1).map(|line| format!("{line}\n")).collect::<String>()
    };
    let cases = cases();
    assert!(cases.len() > 100, "{} cases", cases.len());
    let actual: String = cases.iter().map(|case| case.written(&told(case))).collect();
    golden::check(&repository("tests/changes/small.txt").to_string_lossy(), &actual);
}

/// The program reads every redline back before it writes it; the judges see some of
/// them too.
#[test]
fn every_small_edit_has_a_redline_in_html_and_pdf() {
    for (at, case) in cases().iter().enumerate() {
        let folder = case.folder();
        for format in ["html", "pdf"] {
            let file = format!("redline.{format}");
            let output = run(folder.path(), &["changes", "old.md", "new.md", "--format", format, "-o", &file]);
            assert!(output.status.success(), "{} in {format}: {}", case.name, stderr(&output));
            if at % 8 == 0 {
                judged::keep(&std::fs::read(folder.path().join(&file)).expect("it was written"), format);
            }
        }
    }
}

/// A callout with a title, a table, a link, items: whatever changes in them is on the
/// way from change to change.
const OLD: &str = "# One\n\n> [!NOTE] Good to know\n> Bring a lamp.\n\n| Name | Deep |\n| --- | --- |\n| Mill well | nine |\n\n\
                   See [the rules of the house](https://example.org/).\n\n- wash the floor\n- feed the goats\n- lock the door\n";

#[test]
fn links_lead_through_all_changes_and_back() {
    let edits = [("know", "remember"), ("Deep", "Depth"), ("rules", "laws"), ("- wash the floor\n", "")];
    let new = edits.iter().fold(OLD.to_string(), |text, (from, to)| text.replace(from, to)) + "- wash the floor\n";
    let case = Case { name: "ways".into(), language: "en".into(), old: OLD.into(), new };
    let folder = case.folder();
    let output = run(folder.path(), &["changes", "old.md", "new.md", "--format", "html", "-o", "redline.html"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let page = std::fs::read_to_string(folder.path().join("redline.html")).expect("UTF-8");
    // The title, the head, the word of the link, and the item at its old and its new place.
    let total = page.matches(" id=\"_change-").count();
    assert_eq!(total, 5);
    for number in 1..=total {
        assert_eq!(page.matches(&format!(" id=\"_change-{number}\"")).count(), 1, "{number}");
        let named = |word: &str| page.matches(&format!("aria-label=\"{word}: {number}/{total}\"")).count();
        // To the first one leads the summary.
        assert_eq!((named("Next change"), named("Previous change")), (1, usize::from(number < total)), "{number}");
    }
    assert!(page.contains("abbr=\"Depth\"") && page.contains("aria-label=\"Good to remember\""));
}

/// Code of which a line changed is code still: a line that is gone stands above the one
/// in its place, and both are one change.
#[test]
fn changed_code_keeps_its_lines() {
    let text = |time: &str| format!("# One\n\n```\n[gate]\n  open = {time}\nwords\n```\n");
    let case = Case { name: "code".into(), language: "en".into(), old: text("six"), new: text("seven") };
    let folder = case.folder();
    let output = run(folder.path(), &["changes", "old.md", "new.md", "--format", "html", "-o", "redline.html"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let page = std::fs::read_to_string(folder.path().join("redline.html")).expect("UTF-8");
    let code = page.split_once("<pre").and_then(|(_, rest)| rest.split_once("</pre>")).expect("code").0;
    let lines: Vec<&str> = code.split("<br>").collect();
    assert_eq!(lines.len(), 4, "{code}");
    assert!(lines[1].contains("<del id=\"_change-1\"") && lines[1].contains("<code>  open = six</code>"), "{code}");
    assert!(lines[2].contains("<ins>") && lines[2].contains("<code>  open = seven</code>"), "{code}");
    assert!(lines[3].contains("<code>words</code>") && !code.contains("_change-2"), "{code}");
}
