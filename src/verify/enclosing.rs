//! Which elements stand around a place in a file of HTML or XHTML. Parsers that
//! read the whole of a file do not say at which column an element stands.

/// The ids of the elements around the byte `offset` of `text`, outermost first.
/// An element reaches from its start tag to the end of its end tag.
pub(super) fn enclosing_ids(text: &str, offset: usize) -> Vec<String> {
    let mut open: Vec<(&str, Option<String>)> = Vec::new();
    let mut at = 0;
    while let Some(tag) = next_tag(text, at) {
        if tag.start > offset {
            break;
        }
        let is_within = offset < tag.end;
        at = tag.end;
        match tag.kind {
            Kind::Start => {
                open.push((tag.name, id(tag.attributes)));
                if is_within {
                    break;
                }
                let is_empty = tag.attributes.ends_with('/') || is_void(tag.name);
                if is_empty {
                    open.pop();
                } else {
                    at = after(text, &tag);
                }
            }
            // A tag that closes nothing closes nothing, one that closes an outer element closes the inner ones.
            Kind::End if !is_within => {
                if let Some(depth) = open.iter().rposition(|(name, _)| name.eq_ignore_ascii_case(tag.name)) {
                    open.truncate(depth);
                }
            }
            Kind::End | Kind::Other => {}
        }
    }
    open.into_iter().filter_map(|(_, id)| id).collect()
}

/// The byte at which the element with this id starts.
pub(super) fn place_of_id(text: &str, wanted: &str) -> Option<usize> {
    let mut at = 0;
    while let Some(tag) = next_tag(text, at) {
        if tag.kind == Kind::Start && id(tag.attributes).as_deref() == Some(wanted) {
            return Some(tag.start);
        }
        at = after(text, &tag);
    }
    None
}

/// The byte at which the only element called `name` starts; nothing if there
/// are several.
pub(super) fn place_of_element(text: &str, name: &str) -> Option<usize> {
    let mut found = None;
    let mut at = 0;
    while let Some(tag) = next_tag(text, at) {
        if tag.kind == Kind::Start && tag.name.eq_ignore_ascii_case(name) && found.replace(tag.start).is_some() {
            return None;
        }
        at = after(text, &tag);
    }
    found
}

/// Where to look for the tag that follows `tag`.
fn after(text: &str, tag: &Tag) -> usize {
    if tag.kind == Kind::Start && is_raw(tag.name) { end_of_raw(text, tag.end, tag.name) } else { tag.end }
}

struct Tag<'a> {
    kind: Kind,
    name: &'a str,
    attributes: &'a str,
    start: usize,
    /// After the `>`.
    end: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Start,
    End,
    /// A comment, a declaration, an instruction.
    Other,
}

/// The first tag at or after `from`.
fn next_tag(text: &str, from: usize) -> Option<Tag<'_>> {
    let start = from + text.get(from..)?.find('<')?;
    let rest = &text[start + 1..];
    for (opening, closing) in [("!--", "-->"), ("![CDATA[", "]]>"), ("!", ">"), ("?", ">")] {
        if rest.starts_with(opening) {
            let end = rest.find(closing).map_or(text.len(), |at| start + 1 + at + closing.len());
            return Some(Tag { kind: Kind::Other, name: "", attributes: "", start, end });
        }
    }
    let (kind, inside) = match rest.strip_prefix('/') {
        Some(inside) => (Kind::End, inside),
        None => (Kind::Start, rest),
    };
    let name_end = inside.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(inside.len());
    let length = end_of_tag(inside);
    let first = text.len() - inside.len();
    let end = (first + length + 1).min(text.len());
    let name_end = name_end.min(length);
    Some(Tag { kind, name: &inside[..name_end], attributes: inside[name_end..length].trim_end(), start, end })
}

/// Where the `>` is that ends a tag: not in quotation marks.
fn end_of_tag(inside: &str) -> usize {
    let mut quote = None;
    for (at, character) in inside.char_indices() {
        match (quote, character) {
            (None, '>') => return at,
            (None, '"' | '\'') => quote = Some(character),
            (Some(mark), character) if mark == character => quote = None,
            (None | Some(_), _) => {}
        }
    }
    inside.len()
}

fn id(attributes: &str) -> Option<String> {
    let mut rest = attributes;
    loop {
        let (name, after) = rest.split_once('=')?;
        let is_id = name.split_whitespace().last() == Some("id");
        let after = after.trim_start();
        let (value, next) = match after.chars().next()? {
            mark @ ('"' | '\'') => after[1..].split_once(mark)?,
            _ => after.split_once(char::is_whitespace).unwrap_or((after, "")),
        };
        if is_id {
            return Some(value.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"));
        }
        rest = next;
    }
}

/// HTML Living Standard §13.1.2, void elements.
fn is_void(name: &str) -> bool {
    let void = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];
    void.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Elements whose text has no tags.
fn is_raw(name: &str) -> bool {
    ["script", "style", "title", "textarea"].iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Where the end tag of the raw element `name` starts.
fn end_of_raw(text: &str, from: usize, name: &str) -> usize {
    let rest = &text[from..];
    let is_end = |at: &usize| rest[at + 2..].get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name));
    rest.match_indices("</").map(|(at, _)| at).find(is_end).map_or(text.len(), |at| from + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `text` with a `^` at the place.
    fn check(text: &str, expected: &[&str]) {
        let offset = text.find('^').unwrap();
        assert_eq!(enclosing_ids(&text.replacen('^', "", 1), offset), expected, "{text}");
    }

    #[test]
    fn elements_reach_from_tag_to_tag() {
        check("<p id=a>x <b id='b'>^</b></p>", &["a", "b"]);
        check("<p id=\"a\">x</p>^", &[]);
        check("<p id=\"a\">x</^p>", &["a"]);
        check("<p ^id=\"a\">x</p>", &["a"]);
        check("<p id=\"a\" title=\"1 > 0\">^x</p>", &["a"]);
        check("<p id=\"a\"><br id=\"b\"><img id=\"c\"/>^</p>", &["a"]);
        check("<ul id=\"a\"><li id=\"b\">x<li id=\"c\">y</ul>^z", &[]);
        check("<p id=\"a\"><!-- </p> -->^</p>", &["a"]);
        check("<style>p > a { content: \"<p id='x'>\" }</style><p id=\"a\">^</p>", &["a"]);
    }

    #[test]
    fn broken_text_ends_the_search_and_nothing_else() {
        for text in ["<", "<p", "<p id=", "<p id=\"", "<!--", "</", "<style>", "<é id='a'", "a < b > c", "<p id=\"a"] {
            for offset in 0..=text.len() + 1 {
                enclosing_ids(text, offset);
            }
            place_of_id(text, "a");
        }
    }
}
