//! What was made last in each language, for the requests that follow a view: the
//! bytes of the page, the files of the book.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};

use crate::document::Language;
use crate::editions::studio::{Book, PageSet};

/// The languages of the statement, and the last good content of each format that
/// was looked at.
#[derive(Debug, Default)]
pub struct Shelf {
    rows: Mutex<BTreeMap<String, Row>>,
}

/// One language.
#[derive(Clone, Debug)]
pub struct Row {
    pub language: Language,
    pub html: Option<Arc<[u8]>>,
    pub book: Option<Arc<Book>>,
    pub pages: Option<Arc<PageSet>>,
}

impl Shelf {
    /// Keeps the rows of `languages` and forgets those of others.
    pub fn keep(&self, languages: &[Language]) {
        let mut rows = self.rows();
        let kept = languages.iter().map(|language| {
            let row = Row { language: language.clone(), html: None, book: None, pages: None };
            (language.tag().to_string(), rows.remove(language.tag()).unwrap_or(row))
        });
        let kept = kept.collect();
        *rows = kept;
    }

    /// What there is in the language with this tag; nothing if the statement has no such language.
    pub fn row(&self, tag: &str) -> Option<Row> {
        self.rows().get(tag).cloned()
    }

    /// Changes the row of `language`, if it is still there.
    pub fn put(&self, language: &Language, change: impl FnOnce(&mut Row)) {
        if let Some(row) = self.rows().get_mut(language.tag()) {
            change(row);
        }
    }

    fn rows(&self) -> MutexGuard<'_, BTreeMap<String, Row>> {
        self.rows.lock().expect("nobody panics while putting something on the shelf")
    }
}
