//! Messages of a document, and the document in another language.

mod application;
mod checks;
mod laws;
mod markdown;

use std::path::Path;

use chapbook::diagnostics::{Colour, Diagnostics, MemoryFolder, SourceId, Sources, Span, text};
use chapbook::document::{Document, Language};
use chapbook::source::{Entry as Source, read};
use chapbook::translation::po::{Catalog, Entry};
use chapbook::translation::{Message, Translated, messages, translate};

/// A document with the sources that it was read from.
pub struct Original {
    pub document: Document,
    pub sources: Sources,
}

const METADATA: &str =
    "title: A house rule\nlanguage: en\npublished: 2024-05-01\nversion: \"1\"\ncanonical: https://example.org/rule/\n";

impl Original {
    /// The document of `files`; its problems if it has none.
    pub fn try_read(files: Vec<(String, Vec<u8>)>, entry: &Source) -> Result<Self, String> {
        let folder = MemoryFolder::new(files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())));
        let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
        match read(&folder, entry, &mut sources, &mut diagnostics) {
            Some(document) => Ok(Self { document, sources }),
            None => Err(text(&diagnostics, &sources, Colour::Never)),
        }
    }

    /// The document of one text in English.
    pub fn of(markdown: &str) -> Self {
        Self::with(METADATA, markdown)
    }

    pub fn try_of(markdown: &str) -> Result<Self, String> {
        Self::try_with(METADATA, markdown)
    }

    pub fn with(metadata: &str, markdown: &str) -> Self {
        Self::try_with(metadata, markdown).unwrap_or_else(|report| panic!("{report}"))
    }

    fn try_with(metadata: &str, markdown: &str) -> Result<Self, String> {
        let whole = format!("---\n{metadata}---\n{markdown}");
        let files = vec![
            ("rules.md".to_string(), whole.into_bytes()),
            ("square.png".to_string(), include_bytes!("../../cases/square.png").to_vec()),
        ];
        Self::try_read(files, &Source::File("rules.md".into()))
    }

    /// The document of a folder with a `statement.yaml`.
    pub fn of_folder(folder: &Path) -> Self {
        let mut files = Vec::new();
        collect(folder, "", &mut files);
        Self::try_read(files, &Source::Folder).unwrap_or_else(|report| panic!("{report}"))
    }

    pub fn messages(&self) -> Vec<Message> {
        messages(&self.document, None, &self.sources)
    }

    /// A catalog in which `translation` gives each message its translation.
    pub fn catalog(&mut self, translation: impl Fn(&Message) -> String) -> Catalog {
        let messages = self.messages();
        let source = self.sources.add("languages/test.po", " ".repeat(messages.len() + 1));
        let entry = |(index, message): (usize, &Message)| entry(message, translation(message), source, index);
        let entries = messages.iter().enumerate().map(entry).collect();
        Catalog { header_span: Some(Span::new(source, 0, 0)), entries, ..Catalog::default() }
    }

    /// The document in `tag`, and the codes of what was reported.
    pub fn translated(&self, catalog: &Catalog, tag: &str) -> (Option<Translated>, Vec<&'static str>) {
        let mut diagnostics = Diagnostics::new();
        let language = Language::parse(tag).expect("a language tag");
        let translated = translate(&self.document, catalog, &language, &self.sources, &mut diagnostics);
        assert_eq!(translated.is_none(), diagnostics.has_errors());
        (translated, diagnostics.iter().map(|problem| problem.code).collect())
    }
}

fn entry(message: &Message, translation: String, source: SourceId, index: usize) -> Entry {
    let span = Some(Span::new(source, index, index + 1));
    Entry {
        context: Some(message.context.clone()),
        original: message.original.clone(),
        translation,
        original_span: span,
        translation_span: span,
        ..Entry::default()
    }
}

/// Every file below `folder`, with `/` between the parts of its path.
fn collect(folder: &Path, stem: &str, files: &mut Vec<(String, Vec<u8>)>) {
    for entry in std::fs::read_dir(folder).expect("listed").flatten() {
        let name = format!("{stem}{}", entry.file_name().to_str().expect("UTF-8"));
        if entry.file_type().expect("known").is_dir() {
            collect(&entry.path(), &format!("{name}/"), files);
        } else {
            files.push((name, std::fs::read(entry.path()).expect("read")));
        }
    }
}
