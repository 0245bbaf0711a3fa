//! Themes as folders: the second theme needs no Rust.

use std::path::Path;

use chapbook::diagnostics::{Diagnostics, MemoryFolder, Sources};
use chapbook::fonts::{self, Origin};
use chapbook::theme::{self, Theme, Value};

/// The folder `themes` of this repository.
pub fn themes() -> MemoryFolder {
    folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("themes"))
}

/// The files below `root`, of which there may be none.
fn folder(root: &Path) -> MemoryFolder {
    let mut files = Vec::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten() {
            let path = entry.expect("the repository is readable").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let parts = path.strip_prefix(root).expect("it is inside").iter().map(|part| part.to_string_lossy());
                files.push((parts.collect::<Vec<_>>().join("/"), std::fs::read(&path).expect("the repository is readable")));
            }
        }
    }
    MemoryFolder::new(files)
}

fn broadside() -> Theme {
    let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
    let theme = theme::load("broadside", &[&themes()], &mut sources, &mut diagnostics);
    assert_eq!(diagnostics, Diagnostics::new());
    theme.expect("no problems, so a theme")
}

#[test]
fn the_second_theme_differs_in_page_typeface_and_gesture() {
    let theme = broadside();
    let Some(Value::Length(width)) = theme.tokens.get("page-width") else { panic!("a page has a width") };
    assert!((width.points() - 595.3).abs() < 0.1);
    assert!(theme.print["print.typ"].contains("#let key-sentence("));
    assert!(theme.print.contains_key("default/print.typ"));
    assert!(theme::css(&theme.tokens).contains("--font-text: \"Vollkorn\", \"Libertinus Serif\", serif;"));
}

#[test]
fn a_theme_brings_its_own_typeface() {
    let library = fonts::library(&broadside());
    let vollkorn: Vec<u16> = library.faces().iter().filter(|face| face.family == "Vollkorn").map(|face| face.weight).collect();
    assert_eq!(vollkorn, [900, 400, 400]);
    assert!(library.faces().iter().all(|face| !matches!(face.origin, Origin::System(_))));
}

/// Loads the theme of a problem's folder, with the code of every problem.
fn codes(code: &str) -> Vec<&'static str> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems").join(code).join("input");
    let statement = std::fs::read_to_string(root.join("statement.yaml")).expect("the repository is readable");
    let name = statement.lines().find_map(|line| line.strip_prefix("theme: ")).expect("each names a theme");
    let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
    theme::load(name, &[&folder(&root.join("themes"))], &mut sources, &mut diagnostics);
    let mut codes: Vec<_> = diagnostics.iter().map(|problem| problem.code).collect();
    codes.dedup();
    codes
}

#[test]
fn every_problem_of_a_theme_is_found_and_no_other() {
    let all = [
        "theme-not-found",
        "theme-not-readable",
        "not-a-theme",
        "bad-token-name",
        "unknown-palette-name",
        "bad-color",
        "bad-token-value",
        "color-without-use",
        "unknown-background",
        "contrast-too-low",
        "unknown-token",
    ];
    for code in all {
        assert_eq!(codes(code), [code]);
    }
}
