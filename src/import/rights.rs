//! Lines that say whose a text is.

/// Is `line` a rights statement: a copyright mark or word and a year, or all
/// rights reserved?
pub(super) fn is_rights(line: &str) -> bool {
    let lower = line.to_lowercase();
    let is_short = line.split_whitespace().count() <= 30;
    let has_mark = ["copyright", "©", "(c)"].iter().any(|mark| lower.starts_with(mark));
    is_short && ((has_mark && year(line).is_some()) || lower.contains("all rights reserved"))
}

/// The first year in `text`: four digits that stand alone.
pub(super) fn year(text: &str) -> Option<u16> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.len() == 4)
        .find_map(|word| word.parse().ok().filter(|year| (1400..2200).contains(year)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rights_line_begins_with_a_mark_and_names_a_year() {
        for line in [
            "Copyright © 2020 ~ All Rights Reserved",
            "© 1999–2003 The Board",
            "(c) 2024 Ada",
            "Some rights? All rights reserved.",
        ] {
            assert!(is_rights(line), "{line}");
        }
        for line in ["Copyright is a right.", "In 2020 we met.", "© the board", ""] {
            assert!(!is_rights(line), "{line}");
        }
        assert_eq!(year("Copyright © 2020 ~"), Some(2020));
        assert_eq!(year("20200 or 12"), None);
    }
}
