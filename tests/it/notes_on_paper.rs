//! Where a page ends, notes are on the page of their marks and what belongs
//! together is together, wherever that is in the text.

use std::collections::BTreeMap;
use std::sync::Mutex;

use chapbook::diagnostics::{Diagnostics, MemoryFolder, Sources};
use chapbook::document::{Document, Imprint, Words};
use chapbook::fonts;
use chapbook::render::pdf::{self, Fault, Forgetful, Manuscript, Memory, Misplaced};
use chapbook::source::{Entry, read};
use chapbook::theme::{self, Theme};

use crate::reading_back::pdf_page_contents;

/// What stands on one page with what.
const TOGETHER: [(&str, &str); 8] = [
    ("This", "The first note"),
    ("stand in the", "The second."),
    ("apples", "The fourth."),
    ("plums", "The fifth."),
    ("A sentence", "The sixth note"),
    ("leads to", "kiwis"),
    ("kiwis", "The seventh."),
    ("figs", "The eighth."),
];

/// A paragraph with notes in its first line and a list with more, and a sentence
/// that leads to another list.
const NOTES_AND_LISTS: &str = "This[^a] and that[^b] stand in the first line of this paragraph, which has four lines, or nearly four, \
    since it goes on and on until it says that more[^c] is to come, and what that is:\n\n\
    - apples;[^d]\n- pears;\n- plums.[^e]\n\nA sentence[^f] leads to:\n\n- kiwis;[^g]\n- figs.[^h]\n\n\
    [^a]: The first note, which is not short, so that it needs two lines at the foot of a page.\n\n\
    [^b]: The second.\n\n[^c]: The third note, which is not short, so that it needs two lines at the foot of a page.\n\n\
    [^d]: The fourth.\n\n[^e]: The fifth.\n\n\
    [^f]: The sixth note, which is not short, so that it needs two lines at the foot of a page.\n\n\
    [^g]: The seventh.\n\n[^h]: The eighth.\n";

/// A list that is too long to be kept on one page.
const LONG_LIST: &str = "A short sentence leads to:\n\n- apples;[^a]\n- pears;[^b]\n- plums;\n- kiwis;\n- figs.\n\nAnd an end.\n\n\
    [^a]: The first note.\n\n[^b]: The second.\n";

/// A paragraph with notes in its second line.
const NOTES_IN_THE_SECOND_LINE: &str = "This paragraph has a first line without a note, and after it come more lines, in the second of \
    which is a note[^a] and another[^b] and a third,[^c] so that it may be that the first is left alone where it is, and then the last.\n\n\
    [^a]: The first note, which is not short, so that it needs two lines at the foot of a page.\n\n\
    [^b]: The second note, which is not short, so that it needs two lines at the foot of a page.\n\n\
    [^c]: The third note, which is not short, so that it needs two lines at the foot of a page.\n";

/// `text` after `lines` short lines.
fn document(lines: usize, text: &str, sources: &mut Sources) -> Document {
    let before = "A line.<br>".repeat(lines);
    let text = format!("---\ntitle: T\nlanguage: en\npublished: 2024-05-01\n---\n# One\n\n{before}A line.\n\n{text}");
    let mut diagnostics = Diagnostics::new();
    let document = read(&MemoryFolder::new([("a.md", text)]), &Entry::File("a.md".into()), sources, &mut diagnostics);
    document.unwrap_or_else(|| panic!("{diagnostics:?}"))
}

fn page_of(part: &str, pages: &[String]) -> usize {
    pages.iter().position(|page| page.contains(part)).unwrap_or_else(|| panic!("no page has `{part}`: {pages:#?}"))
}

/// What stands wrong in `text` as it is set first, wherever its page ends, and
/// the pages as they are set in the end, where nothing does.
fn set(text: &str) -> (Vec<Fault>, Vec<Vec<String>>) {
    let mut sources = Sources::new();
    let theme: Theme = theme::load("default", &[], &mut sources, &mut Diagnostics::new()).unwrap();
    let (library, words, imprint) = (fonts::library(&theme), Words::english(), Imprint::default());
    let (mut faults, mut all_pages) = (Vec::new(), Vec::new());
    for lines in 8..34 {
        let document = document(lines, text, &mut sources);
        let once = pdf::set_book(pdf::book(&document, &words, &imprint), &document, &theme, &library, &sources).unwrap();
        faults.extend(once.misplaced().iter().map(|Misplaced { what, .. }| what.clone()));
        let manuscript = Manuscript {
            document: &document,
            words: &words,
            theme: &theme,
            library: &library,
            imprint: &imprint,
            sources: &sources,
        };
        let set = pdf::set(&manuscript, &Forgetful).unwrap();
        assert_eq!(set.misplaced(), [], "after {lines} lines");
        all_pages.push(pdf_page_contents(&set.export().unwrap().bytes));
    }
    (faults, all_pages)
}

#[test]
fn notes_are_on_the_page_of_their_marks_and_lists_where_they_are_led_to() {
    let (faults, all_pages) = set(NOTES_AND_LISTS);
    for pages in all_pages {
        for (part, other) in TOGETHER {
            assert_eq!(page_of(part, &pages), page_of(other, &pages), "`{part}` and `{other}`");
        }
    }
    // What is set once shows what can go wrong.
    assert!(faults.iter().any(|fault| matches!(fault, Fault::NoteBeforeMark(_))), "{faults:?}");
    assert!(faults.iter().any(|fault| matches!(fault, Fault::NoteAfterMark(_))), "{faults:?}");
}

/// What was remembered, and how often somebody asked.
#[derive(Default)]
struct Kept {
    bytes: Mutex<BTreeMap<String, Vec<u8>>>,
    found: Mutex<usize>,
}

impl Memory for Kept {
    fn recall(&self, key: &str) -> Option<Vec<u8>> {
        let bytes = self.bytes.lock().unwrap().get(key).cloned();
        *self.found.lock().unwrap() += usize::from(bytes.is_some());
        bytes
    }

    fn remember(&self, key: &str, bytes: &[u8]) {
        self.bytes.lock().unwrap().insert(key.into(), bytes.to_vec());
    }
}

#[test]
fn what_is_remembered_of_a_text_changes_no_byte_of_it() {
    let mut sources = Sources::new();
    let theme: Theme = theme::load("default", &[], &mut sources, &mut Diagnostics::new()).unwrap();
    let (library, words, imprint) = (fonts::library(&theme), Words::english(), Imprint::default());
    let kept = Kept::default();
    let document = document(16, NOTES_AND_LISTS, &mut sources);
    let pdf = |memory: &dyn Memory| {
        let (document, words, theme) = (&document, &words, &theme);
        let manuscript = Manuscript { document, words, theme, library: &library, imprint: &imprint, sources: &sources };
        pdf::set(&manuscript, memory).unwrap().export().unwrap().bytes
    };
    let wanted = pdf(&Forgetful);
    assert!(pdf(&kept) == wanted && *kept.found.lock().unwrap() == 0);
    let remembered = kept.bytes.lock().unwrap().clone();
    assert_eq!(remembered.len(), 1, "this text is not right at once");
    assert!(pdf(&kept) == wanted && *kept.found.lock().unwrap() == 1);
    // What nobody wrote is not believed, and what was remembered is put right.
    kept.bytes.lock().unwrap().values_mut().for_each(|bytes| *bytes = b"one.2\n".to_vec());
    assert!(pdf(&kept) == wanted);
    assert_eq!(*kept.bytes.lock().unwrap(), remembered);
    // A break that is remembered is one from which setting begins.
    kept.bytes.lock().unwrap().values_mut().for_each(|bytes| *bytes = b"0\none.1\n".to_vec());
    assert!(pdf(&kept) != wanted);
}

#[test]
fn no_first_line_of_a_paragraph_stands_alone() {
    let (faults, all_pages) = set(NOTES_IN_THE_SECOND_LINE);
    for pages in all_pages {
        assert_eq!(page_of("This paragraph", &pages), page_of("is a note", &pages));
    }
    assert!(faults.contains(&Fault::LoneLine), "{faults:?}");
}

#[test]
fn no_last_item_of_a_list_stands_alone() {
    let (faults, all_pages) = set(LONG_LIST);
    for pages in all_pages {
        assert_eq!(page_of("kiwis", &pages), page_of("figs", &pages));
    }
    assert!(faults.contains(&Fault::LoneItem), "{faults:?}");
}
