//! Tags that would cost a parser more than they say, found before it meets
//! them. Parsers compare each attribute of a tag with all before it,
//! so a tag with a million of them would take hours.

/// Whether a tag in `markup` has more attributes than can be read.
pub fn are_overlong(markup: &str) -> bool {
    most_attributes(markup.as_bytes()) > ATTRIBUTE_LIMIT
}

/// `markup` without what stands in scripts, where a `<` begins no tag: `if (a<b)`.
/// Data that a program of another kind reads (JSON) is no script and stays.
pub fn without_scripts(markup: &str) -> String {
    emptied(markup, "<script", "</script")
}

/// `markup` without scripts, style sheets and comments.
pub fn without_machinery(markup: &str) -> String {
    let markup = emptied(&without_scripts(markup), "<style", "</style");
    let mut out = String::with_capacity(markup.len());
    let mut rest = markup.as_str();
    while let Some((start, end)) = rest.find("<!--").and_then(|start| Some((start, start + comment_length(&rest[start..])?))) {
        out.push_str(&rest[..start]);
        rest = &rest[end..];
    }
    out + rest
}

/// What has no end stays as it is: no word is dropped that a reader may see.
fn emptied(markup: &str, start_tag: &str, end_tag: &str) -> String {
    let mut out = String::with_capacity(markup.len());
    let mut rest = markup;
    while let Some(start) = find_outside_comments(rest, start_tag) {
        let Some(open) = rest[start..].find('>').map(|end| start + end + 1) else { break };
        let (tag, inside) = (&rest[start..open], &rest[open..]);
        let Some(end) = find(inside, end_tag) else { break };
        let is_data = find(tag, "json").is_some() && !are_overlong(&inside[..end]);
        out.push_str(&rest[..if is_data { open + end } else { open }]);
        rest = &inside[end..];
    }
    out + rest
}

/// Where `tag` begins in `text`, not in a comment.
fn find_outside_comments(text: &str, tag: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        at += text[at..].find('<')?;
        let rest = &text[at..];
        if rest.starts_with("<!--") {
            at += comment_length(rest)?;
        } else if rest.as_bytes().get(..tag.len()).is_some_and(|found| found.eq_ignore_ascii_case(tag.as_bytes())) {
            return Some(at);
        } else {
            at += 1;
        }
    }
}

/// How long the comment is with which `text` begins; `<!-->` is one (WHATWG HTML §13.2.5.43).
fn comment_length(text: &str) -> Option<usize> {
    let dashes = "<!".len();
    text[dashes..].find("-->").map(|end| dashes + end + "-->".len())
}

/// Where `name`, in small letters of ASCII, begins in `text`, whatever letters are written there.
fn find(text: &str, name: &str) -> Option<usize> {
    let (bytes, first) = (text.as_bytes(), name.as_bytes()[0]);
    let is_it = |at: &usize| bytes[*at..].get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()));
    let starts = bytes.iter().enumerate().filter(|(_, byte)| byte.eq_ignore_ascii_case(&first)).map(|(at, _)| at);
    starts.into_iter().find(is_it)
}

/// More attributes than a tag of an edition ever has.
const ATTRIBUTE_LIMIT: usize = 500;

/// Where in a tag a byte stands (WHATWG HTML §13.2.5.8, §13.2.5.32 to 39).
#[derive(Clone, Copy)]
enum State {
    TagName,
    BeforeName,
    Name,
    AfterName,
    BeforeValue,
    Double,
    Single,
    Unquoted,
}

const STATES: [State; 8] = [
    State::TagName,
    State::BeforeName,
    State::Name,
    State::AfterName,
    State::BeforeValue,
    State::Double,
    State::Single,
    State::Unquoted,
];

/// At least as many as the tag with the most attributes has. Every `<` is taken
/// for the start of a tag, in comments and values, too: so nothing can hide a
/// tag. All these readings go on side by side; of those in one state the one
/// with the most attributes stands for all.
fn most_attributes(bytes: &[u8]) -> usize {
    let mut open: [Option<usize>; 8] = [None; 8];
    let (mut most, mut is_idle, mut at) = (0, true, 0);
    while at < bytes.len() {
        if is_idle {
            match bytes[at..].iter().position(|&byte| byte == b'<') {
                Some(found) => at += found,
                None => return most,
            }
        }
        let byte = bytes[at];
        let mut next: [Option<usize>; 8] = [None; 8];
        for state in STATES {
            let Some(count) = open[state as usize] else { continue };
            let Some((state, added)) = step(state, byte) else { continue };
            most = most.max(count + added);
            let slot = &mut next[state as usize];
            *slot = (*slot).max(Some(count + added));
        }
        if byte == b'<' {
            let slot = &mut next[State::TagName as usize];
            *slot = (*slot).max(Some(0));
        }
        open = next;
        is_idle = open.iter().all(Option::is_none);
        at += 1;
    }
    most
}

/// The state after `byte` and how many attributes it began; nothing where the tag ends.
fn step(state: State, byte: u8) -> Option<(State, usize)> {
    let is_space = byte.is_ascii_whitespace();
    Some(match (state, byte) {
        (State::Double, b'"') | (State::Single, b'\'') => (State::BeforeName, 0),
        (State::Double | State::Single, _) => (state, 0),
        (_, b'>') => return None,
        (State::TagName, _) if is_space || byte == b'/' => (State::BeforeName, 0),
        (State::TagName, _) => (state, 0),
        (State::BeforeName, _) if is_space || byte == b'/' => (state, 0),
        (State::BeforeName, _) => (State::Name, 1),
        (State::Name | State::AfterName, b'=') => (State::BeforeValue, 0),
        (State::Name | State::AfterName, b'/') => (State::BeforeName, 0),
        (State::Name | State::AfterName, _) if is_space => (State::AfterName, 0),
        (State::Name, _) => (state, 0),
        (State::AfterName, _) => (State::Name, 1),
        (State::BeforeValue, b'"') => (State::Double, 0),
        (State::BeforeValue, b'\'') => (State::Single, 0),
        (State::BeforeValue, _) if is_space => (state, 0),
        (State::BeforeValue, _) => (State::Unquoted, 0),
        (State::Unquoted, _) if is_space => (State::BeforeName, 0),
        (State::Unquoted, _) => (state, 0),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_are_emptied_and_data_is_kept() {
        let page = "a<SCRIPT x='y'>if (a<b && c) {}</Script>b<script type=application/ld+json>{\"a\": 1}</script>c<script>";
        let expected = "a<SCRIPT x='y'></Script>b<script type=application/ld+json>{\"a\": 1}</script>c<script>";
        assert_eq!(without_scripts(page), expected);
        assert_eq!(without_machinery("a<style>b</style>c<!-- d -->e<!-->f<!--->g"), "a<style></style>cefg");
    }

    #[test]
    fn what_a_comment_names_and_what_has_no_end_drops_nothing() {
        for page in ["a<!-- <script> -->b", "a<!-- <SCRIPT x -->b</script>c", "a<script>b", "a<!-- b<script>c</script>"] {
            assert_eq!(without_scripts(page), page);
        }
        assert_eq!(without_scripts("a<!-- <script> -->b<script>c</script>d"), "a<!-- <script> -->b<script></script>d");
        assert_eq!(without_machinery("a<!-- <style> -->b<!-- c"), "ab<!-- c");
        assert_eq!(without_machinery("a<style>b<!-- c"), "a<style>b<!-- c");
    }

    #[test]
    fn the_tag_with_the_most_attributes_is_found_wherever_it_hides() {
        let cases = [
            ("no tag", 0),
            ("<p>", 0),
            ("<p a b=c d='e f' g=\"h > i\" j>", 5),
            ("<p a=\"1\"b=\"2\"c>", 3),
            ("<p a/b/c>", 3),
            ("<p a = 1 b>", 2),
            ("<!-- <a b=\" --><x a c d e>", 4),
            ("<a>b c d</a><i j k>", 2),
            ("<img src=\"data:a/b/c d\">", 1),
        ];
        for (markup, attributes) in cases {
            assert_eq!(most_attributes(markup.as_bytes()), attributes, "{markup}");
        }
    }
}
