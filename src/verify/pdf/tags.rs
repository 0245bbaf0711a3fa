//! What the tags of a structure element mean (ISO 32000-1 §14.8.4).

use std::collections::HashMap;

use super::syntax::Dictionary;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Groups what it contains and says no more.
    Group,
    /// `Title` of our own writer, which maps it to a paragraph.
    Title,
    Heading(usize),
    Paragraph,
    List,
    Item,
    /// `Lbl`: of an item, of a note, or a note's mark in the text.
    Label,
    ItemBody,
    Quotation,
    Table,
    Row,
    HeaderCell,
    DataCell,
    Figure,
    Caption,
    Code,
    Note,
    Contents,
    ContentsItem,
    Link,
    /// Stands in a line of text.
    Inline,
}

impl Kind {
    /// Whether it is part of a line of text. Code is where it is no block.
    pub fn stands_in_line(self) -> bool {
        match self {
            Self::Inline | Self::Link | Self::Label | Self::Note | Self::Code => true,
            Self::Group
            | Self::Title
            | Self::Heading(_)
            | Self::Paragraph
            | Self::List
            | Self::Item
            | Self::ItemBody
            | Self::Quotation
            | Self::Table
            | Self::Row
            | Self::HeaderCell
            | Self::DataCell
            | Self::Figure
            | Self::Caption
            | Self::Contents
            | Self::ContentsItem => false,
        }
    }
}

/// The tags of a file that stand for others.
pub struct Roles(HashMap<String, String>);

impl Roles {
    pub fn read(map: &Dictionary) -> Self {
        let entries = map.entries().filter_map(|(tag, role)| Some((std::str::from_utf8(tag).ok()?, role.name()?)));
        Self(entries.map(|(tag, role)| (tag.to_string(), role.to_string())).collect())
    }

    /// What `tag` means, by itself or through the map.
    pub fn kind(&self, tag: &str) -> Option<Kind> {
        let mut tag = tag;
        for _ in 0..8 {
            if let Some(kind) = standard(tag) {
                return Some(kind);
            }
            tag = self.0.get(tag)?;
        }
        None
    }
}

fn standard(tag: &str) -> Option<Kind> {
    Some(match tag {
        "Document" | "Part" | "Art" | "Sect" | "Div" | "NonStruct" | "Private" | "Index" | "THead" | "TBody" | "TFoot"
        | "DocumentFragment" | "Aside" => Kind::Group,
        "Title" => Kind::Title,
        "H" => Kind::Heading(1),
        "P" => Kind::Paragraph,
        "L" => Kind::List,
        "LI" => Kind::Item,
        "Lbl" => Kind::Label,
        "LBody" => Kind::ItemBody,
        "BlockQuote" => Kind::Quotation,
        "Table" => Kind::Table,
        "TR" => Kind::Row,
        "TH" => Kind::HeaderCell,
        "TD" => Kind::DataCell,
        "Figure" | "Formula" | "Form" => Kind::Figure,
        "Caption" => Kind::Caption,
        "Code" => Kind::Code,
        "Note" | "FENote" => Kind::Note,
        "TOC" => Kind::Contents,
        "TOCI" => Kind::ContentsItem,
        "Link" => Kind::Link,
        "Span" | "Quote" | "Reference" | "BibEntry" | "Annot" | "Ruby" | "RB" | "RT" | "RP" | "Warichu" | "WT" | "WP"
        | "Em" | "Strong" | "Sub" => Kind::Inline,
        _ => return tag.strip_prefix('H')?.parse().ok().filter(|level| (1..=99).contains(level)).map(Kind::Heading),
    })
}
