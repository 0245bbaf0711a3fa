//! Large lines of Chinese and Japanese: between phrases stands a `wbr`, and the
//! style sheets let lines end nowhere else. In other scripts without spaces
//! browsers know the words.

use crate::document::Language;
use crate::render::markup::{Element, Node, element, text};
use crate::render::phrases::{parts_of_title, phrases};

/// `nodes`, which are in `language`, as a title or another large line shows them.
pub fn in_phrases(language: &Language, nodes: Vec<Node>) -> Vec<Node> {
    if !parts_phrases(language) {
        return nodes;
    }
    nodes.into_iter().flat_map(|node| parted(language, node)).collect()
}

/// The parts of a title between which its lines end by sense; all of it in one
/// where browsers find its words.
pub fn title_parts<'a>(title: &'a str, language: &Language) -> Vec<&'a str> {
    if parts_phrases(language) { parts_of_title(title, language) } else { vec![title] }
}

/// Whether the style sheets keep large lines of `language` from ending between
/// any two letters.
fn parts_phrases(language: &Language) -> bool {
    matches!(language.primary(), "zh" | "ja" | "yue") && !language.has_word_spaces()
}

fn parted(language: &Language, node: Node) -> Vec<Node> {
    match node {
        Node::Text(words) => {
            let mut nodes = Vec::new();
            for phrase in phrases(&words, language) {
                if !nodes.is_empty() {
                    nodes.push(element("wbr").into());
                }
                nodes.push(text(phrase));
            }
            nodes
        }
        // Words of another language, and the marks of notes, are not in phrases.
        Node::Element(element) if element.attribute("lang").is_some() || matches!(element.name, "sup" | "code" | "kbd") => {
            vec![element.into()]
        }
        Node::Element(Element { name, attributes, children }) => {
            vec![Element { name, attributes, children: in_phrases(language, children) }.into()]
        }
    }
}
