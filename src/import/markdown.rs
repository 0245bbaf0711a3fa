//! Markdown: it stays as it is, but for what is metadata: front matter, the
//! title and the rights line. Images that lie beside it go along.

use super::front_matter::{self, Facts, Matter, Own, Parted};
use super::manuscript::{About, words};
use super::pictures::Pictures;
use super::rights::is_rights;
use super::{Draft, Found};
use crate::diagnostics::Folder;
use crate::markdown::{WrittenHeading, characters, outline};

/// `text`, with `\n` line ends, from `folder`, parted into what is metadata and
/// what remains. If the one heading of level 1 was the title, or the title is
/// known and there is none, the headings move up by one level. An error, which
/// goes on after the name of the file, if front matter cannot be read.
pub(super) fn read(text: &str, folder: &dyn Folder) -> Result<Draft, String> {
    let Parted { matter, text, first } = front_matter::read(text)?;
    let mut pictures = Pictures::new(folder);
    let mut draft = match matter {
        Matter::Nothing => Draft::default(),
        Matter::Own(own) => kept(own, &mut pictures),
        Matter::Foreign(facts) => said(*facts, &mut pictures),
    };
    let mut lines: Vec<&str> = text.lines().collect();
    take_rights(&mut lines, first, &mut draft);
    let mut headings = outline(&(lines.join("\n") + "\n")).headings;
    take_title(&mut lines, first, &mut headings, &mut draft);
    draft.headings =
        headings.iter().map(|heading| Found { text: heading.title.clone(), line: first + heading.lines.start() - 1 }).collect();
    let moves_up = draft.title.is_some() && headings.iter().all(|heading| heading.level != 1);
    let mut lines: Vec<String> = lines.into_iter().map(str::to_string).collect();
    if moves_up {
        headings.iter().for_each(|heading| move_up(&mut lines, heading));
    }
    let empty = lines.iter().take_while(|line| line.trim().is_empty()).count();
    let text = lines[empty..].join("\n").trim_end_matches('\n').to_string();
    draft.text = pictures.of_text(&text, first + empty);
    if !draft.text.is_empty() {
        draft.text.push('\n');
    }
    draft.images = pictures.images.into_iter().collect();
    draft.losses.extend(pictures.losses);
    Ok(draft)
}

/// The draft of a text whose front matter is kept.
fn kept(own: Own, pictures: &mut Pictures) -> Draft {
    if let Some(cover) = &own.cover {
        let help = "put it into `images`, and its new path behind `image:` in `statement.yaml`; or take `cover` out there";
        pictures.goes_along(&cover.text, cover.line, help);
    }
    Draft { own: Some(own), ..Draft::default() }
}

/// The draft of a text whose front matter was read.
fn said(facts: Facts, pictures: &mut Pictures) -> Draft {
    let Facts { title, rights, language, published, is_dated, modified, cover, cover_alternative, about, losses } = facts;
    let cover = cover.and_then(|cover| pictures.cover(&cover.text, cover_alternative, cover.line));
    let about = About { cover, ..about };
    Draft { title, rights, language, published, is_dated, modified, about, losses, has_front_matter: true, ..Draft::default() }
}

/// The last line that says something, if it states rights, and no others are stated.
fn take_rights(lines: &mut Vec<&str>, first: usize, draft: &mut Draft) {
    let Some(at) = lines.iter().rposition(|line| !line.trim().is_empty()).filter(|at| *at > 0) else { return };
    let said = characters(lines[at].trim());
    let is_known = draft.rights.as_ref().is_some_and(|known| known.text != said);
    if !is_rights(&said) || is_known || draft.own.is_some() {
        return;
    }
    lines.truncate(at);
    draft.rights.get_or_insert(Found { text: said, line: first + at });
}

/// The one heading of level 1, if it is the first thing said; where the title is
/// known, the first heading, if it says the same.
fn take_title(lines: &mut [&str], first: usize, headings: &mut Vec<WrittenHeading>, draft: &mut Draft) {
    let is_kept = draft.own.as_ref().is_some_and(|own| !own.missing.contains(&"title"));
    let start = lines.iter().position(|line| !line.trim().is_empty()).map_or(1, |at| at + 1);
    let Some(heading) = headings.first().filter(|heading| *heading.lines.start() == start && !is_kept) else { return };
    let is_title = match &draft.title {
        Some(title) => words(&title.text).to_lowercase() == words(&heading.title).to_lowercase(),
        None => heading.level == 1 && headings.iter().filter(|heading| heading.level == 1).count() == 1,
    };
    if is_title && !heading.title.is_empty() {
        draft.title.get_or_insert(Found { text: heading.title.clone(), line: first + start - 1 });
        lines[start - 1..*heading.lines.end()].fill("");
        headings.remove(0);
    }
}

/// Has `heading` begin with one sign fewer, or be underlined as one of level 1.
fn move_up(lines: &mut [String], heading: &WrittenHeading) {
    if heading.is_underlined {
        let line = &mut lines[*heading.lines.end() - 1];
        *line = line.replace('-', "=");
    } else {
        let line = &mut lines[*heading.lines.start() - 1];
        *line = line.trim_start().get(1..).unwrap_or_default().to_string();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::MemoryFolder;

    fn read(text: &str) -> Draft {
        super::read(text, &MemoryFolder::default()).expect("it can be read")
    }

    #[test]
    fn the_only_first_heading_is_the_title_and_the_others_move_up() {
        let draft = read("# The *Charter* #\n\nWords.\n\n## Work & Rest\n\n```\n## code\n```\n\n### Deep\n\n*© 2020 A*\n");
        assert_eq!(draft.title.unwrap().text, "The Charter");
        assert_eq!(draft.rights.unwrap().text, "© 2020 A");
        assert_eq!(draft.text, "Words.\n\n# Work & Rest\n\n```\n## code\n```\n\n## Deep\n");
        let headings: Vec<_> = draft.headings.iter().map(|found| (found.text.as_str(), found.line)).collect();
        assert_eq!(headings, [("Work & Rest", 5), ("Deep", 11)]);
    }

    #[test]
    fn with_two_first_headings_neither_is_the_title() {
        for text in ["# One\n\n# Two\n", "One\n===\n\n## Deep\n\n# Two\n", "One\n===\n\n## Deep\n\nTwo\n===\n"] {
            let draft = read(text);
            assert_eq!((draft.title, draft.text.as_str()), (None, text));
        }
    }

    #[test]
    fn an_underlined_title_is_one_too() {
        let draft = read("Charter\n=======\n\nWords.\n\nWork\n----\n\n### Rest\n");
        assert_eq!((draft.title.unwrap().text.as_str(), draft.text.as_str()), ("Charter", "Words.\n\nWork\n====\n\n## Rest\n"));
    }

    #[test]
    fn own_front_matter_is_kept_and_the_headings_with_it() {
        let draft = read("---\ntitle: A\n---\n# A\n\n## B\n");
        assert_eq!(draft.own.map(|own| own.yaml).as_deref(), Some("title: A\n"));
        assert_eq!(draft.headings, [Found { text: "A".into(), line: 4 }, Found { text: "B".into(), line: 6 }]);
        assert_eq!(draft.text, "# A\n\n## B\n");
        assert_eq!(read("---\nnever closed\n").own, None);
    }

    #[test]
    fn a_heading_that_repeats_the_title_is_not_there_twice() {
        let matter = "---\ntitle: The Charter\nlayout: page\n---\n";
        for (text, expected) in [
            ("\n# The *charter*\n\nWords.\n\n## B\n", "Words.\n\n# B\n"),
            ("## The Charter\n\n## B\n\n### C\n", "# B\n\n## C\n"),
            ("# The Charter\n\n# B\n\n## C\n", "# B\n\n## C\n"),
            ("# Another\n\n## B\n", "# Another\n\n## B\n"),
            ("Words.\n\n# The Charter\n", "Words.\n\n# The Charter\n"),
        ] {
            assert_eq!(read(&format!("{matter}{text}")).text, expected, "{text}");
        }
    }

    #[test]
    fn rights_are_stated_once() {
        let draft = read("---\nrights: © 2020 A\nlayout: page\n---\nWords.\n\n*© 2020 A*\n");
        assert_eq!((draft.rights.unwrap().line, draft.text.as_str()), (2, "Words.\n"));
        let draft = read("---\nrights: © 2020 A\nlayout: page\n---\nWords.\n\n© 2021 B\n");
        assert_eq!(draft.text, "Words.\n\n© 2021 B\n");
    }
}
