//! The runs of a document as what is counted in them.

use unicode_segmentation::UnicodeSegmentation;

use super::formulas::Formula;
use super::{Limits, LongSentence, Measure, Part, is_of_a_note, sentences, speed, syllables};
use crate::diagnostics::Span;
use crate::document::{Anchor, Document, Inline, Language, Place, Visitor, plain_text, walk};

/// What the length of a text is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// What stands between blanks; in Vietnamese these are syllables.
    Words,
    /// Letters and digits, in scripts without blanks between words.
    Characters,
}

/// What a text in `language` is counted in.
pub fn unit(language: &Language) -> Unit {
    match language.script() {
        Some("Hans" | "Hant" | "Hani" | "Jpan" | "Hira" | "Kana" | "Thai" | "Laoo" | "Khmr" | "Mymr" | "Tibt") => {
            Unit::Characters
        }
        Some(_) | None => Unit::Words,
    }
}

/// A run of text with what it stands in.
pub(super) struct Passage {
    pub part: Part,
    text: String,
    /// Where each piece of `text` begins, and where that is written.
    places: Vec<(usize, Span)>,
    is_prose: bool,
    is_foreign: bool,
}

impl Passage {
    /// Every run that is read: code and descriptions of pictures are not.
    pub fn all(document: &Document) -> Vec<Self> {
        let sections = document.sections.iter().map(|section| section.anchor.clone()).collect();
        let mut collector = Collector {
            sections,
            notes: document.notes.len(),
            part: Part::Opening,
            foreign: Foreign::None,
            passages: Vec::new(),
        };
        walk(document, &mut collector);
        collector.passages
    }

    pub fn tally(&self, language: &Language) -> Tally {
        let words: Vec<&str> = self.text.unicode_words().collect();
        let length = length(&self.text, unit(language));
        let mut tally = Tally { length, ..Tally::default() };
        if !self.is_prose || self.is_foreign {
            return tally;
        }
        tally.sentences = sentences::sentences(&self.text, language).len();
        tally.words = words.len();
        for word in words {
            let letters = word.chars().filter(|c| c.is_alphanumeric()).count();
            let heard = syllables::syllables(word, language);
            tally.letters += letters;
            tally.syllables += heard;
            tally.long_words += usize::from(letters > 6);
            tally.polysyllables += usize::from(heard >= 3);
            tally.monosyllables += usize::from(heard == 1);
        }
        tally
    }

    pub fn long_sentences(&self, language: &Language, limits: Limits) -> Vec<LongSentence> {
        if !self.is_prose || self.is_foreign || !sentences::are_marked(language) {
            return Vec::new();
        }
        let unit = unit(language);
        let limit = match unit {
            Unit::Words => limits.words_max,
            Unit::Characters => limits.characters_max,
        };
        let sentences = sentences::sentences(&self.text, language).into_iter();
        let long = sentences.filter_map(|range| {
            let text = &self.text[range.clone()];
            let length = length(text, unit);
            (length > limit).then(|| LongSentence { text: text.to_string(), length, span: self.place(range.start) })
        });
        long.collect()
    }

    fn place(&self, at: usize) -> Span {
        let index = self.places.partition_point(|(start, _)| *start <= at).saturating_sub(1);
        self.places[index].1
    }
}

fn length(text: &str, unit: Unit) -> usize {
    match unit {
        Unit::Words => text.unicode_words().count(),
        Unit::Characters => text.chars().filter(|c| c.is_alphanumeric()).count(),
    }
}

/// What was counted in some passages. All but `length` is of running text in
/// the language of the statement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// In the unit of the language.
    pub length: usize,
    pub words: usize,
    pub sentences: usize,
    pub syllables: usize,
    pub letters: usize,
    /// Of more than six letters.
    pub long_words: usize,
    /// Of three syllables or more.
    pub polysyllables: usize,
    pub monosyllables: usize,
}

impl Tally {
    pub fn add(&mut self, other: &Self) {
        let Self { length, words, sentences, syllables, letters, long_words, polysyllables, monosyllables } = other;
        self.length += length;
        self.words += words;
        self.sentences += sentences;
        self.syllables += syllables;
        self.letters += letters;
        self.long_words += long_words;
        self.polysyllables += polysyllables;
        self.monosyllables += monosyllables;
    }

    pub fn measure(&self, part: Part, language: &Language, formula: Option<Formula>) -> Measure {
        Measure {
            part,
            length: self.length,
            sentences: sentences::are_marked(language).then_some(self.sentences),
            minutes: self.length as f64 / speed::per_minute(language, unit(language)),
            reading: formula.and_then(|formula| formula.reading(self)),
        }
    }
}

/// Whether what comes is in another language than the statement.
enum Foreign {
    None,
    /// The block of the next run is.
    Next,
    /// This block is.
    Block(String),
}

struct Collector {
    sections: Vec<Anchor>,
    notes: usize,
    part: Part,
    foreign: Foreign,
    passages: Vec<Passage>,
}

impl Visitor for Collector {
    fn run(&mut self, place: Place, anchor: &Anchor, inlines: &[Inline], span: Span) {
        match place {
            Place::Title { level: 1 } if self.sections.contains(anchor) => self.part = Part::Section(anchor.clone()),
            _ if is_of_a_note(anchor.as_str(), self.notes) && !matches!(place, Place::Title { .. }) => self.part = Part::Notes,
            _ => {}
        }
        let block = block_of(anchor.as_str());
        self.foreign = match std::mem::replace(&mut self.foreign, Foreign::None) {
            Foreign::Next => Foreign::Block(block),
            Foreign::Block(known) if known == block => Foreign::Block(known),
            Foreign::Block(_) | Foreign::None => Foreign::None,
        };
        let is_prose = match place {
            Place::Paragraph | Place::KeySentence => true,
            Place::Title { .. }
            | Place::Attribution
            | Place::CalloutTitle
            | Place::Cell
            | Place::Code
            | Place::Caption
            | Place::Alternative
            | Place::Term => false,
        };
        let mut places = vec![(0, span)];
        let mut at = 0;
        starts(inlines, &mut at, &mut places);
        self.passages.push(Passage {
            part: self.part.clone(),
            text: plain_text(inlines),
            places,
            is_prose,
            is_foreign: matches!(self.foreign, Foreign::Block(_)),
        });
    }

    fn text(&mut self, _: Place, _: &Anchor, _: &str, _: Span) {}

    fn language(&mut self, _: &Language) {
        self.foreign = Foreign::Next;
    }
}

/// `values.4` of `values.4.r2c1`.
fn block_of(id: &str) -> String {
    id.split('.').take(2).collect::<Vec<_>>().join(".")
}

/// Where each text of `inlines` begins in what [`plain_text`] makes of them.
fn starts(inlines: &[Inline], at: &mut usize, places: &mut Vec<(usize, Span)>) {
    for inline in inlines {
        match inline {
            Inline::Text { text, span } | Inline::Code { text, span } => {
                places.push((*at, *span));
                *at += text.len();
            }
            Inline::Emphasis(_)
            | Inline::Strong(_)
            | Inline::Strikethrough(_)
            | Inline::Superscript(_)
            | Inline::Subscript(_)
            | Inline::Isolate(_)
            | Inline::Keyboard(_)
            | Inline::Citation(_)
            | Inline::Foreign { .. }
            | Inline::Changed(_)
            | Inline::Link(_) => starts(inline.inner(), at, places),
            Inline::Image { alternative, span, image: _ } => {
                places.push((*at, *span));
                *at += alternative.len();
            }
            Inline::NoteMark(_) => {}
            Inline::LineBreak => *at += 1,
        }
    }
}
