//! The formats of editions.

/// A format in which editions are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    Pdf,
    Epub,
    Html,
}

impl Format {
    pub const ALL: [Self; 3] = [Self::Pdf, Self::Epub, Self::Html];

    /// `pdf`: the ending of the file's name and the word in the manifest.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Epub => "epub",
            Self::Html => "html",
        }
    }

    /// The format whose files end in `extension`.
    pub fn from_extension(extension: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.extension().eq_ignore_ascii_case(extension))
    }

    /// `PDF`: as readers know it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Epub => "EPUB",
            Self::Html => "HTML",
        }
    }
}
