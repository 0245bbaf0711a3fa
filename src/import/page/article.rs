//! Where the text of a web page is: what says that it is the main part, else
//! the part that has the most words outside of links (in which menus are).

use crate::elements::{Element, Node};

/// The element that holds the text of the page `body`.
pub(super) fn find(body: &Element) -> &Element {
    let is_main = |element: &&Element| {
        element.name == "main" || element.has_word("role", "main") || element.has_word("itemprop", "articleBody")
    };
    let longest = |list: Vec<&'_ Element>| -> Option<usize> {
        list.iter().enumerate().max_by_key(|(_, element)| weight(element)).map(|(at, _)| at)
    };
    let mains: Vec<&Element> = body.descendants().filter(is_main).collect();
    // A main part that holds a title and little else is one by name only.
    let has_text = |area: &&Element| weight(area) * 4 >= prose(body);
    let area = longest(mains.clone()).map(|at| mains[at]).filter(has_text).unwrap_or(body);
    let articles: Vec<&Element> = area.all("article").collect();
    if let Some(at) = longest(articles.clone())
        && weight(articles[at]) * 2 > weight(area)
    {
        return articles[at];
    }
    if area.name == body.name { densest(body) } else { area }
}

/// How many letters stand in no link.
fn weight(element: &Element) -> usize {
    if is_machinery(element) || element.name == "a" {
        return 0;
    }
    let inside = |node: &Node| match node {
        Node::Text(text) => text.chars().filter(|c| c.is_alphanumeric()).count(),
        Node::Element(inner) => weight(inner),
    };
    element.nodes.iter().map(inside).sum()
}

/// The innermost element that still has nearly all of the words in paragraphs.
fn densest(body: &Element) -> &Element {
    let mut at = body;
    loop {
        let all = prose(at);
        let inner = at.elements().filter(|inner| !is_furniture(inner)).max_by_key(|inner| prose(inner));
        match inner {
            Some(inner) if all > 0 && prose(inner) * 10 >= all * 8 && !is_prose(inner) => at = inner,
            Some(_) | None => return at,
        }
    }
}

/// The letters of paragraphs and the like below `element`, furniture left out.
fn prose(element: &Element) -> usize {
    let inside = |node: &Node| match node {
        // Some pages have their paragraphs in nothing but boxes.
        Node::Text(text) => {
            let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
            if letters < SENTENCE_LETTERS { 0 } else { letters }
        }
        Node::Element(inner) if is_furniture(inner) || is_machinery(inner) || inner.name == "a" => 0,
        Node::Element(inner) if is_prose(inner) => weight(inner),
        Node::Element(inner) => prose(inner),
    };
    element.nodes.iter().map(inside).sum()
}

/// Labels and the words of menus are shorter.
const SENTENCE_LETTERS: usize = 40;

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

/// Menus, banners, footers and what else stands around an article.
pub(super) fn is_furniture(element: &Element) -> bool {
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
    is_named
        || is_running
        || is_aside(element)
        || (is_discussion(element) && !holds_article(element))
        || (is_called_furniture(element) && !holds_text(element))
}

/// What stands beside the text: links to other pages, mostly.
fn is_aside(element: &Element) -> bool {
    element.name == "aside" && (is_called_furniture(element) || linked(element) * 2 > letters(element))
}

fn letters(element: &Element) -> usize {
    element.words().chars().filter(|c| c.is_alphanumeric()).count()
}

fn linked(element: &Element) -> usize {
    element.all("a").map(letters).sum()
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

/// Whether an element is or holds what an article is known by, or holds much of a text.
pub(super) fn holds_text(element: &Element) -> bool {
    holds_article(element) || weight(element) > 1200
}

fn holds_article(element: &Element) -> bool {
    let is_text = |inner: &Element| matches!(inner.name.as_str(), "main" | "h1") || inner.has_word("itemprop", "articleBody");
    element.descendants().any(is_text)
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
