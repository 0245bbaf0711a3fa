//! What style sheets say of words: that they are slanted, heavy, struck,
//! raised, hidden. Read are selectors of elements, classes and ids, with what
//! they stand in (Selectors 3 §6, §8.1, §8.2); a rule with any other is left
//! alone, and so is what is not for screens.

mod declarations;
mod rules;
mod texts;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use self::rules::Rule;
use self::texts::READ_LIMIT;
use super::notes::key;
use crate::elements::Element;

pub(super) use self::declarations::{Look, Position};
pub(in crate::import) use self::texts::Sheets;

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
    pub fn of<'a>(pages: impl IntoIterator<Item = (&'a Element, Vec<Rc<str>>)>) -> Self {
        let mut walk = Walk { list: Vec::new(), texts: Vec::new(), read: 0, work: 0, looks: Self::default() };
        for (root, texts) in pages {
            // The pages of a book mostly share theirs.
            let are_shared =
                walk.texts.len() == texts.len() && walk.texts.iter().zip(&texts).all(|(known, text)| Rc::ptr_eq(known, text));
            if !are_shared {
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

/// An element with what rules call it, looked up once.
struct Named<'e> {
    element: &'e Element,
    id: Option<&'e str>,
    /// Each once, however often it is written.
    classes: BTreeSet<&'e str>,
}

impl<'e> Named<'e> {
    fn of(element: &'e Element) -> Self {
        let classes = element.attribute("class").unwrap_or_default().split_ascii_whitespace().collect();
        Self { element, id: element.id(), classes }
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
    texts: Vec<Rc<str>>,
    /// How many bytes of style sheets were read, again and again.
    read: usize,
    work: usize,
    looks: Looks,
}

impl Walk {
    fn read_sheets(&mut self, texts: Vec<Rc<str>>) {
        self.read += texts.iter().map(|text| text.len()).sum::<usize>();
        if self.read > READ_LIMIT {
            self.looks.are_too_many = true;
            self.list.clear();
        } else if self.texts != texts {
            self.list.clear();
            texts.iter().for_each(|text| rules::read(text, &mut self.list));
        }
        self.texts = texts;
    }

    fn enter<'e>(&mut self, element: &'e Element, index: &Index, above: &mut Vec<Named<'e>>) {
        let named = Named::of(element);
        let look = self.look(&named, index, above);
        if look != Look::default() {
            self.looks.looks.insert(key(element), look);
        }
        above.push(named);
        element.elements().for_each(|inner| self.enter(inner, index, above));
        above.pop();
    }

    fn look(&mut self, named: &Named, index: &Index, above: &[Named]) -> Look {
        let mut found: Vec<&Rule> = Vec::new();
        let Named { element, id, classes } = named;
        self.work += classes.len();
        let classes = classes.iter().map(|class| format!(".{class}"));
        let names = id.map(|id| format!("#{id}")).into_iter().chain(classes).chain([element.name.clone(), "*".into()]);
        for name in names {
            let Some(rules) = index.get(&name) else { continue };
            for rule in rules {
                self.work += rule.selector.work(above.len());
                if self.work > WORK_LIMIT {
                    self.looks.are_too_many = true;
                    return Look::default();
                }
                if rule.selector.is_met(named, above) {
                    found.push(rule);
                }
            }
        }
        found.sort_by_key(|rule| (rule.selector.rank(), rule.order));
        let own = element.attribute("style").map(declarations::of_element).unwrap_or_default();
        found.into_iter().map(|rule| rule.look).chain([own]).fold(Look::default(), Look::under)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::elements::html;

    /// What the sheet says of the element with the id `x`.
    fn look(sheet: &str, page: &str) -> String {
        let root = html::parse(page).expect("a page").root;
        let looks = Looks::of([(&root, vec![sheet.into()])]);
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
        assert!(Looks::of([(&root, vec![sheet.into()])]).are_too_many);
    }

    /// Each took minutes when classes were looked for in what is written.
    #[test]
    fn classes_without_end_are_looked_up_once() {
        let told = |sheet: String, page: String| {
            let root = html::parse(&page).expect("a page").root;
            Looks::of([(&root, vec![sheet.into()])])
        };
        let page = format!("<p class='{}'>a", "a ".repeat(500_000));
        let looks = told(".a.z { font-style: italic } .a { font-weight: bold }".into(), page);
        assert!(!looks.are_too_many && looks.looks.len() == 1);
        let many: String = (0..200_000).map(|number| format!("a{number} ")).collect();
        let page = format!("<div class='{many}'>{}", "<i>a</i>".repeat(100_000));
        assert!(!told(".z i { font-style: normal }".into(), page).are_too_many);
        let sheet = format!("{} {{ font-style: italic }}", ".a".repeat(200_000));
        assert!(told(sheet, "<i class=a>a</i>".repeat(1_000)).are_too_many);
        let name = "a".repeat(200_000);
        let page = format!("<div class='{name}'>{}", "<i>a</i>".repeat(10_000));
        assert!(!told(format!(".{name} i {{ font-style: italic }}"), page).are_too_many);
    }
}
