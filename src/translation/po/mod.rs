//! Gettext catalogs (GNU gettext manual, "The Format of PO Files"): what is in
//! one, with places, and nothing of what it means for a statement.

mod escapes;
mod header;
mod lines;
mod read;
mod write;

pub use header::{STATEMENT_FIELD, new_header};
pub use read::{read, read_bytes};
pub use write::write;

use crate::diagnostics::Span;

/// A catalog as it stands in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalog {
    /// Comments of translators before the header.
    pub comments: Vec<String>,
    /// The fields of the header, `Language: ar`, in their order.
    pub header: Vec<(String, String)>,
    /// Where the header is; none in a catalog that was not read from a file.
    pub header_span: Option<Span>,
    /// In the order of the file, obsolete ones included.
    pub entries: Vec<Entry>,
}

/// One message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// `# …`: of translators.
    pub comments: Vec<String>,
    /// `#. …`: for translators.
    pub extracted: Vec<String>,
    /// `#: …`
    pub references: Vec<String>,
    /// `#, …`: `fuzzy` among them is [`Entry::is_fuzzy`].
    pub flags: Vec<String>,
    pub is_fuzzy: bool,
    /// `#| msgctxt` and `#| msgid`: what the original was when it was translated.
    pub previous_context: Option<String>,
    pub previous: Option<String>,
    /// `msgctxt`
    pub context: Option<String>,
    /// `msgid`
    pub original: String,
    /// `msgstr`; empty where there is no translation.
    pub translation: String,
    /// `#~`: of no use any more, kept for translators.
    pub is_obsolete: bool,
    /// Where the `msgid` is; none in a catalog that was not read from a file.
    pub original_span: Option<Span>,
    /// Where the `msgstr` is.
    pub translation_span: Option<Span>,
}

impl Catalog {
    /// The value of a field of the header.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.header.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}
