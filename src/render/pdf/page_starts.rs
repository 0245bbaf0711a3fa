//! At which word of the text each page begins.

use std::collections::HashMap;

use typst::layout::{Frame, FrameItem};
use typst::syntax::Span;
use typst::text::{Glyph, TextItem};
use typst_layout::PagedDocument;

use super::literals::{Literal, Literals};
use super::pieces::{cluster, is_bidi_control};
use super::sheets::RunStart;
use crate::document::Language;
use crate::render::pages::PageStart;

/// The first word that begins on each page which has one, and the page on which
/// each run begins; the pages are numbered in the numerals of `language`.
pub fn starts(pages: &PagedDocument, literals: &Literals, language: &Language) -> (Vec<PageStart>, Vec<RunStart>) {
    let mut search = Search {
        literals,
        page: 0,
        first_pages: vec![None; literals.list.len()],
        shown: HashMap::new(),
        on_page: HashMap::new(),
        found: None,
    };
    let mut starts = Vec::new();
    for page in pages.pages() {
        search.page += 1;
        search.frame(&page.frame);
        search.shown.extend(search.on_page.drain());
        if let Some((literal, at)) = search.found.take() {
            let Literal { run, offset, .. } = literals.list[literal];
            let (number, label) = (search.page, language.numerals(&page.number.to_string()));
            starts.push(PageStart { number, label, run: run.clone(), offset: offset + at });
        }
    }
    (starts, run_starts(literals.list, &search.first_pages))
}

/// The first literal of each run tells where it begins.
fn run_starts(literals: &[Literal], first_pages: &[Option<usize>]) -> Vec<RunStart> {
    let mut starts: Vec<RunStart> = Vec::new();
    for (literal, page) in literals.iter().zip(first_pages) {
        let is_known = starts.last().is_some_and(|last| last.run == *literal.run);
        if let (Some(page), false) = (page, is_known) {
            starts.push(RunStart { run: literal.run.clone(), page: *page });
        }
    }
    starts
}

struct Search<'a> {
    literals: &'a Literals<'a>,
    /// The one that is looked at, from 1, and the first on which each literal is.
    page: usize,
    first_pages: Vec<Option<usize>>,
    /// Up to which byte each literal stood on the pages before: the head of a
    /// table stands on each of its pages, but begins on the first.
    shown: HashMap<usize, u16>,
    on_page: HashMap<usize, u16>,
    /// The literal and the byte in it at which the page begins.
    found: Option<(usize, usize)>,
}

impl Search<'_> {
    fn frame(&mut self, frame: &Frame) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => self.frame(&group.frame),
                FrameItem::Text(text) => self.text(text),
                FrameItem::Shape(..) | FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(_) => {}
            }
        }
    }

    fn text(&mut self, text: &TextItem) {
        let mut first: Option<(usize, u16, &Glyph)> = None;
        let mut known: Option<(Span, Option<usize>)> = None;
        for glyph in &text.glyphs {
            let (span, offset) = glyph.span;
            let literal = match known {
                Some((before, literal)) if before == span => literal,
                _ => self.literals.of(span),
            };
            known = Some((span, literal));
            let Some(literal) = literal else { continue };
            self.first_pages[literal].get_or_insert(self.page);
            let last = self.on_page.entry(literal).or_insert(offset);
            *last = offset.max(*last);
            let is_new = self.shown.get(&literal).is_none_or(|shown| offset > *shown);
            if is_new && first.is_none_or(|(other, at, _)| (literal, offset) < (other, at)) {
                first = Some((literal, offset, glyph));
            }
        }
        if self.found.is_none()
            && let Some((literal, offset, glyph)) = first
        {
            self.found = self.word(literal, self.byte(literal, offset, cluster(text, glyph)));
        }
    }

    /// The byte of the literal at which `cluster` stands. Typst counts the
    /// controls that it writes around words of another direction.
    fn byte(&self, literal: usize, offset: u16, cluster: &str) -> usize {
        let text = self.literals.list[literal].text;
        let letter = cluster.chars().find(|letter| !is_bidi_control(*letter));
        let control = '\u{202b}'.len_utf8();
        let places = [usize::from(offset), usize::from(offset).saturating_sub(control)];
        let is_there = |at: &usize| text.get(*at..).is_some_and(|rest| letter.is_some() && rest.chars().next() == letter);
        places.into_iter().find(is_there).unwrap_or(places[0].min(text.len()))
    }

    /// The beginning of the first word from byte `at` of the literal on: inside a
    /// word, which began on the page before, that of the next one in its run.
    fn word(&self, literal: usize, at: usize) -> Option<(usize, usize)> {
        let run = self.literals.list[literal].run;
        let before = self.literals.list[literal].text.get(..at)?.chars().next_back().or_else(|| {
            let before = self.literals.list[..literal].last().filter(|before| before.run == run)?;
            before.text.chars().next_back()
        });
        let mut is_inside = before.is_some_and(is_of_word);
        let rest = self.literals.list[literal..].iter().enumerate().take_while(|(_, literal)| literal.run == run);
        for (index, part) in rest {
            let from = if index == 0 { at } else { 0 };
            for (place, letter) in part.text.get(from..)?.char_indices() {
                match (is_of_word(letter), letter.is_whitespace()) {
                    (true, _) if is_inside => {}
                    (_, true) => is_inside = false,
                    (false, false) if is_inside => {}
                    _ => return Some((literal + index, from + place)),
                }
            }
        }
        None
    }
}

/// Letters and digits of scripts that part words by spaces.
fn is_of_word(letter: char) -> bool {
    let is_unparted = matches!(u32::from(letter), 0x0E00..=0x0EFF | 0x0F00..=0x109F | 0x1780..=0x17FF | 0x2E80..=0xA4CF | 0xF900..=0xFAFF | 0x20000..);
    letter.is_alphanumeric() && !is_unparted
}
