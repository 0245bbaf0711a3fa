//! What every problem means, with a wrong and a right example.

use std::sync::LazyLock;

/// One for every code, in the order of `explanations.txt`.
pub fn explanations() -> &'static [Explanation] {
    static LIST: LazyLock<Vec<Explanation>> = LazyLock::new(|| read(include_str!("explanations.txt")));
    &LIST
}

/// What a problem means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    pub code: &'static str,
    /// Sentences, in lines of at most 80 characters.
    pub meaning: &'static str,
    /// Files that have this problem and no other; none where no small files
    /// can show it.
    pub wrong: Vec<ExampleFile>,
    /// The same files without the problem.
    pub right: Vec<ExampleFile>,
}

impl Explanation {
    /// The first sentence of the meaning, on one line.
    pub fn summary(&self) -> String {
        let line = self.meaning_on_one_line();
        line.split_once(". ").map_or(line.clone(), |(first, _)| format!("{first}."))
    }

    pub(super) fn meaning_on_one_line(&self) -> String {
        self.meaning.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The code, what it means, and both examples, in lines.
    pub fn page(&self) -> String {
        let mut out = format!("{}\n\n{}\n", self.code, self.meaning);
        for (title, example) in [("Wrong", &self.wrong), ("Right", &self.right)] {
            for file in example.iter() {
                out.push_str(&format!("\n{title}, in {}:\n\n", file.path));
                for line in String::from_utf8_lossy(&file.bytes).lines() {
                    out.push_str(if line.is_empty() { "" } else { "    " });
                    out.push_str(line);
                    out.push('\n');
                }
            }
        }
        out
    }
}

/// A file of an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExampleFile {
    /// Below the folder of the statement: `statement.yaml`, `text.md`,
    /// `themes/mine/tokens.yaml`.
    pub path: &'static str,
    /// Text in UTF-8, unless that is the problem.
    pub bytes: Vec<u8>,
}

/// What a Markdown example begins with if nothing else.
const FRONT_MATTER: &str = "---\ntitle: Harbour Charter\nlanguage: en\npublished: 2024-05-01\n---\n\n";

fn read(text: &'static str) -> Vec<Explanation> {
    text.split("\n=== ").skip(1).map(explanation).collect()
}

fn explanation(text: &'static str) -> Explanation {
    let (code, rest) = text.split_once('\n').expect("a meaning follows the code");
    let mut parts = rest.split(">>> ");
    let meaning = parts.next().expect("a meaning follows the code").trim();
    let (mut wrong, mut right) = (Vec::new(), Vec::new());
    for part in parts {
        let (head, text) = part.split_once('\n').unwrap_or((part, ""));
        let (which, path) = head.split_once(' ').expect("`>>> wrong path` or `>>> right path`");
        let list = if which == "wrong" { &mut wrong } else { &mut right };
        list.push(ExampleFile { path, bytes: bytes(path, text) });
    }
    Explanation { code, meaning, wrong, right }
}

/// `text` with `\xFF` as bytes and, for `charter.md`, with front matter. It ends
/// with one line end.
fn bytes(path: &str, text: &str) -> Vec<u8> {
    let is_bare = path == "charter.md" && !text.starts_with("---");
    let mut bytes = if is_bare { FRONT_MATTER.as_bytes().to_vec() } else { Vec::new() };
    let mut parts = text.trim_end().split("\\x");
    bytes.extend(parts.next().unwrap_or_default().bytes());
    for part in parts {
        let (number, rest) = part.split_at(2);
        bytes.push(u8::from_str_radix(number, 16).expect("two hexadecimal digits"));
        bytes.extend(rest.bytes());
    }
    if !text.trim().is_empty() {
        bytes.push(b'\n');
    }
    bytes
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_code_is_explained_once_with_both_examples_or_none() {
        let codes: BTreeSet<_> = explanations().iter().map(|explanation| explanation.code).collect();
        assert_eq!(codes.len(), explanations().len());
        for explanation in explanations() {
            assert!(!explanation.meaning.is_empty(), "{}", explanation.code);
            assert_eq!(explanation.wrong.is_empty(), explanation.right.is_empty(), "{}", explanation.code);
            assert!(explanation.meaning.lines().all(|line| line.chars().count() <= 80), "{}", explanation.code);
        }
    }

    /// The text of all files with problems.
    fn problems() -> String {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/diagnostics/problems");
        let files = std::fs::read_dir(folder).expect("the folder of problems").flatten();
        files.map(|file| std::fs::read_to_string(file.path()).expect("UTF-8")).collect()
    }

    /// `error("unknown-key"`, `code: "unknown-key"`
    #[test]
    fn every_problem_has_an_explanation() {
        let explained: BTreeSet<_> = explanations().iter().map(|explanation| explanation.code.to_string()).collect();
        let source = problems();
        let methods = source.split("    pub fn ").skip(1);
        let methods = methods.filter(|method| method.split('{').next().is_some_and(|head| head.contains("&mut self")));
        let problems: BTreeSet<_> =
            methods.filter_map(|method| method.split('(').next()).map(|name| name.replace('_', "-")).collect();
        let missing: Vec<_> = problems.difference(&explained).collect();
        assert!(missing.is_empty(), "without explanation: {missing:?}");
    }

    #[test]
    fn every_code_is_the_name_of_its_method() {
        for method in problems().split("    pub fn ").skip(1) {
            let name = method.split('(').next().unwrap_or_default().replace('_', "-");
            let written = ["error(\"", "warning(\"", "code: \""].iter().find_map(|before| {
                let (_, rest) = method.split_once(before)?;
                rest.split('"').next()
            });
            assert!(written.is_none_or(|code| code == name), "`{name}` reports `{written:?}`");
        }
    }
}
