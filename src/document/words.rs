//! The words that the program itself adds to a statement.

use super::{CalloutKind, Date, Evaluation, Language};

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
    pub page_list: &'static str,
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
    pub table: &'static str,
    pub checksums: &'static str,
    pub how_to_check: &'static str,
    pub older_edition: &'static str,
    pub what_pdf_is_for: &'static str,
    pub what_epub_is_for: &'static str,
    pub what_html_is_for: &'static str,
    pub pages: &'static str,
    pub done: &'static str,
    pub open: &'static str,
    pub text_can_be_adapted: &'static str,
    pub text_can_be_read_aloud: &'static str,
    pub all_content_is_text: &'static str,
    pub every_image_is_described: &'static str,
    pub printed_pages_are_marked: &'static str,
    pub images_may_move: &'static str,
    pub checked_by_a_program: &'static str,
    pub not_evaluated: &'static str,
    pub report: &'static str,
    /// With `{by}`, `{date}` and `{standard}` for what is put there.
    evaluated: &'static str,
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
            page_list: "Pages of the printed edition",
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
            table: "Table",
            checksums: "Checksums",
            how_to_check: "To make sure that a file is the one that was published, put it beside the list of checksums and run one of these:",
            older_edition: "This is the last good edition; it is older than the present text.",
            what_pdf_is_for: "To print, and to read page by page.",
            what_epub_is_for: "For e-book readers and telephones: the text fits the screen, in the size you like.",
            what_html_is_for: "To read in a browser, and to link to any sentence of it.",
            pages: "pages",
            done: "done",
            open: "open",
            text_can_be_read_aloud: "The text is tagged, so that it can be read aloud and enlarged; \
                it has headings, a table of contents and a set order of reading.",
            text_can_be_adapted: "The text can be read aloud, enlarged, and set in any typeface and colours; \
                it has headings, a table of contents and a set order of reading.",
            all_content_is_text: "All of its content is text.",
            every_image_is_described: "Every image is described in words.",
            printed_pages_are_marked: "It is marked where each page of the printed edition begins.",
            images_may_move: "Some of the images may move; nobody has looked whether they flash.",
            checked_by_a_program: "A program has checked that the text is whole and in its order, and that headings, links, \
                languages and contrast are right.",
            not_evaluated: "What only people can judge, such as whether a description is a good one, nobody has judged yet.",
            report: "Report of the evaluation",
            evaluated: "{by} evaluated the editions on {date} and found that they conform to {standard}.",
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

    /// The sentence that names who evaluated the editions, when, and what they
    /// were found to conform to.
    pub fn evaluated(&self, evaluation: &Evaluation) -> String {
        let Evaluation { by, date, report: _, conformance } = evaluation;
        let standard = conformance.to_string();
        // The name comes last: what is in it is not looked at again.
        let sentence = self.evaluated.replace("{date}", &self.date(*date)).replace("{standard}", &standard);
        sentence.replace("{by}", by)
    }

    /// `29 February 2020`.
    pub fn date(&self, date: Date) -> String {
        format!("{} {} {}", date.day(), self.months[usize::from(date.month()) - 1], date.year())
    }
}
