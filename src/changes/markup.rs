//! Runs as they are written in Markdown, for edits in which the words are the same
//! and only their marks are others.

use super::hunks::Hunk;
use super::tokens::{Leaf, Mark, Token, nested};
use crate::document::Target;

/// `tokens` in Markdown: `We *never* lie.`
pub fn markup(tokens: &[Token]) -> String {
    let leaf = |out: &mut Vec<String>, leaf: &Leaf| out.push(written(leaf));
    nested(tokens, 0, &leaf, &|mark, inner| around(mark, &inner.concat())).concat()
}

fn written(leaf: &Leaf) -> String {
    match leaf {
        Leaf::Text(text) => text.clone(),
        Leaf::Code(text) => format!("`{text}`"),
        Leaf::Image(path, alternative) => format!("![{alternative}]({})", path.0),
        Leaf::Note(_) => "[*]".into(),
        Leaf::LineBreak => "<br>".into(),
    }
}

fn around(mark: Mark, inner: &str) -> String {
    match mark {
        Mark::Emphasis => format!("*{inner}*"),
        Mark::Strong => format!("**{inner}**"),
        Mark::Strikethrough => format!("~~{inner}~~"),
        Mark::Superscript => format!("<sup>{inner}</sup>"),
        Mark::Subscript => format!("<sub>{inner}</sub>"),
        Mark::Isolate => format!("<bdi>{inner}</bdi>"),
        Mark::Keyboard => format!("<kbd>{inner}</kbd>"),
        Mark::Citation => format!("<cite>{inner}</cite>"),
        Mark::Foreign(language) => format!("<span lang=\"{language}\">{inner}</span>"),
        Mark::Link(target) => format!("[{inner}]({})", address(&target)),
        Mark::Change(..) => inner.to_string(),
    }
}

/// Where a link leads, as it is written.
pub fn address(target: &Target) -> String {
    match target {
        Target::Anchor(anchor) => format!("#{}", anchor.as_str().trim_start_matches("_was-")),
        Target::Url(url) => url.clone(),
    }
}

/// `hunks` in which a change has all of the words that one of its marks is around.
pub fn whole_marks(hunks: &[Hunk]) -> Vec<Hunk> {
    let mut hunks = hunks.to_vec();
    for at in 0..hunks.len() {
        let Hunk::Changed { mut deleted, mut inserted } = hunks[at].clone() else { continue };
        if let Some(Hunk::Same(old, new)) = at.checked_sub(1).and_then(|at| hunks.get_mut(at)) {
            while let (Some(one), Some(two)) = (old.last(), new.last())
                && (is_marked_with(one, deleted.first()) || is_marked_with(two, inserted.first()))
            {
                deleted.splice(0..0, old.pop());
                inserted.splice(0..0, new.pop());
            }
        }
        if let Some(Hunk::Same(old, new)) = hunks.get_mut(at + 1) {
            while let (Some(one), Some(two)) = (old.first(), new.first())
                && (is_marked_with(one, deleted.last()) || is_marked_with(two, inserted.last()))
            {
                deleted.push(old.remove(0));
                inserted.push(new.remove(0));
            }
        }
        hunks[at] = Hunk::Changed { deleted, inserted };
    }
    hunks
}

fn is_marked_with(token: &Token, neighbour: Option<&Token>) -> bool {
    token.marks.first().is_some_and(|mark| neighbour.is_some_and(|neighbour| neighbour.marks.first() == Some(mark)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_written_around_all_of_their_words() {
        let token = |text: &str, marks: &[Mark]| Token { marks: marks.to_vec(), ..Token::text(text) };
        let tokens = [
            token("we ", &[]),
            token("never", &[Mark::Emphasis]),
            token(" lie", &[Mark::Emphasis, Mark::Strong]),
            token(" here", &[Mark::Link(Target::Url("https://example.org".into()))]),
        ];
        assert_eq!(markup(&tokens), "we *never** lie***[ here](https://example.org)");
    }
}
