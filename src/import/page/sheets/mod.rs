//! What style sheets say of words: that they are slanted, heavy, struck,
//! raised, hidden. Read are selectors of elements, classes and ids, with what
//! they stand in (Selectors 3 §6, §8.1, §8.2); a rule with any other is left
//! alone, and so is what is not for screens.

mod declarations;
mod rules;

use std::collections::BTreeMap;

use self::rules::Rule;
use super::notes::key;
use crate::elements::Element;

pub(super) use self::declarations::{Look, Position};

/// How the elements of a page look, where a style sheet or they themselves say so.
#[derive(Default)]
pub(in crate::import) struct Looks {
    looks: BTreeMap<usize, Look>,
    /// Whether there was more to look through than can be.
    pub are_too_many: bool,
}

/// So many rules are held against elements in all; a page with the style sheet
/// of a large site needs a tenth of it.
const WORK_LIMIT: usize = 5_000_000;

impl Looks {
    /// The looks of what stands in `pages`, each with the texts of its style sheets.
    pub fn of<'a>(pages: impl IntoIterator<Item = (&'a Element, Vec<String>)>) -> Self {
        let mut walk = Walk { list: Vec::new(), texts: Vec::new(), read: 0, work: 0, looks: Self::default() };
        for (root, texts) in pages {
            // The pages of a book mostly share theirs.
            if walk.texts != texts {
                walk.read_sheets(texts);
            }
            let list = std::mem::take(&mut walk.list);
            walk.enter(root, &index(&list), &mut Vec::new());
            walk.list = list;
        }
        walk.looks
    }

    pub(in crate::import::page) fn of_element(&self, element: &Element) -> Look {
        self.looks.get(&key(element)).copied().unwrap_or_default()
    }
}

/// Rules by what the element itself must be called.
type Index<'r> = BTreeMap<String, Vec<&'r Rule>>;

fn index(list: &[Rule]) -> Index<'_> {
    let mut by_name = Index::new();
    for rule in list {
        by_name.entry(rule.selector.name()).or_default().push(rule);
    }
    by_name
}

struct Walk {
    /// The rules of the style sheets `texts`.
    list: Vec<Rule>,
    texts: Vec<String>,
    /// How many bytes of style sheets were read, again and again.
    read: usize,
    work: usize,
    looks: Looks,
}

impl Walk {
    fn read_sheets(&mut self, texts: Vec<String>) {
        self.list.clear();
        self.read += texts.iter().map(String::len).sum::<usize>();
        if self.read > READ_LIMIT {
            self.looks.are_too_many = true;
        } else {
            texts.iter().for_each(|text| rules::read(text, &mut self.list));
        }
        self.texts = texts;
    }

    fn enter<'e>(&mut self, element: &'e Element, index: &Index, above: &mut Vec<&'e Element>) {
        let look = self.look(element, index, above);
        if look != Look::default() {
            self.looks.looks.insert(key(element), look);
        }
        above.push(element);
        element.elements().for_each(|inner| self.enter(inner, index, above));
        above.pop();
    }

    fn look(&mut self, element: &Element, index: &Index, above: &[&Element]) -> Look {
        let mut found: Vec<&Rule> = Vec::new();
        let classes = element.attribute("class").unwrap_or_default().split_ascii_whitespace().map(|class| format!(".{class}"));
        let names =
            element.id().map(|id| format!("#{id}")).into_iter().chain(classes).chain([element.name.clone(), "*".into()]);
        for name in names {
            let Some(rules) = index.get(&name) else { continue };
            for rule in rules {
                self.work += 1 + above.len() * (rule.selector.parts.len() - 1);
                if self.work > WORK_LIMIT {
                    self.looks.are_too_many = true;
                    return Look::default();
                }
                if rule.selector.is_met(element, above) {
                    found.push(rule);
                }
            }
        }
        found.sort_by_key(|rule| (rule.selector.rank(), rule.order));
        let own = element.attribute("style").map(declarations::of_element).unwrap_or_default();
        found.into_iter().map(|rule| rule.look).chain([own]).fold(Look::default(), Look::under)
    }
}

/// The style sheets that a page has in itself, and those that it names and
/// `read` gives, in their order; and how many are missing.
pub(in crate::import) fn of_page(root: &Element, read: &dyn Fn(&str) -> Option<Vec<u8>>) -> (Vec<String>, usize) {
    let (mut texts, mut missing) = (Vec::new(), 0);
    let mut bytes = 0;
    for element in root.descendants() {
        let is_for_screens = element.attribute("media").is_none_or(|media| media.contains("screen") || media.contains("all"));
        let is_sheet = element.name == "link" && element.has_word("rel", "stylesheet") && !element.has_word("rel", "alternate");
        let text = match element.name.as_str() {
            "style" if is_for_screens => element.nodes.iter().filter_map(crate::elements::Node::text).collect(),
            "link" if is_sheet && is_for_screens => match element.attribute("href").and_then(read) {
                Some(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
                None => {
                    missing += 1;
                    continue;
                }
            },
            _ => continue,
        };
        bytes += text.len();
        if bytes > BYTE_LIMIT {
            missing += 1;
            continue;
        }
        texts.push(text);
    }
    (texts, missing)
}

/// The style sheets of the largest sites are some megabytes.
const BYTE_LIMIT: usize = 10_000_000;
/// Those of all pages of a book in turn.
const READ_LIMIT: usize = 100_000_000;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::elements::html;

    /// What the sheet says of the element with the id `x`.
    fn look(sheet: &str, page: &str) -> String {
        let root = html::parse(page).expect("a page").root;
        let looks = Looks::of([(&root, vec![sheet.to_string()])]);
        let element = root.descendants().find(|element| element.id() == Some("x")).expect("an `x`");
        let Look { slanted, heavy, struck, underlined, position, hidden } = looks.of_element(element);
        let said = [("slanted", slanted), ("heavy", heavy), ("struck", struck), ("underlined", underlined), ("hidden", hidden)];
        let said = said.into_iter().filter_map(|(name, is)| Some(if is? { name.to_string() } else { format!("not {name}") }));
        said.chain(position.map(|position| format!("{position:?}"))).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn the_nearest_rule_says_how_words_look() {
        let page = "<div class='a b'><p><span id=x class='c d' style='{}'>words</span></p></div>";
        let cases = [
            (".c { font-style: italic }", "slanted"),
            ("span.c.d{FONT-WEIGHT:Bold}", "heavy"),
            (".c, .q { font-weight: 700 }", "heavy"),
            (".c { font-weight: 400; color: red }", "not heavy"),
            ("#x { text-decoration: underline line-through }", "struck, underlined"),
            (".b .d { vertical-align: super }", "Raised"),
            (".b > .d { display: none }", ""),
            ("p > .d { display: none }", "hidden"),
            (".a > p span { display: none } #x { display: inline }", "not hidden"),
            (".c { font-style: italic } span { font-style: normal }", "slanted"),
            (".c { font-style: italic } .d { font-style: normal }", "not slanted"),
            (".d { font-style: normal } .c { font-style: italic }", "slanted"),
            (".c { font-style: italic !important } #x { font-style: normal }", "not slanted"),
            (".c { font: italic bold 12px/1.5 'A', serif }", "slanted, heavy"),
            (".c:hover { font-style: italic }", ""),
            (".c::before { font-style: italic }", ""),
            (".c + .d, .d { font-style: italic }", "slanted"),
            ("@media print { .c { display: none } } .c { font-style: italic }", "slanted"),
            ("@media screen { .c { font-style: italic } }", "slanted"),
            ("@font-face { font-style: italic } /* .c { font-style: italic } */", ""),
            ("<!-- .c { font-style: italic } -->", "slanted"),
            (".c { filter: alpha(a=b); *zoom: 1; font-style: italic }", "slanted"),
            (".c { background: url(a;b) } .c { font-style: oblique", "slanted"),
            ("}}} .c { font-style: italic }", ""),
        ];
        for (sheet, expected) in cases {
            assert_eq!(look(sheet, page), expected, "{sheet}");
        }
        let styled = page.replace("{}", "font-style: normal; font-weight: bold");
        assert_eq!(look("#x { font-style: italic }", &styled), "not slanted, heavy");
    }

    #[test]
    fn a_sheet_that_would_take_for_ever_is_given_up() {
        let sheet = ".a .b { font-style: italic }".repeat(20_000);
        let root = html::parse(&"<i class=b>a</i>".repeat(10_000)).expect("a page").root;
        assert!(Looks::of([(&root, vec![sheet])]).are_too_many);
    }
}
