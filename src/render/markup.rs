//! Markup as a tree until the last moment: elements and text, and one escaper.
//!
//! Names of elements and attributes are literals of the program; whatever comes
//! from a statement is text or a value, and both are escaped here and nowhere
//! else. So no text can become markup.

/// `nodes` in the syntax of HTML (WHATWG HTML §13.1).
pub fn html(nodes: &[Node]) -> String {
    written(nodes, Syntax::Html)
}

/// `nodes` as well-formed XML. `lang` is said a second time as `xml:lang`, so
/// that programs which know only one of them know the language.
pub fn xhtml(nodes: &[Node]) -> String {
    written(nodes, Syntax::Xml)
}

/// `json` as it stands in a `script` element in HTML, which it cannot end.
pub fn script(json: &str) -> String {
    json.replace('<', "\\u003c").replace('\0', "\u{fffd}")
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    Element(Element),
    Text(String),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    pub name: &'static str,
    /// In the order in which they are written; each name once.
    pub attributes: Vec<(&'static str, String)>,
    pub children: Vec<Node>,
}

/// An element without attributes and content.
pub fn element(name: &'static str) -> Element {
    Element { name, attributes: Vec::new(), children: Vec::new() }
}

pub fn text(text: impl Into<String>) -> Node {
    Node::Text(text.into())
}

impl Element {
    /// The element with this attribute; a value that was there is replaced.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        match self.attributes.iter_mut().find(|(known, _)| *known == name) {
            Some((_, old)) => *old = value.into(),
            None => self.attributes.push((name, value.into())),
        }
        self
    }

    /// The element with this attribute if there is a value.
    pub fn with_some(self, name: &'static str, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// The element with `nodes` after what it holds.
    pub fn holding(mut self, nodes: impl IntoIterator<Item = Node>) -> Self {
        self.children.extend(nodes);
        self
    }

    /// The element with one more child.
    pub fn and(mut self, node: impl Into<Node>) -> Self {
        self.children.push(node.into());
        self
    }

    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }
}

impl From<Element> for Node {
    fn from(element: Element) -> Self {
        Self::Element(element)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Syntax {
    Html,
    Xml,
}

fn written(nodes: &[Node], syntax: Syntax) -> String {
    let mut out = String::new();
    for node in nodes {
        write(node, syntax, &mut out);
    }
    out
}

fn write(node: &Node, syntax: Syntax, out: &mut String) {
    match node {
        Node::Text(text) => escape(text, Place::Text, out),
        Node::Element(element) => write_element(element, syntax, out),
    }
}

fn write_element(element: &Element, syntax: Syntax, out: &mut String) {
    let name = element.name;
    out.push('<');
    out.push_str(name);
    for (attribute, value) in &element.attributes {
        write_attribute(attribute, value, out);
        if syntax == Syntax::Xml && *attribute == "lang" && element.attribute("xml:lang").is_none() {
            write_attribute("xml:lang", value, out);
        }
    }
    // The package of a book has a `meta` of its own, which holds its value (EPUB 3.3 §5.5.5).
    match (VOID.contains(&name) && element.children.is_empty(), syntax) {
        (true, Syntax::Html) => out.push('>'),
        (true, Syntax::Xml) => out.push_str("/>"),
        (false, _) => {
            out.push('>');
            write_content(element, syntax, out);
            out.push_str("</");
            out.push_str(name);
            out.push('>');
        }
    }
    if ON_LINES.contains(&name) {
        out.push('\n');
    }
}

fn write_content(element: &Element, syntax: Syntax, out: &mut String) {
    for child in &element.children {
        match (child, element.name, syntax) {
            (Node::Text(text), "style", Syntax::Html) => out.push_str(&text.replace("</", "<\\/").replace('\0', "\u{fffd}")),
            (Node::Text(text), "script", Syntax::Html) => out.push_str(&script(text)),
            _ => write(child, syntax, out),
        }
    }
}

fn write_attribute(name: &str, value: &str, out: &mut String) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape(value, Place::Value, out);
    out.push('"');
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Text,
    Value,
}

/// What neither XML 1.0 §2.2 nor HTML allows becomes U+FFFD. `>` is escaped
/// everywhere, so `]]>` cannot arise.
fn escape(text: &str, place: Place, out: &mut String) {
    out.reserve(text.len());
    let mut rest = text;
    while let Some((at, character)) = rest.char_indices().find(|(_, character)| is_escaped(*character, place)) {
        out.push_str(&rest[..at]);
        rest = &rest[at + character.len_utf8()..];
        out.push_str(match character {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\n' => "&#10;",
            '\t' => "&#9;",
            _ => "\u{fffd}",
        });
    }
    out.push_str(rest);
}

fn is_escaped(character: char, place: Place) -> bool {
    match character {
        '&' | '<' | '>' => true,
        '"' | '\n' | '\t' => place == Place::Value,
        other => other.is_control() || is_noncharacter(other),
    }
}

fn is_noncharacter(character: char) -> bool {
    let code = character as u32;
    (0xfdd0..=0xfdef).contains(&code) || code & 0xfffe == 0xfffe
}

/// Elements without content and end tag (WHATWG HTML §13.1.2).
const VOID: [&str; 13] = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// Elements after which a line ends, where white space means nothing.
const ON_LINES: [&str; 43] = [
    "html",
    "head",
    "meta",
    "link",
    "title",
    "style",
    "script",
    "body",
    "header",
    "main",
    "nav",
    "section",
    "article",
    "aside",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "p",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "div",
    "blockquote",
    "pre",
    "figure",
    "figcaption",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "hr",
    "details",
    "summary",
    "caption",
];

#[cfg(test)]
mod tests {
    use super::*;

    const HOSTILE: &str = "</style><script>alert(1)</script> & \" ' ]]> \u{1} \0 \u{fffe}";

    #[test]
    fn text_cannot_become_markup() {
        let node = element("p").with("title", HOSTILE).and(text(HOSTILE)).into();
        let expected = "&lt;/style&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp;";
        for written in [html(std::slice::from_ref(&node)), xhtml(&[node])] {
            assert_eq!(written.matches(expected).count(), 2, "{written}");
            assert_eq!((written.matches('<').count(), written.matches("]]>").count()), (2, 0), "{written}");
        }
    }

    #[test]
    fn raw_text_cannot_end_its_element() {
        let style = html(&[element("style").and(text(HOSTILE)).into()]);
        assert_eq!(style.matches("</").count(), 1, "{style}");
        let script = html(&[element("script").and(text("{\"a\":\"</script><!--<script>\"}")).into()]);
        assert_eq!(script, "<script>{\"a\":\"\\u003c/script>\\u003c!--\\u003cscript>\"}</script>\n");
    }

    #[test]
    fn whatever_is_written_as_xml_can_be_read_back() {
        let every: String = (0..0x11_0000).step_by(7).filter_map(char::from_u32).collect();
        let node = element("p").with("lang", "en").with("title", every.as_str()).and(element("br")).and(text(every));
        let written = xhtml(&[node.into()]);
        let read = roxmltree::Document::parse(&written).expect("well-formed");
        assert_eq!(read.root_element().attributes().len(), 3);
    }

    #[test]
    fn empty_elements_are_written_as_their_syntax_has_it() {
        let nodes = [element("img").with("alt", "").into(), element("td").into()];
        assert_eq!(html(&nodes), "<img alt=\"\"><td></td>\n");
        assert_eq!(xhtml(&nodes), "<img alt=\"\"/><td></td>\n");
    }

    #[test]
    fn an_attribute_has_one_value() {
        assert_eq!(
            html(&[element("p").with("class", "a").with("id", "b").with("class", "c").into()]),
            "<p class=\"c\" id=\"b\"></p>\n"
        );
    }
}
