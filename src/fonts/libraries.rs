//! Libraries that were put together before: reading font files takes a while, and
//! who edits a text seldom changes its typefaces.

use std::sync::{Arc, Mutex};

use super::library::weights;
use super::{Library, SystemFonts, library_with, missing_families};
use crate::theme::Theme;

/// Libraries by what they were made for; those of the last reading.
#[derive(Debug, Default)]
pub struct Libraries {
    known: Mutex<Vec<Known>>,
}

#[derive(Debug)]
struct Known {
    wanted: Wanted,
    library: Arc<Library>,
    is_used: bool,
}

/// All that a library follows from, but for what is installed.
#[derive(Debug, PartialEq)]
struct Wanted {
    families: Vec<String>,
    weights: Vec<u16>,
    files: Vec<(String, Arc<[u8]>)>,
}

impl Wanted {
    fn of(theme: &Theme) -> Self {
        Self {
            families: theme.tokens.font_stacks().flat_map(|(_, families)| families).cloned().collect(),
            weights: weights(&theme.tokens),
            files: theme.font_files.iter().map(|file| (file.path.clone(), file.bytes.clone())).collect(),
        }
    }
}

impl Libraries {
    /// The library of `theme`, as [`library_with`] makes it. One in which a family
    /// is missing is made anew each time: the family may be installed by then.
    pub fn library(&self, theme: &Theme, system: &SystemFonts) -> Arc<Library> {
        let wanted = Wanted::of(theme);
        if let Some(known) = self.lock().iter_mut().find(|known| known.wanted == wanted) {
            known.is_used = true;
            return known.library.clone();
        }
        let library = Arc::new(library_with(theme, system));
        if missing_families(theme, &library).is_empty() {
            self.lock().push(Known { wanted, library: library.clone(), is_used: true });
        }
        library
    }

    /// Ends a reading: libraries that were not asked for are forgotten.
    pub fn end(&self) {
        self.lock().retain_mut(|known| std::mem::take(&mut known.is_used));
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Known>> {
        self.known.lock().expect("no thread panics while it holds the list")
    }
}
