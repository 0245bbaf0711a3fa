//! Who may import whom: the table in the crate documentation, held to.

use std::fs;
use std::path::Path;

use crate::program::repository;

/// Each module and those it may name after `crate::`.
const MAY_USE: &[(&str, &[&str])] = &[
    ("diagnostics", &[]),
    ("document", &["diagnostics"]),
    ("yaml", &["diagnostics"]),
    ("archive", &[]),
    ("elements", &[]),
    ("markdown", &["diagnostics", "document"]),
    ("theme", &["diagnostics", "document", "yaml"]),
    ("fonts", &["diagnostics", "document", "theme"]),
    ("source", &["diagnostics", "document", "markdown", "yaml"]),
    ("translation", &["diagnostics", "document", "markdown"]),
    ("import", &["diagnostics", "document", "source", "yaml", "archive", "elements", "markdown"]),
    ("changes", &["diagnostics", "document"]),
    ("readability", &["diagnostics", "document"]),
    ("starter", &["document", "source", "theme"]),
    ("render", &["diagnostics", "document", "theme", "fonts"]),
    ("verify", &["diagnostics", "document", "archive", "elements"]),
    ("preview", &["diagnostics", "document", "editions"]),
    (
        "editions",
        &[
            "diagnostics",
            "document",
            "markdown",
            "source",
            "theme",
            "translation",
            "fonts",
            "import",
            "readability",
            "render",
            "verify",
            "changes",
        ],
    ),
    (
        "cli",
        &[
            "changes",
            "diagnostics",
            "document",
            "source",
            "theme",
            "translation",
            "fonts",
            "editions",
            "import",
            "preview",
            "readability",
            "starter",
            "verify",
        ],
    ),
];

#[test]
fn modules_import_down_the_table_only() {
    let mut wrong = Vec::new();
    for (module, allowed) in MAY_USE {
        for (path, text) in files_of(module) {
            for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
                for other in line.split("crate::").skip(1).flat_map(names) {
                    if other != *module && !allowed.contains(&other) {
                        wrong.push(format!("{path}: `{module}` may not use `{other}`: {}", line.trim()));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_module_is_in_the_table() {
    let text = fs::read_to_string(repository("src/lib.rs")).expect("the library");
    for module in text.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')) {
        assert!(MAY_USE.iter().any(|(name, _)| *name == module), "`{module}` is not in the table");
    }
}

/// comrak is named only in `markdown`, Typst only in `render/pdf` and `fonts`;
/// connections are opened in one file.
#[test]
fn libraries_are_named_where_they_belong() {
    let homes: [(&str, &[&str]); 12] = [
        ("serde_saphyr::", &["src/yaml/"]),
        ("comrak::", &["src/markdown/"]),
        ("comemo::", &["src/render/pdf/"]),
        ("typst::", &["src/render/pdf/", "src/fonts/"]),
        ("zip::ZipWriter", &["src/render/epub/"]),
        ("skera::", &["src/fonts/"]),
        ("html5ever::", &["src/elements/"]),
        ("rawzip::", &["src/archive/"]),
        ("ureq::", &["src/editions/online.rs"]),
        ("hyper::", &["src/preview/http/"]),
        ("tokio::", &["src/preview/"]),
        ("notify::", &["src/preview/watcher.rs"]),
    ];
    let mut wrong = Vec::new();
    for (path, text) in MAY_USE.iter().flat_map(|(module, _)| files_of(module)) {
        for (library, folders) in homes {
            let is_named = text.lines().any(|line| !line.trim_start().starts_with("//") && line.contains(library));
            if is_named && !folders.iter().any(|folder| path.contains(folder)) {
                wrong.push(format!("{path} names {library}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// `document` of `document::{…}`; several of `{document, theme::Theme}`.
fn names(rest: &str) -> Vec<&str> {
    match rest.strip_prefix('{') {
        Some(list) => {
            let mut depth = 0;
            list.split(|c: char| {
                depth += i32::from(c == '{') - i32::from(c == '}');
                c == ',' && depth == 0
            })
            .map(|item| first_word(item.trim()))
            .filter(|word| !word.is_empty())
            .collect()
        }
        None => vec![first_word(rest)].into_iter().filter(|word| word.starts_with(|c: char| c.is_ascii_lowercase())).collect(),
    }
}

fn first_word(text: &str) -> &str {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).next().unwrap_or_default()
}

/// The Rust files of a module, with their paths in the repository.
fn files_of(module: &str) -> Vec<(String, String)> {
    let mut files = Vec::new();
    collect(&repository("src").join(module), &mut files);
    let single = repository(&format!("src/{module}.rs"));
    if single.exists() {
        files.push((format!("src/{module}.rs"), fs::read_to_string(single).expect("UTF-8")));
    }
    assert!(!files.is_empty(), "`{module}` has no files");
    files
}

fn collect(folder: &Path, files: &mut Vec<(String, String)>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let shown = path.strip_prefix(repository("")).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            files.push((shown, fs::read_to_string(&path).expect("UTF-8")));
        }
    }
}
