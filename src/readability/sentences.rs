//! Where sentences begin and end.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::document::Language;

/// The sentences of `text`, as byte ranges without blanks at their ends: by
/// Unicode Standard Annex 29 §5, but for full stops after abbreviations,
/// initials and, where they are written so, ordinal numbers.
pub(super) fn sentences(text: &str, language: &Language) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for (at, part) in text.split_sentence_bound_indices() {
        let end = at + part.len();
        if is_unfinished(&text[start..end], language) && end < text.len() {
            continue;
        }
        let whole = &text[start..end];
        let trimmed = whole.trim();
        if trimmed.contains(char::is_alphanumeric) {
            let first = start + whole.len() - whole.trim_start().len();
            out.push(first..first + trimmed.len());
        } else if let Some(last) = out.last_mut() {
            // A mark that stands apart belongs to what it ends.
            last.end = start + whole.trim_end().len();
        }
        start = end;
    }
    out
}

/// Whether the languages of this script mark where sentences end.
pub(super) fn are_marked(language: &Language) -> bool {
    !matches!(language.script(), Some("Thai" | "Laoo"))
}

/// Whether the full stop at the end of `text` ends no sentence.
fn is_unfinished(text: &str, language: &Language) -> bool {
    let Some(before) = text.trim_end().strip_suffix('.') else { return false };
    let word = before.rsplit(|c: char| c.is_whitespace() || "([“„«\"'’-".contains(c)).next().unwrap_or_default();
    let mut characters = word.chars();
    let is_initial =
        matches!((characters.next(), characters.next()), (Some(first), None) if first.is_uppercase() && first != 'I');
    let is_ordinal = !word.is_empty() && word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_digit());
    is_initial || (is_ordinal && ORDINALS_WITH_A_STOP.contains(&language.primary())) || abbreviations(language).contains(&word)
}

const ORDINALS_WITH_A_STOP: [&str; 15] =
    ["de", "da", "nb", "nn", "no", "fi", "cs", "sk", "pl", "hu", "sl", "hr", "et", "lv", "tr"];

/// Those before which a sentence rarely ends.
fn abbreviations(language: &Language) -> &'static [&'static str] {
    match language.primary() {
        "en" => &[
            "Mr", "Mrs", "Ms", "Mx", "Dr", "Prof", "St", "Rev", "Gen", "Gov", "Sen", "Rep", "Hon", "Fig", "No", "vs", "e.g",
            "i.e", "cf",
        ],
        "es" => {
            &["Sr", "Sra", "Srta", "Sres", "Dr", "Dra", "Prof", "Ud", "Uds", "D", "Dña", "pág", "págs", "art", "núm", "p. ej"]
        }
        "fr" => &["M", "MM", "Mme", "Mmes", "Mlle", "Me", "Dr", "Pr", "St", "Ste", "art", "p", "cf", "p. ex"],
        "de" => &["Hr", "Fr", "Dr", "Prof", "Nr", "Str", "Abs", "Art", "St", "bzw", "ca", "vgl", "z.B", "d.h", "u.a", "B", "h"],
        "it" => &["Sig", "Dott", "Prof", "Avv", "On", "art", "pag", "n", "cfr"],
        "pt" => &["Sr", "Sra", "Dr", "Dra", "Prof", "Profa", "art", "pág", "n", "V. Exa"],
        "nl" => &["Dhr", "dhr", "Mevr", "mevr", "Dr", "dr", "Prof", "prof", "nr", "bijv", "d.w.z"],
        "sv" | "da" | "nb" | "nn" | "no" => &["Dr", "dr", "nr", "t.ex", "bl.a", "f.eks", "bl. a"],
        "ru" | "uk" => &["г", "гг", "ул", "им", "т", "стр", "см", "т.е", "т.к"],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(tag: &str, text: &str, expected: &[&str]) {
        let language = Language::parse(tag).expect("a tag");
        let found: Vec<&str> = sentences(text, &language).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, expected, "{tag}");
    }

    #[test]
    fn a_full_stop_need_not_end_a_sentence() {
        check(
            "en",
            "Dr. Smith met J. R. Jones at 3.5 p.m. in St. Louis. They left!",
            &["Dr. Smith met J. R. Jones at 3.5 p.m. in St. Louis.", "They left!"],
        );
        check("en", "So do I. You too? “Yes.” Good", &["So do I.", "You too?", "“Yes.”", "Good"]);
        check("de", "Am 3. Oktober kam Hr. Meier. Er blieb.", &["Am 3. Oktober kam Hr. Meier.", "Er blieb."]);
        check("es", "¿Vino la Sra. Gómez? ¡Sí!", &["¿Vino la Sra. Gómez?", "¡Sí!"]);
        check("zh", "我们来了。你呢？好！", &["我们来了。", "你呢？", "好！"]);
        check("ar", "من أنت؟ أنا هنا.", &["من أنت؟", "أنا هنا."]);
        check("hi", "हम आए। तुम भी।", &["हम आए।", "तुम भी।"]);
        check("en", "", &[]);
    }
}
