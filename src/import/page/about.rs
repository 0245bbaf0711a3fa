//! What a page says of itself in its head, and what of it is no part of the text.

use serde_json::Value;
use url::Url;

use super::article::is_machinery;
use super::notes::Notes;
use crate::elements::{Element, Node};
use crate::import::gathering::Gathering;
use crate::import::manuscript::{About, words};

/// What the page says of its text (`<meta>`, Open Graph, Dublin Core,
/// schema.org), and the address to which its links are relative.
pub(super) fn read(root: &Element) -> (About, Option<Url>) {
    let meta = |names: &[&str]| -> Vec<String> {
        let is_it = |meta: &&Element| {
            ["name", "property", "itemprop"]
                .iter()
                .any(|key| meta.attribute(key).is_some_and(|name| names.iter().any(|known| name.eq_ignore_ascii_case(known))))
        };
        root.all("meta")
            .filter(is_it)
            .filter_map(|meta| meta.attribute("content"))
            .map(words)
            .filter(|words| !words.is_empty())
            .collect()
    };
    let first = |names: &[&str]| meta(names).into_iter().next();
    let address =
        |relation: &str| root.all("link").find(|link| link.has_word("rel", relation)).and_then(|link| link.attribute("href"));
    let canonical = address("canonical").map(str::to_string).or_else(|| first(&["og:url"]));
    let base = root.all("base").find_map(|base| base.attribute("href"));
    let base = base.or(canonical.as_deref()).and_then(|base| Url::parse(base).ok());
    let data = root.all("script").find(|script| script.attribute("type") == Some("application/ld+json"));
    let data: Value = data.and_then(|script| serde_json::from_str(&texts(script)).ok()).unwrap_or_default();
    let said = |key: &str| data.get(key).and_then(text).map(words);
    let is_own = super::is_made_here(root);
    let own = |value: Option<String>| value.filter(|_| is_own);
    let page_title = root.find("title").map(Element::words).filter(|title| !title.is_empty());
    let licence = said("license").map(|licence| {
        let url = Url::parse(&licence).is_ok().then(|| licence.clone());
        (licence, url)
    });
    let about = About {
        identifier: own(said("identifier")),
        slug: None,
        title: own(said("name")).or_else(|| first(&["og:title", "dc.title", "citation_title"])).or(page_title),
        subtitle: own(said("alternativeHeadline")),
        authors: meta(&["author", "dc.creator", "citation_author"]),
        publisher: own(data.pointer("/publisher/name").and_then(text).map(words)).or_else(|| first(&["dc.publisher"])),
        language: root
            .attribute("lang")
            .or_else(|| root.attribute("xml:lang"))
            .or_else(|| root.find("body").and_then(|body| body.attribute("lang")))
            .map(str::to_string)
            .filter(|tag| !tag.trim().is_empty()),
        published: said("datePublished")
            .or_else(|| first(&["article:published_time", "dc.date", "dcterms.created", "date", "datepublished"])),
        modified: said("dateModified").or_else(|| first(&["article:modified_time", "dcterms.modified"])),
        version: own(said("version")),
        rights: own(said("copyrightNotice")).or_else(|| first(&["dc.rights", "copyright", "rights"])),
        licence: licence.filter(|_| is_own),
        description: said("description")
            .filter(|_| is_own)
            .or_else(|| first(&["description", "dc.description", "og:description"])),
        subjects: data
            .get("keywords")
            .filter(|_| is_own)
            .and_then(Value::as_array)
            .map(|list| list.iter().filter_map(text).map(words).collect())
            .unwrap_or_default(),
        canonical: own(canonical.clone()),
        address: None,
        cover: None,
        note: None,
    };
    (about, base)
}

/// What is in another language than the page says so (JSON-LD 1.1 §4.2.4).
fn text(value: &Value) -> Option<&str> {
    value.as_str().or_else(|| value.get("@value")?.as_str())
}

fn texts(element: &Element) -> String {
    element.nodes.iter().filter_map(Node::text).collect()
}

/// The heading that is the title: the only one of level 1 in the article, or before it.
pub(super) fn title(root: &Element, body: &Element, article: &Element) -> Option<String> {
    let first = |element: &Element| -> Option<String> {
        let titles: Vec<String> = element.all("h1").map(Element::words).filter(|words| !words.is_empty()).collect();
        (titles.len() == 1).then(|| titles.into_iter().next()).flatten()
    };
    let page = root.find("title").map(Element::words).unwrap_or_default();
    // Word and Google Docs write titles as paragraphs; others are known by the title of the page.
    let is_title = |paragraph: &&Element| {
        paragraph.has_class("MsoTitle")
            || (paragraph.has_class("title") && paragraph.id().is_some_and(|id| id.starts_with("h.")))
    };
    let paragraph = || article.all("p").find(is_title).map(Element::words).filter(|words| !words.is_empty());
    let first_words = || article.all("p").map(Element::words).find(|words| !words.is_empty()).filter(|words| *words == page);
    let of_page = || body.all("h1").map(Element::words).find(|words| !words.is_empty() && page.contains(words.as_str()));
    paragraph().or_else(first_words).or_else(|| first(article)).or_else(of_page).or_else(|| first(body))
}

/// The path and the alternative text of a cover.
pub(super) fn cover(
    image: &Element,
    gathering: &mut Gathering,
    files: &dyn Fn(&str) -> Result<Vec<u8>, String>,
) -> Option<(String, String)> {
    let source = image.attribute("src")?.to_string();
    let path = gathering.image(&source, || super::inlines::bytes_of(&source, files))?;
    Some((path, image.attribute("alt").unwrap_or_default().to_string()))
}

/// Lists the parts of the page beside the article: menus, footers, comments; not
/// its notes, which are read wherever they stand.
pub(super) fn list_left_out(body: &Element, article: &Element, title: Option<&str>, notes: &Notes, gathering: &mut Gathering) {
    let mut at = body;
    while !std::ptr::eq(at, article) {
        let Some(next) = at.elements().find(|inner| holds(inner, article)) else { return };
        for node in &at.nodes {
            let (what, said) = match node {
                Node::Element(other) if std::ptr::eq(other, next) || is_machinery(other) || notes.are_all_of(other) => continue,
                Node::Element(other) => {
                    let what = format!("a part of the page beside the article (`{}`) was left out", named(other));
                    (what, super::article::words_apart(other))
                }
                // Lines and dots between links say nothing.
                Node::Text(text) if !text.contains(char::is_alphanumeric) => continue,
                Node::Text(text) => ("words of the page beside the article were left out".to_string(), words(text)),
            };
            if !said.is_empty() && title.is_none_or(|title| said != title) {
                let place = format!("“{}”", crate::import::gathering::excerpt(&said));
                gathering.lose_at(what, place, "write it into the text if it belongs to it");
            }
        }
        at = next;
    }
}

fn holds(outer: &Element, inner: &Element) -> bool {
    outer.descendants().any(|element| std::ptr::eq(element, inner))
}

/// `nav`, `div#menu`, `div.menu`: how designers call an element.
pub(super) fn named(element: &Element) -> String {
    let id = element.id().map(|id| format!("#{id}"));
    let class =
        element.attribute("class").and_then(|classes| classes.split_ascii_whitespace().next()).map(|class| format!(".{class}"));
    format!("{}{}", element.name, id.or(class).unwrap_or_default())
}
