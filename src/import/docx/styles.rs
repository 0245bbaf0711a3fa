//! Styles: what paragraphs and characters are by their names.

use std::collections::BTreeMap;

use crate::elements::Element;

/// The styles of a document, and its usual language.
#[derive(Default)]
pub(super) struct Styles {
    list: BTreeMap<String, Style>,
    language: Option<String>,
}

#[derive(Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline_level: Option<usize>,
    numbering: Option<(String, usize)>,
    marks: Marks,
    is_used_for_paragraphs: bool,
}

/// What is set of the look of characters; nothing where it is not said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks {
    pub bold: Option<bool>,
    pub italic: Option<bool>,
    pub strike: Option<bool>,
    pub hidden: Option<bool>,
    pub underlined: Option<bool>,
    pub highlighted: Option<bool>,
    /// `superscript`, `subscript`, `baseline`.
    pub position: Option<String>,
    pub is_right_to_left: Option<bool>,
    pub language: [Option<String>; 3],
}

/// What a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Text,
    Heading(usize),
    Title,
    Subtitle,
    Author,
    Date,
    Quotation,
    Code,
    Caption,
    Term,
    Details,
    Contents,
    /// An empty paragraph that is a line across the page.
    Rule,
}

impl Styles {
    pub fn read(root: Option<&Element>) -> Self {
        let Some(root) = root else { return Self::default() };
        let defaults = root.find("w:docDefaults").and_then(|defaults| defaults.find("w:lang"));
        let language = defaults.and_then(|lang| lang.attribute("w:val")).map(str::to_string);
        let list = root.elements().filter(|element| element.name == "w:style").filter_map(|element| {
            let value =
                |name: &str| element.elements().find(|inner| inner.name == name).and_then(|inner| inner.attribute("w:val"));
            let paragraph = element.elements().find(|inner| inner.name == "w:pPr");
            let style = Style {
                name: value("w:name").unwrap_or_default().to_lowercase(),
                based_on: value("w:basedOn").map(str::to_string),
                outline_level: paragraph.and_then(outline_level),
                numbering: paragraph.and_then(numbering),
                marks: element.elements().find(|inner| inner.name == "w:rPr").map(marks).unwrap_or_default(),
                is_used_for_paragraphs: element.attribute("w:type") == Some("paragraph"),
            };
            Some((element.attribute("w:styleId")?.to_string(), style))
        });
        Self { list: list.collect(), language }
    }

    /// The style and those on which it is based, nearest first. Circles end.
    fn chain(&self, id: &str) -> impl Iterator<Item = &Style> {
        let next = |style: &&Style| style.based_on.as_ref().and_then(|id| self.list.get(id));
        std::iter::successors(self.list.get(id), next).take(20)
    }

    pub fn role(&self, id: &str, paragraph: Option<&Element>) -> Role {
        let level = paragraph.and_then(outline_level);
        if let Some(level) = level.filter(|level| *level < 9) {
            return Role::Heading(level + 1);
        }
        for style in self.chain(id) {
            if let Some(role) = role(&style.name) {
                return role;
            }
            if let Some(level) = style.outline_level.filter(|level| *level < 9) {
                return Role::Heading(level + 1);
            }
        }
        if self.list.contains_key(id) { Role::Text } else { role(&id.to_lowercase()).unwrap_or(Role::Text) }
    }

    /// The list and the level that the style puts a paragraph into.
    pub fn numbering(&self, id: &str) -> Option<(String, usize)> {
        self.chain(id).find_map(|style| style.numbering.clone())
    }

    /// The looks of characters of the style `id`; of a style of paragraphs, none,
    /// since that is how all its paragraphs look.
    pub fn marks(&self, id: &str) -> Marks {
        let mut all = Marks::default();
        for style in self.chain(id).filter(|style| !style.is_used_for_paragraphs) {
            all = all.over(&style.marks);
            if matches!(style.name.as_str(), "strong" | "intense emphasis" | "intense reference") {
                all.bold = all.bold.or(Some(true));
            }
            if matches!(style.name.as_str(), "emphasis" | "subtle emphasis") {
                all.italic = all.italic.or(Some(true));
            }
        }
        all
    }

    pub fn is_code(&self, id: &str) -> bool {
        let names = ["verbatim char", "source text", "html code", "html typewriter", "html sample", "code", "teletype"];
        self.chain(id).any(|style| names.contains(&style.name.as_str()) || style.name.ends_with("tok"))
    }

    /// The language in which most letters of `body` are.
    pub fn language(&self, body: &Element) -> Option<String> {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for run in body.all("w:r") {
            let marks = run.elements().find(|inner| inner.name == "w:rPr").map(marks).unwrap_or_default();
            let text: String = run.elements().filter(|inner| inner.name == "w:t").map(Element::words).collect();
            if let Some(tag) = marks.language_of(&text).or(self.language.clone()) {
                *counts.entry(tag).or_default() += text.chars().filter(|c| c.is_alphabetic()).count();
            }
        }
        counts.into_iter().max_by_key(|(_, count)| *count).map(|(tag, _)| tag)
    }

    pub fn usual_language(&self) -> Option<&str> {
        self.language.as_deref()
    }
}

impl Marks {
    /// These, and where they say nothing, what `below` says.
    pub fn over(self, below: &Self) -> Self {
        let [first, second, third] = self.language;
        Self {
            bold: self.bold.or(below.bold),
            italic: self.italic.or(below.italic),
            strike: self.strike.or(below.strike),
            hidden: self.hidden.or(below.hidden),
            underlined: self.underlined.or(below.underlined),
            highlighted: self.highlighted.or(below.highlighted),
            position: self.position.or_else(|| below.position.clone()),
            is_right_to_left: self.is_right_to_left.or(below.is_right_to_left),
            language: [
                first.or_else(|| below.language[0].clone()),
                second.or_else(|| below.language[1].clone()),
                third.or_else(|| below.language[2].clone()),
            ],
        }
    }

    /// Which of the three languages of a run counts for `text` (§17.3.2.20).
    pub fn language_of(&self, text: &str) -> Option<String> {
        let [latin, east_asian, complex] = &self.language;
        let is_east_asian =
            text.chars().any(|c| matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}'));
        let is_complex = self.is_right_to_left == Some(true)
            || text.chars().any(|c| matches!(c, '\u{590}'..='\u{8ff}' | '\u{900}'..='\u{dff}' | '\u{e00}'..='\u{e7f}'));
        let chosen = if is_complex {
            complex
        } else if is_east_asian {
            east_asian
        } else {
            latin
        };
        chosen.clone().filter(|tag| !matches!(tag.as_str(), "" | "x-none" | "none" | "zxx"))
    }
}

/// The looks that `<w:rPr>` sets.
pub(super) fn marks(properties: &Element) -> Marks {
    let find = |name: &str| properties.elements().find(|inner| inner.name == name);
    let is_on = |element: &Element| !matches!(element.attribute("w:val"), Some("0" | "false" | "off" | "none"));
    let toggle = |name: &str| find(name).map(is_on);
    let lang = find("w:lang");
    let tag = |name: &str| lang.and_then(|lang| lang.attribute(name)).map(str::to_string);
    Marks {
        bold: toggle("w:b").or_else(|| toggle("w:bCs").filter(|_| toggle("w:rtl") == Some(true))),
        italic: toggle("w:i"),
        strike: toggle("w:strike").or_else(|| toggle("w:dstrike")),
        hidden: toggle("w:vanish"),
        underlined: toggle("w:u"),
        highlighted: toggle("w:highlight"),
        position: find("w:vertAlign").and_then(|position| position.attribute("w:val")).map(str::to_string),
        is_right_to_left: toggle("w:rtl"),
        language: [tag("w:val"), tag("w:eastAsia"), tag("w:bidi")],
    }
}

fn outline_level(paragraph: &Element) -> Option<usize> {
    let level = paragraph.elements().find(|inner| inner.name == "w:outlineLvl")?;
    level.attribute("w:val")?.parse().ok()
}

/// The list and the level that `<w:pPr>` sets; list `0` is none (§17.9.18).
pub(super) fn numbering(paragraph: &Element) -> Option<(String, usize)> {
    let properties = paragraph.elements().find(|inner| inner.name == "w:numPr")?;
    let value = |name: &str| properties.elements().find(|inner| inner.name == name).and_then(|inner| inner.attribute("w:val"));
    let level = value("w:ilvl").and_then(|level| level.parse().ok()).unwrap_or(0);
    Some((value("w:numId")?.to_string(), level))
}

/// What a style with this name is for: the built-in names of Word, LibreOffice and Pandoc.
fn role(name: &str) -> Option<Role> {
    if let Some(level) = name.strip_prefix("heading").and_then(|level| level.trim_start().parse::<usize>().ok()) {
        return (1..=9).contains(&level).then_some(Role::Heading(level));
    }
    Some(match name {
        "title" => Role::Title,
        "subtitle" => Role::Subtitle,
        "author" => Role::Author,
        "date" => Role::Date,
        "quote" | "intense quote" | "block text" | "quotations" | "block quotation" | "blockquote" => Role::Quotation,
        "source code" | "preformatted text" | "html preformatted" | "plain text" | "macro text" => Role::Code,
        "caption" | "image caption" | "table caption" | "illustration" | "figure" | "drawing" => Role::Caption,
        "definition term" | "list heading" => Role::Term,
        "definition" | "list contents" => Role::Details,
        "horizontal line" => Role::Rule,
        "toc heading" | "contents heading" | "index heading" => Role::Contents,
        _ if name.starts_with("toc ") || name.starts_with("contents ") => Role::Contents,
        _ => return None,
    })
}
