//! Finished editions, damaged: `verify` is handed the bytes alone and must name
//! each damage at its block.
//!
//! The damages are in `damage/pdf.txt`, `epub.txt` and `html.txt`. `=== name`
//! begins one; `edition` names another statement than `every-construct`; `code`
//! is what must be found, `at` the id of the block at which, `says` what the
//! message must say; each other line is a step that spoils the edition.

mod archive;
pub mod pages;
mod tags;

use chapbook::diagnostics::{Colour, text};
use chapbook::document::Format;

use crate::finished::{Finished, is_found, keep_score, named};
use crate::program::repository;

/// One way to damage an edition.
struct Damage {
    format: Format,
    case: Case,
}

/// What is done to an edition, and what must be found then.
pub struct Case {
    pub name: String,
    pub edition: String,
    pub codes: Vec<String>,
    pub at: Option<String>,
    pub says: String,
    pub steps: Vec<String>,
}

#[test]
fn each_damage_is_found_at_its_block() {
    let damages: Vec<Damage> = Format::ALL.into_iter().flat_map(damages).collect();
    let missed: Vec<String> = damages.iter().filter_map(Damage::missed).collect();
    keep_score("damage found", damages.len() - missed.len(), damages.len());
    assert!(missed.is_empty(), "{}", missed.join("\n"));
    for format in Format::ALL {
        let count = damages.iter().filter(|damage| damage.format == format).count();
        assert!(count >= 20, "{} has {count} damages", format.name());
    }
}

#[test]
fn an_edition_without_damage_gives_no_finding() {
    let mut paths = vec!["source".to_string()];
    for entry in std::fs::read_dir(repository("tests/editions")).unwrap() {
        paths.push(format!("tests/editions/{}", entry.unwrap().file_name().to_string_lossy()));
    }
    assert!(paths.len() > 5, "{paths:?}");
    for path in paths {
        let statement = Finished::of(&path);
        for format in Format::ALL {
            let found = statement.verify(format, statement.edition(format));
            assert!(found.is_empty(), "{path} {}:\n{}", format.name(), text(&found, &statement.sources, Colour::Never));
        }
    }
}

impl Damage {
    /// What was found instead, if it was not found.
    fn missed(&self) -> Option<String> {
        let Case { name, edition, codes, at, says, steps: _ } = &self.case;
        let statement = named(edition);
        let place = at.as_ref().map(|id| statement.place(id));
        assert!(place.is_some() || !says.is_empty(), "{name}: where must it be found?");
        let whole = statement.edition(self.format);
        for bytes in self.spoilt(whole) {
            assert!(bytes != whole, "{name}: nothing is damaged");
            let found = statement.verify(self.format, &bytes);
            if !codes.iter().all(|code| is_found(&found, code, place, says)) {
                let report = text(&found, &statement.sources, Colour::Never);
                let report: String = report.chars().take(4_000).collect();
                return Some(format!("=== {name} ({})\n{report}", self.format.name()));
            }
        }
        None
    }

    /// The damaged edition; several where a step says so.
    fn spoilt(&self, whole: &[u8]) -> Vec<Vec<u8>> {
        match self.format {
            Format::Pdf => vec![tags::spoilt(whole, &self.case.steps)],
            Format::Epub => archive::spoilt(whole, &self.case.steps),
            Format::Html => vec![pages::spoilt_file(whole, &self.case.steps)],
        }
    }
}

fn damages(format: Format) -> Vec<Damage> {
    let path = format!("tests/it/damage/{}.txt", format.extension());
    cases(&path).into_iter().map(|case| Damage { format, case }).collect()
}

/// The cases in a file of the repository.
pub fn cases(path: &str) -> Vec<Case> {
    let list = std::fs::read_to_string(repository(path)).unwrap().replace("\r\n", "\n");
    list.split("=== ").skip(1).map(case).collect()
}

fn case(part: &str) -> Case {
    let (name, lines) = part.split_once('\n').unwrap();
    let mut case = Case {
        name: name.to_string(),
        edition: "every-construct".to_string(),
        codes: Vec::new(),
        at: None,
        says: String::new(),
        steps: Vec::new(),
    };
    for line in lines.lines().filter(|line| !line.is_empty()) {
        match line.split_once(' ') {
            Some(("edition", name)) => case.edition = name.to_string(),
            Some(("code", code)) => case.codes.push(code.to_string()),
            Some(("at", id)) => case.at = Some(id.to_string()),
            Some(("says", words)) => case.says = words.to_string(),
            _ => case.steps.push(line.replace("\\n", "\n")),
        }
    }
    assert!(!case.codes.is_empty() && !case.steps.is_empty(), "{name}: incomplete");
    case
}

/// `A` and `B` of `A => B`, or of another sign between them.
fn parted<'a>(step: &'a str, sign: &str) -> (&'a str, &'a str) {
    step.split_once(sign).unwrap_or_else(|| panic!("`{step}` has no `{sign}`"))
}

/// The first part of the file, so many parts of so many: `1/2`.
fn cut_off(whole: &[u8], share: &str) -> Vec<u8> {
    let (part, of) = parted(share, "/");
    whole[..whole.len() * part.parse::<usize>().unwrap() / of.parse::<usize>().unwrap()].to_vec()
}
