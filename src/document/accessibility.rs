//! What is said of the accessibility of the editions: one list, made from the
//! document alone, from which the EPUB package, colophons and the index page
//! are written. Nothing is in it that was not looked at.

use super::{Anchor, Date, Document, ImageFormat, Inline, Phrase, Place, Visitor, Words, walk};
use crate::diagnostics::Span;

/// In the terms of EPUB Accessibility 1.1 §2 and the Schema.org Accessibility
/// Properties for Discoverability Vocabulary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accessibility {
    /// By which senses the content is perceived.
    pub modes: Vec<AccessMode>,
    /// Sets of modes each of which is enough to understand all of it.
    pub sufficient: Vec<Vec<AccessMode>>,
    pub features: Vec<Feature>,
    pub hazard: Hazard,
    /// Who found that the editions conform to what, if anybody did.
    pub evaluation: Option<Evaluation>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccessMode {
    Textual,
    Visual,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feature {
    TableOfContents,
    ReadingOrder,
    StructuralNavigation,
    DisplayTransformability,
    Unlocked,
    /// There are images, and each has its alternative in words.
    AlternativeText,
    /// The places are marked at which the pages of the PDF begin.
    PrintPageNumbers,
    /// The navigation has a list of those places.
    PageNavigation,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hazard {
    None,
    /// There are images that may move, and nobody looked whether they flash.
    Unknown,
}

/// Whether an edition carries the page numbers of the PDF.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PageList {
    Present,
    #[default]
    Absent,
}

/// An evaluation by people, as `statement.yaml` tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evaluation {
    /// The party that evaluated the editions.
    pub by: String,
    /// Not before the day of this version.
    pub date: Date,
    /// The address of the report.
    pub report: String,
    pub conformance: Conformance,
}

/// A version and a level of WCAG.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conformance {
    version: &'static str,
    level: &'static str,
}

impl Accessibility {
    /// What can be said of the editions of `document`.
    pub fn of(document: &Document, pages: PageList) -> Self {
        use AccessMode::{Textual, Visual};
        let has_images = shows_images(document);
        let mut features = vec![
            Feature::TableOfContents,
            Feature::ReadingOrder,
            Feature::StructuralNavigation,
            Feature::DisplayTransformability,
            Feature::Unlocked,
        ];
        if has_images {
            features.push(Feature::AlternativeText);
        }
        match pages {
            PageList::Present => features.extend([Feature::PrintPageNumbers, Feature::PageNavigation]),
            PageList::Absent => {}
        }
        Self {
            modes: if has_images { vec![Textual, Visual] } else { vec![Textual] },
            // Every image has its alternative in words, or there would be no document.
            sufficient: if has_images { vec![vec![Textual, Visual], vec![Textual]] } else { vec![vec![Textual]] },
            features,
            hazard: hazard(document),
            evaluation: document.metadata.evaluation.clone(),
        }
    }

    /// What is left of it for the PDF: its pages stay as they are, and its page
    /// numbers are its own.
    pub fn on_paper(mut self) -> Self {
        let is_of_the_screen = |feature: &Feature| match feature {
            Feature::DisplayTransformability | Feature::PrintPageNumbers | Feature::PageNavigation => true,
            Feature::TableOfContents
            | Feature::ReadingOrder
            | Feature::StructuralNavigation
            | Feature::Unlocked
            | Feature::AlternativeText => false,
        };
        self.features.retain(|feature| !is_of_the_screen(feature));
        self
    }

    /// The same in sentences: what the editions can do, then what was checked
    /// by a program and by whom they were evaluated.
    pub fn sentences(&self, words: &Words) -> Vec<Phrase> {
        let has = |feature| self.features.contains(&feature);
        let text =
            if has(Feature::DisplayTransformability) { &words.text_can_be_adapted } else { &words.text_can_be_read_aloud };
        let mut list = vec![text];
        let content = if has(Feature::AlternativeText) { &words.every_image_is_described } else { &words.all_content_is_text };
        list.push(content);
        if has(Feature::PrintPageNumbers) {
            list.push(&words.printed_pages_are_marked);
        }
        match self.hazard {
            Hazard::None => {}
            Hazard::Unknown => list.push(&words.images_may_move),
        }
        list.push(&words.checked_by_a_program);
        let last = match &self.evaluation {
            Some(evaluation) => words.evaluated(evaluation),
            None => words.not_evaluated.clone().into(),
        };
        list.into_iter().cloned().map(Phrase::from).chain([last]).collect()
    }

    /// The sentences as one paragraph.
    pub fn summary(&self, words: &Words) -> Phrase {
        words.sentences(self.sentences(words))
    }
}

impl AccessMode {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Textual => "textual",
            Self::Visual => "visual",
        }
    }
}

impl Feature {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::TableOfContents => "tableOfContents",
            Self::ReadingOrder => "readingOrder",
            Self::StructuralNavigation => "structuralNavigation",
            Self::DisplayTransformability => "displayTransformability",
            Self::Unlocked => "unlocked",
            Self::AlternativeText => "alternativeText",
            Self::PrintPageNumbers => "printPageNumbers",
            Self::PageNavigation => "pageNavigation",
        }
    }
}

impl Hazard {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Unknown => "unknown",
        }
    }
}

impl Conformance {
    /// Those that EPUB Accessibility 1.1 §3.5.2 has a string for.
    pub const ALL: [Self; 9] = [
        Self::new("2.0", "A"),
        Self::new("2.0", "AA"),
        Self::new("2.0", "AAA"),
        Self::new("2.1", "A"),
        Self::new("2.1", "AA"),
        Self::new("2.1", "AAA"),
        Self::new("2.2", "A"),
        Self::new("2.2", "AA"),
        Self::new("2.2", "AAA"),
    ];

    /// What is meant if nothing is said.
    pub const USUAL: Self = Self::new("2.2", "AA");

    const fn new(version: &'static str, level: &'static str) -> Self {
        Self { version, level }
    }

    /// The one written `WCAG 2.2 AA`; `Level` may stand before the level.
    pub fn parse(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.split_whitespace().filter(|part| !part.eq_ignore_ascii_case("level")).collect();
        let ["WCAG", version, level] = parts[..] else { return None };
        Self::ALL.into_iter().find(|known| (known.version, known.level) == (version, level))
    }

    /// The value of `dcterms:conformsTo` (EPUB Accessibility 1.1 §3.5.2).
    pub fn epub(self) -> String {
        format!("EPUB Accessibility 1.1 - WCAG {} Level {}", self.version, self.level)
    }
}

/// `WCAG 2.2 AA`
impl std::fmt::Display for Conformance {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "WCAG {} {}", self.version, self.level)
    }
}

/// Images of the text; a cover shows what the title page says in words.
fn shows_images(document: &Document) -> bool {
    let mut images = Images { is_shown: false };
    walk(document, &mut images);
    images.is_shown
}

struct Images {
    is_shown: bool,
}

impl Visitor for Images {
    fn run(&mut self, _: Place, _: &Anchor, inlines: &[Inline], _: Span) {
        self.is_shown |= inlines.iter().any(has_image);
    }

    fn text(&mut self, place: Place, _: &Anchor, _: &str, _: Span) {
        self.is_shown |= place == Place::Alternative;
    }
}

fn has_image(inline: &Inline) -> bool {
    matches!(inline, Inline::Image { .. }) || inline.inner().iter().any(has_image)
}

/// A drawing that moves is refused by the reader of the source.
fn hazard(document: &Document) -> Hazard {
    let may_move = |format| match format {
        ImageFormat::Gif | ImageFormat::Webp => true,
        ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::Svg => false,
    };
    if document.images.values().any(|image| may_move(image.format)) { Hazard::Unknown } else { Hazard::None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_conformance_is_one_of_those_that_have_a_name() {
        for known in Conformance::ALL {
            assert_eq!(Conformance::parse(&known.to_string()), Some(known));
        }
        assert_eq!(Conformance::parse(" WCAG 2.1  Level AA"), Conformance::parse("WCAG 2.1 AA"));
        assert_eq!(Conformance::USUAL.epub(), "EPUB Accessibility 1.1 - WCAG 2.2 Level AA");
        for wrong in ["WCAG 2.2", "WCAG 3.0 AA", "2.2 AA", "WCAG 2.2 aa", "", "WCAG 2.2 AA AA"] {
            assert_eq!(Conformance::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn nobody_is_named_as_evaluator_unless_somebody_was() {
        let words = Words::english();
        let mut said = Accessibility {
            modes: vec![AccessMode::Textual],
            sufficient: vec![vec![AccessMode::Textual]],
            features: vec![Feature::PrintPageNumbers],
            hazard: Hazard::Unknown,
            evaluation: None,
        };
        let summary = said.summary(&words).content();
        for sentence in
            [&words.all_content_is_text, &words.printed_pages_are_marked, &words.images_may_move, &words.not_evaluated]
        {
            assert!(summary.contains(&sentence.content), "{summary}");
        }
        said.evaluation = Some(Evaluation {
            by: "The Readers’ Guild".into(),
            date: Date::parse("2024-05-02").unwrap(),
            report: "https://example.org/report".into(),
            conformance: Conformance::USUAL,
        });
        let last = said.sentences(&words).pop().unwrap().content();
        let expected = "The Readers’ Guild evaluated the editions on 2 May 2024 and found that they conform to WCAG 2.2 AA.";
        assert_eq!(last, expected);
        assert!(!said.summary(&words).content().contains(&words.not_evaluated.content));
    }
}
