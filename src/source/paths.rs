//! Paths as they are written in a text.

use percent_encoding::percent_decode_str;

use crate::diagnostics::inside;

/// The path inside the folder of what the file at `from` calls `written`;
/// nothing if it leads out of the folder.
pub(super) fn resolve(from: &str, written: &str) -> Option<String> {
    let written = decode(written).replace('\\', "/");
    if written.starts_with('/') {
        return None;
    }
    match from.rsplit_once('/') {
        // What is inside only in the folder of `from` is not absolute.
        Some((folder, _)) if written.as_bytes().get(1) != Some(&b':') => inside(&format!("{folder}/{written}")),
        _ => inside(&written),
    }
}

/// `text` with `%20` and the like as the characters that they stand for.
pub(super) fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8().map_or_else(|_| text.to_string(), |text| text.into_owned())
}

/// `https` of `https://…`; nothing for a path. One letter is a drive of Windows.
pub(super) fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let is_scheme = scheme.len() > 1
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    is_scheme.then_some(scheme)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_seen_from_the_file_that_names_it() {
        let cases = [
            ("a.md", "b.png", Some("b.png")),
            ("texts/a.md", "../images/b.png", Some("images/b.png")),
            ("texts/a.md", "my%20image.png", Some("texts/my image.png")),
            ("texts/a.md", "../../b.png", None),
            ("texts/a.md", "/etc/passwd", None),
            ("texts/a.md", "C:\\b.png", None),
            ("a.md", "%2e%2e/b", None),
        ];
        for (from, written, expected) in cases {
            assert_eq!(resolve(from, written).as_deref(), expected, "{from} {written}");
        }
    }

    #[test]
    fn a_scheme_is_more_than_a_letter() {
        assert_eq!(scheme("javascript:alert(1)"), Some("javascript"));
        assert_eq!(scheme("C:/a"), None);
        assert_eq!(scheme("a/b:c"), None);
    }
}
