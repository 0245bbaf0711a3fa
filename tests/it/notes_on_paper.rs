//! No note stands on a page before that of its mark, wherever the page ends.

use chapbook::diagnostics::{Diagnostics, MemoryFolder, Sources};
use chapbook::document::{Document, Imprint, Words};
use chapbook::fonts;
use chapbook::render::pdf;
use chapbook::source::{Entry, read};
use chapbook::theme::{self, Theme};

/// `lines` short lines, then a paragraph with notes in its first line and a list
/// with more.
fn document(lines: usize, sources: &mut Sources) -> Document {
    let before = "A line.<br>".repeat(lines);
    let text = format!(
        "---\ntitle: T\nlanguage: en\npublished: 2024-05-01\n---\n# One\n\n{before}A line.\n\nThis[^a] and that[^b] stand in the first line of this paragraph, \
         which has four lines, or nearly four, since it goes on and on until it says that more[^c] is to come, and what that is:\n\n\
         - apples;[^d]\n- pears;\n- plums.[^e]\n\n[^a]: The first note, which is not short, so that it needs two lines at the foot of a page.\n\n\
         [^b]: The second.\n\n[^c]: The third note, which is not short, so that it needs two lines at the foot of a page.\n\n\
         [^d]: The fourth.\n\n[^e]: The fifth.\n"
    );
    let mut diagnostics = Diagnostics::new();
    let document = read(&MemoryFolder::new([("a.md", text)]), &Entry::File("a.md".into()), sources, &mut diagnostics);
    document.unwrap_or_else(|| panic!("{diagnostics:?}"))
}

#[test]
fn no_note_stands_before_its_mark() {
    let mut sources = Sources::new();
    let theme: Theme = theme::load("default", &[], &mut sources, &mut Diagnostics::new()).unwrap();
    let (library, words, imprint) = (fonts::library(&theme), Words::english(), Imprint::default());
    let mut left_alone = 0;
    for lines in 8..30 {
        let document = document(lines, &mut sources);
        let once = pdf::set_book(pdf::book(&document, &words, &imprint), &document, &theme, &library, &sources).unwrap();
        left_alone += usize::from(once.note_before_its_mark().is_some());
        let pages = pdf::set(&document, &words, &theme, &library, &imprint, &sources).unwrap();
        assert_eq!(pages.note_before_its_mark(), None, "after {lines} lines");
    }
    assert!(left_alone > 0, "what is set once shows what can go wrong");
}
