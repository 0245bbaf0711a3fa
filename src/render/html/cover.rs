//! The head of the page, composed from the title as the cover is.

use crate::document::{Cover, Metadata, Text, speakers, title_remark};
use crate::render::body::{Setting, in_language, in_phrases, phrase, picture, said, title_parts};
use crate::render::markup::{Node, element, text};

pub fn cover(setting: &Setting) -> Node {
    let metadata = &setting.document.metadata;
    let speakers = speakers(metadata, setting.words);
    let line = |class: &str, words: Vec<Node>| Node::from(element("p").with("class", class).holding(words));
    let imprint = element("div")
        .with("class", "imprint")
        .holding(speakers.map(|names| line("speakers", phrase(&names))))
        .and(line("year", vec![text(metadata.year())]));
    let mut header = element("header").with("class", "cover").and(title(metadata));
    let subtitle = |words: &Text| in_phrases(words.language_in(&metadata.language), vec![said(words)]);
    header = header.holding(metadata.subtitle.as_ref().map(|words| line("subtitle", subtitle(words))));
    header = header.holding(title_remark(metadata, setting.words).map(|remark| line("remark", vec![said(&remark)])));
    if let Cover::Image { image, alternative } = &metadata.cover {
        let shown = in_language(element("img").with("src", (setting.image)(image)), alternative.language.as_ref());
        header = header.and(picture(shown, setting.document.images.get(image), &alternative.content));
    }
    header.and(imprint).into()
}

/// In its own language it is broken as that language is.
fn title(metadata: &Metadata) -> Node {
    let Text { content, language, is_outdated: _ } = &metadata.title;
    let own = metadata.title.language_in(&metadata.language);
    let has_spaces = own.has_word_spaces();
    let groups = if has_spaces { tied(content) } else { title_parts(content, own).into_iter().map(str::to_string).collect() };
    let mut shown: Vec<Node> = Vec::new();
    for (index, group) in groups.iter().enumerate() {
        if index > 0 && has_spaces {
            shown.push(text(" "));
        }
        shown.push(element("span").and(text(group)).into());
    }
    let heading = element("h1").with("class", format!("title {}", size(&groups, has_spaces)));
    match language {
        None => heading.holding(shown).into(),
        // Around all of them: the parts stand in the order of this language.
        Some(language) => heading.and(in_language(element("span"), Some(language)).holding(shown)).into(),
    }
}

/// `title` with each short word tied to the word after it, so that no line
/// ends in an article: broken by sense. Where most words are short, or letters
/// have no two sizes, the short ones are no articles.
fn tied(title: &str) -> Vec<String> {
    let is_short =
        |word: &str| word.chars().count() <= 3 && word.chars().all(|letter| letter.is_lowercase() || letter.is_uppercase());
    let words = || title.split(' ').filter(|word| !word.is_empty());
    let has_articles = words().filter(|word| is_short(word)).count() * 3 <= words().count() * 2;
    let mut groups: Vec<String> = Vec::new();
    let mut is_open = false;
    for word in words() {
        match groups.last_mut() {
            Some(group) if is_open => {
                group.push(' ');
                group.push_str(word);
            }
            _ => groups.push(word.to_string()),
        }
        is_open = has_articles && is_short(word);
    }
    groups
}

/// How large the title can be: its longest part fits in one line, the whole in
/// about a square. A part in
/// a script without spaces between words need not fit: it has several.
fn size(groups: &[String], has_spaces: bool) -> &'static str {
    let width = |group: &String| group.chars().map(width).sum::<f64>();
    let longest = groups.iter().map(width).fold(1.0, f64::max);
    let longest = if has_spaces { longest } else { longest.min(10.0) };
    let whole = groups.iter().map(width).sum::<f64>().max(1.0);
    let part_of_measure = (200.0 / longest).min((20_000.0 / whole).sqrt());
    match part_of_measure {
        part if part >= 22.0 => "largest",
        part if part >= 16.0 => "large",
        part if part >= 11.0 => "middling",
        _ => "small",
    }
}

/// About how wide a letter is, in halves of an em.
fn width(letter: char) -> f64 {
    match letter {
        '\u{2e80}'.. => 2.0,
        // Tamil.
        '\u{0b80}'..='\u{0bff}' => 1.9,
        // Armenian, Burmese, Georgian, Ethiopic.
        '\u{0530}'..='\u{058f}' | '\u{1000}'..='\u{139f}' => 1.45,
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_broken_by_sense_and_as_large_as_it_can_be() {
        let cases = [
            ("Our Core Values", vec!["Our Core", "Values"], "largest"),
            ("What We Believe In", vec!["What", "We Believe", "In"], "large"),
            ("Những giá trị cốt lõi", vec!["Những", "giá", "trị", "cốt", "lõi"], "largest"),
            ("우리의 핵심 가치", vec!["우리의", "핵심", "가치"], "largest"),
            (
                "A Declaration of the Principles of Cooperation",
                vec!["A Declaration", "of the Principles", "of Cooperation"],
                "middling",
            ),
        ];
        for (title, groups, expected) in cases {
            let tied = tied(title);
            assert_eq!((size(&tied, true), tied), (expected, groups.iter().map(|group| group.to_string()).collect()));
        }
        let cases = [
            ("zh-Hans", "核心价值", vec!["核心价值"], "largest"),
            ("zh-Hans", "我们的核心价值：简明版", vec!["我们的", "核心价值：", "简明版"], "large"),
            ("th", "ห้องสมุดริมบ่อน้ำ", vec!["ห้องสมุดริมบ่อน้ำ"], "large"),
        ];
        for (language, title, groups, expected) in cases {
            let language = crate::document::Language::parse(language).unwrap();
            let parts: Vec<String> = title_parts(title, &language).into_iter().map(str::to_string).collect();
            assert_eq!((size(&parts, false), parts), (expected, groups.iter().map(|group| group.to_string()).collect()));
        }
    }
}
