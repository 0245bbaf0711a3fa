//! XML as a tree of elements until one last function writes and escapes it.

/// A part of an XML file.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    Element(Element),
    Text(String),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Node>,
}

impl Element {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }
}

pub fn element(name: &str, attributes: &[(&str, &str)], children: Vec<Node>) -> Node {
    let attributes = attributes.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
    Node::Element(Element { name: name.to_string(), attributes, children })
}

pub fn text(text: &str) -> Node {
    Node::Text(text.to_string())
}

/// A file with `root` as its root element.
pub fn document(root: &Node) -> String {
    written("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n", root)
}

/// An XHTML file: old reading systems want the document type, too.
pub fn page(root: &Node) -> String {
    written("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html>\n", root)
}

fn written(head: &str, root: &Node) -> String {
    let mut out = head.to_string();
    write(root, &mut out);
    out.push('\n');
    out
}

/// Elements that never hold anything. Others get an end tag even when they are
/// empty, for reading systems that take XHTML for HTML.
const VOID: [&str; 8] = ["br", "hr", "img", "meta", "link", "item", "itemref", "content"];

fn write(node: &Node, out: &mut String) {
    match node {
        Node::Text(text) => escape(text, out),
        Node::Element(Element { name, attributes, children }) => {
            out.push('<');
            out.push_str(name);
            for (name, value) in attributes {
                out.push(' ');
                out.push_str(name);
                out.push_str("=\"");
                escape(value, out);
                out.push('"');
            }
            if children.is_empty() && VOID.contains(&name.as_str()) {
                out.push_str("/>");
                return;
            }
            out.push('>');
            children.iter().for_each(|child| write(child, out));
            out.push_str("</");
            out.push_str(name);
            out.push('>');
        }
    }
}

/// One way for text and attributes. `>` is escaped because of `]]>` (XML 1.0
/// §2.4); what XML cannot hold (§2.2) becomes U+FFFD.
fn escape(text: &str, out: &mut String) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\r' => out.push_str("&#13;"),
            '\t' | '\n' => out.push(character),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(character),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_said_comes_back_from_an_xml_parser() {
        for said in ["a & b", "]]> </style><script>", "\"'<>", "]{ #set", "line\nend\ttab\r", "&amp;", "שלום"] {
            let file = document(&element("p", &[("title", "x")], vec![text(said)]));
            let xml = roxmltree::Document::parse(&file).expect(&file);
            assert_eq!(xml.root_element().text(), Some(said));
        }
        let file = document(&element("p", &[("title", "\"<&>'")], vec![text("\0\u{b}\u{ffff}")]));
        let xml = roxmltree::Document::parse(&file).expect(&file);
        assert_eq!(xml.root_element().attribute("title"), Some("\"<&>'"));
        assert_eq!(xml.root_element().text(), Some("\u{fffd}\u{fffd}\u{fffd}"));
    }
}
