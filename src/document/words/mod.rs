//! The words that the program itself adds to a statement.

mod languages;
mod numbers;
mod punctuation;
mod sentences;

use std::collections::BTreeSet;

use super::{CalloutKind, Language, Phrase, Text};

pub use numbers::ListNumbers;

/// Makes of one list the fields, the English, and the comments for translators,
/// so that a word cannot be forgotten in one of them.
macro_rules! words {
    ($($(#[doc = $comment:literal])* $key:ident: $english:literal,)*) => {
        /// The program's own words in a document, each with its language where
        /// that is another one. `{...}` stands for what is put there.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct Words {
            /// Of the document.
            pub language: Language,
            $($(#[doc = $comment])* pub $key: Text,)*
        }

        impl Words {
            pub fn english() -> Self {
                Self { language: Language::english(), $($key: $english.into(),)* }
            }

            /// Every word, in a set order.
            pub fn entries(&self) -> Vec<Word<'_>> {
                vec![$(Word { key: stringify!($key), comment: concat!($($comment),*).trim_ascii(), text: &self.$key },)*]
            }

            /// The word named `key`, to be replaced.
            pub fn text_mut(&mut self, key: &str) -> Option<&mut Text> {
                match key {
                    $(stringify!($key) => Some(&mut self.$key),)*
                    _ => None,
                }
            }
        }
    };
}

/// A word as translators see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'a> {
    pub key: &'static str,
    /// Where readers meet it.
    pub comment: &'static str,
    pub text: &'a Text,
}

words! {
    /// The heading of the table of contents.
    contents: "Contents",
    /// The heading of the notes at the end of the text.
    notes: "Notes",
    /// The name of the cover page.
    cover: "Cover",
    /// The name of the title page.
    title_page: "Title page",
    /// The heading of the last page, which says how the edition came about.
    colophon: "Colophon",
    /// The name of the text before the first section.
    opening: "Opening",
    /// The name of the place where the text begins, in lists of the parts of a book.
    start_of_text: "Start of text",
    /// The list of the main parts of an e-book.
    landmarks: "Landmarks",
    /// A link at the top of a page, for those who use a keyboard or hear the page.
    skip_to_text: "Skip to the text",
    /// A link from a note to the place where it is marked.
    back_to_text: "Back to the text",
    /// A link beside a block, by which others can be led to it.
    link_to_this_place: "Link to this place",
    /// Said before the number of a note, as in “Note 3”.
    note: "Note",
    /// Said before the number of a page, as in “Page 7”.
    page: "Page",
    /// The heading of a list of the page numbers of the printed edition.
    page_list: "Pages of the printed edition",
    /// Stands before the version of the text.
    version: "Version",
    /// Stands before the day of the first publication.
    published: "Published",
    /// Stands before the day of the last change.
    modified: "Revised",
    /// Stands before the identifier of the statement, a number or address.
    identifier: "Identifier",
    /// Stands before the copyright.
    rights: "Rights",
    /// Stands before the licence of the text.
    licence: "License",
    /// Stands before the name of the publisher.
    publisher: "Publisher",
    /// Stands before the names of the authors.
    authors: "Authors",
    /// Stands before the names of the typefaces.
    typeface: "Typeface",
    /// Stands before the formats of the statement; the heading of the page that leads to all of them.
    editions: "Editions",
    /// Stands before the web address of the statement.
    address: "Address",
    /// The heading of a note on where the text comes from.
    about_the_text: "About this text",
    /// The heading of what is said of the accessibility of the edition.
    accessibility: "Accessibility",
    /// The name of a table, for those who hear it.
    table: "Table",
    /// The heading of what is said of checksums.
    checksums: "Checksums",
    /// Stands before commands for a terminal.
    how_to_check: "To make sure that a file is the one that was published, put it beside the list of checksums and run one of these:",
    /// Stands with an edition that could not be made anew.
    older_edition: "This is the last good edition; it is older than the present text.",
    /// Stands with the PDF.
    what_pdf_is_for: "To print, and to read page by page.",
    /// Stands with the EPUB.
    what_epub_is_for: "For e-book readers and telephones: the text fits the screen, in the size you like.",
    /// Stands with the HTML page.
    what_html_is_for: "To read in a browser, and to link to any sentence of it.",
    /// The number of pages; the form has to be right for every number.
    pages: "{count} pages",
    /// The state of a task that is done.
    done: "done",
    /// The state of a task that is not done yet.
    open: "open",
    /// On the accessibility of EPUB and HTML.
    text_can_be_adapted: "The text can be read aloud, enlarged, and set in any typeface and colors; it has headings, a table of contents and a set order of reading.",
    /// On the accessibility of the PDF.
    text_can_be_read_aloud: "The text is tagged, so that it can be read aloud and enlarged; it has headings, a table of contents and a set order of reading.",
    /// On the accessibility of a statement without images.
    all_content_is_text: "All of its content is text.",
    /// On the accessibility of a statement with images.
    every_image_is_described: "Every image is described in words.",
    /// On the accessibility of an edition with page marks.
    printed_pages_are_marked: "It is marked where each page of the printed edition begins.",
    /// On the accessibility of a statement with images that may move.
    images_may_move: "Some of the images may move; nobody has looked whether they flash.",
    /// On how the accessibility was checked.
    checked_by_a_program: "A program has checked that the text is whole and in its order, and that headings, links, languages and contrast are right.",
    /// On how the accessibility was checked.
    not_evaluated: "What only people can judge, such as whether a description is a good one, nobody has judged yet.",
    /// A link to the report of an evaluation.
    report: "Report of the evaluation",
    /// `{by}` is a name, `{date}` a day, `{standard}` a name such as WCAG 2.2 AA.
    evaluated: "{by} evaluated the editions on {date} and found that they conform to {standard}.",
    /// The heading of a box.
    callout_note: "Note",
    /// The heading of a box.
    callout_tip: "Tip",
    /// The heading of a box.
    callout_important: "Important",
    /// The heading of a box.
    callout_warning: "Warning",
    /// The heading of a box.
    callout_caution: "Caution",
    /// A day: `{day}`, `{month}` (a name from this list) and `{year}`, in the order of the language.
    date: "{day} {month} {year}",
    /// A month, as it stands inside of a date.
    month_1: "January",
    /// A month, as it stands inside of a date.
    month_2: "February",
    /// A month, as it stands inside of a date.
    month_3: "March",
    /// A month, as it stands inside of a date.
    month_4: "April",
    /// A month, as it stands inside of a date.
    month_5: "May",
    /// A month, as it stands inside of a date.
    month_6: "June",
    /// A month, as it stands inside of a date.
    month_7: "July",
    /// A month, as it stands inside of a date.
    month_8: "August",
    /// A month, as it stands inside of a date.
    month_9: "September",
    /// A month, as it stands inside of a date.
    month_10: "October",
    /// A month, as it stands inside of a date.
    month_11: "November",
    /// A month, as it stands inside of a date.
    month_12: "December",
    /// How the names of a list are put together, two by two.
    list: "{first}, {rest}",
    /// Stands before, or over, the name of a language.
    language_name: "Language",
    /// The heading of the list of the languages of the statement.
    languages: "Languages",
    /// Stands with the language in which the statement was written.
    original: "Original",
    /// Stands before what is said of the translation.
    translation: "Translation",
    /// `{names}` are names of people or groups.
    translated_by: "Translated by {names}.",
    /// `{names}` are names of people or groups, `{date}` is a day.
    reviewed_by: "Reviewed by {names} on {date}.",
    /// Stands with a translation that nobody has reviewed.
    draft: "This translation is a draft: nobody who speaks the language from birth has reviewed it yet.",
    /// Stands with a translation in which parts are missing.
    partial: "This translation is not complete: what is missing stands here in the original language.",
    /// Stands in brackets behind a passage whose original has changed since it was translated.
    outdated: "the original has changed here",
    /// Said before words that were added, in a text that shows what changed.
    inserted: "inserted",
    /// Said after them.
    end_of_insertion: "end of insertion",
    /// Said before words that were taken out, in a text that shows what changed.
    deleted: "deleted",
    /// Said after them.
    end_of_deletion: "end of deletion",
    /// A link from one change to the one before it. A number follows.
    previous_change: "Previous change",
    /// A link from one change to the next. A number follows.
    next_change: "Next change",
    /// The heading of what is said of all changes together.
    what_changed: "What changed",
    /// `{new}` and `{old}` are names of versions, such as “version 2”.
    compared: "{new}, compared with {old}",
    /// Said where two versions do not differ.
    nothing_changed: "Nothing changed.",
    /// A number of words; the form has to be right for every number.
    inserted_words: "Words inserted: {count}",
    /// A number of words; the form has to be right for every number.
    deleted_words: "Words deleted: {count}",
    /// A number of passages that stand elsewhere now; the form has to be right for every number.
    moved_passages: "Passages moved: {count}",
    /// A number of sections; the form has to be right for every number.
    touched_sections: "Sections touched: {count}",
    /// Stands before a list of sections.
    changed_sections: "Sections with changes",
    /// An example that is marked as inserted words are.
    inserted_example: "Inserted words look like this.",
    /// An example that is marked as deleted words are.
    deleted_example: "Deleted words look like this.",
    /// Stands over a passage; `{place}` is the title of the section in which it stood.
    moved_here: "Moved here from {place}",
    /// Stands where a passage was; `{place}` is the title of the section in which it stands now.
    moved_away: "Moved from here to {place}",
    /// Stands over a passage that stood further down in the same section.
    moved_up_here: "Moved up to here",
    /// Stands over a passage that stood further up in the same section.
    moved_down_here: "Moved down to here",
    /// Stands where a passage was that stands further up in the same section now.
    moved_up_away: "Moved up from here",
    /// Stands where a passage was that stands further down in the same section now.
    moved_down_away: "Moved down from here",
    /// Stands over words that had another form, such as a list that was a paragraph.
    other_form: "Same place, in another form",
    /// Stands for the end of a paragraph that was inserted or deleted.
    paragraph_break: "paragraph break",
    /// Stands over two images.
    image_replaced: "Image replaced",
    /// Stands before the words that describe an image.
    image_description: "Description of the image",
    /// Stands before the title of the statement.
    title: "Title",
    /// Stands before the subtitle of the statement.
    subtitle: "Subtitle",
    /// Stands before the short description of the statement.
    description: "Description",
    /// Stands before what the statement is about, a list.
    subjects: "Subjects",
}

impl Words {
    pub fn callout(&self, kind: CalloutKind) -> &Text {
        match kind {
            CalloutKind::Note => &self.callout_note,
            CalloutKind::Tip => &self.callout_tip,
            CalloutKind::Important => &self.callout_important,
            CalloutKind::Warning => &self.callout_warning,
            CalloutKind::Caution => &self.callout_caution,
        }
    }

    /// The languages of the words, but for the document's.
    pub fn languages(&self) -> BTreeSet<Language> {
        self.entries().into_iter().filter_map(|word| word.text.language.clone()).collect()
    }
}

/// The names in braces of a word, sorted: a translation has the same.
pub fn placeholders(text: &str) -> Vec<&str> {
    let mut names: Vec<&str> = text.split('{').skip(1).filter_map(|part| Some(part.split_once('}')?.0)).collect();
    names.sort_unstable();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_has_a_comment_and_can_be_replaced() {
        let mut words = Words::english();
        let keys: Vec<&str> = words.entries().iter().map(|word| word.key).collect();
        assert!(words.entries().iter().all(|word| !word.comment.is_empty() && !word.text.content.is_empty()));
        for key in keys {
            *words.text_mut(key).expect("it is a word") = key.into();
        }
        assert!(words.entries().iter().all(|word| word.text.content == word.key));
    }
}
