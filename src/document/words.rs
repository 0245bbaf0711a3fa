//! The words that the program itself adds to a statement.

use super::{CalloutKind, Date, Language};

/// The program's own words in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    pub language: Language,
    pub contents: &'static str,
    pub notes: &'static str,
    pub cover: &'static str,
    pub title_page: &'static str,
    pub colophon: &'static str,
    pub opening: &'static str,
    pub start_of_text: &'static str,
    pub landmarks: &'static str,
    pub skip_to_text: &'static str,
    pub back_to_text: &'static str,
    pub link_to_this_place: &'static str,
    pub note: &'static str,
    pub page: &'static str,
    pub version: &'static str,
    pub published: &'static str,
    pub modified: &'static str,
    pub identifier: &'static str,
    pub rights: &'static str,
    pub licence: &'static str,
    pub publisher: &'static str,
    pub authors: &'static str,
    pub typeface: &'static str,
    pub editions: &'static str,
    pub address: &'static str,
    pub about_the_text: &'static str,
    pub accessibility: &'static str,
    pub done: &'static str,
    pub open: &'static str,
    callouts: [&'static str; 5],
    months: [&'static str; 12],
}

impl Words {
    /// English, the one language the program speaks so far.
    pub fn english() -> Self {
        Self {
            language: Language::parse("en").expect("`en` is a language tag"),
            contents: "Contents",
            notes: "Notes",
            cover: "Cover",
            title_page: "Title page",
            colophon: "Colophon",
            opening: "Opening",
            start_of_text: "Start of text",
            landmarks: "Landmarks",
            skip_to_text: "Skip to the text",
            back_to_text: "Back to the text",
            link_to_this_place: "Link to this place",
            note: "Note",
            page: "Page",
            version: "Version",
            published: "Published",
            modified: "Revised",
            identifier: "Identifier",
            rights: "Rights",
            licence: "Licence",
            publisher: "Publisher",
            authors: "Authors",
            typeface: "Typeface",
            editions: "Editions",
            address: "Address",
            about_the_text: "About this text",
            accessibility: "Accessibility",
            done: "done",
            open: "open",
            callouts: ["Note", "Tip", "Important", "Warning", "Caution"],
            months: [
                "January",
                "February",
                "March",
                "April",
                "May",
                "June",
                "July",
                "August",
                "September",
                "October",
                "November",
                "December",
            ],
        }
    }

    pub fn callout(&self, kind: CalloutKind) -> &'static str {
        match kind {
            CalloutKind::Note => self.callouts[0],
            CalloutKind::Tip => self.callouts[1],
            CalloutKind::Important => self.callouts[2],
            CalloutKind::Warning => self.callouts[3],
            CalloutKind::Caution => self.callouts[4],
        }
    }

    /// `29 February 2020`.
    pub fn date(&self, date: Date) -> String {
        format!("{} {} {}", date.day(), self.months[usize::from(date.month()) - 1], date.year())
    }
}
