//! Where the text of a web page is: what says that it is the main part, else
//! the part that has the most words outside of links (in which menus are).

use std::collections::BTreeMap;

use super::notes::key;
use crate::elements::{Element, Node};

/// What is counted of the elements of a page: once for each, however they are nested.
#[derive(Default)]
pub(super) struct Figures {
    list: BTreeMap<usize, Figure>,
}

#[derive(Clone, Copy, Default)]
struct Figure {
    /// All letters, and those in links.
    letters: usize,
    linked: usize,
    /// Letters that stand in no link.
    weight: usize,
    /// Letters of paragraphs and the like, furniture left out.
    prose: usize,
    holds_article: bool,
    is_furniture: bool,
}

impl Figures {
    pub fn of(body: &Element) -> Self {
        let mut figures = Self::default();
        figures.count(body);
        figures
    }

    /// Menus, banners, footers and what else stands around an article.
    pub fn is_furniture(&self, element: &Element) -> bool {
        self.figure(element).is_furniture
    }

    /// Whether an element is or holds what an article is known by, or holds much of a text.
    pub fn holds_text(&self, element: &Element) -> bool {
        let figure = self.figure(element);
        figure.holds_article || figure.weight > MUCH
    }

    fn figure(&self, element: &Element) -> Figure {
        self.list.get(&key(element)).copied().unwrap_or_default()
    }

    fn count(&mut self, element: &Element) -> Figure {
        if is_machinery(element) {
            return Figure::default();
        }
        let mut figure = Figure { holds_article: is_article(element), ..Figure::default() };
        for node in &element.nodes {
            match node {
                Node::Text(text) => {
                    let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
                    figure.letters += letters;
                    figure.weight += letters;
                    // Some pages have their paragraphs in nothing but boxes.
                    figure.prose += if letters < SENTENCE_LETTERS { 0 } else { letters };
                }
                Node::Element(inner) => {
                    let found = self.count(inner);
                    let is_link = inner.name == "a";
                    figure.letters += found.letters;
                    figure.linked += if is_link { found.letters } else { found.linked };
                    figure.holds_article |= found.holds_article;
                    if is_link {
                        continue;
                    }
                    figure.weight += found.weight;
                    figure.prose += match (found.is_furniture, is_prose(inner)) {
                        (true, _) => 0,
                        (false, true) => found.weight,
                        (false, false) => found.prose,
                    };
                }
            }
        }
        figure.is_furniture = is_furniture(element, &figure);
        self.list.insert(key(element), figure);
        figure
    }
}

/// So many letters are more than a menu has.
const MUCH: usize = 1200;
/// Labels and the words of menus are shorter.
const SENTENCE_LETTERS: usize = 40;

/// The element that holds the text of the page `body`.
pub(super) fn find<'a>(body: &'a Element, figures: &Figures) -> &'a Element {
    let is_main = |element: &&Element| {
        element.name == "main" || element.has_word("role", "main") || element.has_word("itemprop", "articleBody")
    };
    let weight = |element: &Element| figures.figure(element).weight;
    let longest = |list: Vec<&'a Element>| list.into_iter().max_by_key(|element| weight(element));
    // A main part that holds a title and little else is one by name only.
    let has_text = |area: &&Element| weight(area) * 4 >= figures.figure(body).prose;
    let area = longest(body.descendants().filter(is_main).collect()).filter(has_text).unwrap_or(body);
    if let Some(article) = longest(area.all("article").collect())
        && weight(article) * 2 > weight(area)
    {
        return article;
    }
    if area.name == body.name { densest(body, figures) } else { area }
}

/// The innermost element that still has nearly all of the words in paragraphs.
fn densest<'a>(body: &'a Element, figures: &Figures) -> &'a Element {
    let prose = |element: &Element| figures.figure(element).prose;
    let mut at = body;
    loop {
        let inner =
            at.elements().filter(|inner| !figures.is_furniture(inner) && inner.name != "a").max_by_key(|inner| prose(inner));
        match inner {
            Some(inner) if prose(at) > 0 && prose(inner) * 10 >= prose(at) * 8 && !is_prose(inner) => at = inner,
            Some(_) | None => return at,
        }
    }
}

fn is_prose(element: &Element) -> bool {
    matches!(
        element.name.as_str(),
        "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "ul" | "ol" | "dl" | "blockquote" | "pre" | "table" | "figure"
    )
}

/// The words of an element, those of its blocks kept apart.
pub(super) fn words_apart(element: &Element) -> String {
    let mut out = String::new();
    gather(element, &mut out);
    crate::import::manuscript::words(&out)
}

fn gather(element: &Element, out: &mut String) {
    for node in &element.nodes {
        match node {
            Node::Text(text) => out.push_str(text),
            Node::Element(inner) if is_machinery(inner) => {}
            Node::Element(inner) => {
                out.push_str(if inner.name == "img" { inner.attribute("alt").unwrap_or_default() } else { "" });
                gather(inner, out);
                out.push_str(if super::blocks::is_block(inner) { " " } else { "" });
            }
        }
    }
}

/// What shows nothing.
pub(super) fn is_machinery(element: &Element) -> bool {
    matches!(element.name.as_str(), "script" | "style" | "noscript" | "template" | "head" | "link" | "meta" | "title" | "base")
}

fn is_furniture(element: &Element, figure: &Figure) -> bool {
    let role = element.attribute("role").unwrap_or_default();
    let is_named = matches!(element.name.as_str(), "nav" | "footer" | "dialog")
        || matches!(
            role,
            "navigation"
                | "banner"
                | "contentinfo"
                | "search"
                | "complementary"
                | "menu"
                | "menubar"
                | "toolbar"
                | "dialog"
                | "alert"
        );
    // LibreOffice: `<div title="footer">`.
    let is_running = element.name == "div" && matches!(element.attribute("title"), Some("header" | "footer"));
    // What stands beside the text: links to other pages, mostly.
    let is_beside = element.name == "aside" && (is_called_furniture(element) || figure.linked * 2 > figure.letters);
    let has_text = figure.holds_article || figure.weight > MUCH;
    is_named
        || is_running
        || is_beside
        || (is_discussion(element) && !figure.holds_article)
        || (is_called_furniture(element) && !has_text)
}

/// What an article is known by.
fn is_article(element: &Element) -> bool {
    matches!(element.name.as_str(), "main" | "h1") || element.has_word("itemprop", "articleBody")
}

fn is_called_furniture(element: &Element) -> bool {
    called(element).any(|name| {
        // `has-sidebar` says something of what stands beside it.
        let is_of_others = ["has-", "no-", "with-", "without-"].iter().any(|start| name.starts_with(start));
        let mut words = name.split(|c: char| !c.is_ascii_alphanumeric());
        !is_of_others && words.any(|word| FURNITURE.iter().any(|known| word.eq_ignore_ascii_case(known)))
    })
}

/// What readers wrote under an article may be longer than it.
fn is_discussion(element: &Element) -> bool {
    const NAMES: [&str; 6] = ["comments", "comment-list", "commentlist", "comments-area", "disqus_thread", "respond"];
    called(element).any(|name| NAMES.iter().any(|known| name.eq_ignore_ascii_case(known)))
}

/// What designers call an element.
fn called(element: &Element) -> impl Iterator<Item = &str> {
    [element.attribute("class"), element.attribute("id")].into_iter().flatten().flat_map(str::split_ascii_whitespace)
}

const FURNITURE: [&str; 28] = [
    "ad",
    "ads",
    "advert",
    "banner",
    "breadcrumb",
    "breadcrumbs",
    "comments",
    "cookie",
    "cookies",
    "footer",
    "masthead",
    "menu",
    "meta",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "pagination",
    "pager",
    "popup",
    "promo",
    "related",
    "share",
    "sharing",
    "sidebar",
    "social",
    "subscribe",
    "toolbar",
];
