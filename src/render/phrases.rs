//! Where a line of large letters may end in scripts without spaces between words:
//! after a phrase, that is, a word with what belongs to it. Lines of running text
//! end where the rules of the script let them.

use crate::document::{Language, segments};

/// `text` in phrases, each with the marks and spaces after it, which together are
/// `text`; all of it in one where spaces part the words, or where it says itself
/// where they end, by U+200B.
pub fn phrases<'a>(text: &'a str, language: &Language) -> Vec<&'a str> {
    if text.is_empty() || language.has_word_spaces() || text.contains('\u{200b}') {
        return vec![text];
    }
    let script = Script::of(language);
    let mut phrases: Vec<&str> = Vec::new();
    let (mut start, mut last) = (0, "");
    for word in segments(text) {
        let end = start + phrases.last().map_or(0, |phrase| phrase.len());
        if !last.is_empty() && script.belongs_to(&text[start..end], last, word) {
            phrases.pop();
        } else {
            start = end;
        }
        phrases.push(&text[start..end + word.len()]);
        last = word;
    }
    phrases
}

/// The parts of a title, which is larger still, between which its lines end by
/// sense: phrases, and those nouns in one that stand without a particle between
/// them in Chinese and Japanese, as `核心价值观`.
pub fn parts_of_title<'a>(title: &'a str, language: &Language) -> Vec<&'a str> {
    let is_end = |letter: char| is_hiragana(letter) || is_mark(letter) || "的之".contains(letter);
    let has_particles = matches!(Script::of(language), Script::Chinese | Script::Japanese);
    let mut parts: Vec<&str> = Vec::new();
    let mut start = 0;
    for phrase in phrases(title, language) {
        let end = start + parts.last().map_or(0, |part| part.len());
        let grown = &title[start..end + phrase.len()];
        if !has_particles || title[start..end].ends_with(is_end) || grown.chars().count() > COMPOUND_LETTERS_MAX {
            start = end;
        } else {
            parts.pop();
        }
        parts.push(&title[start..end + phrase.len()]);
    }
    parts
}

/// The most letters of nouns that are one part of a title.
const COMPOUND_LETTERS_MAX: usize = 7;

/// What stands before the letters of `phrase`, its letters, and what stands after
/// them: marks and spaces, at which the rules of the script hold.
pub fn letters_within(phrase: &str) -> (&str, &str, &str) {
    let start = phrase.find(|letter| !is_mark(letter)).unwrap_or(phrase.len());
    let end = phrase.trim_end_matches(is_mark).len().max(start);
    (&phrase[..start], &phrase[start..end], &phrase[end..])
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Chinese,
    Japanese,
    Burmese,
    /// The dictionary's words stand by themselves.
    Other,
}

impl Script {
    fn of(language: &Language) -> Self {
        match language.script() {
            Some("Hans" | "Hant" | "Hani" | "Bopo") => Self::Chinese,
            Some("Jpan") => Self::Japanese,
            Some("Mymr") => Self::Burmese,
            _ => Self::Other,
        }
    }

    /// Whether no line is to end between `phrase`, the last word of which is
    /// `last`, and `word`.
    fn belongs_to(self, phrase: &str, last: &str, word: &str) -> bool {
        let (Some(before), Some(after)) = (last.chars().next_back(), word.chars().next()) else { return true };
        if is_mark(after) || is_mark(before) || is_repetition(after) {
            return !is_opening(after) && (is_opening(before) || is_mark(after) || is_repetition(after));
        }
        // A number and what is counted, a name in other letters and what it is.
        if before.is_ascii_alphanumeric() != after.is_ascii_alphanumeric() {
            return true;
        }
        match self {
            Self::Chinese => belongs_to_chinese(phrase, last, word),
            Self::Japanese => word.chars().all(is_hiragana) && has_room(phrase),
            Self::Burmese => BURMESE_ENDINGS.contains(&word),
            Self::Other => false,
        }
    }
}

/// A word of one letter belongs to the word after it if it leads there, and else
/// to the word before it, as does what begins with a particle.
fn belongs_to_chinese(phrase: &str, last: &str, word: &str) -> bool {
    let is_one = |word: &str| word.chars().count() == 1;
    let leads = |word: &str| is_one(word) && LEADING.contains(word);
    let begins_alone = is_one(last) && letters_within(phrase).1 == last;
    let follows = (is_one(word) && !leads(word)) || word.starts_with(['的', '了', '们', '們']);
    leads(last) || begins_alone || (follows && has_room(phrase))
}

/// Chinese words of one letter that lead to the next one: prepositions,
/// conjunctions, pronouns, adverbs, numbers.
const LEADING: &str = "为在与和及或并由让从对把被向以于使给比跟将因若如但而则不更最很各这那每本该一两几有是要会能就也都又再还可应须请谁我你他她它第既\
                       為與並讓從對給將則這該兩幾會還應須請誰";

/// Burmese particles and suffixes, which the dictionary has as words.
const BURMESE_ENDINGS: [&str; 21] = [
    "သည်",
    "များ",
    "ကို",
    "တွင်",
    "မှ",
    "၏",
    "နှင့်",
    "အတွက်",
    "တို့",
    "က",
    "လည်း",
    "ဖြင့်",
    "သော",
    "ရန်",
    "မည်",
    "ပါ",
    "သူ",
    "သူများ",
    "သို့",
    "ချက်",
    "ခြင်း",
];

/// A phrase of so many letters is not made longer by what can stand by itself.
fn has_room(phrase: &str) -> bool {
    phrase.chars().count() < 10
}

fn is_hiragana(letter: char) -> bool {
    matches!(letter, '\u{3041}'..='\u{309f}' | 'ー')
}

/// Of Thai, Lao, Khmer, Chinese and Japanese.
fn is_repetition(letter: char) -> bool {
    matches!(letter, 'ๆ' | 'ໆ' | 'ៗ' | '々')
}

fn is_opening(letter: char) -> bool {
    "([{“‘«‹「『（《〈【〔〖［｛".contains(letter)
}

/// A space or a mark of punctuation, of these scripts or of all.
fn is_mark(letter: char) -> bool {
    letter.is_whitespace()
        || letter.is_ascii_punctuation()
        || matches!(letter, '\u{a1}'..='\u{bf}' | '\u{2000}'..='\u{206f}' | '\u{3001}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{30fb}')
        || matches!(letter, '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}')
        || matches!(letter, 'ฯ' | '\u{e5a}' | '\u{e5b}' | '\u{104a}'..='\u{104b}' | '\u{17d4}'..='\u{17d6}' | '\u{17d8}'..='\u{17da}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_ends_after_a_word_with_what_belongs_to_it() {
        let cases = [
            ("zh-Hans", "我们的核心价值观", "我们的|核心|价值观"),
            ("zh-Hans", "至关重要的是，我们要彼此尊重。", "至关|重要的是，|我们|要彼此|尊重。"),
            ("zh-Hans", "爱与同情心必须推动我们为所有人建设", "爱与同情心|必须|推动|我们|为所有人|建设"),
            ("zh-Hans", "他们说“不”：AI时代", "他们说|“不”：|AI时代"),
            ("ja", "すべての人の図書館について、約束すること。", "すべての|人の|図書館について、|約束すること。"),
            ("th", "พลิกหน้าหนังสือช้า ๆ", "พลิก|หน้า|หนังสือ|ช้า ๆ"),
            ("my", "ရေတွင်းဘေးမှ စာကြည့်တိုက်", "ရေတွင်း|ဘေးမှ |စာကြည့်တိုက်"),
            ("km", "អ្នកណា\u{200b}អាច\u{200b}អាន", "អ្នកណា\u{200b}អាច\u{200b}អាន"),
            ("en", "plain words", "plain words"),
        ];
        for (language, text, expected) in cases {
            assert_eq!(phrases(text, &Language::parse(language).unwrap()).join("|"), expected);
        }
        assert_eq!(phrases("", &Language::parse("zh").unwrap()), [""]);
    }

    #[test]
    fn a_title_is_parted_by_sense() {
        let cases = [
            ("zh-Hans", "我们的核心价值观", "我们的|核心价值观"),
            ("zh-Hans", "移民运动愿景构想过程的价值观：简明语言版", "移民运动愿景|构想过程的|价值观：|简明语言版"),
            ("ja", "すべての人の図書館", "すべての|人の|図書館"),
            ("my", "ရေတွင်းဘေးမှ စာကြည့်တိုက်", "ရေတွင်း|ဘေးမှ |စာကြည့်တိုက်"),
        ];
        for (language, title, expected) in cases {
            assert_eq!(parts_of_title(title, &Language::parse(language).unwrap()).join("|"), expected);
        }
    }

    #[test]
    fn marks_are_told_from_letters() {
        assert_eq!(letters_within("“不”："), ("“", "不", "”："));
        assert_eq!(letters_within("ช้า ๆ "), ("", "ช้า ๆ", " "));
        assert_eq!(letters_within("——"), ("——", "", ""));
        assert_eq!(letters_within(""), ("", "", ""));
    }
}
