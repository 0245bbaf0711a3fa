//! Which faces a screen edition carries, with which characters.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use typst::foundations::Regex;

use super::coverage::{is_invisible, latin, stack, weight};
use super::ideographs::is_ideograph;
use super::needs::{Role, needs};
use super::subset::SubsetPlan;
use super::{Face, Library, Style};
use crate::document::{Document, Words};
use crate::theme::{LATIN_LETTERS, Theme, Tokens, css, script_of};

/// One plan for each face that the text or the theme uses, in the order of
/// family, weight and style. A face of text gets every character of the text in
/// its script that it has, since a style sheet may set any of it in italics or in
/// bold; but of ideographs, of which there are thousands, a bold face gets those
/// that are bold by what they are. A face of code gets what stands in code, and one of
/// addresses what stands in those.
pub fn plan_screen_faces(document: &Document, words: &Words, theme: &Theme, library: &Library) -> Vec<SubsetPlan> {
    let mut needs = needs(document, words);
    // The colophon names the families.
    let names = theme.tokens.font_stacks().flat_map(|(_, families)| families).flat_map(|family| family.chars());
    let facts = needs.entry((script_of(&document.metadata.language), Role::Machine, Style::Upright)).or_default();
    facts.extend(names.map(|character| (character, None)));
    let sheet = [theme.screen_css.as_str(), &theme.book_css, &css(&theme.tokens)].join("\n");
    let mut of_text: BTreeMap<&str, BTreeSet<char>> = BTreeMap::new();
    for ((script, role, _), characters) in &needs {
        if !matches!(role, Role::Code | Role::Machine) {
            let visible = characters.keys().copied().filter(|character| !is_invisible(*character));
            of_text.entry(script).or_default().extend(visible);
        }
    }
    if sets_italics(&sheet) {
        of_text.keys().for_each(|script| {
            needs.entry((script, Role::Text, Style::Italic)).or_default();
        });
    }
    let mut wanted: BTreeMap<(String, u16, Style), Wanted> = BTreeMap::new();
    let (switched_on, none) = (features(&sheet), BTreeSet::new());
    for (&(script, role, style), characters) in &needs {
        let tokens = theme.tokens_in(script);
        let (characters, features) = match role {
            Role::Code => (characters.keys().copied().collect(), &none),
            Role::Machine => (characters.keys().copied().collect(), &switched_on),
            Role::Text | Role::Strong | Role::Heading | Role::Key => {
                let is_plain = weight(role, tokens) == weight(Role::Text, tokens);
                let is_taken = |character: &char| is_plain || !is_ideograph(*character) || characters.contains_key(character);
                (of_text[script].iter().copied().filter(is_taken).collect(), &switched_on)
            }
        };
        for (face, own) in shared_out(characters, role, style, tokens, library) {
            let entry = wanted.entry((face.family.clone(), face.weight, face.style));
            let wanted = entry.or_insert_with(|| Wanted::of(face));
            wanted.characters.extend::<BTreeSet<char>>(own);
            wanted.features.extend(features.iter());
            wanted.languages.extend(theme.languages_in(script).map(|language| language.tag().to_string()));
        }
    }
    let used = wanted.into_values().filter(|wanted| !wanted.characters.is_empty());
    used.map(|wanted| SubsetPlan::new(wanted.face.clone(), wanted.characters, wanted.features).for_languages(wanted.languages))
        .collect()
}

/// What is wanted of a face.
struct Wanted<'a> {
    face: &'a Face,
    characters: BTreeSet<char>,
    /// Those that are switched on.
    features: BTreeSet<[u8; 4]>,
    languages: BTreeSet<String>,
}

impl<'a> Wanted<'a> {
    fn of(face: &'a Face) -> Self {
        Self { face, characters: BTreeSet::new(), features: BTreeSet::new(), languages: BTreeSet::new() }
    }
}

/// Which of the `characters` each face of the stack shows: the first that has
/// them, Latin letters the one that the script asks for.
fn shared_out<'a>(
    characters: BTreeSet<char>,
    role: Role,
    style: Style,
    tokens: &Tokens,
    library: &'a Library,
) -> Vec<(&'a Face, BTreeSet<char>)> {
    let face = |family: &String| library.select(family, weight(role, tokens), style);
    let mut shares: Vec<(&Face, BTreeSet<char>)> = Vec::new();
    let mut left = characters;
    if let Some(face) = latin(role, tokens).and_then(face) {
        let (own, others) = left.into_iter().partition(|character| face.has(*character) && is_latin_letter(*character));
        left = others;
        shares.push((face, own));
    }
    for face in stack(role, tokens).iter().filter_map(face) {
        let (own, others) = left.into_iter().partition(|character| face.has(*character));
        left = others;
        shares.push((face, own));
    }
    shares
}

fn is_latin_letter(character: char) -> bool {
    static LETTERS: LazyLock<Regex> = LazyLock::new(|| Regex::new(LATIN_LETTERS).expect("it is a class of characters"));
    LETTERS.is_match(character.encode_utf8(&mut [0; 4]))
}

/// Whether a rule sets italics where the text does not ask for them itself, as
/// `em` and the deepest headings do.
fn sets_italics(sheet: &str) -> bool {
    const ASKED_FOR: [&str; 7] = ["em", "i", "cite", "h4", "h5", "h6", ".tasks .state"];
    let mut rules = sheet.split('}').filter(|rule| rule.contains("font-style: italic") || rule.contains("font-style:italic"));
    rules.any(|rule| {
        let before = rule.rsplit_once('{').map_or("", |(before, _)| before);
        let selectors = before.rsplit(['{', '/', ';']).next().unwrap_or_default();
        selectors.split(',').any(|selector| !ASKED_FOR.contains(&selector.trim()))
    })
}

/// The OpenType features that a style sheet switches on by the words of CSS
/// Fonts 4 §6 or by their tags.
fn features(sheet: &str) -> BTreeSet<[u8; 4]> {
    let by_word: [(&str, &[&[u8; 4]]); 17] = [
        ("small-caps", &[b"smcp"]),
        ("all-small-caps", &[b"smcp", b"c2sc"]),
        ("petite-caps", &[b"pcap"]),
        ("oldstyle-nums", &[b"onum"]),
        ("lining-nums", &[b"lnum"]),
        ("tabular-nums", &[b"tnum"]),
        ("proportional-nums", &[b"pnum"]),
        ("diagonal-fractions", &[b"frac"]),
        ("ordinal", &[b"ordn"]),
        ("slashed-zero", &[b"zero"]),
        ("discretionary-ligatures", &[b"dlig"]),
        ("historical-ligatures", &[b"hlig"]),
        ("historical-forms", &[b"hist"]),
        ("unicase", &[b"unic"]),
        ("titling-caps", &[b"titl"]),
        ("font-variant-position: super", &[b"sups"]),
        ("font-variant-position: sub", &[b"subs"]),
    ];
    let words = by_word.iter().filter(|(word, _)| sheet.contains(word)).flat_map(|(_, tags)| tags.iter().map(|tag| **tag));
    words.chain(tags(sheet)).collect()
}

/// The tags in `font-feature-settings: "smcp", "onum" 1`.
fn tags(sheet: &str) -> impl Iterator<Item = [u8; 4]> {
    let settings = sheet.match_indices("font-feature-settings").filter_map(|(at, _)| sheet[at..].split([';', '}']).next());
    settings.flat_map(|setting| setting.split(['"', '\'']).skip(1).step_by(2)).filter_map(|tag| tag.as_bytes().try_into().ok())
}
