//! The nearest right word to a wrong one.

/// The one of `known` that was most likely meant by `written`, if one is near enough.
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if written.len() > 200 {
        return None;
    }
    let distance_max = (written.chars().count() / 3).max(1);
    known
        .into_iter()
        .filter(|known| known.len().abs_diff(written.len()) <= 4 * distance_max)
        .map(|known| (strsim::damerau_levenshtein(written, known), known))
        .filter(|(distance, _)| *distance <= distance_max)
        .min()
        .map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_is_near_and_another_word_is_not() {
        assert_eq!(nearest("honsty", ["trust", "honesty"]), Some("honesty"));
        assert_eq!(nearest("care", ["trust", "honesty"]), None);
    }
}
