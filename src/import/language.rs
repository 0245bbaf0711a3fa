//! Which language a text seems to be in.

/// The tag of the language that `text` seems to be in: by its script, or by
/// the commonest words of languages in Latin script.
pub(super) fn guess(text: &str) -> Option<&'static str> {
    by_script(text).or_else(|| by_words(text))
}

/// The language most written in a script, if most letters are in it.
fn by_script(text: &str) -> Option<&'static str> {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let share = |range: std::ops::RangeInclusive<char>| text.chars().filter(|c| range.contains(c)).count() * 2 > letters;
    let some = |range: std::ops::RangeInclusive<char>| text.chars().filter(|c| range.contains(c)).count() * 10 > letters;
    if letters == 0 {
        return None;
    }
    if some('\u{3040}'..='\u{30ff}') {
        return Some("ja");
    }
    SCRIPTS.iter().find(|(first, last, _)| share(*first..=*last)).map(|(_, _, tag)| *tag)
}

const SCRIPTS: &[(char, char, &str)] = &[
    ('\u{370}', '\u{3ff}', "el"),
    ('\u{400}', '\u{4ff}', "ru"),
    ('\u{590}', '\u{5ff}', "he"),
    ('\u{600}', '\u{6ff}', "ar"),
    ('\u{900}', '\u{97f}', "hi"),
    ('\u{980}', '\u{9ff}', "bn"),
    ('\u{b80}', '\u{bff}', "ta"),
    ('\u{e00}', '\u{e7f}', "th"),
    ('\u{1200}', '\u{137f}', "am"),
    ('\u{4e00}', '\u{9fff}', "zh"),
    ('\u{ac00}', '\u{d7a3}', "ko"),
];

fn by_words(text: &str) -> Option<&'static str> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    let score = |known: &[&str]| words.iter().filter(|word| known.contains(word)).count();
    let (best, tag) = WORDS.iter().map(|(tag, known)| (score(known), *tag)).max_by_key(|(score, _)| *score)?;
    (best * 12 >= words.len() && best >= 3).then_some(tag)
}

const WORDS: &[(&str, &[&str])] = &[
    ("en", &["the", "and", "of", "to", "is", "are", "we", "that", "with", "for"]),
    ("es", &["el", "los", "las", "que", "y", "es", "del", "con", "para", "una"]),
    ("fr", &["le", "les", "des", "et", "est", "nous", "dans", "pour", "une", "du"]),
    ("pt", &["o", "os", "as", "que", "é", "do", "da", "não", "com", "uma"]),
    ("it", &["il", "gli", "che", "e", "è", "di", "della", "con", "per", "sono"]),
    ("de", &["der", "die", "das", "und", "ist", "wir", "nicht", "mit", "ein", "zu"]),
    ("nl", &["de", "het", "een", "en", "van", "wij", "niet", "met", "voor", "zijn"]),
    ("pl", &["i", "w", "na", "się", "nie", "jest", "z", "do", "że", "są"]),
    ("tr", &["ve", "bir", "bu", "için", "ile", "biz", "olarak", "da", "ne", "değil"]),
    ("vi", &["và", "của", "là", "các", "chúng", "tôi", "có", "không", "cho", "một"]),
    ("tl", &["ang", "ng", "mga", "sa", "at", "ay", "na", "kami", "para", "hindi"]),
    ("ht", &["nou", "ak", "nan", "yo", "pou", "ki", "se", "gen", "ou", "li"]),
    ("so", &["iyo", "waa", "ka", "in", "ee", "oo", "ku", "waxaan", "si", "la"]),
    ("sw", &["na", "ya", "wa", "kwa", "ni", "katika", "la", "za", "sisi", "kila"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_known_by_its_letters_or_its_commonest_words() {
        let cases = [
            ("We know that the crane is for all of us and we are with them.", Some("en")),
            ("Wir wissen, dass der Kran nicht für uns ist und die Leute mit ihm gehen.", Some("de")),
            ("Nous savons que les grues sont dans le port et pour les gens du quai.", Some("fr")),
            ("مرحبا بكم في الميناء", Some("ar")),
            ("港はみんなのものです", Some("ja")),
            ("港口属于所有人", Some("zh")),
            ("Xyzzy", None),
            ("12 34", None),
        ];
        for (text, expected) in cases {
            assert_eq!(guess(text), expected, "{text}");
        }
    }
}
