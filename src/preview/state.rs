//! What the page is told, as JSON.

use std::path::Path;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::diagnostics::Severity;
use crate::document::Direction;
use crate::editions::studio::{Book, LanguageSeen, Look, PageSeen, PageSet, ProblemSeen, Standing, View};

/// What there is to see. `session` and `version` tell a page that outlived its
/// program whether it talks to the same one.
pub fn state(look: &Look, source: &Path) -> Value {
    let Look { revision, title, languages, problems, is_broken } = look;
    json!({
        "session": std::process::id(),
        "version": env!("CARGO_PKG_VERSION"),
        "revision": revision,
        "source": source.display().to_string(),
        "title": title,
        "languages": languages.iter().map(language).collect::<Vec<_>>(),
        "problems": problems.iter().map(problem).collect::<Vec<_>>(),
        "isBroken": is_broken,
    })
}

fn language(seen: &LanguageSeen) -> Value {
    let LanguageSeen { language, endonym, direction, standing, has_errors } = seen;
    json!({
        "tag": language.tag(),
        "name": endonym,
        "direction": direction.as_str(),
        "isOriginal": *standing == Standing::Original,
        "hasErrors": has_errors,
    })
}

fn problem(problem: &ProblemSeen) -> Value {
    let ProblemSeen { severity, code, message, place, excerpt, hint, explanation } = problem;
    let severity = match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    json!({
        "severity": severity,
        "code": code,
        "message": message,
        "file": place.as_ref().map(|place| &place.file),
        "line": place.as_ref().map(|place| place.line),
        "column": place.as_ref().map(|place| place.column),
        "excerpt": lines(excerpt),
        "hint": hint,
        "explanation": without_code(explanation),
    })
}

/// Of a report for people the part that shows the lines of the file.
fn lines(report: &str) -> String {
    let is_place = |line: &str| line.trim_start().starts_with("--> ");
    let is_remark = |line: &str| line.trim_start().starts_with("= ");
    let lines: Vec<&str> = report.lines().skip_while(|line| !is_place(line)).take_while(|line| !is_remark(line)).collect();
    // Above and below the lines of the file, bars without words.
    let is_bar = |line: &&str| line.trim() == "|";
    let end = lines.iter().rposition(|line| !is_bar(line)).map_or(0, |last| last + 1);
    lines[..end].iter().skip(1).skip_while(|line| is_bar(line)).copied().collect::<Vec<_>>().join("\n")
}

/// An explanation begins with its code, which is said beside it.
fn without_code(explanation: &str) -> &str {
    explanation.split_once("\n\n").map_or(explanation, |(_, meaning)| meaning)
}

/// A view as the page is told of it: its `content` where there is some.
pub fn view<T>(view: &View<T>, content: impl FnOnce(&T) -> Value) -> Value {
    let View { content: made, problems, is_current } = view;
    json!({
        "isCurrent": is_current,
        "problems": problems.iter().map(problem).collect::<Vec<_>>(),
        "content": made.as_ref().map(content),
    })
}

/// Of the HTML edition: which one it is.
pub fn html(bytes: &[u8]) -> Value {
    json!({ "digest": digest([bytes]) })
}

/// Of a book: its pages with their digests, and one digest of all else that pages
/// are shown with: styles, fonts, pictures.
pub fn book(book: &Book) -> Value {
    let Book { files, spine, progression } = book;
    let bytes = |path: &str| files.iter().find(|file| file.path == path).map_or(&[][..], |file| &file.bytes);
    let pages: Vec<Value> = spine
        .iter()
        .map(|item| json!({ "path": item.path, "title": item.title, "digest": digest([bytes(&item.path)]) }))
        .collect();
    let is_data = |media_type: &str| media_type.ends_with("+xml") && media_type != "image/svg+xml";
    let resources = files.iter().filter(|file| !is_data(file.media_type));
    json!({
        "package": files.first().map(|file| &file.path),
        "pages": pages,
        "resources": digest(resources.flat_map(|file| [file.path.as_bytes(), &file.bytes])),
        "isRightToLeft": *progression == Direction::RightToLeft,
    })
}

/// Of the pages: their sizes in points, how to tell one from another, and on
/// which each part of the text begins.
pub fn pages(set: &PageSet) -> Value {
    let PageSet { pages, places } = set;
    let page = |page: &PageSeen| json!([page.width_points, page.height_points, page.looks]);
    json!({
        "pages": pages.iter().map(page).collect::<Vec<_>>(),
        "places": places.iter().map(|place| json!([place.id.as_str(), place.page])).collect::<Vec<_>>(),
    })
}

/// 16 letters and digits that are others for other bytes.
fn digest<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_report_the_lines_of_the_file_are_shown() {
        let report = "\
error[unknown-anchor]: the link leads to `#honsty`, and no heading has that name
  --> source/values.md:41:18
   |
41 | as we said under [honesty](#honsty), we
   |                  ^^^^^^^^^^^^^^^^^^ links here
   |
   = help: did you mean `#honesty`?
";
        let expected = "\
41 | as we said under [honesty](#honsty), we
   |                  ^^^^^^^^^^^^^^^^^^ links here";
        assert_eq!(lines(report), expected);
        assert_eq!(lines("error[nowhere]: no place\n |\n = help: help\n"), "");
        assert_eq!(without_code("a-code\n\nWhat it means.\n"), "What it means.\n");
    }
}
