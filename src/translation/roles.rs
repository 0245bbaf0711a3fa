//! What translators are told of the place of a message.

use super::walk::{Role, Within};

pub(super) fn said_of(role: Role) -> &'static str {
    match role {
        Role::StatementTitle => "Title of the statement",
        Role::Subtitle => "Subtitle of the statement",
        Role::Description => "What the statement is, for catalogues and search",
        Role::Rights => "Copyright",
        Role::AboutTheText => "Note on the text, in the colophon",
        Role::Publisher => "Name of the publisher",
        Role::Author => "Name of an author",
        Role::Subject => "Subject, for catalogues",
        Role::CoverAlternative => "What the picture on the cover shows, for those who do not see it",
        Role::Title => "Title of a section",
        Role::KeySentence => "Key sentence of a section",
        Role::Paragraph(Within::Text) => "Paragraph",
        Role::Paragraph(Within::Item) => "Item of a list: continues the sentence before the list, if that is not ended",
        Role::Paragraph(Within::Quotation) => "Paragraph of a quotation",
        Role::Paragraph(Within::Callout) => "Paragraph in a box",
        Role::Paragraph(Within::Details) => "Explanation of the term before it",
        Role::Paragraph(Within::Note) => "Note: explains the words at its mark",
        Role::Attribution => "Whose words the quotation before it are",
        Role::BoxTitle => "Title of a box",
        Role::ColumnHead => "Head of a column of a table",
        Role::Cell => "Cell of a table",
        Role::Alternative => "What a picture shows, for those who do not see it",
        Role::Caption => "Caption of a picture",
        Role::Term => "Term that is explained after it",
    }
}
