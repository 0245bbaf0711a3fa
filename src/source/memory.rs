//! The drafts of the Markdown files that were read last: parsing is most of the
//! work of reading, and an editor changes one file at a time.

use super::{TextFile, draft};
use crate::diagnostics::{Diagnostics, SourceId, Sources};
use crate::document::Language;
use crate::markdown::Draft;

/// What was parsed in the last reading, in the order of the files.
#[derive(Debug, Default)]
pub struct Memory {
    files: Vec<Parsed>,
    /// How many of them were asked for in this reading.
    asked: usize,
}

/// A file and what was found in it; all that its draft depends on.
#[derive(Debug)]
struct Parsed {
    source: SourceId,
    path: String,
    start: usize,
    language: Language,
    text: String,
    draft: Draft,
    problems: Diagnostics,
}

impl Memory {
    /// The draft of the next file, parsed now if it is not as it was.
    pub(super) fn draft(
        &mut self,
        file: &TextFile,
        language: &Language,
        sources: &Sources,
        diagnostics: &mut Diagnostics,
    ) -> Draft {
        let text = sources.text(file.source);
        let is_it = |known: &Parsed| {
            known.source == file.source
                && known.start == file.start
                && known.path == file.path
                && known.language == *language
                && known.text == text
        };
        if !self.files.get(self.asked).is_some_and(is_it) {
            let mut problems = Diagnostics::new();
            let draft = draft(file, language, sources, &mut problems);
            let (source, path, start) = (file.source, file.path.clone(), file.start);
            let parsed = Parsed { source, path, start, language: language.clone(), text: text.to_string(), draft, problems };
            match self.files.get_mut(self.asked) {
                Some(known) => *known = parsed,
                None => self.files.push(parsed),
            }
        }
        let known = &self.files[self.asked];
        self.asked += 1;
        diagnostics.append(known.problems.clone());
        known.draft.clone()
    }

    /// Ends a reading: files that were not asked for are forgotten.
    pub(super) fn end(&mut self) {
        self.files.truncate(self.asked);
        self.asked = 0;
    }
}
