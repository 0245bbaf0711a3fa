//! `chapbook fonts`, and what `make` asks it.

use std::path::Path;
use std::process::Output;

use crate::program::{chapbook, folder, stderr, stdout};

const ENGLISH: &str = "---\ntitle: Harbour Charter\nlanguage: en\npublished: 2024-05-01\n---\nNobody is *turned away*.\n";
const ARABIC: &str = "---\ntitle: ميثاق\nlanguage: ar\npublished: 2024-05-01\n---\nلا يُرد أحد.\n";

/// The program on a machine that has no fonts.
fn without_fonts(work: &Path, arguments: &[&str]) -> Output {
    let settings = work.join("fonts.conf");
    let none = work.join("no-fonts");
    std::fs::create_dir_all(&none).expect("made");
    std::fs::write(&settings, format!("<fontconfig><dir>{}</dir></fontconfig>", none.display())).expect("written");
    let mut command = chapbook(work);
    command.env("FONTCONFIG_FILE", settings).env("HOME", work).env("XDG_CACHE_HOME", work.join("cache")).args(arguments);
    command.output().expect("the program starts")
}

#[test]
fn faces_are_listed_with_their_origin_version_and_licence() {
    let work = folder(&[("charter.md", ENGLISH.as_bytes())]);
    let listed = crate::program::run(work.path(), &["fonts", "charter.md"]);
    assert!(listed.status.success(), "{}", stderr(&listed));
    let table = stdout(&listed);
    let lines: Vec<&str> = table.lines().collect();
    assert!(lines[0].starts_with("language  typeface "), "{table}");
    assert!(lines[1].starts_with("en        Libertinus Serif 400 "), "{table}");
    assert!(lines[1].ends_with("the program  7.051    SIL OFL 1.1"), "{table}");
    assert!(table.contains("Libertinus Serif 400 italic"), "{table}");

    let json = crate::program::run(work.path(), &["fonts", "charter.md", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&stdout(&json)).expect("JSON");
    let face = &json["languages"][0]["faces"][0];
    assert_eq!((json["languages"][0]["language"].as_str(), face["origin"].as_str()), (Some("en"), Some("embedded")));
    assert_eq!(face["licenceUrl"].as_str(), Some("https://openfontlicense.org"));
    assert_eq!(json["missingPackages"].as_array().map(Vec::len), Some(0));
}

/// Where fontconfig says which folders there are.
#[cfg(all(unix, not(target_os = "macos")))]
#[test]
fn what_is_missing_is_named_with_what_to_install() {
    let work = folder(&[("charter.md", ARABIC.as_bytes())]);
    let listed = without_fonts(work.path(), &["fonts", "charter.md"]);
    assert_eq!(listed.status.code(), Some(1));
    assert!(stdout(&listed).contains("\nar: not found: Noto Naskh Arabic\nar: in no typeface: "), "{}", stdout(&listed));
    assert_eq!(stdout(&without_fonts(work.path(), &["fonts", "charter.md", "--missing-packages"])), "fonts-noto-core\n");
    let built = without_fonts(work.path(), &["build", "charter.md"]);
    assert_eq!(built.status.code(), Some(1));
    let report = stderr(&built);
    assert!(report.starts_with("error[font-not-found]: the typeface `Noto Naskh Arabic`, which is needed for "), "{report}");
    assert!(report.contains("--> charter.md:6:1") && report.contains("apt install fonts-noto-core"), "{report}");
    assert!(report.ends_with("\n1 error\n"), "{report}");
}

#[cfg(all(unix, not(target_os = "macos")))]
#[test]
fn a_statement_in_embedded_typefaces_asks_no_machine() {
    let work = folder(&[("charter.md", ENGLISH.as_bytes())]);
    let built = without_fonts(work.path(), &["build", "charter.md"]);
    assert!(built.status.success(), "{}", stderr(&built));
    assert!(!work.path().join("cache/chapbook/system-fonts").exists(), "the machine's fonts were looked through");
    assert_eq!(stdout(&without_fonts(work.path(), &["fonts", "charter.md", "--missing-packages"])), "");
}
