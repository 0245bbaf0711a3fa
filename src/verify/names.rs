//! What lines are called, for people who read a report.

use super::transcript::{Container, Line, Role};

impl Role {
    /// `paragraph`
    pub fn name(&self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::TitleMatter => "line of the title page",
            Self::Heading { .. } => "heading",
            Self::Paragraph => "paragraph",
            Self::KeySentence => "key sentence",
            Self::CalloutTitle => "callout title",
            Self::Attribution => "attribution",
            Self::Cell { .. } => "cell",
            Self::Caption => "caption",
            Self::Term => "term",
            Self::Code => "code",
            Self::Picture => "alternative text",
            Self::Divider => "divider",
            Self::Entry => "line of the contents",
            Self::Summary => "name of the contents",
            Self::SkipLink => "link to the text",
        }
    }

    /// `heading of level 2`
    pub fn described(&self) -> String {
        match self {
            Self::Heading { level } => format!("heading of level {level}"),
            Self::Cell { row: 0, column, is_header: true } => format!("header of column {}", column + 1),
            Self::Cell { row, column, is_header } => {
                let header = if *is_header { " and a header" } else { "" };
                format!("cell in row {row}, column {}{header}", column + 1)
            }
            other => other.name().to_string(),
        }
    }
}

impl Line {
    /// Where the line stands: `in item 2 of a list, in a quotation`, or `by itself`.
    pub fn nesting(&self) -> String {
        let names: Vec<String> = self.within.iter().map(Container::described).collect();
        if names.is_empty() { "by itself".to_string() } else { names.join(", ") }
    }
}

impl Container {
    /// `in item 2 of a list`
    pub fn described(&self) -> String {
        match self {
            Self::Item { ordinal, number: None } => format!("in item {ordinal} of a list"),
            Self::Item { ordinal, number: Some(number) } => format!("in item {ordinal} of a list, numbered {number}"),
            Self::Quotation => "in a quotation".to_string(),
            Self::Callout => "in a callout".to_string(),
            Self::Details => "in what is said of a term".to_string(),
            Self::Note { number } => format!("in note {number}"),
        }
    }
}
