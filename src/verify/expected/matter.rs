//! What stands before and after the text: cover, title page, contents, colophon.

use super::inlines::{Around, Showing};
use super::{Expected, Writer};
use crate::document::{self, Cover, Fact, FactName, FactValue, Format, Section};
use crate::verify::transcript::{Container, Line, Piece, Role};

impl Writer<'_> {
    pub(super) fn matter_before(&mut self) {
        match self.format {
            Format::Pdf => {
                self.cover_image();
                self.title(Role::Paragraph);
                self.contents();
            }
            Format::Epub => {
                self.book_cover();
                self.title(Role::TitleMatter);
                self.contents();
            }
            Format::Html => {
                let skip = self.linked(self.said(&self.words.skip_to_text), "#_text");
                self.say(Role::SkipLink, &[], skip);
                self.languages();
                self.title(Role::TitleMatter);
                self.contents();
            }
        }
    }

    pub(super) fn matter_after(&mut self) {
        let level = match self.format {
            Format::Pdf | Format::Epub => 1,
            Format::Html => 2,
        };
        let heading = self.said(&self.words.colophon);
        self.say(Role::Heading { level }, &[], heading);
        for fact in document::colophon(self.document, self.words, self.imprint, self.format) {
            self.fact(&fact);
        }
    }

    /// The way to the other languages, each called as in itself.
    fn languages(&mut self) {
        let alternates = document::alternates(&self.document.metadata, self.imprint);
        if alternates.len() > document::LANGUAGES_SHOWN_MAX {
            let heading = self.said(&self.words.languages);
            self.say(Role::Summary, &[], heading);
        }
        for alternate in &alternates {
            let name = vec![Piece::text(&alternate.endonym.name, alternate.endonym.language.tag())];
            let entry = if alternate.is_this { name } else { self.linked(name, &alternate.address) };
            self.say(Role::Entry, &[], entry);
        }
    }

    fn linked(&self, pieces: Vec<Piece>, address: &str) -> Vec<Piece> {
        pieces.into_iter().map(|piece| Piece { link: Some(address.to_string()), ..piece }).collect()
    }

    /// Title, subtitle, whether they are outdated, who speaks, and the year; on a page for browsers, an image
    /// that is the cover stands among them.
    fn title(&mut self, matter: Role) {
        let metadata = &self.document.metadata;
        self.say(Role::Title, &[], self.said(&metadata.title));
        if let Some(subtitle) = &metadata.subtitle {
            self.say(matter.clone(), &[], self.said(subtitle));
        }
        if let Some(remark) = document::title_remark(metadata, self.words) {
            self.say(matter.clone(), &[], self.said(&remark));
        }
        match self.format {
            Format::Html => self.cover_image(),
            Format::Pdf | Format::Epub => {}
        }
        match self.format {
            // Each speaker has a line.
            Format::Epub => {
                let names = if metadata.authors.is_empty() { metadata.publisher.as_slice() } else { &metadata.authors };
                for name in names {
                    self.say(matter.clone(), &[], self.said(name));
                }
            }
            Format::Pdf | Format::Html => {
                if let Some(names) = document::speakers(metadata, self.words) {
                    self.say(matter.clone(), &[], self.phrase(&names));
                }
            }
        }
        self.say(matter, &[], self.own(&metadata.year()));
    }

    fn cover_image(&mut self) {
        match &self.document.metadata.cover {
            Cover::Image { image: _, alternative } => self.say(Role::Picture, &[], self.said(alternative)),
            Cover::Typeset => {}
        }
    }

    /// The picture of the cover says what the cover says.
    fn book_cover(&mut self) {
        let metadata = &self.document.metadata;
        let words = match &metadata.cover {
            Cover::Image { image: _, alternative } => alternative.clone(),
            Cover::Typeset => document::cover_words(metadata, self.words),
        };
        self.say(Role::Picture, &[], self.said(&words));
    }

    fn contents(&mut self) {
        let document = self.document;
        if document.sections.is_empty() && self.format != Format::Epub {
            return;
        }
        let heading = self.said(&self.words.contents);
        match self.format {
            Format::Pdf | Format::Epub => self.say(Role::Heading { level: 1 }, &[], heading),
            Format::Html => self.say(Role::Summary, &[], heading),
        }
        let deepest = match self.format {
            Format::Pdf | Format::Html => 2,
            Format::Epub => usize::MAX,
        };
        if self.format == Format::Epub {
            self.opening_entry();
        }
        self.entries(&document.sections, deepest);
        if self.format != Format::Pdf && !document.notes.is_empty() {
            let entry = self.linked(self.said(&self.words.notes), "#_notes");
            self.say(Role::Entry, &[], entry);
        }
        if self.format == Format::Epub {
            let entry = self.linked(self.said(&self.words.colophon), "#_colophon-title");
            self.say(Role::Entry, &[], entry);
        }
    }

    fn opening_entry(&mut self) {
        let document = self.document;
        let Some(first) = document.opening.first() else { return };
        let name =
            if document.sections.is_empty() { self.said(&document.metadata.title) } else { self.said(&self.words.opening) };
        let entry = self.linked(name, &format!("#{}", first.id));
        self.say(Role::Entry, &[], entry);
    }

    fn entries(&mut self, sections: &[Section], levels: usize) {
        if levels == 0 {
            return;
        }
        for section in sections {
            let mut line = Line::new(Role::Entry);
            let address = format!("#{}", section.anchor);
            let around = Around { language: self.document.metadata.language.tag(), link: Some(&address) };
            self.inlines(&section.title, around, Showing::Again, &mut line);
            self.lines.push(Expected { line, ids: Vec::new(), span: Some(section.span) });
            self.entries(&section.sections, levels - 1);
        }
    }

    /// On paper the note on the text is a paragraph before the other facts.
    fn fact(&mut self, fact: &Fact) {
        let Fact { name, value } = fact;
        if (self.format, *name) == (Format::Pdf, FactName::AboutTheText) {
            let pieces = self.value(value);
            return self.say(Role::Paragraph, &[], pieces);
        }
        let word = self.said(name.word(self.words));
        self.say(Role::Term, &[], word);
        if let (Format::Html, FactValue::Formats(formats)) = (self.format, value) {
            for (index, format) in formats.iter().enumerate() {
                let address = format!("{}.{}", self.document.metadata.stem(), format.extension());
                let pieces = self.linked(self.own(format.name()), &address);
                let item = Container::Item { ordinal: index + 1, number: None };
                self.say(Role::Paragraph, &[Container::Details, item], pieces);
            }
            return;
        }
        let pieces = self.value(value);
        self.say(Role::Paragraph, &[Container::Details], pieces);
    }

    fn value(&self, value: &FactValue) -> Vec<Piece> {
        match value {
            FactValue::Text(words) => self.phrase(words),
            FactValue::Machine(words) => self.own(words),
            FactValue::Link { text, url } => self.linked(self.own(text), url),
            FactValue::Address(url) => self.linked(self.own(url), url),
            FactValue::Formats(formats) => {
                let names: Vec<&str> = formats.iter().map(|format| format.name()).collect();
                self.own(&names.join(", "))
            }
        }
    }
}
